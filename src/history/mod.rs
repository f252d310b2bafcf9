//! Every act of a history with its verdict, judged by the register as it stood before it.
//!
//! What is wrong is stated as facts; [`words`] gives each its sentence.

mod ancestry;
mod assets;
mod breach;
mod certificates;
mod closing;
mod content;
mod course;
mod departed;
mod diffs;
mod entering;
pub mod entitled;
mod entries;
mod guard;
mod judge;
mod kept;
mod ledger;
mod life;
mod marks;
mod merge;
mod paths;
mod pins;
mod plain;
mod record;
mod register;
mod remembered;
mod resume;
mod root;
mod scope;
mod sources;
mod stages;
mod standing;
pub mod tag;
mod takings;
mod terms;
mod walk;
pub mod words;

#[cfg(test)]
pub(crate) mod tests;

use crate::model::names::ActorId;
use crate::repository::{CommitId, ObjectError, RawCommit, Repository, StoredCommit};
use ancestry::Ancestry;
use chrono::{DateTime, NaiveDate, Utc};
use guard::Guards;
use judge::Court;
use ledger::{Ledger, View};
use rustc_hash::FxHashSet;
use std::collections::HashMap;
use std::sync::Arc;
use takings::{Search, Voids};
use walk::{State, Walk};

pub use assets::{AssetFault, assets};
pub use breach::{Breach, Fact, Fault, PathFault};
pub use closing::Finding;
pub use course::Course;
pub use departed::Departed;
pub use ledger::Stage;
pub use life::{Touch, TouchKind};
pub use pins::{Pins, rewound};
pub use record::{ActRecord, Validity};
pub use register::{ADMINISTRATOR, Register, RegisterFault, Registered, Signer};
pub use resume::{read_on, remember};
pub use root::{RootSource, TrustRoot, pin, pinned};
pub use scope::path_of;
pub use standing::{Backing, Standing};

/// A history read up to one commit.
#[derive(Debug)]
pub struct History {
    repository: Repository,
    root: TrustRoot,
    root_key: String,
    tip: CommitId,
    state: State,
    ancestry: Ancestry,
    seen: HashMap<String, ActorId>,
    ledger: Ledger,
    guards: Guards,
    voids: Voids,
    faults: Vec<Fault>,
    findings: Vec<Finding>,
    signatures: usize,
    now: DateTime<Utc>,
    /// The tip that was remembered and gone on from.
    resumed: Option<CommitId>,
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
    /// The references of the clone cannot be read.
    #[error("the references cannot be read: {0}")]
    References(String),
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
    let stored = repository.commits_to(tip)?;
    let order: Vec<CommitId> = stored.iter().map(StoredCommit::id).collect();
    let mut registers = register::Registers::new(repository);
    let root = root::find(repository, &order, reading.root, &mut registers)?;
    let before_root: FxHashSet<CommitId> = repository
        .ancestry(root.commit, &[])?
        .into_iter()
        .filter(|commit| *commit != root.commit)
        .collect();
    let diffs = diffs::Diffs::of(repository, &stored, &before_root)?;
    let mut voids = Voids::default();
    // What is taken away by a commit that is read later may be what others rest on: the pass is made
    // again, with what was found, until nothing more is. Each time something more has no effect.
    loop {
        let mut walk = Walk {
            before_root: before_root.clone(),
            ..Walk::new(
                repository,
                registers,
                root.commit,
                &voids,
                &diffs,
                reading.now,
            )
        };
        for commit in &stored {
            walk.commit(&commit.read()?)?;
        }
        let state = walk
            .states
            .remove(&(order.len() - 1))
            .flatten()
            .ok_or(HistoryError::NotFromRoot(tip))?;
        let mut more = Voids::default();
        let search = Search::new(&walk.ancestry, &walk.ledger, &walk.changes, &state.register);
        if search.find(&mut more) {
            registers = walk.registers;
            voids.extend(more);
            continue;
        }
        let mut findings = of_clone(repository)?;
        findings.extend(closing::findings(&mut walk, tip, state.register.policy())?);
        let history = History {
            repository: repository.clone(),
            root,
            root_key: walk.root_key,
            tip,
            ancestry: walk.ancestry,
            seen: walk.registers.seen().clone(),
            ledger: walk.ledger,
            guards: walk.guards,
            faults: walk.faults,
            signatures: walk.signatures,
            state,
            findings,
            voids,
            now: reading.now,
            resumed: None,
        };
        return Ok(history);
    }
}

/// What the clone itself puts between the reader and the objects (G205).
fn of_clone(repository: &Repository) -> Result<Vec<Finding>, HistoryError> {
    let mut found = Vec::new();
    let replaced = repository
        .references("refs/replace/")
        .map_err(|error| HistoryError::References(error.to_string()))?;
    for (name, _) in replaced {
        let object = name.trim_start_matches("refs/replace/").to_owned();
        found.push(Finding::of_clone(Fact::Replaced(object)));
    }
    if repository.has_grafts() {
        found.push(Finding::of_clone(Fact::Grafted));
    }
    Ok(found)
}

impl History {
    /// Where its trust begins.
    pub fn root(&self) -> &TrustRoot {
        &self.root
    }

    /// The fingerprint of the key that signed the trust root.
    pub fn root_key(&self) -> &str {
        &self.root_key
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
        self.ledger.all()
    }

    /// What is wrong with commits by what they did to files, or by their form.
    pub fn faults(&self) -> &[Fault] {
        &self.faults
    }

    /// Everything that is wrong, weighed by what the last commit still bears.
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// How many commits were read.
    pub fn commits(&self) -> usize {
        self.ancestry.len()
    }

    /// How many signatures were verified: those of acts and of register changes.
    pub fn signatures(&self) -> usize {
        self.signatures
    }

    fn view(&self) -> View<'_> {
        View {
            ledger: &self.ledger,
            ancestry: &self.ancestry,
            at: self.ancestry.len().saturating_sub(1),
        }
    }

    /// The day that an act made now would have: never before the acts that it follows.
    pub fn day(&self, now: DateTime<Utc>) -> NaiveDate {
        judge::day_of(now.timestamp().max(self.state.latest), &self.state.register)
    }

    /// The date of the last commit, seconds since 1970.
    pub fn last_seconds(&self) -> i64 {
        self.state.seconds
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
            view: self.view(),
            guards: &self.guards,
            voids: &self.voids,
            latest_honest: self.now.timestamp() + walk::AHEAD,
        };
        let changes = self.repository.changes(Some(self.tip), raw.id)?;
        match crate::parse::trailers::read(&raw.message) {
            crate::parse::trailers::Trailers::Statements(statements) => {
                court.judge(raw, &statements, &changes)
            }
            _ => Ok(Vec::new()),
        }
    }
}
