//! One act of the history, with its verdict.

use super::breach::{Breach, Fact};
use super::guard::File;
use super::register::Signer;
use crate::diagnostic::Severity;
use crate::model::act::{ActKind, Statement};
use crate::model::digest::Digest;
use crate::model::names::ProcessCode;
use crate::repository::CommitId;
use chrono::NaiveDate;

/// What one act says of one code, and whether it holds.
#[derive(Debug, Clone)]
pub struct ActRecord {
    /// The commit.
    pub commit: CommitId,
    /// Its place in the order of the history, parents first.
    pub place: usize,
    /// What it says.
    pub statement: Statement,
    /// Its day: the later of its own date and those of the acts and register commits before it.
    pub day: NaiveDate,
    /// The declared time, seconds since 1970.
    pub seconds: i64,
    /// Who signed.
    pub signer: Signer,
    /// The process of what it is on, where its file names one.
    pub process: Option<ProcessCode>,
    /// What is wrong with it.
    pub breaches: Vec<Breach>,
    /// Whether, with this validation, the version had all that its type asks for.
    pub completes: bool,
    /// Whether it was sent back, as far as was known when the history was last read.
    pub rejected: bool,
    /// What its commit put where, if it has no effect.
    pub wrote: Vec<(String, File)>,
}

/// Whether an act counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Validity {
    /// It does.
    Counts,
    /// It has no effect.
    Void,
}

impl ActRecord {
    /// Whether it counts: nothing is wrong with it but warnings.
    pub fn validity(&self) -> Validity {
        if self
            .breaches
            .iter()
            .any(|breach| breach.severity == Severity::Error)
        {
            Validity::Void
        } else {
            Validity::Counts
        }
    }

    /// Whether it counts.
    pub fn counts(&self) -> bool {
        self.validity() == Validity::Counts
    }

    /// The first error found.
    pub fn first_error(&self) -> Option<&Fact> {
        self.breaches
            .iter()
            .find(|breach| breach.severity == Severity::Error)
            .map(|breach| &breach.fact)
    }

    /// Whether it is an act of this kind on this code and content.
    pub fn is(&self, act: ActKind, code: &str, digest: &Digest) -> bool {
        self.statement.act == act
            && self.statement.code.as_deref() == Some(code)
            && self.statement.digest == Some(*digest)
    }

    /// Whether it is an act of this kind on this code, whatever the content.
    pub fn is_on(&self, act: ActKind, code: &str) -> bool {
        self.statement.act == act && self.statement.code.as_deref() == Some(code)
    }
}
