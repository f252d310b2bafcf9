//! Archive: the filing of a record is over, and it was moved to where archives are kept.

use super::close::no_record;
use super::destroy::waiting;
use super::gathering::Gathering;
use super::message::Line;
use super::thing::Thing;
use super::{Plan, Refusal, Situation, duties};
use crate::model::act::ActKind;
use crate::model::retention::PhaseEnd;
use crate::parse::workflow::WorkflowKey;
use crate::parse::workflow_values::day_block;
use crate::retention::{self, Item};
use crate::text::Text;

/// Plans the archiving of records, all or none.
///
/// # Errors
/// One of them is still in filing, is archived already, has no archive phase, or is not the
/// person's to archive.
pub fn plan(situation: &Situation<'_>, things: &[Thing<'_>]) -> Result<Plan, Refusal> {
    let items = retention::items(situation.corpus);
    let mut gathering = Gathering::of(ActKind::Archive);
    for thing in things {
        thing.not_left(situation)?;
        let Thing::Record(_, record) = thing else {
            return Err(match thing {
                Thing::Version(_) => no_record(thing),
                _ => no_phase(thing),
            });
        };
        if let Some(day) = &record.archived {
            return Err(already(thing, day.value));
        }
        let item = retention::find(&items, thing.code());
        filed(situation, thing, item)?;
        thing.without_errors(situation)?;
        let role = duties::role_on(situation, ActKind::Archive, thing.code(), thing.process())?;
        let block = day_block(WorkflowKey::Archived, situation.day);
        let edit = thing.with_key(situation, WorkflowKey::Archived, &block)?;
        let place = item
            .and_then(|item| item.series)
            .and_then(|series| series.archived_at.clone());
        let line = Line {
            note: place,
            ..Line::of_thing(thing)
        };
        let statement = thing.statement(ActKind::Archive, situation, role.as_str());
        gathering.add([edit], line, statement);
    }
    gathering.plan(situation)
}

/// Whether a record should have been moved by a day, and no move is dated in its file.
pub fn is_due(item: &Item<'_>, day: chrono::NaiveDate) -> bool {
    let dated = item
        .record()
        .is_some_and(|record| record.archived.is_some());
    !dated && item.to_archive(day).is_some()
}

/// Refuses unless its filing is over and an archive phase follows.
fn filed(
    situation: &Situation<'_>,
    thing: &Thing<'_>,
    item: Option<&Item<'_>>,
) -> Result<(), Refusal> {
    const EARLY: Text = Text {
        en: "`{code}` is in filing until {last}",
        fr: "`{code}` est en classement jusqu'au {last}",
    };
    const HELP: Text = Text {
        en: "it may be archived from {first}: `qms retention {code}` says why",
        fr: "il peut être archivé à partir du {first}\u{a0}: `qms retention {code}` dit pourquoi",
    };
    let Some(item) = item else {
        return Err(no_phase(thing));
    };
    if matches!(item.state.archiving, PhaseEnd::Empty | PhaseEnd::Elsewhere) {
        return Err(no_phase(thing));
    }
    match item.state.filing.last() {
        Some(last) if last >= situation.day => {
            let message = EARLY
                .with("code", thing.code().to_string())
                .with("last", last)
                .with("first", last.succ_opt().unwrap_or(last));
            let help = message.reworded(HELP);
            Err(Refusal {
                first_date: last.succ_opt(),
                ..Refusal::new("R103", message).help(help)
            })
        }
        Some(_) => Ok(()),
        None => match (&item.state.filing, &item.state.waiting_for) {
            (PhaseEnd::Waiting(_), Some(what)) => Err(waiting("R103", thing.code(), what)),
            _ => Ok(()),
        },
    }
}

fn no_phase(thing: &Thing<'_>) -> Refusal {
    const TEXT: Text = Text {
        en: "`{code}` has no archive phase that is counted here",
        fr: "`{code}` n'a pas d'archivage compté ici",
    };
    const HELP: Text = Text {
        en: "`qms report records` shows the terms of its series",
        fr: "`qms report records` montre les durées de sa série",
    };
    Refusal::new("R103", TEXT.with("code", thing.code().to_string())).help(HELP)
}

fn already(thing: &Thing<'_>, day: chrono::NaiveDate) -> Refusal {
    const TEXT: Text = Text {
        en: "`{code}` was archived on {day}",
        fr: "`{code}` est archivé depuis le {day}",
    };
    let message = TEXT.with("code", thing.code().to_string()).with("day", day);
    Refusal::new("R103", message)
}
