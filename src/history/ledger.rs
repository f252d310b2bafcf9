//! The acts in the order in which they were read, found by the code that they are on.

use super::ancestry::Ancestry;
use super::record::ActRecord;
use crate::model::act::ActKind;
use crate::model::digest::Digest;
use chrono::NaiveDate;
use rustc_hash::FxHashMap;

/// Every act, parents first.
#[derive(Debug, Default)]
pub struct Ledger {
    acts: Vec<ActRecord>,
    by_code: FxHashMap<String, Vec<usize>>,
    by_document: FxHashMap<String, Vec<String>>,
}

impl Ledger {
    /// Enters an act.
    pub fn push(&mut self, act: ActRecord) {
        if let Some(code) = &act.statement.code {
            let known = self.by_code.entry(code.clone()).or_default();
            if known.is_empty()
                && let Some((document, _)) = split(code)
            {
                let versions = self.by_document.entry(document.to_owned()).or_default();
                versions.push(code.clone());
            }
            known.push(self.acts.len());
        }
        self.acts.push(act);
    }

    /// Every act.
    pub fn all(&self) -> &[ActRecord] {
        &self.acts
    }

    /// The acts on a code, first to last.
    pub fn on(&self, code: &str) -> impl DoubleEndedIterator<Item = &ActRecord> {
        self.by_code
            .get(code)
            .into_iter()
            .flatten()
            .map(|index| &self.acts[*index])
    }

    /// The later versions of the same document that acts name.
    pub fn later_versions(&self, code: &str) -> impl Iterator<Item = &str> {
        let own = split(code);
        let versions = own.and_then(|(document, _)| self.by_document.get(document));
        versions.into_iter().flatten().map(String::as_str).filter(
            move |other| matches!((own, split(other)), (Some((_, own)), Some((_, other))) if other > own),
        )
    }
}

/// The acts as they are seen from one commit: those that count and lead to it, its own included.
#[derive(Clone, Copy)]
pub struct View<'l> {
    /// All acts.
    pub ledger: &'l Ledger,
    /// Who leads to whom.
    pub ancestry: &'l Ancestry,
    /// The place of the commit.
    pub at: usize,
}

impl<'l> View<'l> {
    /// The acts on a code that count.
    pub fn on(self, code: &str) -> impl DoubleEndedIterator<Item = &'l ActRecord> {
        self.ledger
            .on(code)
            .filter(move |act| act.counts() && self.ancestry.leads_to(act.place, self.at))
    }

    /// Whether an act was sent back by a rejection that is seen from here.
    pub fn rejected(self, act: &ActRecord) -> bool {
        act.rejected
            || act.statement.code.as_deref().is_some_and(|code| {
                self.on(code).any(|other| {
                    other.statement.act == ActKind::Reject
                        && !self.ancestry.leads_to(other.place, act.place)
                })
            })
    }

    /// The acts of a kind on a code that count and were not sent back since.
    pub fn standing(
        self,
        act: ActKind,
        code: &str,
    ) -> impl DoubleEndedIterator<Item = &'l ActRecord> {
        self.on(code)
            .filter(move |record| record.statement.act == act && !self.rejected(record))
    }

    /// The same on one exact content.
    pub fn standing_on(
        self,
        act: ActKind,
        code: &str,
        digest: Digest,
    ) -> impl DoubleEndedIterator<Item = &'l ActRecord> {
        self.standing(act, code)
            .filter(move |record| record.statement.digest == Some(digest))
    }

    /// The validation that gave a version all that its type asks for: the last, for while the
    /// version was upcoming a later one moved its date.
    pub fn validated(self, code: &str) -> Option<&'l ActRecord> {
        self.standing(ActKind::Validate, code)
            .rev()
            .find(|record| record.completes)
    }

    /// Where a version stands on a day, by the acts alone.
    pub fn stage(self, code: &str, day: NaiveDate) -> Stage<'l> {
        if let Some(left) = self
            .on(code)
            .find(|record| record.statement.act == ActKind::Destroy)
        {
            return Stage::Left(left);
        }
        if let Some(withdrawn) = self
            .on(code)
            .find(|record| record.statement.act == ActKind::Withdraw)
        {
            return Stage::Withdrawn(withdrawn);
        }
        let Some(validation) = self.validated(code) else {
            return Stage::Open;
        };
        let reached = |record: &ActRecord| record.statement.effective.is_some_and(|on| on <= day);
        let superseded = self
            .ledger
            .later_versions(code)
            .any(|later| self.validated(later).is_some_and(reached));
        match (superseded, reached(validation)) {
            (true, _) => Stage::Superseded(validation),
            (false, true) => Stage::InForce(validation),
            (false, false) => Stage::Upcoming(validation),
        }
    }
}

/// Where a version stands by the acts alone.
#[derive(Debug, Clone, Copy)]
pub enum Stage<'l> {
    /// Not validated.
    Open,
    /// Validated, for a day to come.
    Upcoming(&'l ActRecord),
    /// In force, by this validation.
    InForce(&'l ActRecord),
    /// Another version took its place.
    Superseded(&'l ActRecord),
    /// Withdrawn, by this act.
    Withdrawn(&'l ActRecord),
    /// Destroyed, by this act.
    Left(&'l ActRecord),
}

/// The document and the version number of a canonical code (`MO-00391-V02`).
fn split(code: &str) -> Option<(&str, u32)> {
    let (document, version) = code.rsplit_once("-V")?;
    Some((document, version.parse().ok()?))
}
