//! Withdraw: out of force without a successor.

use super::message::{Line, message};
use super::subject::Subject;
use super::thing::not_edited;
use super::{Plan, Refusal, Situation, duties, words};
use crate::corpus::Version;
use crate::model::act::{ActKind, Statement};
use crate::parse::edit;
use crate::parse::workflow::WorkflowKey;
use crate::parse::workflow_values::retrait;
use crate::repository::Edit;

/// Plans the withdrawal of versions in force.
///
/// # Errors
/// One of them is not in force, its chain is broken, or it is not the person's to withdraw.
pub fn plan(
    situation: &Situation<'_>,
    versions: &[Version<'_>],
    reason: &str,
) -> Result<Plan, Refusal> {
    words::clear(situation.corpus, "--reason", reason)?;
    let mut statements = Vec::new();
    let mut edits = Vec::new();
    let mut lines = Vec::new();
    for version in versions {
        let subject = Subject::read(situation, *version)?;
        subject.in_force(situation)?;
        let role = duties::role(situation, ActKind::Withdraw, version, &[])?;
        let block = retrait(situation.day, situation.actor.id.value.as_str(), reason);
        let text = edit::set(&subject.text, WorkflowKey::Withdrawal, Some(&block))
            .map_err(|_| not_edited(&subject.code()))?;
        edits.push(Edit {
            path: version.file.path.to_string(),
            content: Some(text.into_bytes()),
        });
        lines.push(Line::of(version));
        statements.push(Statement {
            reason: Some(reason.to_owned()),
            ..subject.statement(ActKind::Withdraw, situation, role.as_str())
        });
    }
    let message = message(situation, &statements, &lines)?;
    Ok(Plan {
        act: ActKind::Withdraw,
        statements,
        edits,
        message,
        notes: Vec::new(),
    })
}
