//! G. A repository, a store of objects and an environment that lie.

use super::objects::flip;
use super::stage::{DOCUMENT, Stage, copy};
use std::fs;
use std::process::Command;

/// A text in force changed without an act: the tip, and what it should have been.
fn changed() -> (Stage, String, String) {
    let stage = Stage::in_force();
    let good = stage.tip();
    stage.change(DOCUMENT, "L'orienter.", "Le renvoyer.");
    let bad = stage.plain("Correction");
    (stage, good, bad)
}

/// An act by an intruder, then a harmless commit after it.
fn intruded() -> (Stage, String) {
    let stage = Stage::approved();
    stage.later(1);
    stage.enter(DOCUMENT, "validations", "directrice", "directrice");
    let message = stage.statement("validate", DOCUMENT, "directrice", "directrice");
    let forged = stage.forge("intrus", "directrice", &message);
    stage.write("notes.txt", "note\n");
    stage.plain("Une note");
    stage.verify().refused_at(&forged, &["A203"]);
    (stage, forged)
}

/// Where a loose object is.
fn loose(stage: &Stage, id: &str) -> std::path::PathBuf {
    stage.dot_git(&format!("objects/{}/{}", &id[..2], &id[2..]))
}

/// Replaces the bytes of a file that git made read-only.
fn overwrite(path: &std::path::Path, bytes: &[u8]) {
    fs::remove_file(path).expect("the file");
    fs::write(path, bytes).expect("the file");
}

/// A program that tells git what it wants to hear. It lies where programs may run.
fn liar(folder: &std::path::Path) -> std::path::PathBuf {
    let path = folder.join("faux");
    let text = "#!/bin/sh\ncase \"$*\" in *find-principals*) echo directrice;; \
        *) echo 'Good \"git\" signature for directrice with ED25519 key SHA256:x';; esac\n";
    let source = folder.join("source");
    fs::write(&source, text).expect("a program");
    // Another process writes it: a program that this one holds open for writing, while another test
    // starts one, cannot be run ("text file busy").
    let status = Command::new("install")
        .args(["-m", "755"])
        .args([&source, &path])
        .status();
    assert!(status.expect("install").success());
    path
}

/// The SHA-1 of some bytes, by another program.
fn sha1(bytes: &[u8]) -> Vec<u8> {
    let text = super::objects::piped(Command::new("sha1sum"), bytes);
    let digit = |at: usize| u8::from_str_radix(&text[at..at + 2], 16).expect("a digit");
    (0..40).step_by(2).map(digit).collect()
}

#[test]
fn a_replacement_is_told_and_not_obeyed() {
    let (stage, good, bad) = changed();
    stage.git(&["replace", &bad, &good]);
    assert!(
        stage
            .git(&["show", &format!("HEAD:{DOCUMENT}")])
            .contains("L'orienter.")
    );
    stage.verify().refused(&["A207", "G205"]);
    stage.git(&["replace", "-d", &bad]);
    stage.verify().refused(&["A207"]);
}

#[test]
fn a_replacement_that_hides_nothing_is_told_as_well() {
    let stage = Stage::in_force();
    stage.verify().conforms();
    stage.git(&["replace", "HEAD", "HEAD~1"]);
    stage.verify().refused(&["G205"]);
}

#[test]
fn a_replaced_blob_or_tree_is_read_as_it_is() {
    let (stage, good, bad) = changed();
    for what in ["^{tree}", &format!(":{DOCUMENT}")] {
        stage.git(&[
            "replace",
            &stage.id(&format!("{bad}{what}")),
            &stage.id(&format!("{good}{what}")),
        ]);
        stage.verify().refused(&["A207", "G205"]);
        let replaced = stage.git(&["replace", "-l"]);
        stage.git(&["replace", "-d", &replaced]);
    }
}

#[test]
fn a_graft_is_told_and_not_obeyed() {
    let (stage, forged) = intruded();
    let (tip, before) = (stage.tip(), stage.id(&format!("{forged}~1")));
    stage.write(".git/info/grafts", format!("{tip} {before}\n"));
    assert!(!stage.git(&["log", "--format=%H"]).contains(&forged));
    let verdict = stage.verify();
    verdict.refused(&["A203", "G205"]);
    stage.remove(".git/info/grafts");
    stage.verify().refused(&["A203"]);
}

