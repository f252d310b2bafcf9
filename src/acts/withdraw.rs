//! Withdraw: out of force without a successor.

use super::gathering::Gathering;
use super::message::Line;
use super::subject::Subject;
use super::{Plan, Refusal, Situation, duties, words};
use crate::corpus::Version;
use crate::model::act::{ActKind, Statement};
use crate::parse::workflow::WorkflowKey;
use crate::parse::workflow_values::retrait;

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
    let mut gathering = Gathering::of(ActKind::Withdraw);
    for version in versions {
        let subject = Subject::read(situation, *version)?;
        subject.in_force(situation)?;
        let role = duties::role(situation, ActKind::Withdraw, version, &[])?;
        let block = retrait(situation.day, situation.actor.id.value.as_str(), reason);
        let edit = subject.with_keys(&[(WorkflowKey::Withdrawal, Some(&block))])?;
        let statement = Statement {
            reason: Some(reason.to_owned()),
            ..subject.statement(ActKind::Withdraw, situation, role.as_str())
        };
        gathering.add([edit], Line::of(version), statement);
    }
    gathering.plan(situation)
}
