//! Close: a record or ticket no longer changes.

use super::gathering::Gathering;
use super::message::Line;
use super::thing::Thing;
use super::{Plan, Refusal, Situation, duties};
use crate::model::act::ActKind;
use crate::model::action::Action;
use crate::model::code::Class;
use crate::model::names::Located;
use crate::model::policy::Policy;
use crate::model::record::Record;
use crate::model::retention::Measures;
use crate::model::ticket::Ticket;
use crate::parse::workflow::WorkflowKey;
use crate::parse::workflow_values::day_block;
use crate::text::{Message, Text};
use chrono::NaiveDate;

/// Plans the closing of records and tickets, all or none.
///
/// # Errors
/// One of them is closed, has errors, is not the person's to close, or has still to receive what
/// could not be entered afterwards.
pub fn plan(situation: &Situation<'_>, things: &[Thing<'_>]) -> Result<Plan, Refusal> {
    let mut gathering = Gathering::of(ActKind::Close);
    for thing in things {
        thing.not_left(situation)?;
        match thing {
            Thing::Version(_) => return Err(no_record(thing)),
            Thing::Record(_, record) => {
                still_open(thing, record.closed.as_ref())?;
                happened(record, situation)?;
                complete(record, situation.day)?;
            }
            Thing::Ticket(_, ticket) => {
                still_open(thing, ticket.closed.as_ref())?;
                handled(ticket, situation.policy(), situation.day)?;
            }
        }
        thing.without_errors(situation)?;
        let role = duties::role_on(situation, ActKind::Close, thing.code(), thing.process())?;
        let block = day_block(WorkflowKey::Closed, situation.day);
        gathering.add(
            [thing.with_key(situation, WorkflowKey::Closed, &block)?],
            Line::of_thing(thing),
            thing.statement(ActKind::Close, situation, role.as_str()),
        );
    }
    gathering.plan(situation)
}

/// A document is neither closed, archived nor held.
pub(super) fn no_record(thing: &Thing<'_>) -> Refusal {
    const TEXT: Text = Text {
        en: "`{code}` is a document: this is for records and tickets",
        fr: "`{code}` est un document\u{a0}: ceci est pour les enregistrements et les fiches",
    };
    const HELP: Text = Text {
        en: "a document leaves force by its next version, or by `qms withdraw {code} --reason …`",
        fr: "un document cesse d'être en vigueur par sa version suivante, ou par `qms withdraw {code} --reason …`",
    };
    let message = TEXT.with("code", thing.code().to_string());
    let help = message.reworded(HELP);
    Refusal::new("A210", message).help(help)
}

fn still_open(thing: &Thing<'_>, closed: Option<&Located<NaiveDate>>) -> Result<(), Refusal> {
    const CLOSED: Text = Text {
        en: "`{code}` was closed on {day}",
        fr: "`{code}` est clos depuis le {day}",
    };
    const HELP: Text = Text {
        en: "an error is corrected by another record that bears `erratum-de: {code}`",
        fr: "une erreur se corrige par un autre enregistrement, qui porte `erratum-de: {code}`",
    };
    const TICKET: Text = Text {
        en: "to enter something more: `qms smac reopen {code} --reason \"…\"`",
        fr: "pour y porter autre chose\u{a0}: `qms smac reopen {code} --reason \"…\"`",
    };
    let Some(day) = closed else { return Ok(()) };
    let message = CLOSED
        .with("code", thing.code().to_string())
        .with("day", day.value);
    let help = message.reworded(match thing {
        Thing::Ticket(..) => TICKET,
        _ => HELP,
    });
    Err(Refusal::new("R107", message).help(help))
}

/// A record proves what was done: its day has come, and what it corrects is a record.
fn happened(record: &Record, situation: &Situation<'_>) -> Result<(), Refusal> {
    const FUTURE: Text = Text {
        en: "`{code}` is dated {day}, a day to come",
        fr: "`{code}` est daté du {day}, un jour à venir",
    };
    const OTHER: Text = Text {
        en: "`{code}` corrects `{other}`, which is no other record",
        fr: "`{code}` corrige `{other}`, qui n'est pas un autre enregistrement",
    };
    const HELP: Text = Text {
        en: "put `{key}` right: `qms edit {code}`",
        fr: "corriger `{key}`\u{a0}: `qms edit {code}`",
    };
    let code = record.code.to_string();
    let refuse = |rule: &'static str, message: Message, key: &'static str| {
        let help = message.reworded(HELP).with("key", key);
        Err(Refusal::new(rule, message).help(help))
    };
    if let Some(date) = record
        .date
        .as_ref()
        .filter(|date| date.value > situation.day)
    {
        let message = FUTURE.with("code", code).with("day", date.value);
        return Err(Refusal {
            first_date: Some(date.value),
            ..Refusal::new("F005", message)
        });
    }
    let Some(named) = &record.erratum_of else {
        return Ok(());
    };
    let policy = situation.policy();
    let corrected = policy.codes.canonical(&named.value).ok();
    let corrected = corrected.filter(|corrected| {
        *corrected != record.code
            && policy.codes.class(corrected.kind()) == Some(Class::Record)
            && (situation.corpus.with_code(corrected).next().is_some()
                || situation
                    .history
                    .destroyed(&corrected.to_string())
                    .is_some())
    });
    if corrected.is_some() {
        return Ok(());
    }
    let message = OTHER.with("code", code).with("other", named.value.clone());
    refuse("F007", message, "erratum-de")
}

