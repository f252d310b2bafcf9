//! The regulatory-watch table: six columns, a row a source; and when each source falls due again.

use super::{Cell, Row, Section, Table, columns, say, unread};
use crate::corpus::Corpus;
use crate::model::entity::Entity;
use crate::model::layout::EntityKind;
use crate::model::names::{ActorId, Located};
use crate::model::registers::{Consultation, WatchItem};
use crate::report::cartouche::actor_name;
use crate::text::{Lang, Text};
use chrono::NaiveDate;

const TITLE: Text = say(
    "TERMS OF THE REGULATORY WATCH",
    "MODALITÉ DE LA VEILLE RÉGLEMENTAIRE",
);

const COLUMNS: [(&str, Text); 6] = [
    (
        "thematiques",
        say("Topics to watch", "Thématiques à surveiller"),
    ),
    (
        "sources_frequence",
        say(
            "Main sources / how often they are consulted",
            "Sources principales / fréquence de consultation",
        ),
    ),
    (
        "responsable_intervenants",
        say(
            "Who answers for the watch and who takes part",
            "Responsable de la veille et intervenants",
        ),
    ),
    (
        "inventaire_localisation",
        say(
            "Inventory of regulatory texts: where they are",
            "Inventaire des textes réglementaires\u{a0}: localisation",
        ),
    ),
    (
        "destinataires",
        say(
            "Who is told of regulatory news",
            "Destinataires de l'actualité réglementaire",
        ),
    ),
    (
        "mode_diffusion",
        say(
            "How regulatory news is passed on",
            "Mode de diffusion de l'actualité réglementaire",
        ),
    ),
];

/// The table of a corpus.
pub fn table(corpus: &Corpus, lang: Lang) -> Table {
    Table {
        title: TITLE.get(lang).to_owned(),
        columns: columns(&COLUMNS, lang),
        sections: vec![Section {
            title: None,
            rows: items(corpus).iter().map(|item| row(corpus, item)).collect(),
        }],
        notes: unread(corpus, &[EntityKind::WatchItem], lang)
            .into_iter()
            .collect(),
        ..Table::default()
    }
}

/// The sources watched, in the order of the table.
pub fn items(corpus: &Corpus) -> Vec<&WatchItem> {
    let mut items: Vec<&WatchItem> = corpus
        .entities(EntityKind::WatchItem)
        .filter_map(|(_, entity)| match entity {
            Entity::WatchItem(item) => Some(item),
            _ => None,
        })
        .collect();
    items.sort_by(|a, b| {
        let rank = |one: &WatchItem| (one.rank.is_none(), one.rank);
        (rank(a), &a.source.value, &a.slug).cmp(&(rank(b), &b.source.value, &b.slug))
    });
    items
}

fn row(corpus: &Corpus, item: &WatchItem) -> Row {
    let person = |written: &Option<Located<String>>| {
        let written = written.as_ref().map(|words| words.value.as_str());
        written.map(|words| actor_name(corpus, &ActorId::new(words)))
    };
    let topics: Vec<&str> = item
        .topics
        .iter()
        .map(|topic| topic.value.as_str())
        .collect();
    let topics = match topics.as_slice() {
        [only] => (*only).to_owned(),
        several => {
            let lines: Vec<String> = several.iter().map(|topic| format!("- {topic}")).collect();
            lines.join("\n")
        }
    };
    let joined = |parts: [Option<String>; 2]| {
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        parts.join(" ")
    };
    vec![
        Cell::from(topics),
        Cell::from(joined([
            Some(item.source.value.clone()),
            item.shown_frequency.clone(),
        ])),
        Cell::from(joined([person(&item.owner), person(&item.contributors)])),
        Cell::from(item.inventory.clone()),
        Cell::from(item.recipients.clone()),
        Cell::from(item.distribution.clone()),
    ]
}

/// The last time a source was consulted, as known on a day.
pub fn last_consultation(item: &WatchItem, day: NaiveDate) -> Option<(NaiveDate, &Consultation)> {
    item.consultations
        .iter()
        .filter_map(|entry| Some((entry.date?, entry)))
        .filter(|(date, _)| *date <= day)
        .max_by_key(|(date, _)| *date)
}
