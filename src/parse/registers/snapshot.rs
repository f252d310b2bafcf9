//! Entries of the ledger of audit snapshots.

use crate::model::names::ActorId;
use crate::model::registers::SnapshotEntry;
use crate::parse::fields::{Field, Shape, Values, required};
use crate::text::Text;

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
