//! Certificates of destruction.

use crate::model::names::{ActorId, Slug};
use crate::model::registers::{DisposalCertificate, Disposed};
use crate::parse::fields::{Field, Shape, Values, optional, required};
use crate::text::Text;

/// The keys of a destruction certificate (10-format).
pub static CERTIFICATE: &[Field] = &[
    required(
        "code",
        Shape::Code,
        Text {
            en: "The code",
            fr: "Le code",
        },
    ),
    required(
        "date",
        Shape::Date,
        Text {
            en: "The day of the destruction",
            fr: "Le jour de la destruction",
        },
    ),
    required(
        "acteur",
        Shape::Actor,
        Text {
            en: "Who destroyed",
            fr: "Qui a détruit",
        },
    ),
    required(
        "elements",
        Shape::List(&Shape::Map(DISPOSED)),
        Text {
            en: "What was destroyed",
            fr: "Ce qui a été détruit",
        },
    ),
];

static DISPOSED: &[Field] = &[
    required(
        "code",
        Shape::Code,
        Text {
            en: "Its code",
            fr: "Son code",
        },
    ),
    optional(
        "titre",
        Shape::Text,
        Text {
            en: "Its title",
            fr: "Son titre",
        },
    ),
    optional(
        "chemin",
        Shape::Text,
        Text {
            en: "Where it stood",
            fr: "Où il se trouvait",
        },
    ),
    optional(
        "blob",
        Shape::Text,
        Text {
            en: "SHA-256 of the file's bytes",
            fr: "SHA-256 des octets du fichier",
        },
    ),
    optional(
        "serie",
        Shape::Text,
        Text {
            en: "Its series",
            fr: "Sa série",
        },
    ),
    optional(
        "date",
        Shape::Date,
        Text {
            en: "The day it was the record of; it still counts in the window of its series",
            fr: "Le jour dont il était la preuve\u{a0}; il compte encore dans la fenêtre de sa série",
        },
    ),
    optional(
        "erratum-de",
        Shape::Text,
        Text {
            en: "The record that it corrected, with which it counts in a window",
            fr: "L'enregistrement qu'il corrigeait, avec lequel il compte dans une fenêtre",
        },
    ),
    optional(
        "regle",
        Shape::Text,
        Text {
            en: "The rule applied",
            fr: "La règle appliquée",
        },
    ),
    optional(
        "echeance",
        Shape::Date,
        Text {
            en: "The day from which it could be destroyed",
            fr: "Le jour à partir duquel il pouvait être détruit",
        },
    ),
    optional(
        "condition",
        Shape::Text,
        Text {
            en: "The condition of its fate",
            fr: "La condition de son sort",
        },
    ),
    optional(
        "visa",
        Shape::Text,
        Text {
            en: "The archives' visa",
            fr: "Le visa des archives",
        },
    ),
    optional(
        "versement",
        Shape::Text,
        Text {
            en: "The transfer receipt",
            fr: "Le récépissé de versement",
        },
    ),
    optional(
        "decision",
        Shape::Text,
        Text {
            en: "The decision",
            fr: "La décision",
        },
    ),
];

/// Reads a certificate.
pub fn read_certificate(values: Values<'_>) -> DisposalCertificate {
    DisposalCertificate {
        code: values.text_or_empty("code"),
        date: values.date("date").map(|date| date.value),
        actor: values.name("acteur", ActorId::new),
        elements: values
            .maps("elements")
            .into_iter()
            .map(|element| Disposed {
                code: element.text_or_empty("code"),
                title: element.text("titre").map(|title| title.value),
                path: element.text("chemin").map(|path| path.value),
                blob: element.text("blob").map(|blob| blob.value),
                series: element.name("serie", Slug::new).map(|series| series.value),
                date: element.date("date").map(|date| date.value),
                erratum_of: element.text("erratum-de").map(|code| code.value),
                rule: element.text("regle").map(|rule| rule.value),
                due: element.date("echeance").map(|date| date.value),
                condition: element.text("condition"),
                visa: element.text("visa").map(|visa| visa.value),
                transfer: element.text("versement").map(|transfer| transfer.value),
                decision: element.text("decision").map(|decision| decision.value),
            })
            .collect(),
    }
}
