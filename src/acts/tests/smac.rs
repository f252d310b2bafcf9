//! A ticket from the telephone call to its last closing, and every guard on the way.

use crate::commands::{Console, Terminal};
use crate::history::tests::sandbox::{Said, Sandbox, document};

const COMPLAINT: &str = "smac/2026/RE-2026-0001.md";

/// A repository with the series of tickets and a process card that says what clients require. It
/// begins on 21 November 2026.
fn service() -> Sandbox {
    let sandbox = Sandbox::new();
    for (slug, label) in [
        ("fiche-de-non-conformite", "Fiche de non-conformité"),
        ("fiche-proposition-d-amelioration", "Fiche proposition"),
        ("fiche-reclamation-externe", "Fiche réclamation externe"),
        ("fiche-reclamation-interne", "Fiche réclamation interne"),
    ] {
        sandbox.write(
            &format!("registres/enregistrements/{slug}.md"),
            &format!("---\nlibelle: {label}\nsection: B\nclassement: {{responsable: Pilote, duree: année en cours + 3 ans}}\narchivage: {{duree: pas d'archivage}}\ndestruction: sans conditions\n---\n"),
        );
    }
    sandbox.write(
        "processus/PAPED.md",
        "---\ncode: PAPED\ntitre: Prévention\nfinalite: Aider les assurés en difficulté.\nclients:\n  - nom: Assurés\n    exigences: [Être reçu dans le mois, Une réponse claire]\n---\n",
    );
    sandbox.signed("admin", "Séries");
    sandbox
}

/// The same with a complaint of that day, in a commit.
fn complained() -> Sandbox {
    let sandbox = service();
    open(&sandbox, &["RE", "--channel", "telephone", "--commit"]).done();
    sandbox
}

fn open(sandbox: &Sandbox, more: &[&str]) -> Said {
    let options = ["--title", "Réponse reçue trop tard", "--process", "PAPED"];
    smac(sandbox, &[&["open"], more, &options].concat())
}

fn smac(sandbox: &Sandbox, arguments: &[&str]) -> Said {
    sandbox.qms("pilote-paped", &[&["smac"], arguments].concat())
}

fn lines(sandbox: &Sandbox, path: &str, wanted: &[&str]) {
    let text = sandbox.read(path);
    for line in wanted {
        let stands = |one: &str| one.split("   #").next().unwrap_or(one).trim_end() == *line;
        assert!(text.lines().any(stands), "{line}\n{text}");
    }
}

fn verified(sandbox: &Sandbox) {
    let said = sandbox.qms("agent", &["verify", "--full"]).done();
    assert!(said.starts_with("conforming"), "{said}");
    sandbox.git(&["fsck", "--strict", "--no-dangling"]);
    let found = sandbox.qms("agent", &["check"]).out();
    for rule in ["F00", "C00", "P101", "S10", "R10"] {
        assert!(!found.contains(&format!("[{rule}")), "{found}");
    }
}

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
fn what_is_not_known_is_told_with_the_nearest() {
    let sandbox = complained();
    sandbox.write(
        "documents/MO/MO-00391-V01.md",
        &document("MO-00391-V01", ""),
    );
    sandbox.plain("MO");
    for (arguments, words) in [
        (
            &["answer", "RE-2026-0011"][..],
            "did you mean `RE-2026-0001`?",
        ),
        (&["answer", "MO-391"], "is no ticket"),
        (
            &["answer", "RE-2026-0001", "--by", "pilote-papd"],
            "did you mean `pilote-paped`?",
        ),
        (
            &[
                "act",
                "RE-2026-0001",
                "--title",
                "x",
                "--owner",
                "agnt",
                "--due",
                "2026-12-01",
            ],
            "did you mean `agent`?",
        ),
        (&["open", "ZZZ", "--title", "x"], "known kinds: `NC`"),
        (&["list", "--status", "opne"], "did you mean `open`?"),
    ] {
        smac(&sandbox, arguments).refused(2, words);
    }
    open(&sandbox, &["RE", "--channel", "courier"]).refused(2, "did you mean `courrier`?");
    open(&sandbox, &["NC", "--requirement", "MO-392"]).refused(2, "did you mean `MO-00391`?");
    open(&sandbox, &["NC", "--document", "MO-392"]).refused(2, "did you mean `MO-00391`?");
    open(
        &sandbox,
        &["NC", "--requirement", "Etre recu dans le mois !!"],
    )
    .done();
    open(
        &sandbox,
        &[
            "NC",
            "--requirement",
            "mo-391",
            "--severity",
            "Majeure",
            "--document",
            "mo-391",
        ],
    )
    .done();
    open(&sandbox, &["NC", "--requirement", "Être reçue dans le moi"]).refused(
        2,
        "did you mean `--requirement \"Être reçu dans le mois\"`?",
    );
    lines(
        &sandbox,
        "smac/2026/NC-2026-0001.md",
        &["exigence: Être reçu dans le mois", "canal: interne"],
    );
    lines(
        &sandbox,
        "smac/2026/NC-2026-0002.md",
        &[
            "exigence: MO-00391",
            "gravite: majeure",
            "documents: [MO-00391]",
        ],
    );
    sandbox.plain("Fiches");
    verified(&sandbox);
}

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

