//! A complaint to its closing and once more; a ticket of the wrong kind.

use super::{COMPLAINT, complained, lines, smac, verified};

#[test]
fn a_complaint_lives_to_its_closing_and_once_more() {
    let sandbox = complained();
    let before = sandbox.read(COMPLAINT);
    lines(
        &sandbox,
        COMPLAINT,
        &["code: RE-2026-0001", "recu: 2026-11-21", "canal: telephone"],
    );
    let enter = |arguments: &[&str]| smac(&sandbox, &[arguments, &["--commit"]].concat()).done();
    sandbox.set_clock(4);
    enter(&[
        "answer",
        "re-2026-1",
        "--date",
        "2026-11-24",
        "--channel",
        "courrier",
    ]);
    enter(&[
        "analyse",
        "re-2026-1",
        "--cause",
        "Planning non tenu: deux absences",
        "--cause",
        "Relais absent",
        "--method",
        "5 pourquoi",
    ]);
    enter(&[
        "act",
        "re-2026-1",
        "--title",
        "Revoir le planning, chaque lundi",
        "--owner",
        "agent",
        "--due",
        "2026-12-15",
    ]);
    lines(
        &sandbox,
        COMPLAINT,
        &[
            "reponse: {date: 2026-11-24, acteur: pilote-paped, canal: courrier}",
            "analyse: {date: 2026-11-25, acteur: pilote-paped, methode: 5 pourquoi, causes: [\"Planning non tenu: deux absences\", Relais absent]}",
            "actions:",
            "  - {id: A1, nature: corrective, intitule: \"Revoir le planning, chaque lundi\", responsable: agent, echeance: 2026-12-15}",
        ],
    );
    // Every line that stood there stands there still, in its order.
    let after = sandbox.read(COMPLAINT);
    let mut left = after.lines();
    for line in before.lines() {
        assert!(left.any(|one| one == line), "{line}\n{after}");
    }
    smac(&sandbox, &["close", "re-2026-1"]).refused(1, "qms smac done RE-2026-0001 A1");
    sandbox.set_clock(10);
    enter(&[
        "done",
        "re-2026-1",
        "--evidence",
        "Planning du 1er décembre",
    ]);
    sandbox.set_clock(20);
    enter(&["judge", "re-2026-1", "--effective", "no"]);
    smac(&sandbox, &["close", "re-2026-1"]).refused(1, "judged ineffective");
    enter(&[
        "done",
        "re-2026-1",
        "a1",
        "--evidence",
        "Planning du 11 décembre",
    ]);
    enter(&["judge", "re-2026-1", "A1", "--effective", "oui"]);
    lines(
        &sandbox,
        COMPLAINT,
        &[
            "  - {id: A1, nature: corrective, intitule: \"Revoir le planning, chaque lundi\", responsable: agent, echeance: 2026-12-15, realisee: 2026-12-11, preuve: Planning du 11 décembre, efficacite: {date: 2026-12-11, acteur: pilote-paped, conclusion: efficace}}",
        ],
    );
    smac(&sandbox, &["close", "re-2026-1"]).done();
    lines(&sandbox, COMPLAINT, &["clos-le: 2026-12-11"]);
    smac(&sandbox, &["close", "re-2026-1"]).refused(1, "qms smac reopen RE-2026-0001");
    verified(&sandbox);

    sandbox.set_clock(30);
    smac(
        &sandbox,
        &["reopen", "re-2026-1", "--reason", "La personne rappelle"],
    )
    .done();
    assert!(!sandbox.read(COMPLAINT).contains("clos-le"));
    let message = sandbox.git(&["log", "-1", "--format=%B"]);
    assert!(
        message.contains("Motif\u{a0}: La personne rappelle")
            && message.contains("Qms-Act: reopen"),
        "{message}"
    );
    smac(&sandbox, &["answer", "re-2026-1"]).refused(1, "the first answer stays");
    enter(&[
        "act",
        "re-2026-1",
        "--title",
        "Rappeler",
        "--owner",
        "agent",
        "--due",
        "2026-12-22",
        "--nature",
        "correction",
    ]);
    enter(&["done", "re-2026-1"]);
    smac(&sandbox, &["close", "re-2026-1"]).done();
    lines(
        &sandbox,
        COMPLAINT,
        &[
            "reponse: {date: 2026-11-24, acteur: pilote-paped, canal: courrier}",
            "clos-le: 2026-12-21",
        ],
    );
    verified(&sandbox);
}

#[test]
fn a_requalified_ticket_ends_and_another_takes_over() {
    let sandbox = complained();
    smac(
        &sandbox,
        &["requalify", "RE-2026-0001", "RE", "--reason", "x"],
    )
    .refused(2, "of that kind already");
    let said = smac(
        &sandbox,
        &[
            "requalify",
            "RE-2026-0001",
            "NC",
            "--reason",
            "Constat d'un agent",
            "--commit",
        ],
    );
    let stderr = said.0.stderr.clone();
    said.done();
    assert!(
        stderr.contains("the answer to RE-2026-0001 is still due"),
        "{stderr}"
    );
    lines(
        &sandbox,
        COMPLAINT,
        &["sans-action: Requalifiée en NC-2026-0001 (Constat d'un agent)"],
    );
    lines(
        &sandbox,
        "smac/2026/NC-2026-0001.md",
        &[
            "recu: 2026-11-21",
            "Requalification de [[RE-2026-0001]]\u{a0}: Constat d'un agent",
        ],
    );
    let again = ["requalify", "RE-2026-0001", "PA", "--reason", "x"];
    smac(&sandbox, &again).refused(1, "requalified as `NC-2026-0001` already");
    smac(&sandbox, &["close", "RE-2026-0001"]).refused(1, "S103");
    smac(&sandbox, &["answer", "RE-2026-0001", "--commit"]).done();
    smac(&sandbox, &["close", "RE-2026-0001"]).done();
    let shown = smac(&sandbox, &["show", "RE-2026-0001"]).done();
    assert!(shown.contains("NC-2026-0001"), "{shown}");
    verified(&sandbox);
}
