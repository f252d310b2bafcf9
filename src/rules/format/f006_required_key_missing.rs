//! The keys that a kind of file requires are there and not empty.
//!
//! ## Why
//!
//! Identification and description are what makes a text a controlled document (ISO 9001 §7.5.2): its
//! title, its process, what it is for, who wrote it, who must read it.
//!
//! ## Wrong
//!
//! ```md documents/MO/MO-00391-V01.md
//! ---
//! code: MO-00391-V01
//! titre: Traitement des non-conformités
//! processus: PAPED
//! redacteur: referent-paped
//! diffusion: [tout-agent]
//! ---
//! Une non-conformité est enregistrée, analysée, puis close.
//! ```
//!
//! ## Right
//!
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
//! `regles: {F006: off | info | warning | error}` in qms.yaml; `error` by default.

use super::flaws;
use crate::parse::defect::Defect;
use crate::rules::prelude::*;

pub(super) static RULE: Rule = Rule {
    code: "F006",
    severity: Severity::Error,
    message: Text {
        en: "the required key `{key}` is missing",
        fr: "la clé obligatoire `{key}` manque",
    },
    help: Text {
        en: "add `{key}` with its value; `qms schema {schema}` says what each key is for",
        fr: "ajouter `{key}` et sa valeur ; `qms schema {schema}` dit à quoi sert chaque clé",
    },
    pages: [
        include_str!("f006_required_key_missing.rs"),
        include_str!("f006_required_key_missing.fr.md"),
    ],
    check: Check::Tree(check),
};

const EMPTY: Text = Text {
    en: "the required key `{key}` is empty",
    fr: "la clé obligatoire `{key}` est vide",
};
const FILL: Text = Text {
    en: "give `{key}` its value; `qms schema {schema}` says what each key is for",
    fr: "donner sa valeur à `{key}` ; `qms schema {schema}` dit à quoi sert chaque clé",
};

fn check(corpus: &Corpus, found: &mut Found) {
    for flaw in flaws(corpus) {
        match flaw.defect {
            Defect::MissingKey { key } => {
                flaw.report(found)
                    .with("key", key)
                    .with("schema", flaw.schema);
            }
            Defect::EmptyKey { key } => {
                flaw.report(found)
                    .with("key", key)
                    .with("schema", flaw.schema)
                    .saying(EMPTY)
                    .helped_by(FILL);
            }
            _ => {}
        }
    }
}
