//! Sources of the regulatory watch, with their consultations.

use crate::model::names::{ActorId, Slug};
use crate::model::registers::{Consultation, WatchItem};
use crate::parse::fields::{Field, Shape, Values, optional, required};
use crate::text::Text;

/// The keys of a watch item: a row of the watch table (10-format).
pub static WATCH: &[Field] = &[
    required(
        "thematiques",
        Shape::OneOrMany(&Shape::Text),
        Text {
            en: "What is watched",
            fr: "Ce qui est suivi",
        },
    ),
    optional(
        "ordre",
        Shape::Integer,
        Text {
            en: "Its rank in the table",
            fr: "Son rang dans le tableau",
        },
    ),
    required(
        "source",
        Shape::Text,
        Text {
            en: "The source",
            fr: "La source",
        },
    ),
    optional(
        "frequence",
        Shape::Text,
        Text {
            en: "How often, for the rule",
            fr: "La fréquence, pour la règle",
        },
    ),
    optional(
        "frequence-affichee",
        Shape::Text,
        Text {
            en: "How often, for the table",
            fr: "La fréquence, pour le tableau",
        },
    ),
    optional(
        "par-an",
        Shape::Integer,
        Text {
            en: "Issues a year",
            fr: "Parutions par an",
        },
    ),
    optional(
        "responsable",
        Shape::Text,
        Text {
            en: "Who watches",
            fr: "Qui suit",
        },
    ),
    optional(
        "intervenants",
        Shape::Text,
        Text {
            en: "Who takes part",
            fr: "Qui intervient",
        },
    ),
    optional(
        "inventaire",
        Shape::Text,
        Text {
            en: "Where it is kept",
            fr: "Inventaire\u{a0}: localisation",
        },
    ),
    optional(
        "destinataires",
        Shape::Text,
        Text {
            en: "Whom it is for",
            fr: "Les destinataires",
        },
    ),
    optional(
        "diffusion",
        Shape::Text,
        Text {
            en: "How it is distributed",
            fr: "Le mode de diffusion",
        },
    ),
    optional(
        "consultations",
        Shape::List(&Shape::Map(CONSULTATION)),
        Text {
            en: "The journal",
            fr: "Le journal",
        },
    ),
];

static CONSULTATION: &[Field] = &[
    required(
        "date",
        Shape::Date,
        Text {
            en: "The day it was consulted",
            fr: "Le jour de la consultation",
        },
    ),
    required(
        "acteur",
        Shape::Actor,
        Text {
            en: "Who consulted it",
            fr: "Qui l'a consultée",
        },
    ),
    optional(
        "texte",
        Shape::Text,
        Text {
            en: "The text found",
            fr: "Le texte relevé",
        },
    ),
    optional(
        "applicable",
        Shape::Text,
        Text {
            en: "Whether it applies",
            fr: "S'il est applicable",
        },
    ),
    optional(
        "impact",
        Shape::OneOrMany(&Shape::Code),
        Text {
            en: "The documents that it touches",
            fr: "Les documents touchés",
        },
    ),
    optional(
        "suite",
        Shape::Text,
        Text {
            en: "What followed",
            fr: "La suite donnée",
        },
    ),
];

/// Reads a watch item.
pub fn read_watch(values: Values<'_>, slug: &str) -> WatchItem {
    let text = |key: &str| values.text(key).map(|text| text.value);
    WatchItem {
        slug: Slug::new(slug),
        topics: values.texts("thematiques"),
        rank: text("ordre").and_then(|rank| rank.parse().ok()),
        source: values.text_or_empty("source"),
        frequency: values.text("frequence"),
        shown_frequency: text("frequence-affichee"),
        owner: values.text("responsable"),
        contributors: values.text("intervenants"),
        inventory: text("inventaire"),
        recipients: text("destinataires"),
        distribution: text("diffusion"),
        consultations: values
            .maps("consultations")
            .into_iter()
            .map(|entry| Consultation {
                date: entry.date("date").map(|date| date.value),
                actor: entry.name("acteur", ActorId::new),
                text: entry.text("texte").map(|text| text.value),
                applicable: entry.text("applicable").map(|word| word.value),
                impact: entry.texts("impact"),
                follow_up: entry.text("suite").map(|text| text.value),
                span: entry.0.span,
            })
            .collect(),
    }
}
