//! L. File systems, names, encodings, and input without measure.

use super::stage::{DOCUMENT, Stage};
use crate::sandbox::PROCEDURE;
use std::fmt::Write as _;

/// Puts an entry into the index without a file, and commits it unsigned.
fn entry(stage: &Stage, mode: &str, id: &str, path: &str) -> String {
    stage.git(&[
        "update-index",
        "--add",
        "--cacheinfo",
        &format!("{mode},{id},{path}"),
    ]);
    stage.later(1);
    stage.git(&["commit", "-q", "-m", "Un fichier"]);
    stage.tip()
}

#[test]
fn only_plain_files_stand_in_controlled_and_governed_folders() {
    for (mode, path) in [
        ("120000", "documents/PR/PR-02-V1.md"),
        ("100755", "documents/PR/PR-02-V1.md"),
        ("160000", "documents/PR/PR-02-V1.md"),
        ("120000", "documents/MO/schema.png"),
        ("160000", "documents/annexe"),
        ("120000", "smac/2026"),
        ("120000", "enregistrements/CR/CR-2026-001.md"),
    ] {
        let stage = Stage::in_force();
        let id = match mode {
            "160000" => stage.tip(),
            "120000" => stage.raw("blob", b"../../../etc/passwd"),
            _ => stage.id(&format!("HEAD:{DOCUMENT}")),
        };
        let commit = entry(&stage, mode, &id, path);
        let verdict = stage.verify();
        assert!(
            verdict.errors().contains(&"F009"),
            "{mode} {path} {verdict}"
        );
        verdict.refused_at(&commit, &verdict.errors());
    }
}

#[test]
fn the_document_in_force_does_not_become_a_link_or_a_program() {
    for mode in ["120000", "100755"] {
        let stage = Stage::in_force();
        let id = stage.id(&format!("HEAD:{DOCUMENT}"));
        entry(&stage, mode, &id, DOCUMENT);
        assert_eq!(stage.verify().exit, 1);
        entry(&stage, "100644", &id, DOCUMENT);
        assert_eq!(stage.verify().exit, 0);
    }
}

#[test]
fn a_folder_does_not_become_a_link_to_another() {
    for path in ["documents", "documents/PR", "acteurs", "qms.yaml"] {
        let stage = Stage::in_force();
        let target = stage.raw("blob", b"/tmp");
        stage.git(&["rm", "-q", "-r", "--cached", path]);
        entry(&stage, "120000", &target, path);
        let verdict = stage.verify();
        assert_ne!(verdict.exit, 0, "{path} {verdict}");
    }
}

#[test]
fn governed_files_are_plain_even_from_an_administrator() {
    let stage = Stage::in_force();
    let id = stage.id("HEAD:qms.yaml");
    stage.git(&[
        "update-index",
        "--add",
        "--cacheinfo",
        &format!("100755,{id},qms.yaml"),
    ]);
    stage.later(1);
    stage.git_as("admin", &["commit", "-q", "-S", "-m", "Exécutable"]);
    stage.verify().refused(&["F009", "G208"]);
}

#[test]
fn names_that_some_file_system_takes_for_one_are_refused() {
    for (one, other) in [
        ("documents/PR/schema.png", "documents/PR/Schema.png"),
        ("documents/PR/PR-02-V1.md", "documents/PR/pr-02-v1.md"),
        ("smac/2026/note.txt", "smac/2026/NOTE.txt"),
    ] {
        let stage = Stage::in_force();
        let id = stage.raw("blob", b"rien\n");
        entry(&stage, "100644", &id, one);
        entry(&stage, "100644", &id, other);
        let verdict = stage.verify();
        assert!(verdict.errors().contains(&"F009"), "{other} {verdict}");
    }
    let stage = Stage::in_force();
    let id = stage.raw("blob", b"rien\n");
    entry(&stage, "100644", &id, "documents/PR/schema.png");
    stage.verify().conforms();
}

