//! The figures of a year: documents, reviews, tickets and their delays, actions, records,
//! subscriptions, counters. Each says what it counts.

mod documents;
mod tickets;
mod trend;

pub use trend::{Earlier, beside};

use super::found::{
    Owned, actions, areas, disposed, external, indicators, is_late, left_out, records, values,
    with_unit,
};
use super::{Cell, Row, Section, Table, columns, say};
use crate::corpus::Corpus;
use crate::model::figure::Figure;
use crate::model::period::Period;
use crate::model::registers::Indicator;
use crate::model::retention::Stage;
use crate::text::{Lang, Text};
use chrono::NaiveDate;

const COLUMNS: [(&str, Text); 4] = [
    ("item", say("Item", "Rubrique")),
    ("value", say("Value", "Valeur")),
    ("unit", say("Unit", "Unité")),
    ("detail", say("What is counted", "Ce qui est compté")),
];

/// What an activity report is of.
#[derive(Debug, Clone, Copy)]
pub struct Asked {
    /// The year.
    pub year: i32,
    /// The days within which a ticket is handled in time; by default the time to answer of its kind.
    pub within: Option<u32>,
}

/// The figures of a year. `corpus` is the tree with the versions that left it.
pub fn table(corpus: &Corpus, asked: Asked, lang: Lang) -> Table {
    const TITLE: Text = say("ACTIVITY REPORT {year}", "RAPPORT D'ACTIVITÉ {year}");
    const RUNNING: Text = say(
        "the year runs: figures up to {day}",
        "l'année est en cours\u{a0}: chiffres arrêtés au {day}",
    );
    const PAST: Text = say(
        "For a past year: a file holds its last review alone, and records and tickets destroyed since are no longer counted; `--at` a commit of its last days gives the figures as they stood.",
        "Pour une année passée\u{a0}: un fichier ne garde que sa dernière revue, et ce qui a été détruit depuis n'est plus compté\u{a0}; `--at` suivi d'un commit de ses derniers jours donne les chiffres tels qu'ils étaient.",
    );
    let today = corpus.as_of();
    let Some(whole) = Period::year(asked.year) else {
        return Table::default();
    };
    let book = Book {
        corpus,
        year: Period {
            first: whole.first,
            last: whole.last.min(today),
        },
        within: asked.within,
        lang,
    };
    let running = (whole.last > today).then(|| RUNNING.with("day", today).render(lang));
    Table {
        // A year is a name, not a number: its digits are not parted.
        title: TITLE.with("year", asked.year.to_string()).render(lang),
        subtitle: running.into_iter().collect(),
        columns: columns(&COLUMNS, lang),
        sections: book.sections(),
        notes: (whole.last < today)
            .then(|| PAST.get(lang).to_owned())
            .into_iter()
            .chain(super::unread(corpus, &super::COUNTED, lang))
            .chain(left_out(
                corpus,
                |period| period.of_year() == asked.year,
                lang,
            ))
            .collect(),
    }
}

/// What the figures are taken from.
struct Book<'c> {
    corpus: &'c Corpus,
    /// From the first day of the year to its last, or to the day of the corpus.
    year: Period,
    within: Option<u32>,
    lang: Lang,
}