#[test]
fn words_that_tell_who_are_refused_and_never_repeated() {
    let sandbox = complained();
    let text = sandbox.read(COMPLAINT);
    let phone = "06 12 34 56 78";
    let code = "RE-2026-0001";
    for arguments in [
        &["open", "NC", "--process", "PAPED", "--title", phone][..],
        &[
            "open",
            "NC",
            "--process",
            "PAPED",
            "--title",
            "x",
            "--reporter",
            phone,
        ],
        &["answer", code, "--channel", phone],
        &["analyse", code, "--cause", phone],
        &["analyse", code, "--cause", "x", "--method", phone],
        &["analyse", code, "--cause", "x", "--no-action", phone],
        &[
            "act",
            code,
            "--title",
            phone,
            "--owner",
            "agent",
            "--due",
            "2026-12-01",
        ],
        &["requalify", code, "NC", "--reason", phone],
    ] {
        let said = smac(&sandbox, arguments).refused(1, "a phone number in clear");
        assert!(!said.contains("12 34"), "{said}");
    }
    assert_eq!(sandbox.read(COMPLAINT), text);
    assert!(!sandbox.root.join("smac/2026/NC-2026-0001.md").exists());
    let said = sandbox.qms(
        "pilote-paped",
        &[
            "--lang",
            "fr",
            "smac",
            "open",
            "NC",
            "--title",
            phone,
            "--process",
            "PAPED",
        ],
    );
    said.refused(1, "contient un numéro de téléphone en clair");
    // What stands in a file is found by the check, which shows no line of it.
    sandbox.write(COMPLAINT, &format!("{text}\nAppeler le {phone}.\n"));
    let said = sandbox.qms("agent", &["check"]).refused(1, "P101");
    assert!(!said.contains("12 34"), "{said}");
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
    smac(&sandbox, &["close", "RE-2026-0001"]).refused(1, "S103");
    smac(&sandbox, &["answer", "RE-2026-0001", "--commit"]).done();
    smac(&sandbox, &["close", "RE-2026-0001"]).done();
    let shown = smac(&sandbox, &["show", "RE-2026-0001"]).done();
    assert!(shown.contains("NC-2026-0001"), "{shown}");
    verified(&sandbox);
}

#[test]
fn a_list_says_what_is_late_and_as_of_which_day() {
    let sandbox = complained();
    open(&sandbox, &["NC", "--commit"]).done();
    smac(
        &sandbox,
        &[
            "act",
            "NC-2026-0001",
            "--title",
            "Relire",
            "--owner",
            "agent",
            "--due",
            "2026-12-01",
            "--commit",
        ],
    )
    .done();
    let list = |more: &[&str]| -> serde_json::Value {
        let said = smac(&sandbox, &[&["list", "--format", "json"], more].concat()).done();
        let answer: serde_json::Value = serde_json::from_str(&said).expect("JSON");
        answer["tickets"].clone()
    };
    let one = |tickets: serde_json::Value| tickets.as_array().expect("a list")[0].clone();
    assert_eq!(
        one(list(&["--kind", "RE", "--as-of", "2026-11-26"])),
        serde_json::json!({
            "code": "RE-2026-0001", "kind": "RE", "title": "Réponse reçue trop tard", "process": "PAPED",
            "status": "open", "received": "2026-11-21", "answer_due": "2026-12-06", "answered": null,
            "answered_late": false, "days_left": 10, "late": false, "actions_open": 0, "actions_late": 0,
            "path": COMPLAINT,
        })
    );
    let late = one(list(&["--kind", "re", "--as-of", "2026-12-08", "--late"]));
    assert_eq!(
        (&late["days_left"], &late["late"]),
        (&(-2).into(), &true.into())
    );
    let acting = one(list(&[
        "--status",
        "acting",
        "--process",
        "paped",
        "--as-of",
        "2026-12-02",
        "--late",
    ]));
    assert_eq!(
        (
            &acting["code"],
            &acting["actions_late"],
            &acting["answer_due"]
        ),
        (&"NC-2026-0001".into(), &1.into(), &serde_json::Value::Null)
    );
    assert_eq!(
        list(&["--late", "--as-of", "2026-11-26"]),
        serde_json::json!([])
    );
    assert_eq!(list(&["--as-of", "2026-11-20"]), serde_json::json!([]));
    sandbox.set_clock(17);
    smac(&sandbox, &["answer", "RE-2026-0001"]).done();
    let answered = one(list(&["--kind", "RE"]));
    assert_eq!(
        (
            &answered["answered"],
            &answered["answered_late"],
            &answered["days_left"],
            &answered["late"]
        ),
        (
            &"2026-12-08".into(),
            &true.into(),
            &serde_json::Value::Null,
            &false.into()
        )
    );
    assert_eq!(
        one(list(&["--kind", "RE", "--as-of", "2026-12-07"]))["status"],
        "open"
    );
    for lang in ["fr", "en"] {
        for arguments in [&["list"][..], &["show", "NC-2026-0001"]] {
            let text = smac(&sandbox, &[arguments, &["--lang", lang]].concat());
            let text = text.done();
            let title = text.lines().next().expect("a line");
            assert!(
                text.lines().count() > 3 && !text.contains('{'),
                "{title}\n{text}"
            );
        }
    }
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