/// What is closed takes nothing more: the end of its measures could never be entered.
fn complete(record: &Record, day: NaiveDate) -> Result<(), Refusal> {
    const OPEN: Text = Text {
        en: "measures of `{code}` are not ended: once it is closed, their end could not be entered",
        fr: "des mesures de `{code}` ne sont pas terminées\u{a0}: une fois clos, leur fin ne pourrait plus y être portée",
    };
    const HELP: Text = Text {
        en: "enter `realisee` for each of them, or close it when they are done",
        fr: "porter `realisee` pour chacune, ou le clore quand elles seront réalisées",
    };
    let Measures::Listed(actions) = &record.measures else {
        return Ok(());
    };
    if actions.iter().all(|action| action.closed(day).is_some()) {
        return Ok(());
    }
    let message = OPEN.with("code", record.code.to_string());
    Err(Refusal::new("R108", message).help(HELP))
}

/// A ticket is answered where its kind asks for it, analysed, and its actions are done.
fn handled(ticket: &Ticket, policy: &Policy, day: NaiveDate) -> Result<(), Refusal> {
    const ANSWER: Text = Text {
        en: "`{code}` is not answered yet",
        fr: "`{code}` n'a pas encore reçu de réponse",
    };
    const ANSWER_HELP: Text = Text {
        en: "enter the answer: `qms smac answer {code}`",
        fr: "porter la réponse\u{a0}: `qms smac answer {code}`",
    };
    const ANALYSIS: Text = Text {
        en: "`{code}` is not analysed yet",
        fr: "`{code}` n'est pas encore analysé",
    };
    const ANALYSIS_HELP: Text = Text {
        en: "enter the analysis: `qms smac analyse {code} --cause \"…\"`",
        fr: "porter l'analyse\u{a0}: `qms smac analyse {code} --cause \"…\"`",
    };
    const ACTION: Text = Text {
        en: "action {id} of `{code}` is not done, or was judged ineffective",
        fr: "l'action {id} de `{code}` n'est pas réalisée, ou a été jugée inefficace",
    };
    const ACTION_HELP: Text = Text {
        en: "enter that it is done: `qms smac done {code} {id} --evidence \"…\"`",
        fr: "porter sa réalisation\u{a0}: `qms smac done {code} {id} --evidence \"…\"`",
    };
    const NONE: Text = Text {
        en: "`{code}` has no action, and does not say why none was needed",
        fr: "`{code}` n'a aucune action, et ne dit pas pourquoi aucune n'était nécessaire",
    };
    const NONE_HELP: Text = Text {
        en: "decide one, `qms smac act {code}`, or say why none: `qms smac analyse {code} --no-action \"…\"`",
        fr: "en décider une, `qms smac act {code}`, ou dire pourquoi aucune\u{a0}: `qms smac analyse {code} --no-action \"…\"`",
    };
    let refuse = |rule: &'static str, text: Text, help: Text| {
        let message = text.with("code", ticket.code.to_string());
        let help = message.reworded(help);
        Err(Refusal::new(rule, message).help(help))
    };
    if ticket.asks_answer(policy) && !ticket.is_answered(day) {
        return refuse("S103", ANSWER, ANSWER_HELP);
    }
    if !ticket.is_analysed(day) {
        return refuse("S104", ANALYSIS, ANALYSIS_HELP);
    }
    let open = |action: &Action| action.closed(day).is_none();
    if let Some(place) = ticket.actions.iter().position(open) {
        let id = ticket.actions[place].name(place);
        let message = ACTION.with("code", ticket.code.to_string()).with("id", id);
        let help = message.reworded(ACTION_HELP);
        return Err(Refusal::new("S105", message).help(help));
    }
    if ticket.actions.is_empty() && ticket.no_action.is_none() {
        return refuse("S105", NONE, NONE_HELP);
    }
    Ok(())
}
