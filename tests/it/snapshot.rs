//! Audit snapshots at the command line, with git as another judge.

use crate::sandbox::{PROCEDURE, Sandbox};

/// A service with one procedure in force.
fn in_force() -> Sandbox {
    let mut sandbox = Sandbox::service();
    sandbox.done("pilote", &["approve", "PR-01"]);
    sandbox.later("2026-11-21T14:00:00Z");
    sandbox.done("directrice", &["validate", "PR-01"]);
    sandbox.later("2026-11-21T15:00:00Z");
    sandbox
}

/// The same, with a snapshot of it.
fn taken() -> Sandbox {
    let mut sandbox = in_force();
    sandbox.done("admin", &["snapshot", "create", "audit-2026", "--yes"]);
    sandbox.later("2026-11-21T16:00:00Z");
    sandbox
}

/// The file by which git knows the keys.
fn signers(sandbox: &Sandbox) -> String {
    sandbox.done("admin", &["actor", "allowed-signers", "-o", "../signers"]);
    format!(
        "gpg.ssh.allowedSignersFile={}",
        sandbox.depot().join("../signers").display()
    )
}

#[test]
fn a_snapshot_is_a_signed_tag_and_a_line_of_the_ledger() {
    let sandbox = taken();
    let setting = signers(&sandbox);
    sandbox.git("admin", &["-c", &setting, "verify-tag", "audit-2026"]);
    sandbox.git("admin", &["-c", &setting, "verify-commit", "HEAD"]);
    sandbox.git("admin", &["fsck", "--strict", "--no-dangling"]);
    let message = sandbox.git(
        "admin",
        &["for-each-ref", "--format=%(contents)", "refs/tags"],
    );
    for words in [
        "Instantané audit-2026\n\norganisation: Service social\nracine: ",
        "en-vigueur: 1\n",
        "\nPR-01-V1\n  version: 1\n  application: 2026-11-21\n  empreinte: sha256:",
        "  acte: approve 2026-11-21 ",
        " directrice directrice\n\nQms-Act: snapshot\nQms-Code: audit-2026\nQms-Digest: sha256:",
        "Qms-Actor: admin\nQms-Role: administrateur\n",
    ] {
        assert!(message.contains(words), "{words}\n{message}");
    }
    let entry = sandbox.read("registres/instantanes/audit-2026.md");
    let tag = sandbox.git("admin", &["rev-parse", "audit-2026"]);
    assert!(entry.contains(&format!("objet: {}", tag.trim())), "{entry}");
    assert_eq!(sandbox.git("admin", &["status", "--porcelain"]), "");
    sandbox.done("agent", &["check"]);
    let list = sandbox.done("agent", &["snapshot", "list"]);
    assert!(
        list.contains("audit-2026") && list.contains("tient"),
        "{list}"
    );
    let json = sandbox.done(
        "agent",
        &["--format", "json", "snapshot", "verify", "audit-2026"],
    );
    assert!(json.contains("\"valid\": true"), "{json}");
    assert!(json.contains("\"in_force\": 1"), "{json}");
}

#[test]
fn what_may_not_be_taken_is_refused_and_nothing_changes() {
    let sandbox = in_force();
    let refused = sandbox.qms("agent", &["snapshot", "create", "audit", "--yes"]);
    assert_eq!(refused.code, 1, "{}", refused.err);
    assert!(refused.err.contains("A204"), "{}", refused.err);
    let refused = sandbox.qms("admin", &["snapshot", "create", "a/b"]);
    assert_eq!(refused.code, 2, "{}", refused.err);
    let dry = sandbox.done("admin", &["snapshot", "create", "audit", "--dry-run"]);
    assert!(dry.contains("PR-01-V1"), "{dry}");
    assert_eq!(sandbox.git("admin", &["tag"]), "");
    sandbox.git("admin", &["tag", "audit"]);
    let refused = sandbox.qms("admin", &["snapshot", "create", "audit"]);
    assert_eq!(refused.code, 1, "{}", refused.err);
    sandbox.done("admin", &["snapshot", "create", "autre"]);
    let refused = sandbox.qms("admin", &["snapshot", "create", "autre"]);
    assert_eq!(refused.code, 1, "{}", refused.err);
    // An act without effect before it: nothing is sealed over a doubt.
    sandbox.write(
        "documents/PR/PR-02-V1.md",
        &PROCEDURE.replace("{code}", "PR-02-V1"),
    );
    sandbox.git("agent", &["add", "-A"]);
    sandbox.git(
        "agent",
        &[
            "commit",
            "-q",
            "-S",
            "-m",
            "x\n\nQms-Act: approve\nQms-Code: PR-02-V1\n",
        ],
    );
    let refused = sandbox.qms("admin", &["snapshot", "create", "troisieme"]);
    assert_eq!(refused.code, 1, "{}", refused.err);
    assert!(refused.err.contains("qms verify"), "{}", refused.err);
}

