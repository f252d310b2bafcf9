//! E. What merges bring in, drop, and decide; and what one branch takes away from another.

use super::stage::{DOCUMENT, Stage};
use crate::sandbox::PROCEDURE;

/// The document in force, and a branch `ailleurs` with a note, each side one commit ahead.
fn forked() -> Stage {
    let stage = Stage::in_force();
    stage.branch("ailleurs");
    stage.write("ailleurs.txt", "note\n");
    stage.plain("Une note ailleurs");
    stage.go("main");
    stage.write("notes.txt", "note\n");
    stage.plain("Une note");
    stage
}

/// Ends a merge that was left open, as this person or unsigned.
fn close(stage: &Stage, person: Option<&str>) -> String {
    match person {
        Some(person) => stage.commit_as(person, "Merge branch 'ailleurs'"),
        None => stage.plain("Merge branch 'ailleurs'"),
    }
}

/// The tip made again with its parents the other way round.
fn swap_parents(stage: &Stage) {
    let text = String::from_utf8(stage.object("HEAD")).expect("text");
    let parents: Vec<&str> = text
        .lines()
        .filter(|line| line.starts_with("parent "))
        .collect();
    assert_eq!(parents.len(), 2);
    let (one, other) = (
        format!("{}\n{}\n", parents[0], parents[1]),
        format!("{}\n{}\n", parents[1], parents[0]),
    );
    stage.put(text.replace(&one, &other).as_bytes());
}

/// Verifies both ways round: no verdict depends on the order of a merge's parents.
fn both_ways(stage: &Stage, judge: impl Fn(&super::verdict::Verdict)) {
    let one = stage.verify();
    judge(&one);
    swap_parents(stage);
    let other = stage.verify();
    judge(&other);
    assert_eq!(one.valid_acts(), other.valid_acts());
}

#[test]
fn a_merge_that_edits_a_text_in_force_between_its_sides_is_seen() {
    for person in [
        None,
        Some("agent"),
        Some("pilote"),
        Some("directrice"),
        Some("admin"),
    ] {
        let stage = forked();
        stage.merge_open("ailleurs");
        stage.change(DOCUMENT, "L'orienter.", "Le renvoyer.");
        close(&stage, person);
        // The usual view of a merge shows nothing of it.
        assert_eq!(stage.git(&["diff-tree", "-r", "HEAD"]), "");
        both_ways(&stage, |verdict| {
            verdict.refused(&["A207"]);
        });
    }
    let stage = forked();
    stage.merge_open("ailleurs");
    close(&stage, None);
    both_ways(&stage, |verdict| {
        verdict.conforms();
    });
}

#[test]
fn a_merge_that_drops_a_version_in_force_or_a_withdrawal_is_seen() {
    let acts: [(&str, &[&str]); 2] = [
        (
            "directrice",
            &["withdraw", "PR-01", "--reason", "Activité arrêtée"],
        ),
        ("pilote", &["review", "PR-01"]),
    ];
    for (person, act) in acts {
        let stage = forked();
        stage.go("ailleurs");
        stage.done(person, act);
        stage.go("main");
        stage.later(1);
        stage.git(&["merge", "-q", "-s", "ours", "-m", "Merge", "ailleurs"]);
        both_ways(&stage, |verdict| {
            verdict.refused(&["A211"]);
        });
        stage.git(&["reset", "-q", "--hard", "ORIG_HEAD"]);
    }
}

#[test]
fn a_merge_that_drops_a_register_change_is_seen() {
    for (strategy, conforms) in [("ours", false), ("ort", true)] {
        let stage = forked();
        stage.go("ailleurs");
        stage.remove("acteurs/suppleante.md");
        stage.commit_as("admin", "Départ");
        stage.go("main");
        stage.later(1);
        stage.signed(
            "agent",
            "agent",
            &[
                "merge", "-q", "-S", "-s", strategy, "-m", "Merge", "ailleurs",
            ],
        );
        both_ways(&stage, |verdict| {
            match conforms {
                true => verdict.conforms(),
                false => verdict.refused(&["A211"]),
            };
        });
    }
}

#[test]
fn a_merge_of_three_is_refused() {
    let stage = forked();
    stage.git(&["switch", "-q", "-c", "encore", "HEAD~1"]);
    stage.write("encore.txt", "note\n");
    stage.plain("Encore une note");
    stage.go("main");
    stage.later(1);
    stage.git(&["merge", "-q", "-m", "Merge", "ailleurs", "encore"]);
    stage.verify().refused(&["A211"]);
    stage.git(&["reset", "-q", "--hard", "HEAD~1"]);
    stage.merge("ailleurs");
    stage.merge("encore");
    stage.verify().conforms();
}