#[test]
fn names_are_of_the_grammar_and_are_read_as_bytes() {
    for path in [
        "documents/PR/Procédure.md",
        "documents/PR/Proce\u{301}dure.md",
        "documents/PR/PR 02.md",
        "documents/PR/--output=x",
        "documents/PR/a\nb.md",
        "documents/PR/a\u{1b}[2K.md",
        "documents/PR/\u{202e}dm.10-RP",
        "documents/PR/a\"b.md",
        "documents/PR/a\\b.md",
        "acteurs/agent\u{200b}.md",
    ] {
        let stage = Stage::in_force();
        let id = stage.raw("blob", b"rien\n");
        entry(&stage, "100644", &id, path);
        let verdict = stage.verify();
        let named = verdict
            .errors()
            .iter()
            .any(|rule| ["F008", "F009", "G201"].contains(rule));
        assert!(verdict.exit == 1 && named, "{path:?} {verdict}");
        let text = stage.qms("agent", &["verify"]);
        assert_eq!(text.code, 1);
        assert!(
            !(text.out.clone() + &text.err).contains('\u{1b}'),
            "{path:?} {}",
            text.out
        );
    }
}

#[test]
fn names_elsewhere_are_free() {
    let stage = Stage::in_force();
    let id = stage.raw("blob", b"rien\n");
    for (mode, path) in [
        ("100644", "Lisez-moi d'été.txt"),
        ("100755", "outils/lancer.sh"),
        ("120000", "lien"),
    ] {
        entry(&stage, mode, &id, path);
    }
    stage.verify().conforms();
}

#[test]
#[cfg(unix)]
fn a_name_that_is_not_utf8_is_refused() {
    use std::os::unix::ffi::OsStrExt;
    let stage = Stage::in_force();
    let id = stage.raw("blob", b"rien\n");
    let mut command = stage.command("git", "referent");
    let info = [b"100644,", id.as_bytes(), b",documents/PR/Proc\xe9dure.md"].concat();
    command
        .args(["update-index", "--add", "--cacheinfo"])
        .arg(std::ffi::OsStr::from_bytes(&info));
    assert_eq!(crate::sandbox::ended(command).code, 0);
    stage.later(1);
    stage.git(&["commit", "-q", "-m", "Un fichier"]);
    stage.verify().refused(&["F008"]);
}

#[test]
fn attributes_in_controlled_folders_are_refused() {
    for path in [
        "documents/.gitattributes",
        "documents/PR/.gitattributes",
        "smac/.gitattributes",
        "enregistrements/lecture/.gitattributes",
    ] {
        let stage = Stage::in_force();
        stage.write(path, "*.md text\n");
        stage.plain("Attributs");
        let verdict = stage.verify();
        assert_eq!(
            (verdict.exit, verdict.errors()),
            (1, vec!["F009"]),
            "{path} {verdict}"
        );
    }
    for path in ["acteurs/.gitattributes", "registres/.gitattributes"] {
        let stage = Stage::in_force();
        stage.write(path, "*.md text\n");
        stage.commit_as("admin", "Attributs");
        let verdict = stage.verify();
        assert_eq!(
            (verdict.exit, verdict.errors()),
            (1, vec!["F009"]),
            "{path} {verdict}"
        );
    }
}

#[test]
fn a_fault_of_kind_is_repaired_by_whoever_takes_it_out() {
    let stage = Stage::in_force();
    let id = stage.raw("blob", b"../../../etc/passwd");
    entry(&stage, "120000", &id, "documents/PR/PR-02-V1.md");
    stage.verify().refused(&["F009"]);
    stage.git(&["rm", "-q", "--cached", "documents/PR/PR-02-V1.md"]);
    stage.later(1);
    stage.git(&["commit", "-q", "-m", "Sans le lien"]);
    let verdict = stage.verify();
    assert_eq!(verdict.exit, 0, "{verdict}");
}

