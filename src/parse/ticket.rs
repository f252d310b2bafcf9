//! A SMAC ticket.

use crate::model::code::Code;
use crate::model::names::ProcessCode;
use crate::model::policy::Policy;
use crate::model::ticket::Ticket;
use crate::parse::action::{ACTION, action};
use crate::parse::fields::{Field, Shape, Values, by_act, optional, required};
use crate::parse::hold::{HOLD, holds};
use crate::parse::record::events;
use crate::text::Text;

/// The keys of a ticket (10-format).
pub static TABLE: &[Field] = &[
    required(
        "code",
        Shape::Code,
        Text {
            en: "The code",
            fr: "Le code",
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
    required(
        "recu",
        Shape::Date,
        Text {
            en: "The day it was received",
            fr: "Le jour de la réception",
        },
    ),
    required(
        "canal",
        Shape::Choice(&[
            "telephone",
            "de-visu",
            "courrier",
            "courriel",
            "site",
            "medialog",
            "interne",
        ]),
        Text {
            en: "How it came in",
            fr: "Par où il est arrivé",
        },
    ),
    required(
        "processus",
        Shape::Process,
        Text {
            en: "The process concerned",
            fr: "Le processus concerné",
        },
    ),
    optional(
        "declarant",
        Shape::Text,
        Text {
            en: "A role or unit, never a client's name",
            fr: "Un rôle ou une unité, jamais le nom d'un client",
        },
    ),
    optional(
        "gravite",
        Shape::Choice(&["mineure", "majeure", "critique"]),
        Text {
            en: "How grave it is",
            fr: "Sa gravité",
        },
    ),
    optional(
        "exigence",
        Shape::Text,
        Text {
            en: "The code or client requirement that it hurts",
            fr: "Le code ou l'exigence client non respectés",
        },
    ),
    optional(
        "accuse-reception",
        Shape::Date,
        Text {
            en: "When it was acknowledged",
            fr: "Quand il en a été accusé réception",
        },
    ),
    optional(
        "reponse",
        Shape::Map(ANSWER),
        Text {
            en: "The answer",
            fr: "La réponse",
        },
    ),
    optional(
        "analyse",
        Shape::Map(ANALYSIS),
        Text {
            en: "The analysis of causes",
            fr: "L'analyse des causes",
        },
    ),
    optional(
        "actions",
        Shape::List(&Shape::Map(ACTION)),
        Text {
            en: "Actions decided",
            fr: "Actions décidées",
        },
    ),
    optional(
        "sans-action",
        Shape::Text,
        Text {
            en: "Why no action was needed",
            fr: "Pourquoi aucune action n'a été nécessaire",
        },
    ),
    optional(
        "documents",
        Shape::OneOrMany(&Shape::Code),
        Text {
            en: "Documents concerned",
            fr: "Documents concernés",
        },
    ),
    optional(
        "confidentiel",
        Shape::Map(CONFIDENTIAL),
        Text {
            en: "The confidential part",
            fr: "La partie confidentielle",
        },
    ),
    by_act(
        "clos-le",
        Shape::Date,
        Text {
            en: "The day it was closed",
            fr: "Le jour de la clôture",
        },
    ),
    by_act(
        "gel",
        Shape::List(&Shape::Map(HOLD)),
        Text {
            en: "Suspensions of destruction",
            fr: "Suspensions de la destruction",
        },
    ),
];

static ANSWER: &[Field] = &[
    required(
        "date",
        Shape::Date,
        Text {
            en: "The day of the answer",
            fr: "Le jour de la réponse",
        },
    ),
    optional(
        "acteur",
        Shape::Actor,
        Text {
            en: "Who answered",
            fr: "Qui a répondu",
        },
    ),
    optional(
        "canal",
        Shape::Text,
        Text {
            en: "By which channel",
            fr: "Par quel canal",
        },
    ),
];

static ANALYSIS: &[Field] = &[
    required(
        "date",
        Shape::Date,
        Text {
            en: "The day of the analysis",
            fr: "Le jour de l'analyse",
        },
    ),
    optional(
        "acteur",
        Shape::Actor,
        Text {
            en: "Who analysed",
            fr: "Qui a analysé",
        },
    ),
    optional(
        "methode",
        Shape::Text,
        Text {
            en: "The method: 5 whys, Ishikawa",
            fr: "La méthode\u{a0}: 5 pourquoi, Ishikawa",
        },
    ),
    optional(
        "causes",
        Shape::OneOrMany(&Shape::Text),
        Text {
            en: "The causes found",
            fr: "Les causes trouvées",
        },
    ),
];

static CONFIDENTIAL: &[Field] = &[required(
    "empreinte",
    Shape::Text,
    Text {
        en: "Fingerprint of the ciphertext",
        fr: "Empreinte de la partie chiffrée",
    },
)];

/// Reads what stands; defects were found against [`TABLE`].
pub fn read(values: Values<'_>, code: Code, policy: &Policy) -> Ticket {
    Ticket {
        code,
        title: values.text_or_empty("titre"),
        received: values.date("recu"),
        process: values.text_or_empty("processus").map_name(ProcessCode::new),
        requirement: values.text("exigence"),
        documents: values.texts("documents"),
        channel: values.text("canal").map(|channel| channel.value),
        reporter: values.text("declarant").map(|reporter| reporter.value),
        severity: values.text("gravite").map(|severity| severity.value),
        acknowledged: values.date("accuse-reception").map(|date| date.value),
        causes: values
            .map("analyse")
            .map(|analysis| analysis.texts("causes"))
            .unwrap_or_default()
            .into_iter()
            .map(|cause| cause.value)
            .collect(),
        confidential: values
            .map("confidentiel")
            .and_then(|part| part.text("empreinte"))
            .map(|fingerprint| fingerprint.value),
        answered: values
            .map("reponse")
            .and_then(|answer| answer.date("date"))
            .map(|date| date.value),
        analysed: values
            .map("analyse")
            .and_then(|analysis| analysis.date("date"))
            .map(|date| date.value),
        actions: values.maps("actions").into_iter().map(action).collect(),
        no_action: values.text("sans-action").map(|reason| reason.value),
        events: events(values, policy),
        closed: values.date("clos-le"),
        holds: holds(values),
    }
}
