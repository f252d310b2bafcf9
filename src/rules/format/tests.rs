//! What the examples of the pages cannot show: every kind of defect has words of its own.

use super::{
    f002_yaml_not_strict as f002, f005_value_of_wrong_kind as f005, f009_not_a_plain_file as f009,
};
use crate::corpus::FileState;
use crate::parse::defect::Expected;
use crate::parse::workflow::WorkflowKey;
use crate::parse::yaml::YamlDefectKind;
use crate::rules::examples::{document, judged};
use crate::rules::{Finding, Found};
use crate::text::Lang;
use std::collections::HashSet;
use std::sync::Arc;

/// Renders a finding in both languages, help line included; nothing stays unfilled.
fn said(finding: &Finding) -> String {
    let (message, help) = finding.words();
    for lang in [Lang::Fr, Lang::En] {
        for text in [message.render(lang), help.render(lang)] {
            assert!(!text.contains('{') || text.contains("`{`"), "{text}");
        }
    }
    message.render(Lang::En)
}

#[test]
fn every_defect_of_yaml_is_said_in_its_own_words() {
    use YamlDefectKind::*;
    let kinds = [
        TooLarge {
            bytes: 70_000,
            limit: 65_536,
        },
        TooDeep { limit: 16 },
        TooManyNodes { limit: 10_000 },
        NotAMapping,
        Anchor,
        Alias,
        MergeKey,
        Tag,
        Directive,
        SecondDocument,
        Tab,
        ComplexKey,
        ColumnZero,
        Control('\u{7}'),
        UnquotedColon,
        ReservedCharacter('@'),
        Unclosed,
        Indentation,
        Conflict,
        Syntax,
        WorkflowSpelling(WorkflowKey::Approvals),
        WorkflowExtent(WorkflowKey::Approvals),
    ];
    let mut known = HashSet::new();
    for kind in kinds {
        let mut found = Found::new(&f002::RULE);
        let finding = found.anywhere();
        f002::word(finding, kind);
        assert!(known.insert(said(finding)), "{kind:?}");
    }
}

#[test]
fn every_expectation_is_said_in_its_own_words() {
    let nearest = Some("pilote".to_owned());
    let all = [
        Expected::Text,
        Expected::List,
        Expected::Map,
        Expected::Date,
        Expected::LastDay,
        Expected::Period,
        Expected::Integer,
        Expected::Number,
        Expected::Fingerprint,
        Expected::Duration,
        Expected::ResponseTime,
        Expected::ActorId,
        Expected::Zone,
        Expected::Size,
        Expected::Pattern,
        Expected::Path,
        Expected::Role {
            nearest: nearest.clone(),
        },
        Expected::OneOf {
            values: &["requis", "aucun"],
            nearest,
        },
    ];
    let mut known = HashSet::new();
    for expected in &all {
        let mut found = Found::new(&f005::RULE);
        let finding = found.anywhere();
        f005::word(finding, "role", expected);
        assert!(known.insert(said(finding)), "{expected:?}");
    }
}

#[test]
fn what_is_no_plain_file_is_named_as_what_it_is() {
    let path = Arc::from("documents/MO/MO-00391-V01.md");
    let states = [
        (FileState::Link, "is a symbolic link"),
        (FileState::Submodule, "is another repository"),
        (FileState::Other, "is a device"),
        (FileState::Executable, "is marked executable"),
        (
            FileState::Unreadable("denied".to_owned()),
            "cannot be read: denied",
        ),
    ];
    for (state, words) in states {
        let mut found = Found::new(&f009::RULE);
        f009::state(&path, &state, &mut found);
        let said: Vec<String> = found.findings().iter().map(said).collect();
        assert!(said.len() == 1 && said[0].contains(words), "{said:?}");
    }
}

