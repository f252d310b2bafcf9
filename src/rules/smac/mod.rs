//! S: every ticket is followed to its end, and none is lost.

mod s101_answer_overdue;
mod s102_due_soon;
mod s103_closed_unanswered;
mod s104_closed_unanalysed;
mod s105_closed_without_its_actions;
mod s106_action_overdue;
mod s107_effect_not_judged;
mod s108_ticket_gone;
mod s109_dated_before_its_reception;

use super::{Finding, Found, Rule};
use crate::corpus::{Corpus, File};
use crate::diagnostic::Span;
use crate::model::action::Action;
use crate::model::code::Code;
use crate::model::entity::Entity;
use crate::model::layout::EntityKind;
use crate::model::ticket::Ticket;
use crate::text::Text;
use chrono::NaiveDate;

/// The rules of this family, sorted.
pub(super) static RULES: &[&Rule] = &[
    &s101_answer_overdue::RULE,
    &s102_due_soon::RULE,
    &s103_closed_unanswered::RULE,
    &s104_closed_unanalysed::RULE,
    &s105_closed_without_its_actions::RULE,
    &s106_action_overdue::RULE,
    &s107_effect_not_judged::RULE,
    &s108_ticket_gone::RULE,
    &s109_dated_before_its_reception::RULE,
];

/// Every ticket that had come in by the day of the corpus.
fn tickets(corpus: &Corpus) -> impl Iterator<Item = (&File, &Ticket)> {
    corpus
        .entities(EntityKind::Ticket)
        .filter_map(|(file, entity)| match entity {
            Entity::Ticket(ticket) if ticket.is_known(corpus.as_of()) => Some((file, &**ticket)),
            _ => None,
        })
}

/// The remedy where what was lacking on the day of the closing has come since.
const CLOSE_AGAIN: Text = Text {
    en: "`qms smac reopen {code} --reason \"…\"`, then `qms smac close {code}`",
    fr: "`qms smac reopen {code} --reason \"…\"`, puis `qms smac close {code}`",
};

/// A ticket that is closed on the day of the corpus.
struct Closing<'c> {
    file: &'c File,
    ticket: &'c Ticket,
    day: NaiveDate,
    span: Span,
}

impl Closing<'_> {
    fn report<'f>(&self, found: &'f mut Found) -> &'f mut Finding {
        found
            .at(self.file.at(self.span))
            .code(&self.ticket.code)
            .with("day", self.day)
    }
}

fn closed(corpus: &Corpus) -> impl Iterator<Item = Closing<'_>> {
    let today = corpus.as_of();
    tickets(corpus).filter_map(move |(file, ticket)| {
        let closed = ticket
            .closed
            .as_ref()
            .filter(|closed| closed.value <= today)?;
        Some(Closing {
            file,
            ticket,
            day: closed.value,
            span: closed.span,
        })
    })
}

/// An action of a ticket or of an audit report.
struct Followed<'c> {
    file: &'c File,
    code: &'c Code,
    action: &'c Action,
    index: usize,
    /// The closing of its ticket.
    closing: Option<NaiveDate>,
}

impl Followed<'_> {
    fn report<'f>(&self, found: &'f mut Found, span: Span) -> &'f mut Finding {
        found
            .at(self.file.at(span))
            .code(self.code)
            .with("action", id_of(self.action, self.index))
    }
}

/// Every action that is followed here, those of tickets and those of reports.
fn actions(corpus: &Corpus) -> impl Iterator<Item = Followed<'_>> {
    let today = corpus.as_of();
    [EntityKind::Ticket, EntityKind::Record]
        .into_iter()
        .flat_map(|kind| corpus.entities(kind))
        .flat_map(move |(file, entity)| {
            let closing = match entity {
                Entity::Ticket(ticket) => ticket.closed.as_ref(),
                _ => None,
            };
            let closing = closing
                .map(|closed| closed.value)
                .filter(|closed| *closed <= today);
            let code = file.code();
            let actions = entity.actions(today).iter().enumerate();
            actions.filter_map(move |(index, action)| {
                Some(Followed {
                    file,
                    code: code?,
                    action,
                    index,
                    closing,
                })
            })
        })
}

/// The id of an action, in code marks; its place in the list where it has none.
fn id_of(action: &Action, index: usize) -> String {
    match &action.id {
        Some(id) => format!("`{id}`"),
        None => (index + 1).to_string(),
    }
}

#[cfg(test)]
mod tests;