#[test]
fn a_forged_shallow_boundary_makes_nothing_conform() {
    let (stage, forged) = intruded();
    let tip = stage.tip();
    stage.write(".git/shallow", format!("{tip}\n"));
    assert!(!stage.git(&["log", "--format=%H"]).contains(&forged));
    stage.verify().not_verifiable();
    let honest = Stage::in_force();
    honest.write(".git/shallow", format!("{}\n", honest.id("HEAD~1")));
    honest.verify().not_verifiable();
    honest.remove(".git/shallow");
    honest.verify().conforms();
}

#[test]
fn a_commit_graph_that_lies_changes_nothing() {
    let (stage, forged) = intruded();
    stage.git(&["commit-graph", "write", "--reachable"]);
    let path = stage.dot_git("objects/info/commit-graph");
    let mut bytes = fs::read(&path).expect("a graph");
    // In the data of the tip, its parent becomes the commit before the forged one.
    let count = bytes.windows(4).filter(|four| *four == b"OIDL").count();
    assert_eq!(count, 1);
    let chunk = |name: &[u8; 4]| {
        let at = bytes
            .windows(4)
            .position(|four| four == name)
            .expect("a chunk")
            + 4;
        let word: [u8; 8] = bytes[at..at + 8].try_into().expect("eight");
        usize::try_from(u64::from_be_bytes(word)).expect("an offset")
    };
    let (names, data) = (chunk(b"OIDL"), chunk(b"CDAT"));
    let total = (data - names) / 20;
    let hex = |at: usize| {
        bytes[at..at + 20]
            .iter()
            .fold(String::new(), |text, byte| text + &format!("{byte:02x}"))
    };
    let all: Vec<String> = (0..total).map(|index| hex(names + 20 * index)).collect();
    let place = |id: &str| all.iter().position(|known| known == id).expect("a commit");
    let (tip, before) = (
        place(&stage.tip()),
        place(&stage.id(&format!("{forged}~1"))),
    );
    let parent = data + 36 * tip + 20;
    bytes[parent..parent + 4].copy_from_slice(&u32::try_from(before).expect("small").to_be_bytes());
    let end = bytes.len() - 20;
    let sum = sha1(&bytes[..end]);
    bytes[end..].copy_from_slice(&sum);
    overwrite(&path, &bytes);
    assert!(
        !stage
            .git(&["-c", "core.commitGraph=true", "log", "--format=%H"])
            .contains(&forged)
    );
    stage.verify().refused_at(&forged, &["A203"]);
}

#[test]
fn an_index_of_a_pack_that_exchanges_two_objects_is_found_out() {
    let (stage, good, bad) = changed();
    let ids = [
        stage.id(&format!("{good}:{DOCUMENT}")),
        stage.id(&format!("{bad}:{DOCUMENT}")),
    ];
    stage.git(&[
        "-c",
        "pack.depth=0",
        "-c",
        "pack.window=0",
        "repack",
        "-adfq",
    ]);
    let pack = fs::read_dir(stage.dot_git("objects/pack")).expect("packs");
    let path = pack
        .map(|entry| entry.expect("an entry").path())
        .find(|path| path.extension().is_some_and(|extension| extension == "idx"))
        .expect("an index");
    let mut bytes = fs::read(&path).expect("an index");
    let total = usize::try_from(u32::from_be_bytes(
        bytes[8 + 4 * 255..8 + 4 * 256].try_into().expect("four"),
    ))
    .expect("small");
    let names = 8 + 4 * 256;
    let offsets = names + total * 24;
    let place = |id: &str| {
        let raw: Vec<u8> = (0..40)
            .step_by(2)
            .map(|at| u8::from_str_radix(&id[at..at + 2], 16).expect("hex"))
            .collect();
        (0..total)
            .find(|index| bytes[names + 20 * index..][..20] == raw[..])
            .expect("an object")
    };
    let (one, other) = (place(&ids[0]), place(&ids[1]));
    for step in 0..4 {
        bytes.swap(offsets + 4 * one + step, offsets + 4 * other + step);
    }
    let end = bytes.len() - 20;
    let sum = sha1(&bytes[..end]);
    bytes[end..].copy_from_slice(&sum);
    overwrite(&path, &bytes);
    // git itself now shows the text of the act at the tip.
    assert!(
        stage
            .git(&["cat-file", "-p", &format!("HEAD:{DOCUMENT}")])
            .contains("L'orienter.")
    );
    stage.verify().not_verifiable();
}

