//! Reject: it goes back to its author.

use super::gathering::Gathering;
use super::message::Line;
use super::subject::Subject;
use super::{Plan, Refusal, Situation, duties};
use crate::corpus::Version;
use crate::model::act::{ActKind, Statement};
use crate::model::document::Status;
use crate::parse::workflow::WorkflowKey;
use crate::text::Text;

/// Plans sending versions back: their approvals and validations go, so that they are drafts again.
///
/// # Errors
/// One of them is in force, bears nothing to take out, or is not the person's to send back.
pub fn plan(
    situation: &Situation<'_>,
    versions: &[Version<'_>],
    reason: &str,
) -> Result<Plan, Refusal> {
    let mut gathering = Gathering::of(ActKind::Reject);
    for version in versions {
        let subject = Subject::read(situation, *version)?;
        awaits(situation, &subject)?;
        subject.still_open(situation)?;
        let role = duties::role(situation, ActKind::Reject, version, &[])?;
        let edit = subject.with_keys(&[
            (WorkflowKey::Approvals, None),
            (WorkflowKey::Validations, None),
            (WorkflowKey::Effective, None),
        ])?;
        let statement = Statement {
            reason: Some(reason.to_owned()),
            ..subject.statement(ActKind::Reject, situation, role.as_str())
        };
        gathering.add([edit], Line::of(version), statement);
    }
    gathering.plan(situation)
}

fn awaits(situation: &Situation<'_>, subject: &Subject<'_>) -> Result<(), Refusal> {
    const IN_FORCE: Text = Text {
        en: "`{code}` is {status}: it is sent back no more",
        fr: "`{code}` est {status}\u{a0}: il ne se renvoie plus",
    };
    const WITHDRAW: Text = Text {
        en: "to take it out of force: `qms withdraw {code} --reason …`",
        fr: "pour l'enlever de ce qui est en vigueur\u{a0}: `qms withdraw {code} --reason …`",
    };
    const NOTHING: Text = Text {
        en: "`{code}` bears no approval and no validation: there is nothing to take back",
        fr: "`{code}` ne porte ni approbation ni validation\u{a0}: il n'y a rien à reprendre",
    };
    const TELL: Text = Text {
        en: "its author edits it as it is: `qms edit {code}`",
        fr: "son rédacteur le modifie tel quel\u{a0}: `qms edit {code}`",
    };
    let document = subject.version.document;
    let status = subject.version.status;
    let took_effect = matches!(
        status,
        Status::Effective | Status::Superseded | Status::Withdrawn
    );
    // A validation that no act stands for never took effect: it may be swept away.
    let validated = !situation
        .history
        .standing(&subject.code(), &document.digest)
        .validations
        .is_empty();
    let (message, help) = if took_effect && (validated || status == Status::Withdrawn) {
        (IN_FORCE.with("status", status.label()), WITHDRAW)
    } else if document.approvals.is_empty()
        && document.validations.is_empty()
        && document.effective.is_none()
    {
        (NOTHING.into(), TELL)
    } else {
        return Ok(());
    };
    let message = message.with("code", subject.code());
    let help = message.reworded(help);
    Err(Refusal::new("A101", message).help(help))
}
