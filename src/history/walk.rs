//! One pass over the commits that lead to a tip, parents first, each carrying the last register
//! that was rightly made.

use super::HistoryError;
use super::ancestry::Ancestry;
use super::breach::{Breach, Fact, Fault};
use super::diffs::Diffs;
use super::guard::{Guard, Guards, Held};
use super::judge::{Court, day_of, sound};
use super::ledger::{Ledger, View};
use super::marks::Marks;
use super::record::ActRecord;
use super::register::{Register, RegisterFault, Registers, Signer};
use super::sources::Sources;
use super::takings::{RegisterChange, Voids};
use super::terms::Members;
use crate::parse::trailers::{self, TrailerDefect, Trailers};
use crate::repository::{Change, CommitId, ObjectError, RawCommit, Repository};
use chrono::{DateTime, Utc};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::Arc;

/// How far a date may pass the clock before it no longer counts for others (30-trust).
pub(super) const AHEAD: i64 = 600;

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

/// A parent that comes from the trust root.
pub(super) struct Parent {
    pub id: CommitId,
    pub place: usize,
    pub state: State,
}

/// The pass, as far as it has come.
pub(super) struct Walk<'w> {
    pub repository: &'w Repository,
    pub registers: Registers,
    pub ancestry: Ancestry,
    /// By place, from the first that was read; none for what does not come from the trust root.
    pub states: FxHashMap<usize, Option<State>>,
    /// The trust root, and the commits that lead to it, which are not judged.
    pub root: CommitId,
    /// The key that signed the trust root.
    pub root_key: String,
    pub before_root: FxHashSet<CommitId>,
    pub ledger: Ledger,
    pub guards: Guards,
    pub marks: Marks,
    pub faults: Vec<Fault>,
    pub changes: Vec<RegisterChange>,
    /// Where guarded files were put back.
    pub restored: FxHashMap<String, Vec<usize>>,
    /// The place and the windows of the tree that a removal was last dated by.
    pub members: (usize, Members),
    pub voids: &'w Voids,
    /// What each commit changed.
    pub diffs: &'w Diffs,
    /// How many signatures were verified.
    pub signatures: usize,
    pub now: DateTime<Utc>,
}

