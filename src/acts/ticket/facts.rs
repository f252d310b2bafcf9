//! The dated facts of a ticket: its answer, its analysis.

use super::{Desk, Entered, ORDER};
use crate::acts::Refusal;
use crate::acts::words;
use crate::model::names::ActorId;
use crate::parse::edit;
use crate::parse::yaml::{plain, scalar};
use crate::text::{Message, Text};
use chrono::NaiveDate;

/// An answer that was given.
#[derive(Debug, Clone, Default)]
pub struct Answered<'a> {
    /// On which day; today by default.
    pub date: Option<NaiveDate>,
    /// Who answered.
    pub by: Option<&'a ActorId>,
    /// By which channel.
    pub channel: Option<&'a str>,
}

/// Enters the answer. There is one: the first, by which the time is judged.
///
/// # Errors
/// The ticket is closed, was answered before, or the day cannot be that of the answer.
pub fn answer(desk: &Desk<'_>, given: &Answered<'_>) -> Result<Entered, Refusal> {
    const BEFORE: Text = Text {
        en: "`{code}` was answered on {day}: the first answer stays, its time is judged by it",
        fr: "`{code}` a reçu une réponse le {day}\u{a0}: la première réponse demeure, c'est sur elle que le délai se juge",
    };
    const BEFORE_HELP: Text = Text {
        en: "what was answered since goes into the body: `qms smac edit {code}`",
        fr: "ce qui a été répondu depuis va dans le corps\u{a0}: `qms smac edit {code}`",
    };
    const SAID: Text = Text {
        en: "{code} was answered on {day}",
        fr: "{code} a reçu une réponse le {day}",
    };
    const LATE: Text = Text {
        en: "it was due by {due}",
        fr: "elle était due au plus tard le {due}",
    };
    desk.open()?;
    if let Some(day) = desk.ticket.answered {
        let message = BEFORE.with("code", desk.code()).with("day", day);
        let help = message.reworded(BEFORE_HELP);
        return Err(Refusal::new("S101", message).help(help));
    }
    let day = desk.fact("S101", given.date)?;
    let mut parts = vec![format!("date: {day}")];
    parts.extend(given.by.map(|by| format!("acteur: {}", plain(by.as_str()))));
    if let Some(channel) = given.channel {
        words::clear(desk.corpus, "--channel", channel)?;
        parts.push(format!("canal: {}", scalar(channel)));
    }
    let value = format!("{{{}}}", parts.join(", "));
    let edited = edit::put_key(desk.text, "reponse", &value, &ORDER);
    let due = desk.ticket.answer_due(desk.corpus.policy());
    let late = due.filter(|due| *due < day);
    Ok(Entered {
        text: desk.kept(&["reponse"], edited)?,
        said: SAID.with("code", desk.code()).with("day", day),
        notes: late.map(|due| LATE.with("due", due)).into_iter().collect(),
    })
}

/// An analysis that was made.
#[derive(Debug, Clone, Default)]
pub struct Analysed<'a> {
    /// On which day; today by default.
    pub date: Option<NaiveDate>,
    /// Who analysed.
    pub by: Option<&'a ActorId>,
    /// By which method.
    pub method: Option<&'a str>,
    /// The causes found.
    pub causes: &'a [String],
    /// Why no action is needed, where none is.
    pub no_action: Option<&'a str>,
}

