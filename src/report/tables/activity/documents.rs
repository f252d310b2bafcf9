//! Documents issued, revised and withdrawn in a year; how long they took; reviews.

use super::super::{Row, say};
use super::Book;
use crate::corpus::Version;
use crate::model::document::Status;
use crate::model::figure::mean;
use crate::text::{Lang, Text};
use chrono::NaiveDate;

const UNIT: Text = say("documents", "documents");

pub(super) fn rows(book: &Book<'_>) -> Vec<Row> {
    let (corpus, last) = (book.corpus, book.year.last);
    let entered: Vec<(Version<'_>, NaiveDate)> = corpus
        .documents()
        .filter_map(|version| {
            let from = version.document.effective_from(version.kind, last)?;
            book.year.holds(from).then_some((version, from))
        })
        .collect();
    let codes = |versions: &[&Version<'_>]| {
        let codes: Vec<String> = versions
            .iter()
            .map(|one| one.document.code.to_string())
            .collect();
        codes.join(", ")
    };
    let issued: Vec<&Version<'_>> = entered
        .iter()
        .map(|(version, _)| version)
        .filter(|version| version.document.code.version() == 1)
        .collect();
    let revised: Vec<&Version<'_>> = entered
        .iter()
        .map(|(version, _)| version)
        .filter(|version| version.document.code.version() > 1)
        .collect();
    let all: Vec<Version<'_>> = corpus.documents().collect();
    let withdrawn: Vec<&Version<'_>> = all
        .iter()
        .filter(|version| {
            let withdrawal = version.document.withdrawal.as_ref();
            book.holds(withdrawal.map(|withdrawal| withdrawal.date.value))
        })
        .collect();
    let in_force: Vec<&Version<'_>> = all
        .iter()
        .filter(|version| corpus.status_on(version, last) == Status::Effective)
        .collect();
    let overdue: Vec<&Version<'_>> = in_force
        .iter()
        .copied()
        .filter(|version| {
            let due = version.document.review_due(version.kind, last);
            due.is_some_and(|due| due < last)
        })
        .collect();
    let reviewed = all.iter().filter(|version| {
        let review = version.document.review.as_ref();
        book.holds(review.map(|review| review.date.value))
    });
    let times: Vec<i64> = entered
        .iter()
        .filter_map(|(one, from)| waited(one, *from))
        .collect();
    let line = |item: Text, versions: &[&Version<'_>], lang: Lang| {
        book.named(
            item.get(lang),
            versions.len(),
            UNIT.get(lang),
            &codes(versions),
        )
    };
    let lang = book.lang;
    vec![
        line(say("Issued (V1 that came into force)", "Parus (V1 entrés en vigueur)"), &issued, lang),
        line(
            say("Revised (later versions that came into force)", "Révisés (versions suivantes entrées en vigueur)"),
            &revised,
            lang,
        ),
        line(say("Withdrawn", "Retirés"), &withdrawn, lang),
        book.row(
            say("In force", "En vigueur"),
            in_force.len(),
            UNIT,
            say("at the end of the period", "en fin de période"),
        ),
        book.row(
            say("Mean time to come into force", "Délai moyen d'entrée en vigueur"),
            mean(&times),
            say("days", "jours"),
            say(
                "from the first approval to the effective date: when a draft was begun is not in its file",
                "de la première approbation à la date d'application\u{a0}: le début du projet n'est pas dans le fichier",
            ),
        ),
        book.row(
            say("Reviewed", "Revus"),
            reviewed.count(),
            UNIT,
            say("whose last review is dated in the year", "dont la dernière revue date de l'année"),
        ),
        line(say("Reviews overdue", "Revues en retard"), &overdue, lang),
    ]
}

/// The days from the first counting approval to the effective date.
fn waited(version: &Version<'_>, from: NaiveDate) -> Option<i64> {
    let document = version.document;
    let first = document
        .counting(&document.approvals, from)
        .map(|entry| entry.date.value)
        .min()?;
    Some((from - first).num_days())
}
