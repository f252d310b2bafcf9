//! Whether an act fits where its document stands: approval before validation, nothing on what is
//! not in force, nothing on what has left (A207, A209, C004, C005, R105).

use super::breach::{Breach, Fact};
use super::judge::Court;
use super::ledger::Stage;
use crate::model::act::{ActKind, HoldChange, Statement};
use crate::model::code::{Class, Code};
use chrono::NaiveDate;

/// What is wrong with an act on a document, by the acts before it. `confirms` says that it is made
/// again because its first key is compromised.
pub(super) fn fits(
    court: &Court<'_>,
    statement: &Statement,
    code: &Code,
    day: NaiveDate,
    confirms: bool,
) -> Vec<Breach> {
    let name = code.to_string();
    let stage = court.view.stage(&name, day);
    let mut found = Vec::new();
    let mut wrong = |fact: Fact| found.push(fact.error());
    match (statement.act, stage) {
        (_, Stage::Left(_)) if statement.act != ActKind::Validate => {
            wrong(Fact::HasLeft(name.clone()))
        }
        (ActKind::Validate, Stage::Left(_)) => wrong(Fact::NumberGiven(name.clone())),
        (ActKind::Approve | ActKind::Validate | ActKind::Reject, Stage::Withdrawn(_)) => {
            wrong(Fact::HasLeft(name.clone()))
        }
        (
            ActKind::Approve | ActKind::Validate,
            Stage::InForce(validation) | Stage::Superseded(validation),
        ) => {
            let again = confirms
                && (statement.act == ActKind::Approve
                    || validation.statement.effective == statement.effective);
            if !again {
                wrong(Fact::AlreadyInForce(name.clone()));
            }
        }
        (ActKind::Reject, Stage::InForce(_) | Stage::Superseded(_)) => {
            wrong(Fact::AlreadyInForce(name.clone()))
        }
        (
            ActKind::Review | ActKind::Withdraw,
            Stage::Open | Stage::Upcoming(_) | Stage::Superseded(_) | Stage::Withdrawn(_),
        ) => wrong(Fact::NotInForce(name.clone())),
        (ActKind::Ack, Stage::Open) => wrong(Fact::NotInForce(name.clone())),
        (ActKind::Destroy, Stage::InForce(_) | Stage::Upcoming(_)) => {
            wrong(Fact::StillInForce(name.clone()))
        }
        // A withdrawn version may leave the day after (40-retention).
        (ActKind::Destroy, Stage::Withdrawn(withdrawal)) if withdrawal.day >= day => {
            wrong(Fact::StillInForce(name.clone()))
        }
        _ => {}
    }
    if statement.act == ActKind::Validate {
        found.extend(succession(court, statement, code));
    }
    found
}

/// Versions follow one another, and a number is given once (C005, C004).
fn succession(court: &Court<'_>, statement: &Statement, code: &Code) -> Vec<Breach> {
    let mut found = Vec::new();
    let name = code.to_string();
    let later = court.view.ledger.later_versions(&name);
    if later
        .into_iter()
        .any(|other| court.view.validated(other).is_some())
    {
        found.push(Fact::NumberGiven(name).error());
    }
    if code.version() <= 1 {
        // A first version replaces nothing.
        let replaced = statement.supersedes.clone();
        found.extend(replaced.map(|named| Fact::Succession(Some(named)).error()));
        return found;
    }
    let Some(named) = &statement.supersedes else {
        found.push(Fact::Succession(None).error());
        return found;
    };
    let before = court.register.policy().codes.canonical(named).ok();
    let follows = before.is_some_and(|before| {
        before.document() == code.document()
            && before.version() + 1 == code.version()
            && court.view.validated(named).is_some()
    });
    if !follows {
        found.push(Fact::Succession(Some(named.clone())).error());
    }
    found
}

/// What keeps a record or ticket from being destroyed, by the acts on it.
pub(super) fn free_to_go(court: &Court<'_>, code: &str, class: Option<Class>) -> Option<Breach> {
    let last = |kinds: &[ActKind]| {
        let found = court
            .view
            .on(code)
            .rfind(|record| kinds.contains(&record.statement.act));
        found.map(|record| &record.statement)
    };
    let held = last(&[ActKind::Hold]);
    if held.is_some_and(|act| act.hold == Some(HoldChange::Set)) {
        return Some(Fact::OnHold(code.to_owned()).error());
    }
    let closed = last(&[ActKind::Close, ActKind::Reopen]);
    let open = closed.is_none_or(|act| act.act == ActKind::Reopen);
    (class == Some(Class::Ticket) && open).then(|| Fact::StillOpen(code.to_owned()).error())
}
