//! What the valid acts say of one version, and whether the entries of its file rest on them.

use super::History;
use super::entries::wrote;
use super::ledger::Stage;
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
        let view = self.view();
        Standing {
            approvals: view.standing_on(ActKind::Approve, code, *digest).collect(),
            validations: view.standing_on(ActKind::Validate, code, *digest).collect(),
            withdrawal: view
                .on(code)
                .find(|record| record.statement.act == ActKind::Withdraw),
        }
    }

    /// What an entry of a document's file rests on. `act` says whether it is an approval or a
    /// validation.
    pub fn backing(&self, document: &Document, entry: &Entry, act: ActKind) -> Backing<'_> {
        if let Some(record) = self.backers(document, entry, act).next() {
            return Backing::Act(record);
        }
        let void = self
            .ledger
            .on(&document.code.to_string())
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
        let all: Vec<&ActRecord> = self
            .view()
            .standing(act, &document.code.to_string())
            .filter(|record| wrote(record, document, entry, act))
            .collect();
        all.into_iter()
    }

    /// The validation by which a version came into force no later than a day: the last that counts,
    /// for while it was upcoming a later one moved its date.
    pub fn entered(&self, code: &str, day: NaiveDate) -> Option<&ActRecord> {
        self.view()
            .validated(code)
            .filter(|record| record.statement.effective.is_some_and(|from| from <= day))
    }

    /// The act by which a version left force or the tree for good.
    pub fn left(&self, code: &str) -> Option<&ActRecord> {
        self.view()
            .on(code)
            .find(|record| matches!(record.statement.act, ActKind::Withdraw | ActKind::Destroy))
    }

    /// The act that destroyed something.
    pub fn destroyed(&self, code: &str) -> Option<&ActRecord> {
        self.view()
            .on(code)
            .find(|record| record.statement.act == ActKind::Destroy)
    }

    /// Whether the last act that closed or opened a record or ticket closed it.
    pub fn is_closed(&self, code: &str) -> bool {
        let last = self
            .view()
            .on(code)
            .rfind(|record| matches!(record.statement.act, ActKind::Close | ActKind::Reopen));
        last.is_some_and(|record| record.statement.act == ActKind::Close)
    }

    /// Where a version stands on a day, by the acts alone.
    pub fn stage(&self, code: &str, day: NaiveDate) -> Stage<'_> {
        self.view().stage(code, day)
    }
}
