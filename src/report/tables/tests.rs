//! What the reports count and say of a repository in memory.

use super::Table;
use crate::corpus::{self, Corpus};
use crate::repository::Tree;
use crate::text::Lang;

/// Files in memory, seen from 21 November 2026.
fn corpus(files: &[(&str, &str)]) -> Corpus {
    let policy = [("qms.yaml", "organisation: Service social\n")];
    let files = policy
        .iter()
        .chain(files)
        .map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec()));
    corpus::load(&Tree::Memory(files.collect()), |_| {
        "2026-11-21".parse().expect("a date of the test")
    })
    .expect("it has a policy")
}

/// The rows of a table as texts.
fn said(table: &Table) -> Vec<Vec<String>> {
    let rows = table.sections.iter().flat_map(|section| &section.rows);
    rows.map(|row| row.iter().map(|cell| cell.value.data()).collect())
        .collect()
}

fn year(corpus: &Corpus, year: i32) -> Table {
    super::activity::table(
        corpus,
        super::activity::Asked { year, within: None },
        Lang::Fr,
    )
}

#[test]
fn a_past_year_counts_no_action_of_what_came_in_after_it() {
    let ticket = |code: &str, day: &str| {
        format!(
            "---\ncode: {code}\ntitre: Essai\nrecu: {day}\ncanal: interne\nprocessus: PAPED\nactions: [{{id: A1, intitule: Agir, echeance: 2025-06-30}}]\n---\n"
        )
    };
    let (old, new) = (
        ticket("NC-2025-0001", "2025-03-02"),
        ticket("NC-2026-0001", "2026-03-02"),
    );
    let corpus = corpus(&[
        ("smac/2025/NC-2025-0001.md", &old),
        ("smac/2026/NC-2026-0001.md", &new),
        (
            "enregistrements/RA/RA-2026-001.md",
            "---\ncode: RA-2026-001\ntitre: Rapport\ndate: 2026-04-01\nprocessus: PAPED\nmesures: [{id: M1, intitule: Agir, echeance: 2025-06-30}]\n---\n",
        ),
    ]);
    let open = |of: i32| {
        let rows = said(&year(&corpus, of)).into_iter();
        let rows = rows.filter(|row| row[0] == "En cours" || row[0] == "En retard");
        rows.map(|row| row[1].clone()).collect::<Vec<_>>()
    };
    assert_eq!(open(2025), ["1", "1"]);
    assert_eq!(open(2026), ["3", "3"]);
}

/// The notes of a table, with plain blanks.
fn notes(table: &Table) -> String {
    table.notes.join("\n").replace('\u{a0}', " ")
}

const INDICATOR: (&str, &str) = (
    "registres/indicateurs/appels.md",
    "---\nnumero: 1\ntitre: Appels\nunite: appels\nperiodicite: annuelle\nvaleurs:\n  - {periode: 2026-01, valeur: 4}\n  - {periode: 2026-T9, valeur: 5}\n  - {periode: 2026-02, valeur: beaucoup}\n  - {periode: 2025-02, valeur: peu}\n---\n",
);

#[test]
fn a_value_of_which_the_period_or_the_figure_is_not_understood_is_named() {
    let corpus = corpus(&[INDICATOR]);
    let since = "2026-01-01".parse().expect("a date of the test");
    for table in [
        super::indicators::table(&corpus, Lang::Fr),
        super::review_pack::table(&corpus, since, Lang::Fr),
        year(&corpus, 2026),
    ] {
        let notes = notes(&table);
        assert!(notes.contains("appels 2026-T9"), "{}: {notes}", table.title);
        assert!(notes.contains("appels 2026-02"), "{}: {notes}", table.title);
    }
}

#[test]
fn the_report_of_a_year_leaves_the_values_of_another_to_it() {
    let notes = notes(&year(&corpus(&[INDICATOR]), 2026));
    assert!(!notes.contains("appels 2025-02"), "{notes}");
}

#[test]
fn a_visa_beside_the_fate_is_told_in_the_language_of_the_table() {
    let corpus = corpus(&[(
        "registres/enregistrements/essai.md",
        "---\nlibelle: Essai\nsection: A\nclassement: {duree: \"3 ans\"}\narchivage: {duree: \"1 an\"}\ndestruction: \"sans conditions\"\nvisa: requis\n---\n",
    )]);
    let fate = |lang| said(&super::records::table(&corpus, lang))[0][10].clone();
    assert_eq!(fate(Lang::Fr), "sans conditions (visa requis)");
    assert_eq!(fate(Lang::En), "sans conditions (visa asked for)");
}

/// The elimination list of a withdrawn version of which the type says this.
fn listed(fate: &str) -> Vec<String> {
    let policy = format!("types: {{MO: {{destruction: \"{fate}\"}}}}\n");
    let corpus = corpus(&[
        ("qms.yaml", &policy),
        (
            "documents/PAPED/MO-00391-V01.md",
            "---\ncode: MO-00391-V01\ntitre: Essai\nprocessus: PAPED\nretrait: {date: 2026-06-01, acteur: directrice, motif: Sans usage}\n---\n# Essai\n",
        ),
    ]);
    let mut rows = said(&super::disposals::due(
        &corpus,
        super::disposals::Purpose::Elimination,
        Lang::Fr,
    ));
    assert_eq!(rows.len(), 1, "{rows:?}");
    rows.remove(0)
}

#[test]
fn the_visa_that_a_type_asks_for_its_versions_is_in_the_list() {
    let row = listed("visa des archives départementales");
    assert_eq!(row.last().map(String::as_str), Some("requis"), "{row:?}");
}

#[test]
fn the_decision_that_a_type_awaits_for_its_versions_is_in_the_remarks() {
    let row = listed("voir MO-00400");
    assert!(row[8].contains("voir MO-00400"), "{row:?}");
}
