//! Which days are to come, from the facts in the tree: answers, actions, reviews, registers, what is
//! kept.

use super::awaited::handlers;
use crate::acts::thing::Thing;
use crate::corpus::Corpus;
use crate::model::action::Action;
use crate::model::actor::Actor;
use crate::model::document::Status;
use crate::model::entity::Entity;
use crate::model::layout::EntityKind;
use crate::model::names::{ActorId, Located, ProcessCode, RoleId};
use crate::model::retention::Stage;
use crate::report::due::{Deadline, What};
use crate::retention::{self, Item};
use chrono::NaiveDate;
use std::collections::HashMap;

/// Every deadline up to a day, those that passed included, sorted by day.
pub fn until(corpus: &Corpus, last: NaiveDate) -> Vec<Deadline> {
    let mut found = Found {
        corpus,
        last,
        all: Vec::new(),
        disposers: HashMap::new(),
    };
    found.tickets();
    found.actions();
    found.reviews();
    found.subscriptions();
    found.watch();
    for item in retention::items(corpus) {
        found.kept(&item);
    }
    let mut all = found.all;
    all.sort_by(|a, b| {
        (a.date, a.what, &a.code, &a.action).cmp(&(b.date, b.what, &b.code, &b.action))
    });
    all
}

/// Ids and names.
type Who = (Vec<String>, Vec<String>);

struct Found<'c> {
    corpus: &'c Corpus,
    last: NaiveDate,
    all: Vec<Deadline>,
    /// Who may destroy what a process keeps, asked once a process.
    disposers: HashMap<&'c ProcessCode, Who>,
}

impl<'c> Found<'c> {
    /// A deadline, unless it is too far: whom it falls to is asked for those alone that are told.
    fn add(
        &mut self,
        date: NaiveDate,
        what: What,
        (code, title): (&str, &str),
        who: impl FnOnce(&mut Self) -> Who,
    ) {
        if date > self.last {
            return;
        }
        let (who, names) = who(self);
        self.all.push(Deadline {
            date,
            what,
            code: code.to_owned(),
            title: title.to_owned(),
            action: None,
            who,
            names,
            series: None,
        });
    }

    fn tickets(&mut self) {
        let corpus = self.corpus;
        for (_, entity) in corpus.entities(EntityKind::Ticket) {
            if let Entity::Ticket(ticket) = entity
                && let Some(due) = ticket.answer_awaited(corpus.policy(), corpus.as_of())
            {
                let who = |found: &mut Self| found.holders(&handlers(), &ticket.process.value);
                let code = ticket.code.to_string();
                self.add(due, What::Answer, (&code, &ticket.title.value), who);
            }
        }
    }

    /// Actions to do, and effects to judge, of tickets and of audit reports.
    fn actions(&mut self) {
        let corpus = self.corpus;
        for kind in [EntityKind::Ticket, EntityKind::Record] {
            for (file, entity) in corpus.entities(kind) {
                let process = match entity {
                    Entity::Ticket(ticket) => &ticket.process.value,
                    Entity::Record(record) => &record.process.value,
                    _ => continue,
                };
                let Some(code) = file.code() else { continue };
                let actions = entity.actions(corpus.as_of());
                for (index, action) in actions.iter().enumerate() {
                    self.action(&code.to_string(), process, action, index);
                }
            }
        }
    }

    fn action(&mut self, code: &str, process: &ProcessCode, action: &Action, index: usize) {
        let day = self.corpus.as_of();
        let title = action.title.as_deref().unwrap_or_default();
        let before = self.all.len();
        if let Some(due) = action.awaited(day) {
            let who = |found: &mut Self| match &action.owner {
                Some(owner) => found.named([&owner.value]),
                None => found.holders(&handlers(), process),
            };
            self.add(due, What::Action, (code, title), who);
        }
        if let Some(due) = action.judgement_due(day) {
            let who = |found: &mut Self| found.holders(&handlers(), process);
            self.add(due, What::Effect, (code, title), who);
        }
        // Where an action has no id, its place in the list names it.
        let id = action.id.clone().unwrap_or((index + 1).to_string());
        for deadline in self.all.iter_mut().skip(before) {
            deadline.action = Some(id.clone());
        }
    }

    fn reviews(&mut self) {
        let corpus = self.corpus;
        let effective = corpus
            .documents()
            .filter(|version| version.status == Status::Effective);
        for version in effective {
            let document = version.document;
            if let Some(due) = document.review_due(version.kind, corpus.as_of()) {
                let who = |found: &mut Self| {
                    found.holders(&version.kind.reviewers, &document.process.value)
                };
                let code = document.code.to_string();
                self.add(due, What::Review, (&code, &document.title.value), who);
            }
        }
    }

