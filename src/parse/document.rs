//! A version of a controlled document, and a read receipt.

use crate::model::act::Outcome;
use crate::model::code::Code;
use crate::model::digest::Digest;
use crate::model::document::{Acknowledgement, Document, Entry, Review, Withdrawal};
use crate::model::names::{ActorId, ProcessCode, RoleId};
use crate::parse::fields::{Field, Shape, Values, by_act, optional, required};
use crate::text::Text;
use std::sync::Arc;

/// The keys of a controlled document (10-format).
pub static TABLE: &[Field] = &[
    required(
        "code",
        Shape::Code,
        Text {
            en: "The code with its version",
            fr: "Le code avec sa version",
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
        "processus",
        Shape::Process,
        Text {
            en: "The process it belongs to",
            fr: "Le processus dont il relève",
        },
    ),
    required(
        "objet",
        Shape::Text,
        Text {
            en: "What it is for",
            fr: "À quoi il sert",
        },
    ),
    required(
        "redacteur",
        Shape::OneOrMany(&Shape::Actor),
        Text {
            en: "Who wrote it",
            fr: "Qui l'a rédigé",
        },
    ),
    required(
        "diffusion",
        Shape::OneOrMany(&Shape::Audience),
        Text {
            en: "Who must read it",
            fr: "Qui doit le lire",
        },
    ),
    optional(
        "mots-cles",
        Shape::OneOrMany(&Shape::Text),
        Text {
            en: "Words to find it by",
            fr: "Mots pour le retrouver",
        },
    ),
    optional(
        "references",
        Shape::OneOrMany(&Shape::Code),
        Text {
            en: "Documents it relies on",
            fr: "Documents sur lesquels il s'appuie",
        },
    ),
    optional(
        "remplace",
        Shape::Code,
        Text {
            en: "From V2 on: the version before",
            fr: "À partir de V2\u{a0}: la version précédente",
        },
    ),
    optional(
        "motif",
        Shape::Text,
        Text {
            en: "From V2 on: why it was revised",
            fr: "À partir de V2\u{a0}: pourquoi il a été révisé",
        },
    ),
    optional(
        "origine",
        Shape::OneOrMany(&Shape::Text),
        Text {
            en: "What caused it: a ticket, an audit, a directive",
            fr: "Ce qui l'a causé\u{a0}: fiche, audit, directive",
        },
    ),
    optional(
        "classification",
        Shape::Text,
        Text {
            en: "Its confidentiality label",
            fr: "Son niveau de confidentialité",
        },
    ),
    by_act(
        "approbations",
        Shape::List(&Shape::Map(ENTRY)),
        Text {
            en: "Approvals",
            fr: "Approbations",
        },
    ),
    by_act(
        "validations",
        Shape::List(&Shape::Map(ENTRY)),
        Text {
            en: "Validations",
            fr: "Validations",
        },
    ),
    by_act(
        "application",
        Shape::Date,
        Text {
            en: "Effective date",
            fr: "Date d'application",
        },
    ),
    by_act(
        "revue",
        Shape::Map(REVIEW),
        Text {
            en: "Last periodic review",
            fr: "Dernière revue périodique",
        },
    ),
    by_act(
        "retrait",
        Shape::Map(WITHDRAWAL),
        Text {
            en: "Withdrawal",
            fr: "Retrait",
        },
    ),
];

static ENTRY: &[Field] = &[
    required(
        "acteur",
        Shape::Actor,
        Text {
            en: "Who signed",
            fr: "Qui a signé",
        },
    ),
    required(
        "role",
        Shape::Role,
        Text {
            en: "In which role",
            fr: "Dans quel rôle",
        },
    ),
    required(
        "date",
        Shape::Date,
        Text {
            en: "The day of the act",
            fr: "Le jour de l'acte",
        },
    ),
    required(
        "empreinte",
        Shape::Fingerprint,
        Text {
            en: "First 16 hex digits of the digest signed",
            fr: "16 premiers chiffres de l'empreinte signée",
        },
    ),
];

static REVIEW: &[Field] = &[
    required(
        "date",
        Shape::Date,
        Text {
            en: "The day of the review",
            fr: "Le jour de la revue",
        },
    ),
    required(
        "acteur",
        Shape::Actor,
        Text {
            en: "Who reviewed",
            fr: "Qui a revu",
        },
    ),
    required(
        "resultat",
        Shape::Choice(&["confirme", "a-reviser", "a-retirer"]),
        Text {
            en: "The outcome",
            fr: "Le résultat",
        },
    ),
];

static WITHDRAWAL: &[Field] = &[
    required(
        "date",
        Shape::Date,
        Text {
            en: "The day of the withdrawal",
            fr: "Le jour du retrait",
        },
    ),
    required(
        "acteur",
        Shape::Actor,
        Text {
            en: "Who withdrew it",
            fr: "Qui l'a retiré",
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
];

/// Reads what stands; defects were found against [`TABLE`].
pub fn read(values: Values<'_>, code: Code, digest: Digest) -> Document {
    Document {
        code,
        title: values.text_or_empty("titre"),
        process: values.text_or_empty("processus").map_name(ProcessCode::new),
        purpose: values.text_or_empty("objet"),
        authors: values.names("redacteur", ActorId::new),
        audience: values.texts("diffusion"),
        keywords: values
            .texts("mots-cles")
            .into_iter()
            .map(|word| word.value)
            .collect(),
        references: values.texts("references"),
        supersedes: values.text("remplace"),
        change_reason: values.text("motif"),
        origin: values.texts("origine"),
        classification: values.text("classification").map(|label| label.value),
        approvals: values
            .maps("approbations")
            .into_iter()
            .filter_map(entry)
            .collect(),
        validations: values
            .maps("validations")
            .into_iter()
            .filter_map(entry)
            .collect(),
        effective: values.date("application"),
        review: values.map("revue").and_then(review),
        withdrawal: values.map("retrait").and_then(withdrawal),
        digest,
    }
}

fn entry(values: Values<'_>) -> Option<Entry> {
    Some(Entry {
        actor: values.name("acteur", ActorId::new)?,
        role: values.name("role", RoleId::new)?,
        date: values.date("date")?,
        digest: values.text("empreinte")?,
        span: values.0.span,
    })
}

fn review(values: Values<'_>) -> Option<Review> {
    let outcome = values.text("resultat")?;
    Some(Review {
        date: values.date("date")?,
        actor: values.name("acteur", ActorId::new)?,
        outcome: Outcome::ALL
            .into_iter()
            .find(|known| known.on_disk() == outcome.value)?,
        span: values.0.span,
    })
}

fn withdrawal(values: Values<'_>) -> Option<Withdrawal> {
    Some(Withdrawal {
        date: values.date("date")?,
        actor: values.name("acteur", ActorId::new)?,
        reason: values.text("motif")?.value,
        span: values.0.span,
    })
}

/// The keys of a read receipt (10-format).
pub static ACKNOWLEDGEMENT: &[Field] = &[
    required(
        "code",
        Shape::Code,
        Text {
            en: "The version read",
            fr: "La version lue",
        },
    ),
    required(
        "acteur",
        Shape::Actor,
        Text {
            en: "Who has read it",
            fr: "Qui l'a lue",
        },
    ),
    required(
        "date",
        Shape::Date,
        Text {
            en: "On which day",
            fr: "Quel jour",
        },
    ),
    required(
        "empreinte",
        Shape::Fingerprint,
        Text {
            en: "First 16 hex digits of the digest read",
            fr: "16 premiers chiffres de l'empreinte lue",
        },
    ),
];

/// Reads a receipt; none where a key that names what was read is missing.
pub fn read_acknowledgement(values: Values<'_>, path: &Arc<str>) -> Option<Acknowledgement> {
    Some(Acknowledgement {
        code: values.text("code")?,
        actor: values.name("acteur", ActorId::new)?,
        date: values.date("date")?,
        digest: values.text("empreinte")?,
        path: Arc::clone(path),
    })
}