#[test]
fn a_loose_object_under_another_s_name_is_found_out() {
    let (stage, good, bad) = changed();
    let (right, wrong) = (
        stage.id(&format!("{good}:{DOCUMENT}")),
        stage.id(&format!("{bad}:{DOCUMENT}")),
    );
    overwrite(
        &loose(&stage, &wrong),
        &fs::read(loose(&stage, &right)).expect("an object"),
    );
    stage.verify().not_verifiable();
}

#[test]
fn a_missing_or_damaged_object_is_never_a_pass_nor_a_refusal() {
    for what in [
        "HEAD~1",
        "HEAD~1^{tree}",
        "HEAD:qms.yaml",
        "HEAD:acteurs/directrice.md",
        &format!("HEAD~1:{DOCUMENT}"),
        &format!("HEAD:{DOCUMENT}"),
        "HEAD",
    ] {
        let stage = Stage::in_force();
        let path = loose(&stage, &stage.id(what));
        let bytes = fs::read(&path).expect("an object");
        fs::remove_file(&path).expect("the object");
        stage.verify().not_verifiable();
        for damaged in [
            &bytes[..bytes.len() / 2],
            &flip(&bytes, bytes.len() / 2),
            b"",
        ] {
            fs::write(&path, damaged).expect("the object");
            stage.verify().not_verifiable();
            fs::remove_file(&path).expect("the object");
        }
        fs::write(&path, &bytes).expect("the object");
        stage.verify().conforms();
    }
}

#[test]
fn a_fault_beside_damage_is_not_verifiable_all_the_same() {
    let (stage, forged) = intruded();
    fs::remove_file(loose(&stage, &stage.id(&format!("{forged}~2")))).expect("the object");
    stage.verify().not_verifiable();
}

#[test]
fn a_reference_that_is_empty_or_leads_nowhere_is_not_verifiable() {
    for text in [
        "",
        "\n",
        "ref: refs/heads/rien\n",
        "0000000000000000000000000000000000000000\n",
        "1234567890123456789012345678901234567890\n",
        "main\n",
    ] {
        let stage = Stage::in_force();
        stage.write(".git/refs/heads/main", text);
        let ended = stage.qms("agent", &["verify"]);
        assert_eq!(ended.code, 2, "{text:?} {ended:?}");
    }
    let stage = Stage::in_force();
    stage.write(".git/HEAD", "ref: refs/heads/rien\n");
    assert_eq!(stage.qms("agent", &["verify"]).code, 2);
}

#[test]
fn variables_of_git_change_no_verdict() {
    let (stage, good, bad) = changed();
    let other = Stage::in_force();
    let place = |path: &std::path::Path| path.display().to_string();
    stage.write(&format!(".git/refs/evil/{bad}"), format!("{good}\n"));
    let grafts = stage.beside("grafts");
    fs::write(&grafts, format!("{} {}\n", stage.tip(), stage.id("HEAD~2"))).expect("grafts");
    let shallow = stage.beside("shallow");
    fs::write(&shallow, format!("{good}\n")).expect("a boundary");
    for (name, value) in [
        ("GIT_REPLACE_REF_BASE", "refs/evil/".to_owned()),
        ("GIT_GRAFT_FILE", place(&grafts)),
        ("GIT_SHALLOW_FILE", place(&shallow)),
        ("GIT_NO_REPLACE_OBJECTS", "1".to_owned()),
        (
            "GIT_ALTERNATE_OBJECT_DIRECTORIES",
            place(&other.dot_git("objects")),
        ),
        ("GIT_NAMESPACE", "evil".to_owned()),
        ("GIT_INDEX_FILE", place(&other.dot_git("index"))),
        ("GIT_ATTR_SOURCE", good.clone()),
        ("GIT_CONFIG_GLOBAL", "/dev/null".to_owned()),
        ("GIT_TRACE", "1".to_owned()),
        ("GIT_DEFAULT_HASH", "sha256".to_owned()),
        ("GIT_LITERAL_PATHSPECS", "1".to_owned()),
        ("GIT_OBJECT_DIRECTORY", place(&other.dot_git("objects"))),
        ("GIT_DIR", place(&other.dot_git(""))),
        ("GIT_WORK_TREE", place(other.depot())),
        ("GIT_COMMON_DIR", place(&other.dot_git(""))),
    ] {
        let verdict = stage.verify_with(&[], &[(name, &value)]);
        assert_ne!(verdict.exit, 0, "{name} {verdict}");
        assert_eq!(verdict.errors(), ["A207"], "{name} {verdict}");
    }
}

