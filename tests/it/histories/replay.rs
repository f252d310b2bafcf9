//! D. Genuine acts on other content, and content that comes back or changes without an act.

use super::stage::{DOCUMENT, Stage};
use crate::sandbox::PROCEDURE;

const NEXT: &str = "documents/PR/PR-01-V2.md";

/// The second version as a draft.
fn draft(code: &str, before: &str) -> String {
    PROCEDURE
        .replace("{code}", code)
        .replace(
            "redacteur",
            &format!("remplace: {before}\nmotif: Le délai change.\nredacteur"),
        )
        .replace("L'orienter.", "L'orienter sous deux jours.")
}

/// The first version superseded by the second, and gone.
fn superseded() -> Stage {
    let stage = Stage::in_force();
    stage.write(NEXT, draft("PR-01-V2", "PR-01-V1"));
    stage.plain("Projet de PR-01-V2");
    stage.done("pilote", &["approve", "PR-01"]);
    stage.done("directrice", &["validate", "PR-01"]);
    stage
}

/// Each edit of the document in force is refused by these rules, and none by an author's draft.
fn each_edit(edits: &[(&str, fn(&str) -> String)], rules: &[&str]) {
    for (what, edit) in edits {
        let stage = Stage::in_force();
        let text = stage.read(DOCUMENT);
        let edited = edit(&text);
        assert_ne!(edited, text, "{what}");
        stage.write(DOCUMENT, &edited);
        let commit = stage.plain("Correction");
        let verdict = stage.verify();
        assert_eq!(verdict.errors(), rules, "{what} {verdict}");
        verdict.refused_at(&commit, rules);
    }
}

#[test]
fn a_text_in_force_changes_by_no_byte() {
    each_edit(
        &[
            ("a letter", |text| {
                text.replace("Noter sa demande", "noter sa demande")
            }),
            ("the title", |text| {
                text.replace("titre: Accueillir", "titre: Recevoir")
            }),
            ("a comment", |text| {
                text.replace("processus: ACCUEIL", "processus: ACCUEIL # relu")
            }),
            ("a byte order mark", |text| format!("\u{feff}{text}")),
            ("a space at an end", |text| {
                text.replace("écouté et orienté.\n", "écouté et orienté. \n")
            }),
            ("a line at the end", |text| format!("{text}\n")),
            ("another form of é", |text| {
                text.replace("assuré", "assure\u{301}")
            }),
            ("the order of keys", |text| {
                text.replace(
                    "code: PR-01-V1\ntitre: Accueillir un assuré\n",
                    "titre: Accueillir un assuré\ncode: PR-01-V1\n",
                )
            }),
            ("a key of the author's", |text| {
                text.replace("redacteur: referent", "redacteur: agent")
            }),
        ],
        &["A207"],
    );
}

#[test]
fn a_key_that_acts_write_is_not_typed_over_what_is_in_force() {
    each_edit(
        &[
            ("another date", |text| {
                text.replace("application: 2026-11-21", "application: 2027-11-21")
            }),
            ("another person", |text| {
                text.replace("acteur: directrice", "acteur: suppleante")
            }),
            ("no validation", |text| {
                let kept = text.lines().filter(|line| {
                    !line.contains("directrice") && !line.starts_with("validations")
                });
                kept.map(|line| format!("{line}\n")).collect()
            }),
        ],
        &["A209"],
    );
    each_edit(
        &[
            ("a withdrawal", |text| {
                text.replace("application: 2026-11-21\n", "application: 2026-11-21\nretrait: {date: 2026-11-21, acteur: directrice, motif: x}\n")
            }),
            ("a review", |text| {
                text.replace("application: 2026-11-21\n", "application: 2026-11-21\nrevue: {date: 2026-11-21, acteur: pilote, resultat: confirme}\n")
            }),
        ],
        &["A209"],
    );
}

#[test]
fn ends_of_lines_are_read_alike() {
    let stage = Stage::in_force();
    let text = stage.read(DOCUMENT);
    stage.write(DOCUMENT, text.replace('\n', "\r\n"));
    stage.git(&["-c", "core.autocrlf=false", "add", "--renormalize", "."]);
    assert_eq!(
        super::by_hand::digest(&text.replace('\n', "\r\n")),
        super::by_hand::digest(&text)
    );
    stage.plain("Fins de ligne");
    assert_eq!(stage.verify().exit, 0);
}

#[test]
fn the_bytes_of_a_superseded_version_do_not_come_back_with_their_genuine_acts() {
    let stage = superseded();
    stage.verify().conforms();
    stage.git(&["checkout", "-q", "HEAD~1", "--", DOCUMENT]);
    let commit = stage.plain("La version d'avant");
    stage.verify().refused_at(&commit, &["A209"]);
}