#[test]
fn trees_that_no_git_would_write_are_never_a_pass_with_an_effect() {
    let stage = Stage::in_force();
    let blob = stage.raw("blob", b"rien\n");
    let raw: Vec<u8> = (0..40)
        .step_by(2)
        .map(|at| u8::from_str_radix(&blob[at..at + 2], 16).expect("hex"))
        .collect();
    let tip = stage.tip();
    for names in [
        &["..", "a"][..],
        &[".git"],
        &[".", "a"],
        &["a", "a"],
        &["b", "a"],
        &["", "a"],
        &["documents/PR"],
        &["qms.yaml", "qms.yaml"],
    ] {
        let mut tree = Vec::new();
        for name in names {
            tree.extend_from_slice(format!("100644 {name}\0").as_bytes());
            tree.extend_from_slice(&raw);
        }
        let id = stage.raw("tree", &tree);
        stage.later(1);
        let text = format!(
            "tree {id}\nparent {tip}\nauthor a <a@b> {now} +0000\ncommitter a <a@b> {now} +0000\n\nUn arbre\n",
            now = stage.now()
        );
        stage.put(text.as_bytes());
        let ended = stage.qms("agent", &["verify", "--format", "json"]);
        assert!([1, 2].contains(&ended.code), "{names:?} {ended:?}");
    }
}

#[test]
fn two_entries_of_one_name_do_not_show_one_text_and_hold_another() {
    let stage = Stage::in_force();
    let forged = stage.raw(
        "blob",
        stage
            .read(DOCUMENT)
            .replace("L'orienter.", "Le renvoyer.")
            .as_bytes(),
    );
    let genuine = stage.id(&format!("HEAD:{DOCUMENT}"));
    let (pr, documents) = ("PR-01-V1.md", stage.git(&["ls-tree", "HEAD", "documents/"]));
    let hex = |id: &str| -> Vec<u8> {
        (0..40)
            .step_by(2)
            .map(|at| u8::from_str_radix(&id[at..at + 2], 16).expect("hex"))
            .collect()
    };
    for order in [[&genuine, &forged], [&forged, &genuine]] {
        let mut tree = Vec::new();
        for id in order {
            tree.extend_from_slice(format!("100644 {pr}\0").as_bytes());
            tree.extend_from_slice(&hex(id));
        }
        let folder = stage.raw("tree", &tree);
        let mut listed = String::new();
        for line in documents.lines() {
            let (about, name) = line.split_once('\t').expect("a name");
            let name = name.trim_start_matches("documents/");
            let about = if name == "PR" {
                format!("040000 tree {folder}")
            } else {
                about.to_owned()
            };
            let _ = writeln!(listed, "{about}\t{name}");
        }
        let mut command = stage.command("git", "referent");
        command.arg("mktree");
        let documents = super::objects::piped(command, listed.as_bytes());
        let top = stage.git(&["ls-tree", "HEAD"]);
        let top: String = top
            .lines()
            .map(|line| {
                if line.ends_with("\tdocuments") {
                    format!("040000 tree {documents}\tdocuments\n")
                } else {
                    format!("{line}\n")
                }
            })
            .collect();
        let mut command = stage.command("git", "referent");
        command.arg("mktree");
        let tree = super::objects::piped(command, top.as_bytes());
        let tip = stage.tip();
        stage.later(1);
        let commit = stage.git(&["commit-tree", "-p", &tip, "-m", "Un arbre", &tree]);
        stage.git(&["update-ref", "refs/heads/main", &commit]);
        let verdict = stage.verify();
        assert_ne!(verdict.exit, 0, "{verdict}");
        stage.git(&["update-ref", "refs/heads/main", &tip]);
    }
}

