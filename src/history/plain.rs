//! What commits that are no acts did to controlled files: drafts are free, all else is not.

use super::HistoryError;
use super::breach::Fact;
use super::entries;
use super::guard::{File, Guard, Held};
use super::marks::Marked;
use super::paths::{self, is_controlled};
use super::terms::{Members, Terms};
use super::walk::{Parent, Walk};
use crate::model::digest::Digest;
use crate::model::layout::{self, EntityKind, Position};
use crate::model::policy::Policy;
use crate::parse::{self, digest};
use crate::repository::{Change, CommitId, Mode, ObjectError};
use chrono::NaiveDate;
use std::rc::Rc;
use std::sync::Arc;

impl Walk<'_> {
    /// Judges the changes of a commit that is no act; governed paths are judged apart.
    pub(super) fn plain(
        &mut self,
        commit: CommitId,
        place: usize,
        parent: &Parent,
        changes: &[Change],
        day: NaiveDate,
    ) -> Result<(), HistoryError> {
        let register = Arc::clone(&parent.state.register);
        let policy = register.policy();
        for change in changes {
            let governed = policy.governors(&change.path).is_some();
            if let Some(fault) = paths::unfit(&change.path, change.new, governed) {
                let fact = Fact::Path(fault, change.path.clone());
                self.fault(commit, Some(&change.path), fact.error());
            }
            if governed {
                continue;
            }
            let held = self.guards.seen(&self.ancestry, &change.path, parent.place);
            match held.cloned() {
                Some(held) if held.guard != Guard::Free => {
                    self.guarded(commit, place, change, &held, day, policy)?;
                }
                _ => self.unguarded(commit, place, parent.place, change, policy)?,
            }
        }
        Ok(())
    }

    fn guarded(
        &mut self,
        commit: CommitId,
        place: usize,
        change: &Change,
        held: &Held,
        day: NaiveDate,
        policy: &Policy,
    ) -> Result<(), ObjectError> {
        let path = change.path.as_str();
        if change.new == held.file {
            self.restored
                .entry(path.to_owned())
                .or_default()
                .push(place);
            return Ok(());
        }
        let free = |file: File| Held {
            place,
            file,
            guard: Guard::Free,
        };
        match &held.guard {
            // Before its day, a version that was validated may become a draft again.
            Guard::Version(from) if *from > day => {
                self.guards.push(path, free(change.new));
                let fact = Fact::AlteredEarly(path.to_owned());
                self.fault(commit, Some(path), fact.warning());
            }
            Guard::Image(versions) if !self.is_shown(versions, place) => {
                self.guards.push(path, free(change.new));
            }
            _ => {
                if let Some(fact) = self.breaks(path, change.new, held, policy)? {
                    self.fault(commit, Some(path), fact.error());
                }
            }
        }
        Ok(())
    }

    /// Whether an image is still that of a version that is held, seen from a place.
    pub(super) fn is_shown(&self, versions: &[String], at: usize) -> bool {
        versions.iter().any(|version| {
            self.guards
                .seen(&self.ancestry, version, at)
                .is_some_and(|held| matches!(held.guard, Guard::Version(_)))
        })
    }

    /// What is wrong with another file at a guarded path; nothing where the guard lets it pass.
    ///
    /// # Errors
    /// An object is missing or damaged.
    pub(super) fn breaks(
        &mut self,
        path: &str,
        new: File,
        held: &Held,
        policy: &Policy,
    ) -> Result<Option<Fact>, ObjectError> {
        let own = path.to_owned();
        let ticket = layout::position(path) == Position::Entity(EntityKind::Ticket);
        let same_bytes = matches!((held.file, new), (Some((_, old)), Some((_, new))) if old == new);
        Ok(match (&held.guard, new) {
            (Guard::Free, _) => None,
            // Another kind of file with the same bytes is told as what it is (F009).
            _ if same_bytes => None,
            (Guard::Governed, _) => Some(Fact::NotEntitled(own)),
            (Guard::Evidence, _) => Some(Fact::HandWritten(own)),
            (Guard::Left, _) => Some(Fact::CameBack(own)),
            (Guard::Image(_), _) => Some(Fact::ImageAltered(own)),
            (Guard::Closed | Guard::Ticket | Guard::Marked, None) if ticket => {
                Some(Fact::TicketRemoved(own))
            }
            (Guard::Closed, None) => {
                let day = self.first_day(path, held, policy)?;
                Some(Fact::RecordRemoved(own, day))
            }
            (Guard::Closed, Some(_)) => Some(Fact::ClosedChanged(own)),
            (Guard::Version(_), None) => Some(Fact::Removed(own)),
            (Guard::Version(_), Some(_)) => {
                let (old, now) = (
                    self.marked(path, held.file, policy)?,
                    self.marked(path, new, policy)?,
                );
                let digest = |marked: &Option<Arc<Marked>>| {
                    let document = marked.as_ref()?.document.as_ref()?;
                    Some(document.digest)
                };
                let after = match digest(&now) {
                    Some(after) => Some(after),
                    None => self.content(new)?,
                };
                match digest(&old).is_some() && digest(&old) == after {
                    true => Some(Fact::Untyped(own)),
                    false => Some(Fact::Altered(own)),
                }
            }
            (Guard::Ticket | Guard::Marked, _) => {
                let old = self.marked(path, held.file, policy)?;
                let now = self.marked(path, new, policy)?;
                let blocks = |marked: &Option<Arc<Marked>>| {
                    marked
                        .as_ref()
                        .map_or(Vec::new(), |marked| marked.blocks.clone())
                };
                (blocks(&old) != blocks(&now)).then_some(Fact::Untyped(own))
            }
        })
    }

    fn unguarded(
        &mut self,
        commit: CommitId,
        place: usize,
        parent: usize,
        change: &Change,
        policy: &Policy,
    ) -> Result<(), ObjectError> {
        let path = change.path.as_str();
        let Position::Entity(kind) = layout::position(path) else {
            return Ok(());
        };
        let fact = match kind {
            EntityKind::Document => {
                let before = self.marked(path, change.old, policy)?;
                let after = self.marked(path, change.new, policy)?;
                let document = |marked: &'_ Option<Arc<Marked>>| {
                    marked.as_ref().and_then(|marked| marked.document.clone())
                };
                let (before, after) = (document(&before), document(&after));
                let digest = match (&before, &after) {
                    (None, _) => None,
                    (Some(_), Some(after)) => Some(after.digest),
                    (Some(_), None) => self.content(change.new)?,
                };
                let after = (digest, after.as_ref());
                entries::fault(self.view(place), path, before.as_ref(), after)
            }
            EntityKind::Record | EntityKind::Ticket => {
                if change.new.is_none() && kind == EntityKind::Ticket {
                    let held = Held {
                        place: parent,
                        file: change.old,
                        guard: Guard::Ticket,
                    };
                    self.guards.push(path, held);
                    Some(Fact::TicketRemoved(path.to_owned()))
                } else {
                    let before = self.marked(path, change.old, policy)?;
                    let after = self.marked(path, change.new, policy)?;
                    let blocks = |marked: &Option<Arc<Marked>>| {
                        marked.as_ref().map(|marked| marked.blocks.clone())
                    };
                    let typed = after.is_some() && blocks(&before) != blocks(&after);
                    typed.then(|| Fact::Typed(path.to_owned()))
                }
            }
            _ if layout::is_evidence(path) => Some(Fact::HandWritten(path.to_owned())),
            _ => None,
        };
        if let Some(fact) = fact {
            self.fault(commit, Some(path), fact.error());
        }
        Ok(())
    }

    /// The first day on which a closed record could be destroyed, by its series as it stands.
    fn first_day(
        &mut self,
        path: &str,
        held: &Held,
        policy: &Policy,
    ) -> Result<Option<NaiveDate>, ObjectError> {
        let at = self.ancestry.len().saturating_sub(1);
        let Some((Mode::Plain, blob)) = held.file else {
            return Ok(None);
        };
        let bytes = self.repository.blob(blob)?;
        let own = Arc::from(path);
        let parsed = parse::read_head(EntityKind::Record, &own, &bytes, policy);
        let code = policy.codes.canonical(layout::stem(path)).ok();
        let Some((entity, code)) = parsed.entity.as_ref().zip(code) else {
            return Ok(None);
        };
        let terms = Terms::new(self.repository, policy, &self.guards, (&self.ancestry, at));
        // One commit may take out thousands: the tree before it is read once.
        if self.members.0 != at {
            self.members = (at, Members::default());
        }
        let terms = terms.sharing(Rc::clone(&self.members.1));
        terms.first_day(entity, &code, NaiveDate::MAX)
    }

    /// The digest of a file that bears no workflow keys.
    pub(super) fn content(&self, file: File) -> Result<Option<Digest>, ObjectError> {
        match file {
            Some((Mode::Plain | Mode::Executable, blob)) => {
                let bytes = self.repository.blob_within(blob, super::marks::LARGEST)?;
                Ok(bytes.map(|bytes| digest::digest(&bytes)))
            }
            _ => Ok(None),
        }
    }

    /// The workflow keys of a file, where it is one of which keys are read.
    pub(super) fn marked(
        &mut self,
        path: &str,
        file: File,
        policy: &Policy,
    ) -> Result<Option<Arc<Marked>>, ObjectError> {
        match file {
            Some((Mode::Plain | Mode::Executable, blob)) if is_controlled(path) => {
                self.marks.of(self.repository, path, blob, policy)
            }
            _ => Ok(None),
        }
    }
}