#[test]
fn a_fault_on_a_branch_is_not_hidden_by_a_merge_that_leaves_it_out() {
    let stage = forked();
    stage.go("ailleurs");
    stage.change(DOCUMENT, "L'orienter.", "Le renvoyer.");
    stage.plain("Correction");
    stage.go("main");
    stage.merge_open("ailleurs");
    assert_ne!(stage.git(&["diff", "--cached", "--name-only"]), "");
    stage.git(&["commit", "-q", "-m", "Merge"]);
    stage.verify().refused(&["A207", "A211"]);
    stage.git(&["reset", "-q", "--hard", "HEAD~1"]);
    // Left out, it is a fault that was put right: a warning for ever, no error.
    stage.merge_open("ailleurs");
    stage.git(&["checkout", "-q", "main", "--", DOCUMENT]);
    stage.git(&["commit", "-q", "-m", "Merge"]);
    both_ways(&stage, |verdict| {
        verdict.warns(&["A207"]);
    });
}

/// Two administrators change one actor on two branches, and the merge takes this side.
fn register_conflict(person: Option<&str>, side: &str) -> Stage {
    let stage = forked();
    stage.go("ailleurs");
    stage.change("acteurs/agent.md", "nom: agent", "nom: Agente");
    stage.commit_as("admin", "Nom");
    stage.go("main");
    stage.change("acteurs/agent.md", "nom: agent", "nom: Agent d'accueil");
    stage.commit_as("adjoint", "Nom");
    stage.merge_open("ailleurs");
    stage.git(&["checkout", "-q", side, "--", "acteurs/agent.md"]);
    close(&stage, person);
    stage
}

#[test]
fn a_register_conflict_is_decided_by_one_entitled_whichever_side_is_taken() {
    for side in ["main", "ailleurs"] {
        for person in ["admin", "adjoint"] {
            register_conflict(Some(person), side).verify().conforms();
        }
    }
}

#[test]
fn drafts_that_two_wrote_are_merged_by_anyone() {
    let stage = Stage::founded();
    let path = "documents/PR/PR-02-V1.md";
    stage.write(path, PROCEDURE.replace("{code}", "PR-02-V1"));
    stage.plain("Projet");
    stage.branch("ailleurs");
    stage.change(path, "L'orienter.", "L'accompagner.");
    stage.plain("D'une façon");
    stage.go("main");
    stage.change(path, "L'orienter.", "Le guider.");
    stage.plain("D'une autre");
    stage.merge_open("ailleurs");
    stage.write(
        path,
        PROCEDURE
            .replace("{code}", "PR-02-V1")
            .replace("L'orienter.", "Le guider et l'accompagner."),
    );
    close(&stage, None);
    both_ways(&stage, |verdict| {
        verdict.conforms();
    });
}

#[test]
fn a_merge_types_no_entries_into_a_draft() {
    let stage = Stage::founded();
    stage.branch("ailleurs");
    stage.write("ailleurs.txt", "note\n");
    stage.plain("Une note ailleurs");
    stage.go("main");
    stage.write("notes.txt", "note\n");
    stage.plain("Une note");
    stage.merge_open("ailleurs");
    stage.enter(DOCUMENT, "approbations", "pilote", "pilote");
    close(&stage, Some("pilote"));
    assert_eq!(stage.verify().errors(), ["A208"]);
}

#[test]
fn a_document_that_one_side_destroyed_does_not_come_back_by_the_other() {
    let stage = Stage::in_force();
    let path = "documents/PR/PR-01-V2.md";
    stage.branch("ailleurs");
    stage.write(
        path,
        PROCEDURE
            .replace("{code}", "PR-01-V2")
            .replace(
                "redacteur",
                "remplace: PR-01-V1\nmotif: Le délai change.\nredacteur",
            )
            .replace("L'orienter.", "L'orienter sous deux jours."),
    );
    stage.plain("Projet de PR-01-V2");
    stage.done("pilote", &["approve", "PR-01"]);
    stage.done("directrice", &["validate", "PR-01"]);
    assert!(!stage.depot().join(DOCUMENT).exists());
    stage.go("main");
    stage.write("notes.txt", "note\n");
    stage.plain("Une note");
    stage.merge_open("ailleurs");
    stage.git(&["checkout", "-q", "main", "--", DOCUMENT]);
    close(&stage, None);
    both_ways(&stage, |verdict| {
        verdict.refused(&["A211"]);
    });
    stage.git(&["reset", "-q", "--hard", "main~1"]);
    stage.git(&["reset", "-q", "--hard", "ailleurs"]);
    stage.verify().conforms();
}

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
fn attributes_that_merge_by_themselves_or_filter_are_refused_even_from_an_administrator() {
    for line in [
        "*.md merge=union",
        "*.md filter=f",
        "documents/x.md working-tree-encoding=UTF-16",
        "*.md export-ignore",
        "*.md export-subst",
        "*.md ident",
        "[attr]autre merge=union",
    ] {
        let stage = Stage::in_force();
        stage.write(".gitattributes", format!("*.md text eol=lf\n{line}\n"));
        stage.commit_as("admin", "Attributs");
        let verdict = stage.verify();
        assert_eq!(
            (verdict.exit, verdict.errors()),
            (1, vec!["F009"]),
            "{line} {verdict}"
        );
    }
    let stage = Stage::in_force();
    stage.write(".gitattributes", "*.md text eol=lf\n*.png binary\n");
    stage.commit_as("admin", "Attributs");
    stage.verify().conforms();
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