#[test]
fn folders_fifteen_hundred_deep_end_in_good_time() {
    for top in ["profond", "documents/profond"] {
        let stage = Stage::in_force();
        let mut command = stage.command("git", "referent");
        command.args(["fast-import", "--quiet", "--force"]);
        let path = format!("{top}/{}a", "d/".repeat(1500));
        let (tip, now) = (stage.tip(), stage.now() + 60);
        let stream = format!(
            "commit refs/heads/main\ncommitter a <a@b> {now} +0000\ndata 4\nnote\nfrom {tip}\nM 100644 inline {path}\ndata 5\nrien\n\n"
        );
        super::objects::piped(command, stream.as_bytes());
        assert_ne!(stage.tip(), tip);
        let started = std::time::Instant::now();
        assert_eq!(stage.verify().exit, 0);
        assert!(started.elapsed().as_secs() < 10);
    }
}

#[test]
fn a_policy_that_explodes_or_has_no_measure_is_no_register() {
    let bomb = {
        let mut text = "a: &a [x, x, x, x, x, x, x, x, x]\n".to_owned();
        for (one, two) in "abcdefgh".chars().zip("bcdefghi".chars()) {
            let _ = writeln!(
                text,
                "{two}: &{two} [*{one}, *{one}, *{one}, *{one}, *{one}, *{one}, *{one}, *{one}, *{one}]"
            );
        }
        text
    };
    for text in [
        bomb,
        format!("roles: {}x{}\n", "[".repeat(10_000), "]".repeat(10_000)),
        "organisation: !!python/object x\n".to_owned(),
        "organisation: a\n---\norganisation: b\n".to_owned(),
        "organisation:\t- a\n\t- b\n".to_owned(),
        "\u{0}".to_owned(),
    ] {
        let stage = Stage::in_force();
        stage.write("qms.yaml", &text);
        stage.commit_as("admin", "Politique");
        let started = std::time::Instant::now();
        stage.verify().refused(&["G208"]);
        assert!(started.elapsed().as_secs() < 5);
    }
}

#[test]
fn a_message_as_long_as_a_book_is_read() {
    let stage = Stage::in_force();
    let tree = stage.id("HEAD^{tree}");
    let tip = stage.tip();
    let (now, noise) = (stage.now(), "Qms-Acte: bruit\n".repeat(60_000));
    for (message, exit) in [("note\n".repeat(200_000), 0), (noise, 1)] {
        let text = format!(
            "tree {tree}\nparent {tip}\nauthor a <a@b> {now} +0000\ncommitter a <a@b> {now} +0000\n\n{message}"
        );
        stage.put(text.as_bytes());
        let started = std::time::Instant::now();
        assert_eq!(stage.verify().exit, exit);
        assert!(started.elapsed().as_secs() < 10);
    }
}

#[test]
fn a_workflow_key_in_disguise_hides_no_change_of_the_text() {
    let mut conforming = 0;
    for disguise in [
        "\"approbations\": []\n",
        "'revue': {date: 2026-11-21, acteur: pilote, resultat: confirme}\n",
        "? retrait\n: {}\n",
        "Approbations: []\n",
        "re\u{301}vue: []\n",
        "application:2026-11-21\n",
        "revue: |\n  Le reste du texte est ici.\n",
        "gel: {a: &a b}\n",
        "titre-court: accueil\n",
    ] {
        let stage = Stage::founded();
        let path = "documents/PR/PR-02-V1.md";
        let text = PROCEDURE.replace("{code}", "PR-02-V1").replace(
            "redacteur: referent\n",
            &format!("redacteur: referent\n{disguise}"),
        );
        stage.write(path, text);
        stage.plain("Projet");
        stage.act_by_hand("approve", path, "pilote", "pilote");
        stage.act_by_hand("validate", path, "directrice", "directrice");
        if stage.verify().exit != 0 {
            continue;
        }
        conforming += 1;
        stage.change(path, disguise, &format!("# une note\n{disguise}"));
        stage.plain("Mise en forme");
        assert_eq!(stage.verify().exit, 1, "{disguise}");
        stage.git(&["reset", "-q", "--hard", "HEAD~1"]);
        stage.change(path, disguise, "");
        stage.plain("Mise en forme");
        assert_eq!(stage.verify().exit, 1, "{disguise}");
    }
    assert!(conforming > 0);
}

