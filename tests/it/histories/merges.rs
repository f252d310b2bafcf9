//! E. What merges bring in, drop, and decide; and what one branch takes away from another.

use super::stage::{DOCUMENT, Stage};
use crate::sandbox::PROCEDURE;

/// The document in force, and a branch `ailleurs` with a note, each side one commit ahead.
pub(super) fn forked() -> Stage {
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
pub(super) fn close(stage: &Stage, person: Option<&str>) -> String {
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
pub(super) fn both_ways(stage: &Stage, judge: impl Fn(&super::verdict::Verdict)) {
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
fn a_register_conflict_is_decided_by_nobody_else() {
    for side in ["main", "ailleurs"] {
        for person in [None, Some("agent"), Some("qualite"), Some("directrice")] {
            register_conflict(person, side).verify().refused(&["G201"]);
        }
    }
}

#[test]
fn a_merge_that_drops_an_act_is_seen() {
    for (strategy, conforms) in [("ours", false), ("ort", true)] {
        let stage = Stage::founded();
        stage.branch("ailleurs");
        stage.done("pilote", &["approve", "PR-01"]);
        stage.go("main");
        stage.write("notes.txt", "note\n");
        stage.plain("Une note");
        stage.later(1);
        stage.git(&[
            "merge", "-q", "--no-ff", "-s", strategy, "-m", "Merge", "ailleurs",
        ]);
        both_ways(&stage, |verdict| {
            match conforms {
                true => verdict.conforms(),
                false => verdict.refused(&["A211"]),
            };
        });
    }
}

#[test]
fn a_merge_that_drops_a_reading_or_a_ticket_is_seen() {
    let stage = Stage::in_force();
    stage.branch("ailleurs");
    stage.done("agent", &["ack", "PR-01"]);
    stage.go("main");
    stage.write("notes.txt", "note\n");
    stage.plain("Une note");
    let tip = stage.tip();
    stage.later(1);
    stage.git(&["merge", "-q", "-s", "ours", "-m", "Merge", "ailleurs"]);
    stage.verify().refused(&["A211"]);
    stage.git(&["reset", "-q", "--hard", &tip]);
    stage.go("ailleurs");
    stage.write("smac/2026/RE-2026-0001.md", "---\ncode: RE-2026-0001\ntitre: Attente\nrecu: 2026-11-21\ncanal: courrier\nprocessus: ACCUEIL\n---\n");
    stage.plain("Une réclamation");
    stage.go("main");
    stage.later(1);
    stage.git(&["merge", "-q", "--no-commit", "ailleurs"]);
    stage.git(&["rm", "-q", "-f", "smac/2026/RE-2026-0001.md"]);
    stage.git(&["commit", "-q", "-m", "Merge"]);
    let verdict = stage.verify();
    assert_eq!(verdict.errors(), ["S108"], "{verdict}");
}

#[test]
fn a_type_added_on_a_branch_comes_with_its_documents_whichever_way_it_is_merged() {
    let stage = Stage::in_force();
    stage.branch("ailleurs");
    stage.write("qms.yaml", stage.read("qms.yaml") + "\ntypes:\n  FI: {nom: Fiche, typologie: FICHES, classe: document, numero: 2, version: 1, approbation: [pilote], validation: [directrice]}\n");
    stage.commit_as("admin", "Un type");
    stage.verify().conforms();
    let path = "documents/FI/FI-01-V1.md";
    stage.write(path, PROCEDURE.replace("{code}", "FI-01-V1"));
    stage.plain("Projet");
    stage.done("pilote", &["approve", "FI-01"]);
    stage.done("directrice", &["validate", "FI-01"]);
    stage.verify().conforms();
    stage.go("main");
    stage.write("notes.txt", "note\n");
    stage.plain("Une note");
    let (one, other) = (stage.tip(), stage.id("ailleurs"));
    stage.later(1);
    stage.git(&["merge", "-q", "--no-ff", "-m", "Merge", &other]);
    stage.verify().conforms();
    stage.change(path, "L'orienter.", "Le renvoyer.");
    stage.plain("Correction");
    stage.verify().refused(&["A207"]);
    stage.git(&["reset", "-q", "--hard", &other]);
    stage.git(&["merge", "-q", "--no-ff", "-m", "Merge", &one]);
    stage.verify().conforms();
    // A merge that does more than bring both together is seen, whichever side it was made from.
    for (a, b) in [(&one, &other), (&other, &one)] {
        stage.git(&["reset", "-q", "--hard", a]);
        stage.git(&["merge", "-q", "--no-ff", "--no-commit", b]);
        stage.change(path, "L'orienter.", "Le renvoyer.");
        stage.plain("Merge");
        stage.verify().refused(&["A207"]);
        stage.git(&["reset", "-q", "--hard", a]);
        stage.git(&["merge", "-q", "--no-ff", "--no-commit", b]);
        stage.remove(path);
        stage.plain("Merge");
        assert_eq!(stage.verify().exit, 1);
    }
}