#[test]
fn the_text_of_a_version_does_not_go_back_to_that_of_another() {
    let stage = superseded();
    let old = stage.git(&["show", &format!("HEAD~1:{DOCUMENT}")]);
    stage.write(NEXT, old.replace("PR-01-V1", "PR-01-V2") + "\n");
    stage.plain("Le texte d'avant");
    assert_eq!(stage.verify().exit, 1);
}

#[test]
fn an_approval_of_one_text_is_none_of_the_next() {
    let stage = Stage::approved();
    stage.change(DOCUMENT, "L'orienter.", "Le renvoyer.");
    stage.plain("Une retouche");
    stage.verify().conforms();
    stage.act_by_hand("validate", DOCUMENT, "directrice", "directrice");
    stage.verify().refused(&["A206"]);
}

#[test]
fn the_same_text_approved_again_after_the_retouch_is_validated() {
    let stage = Stage::approved();
    stage.change(DOCUMENT, "L'orienter.", "L'accompagner.");
    stage.plain("Une retouche");
    stage.done("pilote", &["approve", "PR-01"]);
    stage.done("directrice", &["validate", "PR-01"]);
    stage.verify().conforms();
}

#[test]
fn a_text_sent_back_is_not_validated_on_the_approval_it_had() {
    let stage = Stage::approved();
    let text = stage.read(DOCUMENT);
    stage.done("pilote", &["reject", "PR-01", "--reason", "À revoir"]);
    stage.verify().conforms();
    stage.write(DOCUMENT, &text);
    stage.plain("L'approbation d'avant");
    stage.verify().refused(&["A208"]);
    stage.act_by_hand("validate", DOCUMENT, "directrice", "directrice");
    let verdict = stage.verify();
    assert!(verdict.errors().contains(&"A206"), "{verdict}");
    assert_eq!(
        verdict.valid_acts(),
        ["approve PR-01-V1 pilote", "reject PR-01-V1 pilote"]
    );
}

#[test]
fn a_document_in_force_is_not_validated_a_second_time() {
    let stage = Stage::in_force();
    stage.later(1);
    let text = stage.read(DOCUMENT);
    let entry = text
        .lines()
        .find(|line| line.contains("acteur: directrice"))
        .expect("an entry");
    let second = entry.replace("acteur: directrice", "acteur: suppleante");
    stage.change(DOCUMENT, entry, &format!("{entry}\n{second}"));
    let message = stage.statement("validate", DOCUMENT, "suppleante", "directrice");
    stage.commit_as("suppleante", &message);
    stage.verify().refused(&["A209"]);
}

#[test]
fn entries_typed_with_the_right_digest_are_still_nobody_s() {
    let stage = Stage::founded();
    stage.enter(DOCUMENT, "approbations", "pilote", "pilote");
    let typed = stage.plain("Mise en forme");
    stage.verify().refused_at(&typed, &["A208"]);
    stage.enter(DOCUMENT, "validations", "directrice", "directrice");
    stage.plain("Mise en page");
    stage.verify().refused(&["A208"]);
    stage.git(&["checkout", "-q", "HEAD~2", "--", DOCUMENT]);
    stage.plain("Comme avant");
    stage.verify().warns(&["A208"]);
}

#[test]
fn a_draft_born_with_entries_is_not_approved_by_its_birth() {
    let stage = Stage::founded();
    let path = "documents/PR/PR-02-V1.md";
    stage.write(path, PROCEDURE.replace("{code}", "PR-02-V1"));
    stage.enter(path, "approbations", "pilote", "pilote");
    stage.enter(path, "validations", "directrice", "directrice");
    stage.plain("Un document complet");
    stage.verify().refused(&["A208"]);
    stage.write(path, PROCEDURE.replace("{code}", "PR-02-V1"));
    stage.git(&["add", "-A"]);
    stage.git(&["commit", "-q", "--amend", "-m", "Un projet"]);
    stage.verify().conforms();
}

#[test]
fn a_version_that_skips_one_or_follows_none_does_not_come_into_force() {
    for (path, code, before) in [
        ("documents/PR/PR-01-V3.md", "PR-01-V3", "PR-01-V1"),
        ("documents/PR/PR-01-V3.md", "PR-01-V3", "PR-01-V2"),
        ("documents/PR/PR-02-V2.md", "PR-02-V2", "PR-02-V1"),
        (NEXT, "PR-01-V2", "PR-03-V1"),
    ] {
        let stage = Stage::in_force();
        stage.write(path, draft(code, before));
        stage.plain("Projet");
        stage.act_by_hand("approve", path, "pilote", "pilote");
        stage.act_by_hand("validate", path, "directrice", "directrice");
        let verdict = stage.verify();
        assert!(
            verdict.errors().contains(&"C005"),
            "{code} {before} {verdict}"
        );
    }
    let stage = Stage::in_force();
    stage.write(NEXT, draft("PR-01-V2", "PR-01-V1"));
    stage.plain("Projet");
    stage.act_by_hand("approve", NEXT, "pilote", "pilote");
    stage.act_by_hand("validate", NEXT, "directrice", "directrice");
    assert_eq!(stage.verify().exit, 0);
}

