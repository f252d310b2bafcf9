//! The faces of each rule that its page does not show.

use super::r102_term_not_understood as r102;
use crate::model::names::Located;
use crate::parse::term::{Vocabulary, archiving, fate, filing};
use crate::rules::Found;
use crate::rules::examples::judged;
use crate::text::Lang;
use std::collections::HashSet;

const FREE: &str = "sans conditions";
const NONE: &str = "pas d'archivage";
const MEASURES: &str = "fin de traitement des mesures décidées suite au rapport";

/// The row of a record of type AD, AD-2023-001 of 15 June 2023.
fn row(cells: [&str; 3], more: &str) -> String {
    let [filing, archiving, fate] = cells;
    format!(
        "---\nlibelle: Essai\nsection: A\nclassement: {{duree: \"{filing}\"}}\narchivage: {{duree: \"{archiving}\"}}\ndestruction: \"{fate}\"\n{more}---\n"
    )
}

fn own(more: &str) -> String {
    format!("---\ncode: AD-2023-001\ntitre: Essai\ndate: 2023-06-15\nprocessus: PAPED\n{more}---\n")
}

/// What a rule says on 21 November 2026 of the record, kept so.
fn kept(code: &str, cells: [&str; 3], series: &str, record: &str) -> String {
    judged(
        code,
        &[
            (
                "registres/enregistrements/autodiagnostic.md",
                &row(cells, series),
            ),
            ("enregistrements/AD/AD-2023-001.md", &own(record)),
        ],
    )
    .join(" / ")
}

#[test]
fn a_series_that_does_not_exist_is_not_told_twice() {
    let files = [("enregistrements/AD/AD-2023-001.md", own("serie: rien\n"))];
    let files = files.each_ref().map(|(path, text)| (*path, text.as_str()));
    assert_eq!(judged("R101", &files), [""; 0]);
    assert_eq!(judged("F007", &files).len(), 1);
}

#[test]
fn a_kind_of_tickets_without_a_series_is_told_once() {
    let ticket = |code: &str| {
        format!(
            "---\ncode: {code}\ntitre: Essai\nrecu: 2026-03-02\ncanal: interne\nprocessus: PAPED\n---\n"
        )
    };
    let (one, two) = (ticket("XX-2026-0001"), ticket("XX-2026-0002"));
    let found = judged(
        "R101",
        &[
            ("qms.yaml", "tickets:\n  XX: {nom: Essai, sequence: 4}\n"),
            ("smac/2026/XX-2026-0001.md", &one),
            ("smac/2026/XX-2026-0002.md", &two),
        ],
    );
    assert_eq!(
        found,
        ["tickets of the kind `XX` belong to no record series"]
    );
}

/// What is said of a cell, as `message / help` in French.
fn said(cell: &str, of: &str) -> String {
    let policy = crate::parse::policy::read(b"").policy;
    let words = Vocabulary::of(&policy);
    let cell = Located::new(cell.to_owned(), crate::diagnostic::Span::new(0, cell.len()));
    let defect = match of {
        "filing" => filing(&cell, &words).expect_err("it is wrong").value,
        "archiving" => archiving(&cell, &words).expect_err("it is wrong").value,
        _ => fate(&cell).expect_err("it is wrong").value,
    };
    let mut found = Found::new(&r102::RULE);
    let finding = found.anywhere();
    r102::word(finding, &defect, &policy);
    let (message, help) = finding.words();
    for lang in [Lang::Fr, Lang::En] {
        for text in [message.render(lang), help.render(lang)] {
            assert!(
                !text.contains('{') && !text.contains("``"),
                "{cell:?}: {text}"
            );
        }
    }
    format!("{} / {}", message.render(Lang::Fr), help.render(Lang::Fr)).replace('\u{a0}', " ")
}

#[test]
fn every_defect_of_a_term_is_said_in_its_own_words_with_what_would_be_right() {
    let cells = [
        (
            "filing",
            "trois ans",
            "`trois ans` n'est pas une durée comprise",
        ),
        ("filing", "0 ans", "`0` n'est pas un nombre de 1 à 999"),
        ("filing", "3 moi", "`moi` n'est ni une unité"),
        ("filing", "3", "ce nombre n'a pas d'unité"),
        (
            "filing",
            "année en cours + deux ans",
            "après `+` vient un nombre",
        ),
        ("filing", "année en cours +", "après `+` vient un nombre"),
        (
            "filing",
            "3 ans depuis la cloture du dossier",
            "`du dossier` suit une durée",
        ),
        (
            "filing",
            "3 ans depuis la fermeture",
            "`fermeture` ne nomme aucun jour",
        ),
        ("filing", "3 ans depuis", "il manque le jour d'où compter"),
        ("filing", "(3 ans ou 1 an", "cette parenthèse n'a pas"),
        ("filing", "3 ans ou", "il manque une durée"),
        (
            "archiving",
            "information",
            "`information` ne dit pas de qui",
        ),
        (
            "fate",
            "sans condition aucune",
            "`sans condition aucune` n'est pas une condition",
        ),
        ("fate", "A.H.", "`A.H.` ne dit pas de qui"),
    ];
    let mut known = HashSet::new();
    for (of, cell, expected) in cells {
        let said = said(cell, of);
        assert!(said.starts_with(expected), "{cell}: {said}");
        assert!(known.insert(said.clone()), "{said}");
    }
    for (cell, near) in [
        ("3 moi", "vouliez-vous dire `mois` ?"),
        ("12 compte rendus", "vouliez-vous dire `comptes rendus` ?"),
        ("anée en cours", "vouliez-vous dire `année en cours` ?"),
        ("3 ans depuis la cloturre", "vouliez-vous dire `clôture` ?"),
    ] {
        let said = said(cell, "filing");
        assert!(said.contains(near), "{cell}: {said}");
    }
}

