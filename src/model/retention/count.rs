//! A term, counted from the dated facts of one record.

use super::term::{Origin, Term};
use super::windows::Windows;
use crate::model::action::Action;
use crate::model::calendar::Duration;
use crate::model::names::Slug;
use chrono::{Datelike, NaiveDate};
use std::sync::Arc;

/// What is said of the measures that a report had decided (10-format, `mesures`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Measures {
    /// Nothing: the end cannot be dated (R108).
    Undeclared,
    /// `mesures: aucune`: the report's own day.
    None,
    /// `mesures-terminees`: they are followed elsewhere, and ended that day.
    EndedElsewhere(NaiveDate),
    /// They stand in the file.
    Listed(Vec<Action>),
}

impl Measures {
    /// The day they ended, as known on a day; none while one is open.
    pub fn ended(&self, own: Option<NaiveDate>, day: NaiveDate) -> Option<NaiveDate> {
        match self {
            Measures::Undeclared => None,
            Measures::None => own,
            Measures::EndedElsewhere(date) => Some(*date).filter(|date| *date <= day),
            Measures::Listed(actions) => {
                let closed: Option<Vec<NaiveDate>> =
                    actions.iter().map(|action| action.closed(day)).collect();
                closed?.into_iter().max()
            }
        }
    }
}

/// The dated facts of a record or ticket, those known on the day asked.
#[derive(Debug, Clone)]
pub struct Facts<'f> {
    /// What time is counted from where a cell does not say: `date`, of a ticket `clos-le`.
    pub usual: Origin,
    /// `date`; of a ticket `recu`.
    pub date: Option<NaiveDate>,
    /// `recu` of a ticket.
    pub received: Option<NaiveDate>,
    /// `clos-le`.
    pub closed: Option<NaiveDate>,
    /// The end of its measures.
    pub measures: Option<NaiveDate>,
    /// The days of the events of qms.yaml.
    pub events: &'f [(String, NaiveDate)],
    /// The series that it belongs to.
    pub series: &'f Slug,
    /// The day that places it in the window of the series: its own; of an erratum, that of what it
    /// corrects.
    pub place: Option<NaiveDate>,
    /// The day asked.
    pub day: NaiveDate,
}

impl Facts<'_> {
    /// The day that a name stands for, where it is known.
    pub fn of(&self, origin: &Origin) -> Option<NaiveDate> {
        match origin {
            Origin::Date => self.date,
            Origin::Reception => self.received,
            Origin::Closing => self.closed,
            Origin::Measures => self.measures,
            // A record is never in force.
            Origin::Effective => None,
            Origin::Event { key, .. } => {
                let known = self.events.iter().find(|(name, _)| **name == **key);
                known
                    .map(|(_, date)| *date)
                    .filter(|date| *date <= self.day)
            }
        }
    }
}

/// The last day of a phase, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted {
    /// F: its last day, included.
    pub last: NaiveDate,
    /// What it was counted from.
    pub cause: Cause,
}

/// What decided a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cause {
    /// Counted from a day that has a name.
    Since(Origin, NaiveDate),
    /// Counted from the end of filing.
    Filing(NaiveDate),
    /// So many newer ones stood in the series from that day on.
    Newer(u32, NaiveDate),
}

/// What a phase waits for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Waiting {
    /// A day that is not known yet.
    For(Origin),
    /// So many newer ones in the series.
    Newer(u32, Arc<str>),
    /// A series: none is named, or it does not exist (R101).
    Series,
    /// A cell that is understood (R102).
    Terms,
}

/// Where a phase begins.
#[derive(Debug, Clone, Copy)]
pub(super) enum Start {
    /// At the record's usual day.
    Own,
    /// At the end of filing.
    Filing(NaiveDate),
}

/// Counts a term.
pub(super) fn count(
    term: &Term,
    start: Start,
    facts: &Facts<'_>,
    windows: &Windows,
) -> Result<Counted, Waiting> {
    let from = |since: &Option<Origin>| match (since, start) {
        (Some(origin), _) => named(facts, origin),
        (None, Start::Own) => named(facts, &facts.usual),
        (None, Start::Filing(last)) => Ok((last, Cause::Filing(last))),
    };
    match term {
        Term::First(terms) => {
            let mut waits = None;
            let mut first: Option<Counted> = None;
            for term in terms {
                match count(term, start, facts, windows) {
                    Ok(found) if first.as_ref().is_none_or(|known| found.last < known.last) => {
                        first = Some(found);
                    }
                    Ok(_) => {}
                    Err(waiting) => {
                        waits.get_or_insert(waiting);
                    }
                }
            }
            match (first, waits) {
                (Some(found), _) => Ok(found),
                (None, Some(waiting)) => Err(waiting),
                (None, None) => Err(Waiting::Terms),
            }
        }
        Term::Last(terms) => {
            let mut last: Option<Counted> = None;
            for term in terms {
                let found = count(term, start, facts, windows)?;
                if last.as_ref().is_none_or(|known| found.last > known.last) {
                    last = Some(found);
                }
            }
            last.ok_or(Waiting::Terms)
        }
        Term::YearEnd { years, since } => {
            let (day, cause) = from(since)?;
            let year = day.year().saturating_add_unsigned(*years);
            let last = NaiveDate::from_ymd_opt(year, 12, 31).unwrap_or(NaiveDate::MAX);
            Ok(Counted { last, cause })
        }
        Term::Length { length, since } => {
            let (day, cause) = from(since)?;
            let last = length.after(day);
            Ok(Counted { last, cause })
        }
        Term::Window { count, label } => {
            let waiting = || Waiting::Newer(*count, Arc::clone(label));
            let place = facts.place.ok_or(Waiting::For(Origin::Date))?;
            let last = windows
                .left(facts.series, place, *count)
                .ok_or_else(waiting)?;
            let cause = Cause::Newer(*count, last);
            Ok(Counted { last, cause })
        }
        Term::Event { origin, more } => {
            let (day, cause) = named(facts, origin)?;
            let last = more.map_or(day, |more: Duration| more.after(day));
            Ok(Counted { last, cause })
        }
    }
}

fn named(facts: &Facts<'_>, origin: &Origin) -> Result<(NaiveDate, Cause), Waiting> {
    let day = facts
        .of(origin)
        .ok_or_else(|| Waiting::For(origin.clone()))?;
    Ok((day, Cause::Since(origin.clone(), day)))
}