#[test]
fn settings_of_the_repository_change_no_verdict() {
    let (stage, good, bad) = changed();
    let honest = Stage::in_force();
    stage.write(&format!(".git/refs/evil/{bad}"), format!("{good}\n"));
    let folder = tempfile::tempdir().expect("a folder");
    let fake = liar(folder.path());
    let fake = fake.display().to_string();
    for (key, value) in [
        ("gpg.ssh.program", fake.as_str()),
        ("gpg.program", &fake),
        ("gpg.ssh.allowedSignersFile", &fake),
        ("gpg.ssh.revocationFile", "/n/existe/pas"),
        ("gpg.minTrustLevel", "never"),
        ("core.useReplaceRefs", "true"),
        ("core.commitGraph", "true"),
        ("core.fsmonitor", &fake),
        ("core.hooksPath", &fake),
        ("core.attributesFile", &fake),
        ("core.ignoreCase", "true"),
        ("core.precomposeUnicode", "true"),
        ("core.quotePath", "false"),
        ("core.worktree", "/"),
        ("core.logAllRefUpdates", "false"),
        ("diff.external", &fake),
        ("log.showSignature", "true"),
        ("mailmap.file", &fake),
        ("transfer.fsckObjects", "false"),
        ("include.path", "/n/existe/pas"),
        ("filter.f.smudge", &fake),
        ("i18n.commitEncoding", "ISO-8859-1"),
    ] {
        for (stage, exit) in [(&stage, 1), (&honest, 0)] {
            let before = stage.read(".git/config");
            stage.git(&["config", key, value]);
            let verdict = stage.verify();
            assert_eq!(verdict.exit, exit, "{key} {verdict}");
            stage.write(".git/config", before);
        }
    }
}

#[test]
fn a_program_that_says_good_to_git_says_nothing_to_the_register() {
    let (stage, forged) = intruded();
    let folder = tempfile::tempdir().expect("a folder");
    let fake = liar(folder.path());
    stage.allow_signers();
    stage.git(&["config", "gpg.ssh.program", &fake.display().to_string()]);
    assert_eq!(
        stage.try_git_as("agent", &["verify-commit", &forged]).code,
        0
    );
    stage.verify().refused_at(&forged, &["A203"]);
}

#[test]
fn a_map_of_names_gives_nobody_another_name() {
    let stage = Stage::in_force();
    stage.signed_again("directrice", "agent");
    stage.write(
        ".mailmap",
        "directrice <directrice@service.example> <agent@service.example>\n",
    );
    stage.plain("Des noms");
    assert!(
        stage
            .git(&["log", "--use-mailmap", "--format=%cN", "-2"])
            .contains("directrice")
    );
    stage.verify().warns(&["A203"]);
}

#[test]
fn what_the_clone_remembers_is_no_proof() {
    let (stage, _, bad) = changed();
    stage.write(".git/qms/verified", format!("{bad} refs/heads/main\n"));
    stage.verify_again().refused(&["A207"]);
    stage.write(".git/qms/verified", format!("{bad} refs/heads/main\n"));
    stage.verify_in(&["--full"], &[]).refused(&["A207"]);
    // Whatever lies in the folder of the clone, verification in full and without it agree.
    let honest = Stage::in_force();
    honest.verify().conforms();
    for entry in fs::read_dir(honest.dot_git("qms"))
        .expect("a folder")
        .flatten()
    {
        if entry.file_name() != "trust-root" {
            fs::write(entry.path(), "\0n'importe quoi").expect("a file");
        }
    }
    honest.verify_again().conforms();
    honest.verify_in(&["--full"], &[]).conforms();
}

