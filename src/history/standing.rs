//! What the valid acts say of one version, and whether the entries of its file rest on them.

use super::History;
use super::record::ActRecord;
use crate::model::act::ActKind;
use crate::model::digest::Digest;
use crate::model::document::{Document, Entry};

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
        let code = document.code.to_string();
        let own = |record: &&ActRecord| {
            record.is(act, &code, &document.digest)
                && record.statement.actor == entry.actor.value.as_str()
                && record.statement.role.as_deref() == Some(entry.role.value.as_str())
                && record.day == entry.date.value
        };
        if let Some(record) = self
            .acts
            .iter()
            .filter(own)
            .find(|record| record.counts() && !self.rejected(record))
        {
            return Backing::Act(record);
        }
        match self.acts.iter().rfind(own) {
            Some(record) => Backing::Void(record),
            None => Backing::Nothing,
        }
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