impl<'w> Walk<'w> {
    /// A pass that has not begun.
    pub fn new(
        repository: &'w Repository,
        registers: Registers,
        root: CommitId,
        voids: &'w Voids,
        diffs: &'w Diffs,
        now: DateTime<Utc>,
    ) -> Walk<'w> {
        Walk {
            repository,
            registers,
            ancestry: Ancestry::default(),
            states: FxHashMap::default(),
            root,
            root_key: String::new(),
            before_root: FxHashSet::default(),
            ledger: Ledger::default(),
            guards: Guards::default(),
            marks: Marks::default(),
            faults: Vec::new(),
            changes: Vec::new(),
            restored: FxHashMap::default(),
            members: (0, Members::default()),
            voids,
            diffs,
            signatures: 0,
            now,
        }
    }

    /// Reads one commit after all its parents.
    ///
    /// # Errors
    /// An object is missing or damaged: the history cannot be judged.
    pub fn commit(&mut self, raw: &RawCommit) -> Result<(), HistoryError> {
        let place = self.ancestry.add(raw.id, &raw.parents);
        let state = if raw.id == self.root {
            Some(self.begin(raw)?)
        } else if self.before_root.contains(&raw.id) {
            None
        } else {
            self.follow(raw, place)?
        };
        self.states.insert(place, state);
        Ok(())
    }

    pub fn fault(&mut self, commit: CommitId, path: Option<&str>, breach: Breach) {
        let place = self.ancestry.place(commit).unwrap_or(usize::MAX);
        self.faults.push(Fault {
            commit,
            place,
            path: path.map(str::to_owned),
            wrote: None,
            breach,
        });
    }

    /// The trust root is judged by its own register.
    fn begin(&mut self, raw: &RawCommit) -> Result<State, HistoryError> {
        let sources = Sources::of(self.repository, raw.id)?;
        let register = self
            .registers
            .read(&sources)?
            .map_err(|fault| HistoryError::RootRegister(raw.id, fault))?;
        let sound = raw.malformed.is_empty() && raw.encoding.is_none();
        match register.signer(raw) {
            Signer::Good { fingerprint, .. } if sound => self.root_key = fingerprint,
            _ => return Err(HistoryError::RootUnsigned(raw.id)),
        }
        self.signatures += 1;
        Ok(State {
            register,
            latest: self.capped(raw.committer.seconds),
            seconds: self.capped(raw.committer.seconds),
        })
    }

    fn follow(&mut self, raw: &RawCommit, place: usize) -> Result<Option<State>, HistoryError> {
        let parents: Vec<Parent> = raw
            .parents
            .iter()
            .filter_map(|parent| {
                let place = self.ancestry.place(*parent)?;
                let state = self.states.get(&place)?.clone()?;
                Some(Parent {
                    id: *parent,
                    place,
                    state,
                })
            })
            .collect();
        if parents.len() < raw.parents.len().max(1) {
            self.fault(raw.id, None, Fact::Foreign.error());
        }
        if raw.parents.len() > 2 {
            self.fault(raw.id, None, Fact::Octopus(raw.parents.len()).error());
        }
        match parents.as_slice() {
            [] => Ok(None),
            [only] => self.single(raw, place, only).map(Some),
            [one, other, ..] => self.merge(raw, place, one, other).map(Some),
        }
    }

    fn single(
        &mut self,
        raw: &RawCommit,
        place: usize,
        parent: &Parent,
    ) -> Result<State, HistoryError> {
        let before = &parent.state;
        let mut after = State {
            seconds: self.capped(raw.committer.seconds),
            ..before.clone()
        };
        let diffs = self.diffs;
        let changes = diffs.between(self.repository, parent.id, raw.id)?;
        let said = self.statements(raw, parent, &changes)?;
        match said {
            Said::Act => {
                after.latest = after.latest.max(self.capped(raw.committer.seconds));
                self.enter(raw.id, place, &changes)?;
            }
            // What a void act did is told with it.
            Said::Void => {}
            Said::Nothing => {
                let day = day_of(after.seconds.max(after.latest), &before.register);
                self.plain(raw.id, place, parent, &changes, day)?;
            }
        }
        self.govern(raw, place, parent, &changes, &mut after)?;
        Ok(after)
    }

    /// Governed files change by those entitled, and alone; or they go back to what is in effect.
    fn govern(
        &mut self,
        raw: &RawCommit,
        place: usize,
        parent: &Parent,
        changes: &[Change],
        after: &mut State,
    ) -> Result<(), HistoryError> {
        let before = &parent.state;
        let policy = before.register.policy();
        let (mut governed, mut others): (Vec<&Change>, Vec<&Change>) = (Vec::new(), Vec::new());
        for change in changes {
            if policy.governors(&change.path).is_none() {
                others.push(change);
                continue;
            }
            let held = self.guards.seen(&self.ancestry, &change.path, parent.place);
            // What puts a path back to what is in effect has nothing to be entitled to.
            if held.is_some_and(|held| held.file == change.new) {
                self.restored
                    .entry(change.path.clone())
                    .or_default()
                    .push(place);
            } else {
                governed.push(change);
            }
        }
        if governed.is_empty() {
            return Ok(());
        }
        let court = self.court(parent);
        let day = court.day(raw);
        let (signer, mut common) = court.signature(raw, day);
        common.extend(self.voids.of(raw.id, None));
        if let Some(other) = others.first() {
            common.push(Fact::MixedChange(other.path.clone()).error());
        }
        let first = governed.first().map(|change| change.path.as_str());
        let mut refused: Vec<(Option<&str>, Breach)> =
            common.into_iter().map(|breach| (first, breach)).collect();
        for change in &governed {
            let entitled = matches!(&signer, Signer::Good { actor, .. } if before.register.may_change(actor, &change.path, day));
            if !entitled {
                let fact = Fact::NotEntitled(change.path.clone());
                refused.push((Some(&change.path), fact.error()));
            }
        }
        let breaches: Vec<Breach> = refused.iter().map(|(_, breach)| breach.clone()).collect();
        if sound(&breaches) {
            let changed: Vec<Change> = governed.iter().map(|change| (*change).clone()).collect();
            let sources = before.register.sources().with(&changed);
            match self.registers.read(&sources)? {
                Ok(register) if register.has_administrator(day) => {
                    self.signatures += 1;
                    after.latest = after.latest.max(self.capped(raw.committer.seconds));
                    after.register = Arc::clone(&register);
                    self.changes.push(RegisterChange {
                        commit: raw.id,
                        place,
                        day,
                        signer,
                        paths: governed.iter().map(|change| change.path.clone()).collect(),
                        before: Arc::clone(&before.register),
                        after: register,
                    });
                }
                Ok(_) => {
                    let fact = Fact::Register(RegisterFault::NoAdministrator);
                    for change in &governed {
                        refused.push((Some(&change.path), fact.clone().error()));
                    }
                }
                Err(fault) => {
                    for change in &governed {
                        refused.push((Some(&change.path), Fact::Register(fault.clone()).error()));
                    }
                }
            }
        }
        let rightful = refused
            .iter()
            .all(|(_, breach)| sound(std::slice::from_ref(breach)));
        for change in &governed {
            self.hold_governed(change, place, parent.place, rightful);
        }
        let refused: Vec<(Option<String>, Breach)> = refused
            .into_iter()
            .map(|(path, breach)| (path.map(str::to_owned), breach))
            .collect();
        for (path, breach) in refused {
            self.fault(raw.id, path.as_deref(), breach);
        }
        Ok(())
    }

    /// What is in effect at a governed path: what a rightful change put there; else what stood there
    /// before the first change that was not.
    fn hold_governed(&mut self, change: &Change, place: usize, parent: usize, rightful: bool) {
        let known = self.guards.seen(&self.ancestry, &change.path, parent);
        let held = match (rightful, known) {
            (true, _) => Held {
                place,
                file: change.new,
                guard: Guard::Governed,
            },
            (false, Some(known)) if known.guard == Guard::Governed => return,
            (false, _) => Held {
                place: parent,
                file: change.old,
                guard: Guard::Governed,
            },
        };
        self.guards.push(&change.path, held);
    }

    /// Judges what the message says, where it says something.
    fn statements(
        &mut self,
        raw: &RawCommit,
        parent: &Parent,
        changes: &[Change],
    ) -> Result<Said, ObjectError> {
        let statements = match trailers::read(&raw.message) {
            Trailers::NotAnAct => return Ok(Said::Nothing),
            Trailers::Malformed(defects) => {
                self.malformed(raw, &defects, changes);
                return Ok(Said::Void);
            }
            Trailers::Statements(statements) => statements,
        };
        let mut records = self.court(parent).judge(raw, &statements, changes)?;
        let own = self.ancestry.place(raw.id).unwrap_or(usize::MAX);
        for record in &mut records {
            record.place = own;
        }
        self.signatures += 1;
        let said = if records.iter().all(ActRecord::counts) {
            Said::Act
        } else {
            Said::Void
        };
        for record in records {
            self.ledger.push(record);
        }
        Ok(said)
    }

    /// A message that is nearly a statement is a fault on all that the commit touches.
    pub fn malformed(&mut self, raw: &RawCommit, defects: &[TrailerDefect], changes: &[Change]) {
        let breach = Fact::Statement(defects.to_vec()).error();
        if changes.is_empty() {
            self.fault(raw.id, None, breach.clone());
        }
        for change in changes {
            self.fault(raw.id, Some(&change.path), breach.clone());
            if let Some(fault) = self.faults.last_mut() {
                fault.wrote = Some(change.new);
            }
        }
    }

    pub fn court<'c>(&'c self, parent: &'c Parent) -> Court<'c> {
        Court {
            repository: self.repository,
            register: &parent.state.register,
            seen: self.registers.seen(),
            latest: parent.state.latest,
            parent_seconds: parent.state.seconds,
            view: self.view(parent.place),
            guards: &self.guards,
            voids: self.voids,
            latest_honest: self.now.timestamp() + AHEAD,
        }
    }

    /// The acts as they are seen from a place.
    pub fn view(&self, at: usize) -> View<'_> {
        View {
            ledger: &self.ledger,
            ancestry: &self.ancestry,
            at,
        }
    }

    /// A date past the verifier's clock does not count for others.
    pub fn capped(&self, seconds: i64) -> i64 {
        if seconds > self.now.timestamp() + AHEAD {
            i64::MIN
        } else {
            seconds
        }
    }

    /// Files of a commit that are put under guard, or go on under it, after acts that count.
    fn enter(
        &mut self,
        commit: CommitId,
        place: usize,
        changes: &[Change],
    ) -> Result<(), ObjectError> {
        let entered = super::entering::held(self, commit, place, changes)?;
        for (path, held) in entered {
            self.guards.push(&path, held);
        }
        Ok(())
    }
}

/// Whether a commit is an act that counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Said {
    /// It is.
    Act,
    /// It says that it is, and has no effect.
    Void,
    /// It says nothing.
    Nothing,
}
