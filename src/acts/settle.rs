//! Settle: a past fault that was put right is explained.

use super::message::{Line, message};
use super::{Plan, Refusal, Situation};
use crate::diagnostic::Severity;
use crate::history::words::short;
use crate::history::{ADMINISTRATOR, Fact, Finding};
use crate::model::act::{ActKind, Statement};
use crate::model::layout;
use crate::model::names::RoleId;
use crate::repository::CommitId;
use crate::text::{Text, Value};

/// Plans the settlement of the fault of one commit.
///
/// # Errors
/// The commit has no fault, or one that was not put right yet; it is not the person's to explain.
pub fn plan(
    situation: &Situation<'_>,
    commit: CommitId,
    subject: &str,
    reason: &str,
) -> Result<Plan, Refusal> {
    let findings = findings(situation, commit)?;
    let role = role(situation, &findings)?;
    let statement = Statement {
        role: Some(role.to_string()),
        commit: Some(commit.to_string()),
        reason: Some(reason.to_owned()),
        ..Statement::new(ActKind::Settle, situation.actor.id.value.as_str())
    };
    let line = Line {
        code: short(&commit.to_string()),
        title: subject.to_owned(),
        effective: None,
        note: None,
    };
    let message = message(situation, std::slice::from_ref(&statement), &[line])?;
    Ok(Plan {
        act: ActKind::Settle,
        statements: vec![statement],
        edits: Vec::new(),
        message,
        notes: Vec::new(),
    })
}

/// What is wrong with the commit, all of it put right.
fn findings<'s>(situation: &Situation<'s>, commit: CommitId) -> Result<Vec<&'s Finding>, Refusal> {
    const NONE: Text = Text {
        en: "nothing is wrong with commit {commit}: there is nothing to explain",
        fr: "rien n'est à reprocher au commit {commit}\u{a0}: il n'y a rien à expliquer",
    };
    const BORNE: Text = Text {
        en: "the fault of commit {commit} is not put right yet: {path}",
        fr: "le défaut du commit {commit} n'est pas encore réparé\u{a0}: {path}",
    };
    const VERIFY: Text = Text {
        en: "`qms verify` lists what is wrong, and what puts it right",
        fr: "`qms verify` donne la liste de ce qui ne va pas, et de ce qui le répare",
    };
    let name = short(&commit.to_string());
    let own: Vec<&Finding> = situation
        .history
        .findings()
        .iter()
        .filter(|finding| finding.commit == Some(commit) && finding.severity > Severity::Info)
        .collect();
    if own.is_empty() {
        return Err(Refusal::new("A210", NONE.with("commit", name)).help(VERIFY));
    }
    // What a merge of many histories did stays in the history for ever: it can only be explained.
    let borne = own.iter().find(|finding| {
        finding.severity == Severity::Error
            && finding.path.is_some()
            && !matches!(
                finding.fact,
                Fact::MergeConflict(_) | Fact::CertificateDropped(_)
            )
    });
    match borne {
        None => Ok(own),
        Some(finding) => {
            let path = finding.path.clone().unwrap_or_default();
            let message = BORNE.with("commit", name).with("path", path);
            Err(Refusal::new(finding.fact.rule(), message).help(VERIFY))
        }
    }
}

/// The role in which the person may explain it: administrator for governed files, else one that
/// validates the type concerned.
fn role(situation: &Situation<'_>, findings: &[&Finding]) -> Result<RoleId, Refusal> {
    const DENIED: Text = Text {
        en: "`{actor}` may not explain this fault: it takes {roles}",
        fr: "`{actor}` ne peut pas expliquer ce défaut\u{a0}: il faut être {roles}",
    };
    const HELP: Text = Text {
        en: "who can: `qms actor list --role {role}`",
        fr: "qui le peut\u{a0}: `qms actor list --role {role}`",
    };
    let policy = situation.policy();
    let administrator = RoleId::new(ADMINISTRATOR);
    let path = findings.iter().find_map(|finding| finding.path.as_deref());
    let kind = path
        .map(layout::stem)
        .and_then(|stem| policy.codes.canonical(stem).ok())
        .and_then(|code| policy.document_type(code.kind()))
        .filter(|kind| !kind.validation.is_empty());
    let asked: Vec<RoleId> = match kind {
        Some(kind) => kind.validation.clone(),
        None if path.is_some_and(|path| policy.governors(path).is_some()) => vec![administrator],
        None => {
            let mut roles: Vec<RoleId> = policy
                .types
                .iter()
                .flat_map(|kind| kind.validation.clone())
                .collect();
            roles.push(administrator);
            roles.dedup();
            roles
        }
    };
    let held = asked
        .iter()
        .find(|role| situation.actor.holds(role, None, situation.day));
    if let Some(role) = held {
        return Ok(role.clone());
    }
    let label = |role: &RoleId| policy.role_label(role).unwrap_or(role.as_str()).to_owned();
    let mut labels: Vec<String> = asked.iter().map(label).collect();
    labels.dedup();
    let first = asked.first().map(ToString::to_string).unwrap_or_default();
    let message = DENIED
        .with("actor", situation.actor.id.value.as_str())
        .with("roles", Value::Either(labels))
        .with("role", first);
    let help = message.reworded(HELP);
    Err(Refusal::new("A204", message).help(help))
}
