//! How long everything of one revision is kept: every record, ticket and version that left force,
//! with its stage and its days (40-retention). Linear in their number.

mod compared;
mod versions;
pub mod words;

use crate::corpus::{Corpus, Errata, File, members, series_of_record, series_of_ticket};
use crate::model::code::Code;
use crate::model::document::Status;
use crate::model::entity::Entity;
use crate::model::layout::EntityKind;
use crate::model::names::{Located, ProcessCode, Slug};
use crate::model::policy::Policy;
use crate::model::record::{Record, RecordSeries};
use crate::model::registers::Disposed;
use crate::model::retention::{
    Assessment, Condition, Facts, Fate, Hold, PhaseEnd, Stage, Waiting, Windows, assess,
};
use crate::model::ticket::Ticket;
use chrono::NaiveDate;
use rayon::prelude::*;

pub use compared::{Loosened, Moved, loosened, moved_earlier};

/// What kind of thing is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A record.
    Record,
    /// A SMAC ticket.
    Ticket,
    /// A version of a document.
    Document,
}

impl Kind {
    /// The word of JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Kind::Record => "record",
            Kind::Ticket => "ticket",
            Kind::Document => "document",
        }
    }
}

/// One thing that is kept, and where it stands.
#[derive(Debug)]
pub struct Item<'c> {
    /// Its code.
    pub code: &'c Code,
    /// What it is.
    pub kind: Kind,
    /// Its file.
    pub file: &'c File,
    /// Its title.
    pub title: &'c Located<String>,
    /// Its process.
    pub process: &'c Located<ProcessCode>,
    /// Its own day: `date`, `recu`, of a version its effective date.
    pub date: Option<NaiveDate>,
    /// The name of its series, of a record or ticket that has one.
    pub series_name: Option<&'c Slug>,
    /// Its series.
    pub series: Option<&'c RecordSeries>,
    /// The status of a version.
    pub status: Option<Status>,
    /// Where it stands.
    pub state: Assessment,
    /// The day asked.
    pub day: NaiveDate,
}

impl Item<'_> {
    /// What becomes of it at its end.
    pub fn fate<'f>(&'f self, policy: &'f Policy) -> Option<&'f Fate> {
        match self.series {
            Some(series) => series.schedule.as_ref().map(|schedule| &schedule.fate),
            None => policy
                .document_type(self.code.kind())
                .filter(|_| self.kind == Kind::Document)
                .map(|kind| &kind.fate),
        }
    }

    /// Whether a person may do away with it on the day of the corpus, given what it asks for.
    pub fn may_leave(&self, day: NaiveDate) -> bool {
        let from = self.state.leaves_from();
        from.is_some_and(|from| from <= day) && self.state.hold.is_none()
    }

    /// The first day in archives of a record that should have been moved there by a day and was not:
    /// stages follow the dates alone, `archive-le` records the move (40-retention).
    pub fn to_archive(&self, day: NaiveDate) -> Option<NaiveDate> {
        let moved = self.record()?.archived.as_ref();
        if moved.is_some_and(|moved| moved.value <= day) {
            return None;
        }
        let state = &self.state;
        if !matches!(state.archiving, PhaseEnd::Until(_) | PhaseEnd::Waiting(_)) {
            return None;
        }
        let from = match &state.filing {
            PhaseEnd::Until(filed) => filed.last.succ_opt(),
            PhaseEnd::Empty => self.date,
            PhaseEnd::Waiting(_) | PhaseEnd::Elsewhere => None,
        };
        from.filter(|from| *from <= day)
    }

    /// Whether its destruction asks for a decision from elsewhere.
    pub fn asks_decision(&self) -> bool {
        self.state.condition == Condition::Elsewhere
    }

    /// Whether its destruction asks for a transfer receipt.
    pub fn asks_transfer(&self) -> bool {
        let schedule = self.series.and_then(|series| series.schedule.as_ref());
        schedule.is_some_and(|schedule| matches!(schedule.fate, Fate::Transfer(_)))
            || self.state.condition == Condition::Transfer
    }

    /// Whether its destruction asks for the archives' visa, alone or beside its condition.
    pub fn asks_visa(&self) -> bool {
        let schedule = self.series.and_then(|series| series.schedule.as_ref());
        schedule.is_some_and(|schedule| schedule.asks_visa())
            || self.state.condition == Condition::Visa
    }

    /// Its holds.
    pub fn holds(&self) -> &[Hold] {
        match self.file.entity() {
            Some(Entity::Record(record)) => &record.holds,
            Some(Entity::Ticket(ticket)) => &ticket.holds,
            _ => &[],
        }
    }

    /// The record that the file holds, where it is one.
    pub fn record(&self) -> Option<&Record> {
        match self.file.entity() {
            Some(Entity::Record(record)) => Some(record),
            _ => None,
        }
    }
}

/// What a certificate says was destroyed.
#[derive(Debug)]
pub struct Gone<'c> {
    /// Its code, as the certificate gives it.
    pub code: String,
    /// What it was.
    pub kind: Kind,
    /// The element.
    pub element: &'c Disposed,
    /// The certificate.
    pub certificate: &'c str,
    /// The day of the destruction.
    pub day: Option<NaiveDate>,
}

