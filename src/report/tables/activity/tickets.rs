//! Tickets of a year by kind and channel, and how many were handled in time.

use super::super::found::{due, received, tickets};
use super::super::{Row, say};
use super::Book;
use crate::model::figure::{Figure, rate};
use crate::model::period::Period;
use crate::model::ticket::Ticket;
use crate::text::Text;
use chrono::NaiveDate;
use std::collections::BTreeMap;

const UNIT: Text = say("tickets", "fiches");

/// Tickets handled in a period, and how many of them in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Handled {
    /// Handled in the period.
    all: usize,
    /// Of them, in time.
    in_time: usize,
    /// Still open at its end, already late.
    late: usize,
}

impl Handled {
    /// In time among those handled, as the reports of the service count.
    fn usual(self) -> Option<Figure> {
        rate(self.in_time, self.all)
    }

    /// In time among those handled and those that should have been.
    fn strict(self) -> Option<Figure> {
        rate(self.in_time, self.all + self.late)
    }
}

pub(super) fn kinds(book: &Book<'_>) -> Vec<Row> {
    const DETAIL: Text = say(
        "received in the year; {closed} closed in the year, {open} open at the end of the period",
        "reçues dans l'année\u{a0}; {closed} closes dans l'année, {open} ouvertes en fin de période",
    );
    let all = tickets(book.corpus);
    let kinds = book.corpus.policy().tickets.iter().map(|kind| {
        let own = || all.iter().filter(|ticket| *ticket.code.kind() == *kind.id);
        let closed = own().filter(|ticket| book.holds(ticket.closed.as_ref().map(|day| day.value)));
        let last = book.year.last;
        let known = own().filter(|ticket| received(ticket).is_some_and(|day| day <= last));
        let detail = DETAIL
            .with("closed", closed.count())
            .with("open", known.filter(|ticket| ticket.is_open(last)).count())
            .render(book.lang);
        let count = own().filter(|ticket| book.holds(received(ticket))).count();
        book.named(
            &format!("{} - {}", kind.id, kind.name),
            count,
            UNIT.get(book.lang),
            &detail,
        )
    });
    kinds.collect()
}

pub(super) fn channels(book: &Book<'_>) -> Vec<Row> {
    const NONE: Text = say("(not said)", "(non précisé)");
    let mut channels: BTreeMap<String, usize> = BTreeMap::new();
    let all = tickets(book.corpus);
    for ticket in all.iter().filter(|ticket| book.holds(received(ticket))) {
        let channel = ticket.channel.clone();
        *channels
            .entry(channel.unwrap_or_else(|| NONE.get(book.lang).to_owned()))
            .or_default() += 1;
    }
    let received = say("received in the year", "reçues dans l'année").get(book.lang);
    channels
        .into_iter()
        .map(|(channel, count)| book.named(&channel, count, UNIT.get(book.lang), received))
        .collect()
}

pub(super) fn delays(book: &Book<'_>) -> Vec<Row> {
    const KIND_TIME: Text = say("{kind}, within {time}", "{kind}, en {time} au plus");
    const WITHIN: Text = say(
        "{kind}, within {days} days",
        "{kind}, en {days} jours au plus",
    );
    const USUAL: Text = say("{item}: share in time", "{item}\u{a0}: part dans le délai");
    const STRICT: Text = say("{item}: strict share", "{item}\u{a0}: part stricte");
    const USUAL_DETAIL: Text = say(
        "{in_time} of {all} handled in the year",
        "{in_time} sur {all} traitées dans l'année",
    );
    const STRICT_DETAIL: Text = say(
        "{in_time} of {all}: those handled, and {late} still open and late",
        "{in_time} sur {all}\u{a0}: les fiches traitées, et {late} encore ouvertes et hors délai",
    );
    let all = tickets(book.corpus);
    let mut rows = Vec::new();
    for kind in &book.corpus.policy().tickets {
        let item = match (book.within, &kind.response) {
            (Some(days), _) => WITHIN.with("days", i64::from(days)),
            (None, Some(time)) => KIND_TIME.with("time", time),
            (None, None) => continue,
        };
        let item = item.with("kind", &kind.name).render(book.lang);
        let own = all.iter().filter(|ticket| *ticket.code.kind() == *kind.id);
        let count = count(book, own.copied());
        let detail = USUAL_DETAIL
            .with("in_time", count.in_time)
            .with("all", count.all);
        rows.push(book.named(
            &USUAL.with("item", &item).render(book.lang),
            count.usual(),
            "%",
            &detail.render(book.lang),
        ));
        let detail = STRICT_DETAIL
            .with("in_time", count.in_time)
            .with("all", count.all + count.late)
            .with("late", count.late);
        rows.push(book.named(
            &STRICT.with("item", &item).render(book.lang),
            count.strict(),
            "%",
            &detail.render(book.lang),
        ));
    }
    rows
}

/// The day a ticket was handled: answered, or closed where its kind asks for no answer.
fn handled(book: &Book<'_>, ticket: &Ticket) -> Option<NaiveDate> {
    let asks = book
        .corpus
        .policy()
        .ticket_kind(ticket.code.kind())
        .is_some_and(|kind| kind.answer.is_some());
    let closed = ticket.closed.as_ref().map(|day| day.value);
    match asks {
        true => ticket.answered,
        false => ticket.answered.or(closed),
    }
}

fn count<'c>(book: &Book<'_>, tickets: impl Iterator<Item = &'c Ticket>) -> Handled {
    let policy = book.corpus.policy();
    let days = tickets.filter_map(|ticket| {
        let due = due(ticket, book.within, policy)?;
        Some((due, handled(book, ticket)))
    });
    tally(days, book.year)
}

/// Tickets by the last day in time and the day handled, over a period.
fn tally(days: impl Iterator<Item = (NaiveDate, Option<NaiveDate>)>, period: Period) -> Handled {
    let mut count = Handled::default();
    for (due, handled) in days {
        match handled {
            Some(day) if period.holds(day) => {
                count.all += 1;
                count.in_time += usize::from(day <= due);
            }
            // Handled after the period: on its last day it was still open.
            Some(day) if day > period.last => count.late += usize::from(due < period.last),
            Some(_) => {}
            None => count.late += usize::from(due < period.last),
        }
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rate_of_2016_is_that_of_the_report_and_the_strict_one_is_lower() {
        let count = Handled {
            all: 11_029,
            in_time: 9_090,
            late: 0,
        };
        assert_eq!(
            count.usual().map(|rate| rate.to_string()).as_deref(),
            Some("82.42")
        );
        assert_eq!(count.strict(), count.usual());
        let count = Handled { late: 100, ..count };
        assert_eq!(
            count.strict().map(|rate| rate.to_string()).as_deref(),
            Some("81.68")
        );
    }

    #[test]
    fn a_ticket_that_is_open_and_late_counts_in_the_strict_rate_alone() {
        let day = |text: &str| text.parse::<NaiveDate>().expect("a date of the test");
        let year = Period::year(2026).expect("a year");
        let days = [
            ("2026-03-10", Some("2026-03-10")),
            ("2026-03-10", Some("2026-03-11")),
            ("2026-12-30", None),
            ("2026-12-30", Some("2027-01-04")),
            ("2026-12-31", None),
            ("2025-12-20", Some("2025-12-19")),
        ];
        let days = days.map(|(due, handled)| (day(due), handled.map(day)));
        let count = tally(days.into_iter(), year);
        assert_eq!(
            count,
            Handled {
                all: 2,
                in_time: 1,
                late: 2
            }
        );
    }
}