#[test]
fn names_that_a_workstation_takes_for_one_are_twins() {
    let said = judged(
        "F009",
        &[
            ("documents/MO/schema.png", ""),
            ("documents/MO/Schema.png", ""),
            ("documents/mo/x.png", ""),
            ("documents/MO/a b.png", ""),
        ],
    );
    assert_eq!(
        said,
        [
            "the name `a b.png` holds a character that names may not have here",
            "`documents/MO/schema.png` and `documents/MO/Schema.png` differ in case or accents alone",
            "`documents/mo` and `documents/MO` differ in case or accents alone",
        ]
    );
}

#[test]
fn the_attributes_of_the_root_set_line_ends_alone() {
    let said = judged(
        "F009",
        &[(".gitattributes", "*.md text eol=lf\n*.md merge=union\n")],
    );
    assert_eq!(
        said,
        ["the attribute `merge=union` may filter, re-encode, merge or leave out controlled files"]
    );
}

#[test]
fn qms_yaml_is_held_to_the_same_form() {
    let policy = "organisation: A\norganisation: B\nlangue: de\ntypse: {}\nx: &a b\n";
    assert_eq!(judged("F002", &[("qms.yaml", policy)]).len(), 1);
    assert_eq!(judged("F003", &[("qms.yaml", policy)]).len(), 1);
    assert_eq!(
        judged("F004", &[("qms.yaml", policy)]),
        [
            "`typse` is not a known key here",
            "`x` is not a known key here"
        ]
    );
    assert_eq!(
        judged("F005", &[("qms.yaml", policy)]),
        ["`langue` takes one of: `fr`, `en`"]
    );
}

#[test]
fn names_that_lead_nowhere_are_found_and_what_left_by_the_rules_is_not() {
    let certificate = "---\ncode: DEST-2026-0001\ndate: 2026-11-02\nacteur: pilote-paped\nelements:\n  - {code: PR-09-V1}\n---\n";
    let ticket = "---\ncode: RE-2026-0007\ntitre: Délai\nrecu: 2026-11-02\ncanal: courrier\nprocessus: PAPDE\ndocuments: [MO-391-V1, PR-09, PR-08, réunion]\n---\n";
    let receipt = "---\ncode: MO-00391-V01\nacteur: agent-paped\ndate: 2026-11-02\nempreinte: \"0123456789abcdef\"\n---\n";
    let actor = "---\nid: adjoint\nnom: Adjoint\ncourriel: a@service.example\nroles: [{role: pilot}]\n---\n";
    let files = [
        ("acteurs/adjoint.md", actor),
        (
            "documents/MO/MO-00391-V02.md",
            &document(
                "MO-00391-V02",
                "remplace: MO-00391-V01\nmotif: Délai\nreferences: [PR-99]\n",
                "Texte.",
            ),
        ),
        (
            "enregistrements/lecture/MO-00391-V01/agent-paped.md",
            receipt,
        ),
        ("registres/destructions/2026/DEST-2026-0001.md", certificate),
        ("smac/2026/RE-2026-0007.md", ticket),
    ];
    assert_eq!(
        judged("F007", &files),
        [
            "qms.yaml has no role `pilot`, named under `role`",
            "files of type `RE` belong to the record series `fiche-reclamation-externe`, which does not exist",
            "no process has the code `PAPDE`, named under `processus`",
            "`PR-08`, named under `documents`, is the code of nothing here, and of nothing that left by a certificate",
            "`réunion`, named under `documents`, is not a code",
        ]
    );
}

#[test]
fn a_name_or_text_that_is_not_clean_is_found_once() {
    assert_eq!(
        judged("F008", &[("documents/MO/e\u{301}.png", "")]).len(),
        1
    );
    assert_eq!(
        judged(
            "F008",
            &[(
                "documents/MO/MO-00391-V01.md",
                &document("MO-00391-V01", "", "a\u{202e}b \u{7}")
            )]
        )
        .len(),
        1
    );
    assert_eq!(
        judged(
            "F008",
            &[(
                "documents/MO/MO-00391-V01.md",
                &format!("\u{feff}{}", document("MO-00391-V01", "", "a"))
            )]
        )
        .len(),
        1
    );
}
