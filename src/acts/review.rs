//! Review: whether a version in force is still right.

use super::message::{Line, message};
use super::subject::Subject;
use super::thing::not_edited;
use super::{Plan, Refusal, Situation, duties};
use crate::corpus::Version;
use crate::model::act::{ActKind, Outcome, Statement};
use crate::parse::edit;
use crate::parse::workflow::WorkflowKey;
use crate::parse::workflow_values::revue;
use crate::repository::Edit;

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
    let mut statements = Vec::new();
    let mut edits = Vec::new();
    let mut lines = Vec::new();
    for version in versions {
        let subject = Subject::read(situation, *version)?;
        subject.in_force(situation)?;
        let role = duties::role(situation, ActKind::Review, version, &[])?;
        let block = revue(
            situation.day,
            situation.actor.id.value.as_str(),
            finding.outcome.on_disk(),
        );
        let text = edit::set(&subject.text, WorkflowKey::Review, Some(&block))
            .map_err(|_| not_edited(&subject.code()))?;
        edits.push(Edit {
            path: version.file.path.to_string(),
            content: Some(text.into_bytes()),
        });
        lines.push(Line {
            note: finding.note.map(str::to_owned),
            ..Line::of(version)
        });
        statements.push(Statement {
            outcome: Some(finding.outcome),
            ..subject.statement(ActKind::Review, situation, role.as_str())
        });
    }
    let message = message(situation, &statements, &lines)?;
    Ok(Plan {
        act: ActKind::Review,
        statements,
        edits,
        message,
        notes: Vec::new(),
    })
}
