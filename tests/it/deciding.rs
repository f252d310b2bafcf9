//! Two acts by two persons put a document in force; everything else is refused, and nothing lost.

use crate::sandbox::{PROCEDURE, Sandbox};
use serde_json::Value;

const PATH: &str = "documents/PR/PR-01-V1.md";

fn json(text: &str) -> Value {
    serde_json::from_str(text).expect("JSON")
}

/// One refusal: exit code 1, this rule, and a repository as it was.
fn refused(sandbox: &Sandbox, person: &str, arguments: &[&str], rule: &str) {
    let before = (
        sandbox.git(person, &["rev-parse", "HEAD"]),
        sandbox.git(person, &["status", "--porcelain"]),
    );
    let mut whole = arguments.to_vec();
    whole.extend(["--format", "json"]);
    let ended = sandbox.qms(person, &whole);
    assert_eq!(ended.code, 1, "{arguments:?} {}{}", ended.out, ended.err);
    assert_eq!(json(&ended.out)["error"]["rule"], rule, "{}", ended.out);
    assert!(
        json(&ended.out)["error"]["help"].is_string(),
        "{}",
        ended.out
    );
    let after = (
        sandbox.git(person, &["rev-parse", "HEAD"]),
        sandbox.git(person, &["status", "--porcelain"]),
    );
    assert_eq!(before, after);
}

fn status(sandbox: &Sandbox, code: &str) -> Value {
    let listed = json(&sandbox.done("agent", &["list", "--format", "json"]));
    let found = listed["documents"]
        .as_array()
        .and_then(|all| all.iter().find(|one| one["code"] == code))
        .cloned();
    found.map_or(Value::Null, |one| one["status"].clone())
}

#[test]
fn approved_then_validated_it_is_in_force_and_git_agrees() {
    let mut sandbox = Sandbox::service();
    assert_eq!(status(&sandbox, "PR-01-V1"), "draft");
    sandbox.done("pilote", &["approve", "pr-1"]);
    assert_eq!(status(&sandbox, "PR-01-V1"), "approved");
    sandbox.later("2026-11-21T14:00:00Z");
    let answer = json(&sandbox.done("directrice", &["validate", "PR-01", "--format", "json"]));
    assert_eq!(
        (&answer["act"], &answer["codes"][0], &answer["paths"][0]),
        (&"validate".into(), &"PR-01-V1".into(), &PATH.into())
    );
    assert_eq!(status(&sandbox, "PR-01-V1"), "effective");
    let signers = sandbox.done("agent", &["actor", "allowed-signers"]);
    sandbox.write("../signers", &signers);
    for commit in ["HEAD", "HEAD~1"] {
        sandbox.git(
            "agent",
            &[
                "-c",
                "gpg.ssh.allowedSignersFile=../signers",
                "verify-commit",
                commit,
            ],
        );
    }
    assert_eq!(
        sandbox
            .git("agent", &["fsck", "--strict", "--no-progress"])
            .trim(),
        ""
    );
    assert_eq!(sandbox.git("agent", &["status", "--porcelain"]), "");
    assert_eq!(
        sandbox
            .git(
                "agent",
                &["show", "--format=%an <%ae>", "--name-only", "HEAD"]
            )
            .trim(),
        format!("directrice <directrice@service.example>\n\n{PATH}")
    );
}

#[test]
fn each_act_asks_for_its_role() {
    let sandbox = Sandbox::service();
    refused(&sandbox, "referent", &["approve", "PR-01"], "A204");
    refused(&sandbox, "directrice", &["approve", "PR-01"], "A204");
    sandbox.done("pilote", &["approve", "PR-01"]);
    refused(&sandbox, "pilote", &["validate", "PR-01"], "A204");
}

#[test]
fn who_approved_does_not_validate_even_with_both_roles() {
    let sandbox = Sandbox::service();
    sandbox.done("admin", &["actor", "role", "pilote", "--add", "directrice"]);
    sandbox.done("pilote", &["approve", "PR-01"]);
    refused(&sandbox, "pilote", &["validate", "PR-01"], "A103");
}

#[test]
fn validation_comes_after_approval() {
    let sandbox = Sandbox::service();
    refused(&sandbox, "directrice", &["validate", "PR-01"], "A101");
}

#[test]
fn a_draft_that_the_rules_do_not_accept_is_not_approved() {
    let sandbox = Sandbox::service();
    sandbox.draft(
        PATH,
        &PROCEDURE
            .replace("{code}", "PR-01-V1")
            .replace("Chaque assuré est reçu, écouté et orienté.", "TODO"),
    );
    refused(&sandbox, "pilote", &["approve", "PR-01"], "U303");
}

