//! One pass over the commits that lead to a tip, parents first, each carrying the last register
//! that was rightly made.

use super::HistoryError;
use super::ancestry::Ancestry;
use super::breach::{Breach, Fact, Fault};
use super::judge::{Court, day_of, sound};
use super::record::ActRecord;
use super::register::{Register, Registers, Signer};
use super::root::TrustRoot;
use super::sources::Sources;
use crate::parse::trailers::{self, Trailers};
use crate::repository::{Change, CommitId, ObjectError, RawCommit, Repository};
use chrono::{DateTime, Utc};
use std::sync::Arc;

/// How far a date may pass the clock before it no longer counts for others (30-trust).
const AHEAD: i64 = 600;

/// What a commit hands on to its children.
#[derive(Debug, Clone)]
pub(super) struct State {
    /// The register after it.
    pub register: Arc<Register>,
    /// The latest date of the acts and register commits up to it.
    pub latest: i64,
    /// Its own date.
    pub seconds: i64,
}

/// The pass, as far as it has come.
pub(super) struct Walk<'w> {
    pub repository: &'w Repository,
    pub registers: Registers,
    pub ancestry: Ancestry,
    /// By place; none for what does not come from the trust root.
    pub states: Vec<Option<State>>,
    pub acts: Vec<ActRecord>,
    pub faults: Vec<Fault>,
    pub now: DateTime<Utc>,
}

