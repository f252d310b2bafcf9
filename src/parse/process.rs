//! A process card.

use crate::model::names::ProcessCode;
use crate::model::process::{Client, Process, Step};
use crate::parse::fields::{Field, Shape, Values, optional, required};
use crate::text::Text;

/// The keys of a process card (10-format).
pub static TABLE: &[Field] = &[
    required(
        "code",
        Shape::Process,
        Text {
            en: "The code, which is the file's name",
            fr: "Le code, qui est le nom du fichier",
        },
    ),
    required(
        "titre",
        Shape::Text,
        Text {
            en: "The title",
            fr: "Le titre",
        },
    ),
    optional(
        "macro-processus",
        Shape::Text,
        Text {
            en: "The process group",
            fr: "Le macro-processus",
        },
    ),
    required(
        "finalite",
        Shape::OneOrMany(&Shape::Text),
        Text {
            en: "Its purpose",
            fr: "Sa finalité",
        },
    ),
    optional(
        "clients",
        Shape::List(&Shape::Map(CLIENT)),
        Text {
            en: "Its clients and their requirements",
            fr: "Ses clients et leurs exigences",
        },
    ),
    optional(
        "entrees",
        Shape::OneOrMany(&Shape::Text),
        Text {
            en: "Inputs",
            fr: "Données d'entrée",
        },
    ),
    optional(
        "etapes",
        Shape::List(&Shape::Map(STEP)),
        Text {
            en: "Steps",
            fr: "Étapes",
        },
    ),
    optional(
        "sorties",
        Shape::OneOrMany(&Shape::Text),
        Text {
            en: "Outputs",
            fr: "Données de sortie",
        },
    ),
    optional(
        "indicateurs",
        Shape::OneOrMany(&Shape::Text),
        Text {
            en: "Slugs of its indicators",
            fr: "Ses indicateurs",
        },
    ),
];

static CLIENT: &[Field] = &[
    required(
        "nom",
        Shape::Text,
        Text {
            en: "Who the client is",
            fr: "Qui est le client",
        },
    ),
    optional(
        "exigences",
        Shape::OneOrMany(&Shape::Text),
        Text {
            en: "What the client requires",
            fr: "Ce que le client exige",
        },
    ),
];

static STEP: &[Field] = &[
    required(
        "titre",
        Shape::Text,
        Text {
            en: "The step",
            fr: "L'étape",
        },
    ),
    optional(
        "documents",
        Shape::OneOrMany(&Shape::Code),
        Text {
            en: "The documents that describe it",
            fr: "Les documents qui la décrivent",
        },
    ),
];

/// Reads what stands; defects were found against [`TABLE`].
pub fn read(values: Values<'_>) -> Process {
    Process {
        code: values.text_or_empty("code").map_name(ProcessCode::new),
        title: values.text_or_empty("titre"),
        group: values.text("macro-processus").map(|group| group.value),
        purpose: values.text_or_empty("finalite"),
        inputs: list(values, "entrees"),
        outputs: list(values, "sorties"),
        indicators: values.texts("indicateurs"),
        clients: values
            .maps("clients")
            .into_iter()
            .map(|client| Client {
                name: client.text_or_empty("nom"),
                requirements: client.texts("exigences"),
            })
            .collect(),
        steps: values
            .maps("etapes")
            .into_iter()
            .map(|step| Step {
                title: step.text_or_empty("titre"),
                documents: step.texts("documents"),
            })
            .collect(),
    }
}

fn list(values: Values<'_>, key: &str) -> Vec<String> {
    values
        .texts(key)
        .into_iter()
        .map(|item| item.value)
        .collect()
}