impl Book<'_> {
    fn sections(&self) -> Vec<Section> {
        const DOCUMENTS: Text = say("Documents", "Documents");
        const KINDS: Text = say("Tickets by kind", "Fiches par nature");
        const CHANNELS: Text = say("Tickets by channel", "Fiches par canal");
        const DELAYS: Text = say("Time to handle", "Délais de traitement");
        const ACTIONS: Text = say("Actions", "Actions");
        const RECORDS: Text = say("Records", "Enregistrements");
        const SUBSCRIPTIONS: Text = say("Subscriptions", "Abonnements");
        const COUNTERS: Text = say(
            "Counters and indicators of the year",
            "Compteurs et indicateurs de l'année",
        );
        [
            (DOCUMENTS, documents::rows(self)),
            (KINDS, tickets::kinds(self)),
            (CHANNELS, tickets::channels(self)),
            (DELAYS, tickets::delays(self)),
            (ACTIONS, self.actions()),
            (RECORDS, self.records()),
            (SUBSCRIPTIONS, self.subscriptions()),
            (COUNTERS, self.counters()),
        ]
        .into_iter()
        .map(|(title, rows)| Section {
            title: Some(title.get(self.lang).to_owned()),
            rows,
        })
        .collect()
    }

    fn holds(&self, day: Option<NaiveDate>) -> bool {
        day.is_some_and(|day| self.year.holds(day))
    }

    /// A row in words of this language.
    fn row(&self, item: Text, value: impl Into<Cell>, unit: Text, detail: Text) -> Row {
        let lang = self.lang;
        self.named(item.get(lang), value, unit.get(lang), detail.get(lang))
    }

    fn named(&self, item: &str, value: impl Into<Cell>, unit: &str, detail: &str) -> Row {
        vec![
            Cell::from(item),
            value.into(),
            Cell::from(unit),
            Cell::from(detail),
        ]
    }

    fn actions(&self) -> Vec<Row> {
        const UNIT: Text = say("actions", "actions");
        let last = self.year.last;
        let all = actions(self.corpus, last);
        let count = |fits: &dyn Fn(&Owned<'_>) -> bool| all.iter().filter(|one| fits(one)).count();
        let judged = |effect| {
            count(&|(.., action)| {
                let verdict = action.verdict.filter(|verdict| verdict.effect == effect);
                self.holds(verdict.and_then(|verdict| verdict.date))
            })
        };
        use crate::model::action::Effect;
        vec![
            self.row(
                say("Done", "Réalisées"),
                count(&|(.., action)| self.holds(action.done)),
                UNIT,
                say("done in the year", "réalisées dans l'année"),
            ),
            self.row(
                say("Judged effective", "Jugées efficaces"),
                judged(Effect::Effective),
                UNIT,
                say("verdict dated in the year", "conclusion datée de l'année"),
            ),
            self.row(
                say("Judged ineffective", "Jugées inefficaces"),
                judged(Effect::Ineffective),
                UNIT,
                say("verdict dated in the year", "conclusion datée de l'année"),
            ),
            self.row(
                say("Open", "En cours"),
                count(&|(.., action)| action.closed(last).is_none()),
                UNIT,
                say(
                    "not closed at the end of the period",
                    "non closes en fin de période",
                ),
            ),
            self.row(
                say("Late", "En retard"),
                count(&|(.., action)| is_late(action, last)),
                UNIT,
                say("not closed, term past", "non closes, échéance passée"),
            ),
        ]
    }

    fn records(&self) -> Vec<Row> {
        const UNIT: Text = say("items", "pièces");
        let made = records(self.corpus)
            .iter()
            .filter(|record| self.holds(record.date.as_ref().map(|day| day.value)))
            .count();
        let gone = disposed(self.corpus, self.year);
        let transferred = gone
            .iter()
            .filter(|(_, one)| one.transfer.is_some())
            .count();
        let mut certificates: Vec<&str> = gone.iter().map(|(code, _)| *code).collect();
        certificates.sort_unstable();
        certificates.dedup();
        let due = crate::retention::items(self.corpus)
            .iter()
            .filter(|item| item.state.stage == Stage::Due)
            .count();
        vec![
            self.row(
                say("Made", "Établis"),
                made,
                UNIT,
                say("dated in the year", "datés de l'année"),
            ),
            self.row(
                say("Destroyed", "Détruits"),
                gone.len() - transferred,
                UNIT,
                say(
                    "by the certificates of the year, transfers excepted",
                    "d'après les certificats de l'année, versements exceptés",
                ),
            ),
            self.row(
                say("Transferred", "Versés"),
                transferred,
                UNIT,
                say(
                    "by the certificates that give a transfer",
                    "d'après les certificats qui portent un versement",
                ),
            ),
            self.named(
                say("Certificates", "Certificats").get(self.lang),
                certificates.len(),
                "",
                &certificates.join(", "),
            ),
            self.row(
                say("Past their term", "Échus"),
                due,
                UNIT,
                say(
                    "to be destroyed or transferred on the day of the report",
                    "à détruire ou à verser le jour du rapport",
                ),
            ),
        ]
    }

    fn subscriptions(&self) -> Vec<Row> {
        let active: Vec<_> = external(self.corpus)
            .filter_map(|document| document.subscription.as_ref())
            .filter(|one| {
                one.expires
                    .as_ref()
                    .is_none_or(|day| day.value >= self.year.first)
            })
            .collect();
        let copies: u64 = active
            .iter()
            .map(|one| u64::from(one.copies.unwrap_or(1)) * u64::from(one.units.unwrap_or(1)))
            .sum();
        vec![
            self.row(
                say("Subscriptions", "Abonnements"),
                active.len(),
                say("subscriptions", "abonnements"),
                say(
                    "of the register, not lapsed before the year; the register does not say when one began",
                    "du registre, non échus avant l'année\u{a0}; le registre ne dit pas quand un abonnement a commencé",
                ),
            ),
            self.row(
                say("Copies", "Exemplaires"),
                i64::try_from(copies).unwrap_or(i64::MAX),
                say("copies", "exemplaires"),
                say("copies a unit × units served", "exemplaires par unité × unités servies"),
            ),
        ]
    }

    /// A counter is summed over the year; an indicator gives its last value.
    fn counters(&self) -> Vec<Row> {
        const SUM: Text = say("sum of {count} values", "somme de {count} valeurs");
        const LAST: Text = say("last value: {period}", "dernière valeur\u{a0}: {period}");
        const ALL: Text = say("{detail}: {parts}", "{detail}\u{a0}: {parts}");
        let mut rows = Vec::new();
        for indicator in indicators(self.corpus) {
            let own: Vec<_> = values(indicator, self.year.last)
                .into_iter()
                .filter(|(period, ..)| period.of_year() == self.year_number())
                .collect();
            let Some((_, last, measure)) = own.last() else {
                continue;
            };
            let total = |area: Option<&str>| {
                let fits = own.iter().filter(|(_, _, one)| {
                    area.is_none_or(|area| one.area.as_deref().unwrap_or_default() == area)
                });
                Figure::sum(fits.map(|(_, figure, _)| *figure))
            };
            let (value, detail) = if is_counter(indicator) {
                let detail = SUM.with("count", own.len());
                let parts: Vec<String> = areas(indicator)
                    .into_iter()
                    .filter(|area| !area.is_empty())
                    .map(|area| format!("{area} {}", with_unit(total(Some(area)), None, self.lang)))
                    .collect();
                let detail = match parts.is_empty() {
                    true => detail,
                    false => ALL.with("detail", detail).with("parts", parts),
                };
                (total(None), detail)
            } else {
                (*last, LAST.with("period", &measure.period.value))
            };
            let unit = indicator.unit.as_deref().unwrap_or_default();
            rows.push(self.named(
                &indicator.title.value,
                value,
                unit,
                &detail.render(self.lang),
            ));
        }
        rows
    }

    fn year_number(&self) -> i32 {
        self.year.of_year()
    }
}

/// Whether values of one year may be added: no share, no target, no state at the end of a period.
fn is_counter(indicator: &Indicator) -> bool {
    let share = indicator
        .unit
        .as_deref()
        .is_some_and(|unit| unit.contains('%'));
    let formula = crate::model::names::folded(indicator.formula.as_deref().unwrap_or_default());
    let sum = formula.is_empty() || formula.starts_with("somme") || formula.starts_with("cumul");
    sum && !share && indicator.target.is_none()
}
