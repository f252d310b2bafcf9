//! What the valid acts say of one version, and whether the entries of its file rest on them.

use super::History;
use super::record::ActRecord;
use crate::model::act::ActKind;
use crate::model::digest::Digest;
use crate::model::document::{Document, Entry};
use chrono::NaiveDate;

/// The acts that count for one content of one version.
#[derive(Debug)]
pub struct Standing<'h> {
    /// Approvals, first to last.
    pub approvals: Vec<&'h ActRecord>,
    /// Validations, first to last.
    pub validations: Vec<&'h ActRecord>,
    /// The withdrawal of the version, whatever its content.
    pub withdrawal: Option<&'h ActRecord>,
}

/// What an entry of a file rests on.
#[derive(Debug, Clone, Copy)]
pub enum Backing<'h> {
    /// An act that counts.
    Act(&'h ActRecord),
    /// An act that has no effect.
    Void(&'h ActRecord),
    /// No act at all.
    Nothing,
}

impl History {
    /// The acts that count at the last commit for a version and its content: an approval or
    /// validation that was sent back since does not.
    pub fn standing(&self, code: &str, digest: &Digest) -> Standing<'_> {
        let counting = |act: ActKind| -> Vec<&ActRecord> {
            self.acts
                .iter()
                .filter(|record| {
                    record.counts() && record.is(act, code, digest) && !self.rejected(record)
                })
                .collect()
        };
        Standing {
            approvals: counting(ActKind::Approve),
            validations: counting(ActKind::Validate),
            withdrawal: self
                .acts
                .iter()
                .find(|record| record.counts() && record.is_on(ActKind::Withdraw, code)),
        }
    }

    /// What an entry of a document's file rests on. `act` says whether it is an approval or a
    /// validation.
    pub fn backing(&self, document: &Document, entry: &Entry, act: ActKind) -> Backing<'_> {
        if let Some(record) = self.backers(document, entry, act).next() {
            return Backing::Act(record);
        }
        let void = self
            .acts
            .iter()
            .rfind(|record| wrote(record, document, entry, act));
        void.map_or(Backing::Nothing, Backing::Void)
    }

    /// The acts that count and wrote an entry: several where it was made again, as after an image
    /// changed.
    pub fn backers(
        &self,
        document: &Document,
        entry: &Entry,
        act: ActKind,
    ) -> impl Iterator<Item = &ActRecord> {
        self.acts
            .iter()
            .filter(move |record| wrote(record, document, entry, act))
            .filter(|record| record.counts() && !self.rejected(record))
    }

    /// The validation by which a version came into force no later than a day: the last that counts,
    /// for while it was upcoming a later one moved its date.
    pub fn entered(&self, code: &str, day: NaiveDate) -> Option<&ActRecord> {
        self.acts
            .iter()
            .rfind(|record| {
                record.counts() && record.is_on(ActKind::Validate, code) && !self.rejected(record)
            })
            .filter(|record| record.statement.effective.is_some_and(|from| from <= day))
    }

    /// The act by which a version left force or the tree for good.
    pub fn left(&self, code: &str) -> Option<&ActRecord> {
        self.acts.iter().find(|record| {
            record.counts()
                && (record.is_on(ActKind::Withdraw, code) || record.is_on(ActKind::Destroy, code))
        })
    }

    /// Whether a version was sent back after, or beside, an act on it.
    fn rejected(&self, act: &ActRecord) -> bool {
        let Some(code) = act.statement.code.as_deref() else {
            return false;
        };
        self.acts.iter().any(|record| {
            record.counts()
                && record.is_on(ActKind::Reject, code)
                && !self.ancestry.leads_to(record.place, act.place)
        })
    }
}

/// Whether an act says what an entry says.
fn wrote(record: &ActRecord, document: &Document, entry: &Entry, act: ActKind) -> bool {
    record.is(act, &document.code.to_string(), &document.digest)
        && record.statement.actor == entry.actor.value.as_str()
        && record.statement.role.as_deref() == Some(entry.role.value.as_str())
        && record.day == entry.date.value
}
