//! 40-retention a second time, slowly and word for word: what the engine is held against.
//!
//! Written from the text of the rules, over values of its own; nothing of the engine is used.

use super::world::{Cell, Fate, Measures, Name, Term, Thing, Unit, World};
use chrono::{Datelike, Days, NaiveDate};

/// The end of a phase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    On(NaiveDate),
    Waiting,
    Empty,
    Elsewhere,
}

impl End {
    fn day(self) -> Option<NaiveDate> {
        match self {
            End::On(day) => Some(day),
            _ => None,
        }
    }
}

/// Where a thing stands on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    pub stage: &'static str,
    pub active_until: Option<NaiveDate>,
    pub archived_until: Option<NaiveDate>,
    pub destroy_from: Option<NaiveDate>,
    pub destroy_by: Option<NaiveDate>,
    pub decide_from: Option<NaiveDate>,
}

/// "Same day n months later; where that day does not exist, the last day of that month".
fn months_later(from: NaiveDate, months: u32) -> NaiveDate {
    let (mut year, mut month) = (from.year(), from.month());
    for _ in 0..months {
        month += 1;
        if month == 13 {
            (year, month) = (year + 1, 1);
        }
    }
    let mut day = from.day();
    loop {
        match NaiveDate::from_ymd_opt(year, month, day) {
            Some(found) => return found,
            None => day -= 1,
        }
    }
}

fn later(from: NaiveDate, count: u32, unit: Unit) -> NaiveDate {
    match unit {
        Unit::Day => from + Days::new(count.into()),
        Unit::Week => from + Days::new(u64::from(count) * 7),
        Unit::Month => months_later(from, count),
        Unit::Year => months_later(from, count * 12),
    }
}

fn next(day: NaiveDate) -> NaiveDate {
    day + Days::new(1)
}

/// One thing of a world, looked at on a day.
struct Seen<'w> {
    world: &'w World,
    thing: &'w Thing,
    day: NaiveDate,
}

/// Where a thing stands on a day.
pub fn standing(world: &World, rank: usize, day: NaiveDate) -> Standing {
    let thing = &world.things[rank];
    Seen { world, thing, day }.standing()
}

