//! What stands in the way of a destruction, each with the first day on which it would be possible.

use super::Grounds;
use crate::acts::thing::Thing;
use crate::acts::{Refusal, Situation};
use crate::model::code::Code;
use crate::model::document::Status;
use crate::model::entity::Entity;
use crate::model::retention::{Condition, Fate, Origin, Waiting};
use crate::retention::{Item, words};
use crate::text::{Message, Text};
use chrono::NaiveDate;

/// The item of a thing: what is in force, or a draft, is none.
pub(super) fn kept<'i, 'c>(
    thing: &Thing<'_>,
    item: Option<&'i Item<'c>>,
) -> Result<&'i Item<'c>, Refusal> {
    const STANDS: Text = Text {
        en: "`{code}` is {status}: only a superseded or withdrawn version is destroyed",
        fr: "`{code}` est {status}\u{a0}: seule une version périmée ou retirée se détruit",
    };
    const DRAFT: Text = Text {
        en: "an abandoned draft is simply deleted: `git rm {path}`",
        fr: "un projet abandonné s'efface simplement\u{a0}: `git rm {path}`",
    };
    const FORCE: Text = Text {
        en: "to take it out of force: `qms withdraw {code} --reason …`",
        fr: "pour l'enlever de ce qui est en vigueur\u{a0}: `qms withdraw {code} --reason …`",
    };
    const UNKNOWN: Text = Text {
        en: "`{code}` is nothing that is kept",
        fr: "`{code}` n'est rien qui soit conservé",
    };
    if let Some(item) = item {
        return Ok(item);
    }
    let code = thing.code().to_string();
    let Thing::Version(version) = thing else {
        return Err(Refusal::new("R105", UNKNOWN.with("code", code)));
    };
    let message = STANDS
        .with("code", code)
        .with("status", version.status.label())
        .with("path", &*version.file.path);
    let help = match version.status {
        Status::Draft | Status::Approved => message.reworded(DRAFT),
        _ => message.reworded(FORCE),
    };
    Err(Refusal::new("R105", message).help(help))
}

/// The day from which it may leave.
pub(super) fn due(situation: &Situation<'_>, item: &Item<'_>) -> Result<NaiveDate, Refusal> {
    const EARLY: Text = Text {
        en: "`{code}` cannot be destroyed before {day}: {rule}",
        fr: "`{code}` ne peut pas être détruit avant le {day}\u{a0}: {rule}",
    };
    const HELD: Text = Text {
        en: "the destruction of `{code}` is suspended since {since} by `{actor}`: {reason}",
        fr: "la destruction de `{code}` est suspendue depuis le {since} par `{actor}`\u{a0}: {reason}",
    };
    const HELD_HELP: Text = Text {
        en: "when the reason is over: `qms hold --lift {code}`",
        fr: "quand ce motif aura cessé\u{a0}: `qms hold --lift {code}`",
    };
    const PERMANENT: Text = Text {
        en: "`{code}` is kept for ever",
        fr: "`{code}` est conservé définitivement",
    };
    let code = item.code.to_string();
    let state = &item.state;
    // A record need not be closed to be destroyed; a ticket must be.
    if is_open_ticket(item, situation.day) {
        return Err(waiting("R105", item.code, &Waiting::For(Origin::Closing)));
    }
    if let Some(what) = &state.waiting_for {
        return Err(waiting("R105", item.code, what));
    }
    if state.condition == Condition::Permanent {
        return Err(Refusal::new("R105", PERMANENT.with("code", code)));
    }
    let day = situation.day;
    let open =
        |hold: &&crate::model::retention::Hold| hold.has_begun(day) && hold.released(day).is_none();
    let holds = Thing::of(situation.corpus, item.file).map(|thing| thing.holds());
    if let Some(hold) = holds.unwrap_or_default().iter().find(open) {
        let message = HELD
            .with("code", code)
            .with("since", hold.since.value)
            .with(
                "actor",
                hold.actor
                    .as_ref()
                    .map(ToString::to_string)
                    .unwrap_or_default(),
            )
            .with("reason", hold.reason.clone().unwrap_or_default());
        let help = message.reworded(HELD_HELP);
        return Err(Refusal::new("R105", message).help(help));
    }
    let first = state.leaves_from();
    // The day of a release is held still.
    let after = state.hold.as_ref().and_then(|_| day.succ_opt());
    match first.map(|first| after.map_or(first, |after| first.max(after))) {
        Some(from) if from <= day => Ok(from),
        first => {
            let message = EARLY
                .with("code", code)
                .with("day", first.unwrap_or(NaiveDate::MAX))
                .with("rule", words::rule(item, situation.policy()));
            Err(Refusal {
                first_date: first,
                ..Refusal::new("R105", message)
            })
        }
    }
}

/// Whether an item is a ticket that is open on a day.
pub(super) fn is_open_ticket(item: &Item<'_>, day: NaiveDate) -> bool {
    matches!(item.file.entity(), Some(Entity::Ticket(ticket)) if ticket.is_open(day))
}

