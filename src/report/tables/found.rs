//! What several reports look for in a corpus, in the order in which they show it.

use super::say;
use crate::corpus::Corpus;
use crate::model::action::Action;
use crate::model::calendar::Duration;
use crate::model::code::Code;
use crate::model::entity::Entity;
use crate::model::figure::Figure;
use crate::model::layout::EntityKind;
use crate::model::names::ProcessCode;
use crate::model::period::Period;
use crate::model::policy::Policy;
use crate::model::record::Record;
use crate::model::registers::{Disposed, ExternalDocument, Indicator, Measure};
use crate::model::ticket::Ticket;
use crate::text::{Lang, Text};
use chrono::NaiveDate;

/// The tickets received by the day of the corpus, by kind, then by number.
pub(super) fn tickets(corpus: &Corpus) -> Vec<&Ticket> {
    let today = corpus.as_of();
    let mut tickets: Vec<&Ticket> = corpus
        .entities(EntityKind::Ticket)
        .filter_map(|(_, entity)| match entity {
            Entity::Ticket(ticket) => Some(&**ticket),
            _ => None,
        })
        .filter(|ticket| ticket.is_known(today))
        .collect();
    let policy = corpus.policy();
    tickets.sort_by(|a, b| (rank(policy, &a.code), &a.code).cmp(&(rank(policy, &b.code), &b.code)));
    tickets
}

/// The place of a ticket's kind in the policy.
fn rank(policy: &Policy, code: &Code) -> Option<usize> {
    let mut kinds = policy.tickets.iter();
    kinds.position(|kind| *kind.id == *code.kind())
}

/// The day a ticket was received.
pub(super) fn received(ticket: &Ticket) -> Option<NaiveDate> {
    ticket.received.as_ref().map(|day| day.value)
}

/// The records of a corpus, by code.
pub(super) fn records(corpus: &Corpus) -> Vec<&Record> {
    let mut records: Vec<&Record> = corpus
        .entities(EntityKind::Record)
        .filter_map(|(_, entity)| match entity {
            Entity::Record(record) => Some(&**record),
            _ => None,
        })
        .collect();
    records.sort_by(|a, b| a.code.cmp(&b.code));
    records
}

/// An action with the code of the ticket or audit report that it belongs to.
pub(super) type Owned<'c> = (String, &'c ProcessCode, &'c Action);

/// Every action of the tickets and audit reports that there were on a day: those of tickets by kind,
/// then by number, those of reports by code.
pub(super) fn actions(corpus: &Corpus, day: NaiveDate) -> Vec<Owned<'_>> {
    let policy = corpus.policy();
    let both = [EntityKind::Ticket, EntityKind::Record].into_iter();
    let mut bearers: Vec<_> = both
        .flat_map(|kind| corpus.entities(kind))
        .filter_map(|(_, entity)| {
            let (is_record, code, process) = match entity {
                Entity::Ticket(ticket) => (false, &ticket.code, &ticket.process.value),
                Entity::Record(record) => (true, &record.code, &record.process.value),
                _ => return None,
            };
            let place = (is_record, rank(policy, code), code);
            Some((place, process, entity.actions(day)))
        })
        .collect();
    bearers.sort_by_key(|(place, ..)| *place);
    let owned = bearers.into_iter().flat_map(|((.., code), process, own)| {
        own.iter()
            .map(move |action| (code.to_string(), process, action))
    });
    owned.collect()
}

/// Whether an action is open on a day after its term.
pub(super) fn is_late(action: &Action, day: NaiveDate) -> bool {
    action.awaited(day).is_some_and(|due| due < day)
}

/// The indicators of a corpus, by number.
pub(super) fn indicators(corpus: &Corpus) -> Vec<&Indicator> {
    let mut indicators: Vec<&Indicator> = corpus
        .entities(EntityKind::Indicator)
        .filter_map(|(_, entity)| match entity {
            Entity::Indicator(indicator) => Some(indicator),
            _ => None,
        })
        .collect();
    indicators.sort_by_key(|one| {
        let number = one.number.value.trim().to_owned();
        let count: u64 = number.parse().unwrap_or(u64::MAX);
        (count, number, one.slug.clone())
    });
    indicators
}

/// The areas that an indicator has values for; an empty name stands for no area.
pub(super) fn areas(indicator: &Indicator) -> Vec<&str> {
    let mut areas: Vec<&str> = Vec::new();
    for measure in &indicator.values {
        let area = measure.area.as_deref().unwrap_or_default();
        if !areas.contains(&area) {
            areas.push(area);
        }
    }
    areas
}

/// A value that could be read, with its period.
pub(super) type Read<'c> = (Period, Figure, &'c Measure);

