//! Versions of documents that left force: superseded on the day of the next one, withdrawn the
//! day after their withdrawal (40-retention).

use super::{Item, Kind};
use crate::corpus::{Corpus, Version};
use crate::model::document::Status;
use crate::model::retention::assess_version;
use chrono::NaiveDate;

/// Every version that is superseded or withdrawn on the day of the corpus.
pub(super) fn items(corpus: &Corpus) -> impl Iterator<Item = Item<'_>> {
    corpus
        .documents()
        .filter_map(|version| of_version(corpus, &version))
}

/// The first day on which a version that left force may leave the tree, and the day of its
/// successor, where that is what it waits for.
pub(super) fn first_day(
    corpus: &Corpus,
    version: &Version<'_>,
) -> Option<(NaiveDate, Option<NaiveDate>)> {
    match version.status {
        Status::Withdrawn => {
            let withdrawal = version.document.withdrawal.as_ref()?;
            Some((withdrawal.date.value.succ_opt()?, None))
        }
        Status::Superseded => {
            let later = corpus.later(&version.document.code);
            let day = later
                .iter()
                .filter_map(|next| next.document.effective_from(next.kind, corpus.as_of()))
                .min()?;
            Some((day, Some(day)))
        }
        _ => None,
    }
}

/// A version that left force, as one thing kept.
pub(super) fn of_version<'c>(corpus: &'c Corpus, version: &Version<'c>) -> Option<Item<'c>> {
    let (first, successor) = first_day(corpus, version)?;
    let state = assess_version(&version.kind.fate, first, successor, corpus.as_of());
    Some(Item {
        status: Some(version.status),
        code: &version.document.code,
        kind: Kind::Document,
        file: version.file,
        title: &version.document.title,
        process: &version.document.process,
        date: version.document.effective.as_ref().map(|date| date.value),
        series_name: None,
        series: None,
        state,
        day: corpus.as_of(),
    })
}