/// A last day that is not known yet.
pub(in crate::acts) fn waiting(rule: &'static str, code: &Code, what: &Waiting) -> Refusal {
    const WAITS: Text = Text {
        en: "the last day of `{code}` is not known: it waits for {what}",
        fr: "le dernier jour de `{code}` n'est pas connu\u{a0}: il attend {what}",
    };
    const CLOSE: Text = Text {
        en: "close it first (`{key}`): `qms close {code}`",
        fr: "le clore d'abord (`{key}`)\u{a0}: `qms close {code}`",
    };
    const ENTER: Text = Text {
        en: "enter `{key}` in its file when it is known: `qms edit {code}`",
        fr: "porter `{key}` dans son fichier quand ce sera connu\u{a0}: `qms edit {code}`",
    };
    const SEE: Text = Text {
        en: "`qms retention {code}` says what is counted, `qms check` what is wrong",
        fr: "`qms retention {code}` dit ce qui est compté, `qms check` ce qui ne va pas",
    };
    let message = WAITS
        .with("code", code.to_string())
        .with("what", words::waiting(what))
        .with(
            "key",
            match what {
                Waiting::For(origin) => words::key(origin),
                _ => "",
            },
        );
    let help = match what {
        Waiting::For(Origin::Closing) => message.reworded(CLOSE),
        Waiting::For(_) => message.reworded(ENTER),
        _ => message.reworded(SEE),
    };
    Refusal::new(rule, message).help(help)
}

/// What its rule asks for and these grounds do not give: the options of the command line.
pub fn lacks(item: &Item<'_>, grounds: &Grounds) -> Vec<&'static str> {
    let mut lacking = Vec::new();
    if item.asks_visa() && grounds.visa.is_none() {
        lacking.push("--visa REF");
    }
    if item.asks_transfer() && grounds.transfer.is_none() {
        lacking.push("--transfer REF");
    }
    if item.asks_decision() && grounds.decision.is_none() {
        lacking.push("--decision REF");
    }
    lacking
}

/// Refuses where the rule asks for more than is given (R106).
pub(super) fn grounded(
    situation: &Situation<'_>,
    item: &Item<'_>,
    grounds: &Grounds,
) -> Result<(), Refusal> {
    const ASKS: Text = Text {
        en: "the rule of `{code}` asks for more: “{cell}”",
        fr: "la règle de `{code}` demande davantage\u{a0}: «\u{a0}{cell}\u{a0}»",
    };
    const HELP: Text = Text {
        en: "give what it asks for: {options}",
        fr: "donner ce qu'elle demande\u{a0}: {options}",
    };
    let lacking = lacks(item, grounds);
    if lacking.is_empty() {
        return Ok(());
    }
    let options: Vec<String> = lacking.iter().map(|option| format!("`{option}`")).collect();
    let message = ASKS
        .with("code", item.code.to_string())
        .with("cell", asked(situation, item))
        .with("options", options);
    let help = message.reworded(HELP);
    Err(Refusal::new("R106", message).help(help))
}

/// The words of the rule that ask for it.
fn asked(situation: &Situation<'_>, item: &Item<'_>) -> Message {
    const WORDS: Text = Text {
        en: "{words}",
        fr: "{words}",
    };
    const VISA: Text = Text {
        en: "archives' visa",
        fr: "visa des archives",
    };
    let schedule = item.series.and_then(|series| series.schedule.as_ref());
    let words = match schedule {
        Some(schedule) => match (schedule.elsewhere(), &schedule.fate) {
            (Some(words), _) => Some(words.to_owned()),
            (None, Fate::Transfer(words) | Fate::Visa(words)) => Some(words.clone()),
            _ => None,
        },
        None => situation
            .policy()
            .document_type(item.code.kind())
            .map(|kind| kind.fate_cell.clone()),
    };
    words.map_or(VISA.into(), |words| WORDS.with("words", words))
}

/// Refuses where no act says what the file says of the end of a version, or of the closing of a
/// ticket: facts typed into a file destroy nothing.
pub(super) fn acts_agree(situation: &Situation<'_>, thing: &Thing<'_>) -> Result<(), Refusal> {
    const NONE: Text = Text {
        en: "no act of the history took `{code}` out of force",
        fr: "aucun acte de l'historique n'a sorti `{code}` de ce qui est en vigueur",
    };
    const OPEN: Text = Text {
        en: "no act of the history closed `{code}`",
        fr: "aucun acte de l'historique n'a clos `{code}`",
    };
    const HELP: Text = Text {
        en: "`qms log {code}` tells what happened to it",
        fr: "`qms log {code}` raconte ce qui lui est arrivé",
    };
    let history = situation.history;
    let code = thing.code().to_string();
    let (agreed, text) = match thing {
        Thing::Version(version) if version.status == Status::Withdrawn => {
            (history.left(&code).is_some(), NONE)
        }
        Thing::Version(version) => {
            let next = situation.corpus.successor(&version.document.code);
            let entered = next.is_some_and(|next| {
                let code = next.document.code.to_string();
                history.entered(&code, situation.day).is_some()
            });
            (entered, NONE)
        }
        Thing::Ticket(..) => (history.is_closed(&code), OPEN),
        Thing::Record(..) => (true, OPEN),
    };
    if agreed {
        return Ok(());
    }
    let message = text.with("code", code);
    let help = message.reworded(HELP);
    Err(Refusal::new("A208", message).help(help))
}
