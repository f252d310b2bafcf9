//! Whether the workflow keys of a version hold together, whatever the day.

use super::Version;
use crate::model::document::Entry;
use crate::model::names::{Located, RoleId};
use chrono::NaiveDate;

/// One way in which the workflow keys of a version do not hold together (A101).
#[derive(Debug, Clone)]
pub enum Breach<'c> {
    /// It was validated, and its text is not the one that was.
    ChangedSince(&'c Entry),
    /// Among entries that count stands one that was given to another text.
    OtherText(&'c Entry),
    /// A validation without these approvals.
    NotApproved(&'c Entry, Vec<&'c RoleId>),
    /// A validation dated before an approval.
    BeforeApproval(&'c Entry, &'c Entry),
    /// A second entry of one person.
    Twice(&'c Entry),
    /// An effective date without a validation.
    NotValidated(&'c Located<NaiveDate>),
    /// A validation without an effective date.
    NoEffectiveDate(&'c Entry),
    /// An effective date before a validation.
    EffectiveBefore(&'c Located<NaiveDate>, &'c Entry),
}

impl<'c> Version<'c> {
    /// Every breach, as far as the file alone shows it. Entries count by their text, not by their
    /// day: a look back in time breaks no order.
    pub fn workflow_breaches(&self) -> Vec<Breach<'c>> {
        let document = self.document;
        let ever = NaiveDate::MAX;
        let approvals: Vec<&Entry> = document.counting(&document.approvals, ever).collect();
        let validations: Vec<&Entry> = document.counting(&document.validations, ever).collect();
        let mut found = Vec::new();
        found.extend(
            second_entries(&approvals)
                .chain(second_entries(&validations))
                .map(Breach::Twice),
        );
        let Some(first) = validations.first() else {
            match (document.validations.last(), &document.effective) {
                // `application` is written by validations alone: a draft whose entries are stale has none.
                (Some(stale), Some(_)) => found.push(Breach::ChangedSince(stale)),
                (None, Some(effective)) if !document.is_validated(self.kind, ever) => {
                    found.push(Breach::NotValidated(effective))
                }
                _ => {}
            }
            return found;
        };
        let stale: Vec<&Entry> = document
            .approvals
            .iter()
            .chain(&document.validations)
            .filter(|entry| !document.digest.matches(&entry.digest))
            .collect();
        if stale.is_empty() {
            found.extend(self.unapproved(first));
        }
        found.extend(stale.into_iter().map(Breach::OtherText));
        for validation in &validations {
            if let Some(approval) = approvals
                .iter()
                .find(|approval| approval.date.value > validation.date.value)
            {
                found.push(Breach::BeforeApproval(validation, approval));
            }
        }
        found.extend(self.misdated(&validations));
        found
    }

    /// The approvals that a validation lacks. Of a validated version nothing more is asked than
    /// that it was approved at all: its type may have asked for less then (10-format).
    fn unapproved(&self, validation: &'c Entry) -> Option<Breach<'c>> {
        let missing = self.document.missing_approvals(self.kind, NaiveDate::MAX);
        let settled = self.document.is_validated(self.kind, NaiveDate::MAX)
            && !self.document.approvals.is_empty();
        (!missing.is_empty() && !settled).then_some(Breach::NotApproved(validation, missing))
    }

    fn misdated(&self, validations: &[&'c Entry]) -> Option<Breach<'c>> {
        let last = *validations.iter().max_by_key(|entry| entry.date.value)?;
        match &self.document.effective {
            Some(effective) if effective.value < last.date.value => {
                Some(Breach::EffectiveBefore(effective, last))
            }
            Some(_) => None,
            // A date that is there and cannot be read is a defect already.
            None if self.has_key("application") => None,
            None => self
                .document
                .is_validated(self.kind, NaiveDate::MAX)
                .then_some(Breach::NoEffectiveDate(last)),
        }
    }

    fn has_key(&self, key: &str) -> bool {
        self.file
            .parsed
            .as_ref()
            .is_some_and(|parsed| parsed.keys.iter().any(|(known, _)| **known == *key))
    }
}

/// The entries whose person stands in an earlier one.
fn second_entries<'c>(entries: &[&'c Entry]) -> impl Iterator<Item = &'c Entry> {
    let twice = |index: usize, entry: &Entry| {
        entries
            .iter()
            .take(index)
            .any(|first| first.actor.value == entry.actor.value)
    };
    entries
        .iter()
        .enumerate()
        .filter(move |(index, entry)| twice(*index, entry))
        .map(|(_, entry)| *entry)
}
