//! Facts typed into a file by someone with access change nothing that the acts say.

use crate::sandbox::{PROCEDURE, Sandbox};

const PATH: &str = "documents/PR/PR-01-V1.md";

fn in_force() -> Sandbox {
    let mut sandbox = Sandbox::service();
    sandbox.done("pilote", &["approve", "PR-01"]);
    sandbox.done("directrice", &["validate", "PR-01"]);
    sandbox.later("2026-12-01T09:00:00Z");
    sandbox
}

/// The act is refused by this rule, and nothing moved.
fn refused(sandbox: &Sandbox, person: &str, arguments: &[&str], rule: &str) {
    let tip = sandbox.git(person, &["rev-parse", "HEAD"]);
    let ended = sandbox.qms(person, arguments);
    assert_eq!(ended.code, 1, "{arguments:?} {ended:?}");
    assert!(ended.err.contains(&format!("[{rule}]")), "{}", ended.err);
    assert_eq!(sandbox.git(person, &["rev-parse", "HEAD"]), tip);
}

#[test]
fn a_typed_withdrawal_destroys_nothing() {
    let sandbox = in_force();
    let text = sandbox.read(PATH).replace(
        "application: 2026-11-21\n",
        "application: 2026-11-21\nretrait: {date: 2026-11-22, acteur: directrice, motif: x}\n",
    );
    sandbox.draft(PATH, &text);
    refused(&sandbox, "pilote", &["destroy", "PR-01-V1"], "A208");
}

#[test]
fn a_typed_date_does_not_open_a_version_again() {
    let sandbox = in_force();
    let text = sandbox
        .read(PATH)
        .replace("application: 2026-11-21\n", "application: 2027-11-21\n");
    sandbox.draft(PATH, &text);
    refused(
        &sandbox,
        "pilote",
        &["reject", "PR-01", "--reason", "x"],
        "A209",
    );
    refused(
        &sandbox,
        "directrice",
        &["validate", "PR-01", "--effective", "2028-01-01"],
        "A209",
    );
}

#[test]
fn another_text_under_the_code_of_a_version_in_force_is_never_approved() {
    let sandbox = in_force();
    let other = PROCEDURE
        .replace("{code}", "PR-01-V1")
        .replace("L'orienter.", "Le renvoyer.");
    sandbox.draft(PATH, &other);
    refused(&sandbox, "pilote", &["approve", "PR-01-V1"], "A209");
}

#[test]
fn what_was_withdrawn_does_not_come_back() {
    let sandbox = in_force();
    let text = sandbox.read(PATH);
    sandbox.done(
        "directrice",
        &["withdraw", "PR-01", "--reason", "Activité arrêtée"],
    );
    sandbox.draft(PATH, &text);
    refused(&sandbox, "agent", &["ack", "PR-01"], "A209");
    refused(&sandbox, "pilote", &["review", "PR-01"], "A209");
}

#[test]
fn a_commit_dated_in_the_future_stops_nobody() {
    let mut sandbox = Sandbox::service();
    sandbox.later("2027-11-21T12:00:00Z");
    sandbox.draft("notes.txt", "demain");
    sandbox.later("2026-11-21T14:00:00Z");
    sandbox.done("pilote", &["approve", "PR-01"]);
}
