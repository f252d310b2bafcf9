//! A record.

use crate::model::action::Action;
use crate::model::code::Code;
use crate::model::names::{ActorId, Located, ProcessCode, Slug};
use crate::model::policy::Policy;
use crate::model::record::Record;
use crate::model::retention::Measures;
use crate::parse::action::{ACTION, action};
use crate::parse::defect::{Defect, Expected};
use crate::parse::fields::{Field, Shape, Values, by_act, optional, required};
use crate::parse::hold::{HOLD, holds};
use crate::text::Text;
use chrono::NaiveDate;

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
            fr: "La série\u{a0}; par défaut celle de son type",
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

/// Reads what stands; defects were found against [`TABLE`].
pub fn read(values: Values<'_>, code: Code, policy: &Policy) -> Record {
    Record {
        code,
        title: values.text_or_empty("titre"),
        date: values.date("date"),
        process: values.text_or_empty("processus").map_name(ProcessCode::new),
        series: values.name("serie", Slug::new),
        form: values.text("formulaire"),
        erratum_of: values.text("erratum-de"),
        owner: values.name("responsable", ActorId::new),
        medium: values.text("support").map(|medium| medium.value),
        measures: measures(values),
        events: events(values, policy),
        closed: values.date("clos-le"),
        archived: values.date("archive-le"),
        holds: holds(values),
    }
}

/// What is said of measures: an empty list declares nothing (40-retention).
fn measures(values: Values<'_>) -> Measures {
    let listed: Vec<Action> = values.maps("mesures").into_iter().map(action).collect();
    let elsewhere = values.date("mesures-terminees").map(|date| date.value);
    let none = values
        .text("mesures")
        .is_some_and(|word| word.value == "aucune");
    match (listed.is_empty(), elsewhere) {
        (false, _) => Measures::Listed(listed),
        (true, Some(date)) => Measures::EndedElsewhere(date),
        (true, None) if none => Measures::None,
        (true, None) => Measures::Undeclared,
    }
}

/// The days under the keys that `evenements` of qms.yaml names.
pub(super) fn events(values: Values<'_>, policy: &Policy) -> Vec<(String, NaiveDate)> {
    let keys = policy.events.iter().map(|(_, key)| key);
    keys.filter_map(|key| Some((key.clone(), values.date(key)?.value)))
        .collect()
}

/// The keys that `evenements` of qms.yaml names are known keys, whose values are days.
pub(super) fn event_keys(values: Values<'_>, policy: &Policy, defects: &mut Vec<Located<Defect>>) {
    for (_, key) in &policy.events {
        let unknown = |defect: &Located<Defect>| matches!(&defect.value, Defect::UnknownKey { key: typed, .. } if typed == key);
        let Some(place) = defects.iter().position(unknown) else {
            continue;
        };
        defects.remove(place);
        if values.get(key).is_some() && values.date(key).is_none() {
            let defect = Defect::WrongValue {
                key: key.clone(),
                expected: Expected::Date,
            };
            defects.push(Located::new(defect, values.span(key).unwrap_or_default()));
        }
    }
}
