//! What may change in no other way than by right: for each path, what the last rightful commit put
//! there, as seen from any commit.

use super::ancestry::Ancestry;
use crate::repository::{BlobId, Mode};
use chrono::NaiveDate;
use rustc_hash::FxHashMap;

/// What stands at a path: nothing, or a file.
pub type File = Option<(Mode, BlobId)>;

/// Why a path is guarded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Guard {
    /// The governance table names who may change it.
    Governed,
    /// A version that was validated, from its effective date on.
    Version(NaiveDate),
    /// An image of versions that were validated: their paths.
    Image(Vec<String>),
    /// A closed record or ticket.
    Closed,
    /// A record or ticket that is open and bears what an act wrote.
    Marked,
    /// A ticket: its number does not disappear.
    Ticket,
    /// A certificate, an acknowledgement, a ledger entry.
    Evidence,
    /// It left by an act.
    Left,
    /// It was guarded, and is free again.
    Free,
}

/// What a rightful commit put at a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// The place of the commit.
    pub place: usize,
    /// What has to stand there.
    pub file: File,
    /// Why.
    pub guard: Guard,
}

/// Every guarded path, with its rightful commits in the order of the history.
#[derive(Debug, Default)]
pub struct Guards {
    held: FxHashMap<String, Vec<Held>>,
}

impl Guards {
    /// Enters what a commit put at a path.
    pub fn push(&mut self, path: &str, held: Held) {
        self.held.entry(path.to_owned()).or_default().push(held);
    }

    /// What holds for a path, seen from a commit; none where it was never guarded.
    pub fn seen(&self, ancestry: &Ancestry, path: &str, at: usize) -> Option<&Held> {
        self.held
            .get(path)?
            .iter()
            .rev()
            .find(|held| ancestry.leads_to(held.place, at))
    }

    /// Every path that was ever guarded.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.held.keys().map(String::as_str)
    }
}