#[test]
fn a_code_has_one_form_and_one_place() {
    for (path, rule) in [
        ("documents/PR/PR-1-V1.md", "C001"),
        ("documents/PR/PR-001-V1.md", "C001"),
        ("documents/PR/PR-01-V01.md", "C001"),
        ("documents/PR/pr-01-v1.md", "F009"),
        ("documents/MO/PR-01-V1.md", "C002"),
        ("documents/PR-01-V1.md", "C002"),
        ("documents/PR/sous/PR-01-V1.md", "C002"),
    ] {
        let stage = Stage::in_force();
        stage.write(path, PROCEDURE.replace("{code}", "PR-01-V1"));
        stage.plain("Un second exemplaire");
        let verdict = stage.verify();
        assert_eq!(verdict.exit, 1, "{path} {verdict}");
        assert!(
            verdict.errors().contains(&rule) || rule == "F009",
            "{path} {verdict}"
        );
    }
}

#[test]
fn a_file_whose_code_is_another_s_is_not_approved_under_its_name() {
    let stage = Stage::in_force();
    let path = "documents/PR/PR-02-V1.md";
    stage.write(path, PROCEDURE.replace("{code}", "PR-01-V1"));
    stage.plain("Projet");
    stage.act_by_hand("approve", path, "pilote", "pilote");
    stage.verify().refused(&["C002"]);
}

#[test]
fn what_lies_in_the_working_tree_says_nothing() {
    let stage = Stage::in_force();
    stage.git(&["update-index", "--skip-worktree", DOCUMENT]);
    stage.change(DOCUMENT, "L'orienter.", "Le renvoyer.");
    assert_eq!(stage.git(&["status", "--porcelain"]), "");
    stage.verify().conforms();
    stage.remove("qms.yaml");
    stage.write("acteurs/agent.md", "rien\n");
    stage.verify().conforms();
    // The other way round: the tree of the tip is what counts, however clean the working tree.
    let stage = Stage::in_force();
    let text = stage.read(DOCUMENT);
    stage.change(DOCUMENT, "L'orienter.", "Le renvoyer.");
    stage.plain("Correction");
    stage.write(DOCUMENT, text);
    stage.verify().refused(&["A207"]);
}

#[test]
fn a_status_written_in_the_file_puts_nothing_in_force() {
    let stage = Stage::founded();
    stage.change(DOCUMENT, "processus:", "statut: en vigueur\nprocessus:");
    stage.plain("En vigueur");
    let verdict = stage.verify();
    verdict.conforms();
    assert_eq!(verdict.valid_acts(), [""; 0]);
    let listed = stage.done("agent", &["list", "--all", "--format", "json"]);
    let listed: serde_json::Value = serde_json::from_str(&listed).expect("JSON");
    assert_eq!(listed["documents"][0]["status"], "draft");
}

#[test]
fn a_document_in_force_leaves_by_an_act_and_by_nothing_else() {
    let stage = Stage::in_force();
    stage.remove(DOCUMENT);
    let removed = stage.plain("Ménage");
    stage.verify().refused_at(&removed, &["A212"]);
    stage.git(&["reset", "-q", "--hard", "HEAD~1"]);
    stage.git(&["mv", DOCUMENT, "documents/PR/PR-09-V1.md"]);
    stage.plain("Nouveau numéro");
    let verdict = stage.verify();
    assert!(verdict.errors().contains(&"A212"), "{verdict}");
    stage.git(&["reset", "-q", "--hard", "HEAD~1"]);
    stage.done(
        "directrice",
        &["withdraw", "PR-01", "--reason", "Activité arrêtée"],
    );
    stage.later(24 * 60);
    stage.done("pilote", &["destroy", "PR-01-V1"]);
    stage.verify().conforms();
}

#[test]
fn a_withdrawn_document_stays_until_its_certificate() {
    let stage = Stage::in_force();
    stage.done(
        "directrice",
        &["withdraw", "PR-01", "--reason", "Activité arrêtée"],
    );
    stage.remove(DOCUMENT);
    stage.plain("Ménage");
    let verdict = stage.verify();
    assert_eq!(verdict.exit, 1, "{verdict}");
}