impl Seen<'_> {
    /// A fact dated after the day asked does not count.
    fn known(&self, fact: Option<NaiveDate>) -> Option<NaiveDate> {
        fact.filter(|date| *date <= self.day)
    }

    fn named(&self, name: Name) -> Option<NaiveDate> {
        match name {
            Name::Date => Some(self.thing.date),
            Name::Reception => self.thing.ticket.then_some(self.thing.date),
            Name::Closing => self.known(self.thing.closed),
            Name::Measures => self.measures(),
            Name::Effective => None,
            Name::Lease => self.known(self.thing.lease),
            Name::Loan => self.known(self.thing.loan),
        }
    }

    fn measures(&self) -> Option<NaiveDate> {
        match &self.thing.measures {
            Measures::Undeclared | Measures::EmptyList => None,
            Measures::None => Some(self.thing.date),
            Measures::Elsewhere(date) => self.known(Some(*date)),
            Measures::Listed(actions) => {
                let mut latest = None;
                for (done, ineffective) in actions {
                    let done = self.known(*done)?;
                    if self.known(*ineffective).is_some() {
                        return None;
                    }
                    latest = latest.max(Some(done));
                }
                latest
            }
        }
    }

    /// The day that places a thing among the newer and older ones: an erratum stands with what it
    /// corrects.
    fn place(&self, thing: &Thing) -> NaiveDate {
        match thing.corrects {
            Some(rank) => self.place(&self.world.things[rank]),
            None => thing.date,
        }
    }

    fn window(&self, count: usize) -> Option<NaiveDate> {
        let own = self.place(self.thing);
        let mut newer: Vec<NaiveDate> = Vec::new();
        for other in &self.world.things {
            if other.corrects.is_none() && other.date > own && other.date <= self.day {
                newer.push(other.date);
            }
        }
        newer.sort();
        newer.get(count - 1).copied()
    }

    /// The last day of a term that counts from a day unless it names another.
    fn last(&self, term: &Term, from: NaiveDate) -> Option<NaiveDate> {
        let origin = |name: &Option<Name>| match name {
            Some(name) => self.named(*name),
            None => Some(from),
        };
        match term {
            Term::Any(terms) => {
                let known = terms.iter().filter_map(|term| self.last(term, from));
                known.min()
            }
            Term::All(terms) => {
                let mut latest = None;
                for term in terms {
                    latest = latest.max(Some(self.last(term, from)?));
                }
                latest
            }
            Term::Year(years, since) => {
                let year = origin(since)?.year() + i32::try_from(*years).expect("a small number");
                NaiveDate::from_ymd_opt(year, 12, 31)
            }
            Term::Length(count, unit, since) => Some(later(origin(since)?, *count, *unit)),
            Term::Window(count) => self.window(*count),
            Term::Event(name, more) => {
                let happened = self.named(*name)?;
                Some(match more {
                    Some((count, unit)) => later(happened, *count, *unit),
                    None => happened,
                })
            }
        }
    }

    /// The day that the first phase counts from.
    fn beginning(&self) -> Option<NaiveDate> {
        match self.thing.ticket {
            true => self.named(Name::Closing),
            false => Some(self.thing.date),
        }
    }

    fn has_begun(&self) -> bool {
        self.beginning().is_some_and(|day| day <= self.day)
    }

    fn filing(&self) -> End {
        match &self.world.series.filing {
            Cell::None => End::Empty,
            Cell::Referral => End::Elsewhere,
            Cell::Until(term) => self.until(term, self.beginning()),
        }
    }

    /// A term without the day that it counts from may still end by what it names.
    fn until(&self, term: &Term, from: Option<NaiveDate>) -> End {
        let last = match from {
            Some(from) => self.last(term, from),
            None => named_alone(term).and_then(|term| self.last(&term, NaiveDate::MIN)),
        };
        last.map_or(End::Waiting, End::On)
    }

    fn archiving(&self, filing: End) -> End {
        let term = match &self.world.series.archiving {
            Cell::None => return End::Empty,
            Cell::Referral => return End::Elsewhere,
            Cell::Until(term) => term,
        };
        match filing {
            End::Elsewhere => End::Elsewhere,
            End::Waiting => End::Waiting,
            End::Empty => self.until(term, self.beginning()),
            End::On(filed) => match (&self.world.series.filing, term) {
                // Counted once from the first date.
                (Cell::Until(Term::Length(one, unit, since)), Term::Length(two, other, None))
                    if months(*unit).is_some() && months(*other).is_some() =>
                {
                    let from = match since {
                        Some(name) => self.named(*name),
                        None => self.beginning(),
                    };
                    let all = one * months(*unit).unwrap_or(0) + two * months(*other).unwrap_or(0);
                    from.map_or(End::Waiting, |from| End::On(months_later(from, all)))
                }
                _ => match self.until(term, Some(filed)) {
                    End::On(last) => End::On(last.max(filed)),
                    end => end,
                },
            },
        }
    }

    fn standing(&self) -> Standing {
        let filing = self.filing();
        let archiving = self.archiving(filing);
        let series = &self.world.series;
        let elsewhere = [filing, archiving].contains(&End::Elsewhere);
        let waiting = [filing, archiving].contains(&End::Waiting);
        // The day after the last phase; without any phase, the day that it is counted from.
        let end = match (filing, archiving) {
            _ if waiting || elsewhere => None,
            (_, End::On(last)) | (End::On(last), _) => Some(next(last)),
            _ => self.beginning(),
        };
        let own = end.filter(|_| !matches!(series.fate, Fate::Referral | Fate::Permanent));
        let begun = || self.thing.holds.iter().filter(|hold| hold.0 <= self.day);
        let open = begun().any(|hold| self.known(hold.1).is_none());
        let in_force = open || begun().any(|hold| hold.1 == Some(self.day));
        let released = begun().filter_map(|hold| self.known(hold.1)).max();
        let destroy_from = match (own, released) {
            _ if open => None,
            (Some(own), Some(released)) => Some(own.max(next(released))),
            (own, _) => own,
        };
        let reached = |last: End| last.day().is_none_or(|last| self.day > last);
        let stage = if waiting {
            "waiting"
        } else if !reached(filing) {
            "active"
        } else if !reached(archiving) {
            "archived"
        } else if elsewhere && filing == End::Empty && !self.has_begun() {
            if self.beginning().is_none() {
                "waiting"
            } else {
                "active"
            }
        } else if elsewhere {
            "elsewhere"
        } else {
            match (series.fate, end) {
                (_, None) => "waiting",
                (_, Some(end)) if self.day < end => "active",
                (Fate::Permanent, _) => "permanent",
                (Fate::Referral, _) => "elsewhere",
                _ if in_force => "held",
                _ => "due",
            }
        };
        Standing {
            stage,
            active_until: filing.day(),
            archived_until: archiving.day(),
            destroy_from,
            // A hold blocks disposal, not the count: the limit stays where it is.
            destroy_by: own.filter(|_| series.cnil).map(|day| months_later(day, 1)),
            decide_from: match (filing, archiving, series.fate) {
                _ if waiting => None,
                (End::Elsewhere, _, _) => self.beginning(),
                (filing, End::Elsewhere, _) => filing.day().map(next).or(self.beginning()),
                (_, _, Fate::Referral) => end,
                _ => None,
            },
        }
    }
}

fn months(unit: Unit) -> Option<u32> {
    match unit {
        Unit::Day | Unit::Week => None,
        Unit::Month => Some(1),
        Unit::Year => Some(12),
    }
}

/// A term without what counts from a day that is not known: of `ou` the rest is left, of `et`
/// nothing.
fn named_alone(term: &Term) -> Option<Term> {
    match term {
        Term::Any(terms) => {
            let left: Vec<Term> = terms.iter().filter_map(named_alone).collect();
            (!left.is_empty()).then_some(Term::Any(left))
        }
        Term::All(terms) => {
            let all: Option<Vec<Term>> = terms.iter().map(named_alone).collect();
            all.map(Term::All)
        }
        Term::Year(_, None) | Term::Length(_, _, None) => None,
        known => Some(known.clone()),
    }
}