/// Everything kept, sorted by code: records, tickets and versions that left force.
pub fn items(corpus: &Corpus) -> Vec<Item<'_>> {
    let mut items = filed(corpus);
    items.extend(versions::items(corpus));
    items.sort_by(|a, b| a.code.cmp(b.code).then(a.file.path.cmp(&b.file.path)));
    items
}

/// Every record and ticket, sorted by path within each; counts nothing where there are none.
pub fn filed(corpus: &Corpus) -> Vec<Item<'_>> {
    let files: Vec<&File> = [EntityKind::Record, EntityKind::Ticket]
        .into_iter()
        .flat_map(|kind| corpus.entities(kind).map(|(file, _)| file))
        .collect();
    if files.is_empty() {
        return Vec::new();
    }
    let errata = Errata::of(corpus);
    let windows = Windows::of(members(corpus, &errata), corpus.as_of());
    files
        .par_iter()
        .filter_map(|file| match file.entity()? {
            Entity::Record(record) => Some(of_record(corpus, file, record, &errata, &windows)),
            Entity::Ticket(ticket) => Some(of_ticket(corpus, file, ticket, &windows)),
            _ => None,
        })
        .collect()
}

/// The item of a code, among items that are sorted by code.
pub fn find<'i, 'c>(items: &'i [Item<'c>], code: &Code) -> Option<&'i Item<'c>> {
    let place = items.binary_search_by(|item| item.code.cmp(code)).ok()?;
    items.get(place)
}

/// What certificates say was destroyed, sorted by certificate.
pub fn gone(corpus: &Corpus) -> Vec<Gone<'_>> {
    use crate::model::code::Class;
    let codes = &corpus.policy().codes;
    corpus
        .entities(EntityKind::DisposalCertificate)
        .filter_map(|(_, entity)| match entity {
            Entity::DisposalCertificate(certificate) => Some(certificate),
            _ => None,
        })
        .filter(|certificate| certificate.date.is_none_or(|day| day <= corpus.as_of()))
        .flat_map(|certificate| {
            certificate.elements.iter().map(|element| {
                let kind = codes
                    .canonical(&element.code)
                    .ok()
                    .and_then(|code| codes.class(code.kind()));
                Gone {
                    code: element.code.value.clone(),
                    kind: match kind {
                        Some(Class::Record) => Kind::Record,
                        Some(Class::Ticket) => Kind::Ticket,
                        _ => Kind::Document,
                    },
                    element,
                    certificate: &certificate.code,
                    day: certificate.date,
                }
            })
        })
        .collect()
}

fn of_record<'c>(
    corpus: &'c Corpus,
    file: &'c File,
    record: &'c Record,
    errata: &Errata<'_>,
    windows: &Windows,
) -> Item<'c> {
    let day = corpus.as_of();
    let name = series_of_record(corpus.policy(), record);
    let series = name.and_then(|name| corpus.series(name));
    let own = record.date.as_ref().map(|date| date.value);
    let place = errata.place(&record.code).or(own);
    let facts = name.map(|name| record.facts(name, place, day));
    let state = state(corpus.policy(), series.zip(facts), &record.holds, windows);
    Item {
        code: &record.code,
        kind: Kind::Record,
        file,
        title: &record.title,
        process: &record.process,
        date: own,
        series_name: name,
        series,
        status: None,
        state,
        day,
    }
}

fn of_ticket<'c>(
    corpus: &'c Corpus,
    file: &'c File,
    ticket: &'c Ticket,
    windows: &Windows,
) -> Item<'c> {
    let day = corpus.as_of();
    let name = series_of_ticket(corpus.policy(), ticket);
    let series = name.and_then(|name| corpus.series(name));
    let facts = name.map(|name| ticket.facts(name, day));
    let state = state(corpus.policy(), series.zip(facts), &ticket.holds, windows);
    Item {
        code: &ticket.code,
        kind: Kind::Ticket,
        file,
        title: &ticket.title,
        process: &ticket.process,
        date: ticket.received.as_ref().map(|date| date.value),
        series_name: name,
        series,
        status: None,
        state,
        day,
    }
}

/// Where something stands by its series: one that is not there, or not understood, says nothing.
fn state(
    policy: &Policy,
    filed: Option<(&RecordSeries, Facts<'_>)>,
    holds: &[Hold],
    windows: &Windows,
) -> Assessment {
    let Some((series, facts)) = filed else {
        return unknown(Waiting::Series);
    };
    match series.kept(policy.cnil_tolerance, facts, holds) {
        Some(kept) => assess(&kept, windows),
        None => unknown(Waiting::Terms),
    }
}

fn unknown(waiting: Waiting) -> Assessment {
    Assessment {
        stage: Stage::Waiting,
        since: None,
        filing: PhaseEnd::Waiting(waiting.clone()),
        archiving: PhaseEnd::Waiting(waiting.clone()),
        destroy_from: None,
        destroy_by: None,
        decide_from: None,
        condition: Condition::Free,
        waiting_for: Some(waiting),
        hold: None,
    }
}

#[cfg(test)]
mod tests;