#[test]
fn a_withdrawal_is_not_taken_back_by_hand() {
    let stage = Stage::in_force();
    let text = stage.read(DOCUMENT);
    stage.done(
        "directrice",
        &["withdraw", "PR-01", "--reason", "Activité arrêtée"],
    );
    stage.verify().conforms();
    stage.write(DOCUMENT, text);
    stage.plain("De nouveau en vigueur");
    stage.verify().refused(&["A209"]);
}

#[test]
fn a_number_once_given_is_not_given_again_after_destruction() {
    let stage = Stage::in_force();
    stage.done(
        "directrice",
        &["withdraw", "PR-01", "--reason", "Activité arrêtée"],
    );
    stage.later(24 * 60);
    stage.done("pilote", &["destroy", "PR-01-V1"]);
    stage.write(
        DOCUMENT,
        PROCEDURE
            .replace("{code}", "PR-01-V1")
            .replace("Accueillir un assuré", "Autre chose"),
    );
    stage.plain("Un autre document");
    let verdict = stage.verify();
    assert!(verdict.errors().contains(&"A209"), "{verdict}");
}

#[test]
fn certificates_readings_and_the_ledger_are_written_by_acts_alone() {
    for (path, text) in [
        (
            "registres/destructions/2026/DEST-2026-0001.md",
            "---\ncode: DEST-2026-0001\ndate: 2026-11-21\nacteur: pilote\nelements: []\n---\n",
        ),
        (
            "registres/instantanes/audit-2026.md",
            "---\nnom: audit-2026\ndate: 2026-11-21\n---\n",
        ),
        (
            "enregistrements/lecture/PR-01-V1/agent.md",
            "---\ncode: PR-01-V1\nacteur: agent\ndate: 2026-11-21\nempreinte: \"0000000000000000\"\n---\n",
        ),
    ] {
        for person in ["agent", "admin", "qualite"] {
            let stage = Stage::in_force();
            stage.write(path, text);
            stage.commit_as(person, "À la main");
            let ledger = path.starts_with("registres/instantanes");
            let rules = ["A209", "G204"];
            stage.verify().refused(&rules[..1 + usize::from(ledger)]);
        }
    }
    let stage = Stage::in_force();
    stage.done("agent", &["ack", "PR-01"]);
    stage.verify().conforms();
    let path = "enregistrements/lecture/PR-01-V1/agent.md";
    stage.change(path, "agent", "referent");
    stage.plain("À la main");
    stage.verify().refused(&["A209"]);
}

#[test]
fn the_image_of_a_version_in_force_is_part_of_what_was_signed() {
    let stage = Stage::founded();
    stage.write("documents/PR/PR-01-V1.png", b"\x89PNG un schema");
    stage.change(
        DOCUMENT,
        "3. L'orienter.",
        "3. L'orienter.\n\n![Le chemin](PR-01-V1.png)",
    );
    stage.plain("Un schéma");
    stage.done("pilote", &["approve", "PR-01"]);
    stage.done("directrice", &["validate", "PR-01"]);
    stage.verify().conforms();
    stage.write("documents/PR/PR-01-V1.png", b"\x89PNG un autre");
    let commit = stage.plain("Un schéma plus net");
    stage.verify().refused_at(&commit, &["A207"]);
    stage.git(&["reset", "-q", "--hard", "HEAD~1"]);
    stage.remove("documents/PR/PR-01-V1.png");
    stage.plain("Ménage");
    stage.verify().refused(&["A207"]);
}

#[test]
fn a_ticket_s_number_does_not_vanish() {
    let stage = Stage::in_force();
    let path = "smac/2026/RE-2026-0001.md";
    stage.write(path, "---\ncode: RE-2026-0001\ntitre: Attente\nrecu: 2026-11-21\ncanal: courrier\nprocessus: ACCUEIL\n---\n");
    stage.plain("Une réclamation");
    stage.change(path, "Attente", "Attente trop longue");
    stage.plain("Un titre");
    stage.verify().conforms();
    stage.remove(path);
    let removed = stage.plain("Ménage");
    stage.verify().refused_at(&removed, &["S108"]);
}

#[test]
fn keys_of_acts_are_not_typed_into_records_and_tickets() {
    let stage = Stage::in_force();
    let path = "smac/2026/RE-2026-0001.md";
    let text = "---\ncode: RE-2026-0001\ntitre: Attente\nrecu: 2026-11-21\ncanal: courrier\nprocessus: ACCUEIL\n---\n";
    stage.write(path, text);
    stage.plain("Une réclamation");
    stage.verify().conforms();
    stage.change(
        path,
        "processus: ACCUEIL\n",
        "processus: ACCUEIL\nclos-le: 2026-11-21\n",
    );
    stage.plain("Close");
    stage.verify().refused(&["A208"]);
}
