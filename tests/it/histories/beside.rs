//! E. What is decided on one branch beside what another takes away: taking away wins.

use super::merges::{both_ways, close, forked};
use super::stage::{DOCUMENT, Stage};

#[test]
fn taking_a_role_away_wins_over_an_act_that_did_not_know_of_it() {
    for merged_before in [false, true] {
        let stage = Stage::approved();
        stage.branch("ailleurs");
        if merged_before {
            stage.go("main");
            stage.done("directrice", &["validate", "PR-01"]);
            stage.go("ailleurs");
            stage.merge("main");
        }
        stage.change(
            "acteurs/directrice.md",
            "du: 2024-01-01}\ncles",
            "du: 2024-01-01, au: 2026-11-20}\ncles",
        );
        stage.commit_as("admin", "Fin de mandat");
        stage.go("main");
        if !merged_before {
            stage.done("directrice", &["validate", "PR-01"]);
            stage.verify().conforms();
            stage.merge("ailleurs");
        } else {
            stage.write("notes.txt", "note\n");
            stage.plain("Une note");
            stage.merge("ailleurs");
        }
        both_ways(&stage, |verdict| {
            match merged_before {
                true => verdict.conforms(),
                false => verdict.refused(&["A204"]),
            };
        });
    }
}

#[test]
fn withdrawing_a_key_wins_over_an_act_that_did_not_know_of_it() {
    let stage = Stage::approved();
    stage.new_key("directrice-2", &["-t", "ed25519"]);
    stage.branch("ailleurs");
    stage.change(
        "acteurs/directrice.md",
        &stage.public("directrice"),
        &stage.public("directrice-2"),
    );
    stage.commit_as("admin", "Clé perdue");
    stage.go("main");
    stage.done("directrice", &["validate", "PR-01"]);
    stage.verify().conforms();
    stage.merge("ailleurs");
    both_ways(&stage, |verdict| {
        verdict.refused(&["A205"]);
    });
}

#[test]
fn withdrawing_a_document_wins_over_a_review_that_did_not_know_of_it() {
    let stage = forked();
    stage.go("ailleurs");
    stage.done(
        "directrice",
        &["withdraw", "PR-01", "--reason", "Activité arrêtée"],
    );
    stage.go("main");
    stage.done("pilote", &["review", "PR-01"]);
    stage.verify().conforms();
    stage.merge_open("ailleurs");
    stage.git(&["checkout", "-q", "ailleurs", "--", DOCUMENT]);
    close(&stage, None);
    both_ways(&stage, |verdict| {
        assert!(
            !verdict
                .valid_acts()
                .contains(&"review PR-01-V1 pilote".to_owned()),
            "{verdict}"
        );
        assert!(
            verdict
                .valid_acts()
                .contains(&"withdraw PR-01-V1 directrice".to_owned()),
            "{verdict}"
        );
    });
}

#[test]
fn sending_back_wins_over_a_validation_that_did_not_know_of_it() {
    let stage = Stage::approved();
    stage.branch("ailleurs");
    stage.done("pilote", &["reject", "PR-01", "--reason", "À revoir"]);
    stage.go("main");
    stage.done("directrice", &["validate", "PR-01"]);
    stage.verify().conforms();
    stage.merge_open("ailleurs");
    stage.git(&["checkout", "-q", "main", "--", DOCUMENT]);
    close(&stage, None);
    both_ways(&stage, |verdict| {
        assert_eq!(verdict.exit, 1, "{verdict}");
        assert!(
            !verdict
                .valid_acts()
                .iter()
                .any(|act| act.starts_with("validate")),
            "{verdict}"
        );
    });
}

#[test]
fn a_right_granted_on_another_branch_does_not_reach_back() {
    let stage = Stage::approved();
    stage.branch("ailleurs");
    stage.change("acteurs/agent.md", "role: agent,", "role: directrice,");
    stage.commit_as("admin", "Promotion");
    stage.go("main");
    stage.act_by_hand("validate", DOCUMENT, "agent", "directrice");
    stage.merge("ailleurs");
    both_ways(&stage, |verdict| {
        verdict.refused(&["A204"]);
    });
    stage.git(&["reset", "-q", "--hard", "main~1"]);
    stage.git(&["reset", "-q", "--hard", "HEAD~1"]);
    stage.merge("ailleurs");
    stage.act_by_hand("validate", DOCUMENT, "agent", "directrice");
    stage.verify().conforms();
}

#[test]
fn an_administrator_removed_on_one_branch_changes_nothing_on_another() {
    let stage = forked();
    stage.go("ailleurs");
    stage.change(
        "acteurs/adjoint.md",
        "role: administrateur,",
        "role: agent,",
    );
    stage.commit_as("admin", "Départ de l'adjoint");
    stage.go("main");
    stage.change("acteurs/agent.md", "role: agent,", "role: directrice,");
    stage.commit_as("adjoint", "Promotion");
    stage.verify().conforms();
    stage.merge("ailleurs");
    both_ways(&stage, |verdict| {
        assert_eq!(verdict.exit, 1, "{verdict}");
        assert!(
            verdict.errors().contains(&"A204") || verdict.errors().contains(&"G201"),
            "{verdict}"
        );
    });
}

#[test]
fn one_act_pulled_in_twice_is_one_act() {
    let stage = Stage::founded();
    stage.branch("ailleurs");
    stage.done("pilote", &["approve", "PR-01"]);
    stage.go("main");
    stage.write("notes.txt", "note\n");
    stage.plain("Une note");
    stage.merge("ailleurs");
    stage.go("ailleurs");
    stage.write("ailleurs.txt", "note\n");
    stage.plain("Une note ailleurs");
    stage.go("main");
    stage.merge("ailleurs");
    stage.verify().conforms();
    assert_eq!(stage.verify().valid_acts(), ["approve PR-01-V1 pilote"]);
    stage.done("directrice", &["validate", "PR-01"]);
    stage.verify().conforms();
}

#[test]
fn the_same_payload_signed_twice_is_one_act() {
    let stage = Stage::founded();
    stage.new_key("pilote", &["-t", "ecdsa", "-b", "256"]);
    stage.register("pilote", "pilote, processus: ACCUEIL");
    stage.commit_as("admin", "Une clé neuve");
    stage.branch("ailleurs");
    stage.done("pilote", &["approve", "PR-01"]);
    let (payload, first) = (stage.payload(), stage.id("HEAD"));
    stage.go("main");
    let second = stage.put_signed("pilote", &payload);
    stage.git(&["reset", "-q", "--hard"]);
    assert_ne!(first, second);
    stage.verify().conforms();
    stage.merge("ailleurs");
    stage.verify().conforms();
    stage.done("directrice", &["validate", "PR-01"]);
    stage.verify().conforms();
}

#[test]
fn two_directors_who_validate_at_once_are_both_heard() {
    let stage = Stage::approved();
    stage.branch("ailleurs");
    stage.done("suppleante", &["validate", "PR-01"]);
    let theirs = stage.read(DOCUMENT);
    stage.go("main");
    stage.done("directrice", &["validate", "PR-01"]);
    let ours = stage.read(DOCUMENT);
    stage.merge_open("ailleurs");
    let line = theirs
        .lines()
        .find(|line| line.contains("acteur: suppleante"))
        .expect("one")
        .to_owned();
    let own = ours
        .lines()
        .find(|line| line.contains("acteur: directrice"))
        .expect("one")
        .to_owned();
    stage.write(DOCUMENT, ours.replace(&own, &format!("{own}\n{line}")));
    stage.plain("Merge");
    stage.verify().conforms();
}
