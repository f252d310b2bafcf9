//! What takes the place of something says whether the history keeps it.

use super::{COMPLAINT, complained, smac};
use crate::history::tests::sandbox::Sandbox;

const CODE: &str = "RE-2026-0001";

/// What the command says beside its answer.
fn noted(sandbox: &Sandbox, arguments: &[&str]) -> String {
    let said = smac(sandbox, arguments);
    let notes = said.0.stderr.clone();
    said.done();
    notes
}

#[test]
fn what_is_replaced_is_kept_by_the_history_only_once_it_is_in_a_commit() {
    let sandbox = complained();
    let says = |arguments: &[&str], words: &str| {
        let notes = noted(&sandbox, arguments);
        assert!(notes.contains(words), "{arguments:?}: {notes}");
    };
    let analyse = ["analyse", CODE, "--cause", "Oubli"];
    smac(&sandbox, &analyse).done();
    says(
        &analyse,
        "it replaces the analysis of 2026-11-21, which was in no commit",
    );
    sandbox.plain("Analyse");
    // The answer is in no commit; the analysis is.
    smac(&sandbox, &["answer", CODE]).done();
    says(
        &analyse,
        "the analysis of 2026-11-21, which the history keeps",
    );

    let reason = ["analyse", CODE, "--no-action"];
    smac(&sandbox, &[&reason[..], &["Isolé"]].concat()).done();
    says(
        &[&reason[..], &["Fait isolé"]].concat(),
        "the reason given before is replaced; it was in no commit",
    );
    let act = [
        "act",
        CODE,
        "--title",
        "Relire",
        "--owner",
        "agent",
        "--due",
        "2026-12-01",
    ];
    says(&act, "taken out; it was in no commit");

    smac(&sandbox, &["done", CODE, "--evidence", "Compte rendu"]).done();
    let judge = ["judge", CODE, "A1", "--effective"];
    let first = noted(&sandbox, &[&judge[..], &["yes"]].concat());
    assert!(!first.contains("replaces"), "{first}");
    says(
        &[&judge[..], &["no"]].concat(),
        "it replaces the verdict `effective` of 2026-11-21, which was in no commit",
    );
    sandbox.plain("Jugement");
    says(
        &["done", CODE, "A1"],
        "that verdict goes, and the history keeps it",
    );
}

#[test]
fn evidence_is_added_to_what_was_done_without_it_and_nothing_else() {
    let sandbox = complained();
    smac(
        &sandbox,
        &[
            "act",
            CODE,
            "--title",
            "Relire",
            "--owner",
            "agent",
            "--due",
            "2026-12-01",
        ],
    )
    .done();
    smac(&sandbox, &["done", CODE, "A1"]).done();
    let before = sandbox.read(COMPLAINT);
    sandbox.set_clock(3);
    let shown = ["done", CODE, "A1", "--evidence", "Compte rendu"];
    smac(&sandbox, &[&shown[..], &["--date", "2026-11-22"]].concat())
        .refused(1, "was done on 2026-11-21");
    smac(&sandbox, &shown).done();
    let after = sandbox.read(COMPLAINT);
    assert_eq!(after.replace(", preuve: Compte rendu", ""), before);
    smac(&sandbox, &shown).refused(1, "was done on 2026-11-21");
}
