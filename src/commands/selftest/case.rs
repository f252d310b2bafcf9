//! One forgery: what is done, the rules that have to find it, and the verdict of a verification.

use super::super::decide::history_failure;
use super::super::{Failure, verify};
use super::desk::{Sheet, failure};
use super::history::Life;
use crate::diagnostic::Severity;
use crate::history::{self, HistoryError, Reading};
use crate::report::selftest::{Group, NOT_VERIFIABLE, Row};
use crate::repository::{CommitId, Repository};
use crate::text::Text;
use chrono::DateTime;

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
        Ok(self.verdict(self.scratch.repository(), made.commit))
    }

    /// Verifies the untouched history, as a process that opens the repository now.
    pub fn reopened(&self) -> Result<Verdict, Failure> {
        let repository = self.scratch.reopened().map_err(failure)?;
        Ok(self.verdict(&repository, self.merged.commit))
    }

    /// What a verification from the trust root says.
    pub fn verdict(&self, repository: &Repository, tip: CommitId) -> Verdict {
        verdict(repository, tip, self.root.commit)
    }
}

/// What a verification from some trust root says.
pub fn verdict(repository: &Repository, tip: CommitId, root: CommitId) -> Verdict {
    let reading = Reading {
        now: DateTime::from_timestamp(Life::now(), 0).unwrap_or_default(),
        root: Some(root),
    };
    match history::read(repository, tip, &reading) {
        Ok(history) => weighed(history.findings(), tip),
        Err(error) => {
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
    }
}

/// Findings by their weight.
pub fn weighed(findings: &[history::Finding], tip: CommitId) -> Verdict {
    let mut verdict = Verdict::default();
    for diagnostic in verify::diagnostics(findings, tip) {
        match diagnostic.severity {
            Severity::Error => verdict.errors.push(diagnostic.rule),
            Severity::Warning => verdict.warnings.push(diagnostic.rule),
            Severity::Info => {}
        }
    }
    verdict
}
