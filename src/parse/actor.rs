//! An actor of the register.

use crate::model::actor::{Actor, ActorKey, Compromise, Mandate};
use crate::model::names::{ActorId, ProcessCode, RoleId};
use crate::parse::fields::{Field, Shape, Values, optional, required};
use crate::text::Text;

/// The keys of an actor (10-format).
pub static TABLE: &[Field] = &[
    required(
        "id",
        Shape::Actor,
        Text {
            en: "The id, which is the file's name",
            fr: "L'identifiant, qui est le nom du fichier",
        },
    ),
    required(
        "nom",
        Shape::Text,
        Text {
            en: "The printed name",
            fr: "Le nom imprimé",
        },
    ),
    required(
        "courriel",
        Shape::Text,
        Text {
            en: "The e-mail of the actor's commits",
            fr: "Le courriel de ses commits",
        },
    ),
    optional(
        "roles",
        Shape::List(&Shape::Map(MANDATE)),
        Text {
            en: "What the actor may do",
            fr: "Ce que l'acteur peut faire",
        },
    ),
    optional(
        "cles",
        Shape::List(&Shape::Map(KEY)),
        Text {
            en: "The keys that sign for the actor",
            fr: "Les clés qui signent pour l'acteur",
        },
    ),
];

/// From when a role is held, or a key signs.
const FIRST_DAY: Field = optional(
    "du",
    Shape::Date,
    Text {
        en: "First day",
        fr: "Premier jour",
    },
);

/// Until when.
const LAST_DAY: Field = optional(
    "au",
    Shape::Date,
    Text {
        en: "Last day",
        fr: "Dernier jour",
    },
);

static MANDATE: &[Field] = &[
    required(
        "role",
        Shape::Role,
        Text {
            en: "The role",
            fr: "Le rôle",
        },
    ),
    optional(
        "processus",
        Shape::Process,
        Text {
            en: "For which process; all without it",
            fr: "Pour quel processus\u{a0}; tous par défaut",
        },
    ),
    FIRST_DAY,
    LAST_DAY,
    optional(
        "suppleant-de",
        Shape::Actor,
        Text {
            en: "Whom the actor stands in for",
            fr: "Qui l'acteur supplée",
        },
    ),
];

static KEY: &[Field] = &[
    required(
        "cle",
        Shape::Text,
        Text {
            en: "An OpenSSH public key line or an armored OpenPGP certificate",
            fr: "Une ligne de clé publique OpenSSH ou un certificat OpenPGP",
        },
    ),
    FIRST_DAY,
    LAST_DAY,
    optional(
        "compromise",
        Shape::Map(COMPROMISE),
        Text {
            en: "Declared in other hands",
            fr: "Déclarée en d'autres mains",
        },
    ),
];

static COMPROMISE: &[Field] = &[
    optional(
        "depuis",
        Shape::Text,
        Text {
            en: "The commit from which its acts are in doubt",
            fr: "Le commit à partir duquel ses actes sont en doute",
        },
    ),
    optional(
        "date",
        Shape::Date,
        Text {
            en: "The day of the declaration",
            fr: "Le jour de la déclaration",
        },
    ),
    optional(
        "motif",
        Shape::Text,
        Text {
            en: "Why",
            fr: "Pourquoi",
        },
    ),
];

/// Reads what stands; defects were found against [`TABLE`].
pub fn read(values: Values<'_>) -> Actor {
    Actor {
        id: values.text_or_empty("id").map_name(ActorId::new),
        name: values.text_or_empty("nom"),
        email: values.text_or_empty("courriel"),
        mandates: values
            .maps("roles")
            .into_iter()
            .filter_map(mandate)
            .collect(),
        keys: values.maps("cles").into_iter().filter_map(key).collect(),
    }
}

/// A mandate whose dates cannot be read is no mandate: it must not become one without end.
fn mandate(values: Values<'_>) -> Option<Mandate> {
    for bound in ["du", "au"] {
        if values.get(bound).is_some() && values.date(bound).is_none() {
            return None;
        }
    }
    Some(Mandate {
        role: values.name("role", RoleId::new)?,
        process: values.name("processus", ProcessCode::new),
        from: values.date("du").map(|date| date.value),
        until: values.date("au").map(|date| date.value),
        deputy_for: values.name("suppleant-de", ActorId::new),
    })
}

/// A key whose dates cannot be read is no key, for the same reason.
fn key(values: Values<'_>) -> Option<ActorKey> {
    for bound in ["du", "au"] {
        if values.get(bound).is_some() && values.date(bound).is_none() {
            return None;
        }
    }
    Some(ActorKey {
        text: values.text("cle")?,
        from: values.date("du").map(|date| date.value),
        until: values.date("au").map(|date| date.value),
        compromised: values.get("compromise").map(|node| {
            let values = Values(node);
            Compromise {
                since: values.text("depuis").map(|commit| commit.value),
                date: values.date("date").map(|date| date.value),
                reason: values.text("motif").map(|reason| reason.value),
            }
        }),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::yaml;

    fn actor(yaml: &str) -> Actor {
        let (node, _) = yaml::read(yaml, 0, &yaml::Limits::default());
        read(Values(&node))
    }

    #[test]
    fn a_mandate_or_a_key_whose_days_cannot_be_read_is_none_rather_than_one_without_end() {
        for days in ["du: 2026-13-01", "du: 2024-01-01, au: demain"] {
            let read = actor(&format!(
                "id: agent\nroles: [{{role: pilote, {days}}}]\ncles: [{{cle: K, {days}}}]\n"
            ));
            assert_eq!(read.mandates, [], "{days}");
            assert_eq!(read.keys, [], "{days}");
        }
    }

    #[test]
    fn a_mandate_and_a_key_hold_from_their_first_day_to_their_last() {
        let days = "du: 2024-01-01, au: 2025-12-31";
        let read = actor(&format!(
            "id: agent\nroles: [{{role: pilote, processus: PAPED, {days}}}]\ncles: [{{cle: K, {days}}}]\n"
        ));
        let day = |text: &str| text.parse().ok();
        let (first, last) = (day("2024-01-01"), day("2025-12-31"));
        let [mandate] = &read.mandates[..] else {
            panic!("one mandate")
        };
        assert_eq!(mandate.role.value, RoleId::new("pilote"));
        let process = mandate.process.as_ref().map(|process| &process.value);
        assert_eq!(process, Some(&ProcessCode::new("PAPED")));
        assert_eq!((mandate.from, mandate.until), (first, last));
        let [key] = &read.keys[..] else {
            panic!("one key")
        };
        assert_eq!(key.text.value, "K");
        assert_eq!((key.from, key.until), (first, last));
        assert_eq!(key.compromised, None);
    }
}
