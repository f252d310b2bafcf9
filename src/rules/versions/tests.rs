//! The faces of each rule that its page does not show.

use crate::rules::examples::{document, judged};

fn v104(code: &str, lines: &str) -> String {
    judged(
        "V104",
        &[(
            &format!("documents/MO/{code}.md"),
            &document(code, lines, "Texte."),
        )],
    )
    .join(" / ")
}

#[test]
fn a_revision_names_the_version_before_and_its_reason() {
    assert_eq!(v104("MO-00391-V01", ""), "");
    assert_eq!(
        v104("MO-00391-V01", "remplace: PR-01-V1\n"),
        "`MO-00391-V01` is a first version and replaces no other"
    );
    assert_eq!(
        v104("MO-00391-V03", "remplace: MO-00391-V01\nmotif: Délai\n"),
        "`MO-00391-V03` replaces the version before it, `MO-00391-V02`, and not `MO-00391-V01`"
    );
    assert_eq!(
        v104("MO-00391-V02", ""),
        "`MO-00391-V02` does not name the version that it replaces / `MO-00391-V02` does not say under `motif` why it was revised"
    );
}

fn in_force(from: &str) -> String {
    format!(
        "validations:\n  - {{acteur: directrice, role: directrice, date: 2026-01-05, empreinte: \"…\"}}\napplication: {from}\n"
    )
}

#[test]
fn two_files_of_one_code_are_not_two_versions() {
    let first = document("MO-00391-V01", &in_force("2026-02-01"), "Texte.");
    let files = [
        ("documents/MO/MO-00391-V01.md", first.as_str()),
        ("documents/MO/MO-391-V1.md", first.as_str()),
    ];
    for rule in ["V101", "V102", "V103", "V106"] {
        assert_eq!(judged(rule, &files), Vec::<String>::new(), "{rule}");
    }
    assert_eq!(judged("C003", &files).len(), 1);
}

#[test]
fn an_upcoming_version_leaves_the_one_before_in_its_place() {
    let first = document("MO-00391-V01", &in_force("2026-02-01"), "Texte.");
    let next = |from: &str| {
        document(
            "MO-00391-V02",
            &format!("remplace: MO-00391-V01\nmotif: Délai\n{}", in_force(from)),
            "Autre texte.",
        )
    };
    let said = |from: &str| {
        judged(
            "V102",
            &[
                ("documents/MO/MO-00391-V01.md", first.as_str()),
                ("documents/MO/MO-00391-V02.md", next(from).as_str()),
            ],
        )
    };
    assert_eq!(said("2026-11-22"), Vec::<String>::new());
    assert_eq!(
        said("2026-11-21"),
        ["`MO-00391-V01` is superseded by `MO-00391-V02` since 2026-11-21 and is still there"]
    );
}
