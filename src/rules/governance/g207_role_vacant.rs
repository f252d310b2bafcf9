//! At least one actor in function holds each role that a type with a file needs, for each of its processes; more than one is administrateur.
//!
//! ## Why
//!
//! Responsibilities are assigned and known (ISO 9001 §5.3): a document whose approver has left can be
//! neither revised nor confirmed. One administrator alone is a single point of failure of the
//! register.
//!
//! ## Wrong
//!
//! ```md acteurs/directrice.md
//! ---
//! id: directrice
//! nom: directrice
//! courriel: directrice@service.example
//! roles:
//!   - {role: agent, du: 2024-01-01}
//! ---
//! ```
//! ```md documents/MO/MO-00391-V01.md
//! ---
//! code: MO-00391-V01
//! titre: Traitement des non-conformités
//! processus: PAPED
//! objet: Dire comment un écart est traité.
//! redacteur: referent-paped
//! diffusion: [tout-agent]
//! ---
//! Une non-conformité est enregistrée, analysée, puis close.
//! ```
//!
//! ## Right
//!
//! ```md acteurs/directrice.md
//! ---
//! id: directrice
//! nom: directrice
//! courriel: directrice@service.example
//! roles:
//!   - {role: directrice, du: 2024-01-01}
//! ---
//! ```
//! ```md documents/MO/MO-00391-V01.md
//! ---
//! code: MO-00391-V01
//! titre: Traitement des non-conformités
//! processus: PAPED
//! objet: Dire comment un écart est traité.
//! redacteur: referent-paped
//! diffusion: [tout-agent]
//! ---
//! Une non-conformité est enregistrée, analysée, puis close.
//! ```
//!
//! ## Settings
//!
//! `regles: {G207: off | info | warning | error}` in qms.yaml; `error` by default. Which roles:
//! `types.<T>.approbation` and `types.<T>.validation`. Where only a date passed it is a warning.

use super::ADMINISTRATOR;
use crate::diagnostic::Place;
use crate::model::actor::Mandate;
use crate::model::document::Status;
use crate::model::names::{ProcessCode, RoleId};
use crate::rules::prelude::*;
use std::collections::{BTreeMap, BTreeSet, HashMap};

pub(super) static RULE: Rule = Rule {
    code: "G207",
    severity: Severity::Error,
    message: Text {
        en: "nobody in function holds the role `{role}`, needed for: {types} ({processes})",
        fr: "personne en fonction ne tient le rôle `{role}`, nécessaire pour : {types} ({processes})",
    },
    help: Text {
        en: "give it to someone: `qms actor role ID --add {role}`",
        fr: "le donner à quelqu'un : `qms actor role ID --add {role}`",
    },
    pages: [
        include_str!("g207_role_vacant.rs"),
        include_str!("g207_role_vacant.fr.md"),
    ],
    check: Check::Tree(check),
};

const ENDED: Text = Text {
    en: "the last mandate for the role `{role}` has ended; the role is needed for: {types} ({processes})",
    fr: "le dernier mandat du rôle `{role}` a pris fin ; le rôle est nécessaire pour : {types} ({processes})",
};
const ALONE: Text = Text {
    en: "`{actor}` is the only one in function as `{role}`",
    fr: "`{actor}` est seul en fonction comme `{role}`",
};
const SECOND: Text = Text {
    en: "register a second one, so that a lost key locks nobody out: `qms actor role ID --add {role}`",
    fr: "en enregistrer un second, pour qu'une clé perdue ne ferme pas la porte : `qms actor role ID --add {role}`",
};

/// What is wanted of one role.
#[derive(Default)]
struct Need {
    types: BTreeSet<String>,
    processes: BTreeSet<String>,
}

fn check(corpus: &Corpus, found: &mut Found) {
    let place = corpus.policy_file().map(|file| Place::file(&file.path));
    for ((role, severity), need) in vacant(corpus) {
        let finding = match &place {
            Some(place) => found.at(place.clone()),
            None => found.anywhere(),
        };
        finding.severity(severity).with("role", role.as_str());
        finding
            .with("types", need.types.into_iter().collect::<Vec<_>>())
            .with("processes", need.processes.into_iter().collect::<Vec<_>>());
        if severity < Severity::Error {
            finding.saying(ENDED);
        }
    }
    let role = RoleId::new(ADMINISTRATOR);
    if let [alone] = corpus.holders(&role, None, corpus.as_of()).as_slice()
        && let Some((file, _)) = corpus
            .actors()
            .find(|(_, actor)| actor.id.value == alone.id.value)
    {
        let finding = found.at(file.place("roles")).severity(Severity::Warning);
        finding
            .with("actor", alone.id.as_str())
            .with("role", ADMINISTRATOR)
            .saying(ALONE)
            .helped_by(SECOND);
    }
}

/// The roles that nobody holds, by weight: a warning where a mandate only came to its end.
fn vacant(corpus: &Corpus) -> BTreeMap<(RoleId, Severity), Need> {
    let mut needs: BTreeMap<(RoleId, Severity), Need> = BTreeMap::new();
    let mut held: HashMap<(&RoleId, &ProcessCode), bool> = HashMap::new();
    for version in corpus
        .documents()
        .filter(|version| !matches!(version.status, Status::Superseded | Status::Withdrawn))
    {
        let process = &version.document.process.value;
        if corpus.process(process).is_none() {
            continue;
        }
        for role in version.kind.approval.iter().chain(&version.kind.validation) {
            // Thousands of documents ask for the same few roles.
            let in_function = || {
                !corpus
                    .holders(role, Some(process), corpus.as_of())
                    .is_empty()
            };
            if *held.entry((role, process)).or_insert_with(in_function) {
                continue;
            }
            let ended = corpus.actors().any(|(_, actor)| {
                let past = |mandate: &Mandate| mandate.until.filter(|last| *last < corpus.as_of());
                actor.mandates.iter().any(|mandate| {
                    past(mandate).is_some_and(|last| mandate.covers(role, Some(process), last))
                })
            });
            let severity = if ended {
                Severity::Warning
            } else {
                Severity::Error
            };
            let need = needs.entry((role.clone(), severity)).or_default();
            need.types.insert(version.kind.id.to_string());
            need.processes.insert(process.to_string());
        }
    }
    needs
}