#[test]
fn what_is_not_committed_is_not_approved_and_other_work_stays_as_it_was() {
    let sandbox = Sandbox::service();
    sandbox.write("notes.txt", "à moi");
    sandbox.write(
        "documents/PR/PR-02-V1.md",
        &PROCEDURE.replace("{code}", "PR-02-V1"),
    );
    sandbox.git("pilote", &["add", "documents"]);
    sandbox.done("pilote", &["approve", "PR-01"]);
    assert_eq!(
        sandbox.git("pilote", &["status", "--porcelain"]),
        "A  documents/PR/PR-02-V1.md\n?? notes.txt\n"
    );
    sandbox.write(PATH, "---\nmodifié\n");
    let ended = sandbox.qms("directrice", &["validate", "PR-01"]);
    assert_eq!(ended.code, 2, "{ended:?}");
    assert_eq!(sandbox.read(PATH), "---\nmodifié\n");
}

#[test]
fn an_edit_after_approval_makes_it_a_draft_again() {
    let sandbox = Sandbox::service();
    sandbox.done("pilote", &["approve", "PR-01"]);
    sandbox.draft(
        PATH,
        &sandbox
            .read(PATH)
            .replace("L'orienter.", "L'orienter le jour même."),
    );
    assert_eq!(status(&sandbox, "PR-01-V1"), "draft");
    refused(&sandbox, "directrice", &["validate", "PR-01"], "A101");
}

#[test]
fn approvals_typed_by_hand_are_no_approvals() {
    let sandbox = Sandbox::service();
    let digest = {
        let dry = json(&sandbox.done(
            "pilote",
            &["approve", "PR-01", "--dry-run", "--format", "json"],
        ));
        let statement = dry["statement"].as_str().unwrap_or_default().to_owned();
        statement
            .split("sha256:")
            .nth(1)
            .map(|rest| rest[..16].to_owned())
            .expect("a digest")
    };
    let forged = sandbox.read(PATH).replace(
        "diffusion: [tout-agent]\n",
        &format!("diffusion: [tout-agent]\napprobations:\n  - {{acteur: pilote, role: pilote, date: 2026-11-21, empreinte: \"{digest}\"}}\n"),
    );
    sandbox.draft(PATH, &forged);
    assert_eq!(
        status(&sandbox, "PR-01-V1"),
        "approved",
        "the file alone says so"
    );
    let ended = sandbox.qms("directrice", &["validate", "PR-01"]);
    assert_eq!(ended.code, 1, "the acts do not: {ended:?}");
}

#[test]
fn a_revision_takes_the_place_of_the_version_before_on_its_day() {
    let mut sandbox = Sandbox::service();
    sandbox.done("pilote", &["approve", "PR-01"]);
    sandbox.done("directrice", &["validate", "PR-01"]);
    sandbox.later("2026-12-01T09:00:00Z");
    sandbox.done(
        "referent",
        &["revise", "PR-01", "--reason", "Le délai passe à un jour."],
    );
    let next = "documents/PR/PR-01-V2.md";
    sandbox.draft(
        next,
        &sandbox
            .read(next)
            .replace("L'orienter.", "L'orienter sous un jour."),
    );
    sandbox.done("pilote", &["approve", "PR-01"]);
    sandbox.done(
        "directrice",
        &["validate", "PR-01", "--effective", "2026-12-10"],
    );
    assert_eq!(
        (status(&sandbox, "PR-01-V1"), status(&sandbox, "PR-01-V2")),
        ("effective".into(), "upcoming".into())
    );
    let on = |day: &str| {
        json(&sandbox.done("agent", &["show", "PR-01", "--on", day, "--format", "json"]))["document"]["code"].clone()
    };
    assert_eq!(
        (on("2026-11-30"), on("2026-12-09"), on("2026-12-10")),
        ("PR-01-V1".into(), "PR-01-V1".into(), "PR-01-V2".into())
    );
    refused(
        &sandbox,
        "directrice",
        &["validate", "PR-01-V2", "--effective", "2026-11-01"],
        "A101",
    );
}

