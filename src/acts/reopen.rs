//! Reopen: a closed ticket may change again. The first answer date stays in it.

use super::gathering::Gathering;
use super::message::Line;
use super::thing::Thing;
use super::words;
use super::{Plan, Refusal, Situation, duties};
use crate::model::act::ActKind;
use crate::parse::workflow::WorkflowKey;
use crate::text::Text;

/// Plans the reopening of tickets, all or none. The reason stands in the message: a reopening has no
/// trailer for one.
///
/// # Errors
/// One of them is no ticket, is open, or is not the person's to reopen; the reason holds personal
/// data.
pub fn plan(
    situation: &Situation<'_>,
    things: &[Thing<'_>],
    reason: &str,
) -> Result<Plan, Refusal> {
    const REASON: Text = Text {
        en: "Reason: {reason}",
        fr: "Motif\u{a0}: {reason}",
    };
    words::clear(situation.corpus, "--reason", reason)?;
    let note = REASON
        .with("reason", reason)
        .render(situation.policy().lang);
    let mut gathering = Gathering::of(ActKind::Reopen);
    for thing in things {
        thing.not_left(situation)?;
        let Thing::Ticket(_, ticket) = thing else {
            return Err(no_ticket(thing));
        };
        if ticket.closed.is_none() {
            return Err(open(thing));
        }
        let role = duties::role_on(situation, ActKind::Reopen, thing.code(), thing.process())?;
        let line = Line {
            note: Some(note.clone()),
            ..Line::of_thing(thing)
        };
        gathering.add(
            [thing.without_key(situation, WorkflowKey::Closed)?],
            line,
            thing.statement(ActKind::Reopen, situation, role.as_str()),
        );
    }
    gathering.plan(situation)
}

fn no_ticket(thing: &Thing<'_>) -> Refusal {
    const TEXT: Text = Text {
        en: "`{code}` is no ticket: tickets alone are reopened",
        fr: "`{code}` n'est pas une fiche\u{a0}: seules les fiches se rouvrent",
    };
    const HELP: Text = Text {
        en: "a closed record stays as it is; an error is corrected by another record that bears `erratum-de: {code}`",
        fr: "un enregistrement clos reste tel quel\u{a0}; une erreur se corrige par un autre enregistrement, qui porte `erratum-de: {code}`",
    };
    let message = TEXT.with("code", thing.code().to_string());
    let help = message.reworded(HELP);
    Refusal::new("A210", message).help(help)
}

fn open(thing: &Thing<'_>) -> Refusal {
    const TEXT: Text = Text {
        en: "`{code}` is open already",
        fr: "`{code}` est déjà ouverte",
    };
    const HELP: Text = Text {
        en: "`qms smac show {code}` says what it awaits",
        fr: "`qms smac show {code}` dit ce qu'elle attend",
    };
    let message = TEXT.with("code", thing.code().to_string());
    let help = message.reworded(HELP);
    Refusal::new("A210", message).help(help)
}
