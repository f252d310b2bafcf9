//! The keys of qms.yaml (10-format).

use crate::parse::fields::{Field, Shape, optional, required};
use crate::text::Text;

const LEVEL: Shape = Shape::Choice(&["off", "info", "warning", "error"]);

/// The keys of qms.yaml itself; those of its maps follow.
pub static TABLE: &[Field] = &[
    optional(
        "organisation",
        Shape::Text,
        Text {
            en: "Who runs the system",
            fr: "Qui tient le système",
        },
    ),
    optional(
        "classification",
        Shape::Text,
        Text {
            en: "The classification printed on reports",
            fr: "La classification imprimée sur les tableaux",
        },
    ),
    optional(
        "langue",
        Shape::Choice(&["fr", "en"]),
        Text {
            en: "Language of commit subjects and published tables",
            fr: "Langue des commits et des tableaux publiés",
        },
    ),
    optional(
        "fuseau",
        Shape::Text,
        Text {
            en: "Time zone in which days are counted",
            fr: "Fuseau horaire dans lequel les jours sont comptés",
        },
    ),
    optional(
        "calendrier",
        Shape::Map(CALENDAR),
        Text {
            en: "Working days",
            fr: "Jours ouvrés",
        },
    ),
    optional(
        "publics",
        Shape::MapOf(&Shape::Text),
        Text {
            en: "Audiences that `diffusion` may name",
            fr: "Publics que `diffusion` peut nommer",
        },
    ),
    optional(
        "roles",
        Shape::MapOf(&Shape::Text),
        Text {
            en: "Roles that actors may hold",
            fr: "Rôles que les acteurs peuvent tenir",
        },
    ),
    optional(
        "sections",
        Shape::MapOf(&Shape::Text),
        Text {
            en: "Sections of the records-control table",
            fr: "Sections du tableau de maîtrise des enregistrements",
        },
    ),
    optional(
        "types",
        Shape::MapOf(&Shape::Map(TYPE)),
        Text {
            en: "Types of documents and records",
            fr: "Types de documents et d'enregistrements",
        },
    ),
    optional(
        "tickets",
        Shape::MapOf(&Shape::Map(TICKET)),
        Text {
            en: "Kinds of SMAC tickets",
            fr: "Genres de fiches SMAC",
        },
    ),
    optional(
        "fenetres",
        Shape::List(&Shape::Text),
        Text {
            en: "What a window may count",
            fr: "Ce qu'une fenêtre peut compter",
        },
    ),
    optional(
        "evenements",
        Shape::MapOf(&Shape::Text),
        Text {
            en: "Phrases of events and the key that dates them",
            fr: "Phrases des évènements et la clé qui les date",
        },
    ),
    optional(
        "gouvernance",
        Shape::MapOf(&Shape::List(&Shape::Role)),
        Text {
            en: "Who may change which paths",
            fr: "Qui peut modifier quels chemins",
        },
    ),
    optional(
        "separation",
        Shape::Map(SEPARATION),
        Text {
            en: "Separation of duties",
            fr: "Séparation des tâches",
        },
    ),
    optional(
        "destruction",
        Shape::List(&Shape::Role),
        Text {
            en: "Who may close, archive, hold and destroy",
            fr: "Qui peut clore, archiver, geler et détruire",
        },
    ),
    optional(
        "instantane",
        Shape::List(&Shape::Role),
        Text {
            en: "Who may take an audit snapshot",
            fr: "Qui peut prendre un instantané d'audit",
        },
    ),
    optional(
        "visa",
        Shape::Choice(&["aucun", "requis"]),
        Text {
            en: "Whether every series asks for the archives' visa",
            fr: "Si toute série demande le visa des archives",
        },
    ),
    optional(
        "tolerance-cnil",
        Shape::Duration,
        Text {
            en: "How long a CNIL record may outlive its term",
            fr: "Combien de temps un enregistrement CNIL peut dépasser son terme",
        },
    ),
    optional(
        "tailles",
        Shape::Map(SIZES),
        Text {
            en: "Sizes above which a file is refused",
            fr: "Tailles au-delà desquelles un fichier est refusé",
        },
    ),
    optional(
        "regles",
        Shape::MapOf(&LEVEL),
        Text {
            en: "Severity of rules, by code",
            fr: "Gravité des règles, par code",
        },
    ),
];

