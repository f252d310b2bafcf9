//! Every act is done at the command line, and found right by a verification of the whole history.

use crate::sandbox::Sandbox;
use qms::model::act::ActKind;
use serde_json::Value;
use std::collections::BTreeSet;

/// Does an act, told in JSON: its keys are held against those that the manual lists.
fn act(sandbox: &Sandbox, person: &str, arguments: &[&str]) {
    sandbox.done(person, &[arguments, &["--format", "json"]].concat());
}

/// A life in which every act is done once at least.
fn life() -> Sandbox {
    let mut sandbox = Sandbox::service();
    act(&sandbox, "pilote", &["approve", "PR-01"]);
    act(&sandbox, "directrice", &["validate", "PR-01"]);
    act(&sandbox, "agent", &["ack", "PR-01"]);
    act(&sandbox, "pilote", &["review", "PR-01"]);
    sandbox.done(
        "referent",
        &["revise", "PR-01", "--reason", "Délai", "--commit"],
    );
    act(&sandbox, "pilote", &["approve", "PR-01-V2"]);
    act(
        &sandbox,
        "pilote",
        &["reject", "PR-01-V2", "--reason", "À revoir"],
    );
    act(
        &sandbox,
        "directrice",
        &["withdraw", "PR-01", "--reason", "Sans objet"],
    );
    records(&sandbox);
    sandbox.later("2026-11-21T14:00:00Z");
    ticket(&sandbox);
    repaired(&sandbox);
    act(
        &sandbox,
        "admin",
        &["snapshot", "create", "audit-2026", "--yes"],
    );
    sandbox
}

/// Two records whose time is over: one is held, the other destroyed.
fn records(sandbox: &Sandbox) {
    for _ in 0..2 {
        let new = ["new", "AD", "--title", "Bilan", "--date", "2020-01-01"];
        sandbox.done("agent", &[&new[..], &["--commit"]].concat());
    }
    let both = ["AD-2020-001", "AD-2020-002"];
    for kind in ["close", "archive"] {
        act(sandbox, "pilote", &[&[kind], &both[..]].concat());
    }
    act(
        sandbox,
        "pilote",
        &["hold", both[0], "--reason", "Contentieux"],
    );
    act(sandbox, "pilote", &["hold", "--lift", both[0]]);
    act(sandbox, "pilote", &["destroy", both[1]]);
}

/// A ticket that is closed, and opened again.
fn ticket(sandbox: &Sandbox) {
    let code = "NC-2026-0001";
    let open = [
        "smac",
        "open",
        "NC",
        "--title",
        "Délai dépassé",
        "--channel",
        "interne",
    ];
    sandbox.done("agent", &[&open[..], &["--commit"]].concat());
    let analyse = ["smac", "analyse", code, "--cause", "Relais absent"];
    let no_action = ["--no-action", "Cas isolé", "--commit"];
    sandbox.done("pilote", &[&analyse[..], &no_action].concat());
    act(sandbox, "pilote", &["smac", "close", code]);
    act(
        sandbox,
        "pilote",
        &["smac", "reopen", code, "--reason", "Il se répète"],
    );
}

/// A change of the policy by one who may not, put back, and explained.
fn repaired(sandbox: &Sandbox) {
    let policy = sandbox.read("qms.yaml");
    sandbox.draft("qms.yaml", &format!("{policy}\n# À moi\n"));
    let fault = sandbox.git("agent", &["rev-parse", "HEAD"]);
    sandbox.draft("qms.yaml", &policy);
    let settle = ["settle", fault.trim(), "--reason", "NC-2026-0001"];
    act(sandbox, "admin", &settle);
}

#[test]
fn every_act_can_be_done_and_is_found_right() {
    let sandbox = life();
    let said = sandbox.done("agent", &["verify", "--full", "--format", "json"]);
    let answer: Value = serde_json::from_str(&said).expect("JSON");
    assert_eq!(answer["outcome"], "conforming", "{said}");
    let acts = answer["acts"].as_array().expect("a list");
    assert!(acts.iter().all(|act| act["valid"] == true), "{said}");
    let done: BTreeSet<&str> = acts.iter().filter_map(|act| act["act"].as_str()).collect();
    let all: BTreeSet<&str> = ActKind::ALL.into_iter().map(ActKind::as_str).collect();
    assert_eq!(done, all);
}
