//! What may be destroyed: the lists that an archives service signs before (« bordereau
//! d'élimination », « bordereau de versement »).

use super::{Cell, Column, Group, Row, Section, Table};
use crate::corpus::Corpus;
use crate::model::retention::{Condition, Fate, Phase, Stage};
use crate::retention::{self, Item, Kind};
use crate::text::{Lang, Text};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// What a list is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// To be eliminated (code du patrimoine, R212-14).
    Elimination,
    /// To be handed over to the archives.
    Transfer,
}

const SERVICE: Text = Text {
    en: "Service",
    fr: "Service",
};
const TYPOLOGY: Text = Text {
    en: "Typology",
    fr: "Typologie",
};

/// The list of what may be eliminated, or is to be transferred, on the day of the corpus.
pub fn due(corpus: &Corpus, purpose: Purpose, lang: Lang) -> Table {
    let items = retention::items(corpus);
    match purpose {
        Purpose::Elimination => elimination(corpus, &items, lang),
        Purpose::Transfer => transfer(corpus, &items, lang),
    }
}

fn elimination(corpus: &Corpus, items: &[Item<'_>], lang: Lang) -> Table {
    const TITLE: Text = Text {
        en: "ELIMINATION LIST",
        fr: "BORDEREAU D'ÉLIMINATION",
    };
    const TO_GO: Text = Text {
        en: "To be eliminated",
        fr: "À éliminer",
    };
    const TO_DECIDE: Text = Text {
        en: "To be decided elsewhere before",
        fr: "À statuer auparavant",
    };
    let columns: [(&'static str, Text); 10] = [
        (
            "numero",
            Text {
                en: "No.",
                fr: "N°",
            },
        ),
        ("service", SERVICE),
        ("typologie", TYPOLOGY),
        (
            "du",
            Text {
                en: "from",
                fr: "du",
            },
        ),
        ("au", Text { en: "to", fr: "au" }),
        (
            "dua",
            Text {
                en: "Retention",
                fr: "DUA",
            },
        ),
        (
            "volume",
            Text {
                en: "Volume (items)",
                fr: "Volume (pièces)",
            },
        ),
        (
            "pieces",
            Text {
                en: "Items",
                fr: "Pièces",
            },
        ),
        (
            "observations",
            Text {
                en: "Remarks",
                fr: "Observations",
            },
        ),
        (
            "visa",
            Text {
                en: "Visa",
                fr: "Visa",
            },
        ),
    ];
    let due: Vec<&Item<'_>> = items
        .iter()
        .filter(|item| item.state.stage == Stage::Due)
        .filter(|item| item.state.condition != Condition::Transfer)
        .collect();
    let decide: Vec<&Item<'_>> = items
        .iter()
        .filter(|item| item.state.stage == Stage::Elsewhere && item.state.hold.is_none())
        .collect();
    let section = |title: Text, items: &[&Item<'_>]| Section {
        title: Some(title.get(lang).to_owned()),
        rows: grouped(items)
            .into_values()
            .enumerate()
            .map(|(index, items)| eliminated(corpus, index + 1, &items, lang))
            .collect(),
    };
    Table {
        title: TITLE.get(lang).to_owned(),
        subtitle: Vec::new(),
        columns: with_extremes(&columns, lang),
        sections: vec![section(TO_GO, &due), section(TO_DECIDE, &decide)],
        notes: signed(corpus, Purpose::Elimination, lang),
    }
}

/// Columns of which `du` and `au` stand under the heading of the extreme dates.
fn with_extremes(columns: &[(&'static str, Text)], lang: Lang) -> Vec<Column> {
    const HEADING: Text = Text {
        en: "EXTREME DATES",
        fr: "DATES EXTRÊMES",
    };
    const PREFIX: Text = Text {
        en: "Extreme dates",
        fr: "Dates extrêmes",
    };
    columns
        .iter()
        .map(|(key, label)| Column {
            group: matches!(*key, "du" | "au").then(|| Group {
                title: HEADING.get(lang).to_owned(),
                prefix: PREFIX.get(lang).to_owned(),
            }),
            ..Column::new(key, label.get(lang))
        })
        .collect()
}

/// Items by series and process; versions by type.
fn grouped<'i, 'c>(items: &[&'i Item<'c>]) -> BTreeMap<(u8, String, String), Vec<&'i Item<'c>>> {
    let mut groups: BTreeMap<(u8, String, String), Vec<&Item<'_>>> = BTreeMap::new();
    for item in items {
        let (rank, name) = match item.series_name {
            Some(series) => (0, series.to_string()),
            None => (1, item.code.kind().to_owned()),
        };
        let process = item.process.value.to_string();
        groups.entry((rank, name, process)).or_default().push(item);
    }
    groups
}

fn eliminated(corpus: &Corpus, number: usize, items: &[&Item<'_>], lang: Lang) -> Row {
    let (from, to) = extremes(items);
    vec![
        Cell::from(i64::try_from(number).unwrap_or(i64::MAX)),
        Cell::from(service(corpus, items)),
        Cell::from(typology(corpus, items, lang)),
        Cell::from(from),
        Cell::from(to),
        Cell::from(term(corpus, items)),
        Cell::from(i64::try_from(items.len()).unwrap_or(i64::MAX)),
        Cell::from(codes(items)),
        Cell::from(remarks(corpus, items, lang)),
        Cell::from(visa(items, lang)),
    ]
}

/// The process, by its title.
fn service(corpus: &Corpus, items: &[&Item<'_>]) -> String {
    let Some(item) = items.first() else {
        return String::new();
    };
    let code = &item.process.value;
    let title = corpus
        .process(code)
        .map(|process| process.title.value.clone());
    match title.filter(|title| !title.is_empty()) {
        Some(title) => format!("{code} — {title}"),
        None => code.to_string(),
    }
}

fn typology(corpus: &Corpus, items: &[&Item<'_>], lang: Lang) -> String {
    const LEFT: Text = Text {
        en: "{name} (versions out of force)",
        fr: "{name} (versions sorties de ce qui est en vigueur)",
    };
    let Some(item) = items.first() else {
        return String::new();
    };
    match item.series {
        Some(series) => series.label.value.clone(),
        None => {
            let kind = corpus.policy().document_type(item.code.kind());
            let name = kind.map(|kind| kind.name.clone()).unwrap_or_default();
            LEFT.with("name", name).render(lang)
        }
    }
}

fn extremes(items: &[&Item<'_>]) -> (Option<NaiveDate>, Option<NaiveDate>) {
    let days = || items.iter().filter_map(|item| item.date);
    (days().min(), days().max())
}

/// The administrative utility period, as the cells have it.
fn term(corpus: &Corpus, items: &[&Item<'_>]) -> String {
    let Some(item) = items.first() else {
        return String::new();
    };
    let Some(series) = item.series else {
        let kind = corpus.policy().document_type(item.code.kind());
        return kind.map(|kind| kind.fate_cell.clone()).unwrap_or_default();
    };
    let schedule = series.schedule.as_ref();
    let phases = [
        (&series.filing, schedule.map(|schedule| &schedule.filing)),
        (
            &series.archiving,
            schedule.map(|schedule| &schedule.archiving),
        ),
    ];
    let cells: Vec<&str> = phases
        .into_iter()
        .filter(|(_, phase)| *phase != Some(&Phase::Empty))
        .filter_map(|(cell, _)| cell.as_ref())
        .map(|cell| cell.value.trim())
        .collect();
    cells.join(" + ")
}

/// Codes, of which those that follow one another are one range.
fn codes(items: &[&Item<'_>]) -> String {
    let mut parts: Vec<(String, String)> = Vec::new();
    let mut last: Option<(&str, u32, u32)> = None;
    for item in items {
        let code = item.code;
        let own = (code.kind(), code.number(), code.version());
        let follows = item.kind != Kind::Document
            && last.is_some_and(|(kind, year, sequence)| {
                (kind, year) == (own.0, own.1) && sequence + 1 == own.2
            });
        match (follows, parts.last_mut()) {
            (true, Some((_, end))) => *end = code.to_string(),
            _ => parts.push((code.to_string(), code.to_string())),
        }
        last = Some(own);
    }
    let written = parts.into_iter().map(|(first, end)| match first == end {
        true => first,
        false => format!("{first} … {end}"),
    });
    written.collect::<Vec<_>>().join(", ")
}

fn remarks(corpus: &Corpus, items: &[&Item<'_>], lang: Lang) -> String {
    const CNIL: Text = Text {
        en: "CNIL: by {day} at the latest",
        fr: "CNIL\u{a0}: au plus tard le {day}",
    };
    const DECIDE: Text = Text {
        en: "to be decided: {words}",
        fr: "à statuer\u{a0}: {words}",
    };
    const DUE: Text = Text {
        en: "since {day}",
        fr: "échu depuis le {day}",
    };
    let mut parts = Vec::new();
    let series = items.first().and_then(|item| item.series);
    if let Some(medium) = series.and_then(|series| series.medium.as_ref()) {
        parts.push(medium.clone());
    }
    let first = items
        .iter()
        .filter_map(|item| item.state.destroy_from)
        .min();
    if let Some(day) = first {
        parts.push(DUE.with("day", day).render(lang));
    }
    let limit = items.iter().filter_map(|item| item.state.destroy_by).min();
    if let (Some(day), Some(series)) = (limit, series)
        && series.is_cnil()
    {
        parts.push(CNIL.with("day", day).render(lang));
    }
    if let Some(words) = items.first().and_then(|item| decided(item, corpus)) {
        parts.push(DECIDE.with("words", words.to_owned()).render(lang));
    }
    parts.join(" · ")
}

/// The words of what is decided elsewhere: those of a phase of its series, else of its fate.
fn decided<'c>(item: &'c Item<'_>, corpus: &'c Corpus) -> Option<&'c str> {
    let schedule = item.series.and_then(|series| series.schedule.as_ref());
    let fate = || match item.fate(corpus.policy()) {
        Some(Fate::Elsewhere(words)) => Some(words.as_str()),
        _ => None,
    };
    schedule
        .and_then(|schedule| schedule.elsewhere())
        .or_else(fate)
}

fn visa(items: &[&Item<'_>], lang: Lang) -> String {
    const ASKED: Text = Text {
        en: "asked for",
        fr: "requis",
    };
    match items.iter().any(|item| item.asks_visa()) {
        true => ASKED.get(lang).to_owned(),
        false => String::new(),
    }
}

/// The notes of a list: what is signed, and what is missing from it.
fn signed(corpus: &Corpus, purpose: Purpose, lang: Lang) -> Vec<String> {
    let mut notes = signatures(purpose, lang);
    notes.extend(super::unread(corpus, &super::COUNTED, lang));
    notes
}

/// What is written by hand below: who proposes, who authorises or receives.
fn signatures(purpose: Purpose, lang: Lang) -> Vec<String> {
    const PROPOSED: Text = Text {
        en: "For the service: name, capacity, date, signature: ………………………………………………",
        fr: "Pour le service\u{a0}: nom, qualité, date, signature\u{a0}: ………………………………………………",
    };
    const VISA: Text = Text {
        en: "Visa of the archives: name, capacity, number, date, signature: ………………………………………………",
        fr: "Visa des archives\u{a0}: nom, qualité, numéro, date, signature\u{a0}: ………………………………………………",
    };
    const RECEIVED: Text = Text {
        en: "Received by the archives: name, capacity, receipt number, date, signature: ………………………………………………",
        fr: "Reçu par les archives\u{a0}: nom, qualité, numéro du récépissé, date, signature\u{a0}: ………………………………………………",
    };
    const THEN: Text = Text {
        en: "Once signed: “qms destroy CODE…”, with “--visa REF” where a visa is asked for; the act writes the certificate.",
        fr: "Une fois signé\u{a0}: «\u{a0}qms destroy CODE…\u{a0}», avec «\u{a0}--visa RÉF\u{a0}» là où un visa est demandé\u{a0}; l'acte écrit le certificat.",
    };
    const THEN_TRANSFER: Text = Text {
        en: "Once received: “qms destroy CODE… --transfer REF”, which writes the certificate.",
        fr: "Une fois reçu\u{a0}: «\u{a0}qms destroy CODE… --transfer RÉF\u{a0}», qui écrit le certificat.",
    };
    let lines = match purpose {
        Purpose::Elimination => [PROPOSED, VISA, THEN, super::DESTRUCTION],
        Purpose::Transfer => [PROPOSED, RECEIVED, THEN_TRANSFER, super::DESTRUCTION],
    };
    lines.map(|line| line.get(lang).to_owned()).to_vec()
}

fn transfer(corpus: &Corpus, items: &[Item<'_>], lang: Lang) -> Table {
    const TITLE: Text = Text {
        en: "TRANSFER LIST",
        fr: "BORDEREAU DE VERSEMENT",
    };
    let columns: [(&'static str, Text); 8] = [
        (
            "article",
            Text {
                en: "Article",
                fr: "N° d'article",
            },
        ),
        ("service", SERVICE),
        ("typologie", TYPOLOGY),
        (
            "description",
            Text {
                en: "Description",
                fr: "Description",
            },
        ),
        (
            "du",
            Text {
                en: "from",
                fr: "du",
            },
        ),
        ("au", Text { en: "to", fr: "au" }),
        (
            "dua",
            Text {
                en: "Retention",
                fr: "DUA",
            },
        ),
        (
            "sort_final",
            Text {
                en: "Final disposition",
                fr: "Sort final",
            },
        ),
    ];
    let due: Vec<&Item<'_>> = items
        .iter()
        .filter(|item| item.state.stage == Stage::Due)
        .filter(|item| item.state.condition == Condition::Transfer)
        .collect();
    let rows = due
        .iter()
        .enumerate()
        .map(|(index, item)| {
            let one = std::slice::from_ref(item);
            let fate = item
                .series
                .and_then(|series| series.fate.as_ref())
                .map(|cell| cell.value.clone())
                .unwrap_or_else(|| term(corpus, one));
            vec![
                Cell::from(i64::try_from(index + 1).unwrap_or(i64::MAX)),
                Cell::from(service(corpus, one)),
                Cell::from(typology(corpus, one, lang)),
                Cell::from(format!("{} — {}", item.code, item.title.value)),
                Cell::from(item.date),
                Cell::from(item.date),
                Cell::from(term(corpus, one)),
                Cell::from(fate),
            ]
        })
        .collect();
    Table {
        title: TITLE.get(lang).to_owned(),
        subtitle: Vec::new(),
        columns: with_extremes(&columns, lang),
        sections: vec![Section { title: None, rows }],
        notes: signed(corpus, Purpose::Transfer, lang),
    }
}
