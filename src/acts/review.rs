//! Review: whether a version in force is still right.

use super::gathering::Gathering;
use super::message::Line;
use super::subject::Subject;
use super::{Plan, Refusal, Situation, duties};
use crate::corpus::Version;
use crate::model::act::{ActKind, Outcome, Statement};
use crate::parse::workflow::WorkflowKey;
use crate::parse::workflow_values::revue;

/// What a review found.
#[derive(Debug, Clone, Copy)]
pub struct Finding<'f> {
    /// The outcome.
    pub outcome: Outcome,
    /// A remark for the commit's body.
    pub note: Option<&'f str>,
}

/// Plans the periodic review of versions in force.
///
/// # Errors
/// One of them is not in force, its chain is broken, or it is not the person's to review.
pub fn plan(
    situation: &Situation<'_>,
    versions: &[Version<'_>],
    finding: Finding<'_>,
) -> Result<Plan, Refusal> {
    let mut gathering = Gathering::of(ActKind::Review);
    for version in versions {
        let subject = Subject::read(situation, *version)?;
        subject.in_force(situation)?;
        let role = duties::role(situation, ActKind::Review, version, &[])?;
        let block = revue(
            situation.day,
            situation.actor.id.value.as_str(),
            finding.outcome.on_disk(),
        );
        let line = Line {
            note: finding.note.map(str::to_owned),
            ..Line::of(version)
        };
        let statement = Statement {
            outcome: Some(finding.outcome),
            ..subject.statement(ActKind::Review, situation, role.as_str())
        };
        let edit = subject.with_keys(&[(WorkflowKey::Review, Some(&block))])?;
        gathering.add([edit], line, statement);
    }
    gathering.plan(situation)
}