#[test]
fn validated_for_today_the_version_before_leaves_in_the_same_commit() {
    let mut sandbox = Sandbox::service();
    sandbox.done("pilote", &["approve", "PR-01"]);
    sandbox.done("directrice", &["validate", "PR-01"]);
    sandbox.later("2026-12-01T09:00:00Z");
    sandbox.done(
        "referent",
        &[
            "revise",
            "PR-01",
            "--reason",
            "Le délai passe à un jour.",
            "--commit",
        ],
    );
    let next = "documents/PR/PR-01-V2.md";
    sandbox.draft(
        next,
        &sandbox
            .read(next)
            .replace("L'orienter.", "L'orienter sous un jour."),
    );
    sandbox.done("pilote", &["approve", "PR-01"]);
    sandbox.done("directrice", &["validate", "PR-01"]);
    assert_eq!(
        sandbox
            .git("agent", &["show", "--format=", "--name-status", "HEAD"])
            .trim(),
        format!("D\t{PATH}\nM\t{next}")
    );
    let on = |day: &str| {
        json(&sandbox.done("agent", &["show", "PR-01", "--on", day, "--format", "json"]))["document"]["code"].clone()
    };
    assert_eq!(
        (on("2026-11-30"), on("2026-12-01")),
        ("PR-01-V1".into(), "PR-01-V2".into()),
        "also when it has left the tree"
    );
    let nothing = sandbox.qms("agent", &["show", "PR-01", "--on", "2026-01-01"]);
    assert_eq!(nothing.code, 1, "{nothing:?}");
    let reused = sandbox.qms("referent", &["new", "PR", "--title", "x", "--number", "1"]);
    assert_eq!(reused.code, 1, "{reused:?}");
}

#[test]
fn the_message_is_in_the_language_of_the_repository_and_the_screen_in_the_readers() {
    let sandbox = Sandbox::service();
    let out = sandbox.done("pilote", &["--lang", "en", "approve", "PR-01"]);
    assert!(out.contains("git push"), "{out}");
    assert!(
        sandbox
            .git("agent", &["log", "-1", "--format=%s"])
            .starts_with("Approbation de PR-01-V1 — Accueillir un assuré")
    );
}

#[test]
fn an_image_changed_after_the_approval_is_not_what_was_approved() {
    let sandbox = Sandbox::service();
    let image = "documents/PR/PR-01-V1-plan.png";
    sandbox.draft(image, "une image");
    let text = sandbox.read(PATH).replace(
        "Toutes les unités du service.",
        "Toutes les unités du service.\n\n![Plan d'accueil](PR-01-V1-plan.png)",
    );
    sandbox.draft(PATH, &text);
    sandbox.done("pilote", &["approve", "PR-01"]);
    sandbox.draft(image, "une autre image");
    refused(&sandbox, "directrice", &["validate", "PR-01"], "A206");
    sandbox.done("pilote", &["approve", "PR-01"]);
    sandbox.done("directrice", &["validate", "PR-01"]);
}

#[test]
fn a_stopped_act_is_finished_and_told_by_whatever_command_comes_next() {
    let sandbox = Sandbox::service();
    let id = |name: &str| {
        sandbox
            .git("pilote", &["rev-parse", name])
            .trim()
            .to_owned()
    };
    sandbox.done("pilote", &["approve", "PR-01"]);
    let done = sandbox.read(PATH);
    // As a kill between the branch and the files leaves it: index and file are those of before.
    sandbox.git("pilote", &["read-tree", "HEAD~1"]);
    sandbox.git("pilote", &["checkout-index", "-f", PATH]);
    let (old, new) = (id("HEAD~1"), id("HEAD"));
    let blobs = (id(&format!("HEAD~1:{PATH}")), id(&format!("HEAD:{PATH}")));
    sandbox.write(
        ".git/qms/pending.json",
        &serde_json::json!({
            "branch": "refs/heads/main",
            "old": old,
            "new": new,
            "subject": "Approbation de PR-01-V1",
            "process": 1,
            "paths": [{
                "path": PATH,
                "old": {"executable": false, "id": blobs.0},
                "new": {"executable": false, "id": blobs.1},
            }],
        })
        .to_string(),
    );
    assert_ne!(sandbox.read(PATH), done);
    let ended = sandbox.qms("agent", &["list"]);
    assert_eq!(ended.code, 0, "{ended:?}");
    assert!(
        ended.err.contains("«\u{a0}Approbation de PR-01-V1\u{a0}»"),
        "{}",
        ended.err
    );
    assert_eq!(sandbox.read(PATH), done);
    assert_eq!(sandbox.git("agent", &["status", "--porcelain"]), "");
}
