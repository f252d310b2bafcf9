//! One forgery: what is done, the rules that have to find it, and the verdict of a verification.

use super::super::Failure;
use super::super::ground::history_failure;
use super::super::verify::{self, Keep, Target, Unverifiable};
use super::desk::{Sheet, failure};
use super::history::Life;
use crate::diagnostic::{Diagnostic, Severity};
use crate::history::HistoryError;
use crate::report::selftest::{Group, NOT_VERIFIABLE, Row};
use crate::repository::{CommitId, Repository};
use crate::text::Text;

/// What a verification found: the rules among errors, and among warnings.
#[derive(Debug, Default)]
pub struct Verdict {
    /// Among errors; or that nothing can be said.
    pub errors: Vec<&'static str>,
    /// Among warnings.
    pub warnings: Vec<&'static str>,
}

/// How a forgery is staged and verified.
pub type Play = fn(&Life) -> Result<Verdict, Failure>;

/// A forgery as data.
pub struct Mutation {
    /// Its name, stable.
    pub id: &'static str,
    /// What is done.
    pub what: Text,
    /// Every rule that the specification asks for, and no other.
    pub expected: &'static [&'static str],
    /// Whether these are errors, or warnings while there is no error.
    pub weight: Severity,
    /// Stages it.
    pub play: Play,
}

/// A forgery that has to be an error.
pub const fn error(
    id: &'static str,
    what: Text,
    expected: &'static [&'static str],
    play: Play,
) -> Mutation {
    Mutation {
        id,
        what,
        expected,
        weight: Severity::Error,
        play,
    }
}

/// One that takes no effect away, and has to be told all the same.
pub const fn warning(
    id: &'static str,
    what: Text,
    expected: &'static [&'static str],
    play: Play,
) -> Mutation {
    Mutation {
        weight: Severity::Warning,
        ..error(id, what, expected, play)
    }
}

impl Mutation {
    /// Plays it.
    pub fn row(&self, group: Group, life: &Life) -> Result<Row, Failure> {
        let verdict = (self.play)(life)?;
        let mut found = verdict.errors;
        if self.weight == Severity::Warning {
            found.extend(verdict.warnings);
        }
        Ok(Row {
            id: self.id,
            group,
            what: self.what,
            expected: sorted(self.expected.to_vec()),
            found: sorted(found),
            weight: self.weight,
        })
    }
}

fn sorted(mut rules: Vec<&'static str>) -> Vec<&'static str> {
    rules.sort_unstable();
    rules.dedup();
    rules
}

impl Life {
    /// Writes a commit and verifies the history that leads to it.
    pub fn judge(&self, sheet: &Sheet) -> Result<Verdict, Failure> {
        let made = sheet.write(&self.scratch)?;
        Ok(self.verdict(made.commit))
    }

    /// Verifies a history from the trust root.
    pub fn verdict(&self, tip: CommitId) -> Verdict {
        let target = Target { tip, name: None };
        self.verified(self.scratch.repository(), &target, self.root.commit)
    }

    /// The same, as a process that opens the repository now.
    pub fn reopened(&self, tip: CommitId) -> Result<Verdict, Failure> {
        let repository = self.scratch.reopened().map_err(failure)?;
        let target = Target { tip, name: None };
        Ok(self.verified(&repository, &target, self.root.commit))
    }

    /// What `verify` says of a target, from some trust root. It keeps nothing.
    pub fn verified(&self, repository: &Repository, target: &Target, root: CommitId) -> Verdict {
        match verify::verify(&self.clock, repository, target, Some(root), Keep::Nothing) {
            Ok(verified) => weighed(&verify::all(&verified)),
            Err(Unverifiable::History(error)) => of_error(error),
            Err(Unverifiable::Tags(_)) => Verdict {
                errors: vec![NOT_VERIFIABLE],
                warnings: Vec::new(),
            },
        }
    }
}

/// A history that does not come from the trust root does not conform; of another nothing can be said.
fn of_error(error: HistoryError) -> Verdict {
    let elsewhere = matches!(
        error,
        HistoryError::RootElsewhere(_)
            | HistoryError::NotFromRoot(_)
            | HistoryError::RootUnsigned(_)
    );
    let rule = history_failure(error).rule.filter(|_| elsewhere);
    Verdict {
        errors: vec![rule.unwrap_or(NOT_VERIFIABLE)],
        warnings: Vec::new(),
    }
}

/// Findings by their weight.
fn weighed(findings: &[Diagnostic]) -> Verdict {
    let mut verdict = Verdict::default();
    for diagnostic in findings {
        match diagnostic.severity {
            Severity::Error => verdict.errors.push(diagnostic.rule),
            Severity::Warning => verdict.warnings.push(diagnostic.rule),
            Severity::Info => {}
        }
    }
    verdict
}