#[test]
fn a_continuation_at_the_margin_carries_no_unsigned_text() {
    let stage = Stage::founded();
    let path = "documents/PR/PR-02-V1.md";
    stage.write(path, PROCEDURE.replace("{code}", "PR-02-V1"));
    stage.plain("Projet");
    stage.act_by_hand("approve", path, "pilote", "pilote");
    stage.act_by_hand("validate", path, "directrice", "directrice");
    stage.verify().conforms();
    // What belongs to an unsigned block for one reader must not be text for another.
    for (from, to) in [
        (
            "application: 2026-11-21\n",
            "application: 2026-11-21\n- Le texte signé ne dit pas ceci.\n",
        ),
        (
            "application: 2026-11-21\n",
            "application: 2026-11-21\n  autre: chose\n",
        ),
        (
            "validations:\n",
            "revue: \"\n  objet: Autre chose.\n  \"\nvalidations:\n",
        ),
    ] {
        stage.change(path, from, to);
        stage.plain("Mise en forme");
        assert_eq!(stage.verify().exit, 1, "{to}");
        stage.git(&["reset", "-q", "--hard", "HEAD~1"]);
    }
}

#[test]
fn codes_and_names_that_are_options_or_paths_elsewhere_are_only_text() {
    let stage = Stage::in_force();
    for given in [
        "--output=x",
        "-h",
        "../../x",
        "PR-01-V1\n",
        "refs/../x",
        "HEAD:qms.yaml",
        "HEAD^{tree}",
        "@{-1}",
        "HEAD~99",
        "",
    ] {
        let ended = stage.qms("agent", &["verify", "--", given]);
        assert_eq!(ended.code, 2, "{given:?} {ended:?}");
    }
    assert!(!stage.depot().join("x").exists());
    assert_eq!(stage.git(&["status", "--porcelain"]), "");
}

#[test]
fn no_folder_or_file_differs_from_a_governed_one_by_case_alone() {
    for path in [
        "Documents/PR/PR-01-V1.md",
        "ACTEURS/directrice.md",
        "QMS.yaml",
        "documents/pr/PR-01-V1.md",
        "Registres/x.md",
    ] {
        let stage = Stage::in_force();
        let id = stage.raw("blob", b"rien\n");
        stage.git(&[
            "update-index",
            "--add",
            "--cacheinfo",
            &format!("100644,{id},{path}"),
        ]);
        stage.later(1);
        stage.git(&["commit", "-q", "-m", "Un fichier"]);
        let verdict = stage.verify();
        assert_eq!(verdict.exit, 1, "{path} {verdict}");
    }
}

#[test]
fn an_image_that_is_a_link_is_not_what_was_signed() {
    let stage = Stage::founded();
    let id = stage.raw("blob", b"../../qms.yaml");
    stage.change(
        DOCUMENT,
        "3. L'orienter.",
        "3. L'orienter.\n\n![a](../../images/s.png)",
    );
    stage.git(&["add", "-A"]);
    stage.git(&[
        "update-index",
        "--add",
        "--cacheinfo",
        &format!("120000,{id},images/s.png"),
    ]);
    stage.later(1);
    stage.git(&["commit", "-q", "-m", "Un lien"]);
    let target = stage.read("qms.yaml");
    stage.later(1);
    stage.enter(DOCUMENT, "approbations", "pilote", "pilote");
    let sha = super::by_hand::digest(&target);
    let message = stage
        .statement("approve", DOCUMENT, "pilote", "pilote")
        .replace(
            "Qms-Actor",
            &format!("Qms-Asset: {sha} images/s.png\nQms-Actor"),
        );
    stage.git(&["add", "documents"]);
    stage.signed("pilote", "pilote", &["commit", "-q", "-S", "-m", &message]);
    let verdict = stage.verify();
    assert_eq!(verdict.exit, 1, "{verdict}");
}
