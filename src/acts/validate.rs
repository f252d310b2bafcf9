//! Validate: it may come into force (V).

use super::approve::lacking;
use super::broken::broken;
use super::gathering::Gathering;
use super::message::Line;
use super::subject::Subject;
use super::{Plan, Refusal, Situation, duties, entries};
use crate::corpus::Version;
use crate::model::act::{ActKind, Statement};
use crate::model::document::{Entry, Status};
use crate::parse::workflow::WorkflowKey;
use crate::parse::workflow_values::{application, entries_block};
use crate::repository::Edit;
use crate::text::{Message, Text};
use chrono::NaiveDate;

/// Plans the validation of some versions, all or none; without a date they take effect today.
/// A version replaced from today on leaves with it, where its type asks for nothing more.
///
/// # Errors
/// The date is past; one of them lacks approvals, has errors, is not the person's to validate, or
/// was approved by them.
pub fn plan(
    situation: &Situation<'_>,
    versions: &[Version<'_>],
    effective: Option<NaiveDate>,
) -> Result<Plan, Refusal> {
    let effective = effective.unwrap_or(situation.day);
    not_past(situation, effective)?;
    let mut gathering = Gathering::of(ActKind::Validate);
    for version in versions {
        let subject = Subject::read(situation, *version)?;
        let approvals = approved(situation, &subject)?;
        subject.without_errors(situation)?;
        let kept = entries::kept(situation, &subject, ActKind::Validate)?;
        not_in_force(situation, &subject)?;
        subject.still_open(situation)?;
        let role = duties::role(
            situation,
            ActKind::Validate,
            version,
            &lacking(&version.kind.validation, &kept),
        )?;
        gathering
            .notes
            .extend(not_an_approver(situation, &subject, &approvals)?);
        let written = entries::written(situation, &subject, &kept, role.as_str());
        let complete = written.len() >= version.kind.validation.len();
        let block = entries_block(WorkflowKey::Validations, &written);
        let edit = subject.with_keys(&[
            (WorkflowKey::Validations, block.as_deref()),
            (WorkflowKey::Effective, Some(&application(effective))),
        ])?;
        let leaves = complete && effective == situation.day;
        let old = leaves.then(|| superseded(situation, version)).flatten();
        let line = Line {
            effective: Some(effective),
            ..Line::of(version)
        };
        let statement = Statement {
            effective: Some(effective),
            supersedes: version
                .document
                .supersedes
                .as_ref()
                .filter(|_| version.document.code.version() > 1)
                .map(|code| code.value.clone()),
            ..subject.statement(ActKind::Validate, situation, role.as_str())
        };
        gathering.add([edit].into_iter().chain(old), line, statement);
    }
    gathering.plan(situation)
}

fn not_past(situation: &Situation<'_>, effective: NaiveDate) -> Result<(), Refusal> {
    const PAST: Text = Text {
        en: "the effective date {date} is before today",
        fr: "la date d'application {date} est passée",
    };
    const HELP: Text = Text {
        en: "today at the earliest: `--effective {today}`",
        fr: "aujourd'hui au plus tôt\u{a0}: `--effective {today}`",
    };
    if effective >= situation.day {
        return Ok(());
    }
    let refusal = Refusal::new("A101", PAST.with("date", effective))
        .help(HELP.with("today", situation.day.to_string()));
    Err(Refusal {
        first_date: Some(situation.day),
        ..refusal
    })
}

/// The approvals that the validation builds on.
fn approved<'s>(
    situation: &Situation<'_>,
    subject: &Subject<'s>,
) -> Result<Vec<&'s Entry>, Refusal> {
    const LACKING: Text = Text {
        en: "`{code}` lacks the approval of {roles}",
        fr: "il manque à `{code}` l'approbation de {roles}",
    };
    const HELP: Text = Text {
        en: "`qms approve {code}`, by: {who}",
        fr: "`qms approve {code}`, par\u{a0}: {who}",
    };
    let version = &subject.version;
    let document = version.document;
    let mut backed: Vec<&Entry> = Vec::new();
    for entry in document.counting(&document.approvals, situation.day) {
        if !subject.rests(situation, entry, ActKind::Approve) {
            let backing = situation.history.backing(document, entry, ActKind::Approve);
            return Err(broken(subject.code(), entry, ActKind::Approve, backing));
        }
        backed.push(entry);
    }
    let missing = lacking(&version.kind.approval, &backed);
    let Some(first) = missing.first() else {
        return Ok(backed);
    };
    let policy = situation.policy();
    let roles: Vec<String> = missing
        .iter()
        .map(|role| policy.role_label(role).unwrap_or(role.as_str()).to_owned())
        .collect();
    let who: Vec<String> = situation
        .corpus
        .holders(first, Some(&document.process.value), situation.day)
        .iter()
        .map(|actor| format!("`{}`", actor.id.value))
        .collect();
    let message = LACKING
        .with("code", subject.code())
        .with("roles", roles)
        .with("who", who);
    let help = message.reworded(HELP);
    Err(Refusal::new("A101", message).help(help))
}

/// A version in force is not validated again; one whose date is to come is, to move that date.
fn not_in_force(situation: &Situation<'_>, subject: &Subject<'_>) -> Result<(), Refusal> {
    const STANDS: Text = Text {
        en: "`{code}` is {status}: it is not validated again",
        fr: "`{code}` est {status}\u{a0}: il ne se valide plus",
    };
    const HELP: Text = Text {
        en: "a change is a new version: `qms revise {code} --reason …`",
        fr: "une modification est une nouvelle version\u{a0}: `qms revise {code} --reason …`",
    };
    let version = &subject.version;
    let validated = !situation
        .history
        .standing(&subject.code(), &version.document.digest)
        .validations
        .is_empty();
    let closed = match version.status {
        Status::Effective | Status::Superseded => validated,
        Status::Withdrawn => true,
        Status::Draft | Status::Approved | Status::Upcoming => false,
    };
    if !closed {
        return Ok(());
    }
    let message = STANDS
        .with("code", subject.code())
        .with("status", version.status.label());
    let help = message.reworded(HELP);
    Err(Refusal::new("A101", message).help(help))
}

fn not_an_approver(
    situation: &Situation<'_>,
    subject: &Subject<'_>,
    approvals: &[&Entry],
) -> Result<Option<Message>, Refusal> {
    const BOTH: Text = Text {
        en: "`{actor}` approved `{code}` and may not validate it too",
        fr: "`{actor}` a approuvé `{code}` et ne peut pas aussi le valider",
    };
    const HELP: Text = Text {
        en: "have it validated by another holder of the role: `qms actor list`",
        fr: "le faire valider par un autre titulaire du rôle\u{a0}: `qms actor list`",
    };
    if !approvals
        .iter()
        .any(|entry| entry.actor.value == situation.actor.id.value)
    {
        return Ok(None);
    }
    let message = BOTH
        .with("actor", situation.actor.id.value.as_str())
        .with("code", subject.code());
    duties::separated(
        situation.policy().separation.approver_validator,
        message,
        HELP,
    )
}

/// The file of the version replaced, where nothing more is asked of its end.
fn superseded(situation: &Situation<'_>, version: &Version<'_>) -> Option<Edit> {
    let replaced = version.document.supersedes.as_ref()?;
    let code = situation.policy().codes.canonical(&replaced.value).ok()?;
    let old = situation.corpus.version(&code)?;
    old.kind.fate.asks_nothing().then(|| Edit {
        path: old.file.path.to_string(),
        content: None,
    })
}
