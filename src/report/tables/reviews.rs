//! The periodic reviews: every document in force, those overdue first.

use super::documents::in_force;
use super::found::process_name;
use super::{Cell, Row, Section, Table, columns, say, unread};
use crate::corpus::{Corpus, Version};
use crate::model::layout::EntityKind;
use crate::report::cartouche::{actor_name, outcome};
use crate::text::{Lang, Text};

const TITLE: Text = say("PERIODIC REVIEWS", "REVUES PÉRIODIQUES DES DOCUMENTS");

const COLUMNS: [(&str, Text); 8] = [
    ("code", say("Code", "Code")),
    ("title", say("Title", "Titre")),
    ("process", say("Process", "Processus")),
    ("effective_from", say("In force from", "Application")),
    ("last_review", say("Last review", "Dernière revue")),
    ("outcome", say("Outcome", "Résultat")),
    ("review_due", say("Due on", "À faire pour le")),
    ("days_left", say("Days left", "Jours restants")),
];

/// The table of a corpus, on its day.
pub fn table(corpus: &Corpus, lang: Lang) -> Table {
    const OVERDUE: Text = say("Overdue", "En retard");
    const TO_COME: Text = say("To come", "À venir");
    const NONE: Text = say("Without a periodic review", "Sans revue périodique");
    let today = corpus.as_of();
    let due = |version: &Version<'_>| version.document.review_due(version.kind, today);
    let mut versions = in_force(corpus);
    versions.sort_by_key(due);
    let section = |title: Text, fits: &dyn Fn(&Version<'_>) -> bool| Section {
        title: Some(title.get(lang).to_owned()),
        rows: versions
            .iter()
            .filter(|version| fits(version))
            .map(|version| row(corpus, version, lang))
            .collect(),
    };
    let overdue = |version: &Version<'_>| due(version).is_some_and(|day| day < today);
    let to_come = |version: &Version<'_>| due(version).is_some_and(|day| day >= today);
    let mut sections = vec![section(OVERDUE, &overdue), section(TO_COME, &to_come)];
    let none = section(NONE, &|version| due(version).is_none());
    if !none.rows.is_empty() {
        sections.push(none);
    }
    Table {
        title: TITLE.get(lang).to_owned(),
        columns: columns(&COLUMNS, lang),
        sections,
        notes: unread(corpus, &[EntityKind::Document], lang)
            .into_iter()
            .collect(),
        ..Table::default()
    }
}

fn row(corpus: &Corpus, version: &Version<'_>, lang: Lang) -> Row {
    let today = corpus.as_of();
    let document = version.document;
    let review = document
        .review
        .as_ref()
        .filter(|review| review.date.value <= today);
    let due = document.review_due(version.kind, today);
    let said = review.map(|review| {
        let name = actor_name(corpus, &review.actor.value);
        format!("{} ({name})", outcome(review.outcome).get(lang))
    });
    let left = due.map(|due| (due - today).num_days());
    vec![
        Cell::from(document.code.to_string()),
        Cell::from(document.title.value.clone()),
        Cell::from(process_name(corpus, &document.process.value)),
        Cell::from(document.effective_from(version.kind, today)),
        Cell::from(review.map(|review| review.date.value)),
        Cell::from(said),
        Cell::from(due),
        left.map_or_else(|| Cell::from(""), Cell::from),
    ]
}
