//! Every act of a history with its verdict, judged by the register as it stood before it.
//!
//! What is wrong is stated as facts; [`words`] gives each its sentence.

mod ancestry;
mod assets;
mod breach;
mod content;
mod departed;
pub mod entitled;
mod judge;
mod life;
mod record;
mod register;
mod root;
mod scope;
mod sources;
mod standing;
pub mod tag;
mod walk;
pub mod words;

#[cfg(test)]
pub(crate) mod tests;

use crate::model::actor::Compromise;
use crate::model::names::ActorId;
use crate::repository::{CommitId, ObjectError, RawCommit, Repository};
use ancestry::Ancestry;
use chrono::{DateTime, NaiveDate, Utc};
use judge::Court;
use std::collections::HashMap;
use std::sync::Arc;
use walk::{State, Walk};

pub use assets::{AssetFault, assets};
pub use breach::{Breach, Fact, Fault};
pub use departed::{Departed, departed};
pub use life::{Touch, TouchKind, life};
pub use record::{ActRecord, Validity};
pub use register::{ADMINISTRATOR, Register, RegisterFault, Registered, Signer};
pub use root::{RootSource, TrustRoot, pin, pinned};
pub use scope::path_of;
pub use standing::{Backing, Standing};

/// A history read up to one commit.
#[derive(Debug)]
pub struct History {
    repository: Repository,
    root: TrustRoot,
    tip: CommitId,
    state: State,
    ancestry: Ancestry,
    seen: HashMap<String, ActorId>,
    acts: Vec<ActRecord>,
    faults: Vec<Fault>,
}

/// Why a history cannot be judged: never a pass (30-trust).
#[derive(Debug, thiserror::Error)]
pub enum HistoryError {
    /// The clone is shallow: a part of the history is not there.
    #[error("the history is cut off")]
    Shallow,
    /// An object is missing or damaged.
    #[error(transparent)]
    Object(#[from] ObjectError),
    /// No commit begins a chain of trust.
    #[error("no trust root")]
    NoRoot,
    /// The root that the clone knows does not lead to the commit.
    #[error("the trust root {0} does not lead here")]
    RootElsewhere(CommitId),
    /// The commit does not come from the trust root.
    #[error("commit {0} does not come from the trust root")]
    NotFromRoot(CommitId),
    /// The root's own register is none.
    #[error("the register of the trust root {0} cannot be used: {1:?}")]
    RootRegister(CommitId, RegisterFault),
    /// The root is not signed by a key of its own register.
    #[error("the trust root {0} is not signed by a key of its register")]
    RootUnsigned(CommitId),
    /// The note in the clone that names the root cannot be read.
    #[error("the note of the trust root cannot be read")]
    BadPin,
}

/// How a history is read.
#[derive(Debug, Clone, Copy)]
pub struct Reading {
    /// The reader's clock: dates far past it do not count for others.
    pub now: DateTime<Utc>,
    /// The trust root, where it is given from outside; else the one that the clone keeps, or the
    /// first that the history shows.
    pub root: Option<CommitId>,
}

impl Reading {
    /// With what the clone knows.
    pub fn at(now: DateTime<Utc>) -> Reading {
        Reading { now, root: None }
    }
}

/// Reads the history that leads to a commit.
///
/// # Errors
/// The history is shallow or damaged, or does not come from the trust root: nothing can be said.
pub fn read(
    repository: &Repository,
    tip: CommitId,
    reading: &Reading,
) -> Result<History, HistoryError> {
    if repository.is_shallow() {
        return Err(HistoryError::Shallow);
    }
    let order = repository.ancestry(tip, &[])?;
    let mut registers = register::Registers::new(repository);
    let root = root::find(repository, &order, reading.root, &mut registers)?;
    let mut walk = Walk {
        repository,
        registers,
        ancestry: Ancestry::default(),
        states: Vec::with_capacity(order.len()),
        acts: Vec::new(),
        faults: Vec::new(),
        now: reading.now,
    };
    for commit in order {
        walk.commit(commit, &root)?;
    }
    let state = walk
        .states
        .pop()
        .flatten()
        .ok_or(HistoryError::NotFromRoot(tip))?;
    let mut history = History {
        repository: repository.clone(),
        root,
        tip,
        state,
        ancestry: walk.ancestry,
        seen: walk.registers.seen().clone(),
        acts: walk.acts,
        faults: walk.faults,
    };
    history.doubt_compromised();
    Ok(history)
}

impl History {
    /// Where its trust begins.
    pub fn root(&self) -> &TrustRoot {
        &self.root
    }

