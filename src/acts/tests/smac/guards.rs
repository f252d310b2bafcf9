//! Every guard between a fact and a ticket, hit on purpose.

use super::{COMPLAINT, complained, smac, verified};

#[test]
fn each_guard_of_closing_names_the_command_that_puts_it_right() {
    let sandbox = complained();
    let close = || smac(&sandbox, &["close", "RE-2026-0001"]);
    let said = close().refused(1, "S103");
    assert!(said.contains("`qms smac answer RE-2026-0001`"), "{said}");
    smac(&sandbox, &["answer", "RE-2026-0001", "--commit"]).done();
    let said = close().refused(1, "S104");
    assert!(
        said.contains("`qms smac analyse RE-2026-0001 --cause"),
        "{said}"
    );
    smac(
        &sandbox,
        &["analyse", "RE-2026-0001", "--cause", "Oubli", "--commit"],
    )
    .done();
    let said = close().refused(1, "S105");
    assert!(
        said.contains("`qms smac analyse RE-2026-0001 --no-action"),
        "{said}"
    );
    smac(
        &sandbox,
        &[
            "analyse",
            "RE-2026-0001",
            "--no-action",
            "Fait isolé",
            "--commit",
        ],
    )
    .done();
    sandbox
        .qms("agent", &["smac", "close", "RE-2026-0001"])
        .refused(1, "A204");
    smac(&sandbox, &["close", "PAPED"]).refused(2, "is no ticket");
    close().done();
    sandbox
        .qms(
            "agent",
            &["smac", "reopen", "RE-2026-0001", "--reason", "x"],
        )
        .refused(1, "A204");
    verified(&sandbox);
}

#[test]
fn nothing_is_entered_in_a_closed_ticket() {
    let sandbox = complained();
    let code = "RE-2026-0001";
    smac(&sandbox, &["answer", code]).done();
    smac(
        &sandbox,
        &["analyse", code, "--cause", "Oubli", "--no-action", "Isolé"],
    )
    .done();
    sandbox.plain("Traitement");
    smac(&sandbox, &["reopen", code, "--reason", "Erreur"]).refused(1, "is open already");
    smac(&sandbox, &["close", code]).done();
    let text = sandbox.read(COMPLAINT);
    for arguments in [
        &["answer", code][..],
        &["analyse", code, "--cause", "x"],
        &[
            "act",
            code,
            "--title",
            "x",
            "--owner",
            "agent",
            "--due",
            "2026-12-01",
        ],
        &["done", code],
        &["judge", code, "--effective", "yes"],
        &["edit", code],
        &["requalify", code, "NC", "--reason", "x"],
    ] {
        let said = smac(&sandbox, arguments).refused(1, "R107");
        assert!(
            said.contains("`qms smac reopen RE-2026-0001 --reason"),
            "{said}"
        );
    }
    assert_eq!(sandbox.read(COMPLAINT), text);
    smac(
        &sandbox,
        &["reopen", code, "--reason", "Appeler le 06 12 34 56 78"],
    )
    .refused(1, "P101");
}

#[test]
fn a_fact_is_neither_to_come_nor_before_the_reception() {
    let sandbox = complained();
    let text = sandbox.read(COMPLAINT);
    let code = "RE-2026-0001";
    let due = ["act", code, "--title", "x", "--owner", "agent", "--due"];
    for (arguments, words) in [
        (&["answer", code, "--date", "2026-11-22"][..], "is to come"),
        (&["answer", code, "--date", "2026-11-20"], "was received on"),
        (
            &["analyse", code, "--cause", "x", "--date", "2026-11-22"],
            "is to come",
        ),
        (
            &[&due[..], &["2026-11-20"]].concat(),
            "before the reception",
        ),
        (
            &[
                "open",
                "NC",
                "--title",
                "x",
                "--process",
                "SMIR",
                "--received",
                "2026-11-22",
            ],
            "is to come",
        ),
        (&["done", code], "has no action"),
        (
            &["judge", code, "A1", "--effective", "yes"],
            "has no action",
        ),
    ] {
        smac(&sandbox, arguments).refused(1, words);
    }
    assert_eq!(sandbox.read(COMPLAINT), text);
    smac(&sandbox, &[&due[..], &["2026-11-30"]].concat()).done();
    smac(&sandbox, &[&due[..], &["2026-11-30"]].concat()).done();
    for (arguments, words) in [
        (&["done", code][..], "which action"),
        (&["done", code, "A3"], "did you mean"),
        (&["judge", code, "A1", "--effective", "yes"], "is not done"),
        (
            &["analyse", code, "--cause", "x", "--no-action", "x"],
            "has actions",
        ),
    ] {
        smac(&sandbox, arguments).refused(1, words);
    }
    sandbox.set_clock(2);
    smac(&sandbox, &["done", code, "A1"]).done();
    smac(&sandbox, &["done", code, "A1"]).refused(1, "was done on");
    smac(
        &sandbox,
        &[
            "judge",
            code,
            "A1",
            "--effective",
            "yes",
            "--date",
            "2026-11-22",
        ],
    )
    .refused(1, "cannot be judged");
}

#[test]
fn an_action_of_an_endless_number_is_not_counted_on() {
    let sandbox = complained();
    let text = sandbox.read(COMPLAINT);
    let act = |id: &str| {
        let actions = format!(
            "\nactions:\n  - {{id: {id}, nature: corrective, intitule: x, responsable: agent, echeance: 2026-12-01}}\n---\n#"
        );
        sandbox.write(COMPLAINT, &text.replacen("\n---\n#", &actions, 1));
        smac(
            &sandbox,
            &[
                "act",
                "RE-2026-0001",
                "--title",
                "y",
                "--owner",
                "agent",
                "--due",
                "2026-12-01",
            ],
        )
        .done();
        sandbox.read(COMPLAINT)
    };
    let named = |text: &str, id: &str| {
        text.contains(&format!("id: {id}\n")) || text.contains(&format!("id: {id},"))
    };
    assert!(named(&act("A18446744073709551615"), "A2"));
    assert!(named(&act("A4294967295"), "A4294967296"));
}
