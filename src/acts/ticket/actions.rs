//! The actions of a ticket: decided, done.

use super::chosen::{chosen, item, verdict_kept, with};
use super::{Desk, Entered, ORDER};
use crate::acts::Refusal;
use crate::acts::words;
use crate::model::action::{Action, Nature};
use crate::model::names::ActorId;
use crate::parse::yaml::{plain, scalar};
use crate::parse::{edit, edit_items};
use crate::text::{Message, Text};
use chrono::NaiveDate;

/// An action that was decided.
#[derive(Debug, Clone)]
pub struct Decided<'a> {
    /// What it acts on.
    pub nature: Nature,
    /// What is to be done.
    pub title: &'a str,
    /// Who does it.
    pub owner: &'a ActorId,
    /// By when.
    pub due: NaiveDate,
}

/// Adds an action, under the next number of the ticket: a number is not given twice.
///
/// # Errors
/// The ticket is closed, or the action would fall due before the reception.
pub fn act(desk: &Desk<'_>, given: &Decided<'_>) -> Result<Entered, Refusal> {
    const BEFORE: Text = Text {
        en: "an action of `{code}` cannot fall due on {day}, before the reception on {received}",
        fr: "une action de `{code}` ne peut pas échoir le {day}, avant la réception du {received}",
    };
    const SAID: Text = Text {
        en: "{code} has the action {id}, due by {day}",
        fr: "{code} a l'action {id}, à réaliser au plus tard le {day}",
    };
    const PAST: Text = Text {
        en: "{day} is past: the action is late from the start",
        fr: "le {day} est passé\u{a0}: l'action est en retard dès le départ",
    };
    const NEEDED: Text = Text {
        en: "the reason why no action was needed is taken out; the history keeps it",
        fr: "la raison de n'en prendre aucune est retirée\u{a0}; l'historique la conserve",
    };
    const NEEDED_UNKEPT: Text = Text {
        en: "the reason why no action was needed is taken out; it was in no commit",
        fr: "la raison de n'en prendre aucune est retirée\u{a0}; elle n'était dans aucun commit",
    };
    desk.open()?;
    words::clear(desk.corpus, "--title", given.title)?;
    let received = desk.ticket.received.as_ref().map(|day| day.value);
    if let Some(received) = received.filter(|received| given.due < *received) {
        let message = BEFORE
            .with("code", desk.code())
            .with("day", given.due)
            .with("received", received);
        return Err(Refusal::new("S106", message));
    }
    let id = next(&desk.ticket.actions);
    let item = format!(
        "{{id: {id}, nature: {}, intitule: {}, responsable: {}, echeance: {}}}",
        given.nature.as_str(),
        scalar(given.title),
        plain(given.owner.as_str()),
        given.due
    );
    let mut text = desk.text.to_owned();
    let mut notes = Vec::new();
    if desk.ticket.no_action.is_some() {
        text = desk.kept(&["sans-action"], edit::take_out(&text, "sans-action"))?;
        let keeps = desk.history_keeps(&|file| file.get("sans-action").cloned());
        notes.push(Message::from(if keeps { NEEDED } else { NEEDED_UNKEPT }));
    }
    if edit_items::tree(&text).is_ok_and(|tree| tree.pair("actions").is_none()) {
        let edited = edit::put_key(&text, "actions", "[]", &ORDER);
        text = desk.kept(&["actions", "sans-action"], edited)?;
    }
    let edited = edit_items::append_item(&text, "actions", &item);
    if given.due < desk.day {
        notes.push(PAST.with("day", given.due));
    }
    Ok(Entered {
        text: desk.kept(&["actions", "sans-action"], edited)?,
        said: SAID
            .with("code", desk.code())
            .with("id", id)
            .with("day", given.due),
        notes,
    })
}