    /// The commit that it leads to.
    pub fn tip(&self) -> CommitId {
        self.tip
    }

    /// The register in effect after its last commit.
    pub fn register(&self) -> &Arc<Register> {
        &self.state.register
    }

    /// Every act of interest, one element a code, parents first.
    pub fn acts(&self) -> &[ActRecord] {
        &self.acts
    }

    /// What is wrong with commits that belong to no one code.
    pub fn faults(&self) -> &[Fault] {
        &self.faults
    }

    /// How many commits were read.
    pub fn commits(&self) -> usize {
        self.ancestry.order().len()
    }

    /// The day that an act made now would have: never before the acts that it follows.
    pub fn day(&self, now: DateTime<Utc>) -> NaiveDate {
        judge::day_of(now.timestamp().max(self.state.latest), &self.state.register)
    }

    /// The date of the last commit, seconds since 1970.
    pub fn last_seconds(&self) -> i64 {
        self.state.seconds
    }

    /// The place of a commit in the order of the history; the end for one that is not in it.
    pub fn place(&self, commit: CommitId) -> usize {
        self.ancestry.place(commit).unwrap_or(usize::MAX)
    }

    /// The civil day that a commit claims, in the organisation's zone.
    pub fn day_of(&self, raw: &RawCommit) -> NaiveDate {
        judge::day_of(raw.committer.seconds, &self.state.register)
    }

    /// Judges a commit that was built on the last one, as a reader will.
    ///
    /// # Errors
    /// An object is missing or damaged.
    pub fn judge(&self, raw: &RawCommit) -> Result<Vec<ActRecord>, ObjectError> {
        let court = Court {
            repository: &self.repository,
            register: &self.state.register,
            seen: &self.seen,
            latest: self.state.latest,
            parent_seconds: self.state.seconds,
            acts: &self.acts,
            ancestry: &self.ancestry,
            place: None,
        };
        let changes = self.repository.changes(Some(self.tip), raw.id)?;
        match crate::parse::trailers::read(&raw.message) {
            crate::parse::trailers::Trailers::Statements(statements) => {
                court.judge(raw, &statements, &changes)
            }
            _ => Ok(Vec::new()),
        }
    }

    /// An act of a key that was declared compromised, not made before the commit since which it
    /// is, counts only once the same person confirmed it with another key.
    fn doubt_compromised(&mut self) {
        let doubted: Vec<usize> = (0..self.acts.len())
            .filter(|index| self.is_doubted(&self.acts[*index]))
            .collect();
        for index in &doubted {
            let act = &self.acts[*index];
            let confirmed = self.acts.iter().enumerate().any(|(other, record)| {
                !doubted.contains(&other)
                    && record.counts()
                    && record.signer != act.signer
                    && record.statement.actor == act.statement.actor
                    && record.statement.act == act.statement.act
                    && record.statement.code == act.statement.code
                    && record.statement.digest == act.statement.digest
                    && record.statement.role == act.statement.role
            });
            if !confirmed
                && !act
                    .breaches
                    .iter()
                    .any(|breach| breach.fact == Fact::KeyCompromised)
            {
                self.acts[*index]
                    .breaches
                    .push(Fact::KeyCompromised.error());
            }
        }
    }

    fn is_doubted(&self, act: &ActRecord) -> bool {
        let Signer::Good { fingerprint, .. } = &act.signer else {
            return false;
        };
        let declared = self
            .state
            .register
            .holder(fingerprint)
            .and_then(|holder| holder.key(fingerprint))
            .and_then(|key| key.compromised.as_ref());
        let Some(Compromise { since, .. }) = declared else {
            return false;
        };
        let since = since
            .as_deref()
            .and_then(|commit| commit.parse().ok())
            .and_then(|commit| self.ancestry.place(commit));
        // Without a commit, or with one that is not here, none of its acts is safe.
        since.is_none_or(|since| act.place == since || !self.ancestry.leads_to(act.place, since))
    }
}
