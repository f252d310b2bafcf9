//! D. Genuine acts on other content, and content that comes back or changes without an act.

use super::by_hand::{NEXT, draft};
use super::stage::{DOCUMENT, Stage};
use crate::sandbox::PROCEDURE;

/// The first version superseded by the second, and gone.
fn superseded() -> Stage {
    let stage = Stage::in_force();
    stage.write(NEXT, draft("PR-01-V2", "PR-01-V1"));
    stage.plain("Projet de PR-01-V2");
    stage.done("pilote", &["approve", "PR-01"]);
    stage.done("directrice", &["validate", "PR-01"]);
    stage
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
fn an_approval_is_not_erased_by_hand() {
    let stage = Stage::approved();
    let approved = stage.read(DOCUMENT);
    stage.git(&["checkout", "-q", "HEAD~1", "--", DOCUMENT]);
    let erased = stage.plain("Mise en forme");
    stage.verify().refused_at(&erased, &["A209"]);
    stage.write(DOCUMENT, approved);
    stage.plain("Comme avant");
    stage.verify().warns(&["A209"]);
}
