//! What tickets and actions await: an answer, an analysis, actions, a judgement, the closing.

use super::Found;
use crate::model::action::Action;
use crate::model::code::Code;
use crate::model::entity::Entity;
use crate::model::layout::EntityKind;
use crate::model::names::RoleId;
use crate::model::ticket::Ticket;
use crate::report::awaiting::{Step, Task};
use chrono::NaiveDate;

impl Found<'_> {
    /// The steps of every open ticket, for those who handle them; the closing for those who may close.
    pub(super) fn tickets(&mut self) {
        let day = self.corpus.as_of();
        let policy = self.corpus.policy();
        let handlers = handlers();
        for (_, entity) in self.corpus.entities(EntityKind::Ticket) {
            let Entity::Ticket(ticket) = entity else {
                continue;
            };
            if !ticket.is_known(day) || !ticket.is_open(day) {
                continue;
            }
            let received = ticket.received.as_ref().map(|date| date.value);
            let answered = !ticket.asks_answer(policy) || ticket.is_answered(day);
            if !answered {
                self.of_ticket(ticket, Step::Answer, &handlers, received);
            }
            if !ticket.is_analysed(day) {
                self.of_ticket(ticket, Step::Analyse, &handlers, received);
                continue;
            }
            if ticket.actions.is_empty() && ticket.no_action.is_none() {
                self.of_ticket(ticket, Step::Decide, &handlers, ticket.analysed);
                continue;
            }
            let ends: Option<Vec<NaiveDate>> = ticket
                .actions
                .iter()
                .map(|action| action.closed(day))
                .collect();
            if let Some(ends) = ends.filter(|_| answered) {
                let facts = [ticket.analysed, ticket.answered];
                let since = ends.into_iter().chain(facts.into_iter().flatten()).max();
                self.of_ticket(ticket, Step::Close, &policy.disposal_roles, since);
            }
        }
    }

    /// Every open action, for its owner; every judgement of an effect that is due, for those who
    /// handle the ticket.
    pub(super) fn actions(&mut self) {
        let day = self.corpus.as_of();
        for kind in [EntityKind::Ticket, EntityKind::Record] {
            for (file, entity) in self.corpus.entities(kind) {
                let Some(code) = file.code() else { continue };
                for action in entity.actions(day) {
                    self.action(code, entity, action);
                }
            }
        }
    }

    fn action(&mut self, code: &Code, entity: &Entity, action: &Action) {
        let day = self.corpus.as_of();
        let (process, from) = match entity {
            Entity::Ticket(ticket) => {
                let received = ticket.received.as_ref().map(|date| date.value);
                (&ticket.process.value, ticket.analysed.or(received))
            }
            Entity::Record(record) => (
                &record.process.value,
                record.date.as_ref().map(|date| date.value),
            ),
            _ => return,
        };
        let title = action.title.as_deref().unwrap_or_default();
        if action.closed(day).is_none() {
            let task = match &action.owner {
                Some(owner) => {
                    let actor = self.corpus.actor(&owner.value);
                    let id = owner.value.to_string();
                    let name = actor.map_or(id.clone(), |actor| actor.name.value.clone());
                    Task {
                        // An action is its owner's, in whatever role.
                        role_label: name.clone(),
                        ..self.task(
                            (code, title),
                            Step::Act,
                            (&[], (vec![id], vec![name])),
                            from,
                        )
                    }
                }
                None => {
                    let (roles, holders) = (handlers(), self.holders(&handlers(), process));
                    self.task((code, title), Step::Act, (&roles, holders), from)
                }
            };
            self.tasks.push(task);
        }
        let due = action.judgement_due(day).filter(|due| *due <= day);
        if due.is_some() {
            let roles = handlers();
            let holders = self.holders(&roles, process);
            let task = self.task((code, title), Step::Judge, (&roles, holders), due);
            self.tasks.push(task);
        }
    }

    fn of_ticket(
        &mut self,
        ticket: &Ticket,
        step: Step,
        roles: &[RoleId],
        since: Option<NaiveDate>,
    ) {
        let holders = self.holders(roles, &ticket.process.value);
        let named = (&ticket.code, ticket.title.value.as_str());
        let task = self.task(named, step, (roles, holders), since);
        self.tasks.push(task);
    }
}

/// Who handles the tickets of a process: its pilot, and whoever follows them up for it.
pub fn handlers() -> [RoleId; 2] {
    ["pilote", "correspondant-amelioration-continue"].map(RoleId::new)
}