/// Enters the analysis, or the reason why no action is needed, or both. A later analysis takes the
/// place of the earlier one, as one must after an action that was not effective.
///
/// # Errors
/// The ticket is closed, has actions although none is said to be needed, or the day cannot be that
/// of the analysis.
pub fn analyse(desk: &Desk<'_>, given: &Analysed<'_>) -> Result<Entered, Refusal> {
    const CAUSES: Text = Text {
        en: "an analysis of `{code}` says at least one cause",
        fr: "une analyse de `{code}` dit au moins une cause",
    };
    const CAUSES_HELP: Text = Text {
        en: "`qms smac analyse {code} --cause \"…\"`; a complaint that is not founded has that as its cause",
        fr: "`qms smac analyse {code} --cause \"…\"`\u{a0}; une réclamation non fondée a cela pour cause",
    };
    const ACTIONS: Text = Text {
        en: "`{code}` has actions: it cannot be said that none is needed",
        fr: "`{code}` a des actions\u{a0}: on ne peut pas dire qu'aucune n'est nécessaire",
    };
    const ACTIONS_HELP: Text = Text {
        en: "`qms smac show {code}` lists them",
        fr: "`qms smac show {code}` en donne la liste",
    };
    const SAID: Text = Text {
        en: "{code} was analysed on {day}",
        fr: "{code} a été analysée le {day}",
    };
    const NONE: Text = Text {
        en: "{code} needs no action, and says why",
        fr: "{code} n'appelle aucune action, et dit pourquoi",
    };
    const AGAIN: Text = Text {
        en: "it takes the place of the analysis of {day}, which the history keeps",
        fr: "elle prend la place de celle du {day}, que l'historique conserve",
    };
    const AGAIN_UNKEPT: Text = Text {
        en: "it replaces the analysis of {day}, which was in no commit",
        fr: "elle remplace celle du {day}, qui n'était dans aucun commit",
    };
    const REASON: Text = Text {
        en: "the reason given before is replaced; the history keeps it",
        fr: "la raison donnée auparavant est remplacée\u{a0}; l'historique la conserve",
    };
    const REASON_UNKEPT: Text = Text {
        en: "the reason given before is replaced; it was in no commit",
        fr: "la raison donnée auparavant est remplacée\u{a0}; elle n'était dans aucun commit",
    };
    desk.open()?;
    let alone = given.causes.is_empty() && given.no_action.is_some();
    if given.causes.is_empty() && !(alone && desk.ticket.analysed.is_some()) {
        let message = CAUSES.with("code", desk.code());
        let help = message.reworded(CAUSES_HELP);
        return Err(Refusal::new("S104", message).help(help));
    }
    if given.no_action.is_some() && !desk.ticket.actions.is_empty() {
        let message = ACTIONS.with("code", desk.code());
        let help = message.reworded(ACTIONS_HELP);
        return Err(Refusal::new("S105", message).help(help));
    }
    let mut text = desk.text.to_owned();
    let mut notes = Vec::new();
    let mut said = NONE.with("code", desk.code());
    if !given.causes.is_empty() {
        let day = desk.fact("S104", given.date)?;
        let edited = edit::put_key(&text, "analyse", &analysis(desk, given, day)?, &ORDER);
        text = desk.kept(&["analyse"], edited)?;
        let again = match desk.history_keeps(&|file| file.get("analyse").cloned()) {
            true => AGAIN,
            false => AGAIN_UNKEPT,
        };
        notes.extend(desk.ticket.analysed.map(|day| again.with("day", day)));
        said = SAID.with("code", desk.code()).with("day", day);
    }
    if let Some(reason) = given.no_action {
        words::clear(desk.corpus, "--no-action", reason)?;
        let edited = edit::put_key(&text, "sans-action", &scalar(reason), &ORDER);
        text = desk.kept(&["analyse", "sans-action"], edited)?;
        let before = desk.ticket.no_action.as_deref();
        if before.is_some_and(|before| before.trim() != reason.trim()) {
            let keeps = desk.history_keeps(&|file| file.get("sans-action").cloned());
            notes.push(Message::from(if keeps { REASON } else { REASON_UNKEPT }));
        }
    }
    Ok(Entered { text, said, notes })
}

fn analysis(desk: &Desk<'_>, given: &Analysed<'_>, day: NaiveDate) -> Result<String, Refusal> {
    let mut parts = vec![format!("date: {day}")];
    parts.extend(given.by.map(|by| format!("acteur: {}", plain(by.as_str()))));
    if let Some(method) = given.method {
        words::clear(desk.corpus, "--method", method)?;
        parts.push(format!("methode: {}", scalar(method)));
    }
    for cause in given.causes {
        words::clear(desk.corpus, "--cause", cause)?;
    }
    let causes: Vec<String> = given.causes.iter().map(|cause| scalar(cause)).collect();
    parts.push(format!("causes: [{}]", causes.join(", ")));
    Ok(format!("{{{}}}", parts.join(", ")))
}
