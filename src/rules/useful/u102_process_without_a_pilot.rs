//! A document belongs to a process that has a pilot in function.
//!
//! ## Why
//!
//! The first of the 3 U, *useful*: somebody must need the document, answer for it and review it, and in
//! a system organised by processes that is the pilot. A pilot is an actor who holds, on the day, the role
//! `pilote` for the process, or for every process. A process that does not exist is F007's. Stands for
//! ISO 9001 §7.5.2 and §7.5.3 (documents are reviewed, approved and kept under control by someone).
//!
//! ## Wrong
//!
//! ```md processus/ACCUEIL.md
//! ---
//! code: ACCUEIL
//! titre: Accueil des agents
//! finalite: Rendre chaque arrivant autonome.
//! ---
//! ```
//! ```md documents/PR/PR-04-V1.md
//! ---
//! code: PR-04-V1
//! titre: Accueillir un nouvel agent
//! processus: ACCUEIL
//! objet: Donner à chaque arrivant les mêmes repères dès son premier jour.
//! redacteur: referent-paped
//! diffusion: [tout-agent]
//! ---
//! # Accueillir un nouvel agent
//!
//! Le référent présente le service, ses lieux et ses outils.
//! ```
//!
//! ## Right
//!
//! ```md documents/PR/PR-04-V1.md
//! ---
//! code: PR-04-V1
//! titre: Accueillir un nouvel agent
//! processus: PAPED
//! objet: Donner à chaque arrivant les mêmes repères dès son premier jour.
//! redacteur: referent-paped
//! diffusion: [tout-agent]
//! ---
//! # Accueillir un nouvel agent
//!
//! Le référent présente le service, ses lieux et ses outils.
//! ```
//!
//! ## Settings
//!
//! `regles: {U102: warning}` in `qms.yaml` weighs it less. Where `roles` has no `pilote` the rule is silent.

use crate::model::names::{ProcessCode, RoleId};
use crate::rules::prelude::*;
use std::collections::HashSet;

pub(super) static RULE: Rule = Rule {
    code: "U102",
    severity: Severity::Error,
    message: Text {
        en: "`{code}` belongs to the process `{process}`, which has no pilot in function",
        fr: "`{code}` relève du processus `{process}`, qui n'a pas de pilote en fonction",
    },
    help: Text {
        en: "name a pilot: `qms actor role ID --add pilote --process {process}`",
        fr: "désigner un pilote\u{a0}: `qms actor role ID --add pilote --process {process}`",
    },
    pages: [
        include_str!("u102_process_without_a_pilot.rs"),
        include_str!("u102_process_without_a_pilot.fr.md"),
    ],
    check: Check::Tree(check),
};

/// Those who hold it for a process are its pilots (10-format).
const PILOT: &str = "pilote";

fn check(corpus: &Corpus, found: &mut Found) {
    let pilot = RoleId::new(PILOT);
    if corpus.policy().role_label(&pilot).is_none() {
        return;
    }
    let without: HashSet<&ProcessCode> = corpus
        .processes()
        .map(|(_, process)| &process.code.value)
        .filter(|process| {
            corpus
                .holders(&pilot, Some(*process), corpus.as_of())
                .is_empty()
        })
        .collect();
    for Version { file, document, .. } in corpus.documents() {
        if without.contains(&document.process.value) {
            found
                .at(file.at(document.process.span))
                .code(&document.code)
                .with("process", document.process.value.as_str());
        }
    }
}
