//! The indicators and counters: a row for each, and for each area that it is measured in.

use super::found::{Read, areas, indicators, left_out, values};
use super::series::{Point, Series};
use super::{Cell, Row, Section, Table, Value, columns, say, unread};
use crate::corpus::Corpus;
use crate::model::layout::EntityKind;
use crate::model::registers::Indicator;
use crate::text::{Lang, Text};

const TITLE: Text = say("INDICATORS AND COUNTERS", "INDICATEURS ET COMPTEURS");

const COLUMNS: [(&str, Text); 10] = [
    ("title", say("Title", "Titre")),
    ("area", say("Area", "Zone")),
    ("number", say("No.", "N°")),
    ("process", say("Process", "Processus")),
    ("unit", say("Unit", "Unité")),
    ("target", say("Target", "Cible")),
    ("periodicity", say("How often", "Périodicité")),
    ("period", say("Period", "Période")),
    ("value", say("Last value", "Dernière valeur")),
    ("trend", say("Trend", "Évolution")),
];

/// The table of a corpus, on its day.
pub fn table(corpus: &Corpus, lang: Lang) -> Table {
    let mut rows: Vec<Row> = Vec::new();
    for indicator in indicators(corpus) {
        let read = values(indicator, corpus.as_of());
        for area in areas(indicator).into_iter().chain(none(indicator)) {
            rows.push(row(indicator, &read, area));
        }
    }
    let notes = unread(corpus, &[EntityKind::Indicator], lang)
        .into_iter()
        .chain(left_out(corpus, |_| true, lang))
        .collect();
    Table {
        title: TITLE.get(lang).to_owned(),
        columns: columns(&COLUMNS, lang),
        sections: vec![Section { title: None, rows }],
        notes,
        ..Table::default()
    }
}

/// One row also for an indicator without values.
fn none(indicator: &Indicator) -> Option<&'static str> {
    indicator.values.is_empty().then_some("")
}

fn row(indicator: &Indicator, read: &[Read<'_>], area: &str) -> Row {
    let own: Vec<&Read<'_>> = read
        .iter()
        .filter(|(_, _, measure)| measure.area.as_deref().unwrap_or_default() == area)
        .collect();
    let title = match area {
        "" => indicator.title.value.clone(),
        area => format!("{} — {area}", indicator.title.value),
    };
    let points = own.iter().map(|(_, figure, measure)| Point {
        label: measure.period.value.clone(),
        value: *figure,
    });
    let series = Series {
        title,
        unit: indicator.unit.clone().unwrap_or_default(),
        points: points.collect(),
    };
    let process = indicator
        .process
        .as_ref()
        .map(|code| code.value.to_string());
    vec![
        Cell::from(indicator.title.value.clone()),
        Cell::from(area),
        Cell::from(indicator.number.value.clone()),
        Cell::from(process),
        Cell::from(indicator.unit.clone()),
        Cell::from(indicator.target.clone()),
        Cell::from(indicator.periodicity.clone()),
        Cell::from(
            own.last()
                .map(|(_, _, measure)| measure.period.value.clone()),
        ),
        Cell::from(own.last().map(|(_, figure, _)| *figure)),
        Cell::of(Value::Series(series)),
    ]
}