impl Walk<'_> {
    /// Reads one commit after all its parents.
    ///
    /// # Errors
    /// An object is missing or damaged: the history cannot be judged.
    pub fn commit(&mut self, id: CommitId, root: &TrustRoot) -> Result<(), HistoryError> {
        let raw = self.repository.commit(id)?;
        let place = self.ancestry.add(id, &raw.parents);
        let state = if id == root.commit {
            Some(self.begin(&raw)?)
        } else {
            self.follow(&raw, place)?
        };
        self.states.push(state);
        Ok(())
    }

    fn fault(&mut self, commit: CommitId, breach: Breach) {
        self.faults.push(Fault { commit, breach });
    }

    /// The trust root is judged by its own register.
    fn begin(&mut self, raw: &RawCommit) -> Result<State, HistoryError> {
        let sources = Sources::of(self.repository, raw.id)?;
        let register = self
            .registers
            .read(&sources)?
            .map_err(|fault| HistoryError::RootRegister(raw.id, fault))?;
        if !matches!(register.signer(raw), Signer::Good { .. }) {
            return Err(HistoryError::RootUnsigned(raw.id));
        }
        Ok(State {
            register,
            latest: self.capped(raw.committer.seconds),
            seconds: self.capped(raw.committer.seconds),
        })
    }

    fn follow(&mut self, raw: &RawCommit, place: usize) -> Result<Option<State>, HistoryError> {
        let parents: Vec<(CommitId, usize, State)> = raw
            .parents
            .iter()
            .filter_map(|parent| {
                let place = self.ancestry.place(*parent)?;
                Some((*parent, place, self.states.get(place)?.clone()?))
            })
            .collect();
        let Some((parent, _, before)) = parents.first() else {
            return Ok(None);
        };
        if raw.parents.len() > 2 || parents.len() < raw.parents.len() {
            self.fault(raw.id, Fact::Foreign.error());
        }
        match parents.get(1) {
            None => self.single(raw, place, *parent, before).map(Some),
            Some(other) => self.merge(raw, &parents[0], other).map(Some),
        }
    }

    fn single(
        &mut self,
        raw: &RawCommit,
        place: usize,
        parent: CommitId,
        before: &State,
    ) -> Result<State, HistoryError> {
        let mut after = State {
            seconds: self.capped(raw.committer.seconds),
            ..before.clone()
        };
        let changes = self.repository.changes(Some(parent), raw.id)?;
        let statements = self.statements(raw, place, before, &changes)?;
        let policy = before.register.policy();
        let (governed, others): (Vec<&Change>, Vec<&Change>) = changes
            .iter()
            .partition(|change| policy.governors(&change.path).is_some());
        if statements == Said::Act {
            after.latest = after.latest.max(self.capped(raw.committer.seconds));
        }
        // What puts a path back to the register in effect has nothing to be entitled to.
        let (restored, governed): (Vec<&Change>, Vec<&Change>) =
            governed.into_iter().partition(|change| {
                Sources::is_source(&change.path)
                    && change.new.map(|(_, id)| id) == before.register.sources().get(&change.path)
            });
        if governed.is_empty() {
            return Ok(after);
        }
        let court = self.court(before, place);
        let day = court.day(raw);
        let (signer, mut breaches) = court.signature(raw, day);
        for change in &governed {
            let entitled = matches!(&signer, Signer::Good { actor, .. } if before.register.may_change(actor, &change.path, day));
            if !entitled {
                breaches.push(Fact::NotEntitled(change.path.clone()).error());
            }
        }
        breaches.extend(
            others
                .first()
                .map(|change| Fact::MixedChange(change.path.clone()).error()),
        );
        if sound(&breaches) {
            let changed: Vec<Change> = governed
                .iter()
                .chain(&restored)
                .map(|change| (*change).clone())
                .collect();
            match self
                .registers
                .read(&before.register.sources().with(&changed))?
            {
                Ok(register) if register.has_administrator(day) => {
                    after.register = register;
                    after.latest = after.latest.max(self.capped(raw.committer.seconds));
                }
                Ok(_) => {
                    breaches.push(Fact::Register(super::RegisterFault::NoAdministrator).error())
                }
                Err(fault) => breaches.push(Fact::Register(fault).error()),
            }
        }
        breaches
            .into_iter()
            .for_each(|breach| self.fault(raw.id, breach));
        Ok(after)
    }

    /// The register of a merge is, path by path, that of the side that changed it since both parted.
    fn merge(
        &mut self,
        raw: &RawCommit,
        one: &(CommitId, usize, State),
        other: &(CommitId, usize, State),
    ) -> Result<State, HistoryError> {
        let (mine, theirs) = (&one.2, &other.2);
        if matches!(
            trailers::read(&raw.message),
            Trailers::Statements(_) | Trailers::Malformed(_)
        ) {
            self.fault(raw.id, Fact::Parents(raw.parents.len()).error());
        }
        let mut after = State {
            latest: mine.latest.max(theirs.latest),
            seconds: self.capped(raw.committer.seconds),
            register: Arc::clone(&mine.register),
        };
        if mine.register.sources() != theirs.register.sources() {
            let base = self
                .ancestry
                .common(one.1, other.1)
                .and_then(|common| self.states.get(common)?.clone());
            let base = base
                .map(|state| state.register.sources().clone())
                .unwrap_or_default();
            let (merged, conflicts) =
                merged(&base, mine.register.sources(), theirs.register.sources());
            for path in conflicts {
                self.fault(raw.id, Fact::MergeConflict(path).error());
            }
            match self.registers.read(&merged)? {
                Ok(register) if register.has_administrator(day_of(after.latest, &register)) => {
                    after.register = register
                }
                Ok(_) => self.fault(
                    raw.id,
                    Fact::Register(super::RegisterFault::NoAdministrator).error(),
                ),
                Err(fault) => self.fault(raw.id, Fact::Register(fault).error()),
            }
        }
        // A governed path that neither parent has so is a change of the merge's own.
        let from_other: Vec<Change> = self.repository.changes(Some(other.0), raw.id)?;
        for change in self.repository.changes(Some(one.0), raw.id)? {
            let own = from_other.iter().any(|known| known.path == change.path);
            if own && after.register.policy().governors(&change.path).is_some() {
                self.fault(raw.id, Fact::NotEntitled(change.path).error());
            }
        }
        Ok(after)
    }

    /// Judges what the message says, where it says something.
    fn statements(
        &mut self,
        raw: &RawCommit,
        place: usize,
        before: &State,
        changes: &[Change],
    ) -> Result<Said, ObjectError> {
        let statements = match trailers::read(&raw.message) {
            Trailers::NotAnAct => return Ok(Said::Nothing),
            Trailers::Malformed(defects) => {
                self.fault(raw.id, Fact::Statement(defects).error());
                return Ok(Said::Nothing);
            }
            Trailers::Statements(statements) => statements,
        };
        let court = self.court(before, place);
        let records = court.judge(raw, &statements, changes)?;
        let said = if records.iter().all(ActRecord::counts) {
            Said::Act
        } else {
            Said::Nothing
        };
        self.acts.extend(records);
        Ok(said)
    }

    fn court<'c>(&'c self, before: &'c State, place: usize) -> Court<'c> {
        Court {
            repository: self.repository,
            register: &before.register,
            seen: self.registers.seen(),
            latest: before.latest,
            parent_seconds: before.seconds,
            acts: &self.acts,
            ancestry: &self.ancestry,
            place: Some(place),
        }
    }

    /// A date past the verifier's clock does not count for others.
    fn capped(&self, seconds: i64) -> i64 {
        if seconds > self.now.timestamp() + AHEAD {
            i64::MIN
        } else {
            seconds
        }
    }
}

/// Whether a commit is an act that counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Said {
    Act,
    Nothing,
}

/// The sources of a merge, and the paths that both sides changed differently: there the first
/// parent's stand.
fn merged(base: &Sources, mine: &Sources, theirs: &Sources) -> (Sources, Vec<String>) {
    let mut merged = mine.clone();
    let mut conflicts = Vec::new();
    let paths: std::collections::BTreeSet<&str> = base
        .paths()
        .chain(mine.paths())
        .chain(theirs.paths())
        .collect();
    for path in paths {
        let (old, own, other) = (base.get(path), mine.get(path), theirs.get(path));
        if own == old && other != old {
            merged.set(path, other);
        } else if own != other && other != old {
            conflicts.push(path.to_owned());
        }
    }
    (merged, conflicts)
}
