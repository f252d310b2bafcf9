//! An action, of a ticket or of an audit report.

use crate::model::action::{Action, Effect, Nature, Verdict};
use crate::model::names::ActorId;
use crate::parse::fields::{Field, Shape, Values, optional, required};
use crate::text::Text;

/// The keys of an action, of a ticket or of an audit report.
pub static ACTION: &[Field] = &[
    optional(
        "id",
        Shape::Text,
        Text {
            en: "Its number in the ticket",
            fr: "Son numéro dans la fiche",
        },
    ),
    required(
        "nature",
        Shape::Choice(&["correction", "corrective", "preventive"]),
        Text {
            en: "What it acts on",
            fr: "Ce sur quoi elle agit",
        },
    ),
    required(
        "intitule",
        Shape::Text,
        Text {
            en: "What is to be done",
            fr: "Ce qui est à faire",
        },
    ),
    optional(
        "responsable",
        Shape::Actor,
        Text {
            en: "Who does it",
            fr: "Qui la mène",
        },
    ),
    optional(
        "echeance",
        Shape::Date,
        Text {
            en: "By when",
            fr: "Pour quand",
        },
    ),
    optional(
        "realisee",
        Shape::Date,
        Text {
            en: "When it was done",
            fr: "Quand elle a été réalisée",
        },
    ),
    optional(
        "preuve",
        Shape::Text,
        Text {
            en: "The evidence",
            fr: "La preuve",
        },
    ),
    optional(
        "efficacite",
        Shape::Map(EFFECTIVENESS),
        Text {
            en: "The verdict on its effect",
            fr: "Le jugement de son efficacité",
        },
    ),
];

static EFFECTIVENESS: &[Field] = &[
    required(
        "date",
        Shape::Date,
        Text {
            en: "When it was judged",
            fr: "Quand elle a été jugée",
        },
    ),
    required(
        "acteur",
        Shape::Actor,
        Text {
            en: "Who judged",
            fr: "Qui a jugé",
        },
    ),
    required(
        "conclusion",
        Shape::Choice(&["efficace", "inefficace"]),
        Text {
            en: "The verdict",
            fr: "La conclusion",
        },
    ),
];

/// Reads an action, of a ticket or of an audit report.
pub fn action(values: Values<'_>) -> Action {
    let verdict = values.map("efficacite").and_then(|verdict| {
        let effect = match verdict.text("conclusion")?.value.as_str() {
            "efficace" => Effect::Effective,
            "inefficace" => Effect::Ineffective,
            _ => return None,
        };
        let date = verdict.date("date").map(|date| date.value);
        Some(Verdict { date, effect })
    });
    let text = |key: &str| values.text(key).map(|text| text.value);
    let nature = text("nature");
    Action {
        id: text("id"),
        nature: Nature::ALL
            .into_iter()
            .find(|known| Some(known.as_str()) == nature.as_deref()),
        title: text("intitule"),
        due: values.date("echeance"),
        evidence: text("preuve"),
        span: values.0.span,
        owner: values.name("responsable", ActorId::new),
        done: values.date("realisee").map(|date| date.value),
        verdict,
    }
}
