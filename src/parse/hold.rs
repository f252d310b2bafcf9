//! Holds on destruction, of a record or a ticket.

use crate::model::names::ActorId;
use crate::model::retention::{Hold, Release};
use crate::parse::fields::{Field, Shape, Values, optional, required};
use crate::text::Text;

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

/// Reads `gel`: what has no first day is no hold, and a defect already.
pub(super) fn holds(values: Values<'_>) -> Vec<Hold> {
    let entries = values.maps("gel").into_iter();
    entries
        .filter_map(|entry| {
            let release = entry.map("leve").and_then(|release| {
                Some(Release {
                    date: release.date("date")?.value,
                    actor: release
                        .name("acteur", ActorId::new)
                        .map(|actor| actor.value),
                })
            });
            Some(Hold {
                since: entry.date("depuis")?,
                actor: entry.name("acteur", ActorId::new).map(|actor| actor.value),
                reason: entry.text("motif").map(|reason| reason.value),
                reassess: entry.date("reevaluation"),
                release,
                span: entry.0.span,
            })
        })
        .collect()
}