static CALENDAR: &[Field] = &[
    optional(
        "jours-feries",
        Shape::Choice(&["france", "aucun"]),
        Text {
            en: "Public holidays",
            fr: "Jours fériés",
        },
    ),
    optional(
        "fermetures",
        Shape::List(&Shape::Either(&Shape::Date, &Shape::Map(CLOSURE))),
        Text {
            en: "Closures",
            fr: "Fermetures",
        },
    ),
    optional(
        "report",
        Shape::Choice(&["aucun", "jour-ouvre-suivant"]),
        Text {
            en: "What becomes of a deadline on a day off",
            fr: "Ce que devient une échéance un jour non ouvré",
        },
    ),
];
static CLOSURE: &[Field] = &[
    required(
        "du",
        Shape::Date,
        Text {
            en: "First day",
            fr: "Premier jour",
        },
    ),
    required(
        "au",
        Shape::Date,
        Text {
            en: "Last day",
            fr: "Dernier jour",
        },
    ),
];
static TYPE: &[Field] = &[
    optional(
        "nom",
        Shape::Text,
        Text {
            en: "Its name",
            fr: "Son nom",
        },
    ),
    optional(
        "typologie",
        Shape::Text,
        Text {
            en: "Its heading in the document-management table",
            fr: "Sa typologie dans le tableau de gestion",
        },
    ),
    optional(
        "classe",
        Shape::Choice(&["document", "record"]),
        Text {
            en: "Document or record",
            fr: "Document ou enregistrement (record)",
        },
    ),
    optional(
        "numero",
        Shape::Integer,
        Text {
            en: "Width of the number",
            fr: "Largeur du numéro",
        },
    ),
    optional(
        "version",
        Shape::Integer,
        Text {
            en: "Width of the version",
            fr: "Largeur de la version",
        },
    ),
    optional(
        "sequence",
        Shape::Integer,
        Text {
            en: "Width of the sequence in the year",
            fr: "Largeur du numéro dans l'année",
        },
    ),
    optional(
        "approbation",
        Shape::List(&Shape::Role),
        Text {
            en: "Who approves",
            fr: "Qui approuve",
        },
    ),
    optional(
        "validation",
        Shape::List(&Shape::Role),
        Text {
            en: "Who validates",
            fr: "Qui valide",
        },
    ),
    optional(
        "revue",
        Shape::Duration,
        Text {
            en: "How often it is reviewed",
            fr: "Périodicité de la revue",
        },
    ),
    optional(
        "revision",
        Shape::List(&Shape::Role),
        Text {
            en: "Who reviews; approvers by default",
            fr: "Qui revoit\u{a0}; les approbateurs par défaut",
        },
    ),
    optional(
        "retrait",
        Shape::List(&Shape::Role),
        Text {
            en: "Who withdraws; validators by default",
            fr: "Qui retire\u{a0}; les valideurs par défaut",
        },
    ),
    optional(
        "sections",
        Shape::List(&Shape::Text),
        Text {
            en: "The sections it must have",
            fr: "Les sections qu'il doit avoir",
        },
    ),
    optional(
        "identification",
        Shape::Text,
        Text {
            en: "How the document-management table names a version: type, numero, version, annee in braces",
            fr: "Comment le tableau de gestion nomme une version\u{a0}: type, numero, version, annee entre accolades",
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
            en: "Who may read it",
            fr: "Qui peut le lire",
        },
    ),
    optional(
        "archivage",
        Shape::Text,
        Text {
            en: "Where old versions are",
            fr: "Où sont les anciennes versions",
        },
    ),
    optional(
        "destruction",
        Shape::Text,
        Text {
            en: "What becomes of a superseded version",
            fr: "Ce que devient une version périmée",
        },
    ),
    optional(
        "serie",
        Shape::Text,
        Text {
            en: "The series of its records",
            fr: "La série de ses enregistrements",
        },
    ),
];
static TICKET: &[Field] = &[
    optional(
        "nom",
        Shape::Text,
        Text {
            en: "Its name",
            fr: "Son nom",
        },
    ),
    optional(
        "sequence",
        Shape::Integer,
        Text {
            en: "Width of the sequence in the year",
            fr: "Largeur du numéro dans l'année",
        },
    ),
    optional(
        "serie",
        Shape::Text,
        Text {
            en: "The series of its tickets",
            fr: "La série de ses fiches",
        },
    ),
    optional(
        "reponse",
        Shape::Text,
        Text {
            en: "Time to answer",
            fr: "Délai de réponse",
        },
    ),
];
static SEPARATION: &[Field] = &[
    optional(
        "approbateur-validateur",
        LEVEL,
        Text {
            en: "Who validates has not approved",
            fr: "Qui valide n'a pas approuvé",
        },
    ),
    optional(
        "redacteur-approbateur",
        LEVEL,
        Text {
            en: "Who wrote alone does not approve",
            fr: "Qui a rédigé seul n'approuve pas",
        },
    ),
];
static SIZES: &[Field] = &[
    optional(
        "front-matter",
        Shape::Text,
        Text {
            en: "Of the front-matter",
            fr: "Du front-matter",
        },
    ),
    optional(
        "document",
        Shape::Text,
        Text {
            en: "Of a file",
            fr: "D'un fichier",
        },
    ),
];