#[test]
fn each_cell_that_is_not_understood_is_told_at_its_word_and_by_no_other_rule() {
    let text = row(["3 moi", "1 ans et", "sans condition"], "");
    let found: Vec<String> = [
        "F001", "F002", "F003", "F004", "F005", "F006", "F007", "F008",
    ]
    .iter()
    .flat_map(|code| {
        judged(
            code,
            &[("registres/enregistrements/autodiagnostic.md", &text)],
        )
    })
    .collect();
    assert_eq!(found, [""; 0]);
    let found = judged(
        "R102",
        &[("registres/enregistrements/autodiagnostic.md", &text)],
    );
    assert_eq!(found.len(), 3, "{found:?}");
}

#[test]
fn an_empty_cell_is_missing_and_not_misunderstood() {
    let text = row(["", NONE, FREE], "");
    let files = [("registres/enregistrements/autodiagnostic.md", text.as_str())];
    assert_eq!(judged("F006", &files).len(), 1);
    assert_eq!(judged("R102", &files), [""; 0]);
}

#[test]
fn the_destruction_of_a_type_is_read_as_that_of_a_series() {
    let policy = "types:\n  PR: {destruction: sans condition}\n";
    assert_eq!(
        judged("R102", &[("qms.yaml", policy)]),
        ["`sans condition` is no condition of destruction that is understood"]
    );
    assert_eq!(judged("F005", &[("qms.yaml", policy)]), [""; 0]);
}

#[test]
fn what_is_due_is_told_by_what_it_asks_for() {
    let due = |fate: &str, series: &str| kept("R103", ["3 ans", NONE, fate], series, "");
    assert_eq!(
        due(FREE, ""),
        "`AD-2023-001` may be destroyed from 2026-06-16 on"
    );
    for (fate, series) in [("visa des archives", ""), (FREE, "visa: requis\n")] {
        assert_eq!(
            due(fate, series),
            "`AD-2023-001` may be destroyed from 2026-06-16 on, with the archives' visa"
        );
    }
    assert_eq!(
        due("versement aux archives", ""),
        "`AD-2023-001` is to be transferred since 2026-06-16"
    );
    assert_eq!(
        due("voir la direction", ""),
        "`AD-2023-001` is to be decided on since 2026-06-16: voir la direction"
    );
    assert_eq!(due("conservation définitive", ""), "");
}

#[test]
fn a_record_is_archived_once_its_filing_ended_and_not_before() {
    let archived = |filing: &str, record: &str| kept("R103", [filing, "1 an", FREE], "", record);
    assert_eq!(
        archived("3 ans", ""),
        "the filing of `AD-2023-001` ended and it is to be archived since 2026-06-16, until 2027-06-15"
    );
    assert_eq!(archived("3 ans", "archive-le: 2026-06-16\n"), "");
    // A day to come is not known yet.
    assert!(archived("3 ans", "archive-le: 2026-12-01\n").contains("to be archived"));
    assert_eq!(archived("4 ans", ""), "");
    // Past its last day as well, it is told once.
    assert_eq!(
        archived("1 an", ""),
        "`AD-2023-001` may be destroyed from 2025-06-16 on"
    );
    let open = "1 an depuis la clôture";
    assert_eq!(
        kept("R103", ["3 ans", open, FREE], "", ""),
        "the filing of `AD-2023-001` ended and it is to be archived since 2026-06-16"
    );
}

#[test]
fn a_hold_silences_what_is_due() {
    let hold = "gel:\n  - {depuis: 2026-01-01, acteur: pilote-paped, motif: litige, reevaluation: 2027-01-01}\n";
    for fate in [FREE, "voir la direction"] {
        assert_eq!(kept("R103", ["3 ans", NONE, fate], "", hold), "");
    }
    let cnil = "observations: fichier CNIL\n";
    assert_eq!(kept("R104", ["2 ans", NONE, FREE], cnil, hold), "");
}

