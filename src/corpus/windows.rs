//! What counts in the windows of the series: records and tickets in the tree, and those that
//! certificates say were destroyed. An erratum counts once, with what it corrects.

use super::Corpus;
use crate::model::code::Code;
use crate::model::entity::Entity;
use crate::model::layout::EntityKind;
use crate::model::names::Slug;
use crate::model::policy::Policy;
use crate::model::record::Record;
use crate::model::registers::Disposed;
use crate::model::retention::Member;
use crate::model::ticket::Ticket;
use chrono::NaiveDate;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// How far a chain of errata is followed: one that turns in a circle ends there.
const FARTHEST: usize = 16;

/// What errata correct, and the day that places each in the window of its series.
#[derive(Debug)]
pub struct Errata<'c> {
    places: FxHashMap<&'c Code, NaiveDate>,
}

impl<'c> Errata<'c> {
    /// Looks up what every erratum of a corpus corrects.
    pub fn of(corpus: &'c Corpus) -> Errata<'c> {
        let gone: FxHashMap<Code, &Disposed> = disposed(corpus)
            .filter_map(|element| {
                let code = corpus.policy().codes.canonical(&element.code).ok()?;
                Some((code, element))
            })
            .collect();
        let places = records(corpus)
            .filter(|record| record.erratum_of.is_some())
            .filter_map(|record| Some((&record.code, place(corpus, &gone, record)?)))
            .collect();
        Errata { places }
    }

    /// The day of what an erratum corrects; none for what is no erratum of its series.
    pub fn place(&self, code: &Code) -> Option<NaiveDate> {
        self.places.get(code).copied()
    }

    /// Every erratum with its place.
    pub fn all(&self) -> Vec<(Code, NaiveDate)> {
        let places = self.places.iter();
        places.map(|(code, day)| ((*code).clone(), *day)).collect()
    }
}

/// The day of the record that one corrects in the end, if it belongs to the same series.
fn place(
    corpus: &Corpus,
    gone: &FxHashMap<Code, &Disposed>,
    erratum: &Record,
) -> Option<NaiveDate> {
    let policy = corpus.policy();
    let series = series_of_record(policy, erratum)?;
    let mut corrected: Option<NaiveDate> = None;
    let mut next = erratum.erratum_of.as_ref().map(|code| code.value.as_str());
    for _ in 0..FARTHEST {
        let Some(code) = next.and_then(|code| policy.codes.canonical(code).ok()) else {
            break;
        };
        if code == erratum.code {
            return None;
        }
        let standing = corpus
            .with_code(&code)
            .find_map(|file| match file.entity()? {
                Entity::Record(record) => Some(record),
                _ => None,
            });
        let Some(record) = standing else {
            let element = gone.get(&code)?;
            return (element.series.as_ref() == Some(series))
                .then(|| element.date.unwrap_or_else(|| first_day(&code)));
        };
        if series_of_record(policy, record.as_ref()) != Some(series) {
            break;
        }
        corrected = record.date.as_ref().map(|date| date.value);
        next = record.erratum_of.as_ref().map(|code| code.value.as_str());
    }
    corrected
}

/// Every member of every series.
pub fn members(corpus: &Corpus, errata: &Errata<'_>) -> Vec<Member> {
    let policy = corpus.policy();
    let mut members = Vec::new();
    let mut push = |series: Option<&Slug>, date: Option<NaiveDate>| {
        if let (Some(series), Some(date)) = (series, date) {
            members.push(Member {
                series: series.clone(),
                date,
            });
        }
    };
    for record in records(corpus).filter(|record| errata.place(&record.code).is_none()) {
        let date = record.date.as_ref().map(|date| date.value);
        push(series_of_record(policy, record), date);
    }
    for (_, entity) in corpus.entities(EntityKind::Ticket) {
        if let Entity::Ticket(ticket) = entity {
            let date = ticket.received.as_ref().map(|date| date.value);
            push(series_of_ticket(policy, ticket), date);
        }
    }
    let undated = Undated::of(corpus);
    for element in disposed(corpus).filter(|element| element.erratum_of.is_none()) {
        let date = element.date.or_else(|| undated.place(corpus, element));
        push(element.series.as_ref(), date);
    }
    members
}

/// The series of a record: its own, else its type's.
pub fn series_of_record<'c>(policy: &'c Policy, record: &'c Record) -> Option<&'c Slug> {
    let own = record.series.as_ref().map(|series| &series.value);
    own.or_else(|| policy.document_type(record.code.kind())?.series.as_ref())
}

/// The series of a ticket: its kind's.
pub fn series_of_ticket<'c>(policy: &'c Policy, ticket: &Ticket) -> Option<&'c Slug> {
    policy.ticket_kind(ticket.code.kind())?.series.as_ref()
}

fn records(corpus: &Corpus) -> impl Iterator<Item = &Record> {
    corpus
        .entities(EntityKind::Record)
        .filter_map(|(_, entity)| match entity {
            Entity::Record(record) => Some(record.as_ref()),
            _ => None,
        })
}

fn disposed(corpus: &Corpus) -> impl Iterator<Item = &Disposed> {
    corpus
        .entities(EntityKind::DisposalCertificate)
        .flat_map(|(_, entity)| match entity {
            Entity::DisposalCertificate(certificate) => certificate.elements.as_slice(),
            _ => &[],
        })
}

/// Where to place what a certificate names without its day: numbers of a type grow with time, so
/// that it is no older than those numbered before it in its year.
struct Undated<'c> {
    known: BTreeMap<&'c Code, NaiveDate>,
}

impl<'c> Undated<'c> {
    fn of(corpus: &'c Corpus) -> Undated<'c> {
        if disposed(corpus).all(|element| element.date.is_some()) {
            return Undated {
                known: BTreeMap::new(),
            };
        }
        let known = records(corpus)
            .filter_map(|record| Some((&record.code, record.date.as_ref()?.value)))
            .collect();
        Undated { known }
    }

    fn place(&self, corpus: &Corpus, element: &Disposed) -> Option<NaiveDate> {
        let code = corpus.policy().codes.canonical(&element.code).ok()?;
        code.document().is_none().then_some(())?;
        let before = self.known.range::<Code, _>(..&code).next_back();
        let first = first_day(&code);
        let same = before
            .filter(|(known, _)| known.kind() == code.kind() && known.number() == code.number());
        Some(same.map_or(first, |(_, date)| (*date).max(first)))
    }
}

/// The first day of the year of a code.
fn first_day(code: &Code) -> NaiveDate {
    let year = i32::try_from(code.number()).unwrap_or(i32::MAX);
    NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or(NaiveDate::MAX)
}
