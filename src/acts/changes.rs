//! What changed between two states of the system: documents by the acts, records and tickets by their files.

use super::snapshot::inventory;
use crate::corpus::Corpus;
use crate::history::History;
use crate::model::act::ActKind;
use crate::model::entity::Entity;
use crate::model::layout::EntityKind;
use crate::model::snapshot::InForce;
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// The system at one commit, seen from one day.
#[derive(Debug)]
pub struct State<'s> {
    /// What the tree says.
    pub corpus: &'s Corpus,
    /// The acts that led there.
    pub history: &'s History,
    /// The day.
    pub day: NaiveDate,
}

/// What changed from one state to another; each list by code.
#[derive(Debug, Default)]
pub struct Changes {
    /// Documents that came into force.
    pub issued: Vec<InForce>,
    /// Documents of which another version, or another content, is in force: the old one and the new one.
    pub revised: Vec<(InForce, InForce)>,
    /// Documents that are in force no longer.
    pub withdrawn: Vec<InForce>,
    /// What was destroyed by an act.
    pub destroyed: Vec<String>,
    /// New records, and records closed.
    pub records: Filed,
    /// New tickets, and tickets closed.
    pub tickets: Filed,
}

/// What was opened and closed of one kind.
#[derive(Debug, Default)]
pub struct Filed {
    /// That were not there before.
    pub opened: Vec<String>,
    /// That were not closed before, or not there.
    pub closed: Vec<String>,
}

/// Compares two states.
pub fn compare(before: &State<'_>, after: &State<'_>) -> Changes {
    let (old, mut new) = (in_force(before), in_force(after));
    let mut changes = Changes {
        destroyed: destroyed(after)
            .difference(&destroyed(before))
            .cloned()
            .collect(),
        records: filed(before, after, EntityKind::Record),
        tickets: filed(before, after, EntityKind::Ticket),
        ..Changes::default()
    };
    for (id, was) in old {
        match new.remove(&id) {
            Some(is) if is.code == was.code && is.digest == was.digest => {}
            Some(is) => changes.revised.push((was, is)),
            None => changes.withdrawn.push(was),
        }
    }
    changes.issued = new.into_values().collect();
    changes
}

/// What is in force, by the type and number of the document.
fn in_force(state: &State<'_>) -> BTreeMap<(String, u32), InForce> {
    let codes = &state.history.register().policy().codes;
    inventory(state.corpus, state.history, state.day)
        .in_force
        .into_iter()
        .filter_map(|document| {
            let code = codes.canonical(&document.code).ok()?;
            Some(((code.kind().to_owned(), code.number()), document))
        })
        .collect()
}

fn destroyed(state: &State<'_>) -> BTreeSet<String> {
    state
        .history
        .acts()
        .iter()
        .filter(|record| record.counts() && record.statement.act == ActKind::Destroy)
        .filter_map(|record| record.statement.code.clone())
        .collect()
}

fn filed(before: &State<'_>, after: &State<'_>, kind: EntityKind) -> Filed {
    let (old, new) = (files(before.corpus, kind), files(after.corpus, kind));
    let opened = new.keys().filter(|code| !old.contains_key(*code));
    let closed = new
        .iter()
        .filter(|(code, closed)| **closed && old.get(*code) != Some(&true))
        .map(|(code, _)| code);
    Filed {
        opened: opened.cloned().collect(),
        closed: closed.cloned().collect(),
    }
}

/// Every code of a kind, and whether it is closed.
fn files(corpus: &Corpus, kind: EntityKind) -> BTreeMap<String, bool> {
    corpus
        .entities(kind)
        .filter_map(|(file, entity)| {
            let closed = match entity {
                Entity::Record(record) => record.closed.is_some(),
                Entity::Ticket(ticket) => ticket.closed.is_some(),
                _ => return None,
            };
            Some((file.code()?.to_string(), closed))
        })
        .collect()
}
