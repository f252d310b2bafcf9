//! What is asked for on a terminal, and what off it is named as lacking.

use super::{COMPLAINT, lines, open, service, smac};
use crate::commands::{Console, Terminal};
use crate::history::tests::sandbox::{Said, Sandbox};

#[test]
fn off_a_terminal_what_lacks_is_named_and_nothing_is_asked() {
    let sandbox = service();
    for (arguments, words) in [
        (&["open", "NC"][..], "--title"),
        (
            &["open", "RE", "--title", "x", "--process", "PAPED"],
            "--channel",
        ),
        (&["open", "NC", "--title", "x"], "--process CODE"),
    ] {
        smac(&sandbox, arguments).refused(2, words);
    }
    open(&sandbox, &["NC"]).done();
    sandbox.plain("NC");
    for (arguments, words) in [
        (&["act", "NC-2026-0001"][..], "--title"),
        (&["act", "NC-2026-0001", "--title", "x"], "--owner"),
        (
            &["act", "NC-2026-0001", "--title", "x", "--owner", "agent"],
            "--due",
        ),
        (&["analyse", "NC-2026-0001"], "--cause"),
    ] {
        smac(&sandbox, arguments).refused(2, words);
    }
    sandbox
        .qms(
            "intrus",
            &["smac", "judge", "NC-2026-0001", "--effective", "yes"],
        )
        .refused(2, "--by ID");
}

/// At a terminal, the answers given in turn.
fn at_a_terminal(sandbox: &Sandbox, answers: &[&str], arguments: &[&str]) -> (Said, Vec<String>) {
    use std::cell::RefCell;
    // A door is a plain function: what is said reaches it by the thread that asks.
    thread_local! {
        static ANSWERS: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
        static ASKED: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
    }
    ANSWERS.set(
        answers
            .iter()
            .rev()
            .map(|answer| format!("{answer}\n"))
            .collect(),
    );
    ASKED.set(Vec::new());
    let ask = |question: &str| {
        ASKED.with_borrow_mut(|asked| asked.push(question.to_owned()));
        Ok(ANSWERS.with_borrow_mut(|answers| answers.pop().unwrap_or_default()))
    };
    let console = Console {
        ask,
        ..Console::default()
    };
    let said = sandbox.at(
        "pilote-paped",
        &[&["smac"], arguments].concat(),
        console,
        Terminal::Yes,
    );
    (said, ASKED.take())
}

#[test]
fn on_a_terminal_what_lacks_is_asked_for_and_a_telling_title_again() {
    let sandbox = service();
    let answers = [
        "Rappeler le 06 12 34 56 78",
        "Réponse tardive",
        "courriel",
        "paped",
    ];
    let (said, asked) = at_a_terminal(&sandbox, &answers, &["open", "RE"]);
    said.done();
    assert_eq!(asked.len(), 4, "{asked:?}");
    assert!(
        asked[1].contains("a phone number") && !asked[1].contains("06 12"),
        "{asked:?}"
    );
    lines(&sandbox, COMPLAINT, &["processus: PAPED"]);
    assert!(sandbox.read(COMPLAINT).contains("titre: Réponse tardive"));
    sandbox.plain("RE");
    let answers = ["Former le relais", "agent", "2026-12-15"];
    at_a_terminal(&sandbox, &answers, &["act", "RE-2026-0001"])
        .0
        .done();
    at_a_terminal(&sandbox, &["Relais absent"], &["analyse", "RE-2026-0001"])
        .0
        .done();
    assert!(sandbox.read(COMPLAINT).contains("causes: [Relais absent]"));
    let (said, _) = at_a_terminal(&sandbox, &["", "x"], &["open", "NC"]);
    said.refused(2, "--title");
    let (said, _) = at_a_terminal(
        &sandbox,
        &["le 15 bientôt"],
        &["act", "RE-2026-0001", "--title", "x", "--owner", "agent"],
    );
    said.refused(2, "--due");
    let (said, asked) = at_a_terminal(&sandbox, &["x"], &["open", "NC", "--no-input"]);
    said.refused(2, "--title");
    assert!(asked.is_empty());
}