    fn subscriptions(&mut self) {
        let corpus = self.corpus;
        for (_, entity) in corpus.entities(EntityKind::ExternalDocument) {
            let Entity::ExternalDocument(document) = entity else {
                continue;
            };
            let expires = document
                .subscription
                .as_ref()
                .and_then(|subscription| subscription.expires.as_ref());
            if let Some(expires) = expires {
                let role = RoleId::new("chargee-documentation");
                let who = |_: &mut Self| people(corpus.holders(&role, None, corpus.as_of()));
                let named = (document.slug.as_str(), document.subtype.value.as_str());
                self.add(expires.value, What::Subscription, named, who);
            }
        }
    }

    fn watch(&mut self) {
        let corpus = self.corpus;
        for (_, entity) in corpus.entities(EntityKind::WatchItem) {
            if let Entity::WatchItem(item) = entity
                && let Some(due) = item.consultation_due(corpus.as_of(), &corpus.policy().calendar)
            {
                let who = |found: &mut Self| found.in_charge(item.owner.as_ref());
                let named = (item.slug.as_str(), item.source.value.as_str());
                self.add(due, What::Watch, named, who);
            }
        }
    }

    /// The move to the archives, the end, the limit of personal data, and the hold's reassessment.
    fn kept(&mut self, item: &Item<'c>) {
        let corpus = self.corpus;
        let state = &item.state;
        let code = item.code.to_string();
        let before = self.all.len();
        let ends = [
            (What::Archive, self.to_archive(item)),
            (What::Retention, state.leaves_from()),
            // « dès parution » has no other last day than its first.
            (
                What::Limit,
                state.destroy_by.filter(|_| item.series.is_some()),
            ),
        ];
        for (what, date) in ends {
            if let Some(date) = date.filter(|_| state.hold.is_none() || what == What::Archive) {
                let who = |found: &mut Self| found.disposers(&item.process.value);
                self.add(date, what, (&code, &item.title.value), who);
            }
        }
        let thing = Thing::of(corpus, item.file);
        let reassess = thing
            .iter()
            .flat_map(Thing::holds)
            .filter(|hold| hold.has_begun(corpus.as_of()))
            .filter(|hold| hold.released(corpus.as_of()).is_none())
            .filter_map(|hold| Some((hold.reassess.as_ref()?.value, hold.actor.as_ref())))
            .min_by_key(|(date, _)| *date);
        if let Some((date, actor)) = reassess {
            let who = |found: &mut Self| found.named(actor);
            self.add(date, What::Hold, (&code, &item.title.value), who);
        }
        for deadline in self.all.iter_mut().skip(before) {
            deadline.series = item.series.map(|series| series.label.value.clone());
        }
    }

    /// The first day in archives of a record that was not moved there, while it is not past its end.
    fn to_archive(&self, item: &Item<'_>) -> Option<NaiveDate> {
        match item.state.stage {
            Stage::Due | Stage::Elsewhere | Stage::Held | Stage::Destroyed => None,
            _ => item.to_archive(NaiveDate::MAX),
        }
    }

    fn disposers(&mut self, process: &'c ProcessCode) -> Who {
        let corpus = self.corpus;
        let roles = &corpus.policy().disposal_roles;
        let known = self
            .disposers
            .entry(process)
            .or_insert_with(|| people(corpus.holders_of_any(roles, process)));
        known.clone()
    }

    fn holders(&self, roles: &[RoleId], process: &ProcessCode) -> Who {
        people(self.corpus.holders_of_any(roles, process))
    }

    /// Actors by their ids; one who is not registered has no other name.
    fn named<'a>(&self, ids: impl IntoIterator<Item = &'a ActorId>) -> Who {
        ids.into_iter()
            .map(|id| {
                let actor = self.corpus.actor(id);
                let name = actor.map(|actor| actor.name.value.clone());
                (id.to_string(), name.unwrap_or(id.to_string()))
            })
            .unzip()
    }

    /// Those whom a register names: actors and roles by their ids, else the words that stand there.
    fn in_charge(&self, named: Option<&Located<String>>) -> Who {
        let Some(named) = named else {
            return Who::default();
        };
        let mut who = Who::default();
        for part in named.value.split(',').map(str::trim) {
            let role = RoleId::new(part);
            let (ids, names) = match self.corpus.actor(&ActorId::new(part)) {
                Some(actor) => people(vec![actor]),
                None if self.corpus.policy().role_label(&role).is_some() => {
                    people(self.corpus.holders(&role, None, self.corpus.as_of()))
                }
                None => return (vec![named.value.clone()], vec![named.value.clone()]),
            };
            who.0.extend(ids);
            who.1.extend(names);
        }
        who
    }
}

fn people(actors: Vec<&Actor>) -> Who {
    actors
        .into_iter()
        .map(|actor| (actor.id.value.to_string(), actor.name.value.clone()))
        .unzip()
}
