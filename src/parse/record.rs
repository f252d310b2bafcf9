//! A record, and the series that it belongs to.

use crate::model::code::Code;
use crate::model::names::{ActorId, ProcessCode, Slug};
use crate::model::record::{Record, RecordSeries};
use crate::parse::fields::{Field, Shape, Values, by_act, optional, required};
use crate::parse::ticket::ACTION;
use crate::text::Text;

/// The keys of a record (10-format).
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
        "date",
        Shape::Date,
        Text {
            en: "The day it is the record of",
            fr: "Le jour dont il est la preuve",
        },
    ),
    optional(
        "serie",
        Shape::Series,
        Text {
            en: "The series; its type's by default",
            fr: "La série ; par défaut celle de son type",
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
        "responsable",
        Shape::Actor,
        Text {
            en: "Who keeps it",
            fr: "Qui le conserve",
        },
    ),
    optional(
        "support",
        Shape::Text,
        Text {
            en: "Paper, electronic",
            fr: "Papier, informatique",
        },
    ),
    optional(
        "lieu",
        Shape::Text,
        Text {
            en: "Where the paper is",
            fr: "Où est le papier",
        },
    ),
    optional(
        "formulaire",
        Shape::Code,
        Text {
            en: "The form that it fills",
            fr: "Le formulaire rempli",
        },
    ),
    optional(
        "erratum-de",
        Shape::Code,
        Text {
            en: "The record that it corrects",
            fr: "L'enregistrement corrigé",
        },
    ),
    optional(
        "mission",
        Shape::Text,
        Text {
            en: "The mission sheet of an audit",
            fr: "La fiche mission de l'audit",
        },
    ),
    optional(
        "auditeur",
        Shape::OneOrMany(&Shape::Actor),
        Text {
            en: "Who audited",
            fr: "Qui a audité",
        },
    ),
    optional(
        "mesures",
        Shape::Either(
            &Shape::Choice(&["aucune"]),
            &Shape::List(&Shape::Map(ACTION)),
        ),
        Text {
            en: "The measures decided, or aucune",
            fr: "Les mesures décidées, ou aucune",
        },
    ),
    optional(
        "mesures-terminees",
        Shape::Date,
        Text {
            en: "When measures followed elsewhere ended",
            fr: "Fin des mesures suivies ailleurs",
        },
    ),
    by_act(
        "clos-le",
        Shape::Date,
        Text {
            en: "Since when it is immutable",
            fr: "Depuis quand il est immuable",
        },
    ),
    by_act(
        "archive-le",
        Shape::Date,
        Text {
            en: "The day it was archived",
            fr: "Le jour de l'archivage",
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

/// The keys of a suspension.
pub static HOLD: &[Field] = &[
    required(
        "depuis",
        Shape::Date,
        Text {
            en: "Since when destruction is suspended",
            fr: "Depuis quand la destruction est suspendue",
        },
    ),
    required(
        "acteur",
        Shape::Actor,
        Text {
            en: "Who suspended it",
            fr: "Qui l'a suspendue",
        },
    ),
    required(
        "motif",
        Shape::Text,
        Text {
            en: "Why",
            fr: "Pourquoi",
        },
    ),
    optional(
        "reevaluation",
        Shape::Date,
        Text {
            en: "When it is looked at again",
            fr: "Quand elle est réexaminée",
        },
    ),
    optional(
        "leve",
        Shape::Map(RELEASE),
        Text {
            en: "The release",
            fr: "La levée",
        },
    ),
];

static RELEASE: &[Field] = &[
    required(
        "date",
        Shape::Date,
        Text {
            en: "The day of the release",
            fr: "Le jour de la levée",
        },
    ),
    required(
        "acteur",
        Shape::Actor,
        Text {
            en: "Who released it",
            fr: "Qui l'a levée",
        },
    ),
];

/// Reads what stands; defects were found against [`TABLE`].
pub fn read(values: Values<'_>, code: Code) -> Record {
    Record {
        code,
        title: values.text_or_empty("titre"),
        date: values.date("date"),
        process: values.text_or_empty("processus").map_name(ProcessCode::new),
        series: values.name("serie", Slug::new),
        form: values.text("formulaire"),
        erratum_of: values.text("erratum-de"),
        owner: values.name("responsable", ActorId::new),
        closed: values.date("clos-le"),
    }
}

/// The keys of a record series: a row of the records-control table (10-format).
pub static SERIES: &[Field] = &[
    required(
        "libelle",
        Shape::Text,
        Text {
            en: "The label of the row",
            fr: "Le libellé de la ligne",
        },
    ),
    required(
        "section",
        Shape::Choice(&["A", "B", "C"]),
        Text {
            en: "The section of the table",
            fr: "La section du tableau",
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
        "identification",
        Shape::Text,
        Text {
            en: "How its records are identified",
            fr: "Comment ses enregistrements sont identifiés",
        },
    ),
    optional(
        "support",
        Shape::Map(SUPPORT),
        Text {
            en: "The medium",
            fr: "Le support",
        },
    ),
    optional(
        "observations",
        Shape::Text,
        Text {
            en: "CNIL, PJC",
            fr: "CNIL, PJC",
        },
    ),
    required(
        "classement",
        Shape::Map(FILING),
        Text {
            en: "Filing",
            fr: "Classement",
        },
    ),
    optional(
        "accessibilite",
        Shape::Text,
        Text {
            en: "Who may read",
            fr: "Qui peut lire",
        },
    ),
    optional(
        "archivage",
        Shape::Map(ARCHIVING),
        Text {
            en: "Archiving",
            fr: "Archivage",
        },
    ),
    required(
        "destruction",
        Shape::Text,
        Text {
            en: "What becomes of them",
            fr: "Conditions de destruction",
        },
    ),
    optional(
        "visa",
        Shape::Choice(&["requis", "aucun"]),
        Text {
            en: "Whether the archives' visa is asked",
            fr: "Si le visa des archives est requis",
        },
    ),
];

static SUPPORT: &[Field] = &[
    optional(
        "nature",
        Shape::Text,
        Text {
            en: "Paper, electronic",
            fr: "Papier, informatique",
        },
    ),
    optional(
        "reference",
        Shape::Text,
        Text {
            en: "The form",
            fr: "Le formulaire",
        },
    ),
];

static FILING: &[Field] = &[
    optional(
        "responsable",
        Shape::Text,
        Text {
            en: "Who files",
            fr: "Qui classe",
        },
    ),
    required(
        "duree",
        Shape::Text,
        Text {
            en: "How long",
            fr: "Combien de temps",
        },
    ),
    optional(
        "lieu",
        Shape::Text,
        Text {
            en: "Where",
            fr: "Où",
        },
    ),
];

static ARCHIVING: &[Field] = &[
    optional(
        "duree",
        Shape::Text,
        Text {
            en: "How long",
            fr: "Combien de temps",
        },
    ),
    optional(
        "lieu",
        Shape::Text,
        Text {
            en: "Where",
            fr: "Où",
        },
    ),
];

/// Reads a series.
pub fn read_series(values: Values<'_>, slug: &str) -> RecordSeries {
    RecordSeries {
        slug: Slug::new(slug),
        label: values.text_or_empty("libelle"),
        section: values.text_or_empty("section"),
        remarks: values.text("observations"),
        form: values
            .map("support")
            .and_then(|support| support.text("reference")),
        filing: values
            .map("classement")
            .and_then(|phase| phase.text("duree")),
        archiving: values
            .map("archivage")
            .and_then(|phase| phase.text("duree")),
        fate: values.text("destruction"),
    }
}