/// Enters that an action was done. Where it had been judged ineffective, that verdict goes: what was
/// done since is to be judged anew.
///
/// # Errors
/// The ticket is closed, no such action is to be done, or the day cannot be that.
pub fn done(
    desk: &Desk<'_>,
    named: Option<&str>,
    date: Option<NaiveDate>,
    evidence: Option<&str>,
) -> Result<Entered, Refusal> {
    const BEFORE: Text = Text {
        en: "action {id} of `{code}` was done on {day}",
        fr: "l'action {id} de `{code}` a été réalisée le {day}",
    };
    const BEFORE_HELP: Text = Text {
        en: "its effect is judged by `qms smac judge {code} {id} --effective yes|no`",
        fr: "son efficacité se juge par `qms smac judge {code} {id} --effective oui|non`",
    };
    const SAID: Text = Text {
        en: "action {id} of {code} was done on {day}",
        fr: "l'action {id} de {code} a été réalisée le {day}",
    };
    const SHOWN: Text = Text {
        en: "action {id} of {code}, done on {day}, has its evidence",
        fr: "l'action {id} de {code}, réalisée le {day}, a sa preuve",
    };
    const WITHOUT: Text = Text {
        en: "without evidence: `--evidence \"…\"` says what shows it",
        fr: "sans preuve\u{a0}: `--evidence \"…\"` dit ce qui le montre",
    };
    const AGAIN: Text = Text {
        en: "it had been judged ineffective: that verdict goes, and the history keeps it",
        fr: "elle avait été jugée inefficace\u{a0}: ce jugement s'en va, et l'historique le conserve",
    };
    const AGAIN_UNKEPT: Text = Text {
        en: "it had been judged ineffective: that verdict goes, and was in no commit",
        fr: "elle avait été jugée inefficace\u{a0}: ce jugement s'en va, et n'était dans aucun commit",
    };
    desk.open()?;
    let (place, id, action) = chosen(desk, named, "qms smac done", &|action| {
        action.closed(desk.day).is_none()
    })?;
    let evidence = match evidence {
        Some(evidence) => {
            words::clear(desk.corpus, "--evidence", evidence)?;
            Some(scalar(evidence))
        }
        None => None,
    };
    if let Some(day) = action.closed(desk.day) {
        let same_day = date.is_none_or(|date| date == day);
        if let (Some(evidence), None, true) = (&evidence, &action.evidence, same_day) {
            return Ok(Entered {
                text: with(desk, desk.text, place, ("preuve", evidence))?,
                said: SHOWN
                    .with("code", desk.code())
                    .with("id", id)
                    .with("day", day),
                notes: Vec::new(),
            });
        }
        let message = BEFORE
            .with("code", desk.code())
            .with("id", id)
            .with("day", day);
        let help = message.reworded(BEFORE_HELP);
        return Err(Refusal::new("S105", message).help(help));
    }
    let day = desk.fact("S105", date)?;
    let mut notes = Vec::new();
    let mut text = desk.text.to_owned();
    if action.verdict.is_some() {
        let item = item(desk, &text, place)?;
        let edited = edit_items::unset_in_item(&text, &item, "efficacite");
        text = desk.kept(&["actions"], edited)?;
        notes.push(Message::from(match verdict_kept(desk, place) {
            true => AGAIN,
            false => AGAIN_UNKEPT,
        }));
    }
    text = with(desk, &text, place, ("realisee", &day.to_string()))?;
    match evidence {
        Some(evidence) => text = with(desk, &text, place, ("preuve", &evidence))?,
        None if action.evidence.is_none() => notes.push(Message::from(WITHOUT)),
        None => {}
    }
    Ok(Entered {
        text,
        said: SAID
            .with("code", desk.code())
            .with("id", id)
            .with("day", day),
        notes,
    })
}

fn next(actions: &[Action]) -> String {
    let numbers = actions.iter().filter_map(|action| {
        let id = action.id.as_deref()?;
        id.trim_start_matches(['A', 'a']).parse::<u32>().ok()
    });
    let highest = numbers.max().map_or(0, u64::from);
    format!("A{}", highest.max(actions.len() as u64) + 1)
}
