//! Names that are not known, and words that tell who.

use super::{COMPLAINT, complained, lines, open, smac, verified};
use crate::history::tests::sandbox::document;

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
        (
            &["answer", "RE-2026-0001", "--channel", "pigeon"],
            "known values: `telephone`",
        ),
        (
            &["answer", "RE-2026-0001", "--channel", "courier"],
            "did you mean `courrier`?",
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
