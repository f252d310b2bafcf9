//! Indicators and their measures.

use crate::model::names::{ProcessCode, Slug};
use crate::model::registers::{Indicator, Measure};
use crate::parse::fields::{Field, Shape, Values, optional, required};
use crate::text::Text;

/// The keys of an indicator (10-format).
pub static INDICATOR: &[Field] = &[
    required(
        "numero",
        Shape::Text,
        Text {
            en: "Its number",
            fr: "Son numéro",
        },
    ),
    required(
        "titre",
        Shape::Text,
        Text {
            en: "Its title",
            fr: "Son titre",
        },
    ),
    optional(
        "formule",
        Shape::Text,
        Text {
            en: "How it is computed",
            fr: "Comment il se calcule",
        },
    ),
    optional(
        "unite",
        Shape::Text,
        Text {
            en: "Its unit",
            fr: "Son unité",
        },
    ),
    optional(
        "cible",
        Shape::Text,
        Text {
            en: "Its target",
            fr: "Sa cible",
        },
    ),
    optional(
        "periodicite",
        Shape::Text,
        Text {
            en: "How often it is taken",
            fr: "Sa périodicité",
        },
    ),
    optional(
        "responsable",
        Shape::Text,
        Text {
            en: "Who takes it",
            fr: "Qui le relève",
        },
    ),
    optional(
        "processus",
        Shape::Process,
        Text {
            en: "The process measured",
            fr: "Le processus mesuré",
        },
    ),
    optional(
        "valeurs",
        Shape::List(&Shape::Map(MEASURE)),
        Text {
            en: "Its values",
            fr: "Ses valeurs",
        },
    ),
];

static MEASURE: &[Field] = &[
    required(
        "periode",
        Shape::Period,
        Text {
            en: "The period",
            fr: "La période",
        },
    ),
    required(
        "valeur",
        Shape::Number,
        Text {
            en: "The value",
            fr: "La valeur",
        },
    ),
    optional(
        "zone",
        Shape::Text,
        Text {
            en: "The area",
            fr: "La zone",
        },
    ),
];

/// Reads an indicator.
pub fn read_indicator(values: Values<'_>, slug: &str) -> Indicator {
    let text = |key: &str| values.text(key).map(|text| text.value);
    Indicator {
        slug: Slug::new(slug),
        number: values.text_or_empty("numero"),
        title: values.text_or_empty("titre"),
        formula: text("formule"),
        unit: text("unite"),
        target: text("cible"),
        periodicity: text("periodicite"),
        owner: values.text("responsable"),
        process: values.name("processus", ProcessCode::new),
        values: values
            .maps("valeurs")
            .into_iter()
            .map(|measure| Measure {
                period: measure.text_or_empty("periode"),
                value: measure.text_or_empty("valeur"),
                area: measure.text("zone").map(|area| area.value),
            })
            .collect(),
    }
}