/// The values of an indicator that can be read and that were over by a day, oldest first.
pub(super) fn values(indicator: &Indicator, day: NaiveDate) -> Vec<Read<'_>> {
    let read = indicator.values.iter().filter_map(|measure| {
        let period = Period::parse(&measure.period.value)?;
        Some((period, Figure::parse(&measure.value.value)?, measure))
    });
    // A period that runs has a value as soon as somebody writes it.
    let mut read: Vec<Read<'_>> = read.filter(|(period, ..)| period.first <= day).collect();
    read.sort_by_key(|(period, ..)| (period.first, period.last));
    read
}

/// The values of an indicator of which the period or the figure is not understood, each with its
/// period where that is.
pub(super) fn unreadable(
    indicator: &Indicator,
) -> impl Iterator<Item = (Option<Period>, &Measure)> {
    indicator.values.iter().filter_map(|measure| {
        let period = Period::parse(&measure.period.value);
        let figure = Figure::parse(&measure.value.value);
        (period.is_none() || figure.is_none()).then_some((period, measure))
    })
}

/// What is said of the values that could not be read, of those periods that concern a report; a
/// period that is not understood concerns each.
pub(super) fn left_out(
    corpus: &Corpus,
    concerns: impl Fn(Period) -> bool,
    lang: Lang,
) -> Option<String> {
    const LEFT_OUT: Text = say(
        "Values of which the period or the figure is not understood, left out: {values}.",
        "Valeurs dont la période ou le nombre n'est pas compris, laissées de côté\u{a0}: {values}.",
    );
    let values: Vec<String> = indicators(corpus)
        .into_iter()
        .flat_map(|indicator| unreadable(indicator).map(move |one| (indicator, one)))
        .filter(|(_, (period, _))| period.is_none_or(&concerns))
        .map(|(indicator, (_, one))| format!("{} {}", indicator.slug, one.period.value))
        .collect();
    (!values.is_empty()).then(|| LEFT_OUT.with("values", values).render(lang))
}

/// A value with its unit: `93,3 %`.
pub(super) fn with_unit(figure: Figure, unit: Option<&str>, lang: Lang) -> String {
    let shown = crate::text::decimal(figure.digits, figure.decimals, lang);
    match unit.map(str::trim).filter(|unit| !unit.is_empty()) {
        Some(unit) => format!("{shown}\u{a0}{unit}"),
        None => shown,
    }
}

/// The last value of an indicator on a day, its areas one after another: `355 articles (Province)`.
pub(super) fn last_value(
    indicator: &Indicator,
    day: NaiveDate,
    lang: Lang,
) -> Option<(String, String)> {
    let values = values(indicator, day);
    let (last, _, measure) = values.last()?;
    let shown: Vec<String> = values
        .iter()
        .filter(|(period, ..)| period == last)
        .map(|(_, figure, measure)| {
            let value = with_unit(*figure, indicator.unit.as_deref(), lang);
            match &measure.area {
                Some(area) => format!("{value} ({area})"),
                None => value,
            }
        })
        .collect();
    Some((shown.join(", "), measure.period.value.clone()))
}

/// External documents, in the order of their files.
pub(super) fn external(corpus: &Corpus) -> impl Iterator<Item = &ExternalDocument> {
    corpus
        .entities(EntityKind::ExternalDocument)
        .filter_map(|(_, entity)| match entity {
            Entity::ExternalDocument(document) => Some(document),
            _ => None,
        })
}

/// What certificates dated within a period say was destroyed, with the code of the certificate.
pub(super) fn disposed(corpus: &Corpus, period: Period) -> Vec<(&str, &Disposed)> {
    let mut all = Vec::new();
    for (_, entity) in corpus.entities(EntityKind::DisposalCertificate) {
        if let Entity::DisposalCertificate(certificate) = entity
            && certificate.date.is_some_and(|day| period.holds(day))
        {
            let code = certificate.code.value.as_str();
            all.extend(certificate.elements.iter().map(|element| (code, element)));
        }
    }
    all
}

/// The last day on which a ticket is handled in time: within so many days, else by its kind.
pub(super) fn due(ticket: &Ticket, within: Option<u32>, policy: &Policy) -> Option<NaiveDate> {
    match within {
        Some(days) => Some(Duration::Days(days).after(received(ticket)?)),
        None => ticket.answer_due(policy),
    }
}

/// A process with its title: `PAPED — Prévention`.
pub(super) fn process_name(corpus: &Corpus, code: &ProcessCode) -> String {
    let title = corpus
        .process(code)
        .map(|process| process.title.value.as_str());
    match title.filter(|title| !title.is_empty()) {
        Some(title) => format!("{code} — {title}"),
        None => code.to_string(),
    }
}
