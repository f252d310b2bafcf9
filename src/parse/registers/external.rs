//! External documents: what comes from elsewhere and is controlled here.

use crate::model::names::Slug;
use crate::model::registers::{ExternalDocument, Subscription};
use crate::parse::fields::{Field, Shape, Values, optional, required};
use crate::text::Text;

/// The keys of an external document: a row of the document-management table (10-format).
pub static EXTERNAL: &[Field] = &[
    required(
        "typologie",
        Shape::Text,
        Text {
            en: "The heading of the row",
            fr: "La typologie",
        },
    ),
    required(
        "sous-type",
        Shape::Text,
        Text {
            en: "The sub-type",
            fr: "Le sous-type",
        },
    ),
    optional(
        "titres",
        Shape::OneOrMany(&Shape::Text),
        Text {
            en: "The titles of one row",
            fr: "Les titres d'une ligne",
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
    optional(
        "approbation",
        Shape::Text,
        Text {
            en: "Who approves",
            fr: "Qui approuve",
        },
    ),
    optional(
        "validation",
        Shape::Text,
        Text {
            en: "Who validates",
            fr: "Qui valide",
        },
    ),
    optional(
        "identification",
        Shape::Text,
        Text {
            en: "Identification and version",
            fr: "Identification - version",
        },
    ),
    optional(
        "diffusion",
        Shape::Text,
        Text {
            en: "How it is distributed",
            fr: "Comment il est diffusé",
        },
    ),
    optional(
        "accessibilite",
        Shape::Text,
        Text {
            en: "Where it can be read",
            fr: "Où il est accessible",
        },
    ),
    optional(
        "archivage",
        Shape::Text,
        Text {
            en: "Where it is archived",
            fr: "Où il est archivé",
        },
    ),
    optional(
        "destruction",
        Shape::Text,
        Text {
            en: "What becomes of it",
            fr: "Ce qu'il en advient",
        },
    ),
    optional(
        "abonnement",
        Shape::Map(SUBSCRIPTION),
        Text {
            en: "A subscription",
            fr: "Un abonnement",
        },
    ),
];

static SUBSCRIPTION: &[Field] = &[
    optional(
        "fournisseur",
        Shape::Text,
        Text {
            en: "The supplier",
            fr: "Le fournisseur",
        },
    ),
    optional(
        "exemplaires",
        Shape::Integer,
        Text {
            en: "Copies",
            fr: "Exemplaires",
        },
    ),
    optional(
        "unites",
        Shape::Integer,
        Text {
            en: "Units served",
            fr: "Unités servies",
        },
    ),
    optional(
        "echeance",
        Shape::Date,
        Text {
            en: "When it lapses",
            fr: "Quand il échoit",
        },
    ),
    optional(
        "cout",
        Shape::Number,
        Text {
            en: "What it costs",
            fr: "Ce qu'il coûte",
        },
    ),
];

/// Reads an external document.
pub fn read_external(values: Values<'_>, slug: &str) -> ExternalDocument {
    let text = |key: &str| values.text(key).map(|text| text.value);
    ExternalDocument {
        slug: Slug::new(slug),
        typology: values.text_or_empty("typologie"),
        subtype: values.text_or_empty("sous-type"),
        titles: values
            .texts("titres")
            .into_iter()
            .map(|title| title.value)
            .collect(),
        rank: text("ordre").and_then(|rank| rank.parse().ok()),
        approval: text("approbation"),
        validation: text("validation"),
        identification: text("identification"),
        distribution: text("diffusion"),
        access: text("accessibilite"),
        archive: text("archivage"),
        fate: text("destruction"),
        subscription: values.map("abonnement").map(subscription),
    }
}

fn subscription(values: Values<'_>) -> Subscription {
    let text = |key: &str| values.text(key).map(|text| text.value);
    Subscription {
        supplier: text("fournisseur"),
        copies: text("exemplaires").and_then(|count| count.parse().ok()),
        units: text("unites").and_then(|count| count.parse().ok()),
        expires: values.date("echeance"),
        span: values.0.span,
    }
}
