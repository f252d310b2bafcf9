//! External documents, watch items, indicators, certificates and ledger entries.

use crate::model::names::{ActorId, ProcessCode, Slug};
use crate::model::registers::{
    Consultation, DisposalCertificate, Disposed, ExternalDocument, Indicator, Measure,
    SnapshotEntry, Subscription, WatchItem,
};
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

/// The keys of a line of the snapshot ledger (10-format).
pub static SNAPSHOT: &[Field] = &[
    required(
        "nom",
        Shape::Text,
        Text {
            en: "The tag's name",
            fr: "Le nom de l'étiquette",
        },
    ),
    required(
        "objet",
        Shape::Text,
        Text {
            en: "The id of the tag object",
            fr: "L'identifiant de l'objet étiquette",
        },
    ),
    required(
        "commit",
        Shape::Text,
        Text {
            en: "The commit tagged",
            fr: "Le commit étiqueté",
        },
    ),
    required(
        "sha512",
        Shape::Text,
        Text {
            en: "SHA-512 over every object of the tree",
            fr: "SHA-512 de tous les objets de l'arbre",
        },
    ),
    required(
        "date",
        Shape::Date,
        Text {
            en: "The day",
            fr: "Le jour",
        },
    ),
    required(
        "acteur",
        Shape::Actor,
        Text {
            en: "Who took it",
            fr: "Qui l'a pris",
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

/// Reads a line of the snapshot ledger.
pub fn read_snapshot(values: Values<'_>) -> SnapshotEntry {
    SnapshotEntry {
        name: values.text_or_empty("nom"),
        object: values.text_or_empty("objet").value,
        commit: values.text_or_empty("commit").value,
        seal: values.text_or_empty("sha512").value,
        date: values.date("date").map(|date| date.value),
        actor: values.name("acteur", ActorId::new),
    }
}
