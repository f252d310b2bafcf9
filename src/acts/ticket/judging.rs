//! The verdict on an action of a ticket.

use super::chosen::{chosen, verdict_kept, with};
use super::{Desk, Entered};
use crate::acts::Refusal;
use crate::model::action::{Effect, Verdict};
use crate::model::names::ActorId;
use crate::parse::yaml::plain;
use crate::text::{Message, Text};
use chrono::NaiveDate;

/// A verdict on the effect of an action.
#[derive(Debug, Clone)]
pub struct Judged<'a> {
    /// Whether it did away with what it was decided against.
    pub effect: Effect,
    /// On which day; today by default.
    pub date: Option<NaiveDate>,
    /// Who judged.
    pub by: &'a ActorId,
}

/// Enters the verdict on an action that was done. An ineffective action is open again.
///
/// # Errors
/// The ticket is closed, the action is not done, or the day is before it was.
pub fn judge(desk: &Desk<'_>, named: Option<&str>, given: &Judged<'_>) -> Result<Entered, Refusal> {
    const NOT_DONE: Text = Text {
        en: "action {id} of `{code}` is not done: there is no effect to judge yet",
        fr: "l'action {id} de `{code}` n'est pas réalisée\u{a0}: il n'y a pas encore d'effet à juger",
    };
    const NOT_DONE_HELP: Text = Text {
        en: "first: `qms smac done {code} {id} --evidence \"…\"`",
        fr: "d'abord\u{a0}: `qms smac done {code} {id} --evidence \"…\"`",
    };
    const EARLY: Text = Text {
        en: "action {id} of `{code}` was done on {done}: it cannot be judged on {day}",
        fr: "l'action {id} de `{code}` a été réalisée le {done}\u{a0}: elle ne peut pas être jugée le {day}",
    };
    const EFFECTIVE: Text = Text {
        en: "action {id} of {code} was judged effective on {day}",
        fr: "l'action {id} de {code} a été jugée efficace le {day}",
    };
    const INEFFECTIVE: Text = Text {
        en: "action {id} of {code} was judged ineffective on {day}: it is open again",
        fr: "l'action {id} de {code} a été jugée inefficace le {day}\u{a0}: elle est rouverte",
    };
    const BACK: Text = Text {
        en: "the cause is still there: `qms smac analyse {code} --cause \"…\"`, then `qms smac act` or `qms smac done {code} {id}`",
        fr: "la cause demeure\u{a0}: `qms smac analyse {code} --cause \"…\"`, puis `qms smac act` ou `qms smac done {code} {id}`",
    };
    const REPLACES: Text = Text {
        en: "it replaces the verdict {before}, which the history keeps",
        fr: "il remplace le jugement {before}, que l'historique conserve",
    };
    const REPLACES_UNKEPT: Text = Text {
        en: "it replaces the verdict {before}, which was in no commit",
        fr: "il remplace le jugement {before}, qui n'était dans aucun commit",
    };
    desk.open()?;
    let (place, id, action) = chosen(desk, named, "qms smac judge", &|action| {
        action.done.is_some() && action.verdict.is_none()
    })?;
    let worded = |text: Text| text.with("code", desk.code()).with("id", &id);
    let Some(finished) = action.done else {
        let message = worded(NOT_DONE);
        let help = message.reworded(NOT_DONE_HELP);
        return Err(Refusal::new("S107", message).help(help));
    };
    let day = desk.fact("S107", given.date)?;
    if day < finished {
        let message = worded(EARLY).with("done", finished).with("day", day);
        return Err(Refusal::new("S107", message));
    }
    let (conclusion, said) = match given.effect {
        Effect::Effective => ("efficace", EFFECTIVE),
        Effect::Ineffective => ("inefficace", INEFFECTIVE),
    };
    let value = format!(
        "{{date: {day}, acteur: {}, conclusion: {conclusion}}}",
        plain(given.by.as_str())
    );
    let replaces = match verdict_kept(desk, place) {
        true => REPLACES,
        false => REPLACES_UNKEPT,
    };
    let before = action.verdict.map(described);
    let mut notes: Vec<Message> = before
        .map(|before| replaces.with("before", before))
        .into_iter()
        .collect();
    if given.effect == Effect::Ineffective {
        notes.push(worded(BACK));
    }
    Ok(Entered {
        text: with(desk, desk.text, place, ("efficacite", &value))?,
        said: worded(said).with("day", day),
        notes,
    })
}

/// A verdict, in the middle of a sentence.
fn described(verdict: Verdict) -> Message {
    const DATED: Text = Text {
        en: "`{effect}` of {day}",
        fr: "`{effect}` du {day}",
    };
    const UNDATED: Text = Text {
        en: "`{effect}`",
        fr: "`{effect}`",
    };
    const EFFECTIVE: Text = Text {
        en: "effective",
        fr: "efficace",
    };
    const INEFFECTIVE: Text = Text {
        en: "ineffective",
        fr: "inefficace",
    };
    let effect = match verdict.effect {
        Effect::Effective => EFFECTIVE,
        Effect::Ineffective => INEFFECTIVE,
    };
    match verdict.date {
        Some(day) => DATED.with("effect", effect).with("day", day),
        None => UNDATED.with("effect", effect),
    }
}
