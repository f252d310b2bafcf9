//! Hold: destruction is suspended, or released.

use super::close::no_record;
use super::gathering::Gathering;
use super::message::Line;
use super::thing::{Thing, not_edited};
use super::{Plan, Refusal, Situation, duties, words};
use crate::model::act::{ActKind, HoldChange, Statement};
use crate::model::calendar::Duration;
use crate::model::retention::Hold;
use crate::parse::workflow::WorkflowKey;
use crate::parse::workflow_values::{HoldEntry, gel_block};
use crate::text::Text;
use chrono::NaiveDate;

/// When a hold is looked at again, where nobody says: in a year.
const REASSESSED: Duration = Duration::Months(12);

/// Plans the suspension of destruction of records and tickets, all or none. What is held already is
/// held once more: for another reason, or until another reassessment.
///
/// # Errors
/// One of them is not the person's to hold; the reassessment is past; the reason tells who somebody is.
pub fn set(
    situation: &Situation<'_>,
    things: &[Thing<'_>],
    reason: &str,
    reassess: Option<NaiveDate>,
) -> Result<Plan, Refusal> {
    let reassess = reassess.unwrap_or(REASSESSED.after(situation.day));
    not_past(situation, reassess)?;
    planned(situation, things, HoldChange::Set, reason, &|thing| {
        let mut entries = written(thing)?;
        entries.push(HoldEntry {
            depuis: situation.day,
            acteur: situation.actor.id.value.to_string(),
            motif: reason.to_owned(),
            reevaluation: reassess,
            leve: None,
        });
        Ok(entries)
    })
}

/// Plans the release of all holds of some records and tickets, all or none.
///
/// # Errors
/// One of them is not held, or is not the person's to release.
pub fn lift(
    situation: &Situation<'_>,
    things: &[Thing<'_>],
    reason: &str,
) -> Result<Plan, Refusal> {
    const FREE: Text = Text {
        en: "`{code}` is not held",
        fr: "`{code}` n'est pas gelé",
    };
    planned(situation, things, HoldChange::Lifted, reason, &|thing| {
        let mut entries = written(thing)?;
        let mut open = entries
            .iter_mut()
            .filter(|entry| entry.leve.is_none())
            .peekable();
        if open.peek().is_none() {
            let message = FREE.with("code", thing.code().to_string());
            return Err(Refusal::new("R109", message));
        }
        for entry in open {
            entry.leve = Some((situation.day, situation.actor.id.value.to_string()));
        }
        Ok(entries)
    })
}

fn planned(
    situation: &Situation<'_>,
    things: &[Thing<'_>],
    change: HoldChange,
    reason: &str,
    entries: &dyn Fn(&Thing<'_>) -> Result<Vec<HoldEntry>, Refusal>,
) -> Result<Plan, Refusal> {
    words::clear(situation.corpus, "--reason", reason)?;
    let mut gathering = Gathering::of(ActKind::Hold);
    for thing in things {
        thing.not_left(situation)?;
        if matches!(thing, Thing::Version(_)) {
            return Err(no_record(thing));
        }
        let role = duties::role_on(situation, ActKind::Hold, thing.code(), thing.process())?;
        let block = gel_block(&entries(thing)?).unwrap_or_default();
        let edit = thing.with_key(situation, WorkflowKey::Hold, &block)?;
        let statement = Statement {
            hold: Some(change),
            reason: Some(reason.to_owned()),
            ..thing.statement(ActKind::Hold, situation, role.as_str())
        };
        gathering.add([edit], Line::of_thing(thing), statement);
    }
    gathering.plan(situation)
}

/// The holds that stand in a file, as they are written again.
fn written(thing: &Thing<'_>) -> Result<Vec<HoldEntry>, Refusal> {
    let entry = |hold: &Hold| {
        let leve = match &hold.release {
            Some(release) => Some((release.date, release.actor.as_ref()?.to_string())),
            None => None,
        };
        Some(HoldEntry {
            depuis: hold.since.value,
            acteur: hold.actor.as_ref()?.to_string(),
            motif: hold.reason.clone()?,
            reevaluation: hold.reassess.as_ref()?.value,
            leve,
        })
    };
    let entries: Option<Vec<HoldEntry>> = thing.holds().iter().map(entry).collect();
    entries.ok_or_else(|| not_edited(&thing.code().to_string()))
}

fn not_past(situation: &Situation<'_>, reassess: NaiveDate) -> Result<(), Refusal> {
    const PAST: Text = Text {
        en: "the day of reassessment, {day}, is not to come",
        fr: "le jour du réexamen, le {day}, n'est pas à venir",
    };
    if reassess > situation.day {
        return Ok(());
    }
    Err(Refusal {
        first_date: situation.day.succ_opt(),
        ..Refusal::new("R109", PAST.with("day", reassess))
    })
}