#[test]
fn what_one_clone_remembers_does_not_serve_another_history() {
    let honest = Stage::in_force();
    honest.verify().conforms();
    honest.verify_again().conforms();
    let (bad, _, _) = changed();
    copy(&honest.dot_git("qms"), &bad.dot_git("qms"));
    assert_eq!(bad.verify_again().exit, 1);
    assert_eq!(bad.verify_in(&["--full"], &[]).exit, 1);
}

#[test]
fn verified_again_and_in_full_are_the_same_answer() {
    let stage = Stage::in_force();
    let first = stage.verify();
    let again = stage.verify_again();
    let full = stage.verify_in(&["--full"], &[]);
    for key in [
        "diagnostics",
        "acts",
        "outcome",
        "revision",
        "trust_root",
        "summary",
    ] {
        assert_eq!(first.json[key], again.json[key], "{key}");
        assert_eq!(first.json[key], full.json[key], "{key}");
    }
    stage.change(DOCUMENT, "L'orienter.", "Le renvoyer.");
    stage.plain("Correction");
    let (again, full) = (stage.verify_again(), stage.verify_in(&["--full"], &[]));
    assert_eq!(again.json["diagnostics"], full.json["diagnostics"]);
    assert_eq!(again.json["acts"], full.json["acts"]);
    again.refused(&["A207"]);
}

#[test]
fn hooks_that_were_passed_by_prove_nothing() {
    let stage = Stage::in_force();
    stage.change(DOCUMENT, "L'orienter.", "Le renvoyer.");
    stage.git(&["add", "-A"]);
    stage.later(1);
    let tree = stage.git(&["write-tree"]);
    let commit = stage.git(&["commit-tree", "-p", "HEAD", "-m", "Correction", &tree]);
    stage.git(&["update-ref", "refs/heads/main", &commit]);
    stage.verify().refused_at(&commit, &["A207"]);
}

#[test]
fn a_repository_that_cannot_be_written_is_verified() {
    let stage = Stage::in_force();
    let folder = stage.dot_git("qms");
    fs::remove_dir_all(&folder).expect("the folder");
    fs::write(&folder, "pas un dossier").expect("a file");
    let ended = stage.qms("agent", &["verify", "--format", "json"]);
    assert!([0, 2].contains(&ended.code), "{ended:?}");
    assert_eq!(Stage::in_force().verify().exit, 0);
}

#[test]
fn borrowed_objects_and_linked_folders_verify_alike() {
    let stage = Stage::in_force();
    let sharing = stage.cloned(&["--shared", "--no-hardlinks"]);
    sharing.verify().conforms();
    stage.git(&["worktree", "add", "-q", "../autre", "-b", "autre"]);
    let mut command = stage.command(env!("CARGO_BIN_EXE_qms"), "agent");
    command
        .current_dir(stage.beside("autre"))
        .args(["verify", "--format", "json"]);
    assert_eq!(crate::sandbox::ended(command).code, 0);
    stage.git(&["replace", "HEAD", "HEAD~1"]);
    let mut command = stage.command(env!("CARGO_BIN_EXE_qms"), "agent");
    command
        .current_dir(stage.beside("autre"))
        .args(["verify", "--format", "json"]);
    assert_eq!(crate::sandbox::ended(command).code, 1);
}

#[test]
fn references_of_a_kind_that_is_not_read_are_not_a_pass() {
    let (stage, _) = intruded();
    fs::remove_dir_all(stage.dot_git("logs")).expect("the logs");
    stage.git(&["refs", "migrate", "--ref-format=reftable"]);
    let ended = stage.qms("agent", &["verify"]);
    assert_ne!(ended.code, 0, "{ended:?}");
    let stage = Stage::in_force();
    stage.git(&["pack-refs", "--all"]);
    stage.verify().conforms();
}
