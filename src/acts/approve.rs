//! Approve: the content is adequate (A).

use super::gathering::Gathering;
use super::message::Line;
use super::subject::Subject;
use super::{Plan, Refusal, Situation, duties, entries};
use crate::corpus::Version;
use crate::model::act::ActKind;
use crate::model::document::{Entry, Status};
use crate::model::names::RoleId;
use crate::parse::workflow::WorkflowKey;
use crate::parse::workflow_values::entries_block;
use crate::text::Text;

/// Plans the approval of some versions, all or none.
///
/// # Errors
/// One of them is no draft, has errors, is not the person's to approve, or was approved by them.
pub fn plan(situation: &Situation<'_>, versions: &[Version<'_>]) -> Result<Plan, Refusal> {
    let mut gathering = Gathering::of(ActKind::Approve);
    for version in versions {
        let subject = Subject::read(situation, *version)?;
        awaits_approval(situation, &subject)?;
        subject.still_open(situation)?;
        subject.without_errors(situation)?;
        let kept = entries::kept(situation, &subject, ActKind::Approve)?;
        not_twice(situation, &subject, &kept)?;
        let lacking = lacking(&version.kind.approval, &kept);
        let role = duties::role(situation, ActKind::Approve, version, &lacking)?;
        gathering.notes.extend(own_text(situation, version)?);
        let block = entries_block(
            WorkflowKey::Approvals,
            &entries::written(situation, &subject, &kept, role.as_str()),
        );
        gathering.add(
            [subject.with_keys(&[(WorkflowKey::Approvals, block.as_deref())])?],
            Line::of(version),
            subject.statement(ActKind::Approve, situation, role.as_str()),
        );
    }
    gathering.plan(situation)
}

fn awaits_approval(situation: &Situation<'_>, subject: &Subject<'_>) -> Result<(), Refusal> {
    const VALIDATED: Text = Text {
        en: "`{code}` is {status}: its text was validated and is approved no more",
        fr: "`{code}` est {status}\u{a0}: son texte a été validé et ne s'approuve plus",
    };
    const REVISE: Text = Text {
        en: "the next version: `qms revise {code} --reason …`",
        fr: "la version suivante\u{a0}: `qms revise {code} --reason …`",
    };
    let version = &subject.version;
    let code = subject.code();
    let message = VALIDATED
        .with("code", &code)
        .with("status", version.status.label());
    let standing = situation.history.standing(&code, &version.document.digest);
    // A status that no validation in the history stands for is none: what was lost may be made again.
    if version.status.is_frozen()
        && (!standing.validations.is_empty() || version.status == Status::Withdrawn)
    {
        let help = message.reworded(REVISE);
        return Err(Refusal::new("A101", message).help(help));
    }
    Ok(())
}

fn not_twice(
    situation: &Situation<'_>,
    subject: &Subject<'_>,
    kept: &[&Entry],
) -> Result<(), Refusal> {
    const AGAIN: Text = Text {
        en: "`{actor}` has approved `{code}` already, on {day}",
        fr: "`{actor}` a déjà approuvé `{code}`, le {day}",
    };
    const COMPLETE: Text = Text {
        en: "`{code}` has every approval that its type asks for",
        fr: "`{code}` a toutes les approbations que demande son type",
    };
    const NEXT: Text = Text {
        en: "it awaits its validation: `qms validate {code}`",
        fr: "il attend sa validation\u{a0}: `qms validate {code}`",
    };
    let kind = subject.version.kind;
    let complete = lacking(&kind.approval, kept).is_empty();
    let own = kept
        .iter()
        .find(|entry| entry.actor.value == situation.actor.id.value);
    let message = match own {
        Some(entry) => AGAIN
            .with("actor", situation.actor.id.value.as_str())
            .with("day", entry.date.value),
        None if complete => COMPLETE.into(),
        None => return Ok(()),
    }
    .with("code", subject.code());
    let help = message.reworded(NEXT);
    let refusal = Refusal::new("A101", message);
    Err(if complete {
        refusal.help(help)
    } else {
        refusal
    })
}

fn own_text(
    situation: &Situation<'_>,
    version: &Version<'_>,
) -> Result<Option<crate::text::Message>, Refusal> {
    const OWN: Text = Text {
        en: "`{actor}` wrote `{code}` alone, and approves it",
        fr: "`{actor}` a rédigé seul `{code}`, et l'approuve",
    };
    const HELP: Text = Text {
        en: "have it approved by another holder of the role",
        fr: "le faire approuver par un autre titulaire du rôle",
    };
    match version.document.authors.as_slice() {
        [author] if author.value == situation.actor.id.value => {
            let message = OWN
                .with("actor", author.value.as_str())
                .with("code", version.document.code.to_string());
            duties::separated(situation.policy().separation.author_approver, message, HELP)
        }
        _ => Ok(None),
    }
}

/// The roles of a list that no entry of another person fills yet.
pub(super) fn lacking(asked: &[RoleId], kept: &[&Entry]) -> Vec<RoleId> {
    let mut free: Vec<&Entry> = Vec::new();
    for entry in kept {
        if !free
            .iter()
            .any(|known| known.actor.value == entry.actor.value)
        {
            free.push(entry);
        }
    }
    let mut lacking = Vec::new();
    for role in asked {
        match free.iter().position(|entry| entry.role.value == *role) {
            Some(place) => {
                free.remove(place);
            }
            None => lacking.push(role.clone()),
        }
    }
    lacking
}
