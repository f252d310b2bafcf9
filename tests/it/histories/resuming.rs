//! Going on from where a verification stopped gives the answer of reading all, whatever happens
//! between two of them.

use crate::sandbox::{PROCEDURE, Sandbox};

/// What `verify` answers, going on; and what it answers when all is read again.
fn both(sandbox: &Sandbox) -> (String, String) {
    let ask = |more: &[&str]| {
        let arguments = [&["verify", "--format", "json"], more].concat();
        let ended = sandbox.qms("agent", &arguments);
        assert!(ended.code < 2, "{} {}", ended.out, ended.err);
        ended.out
    };
    (ask(&[]), ask(&["--full"]))
}

fn same(sandbox: &Sandbox, step: &str) {
    let (on, full) = both(sandbox);
    assert_eq!(on, full, "{step}");
    // Twice: now from the very tip.
    let (on, full) = both(sandbox);
    assert_eq!(on, full, "{step}, again");
}

#[test]
fn each_step_of_a_life_is_answered_alike() {
    let mut sandbox = Sandbox::service();
    same(&sandbox, "a draft");
    sandbox.done("pilote", &["approve", "PR-01"]);
    same(&sandbox, "approved");
    sandbox.done("directrice", &["validate", "PR-01"]);
    same(&sandbox, "in force");
    sandbox.later("2026-11-22T09:00:00Z");
    sandbox.done("agent", &["ack", "PR-01"]);
    sandbox.done(
        "pilote",
        &["revise", "PR-01", "--reason", "Le délai change."],
    );
    let path = "documents/PR/PR-01-V2.md";
    let text = sandbox
        .read(path)
        .replace("L'orienter.", "L'orienter sans délai.");
    sandbox.draft(path, &text);
    same(&sandbox, "a revision");
    sandbox.git("referent", &["checkout", "-q", "-b", "cote", "HEAD~1"]);
    sandbox.draft(
        "documents/PR/PR-02-V1.md",
        &PROCEDURE.replace("{code}", "PR-02-V1"),
    );
    sandbox.git("referent", &["checkout", "-q", "main"]);
    sandbox.git(
        "referent",
        &["merge", "-q", "--no-ff", "-m", "Fusion", "cote"],
    );
    same(&sandbox, "an older branch merged");
    sandbox.done("pilote", &["approve", "PR-01"]);
    sandbox.done("directrice", &["validate", "PR-01"]);
    same(&sandbox, "superseded");
    sandbox.done("admin", &["actor", "role", "pilote", "--end", "pilote"]);
    same(&sandbox, "a role ended");
    let text = sandbox.read(path);
    sandbox.draft(path, &text.replace("sans délai", "un jour"));
    same(&sandbox, "a version in force edited");
    sandbox.draft(path, &text);
    same(&sandbox, "put back");
    let commit = sandbox.git("admin", &["rev-parse", "HEAD~1"]);
    sandbox.done(
        "directrice",
        &["settle", commit.trim(), "--reason", "Une faute de frappe"],
    );
    same(&sandbox, "settled");
}

#[test]
fn a_note_that_was_tampered_with_is_not_relied_on() {
    let sandbox = Sandbox::service();
    sandbox.done("pilote", &["approve", "PR-01"]);
    sandbox.done("agent", &["verify"]);
    let folder = sandbox.depot().join(".git/qms");
    let note = std::fs::read_dir(&folder)
        .expect("the folder of notes")
        .map(|entry| entry.expect("an entry").path())
        .find(|path| path.to_string_lossy().contains("remembered-"))
        .expect("what is remembered");
    let text = std::fs::read_to_string(&note).expect("the note");
    let tampered = text.replace("pilote", "intrus");
    assert_ne!(tampered, text, "the note names nobody to replace");
    std::fs::write(&note, tampered).expect("the note");
    same(&sandbox, "tampered with");
    std::fs::write(&note, "qms").expect("the note");
    same(&sandbox, "cut off");
}
