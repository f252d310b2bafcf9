//! Tickets that people wrote by hand, in their own style: what stands there stays.

use super::{service, smac};
use crate::history::tests::sandbox::Sandbox;

const PATH: &str = "smac/2026/NC-2026-0004.md";

const TICKET: &str = "---\ncode: NC-2026-0004   # du classeur\ntitre: 'L''écart'\nrecu: 2026-11-02\ncanal: interne\nprocessus: PAPED\n# à relire\nanalyse:\n  date: 2026-11-03\n  causes:\n    - Oubli\nsans-action: >-\n  Rien\n  à faire\ndocuments:\n  - MO-00391   # cité\n---\n# L'écart\n\nreponse: rien.\n";

fn with(text: &str) -> Sandbox {
    let sandbox = service();
    sandbox.write(PATH, text);
    sandbox
}

#[test]
fn an_action_takes_the_place_of_the_reason_why_none_was_needed() {
    let sandbox = with(TICKET);
    let due = ["--owner", "agent", "--due", "2026-12-01"];
    smac(
        &sandbox,
        &[&["act", "NC-2026-4", "--title", "Relire"], &due[..]].concat(),
    )
    .done();
    let action = "actions:\n  - {id: A1, nature: corrective, intitule: Relire, responsable: agent, echeance: 2026-12-01}\n";
    let after = TICKET
        .replace("sans-action: >-\n  Rien\n  à faire\n", "")
        .replace("    - Oubli\n", &format!("    - Oubli\n{action}"));
    assert_eq!(sandbox.read(PATH), after);
    smac(
        &sandbox,
        &[&["act", "NC-2026-4", "--title", "Former"], &due[..]].concat(),
    )
    .done();
    smac(
        &sandbox,
        &["done", "NC-2026-4", "A2", "--evidence", "Cours: 12/11"],
    )
    .done();
    let second = "  - {id: A2, nature: corrective, intitule: Former, responsable: agent, echeance: 2026-12-01, realisee: 2026-11-21, preuve: \"Cours: 12/11\"}\n";
    let after = after.replace(action, &format!("{action}{second}"));
    assert_eq!(sandbox.read(PATH), after);
    // Of two actions, the one that is done awaits its verdict.
    smac(&sandbox, &["judge", "NC-2026-4", "--effective", "non"]).done();
    assert!(sandbox.read(PATH).contains("preuve: \"Cours: 12/11\", efficacite: {date: 2026-11-21, acteur: pilote-paped, conclusion: inefficace}}"));
}

#[test]
fn an_action_in_lines_of_its_own_keeps_its_style() {
    let actions = "actions:\n- nature: corrective   # la cause\n  intitule: Relire\n  echeance: 2026-11-10\n\n";
    let text = TICKET.replace("sans-action: >-\n  Rien\n  à faire\n", actions);
    let sandbox = with(&text);
    let enter = |arguments: &[&str]| smac(&sandbox, arguments).done();
    enter(&["done", "NC-2026-4", "--date", "2026-11-09"]);
    enter(&["judge", "NC-2026-4", "1", "--effective", "no"]);
    let verdict =
        "  efficacite: {date: 2026-11-21, acteur: pilote-paped, conclusion: inefficace}\n";
    let done = "  echeance: 2026-11-10\n  realisee: 2026-11-09\n";
    let after = text.replace("  echeance: 2026-11-10\n", &format!("{done}{verdict}"));
    assert_eq!(sandbox.read(PATH), after);
    enter(&["done", "NC-2026-4"]);
    let after = after
        .replace(verdict, "")
        .replace("2026-11-09", "2026-11-21");
    assert_eq!(sandbox.read(PATH), after);
    enter(&[
        "act",
        "NC-2026-4",
        "--title",
        "Former",
        "--owner",
        "agent",
        "--due",
        "2026-12-01",
    ]);
    assert!(
        sandbox
            .read(PATH)
            .contains("\n- {id: A2, nature: corrective")
    );
}

#[test]
fn lines_end_as_they_did() {
    let text = TICKET.replace('\n', "\r\n");
    let sandbox = with(&text);
    smac(&sandbox, &["answer", "NC-2026-4"]).done();
    smac(
        &sandbox,
        &[
            "analyse",
            "NC-2026-4",
            "--cause",
            "Oubli # 2",
            "--date",
            "2026-11-04",
        ],
    )
    .done();
    smac(
        &sandbox,
        &[
            "act",
            "NC-2026-4",
            "--title",
            "x",
            "--owner",
            "agent",
            "--due",
            "2026-12-01",
        ],
    )
    .done();
    smac(&sandbox, &["done", "NC-2026-4"]).done();
    let after = sandbox.read(PATH);
    assert!(!after.replace("\r\n", "").contains('\n'), "{after:?}");
    for line in [
        "reponse: {date: 2026-11-21, acteur: pilote-paped}",
        "causes: [\"Oubli # 2\"]}",
        "realisee: 2026-11-21}",
        "# à relire",
        "  - MO-00391   # cité",
    ] {
        assert!(after.contains(line), "{line}\n{after}");
    }
}

#[test]
fn a_commit_takes_nothing_along_that_was_not_entered() {
    let sandbox = with(TICKET);
    smac(&sandbox, &["answer", "NC-2026-4", "--commit"]).refused(2, "not committed");
    sandbox.plain("NC");
    sandbox.write("notes.txt", "à part\n");
    let said = smac(
        &sandbox,
        &["answer", "NC-2026-4", "--commit", "--format", "json"],
    )
    .done();
    let answer: serde_json::Value = serde_json::from_str(&said).expect("JSON");
    assert_eq!(
        answer["changed"],
        serde_json::json!([{"code": "NC-2026-0004", "path": PATH}])
    );
    assert_eq!(answer["commit"], sandbox.tip().to_string());
    assert_eq!(
        sandbox.git(&["show", "--format=%s", "--name-only"]),
        format!("NC-2026-0004 a reçu une réponse le 21/11/2026\n\n{PATH}")
    );
    assert_eq!(sandbox.git(&["status", "--porcelain"]), "?? notes.txt");
}