#[test]
fn a_run_stopped_between_tag_and_ledger_is_completed_by_the_same_person() {
    let mut sandbox = taken();
    sandbox.git("admin", &["reset", "-q", "--hard", "HEAD~1"]);
    let found = sandbox.qms("agent", &["snapshot", "list"]);
    assert_eq!(found.code, 1, "{}", found.out);
    assert!(
        found.out.contains("qms snapshot create audit-2026"),
        "{}",
        found.out
    );
    sandbox.draft(
        "documents/PR/PR-02-V1.md",
        &PROCEDURE
            .replace("{code}", "PR-02-V1")
            .replace("Accueillir un assuré", "Orienter un assuré"),
    );
    let refused = sandbox.qms("directrice", &["snapshot", "create", "audit-2026"]);
    assert_eq!(refused.code, 1, "{}", refused.err);
    sandbox.later("2026-11-21T17:00:00Z");
    let tag = sandbox.git("admin", &["rev-parse", "audit-2026"]);
    sandbox.done("admin", &["snapshot", "create", "audit-2026"]);
    assert_eq!(tag, sandbox.git("admin", &["rev-parse", "audit-2026"]));
    sandbox.done("agent", &["snapshot", "verify", "audit-2026"]);
}

#[test]
fn a_tag_that_moved_vanished_or_was_signed_again_is_found() {
    let sandbox = taken();
    let tag = sandbox.git("admin", &["rev-parse", "audit-2026"]);
    let tag = tag.trim();
    let message = sandbox.git("admin", &["cat-file", "tag", tag]);
    let body = message.split_once("\n\n").map_or("", |(_, body)| body);
    let body = body.split("-----BEGIN").next().unwrap_or_default();
    let cases: [(&str, &[&str]); 5] = [
        ("vanished", &["tag", "-d", "audit-2026"]),
        ("moved", &["update-ref", "refs/tags/audit-2026", "HEAD"]),
        (
            "signed again",
            &["tag", "-s", "-f", "-m", body, "audit-2026", "HEAD~1"],
        ),
        (
            "not signed",
            &["tag", "-a", "-f", "-m", body, "audit-2026", "HEAD~1"],
        ),
        (
            "another state",
            &["tag", "-s", "-f", "-m", body, "audit-2026", "HEAD"],
        ),
    ];
    for (case, arguments) in cases {
        let who = if case == "signed again" {
            "agent"
        } else {
            "admin"
        };
        sandbox.git(who, arguments);
        for command in [
            &["snapshot", "list"][..],
            &["snapshot", "verify", "audit-2026"],
        ] {
            let found = sandbox.qms("agent", command);
            assert_eq!(found.code, 1, "{case} {}{}", found.out, found.err);
            assert!(found.out.contains("G204"), "{case} {}", found.out);
        }
        sandbox.git("admin", &["update-ref", "refs/tags/audit-2026", tag]);
    }
    // Under another name the object still says its own.
    sandbox.git("admin", &["update-ref", "refs/tags/copie", tag]);
    let found = sandbox.qms("agent", &["snapshot", "list"]);
    assert!(found.out.contains("se nomme lui-même"), "{}", found.out);
}

#[test]
fn two_snapshots_tell_what_happened_between() {
    let mut sandbox = taken();
    sandbox.draft(
        "documents/PR/PR-02-V1.md",
        &PROCEDURE
            .replace("{code}", "PR-02-V1")
            .replace("Accueillir un assuré", "Orienter un assuré"),
    );
    sandbox.later("2026-11-22T09:00:00Z");
    sandbox.done("pilote", &["approve", "PR-02"]);
    sandbox.later("2026-11-22T10:00:00Z");
    sandbox.done("directrice", &["validate", "PR-02"]);
    sandbox.later("2026-11-22T11:00:00Z");
    sandbox.done(
        "directrice",
        &["withdraw", "PR-01", "--reason", "Sans objet."],
    );
    sandbox.later("2026-11-22T12:00:00Z");
    sandbox.done("admin", &["snapshot", "create", "suivi"]);
    let text = sandbox.done("agent", &["snapshot", "diff", "audit-2026", "suivi"]);
    assert!(text.contains("Documents parus\n  PR-02-V1"), "{text}");
    assert!(text.contains("en vigueur\n  PR-01-V1"), "{text}");
    let json = sandbox.done(
        "agent",
        &["--format", "json", "snapshot", "diff", "audit-2026", "HEAD"],
    );
    for key in ["\"added\"", "\"removed\"", "\"changed\"", "\"tickets\""] {
        assert!(json.contains(key), "{json}");
    }
}