#[test]
fn personal_data_are_told_by_their_own_rule_once_the_tolerance_is_over() {
    let cnil = "observations: fichier CNIL\n";
    let said = |code: &str, filing: &str| kept(code, [filing, NONE, FREE], cnil, "");
    assert_eq!(
        said("R104", "2 ans"),
        "`AD-2023-001` may be destroyed from 2025-06-16 on, and had to be by 2025-07-16: its series is declared to the CNIL"
    );
    assert_eq!(said("R103", "2 ans"), "");
    // E is 2026-10-21, and the tolerance ends on the very day asked.
    let last = "2 mois depuis la clôture";
    let closed = "clos-le: 2026-08-20\n";
    assert_eq!(kept("R104", [last, NONE, FREE], cnil, closed), "");
    let closed = "clos-le: 2026-08-19\n";
    assert!(kept("R104", [last, NONE, FREE], cnil, closed).contains("by 2026-11-20"));
}

fn certificate(element: &str) -> String {
    let text = format!(
        "---\ncode: DEST-2025-0001\ndate: 2025-03-03\nacteur: assistante-qualite\nelements:\n  - {{code: AD-2021-002, serie: autodiagnostic{element}}}\n---\n"
    );
    judged(
        "R106",
        &[
            (
                "registres/enregistrements/autodiagnostic.md",
                &row(["3 ans", NONE, "visa des archives"], ""),
            ),
            ("registres/destructions/2025/DEST-2025-0001.md", &text),
        ],
    )
    .join(" / ")
}

#[test]
fn a_certificate_is_judged_by_the_condition_that_it_states() {
    for (element, lack) in [
        (", condition: visa", "the archives' visa"),
        (", condition: visa, decision: D-1", "the archives' visa"),
        (", condition: versement", "the transfer receipt"),
        (
            ", condition: A.H. à remettre aux archives",
            "the transfer receipt",
        ),
        (", condition: ailleurs", "the decision"),
        // It states nothing: its series does.
        ("", "the archives' visa"),
    ] {
        assert_eq!(
            certificate(element),
            format!("`DEST-2025-0001` destroys `AD-2021-002` and does not state {lack}"),
            "{element}"
        );
    }
    for element in [
        ", condition: visa, visa: V-1",
        ", condition: versement, versement: R-1",
        ", condition: ailleurs, decision: D-1",
        ", visa: V-1",
        // The series asks for a visa since: what is done is done.
        ", condition: libre",
        ", condition: parution",
    ] {
        assert_eq!(certificate(element), "", "{element}");
    }
    assert!(certificate(", condition: peut-être").starts_with("`peut-être` is no condition"));
    assert!(certificate(", condition: definitive").ends_with("that it is kept for ever"));
}

fn report(record: &str) -> String {
    kept("R108", [MEASURES, "3 ans", FREE], "", record)
}

#[test]
fn a_report_says_what_became_of_its_measures() {
    let action = "mesures:\n  - {nature: corrective, intitule: x}\n";
    assert_eq!(
        report(""),
        "`AD-2023-001` says nothing of its measures, whose end its series waits for"
    );
    assert_eq!(
        report("mesures: []\n"),
        "the list of measures of `AD-2023-001` is empty, which declares nothing"
    );
    for told in [
        "mesures: aucune\n",
        "mesures-terminees: 2024-01-10\n",
        action,
    ] {
        assert_eq!(report(told), "", "{told}");
    }
    assert_eq!(
        report(&format!("{action}mesures-terminees: 2024-01-10\n")),
        "`AD-2023-001` gives both `mesures` and `mesures-terminees`"
    );
    assert_eq!(kept("R108", ["3 ans", NONE, FREE], "", ""), "");
}

#[test]
fn what_a_record_never_has_is_waited_for_in_vain() {
    assert_eq!(
        kept(
            "R108",
            ["3 ans à compter de la réception", NONE, FREE],
            "",
            ""
        ),
        "`AD-2023-001` waits for `recu`, which a record never has"
    );
    // It may still be closed.
    assert_eq!(
        kept("R108", ["3 ans depuis la clôture", NONE, FREE], "", ""),
        ""
    );
}

#[test]
fn a_hold_is_reassessed_by_its_day() {
    let hold = |more: &str| {
        let hold = format!(
            "gel:\n  - {{depuis: 2026-01-01, acteur: pilote-paped, motif: litige{more}}}\n"
        );
        kept("R109", ["3 ans", NONE, FREE], "", &hold)
    };
    assert_eq!(
        hold(""),
        "the hold on `AD-2023-001` does not say when it is reassessed"
    );
    assert_eq!(
        hold(", reevaluation: 2026-11-20"),
        "the hold on `AD-2023-001` was to be reassessed by 2026-11-20"
    );
    assert_eq!(hold(", reevaluation: 2026-11-21"), "");
    let lifted = ", leve: {date: 2026-06-01, acteur: pilote-paped}";
    assert_eq!(hold(lifted), "");
    assert_eq!(hold(&format!(", reevaluation: 2026-05-01{lifted}")), "");
}

#[test]
fn a_setting_silences_what_is_counted_once_for_several_rules() {
    let rules = "regles: {R103: off, R104: off, R108: off}\n";
    let found = judged(
        "R103",
        &[
            ("qms.yaml", rules),
            (
                "registres/enregistrements/autodiagnostic.md",
                &row(["1 an", NONE, FREE], ""),
            ),
            ("enregistrements/AD/AD-2023-001.md", &own("")),
        ],
    );
    assert_eq!(found, [""; 0]);
}
