//! No key stands twice; with and without its accent it is the same key.
//!
//! ## Why
//!
//! Of two values one is not what the author meant, and no reader can tell which (ISO 9001 §7.5.2).
//!
//! ## Wrong
//!
//! ```md documents/MO/MO-00391-V01.md
//! ---
//! code: MO-00391-V01
//! titre: Traitement des non-conformités
//! processus: PAPED
//! objet: Dire comment un écart est traité.
//! redacteur: referent-paped
//! diffusion: [tout-agent]
//! rédacteur: pilote-paped
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
//! redacteur: [referent-paped, pilote-paped]
//! diffusion: [tout-agent]
//! ---
//! Une non-conformité est enregistrée, analysée, puis close.
//! ```
//!
//! ## Settings
//!
//! `regles: {F003: off | info | warning | error}` in qms.yaml; `error` by default.

use super::flaws;
use crate::parse::defect::Defect;
use crate::parse::yaml::YamlDefectKind;
use crate::rules::prelude::*;

pub(super) static RULE: Rule = Rule {
    code: "F003",
    severity: Severity::Error,
    message: Text {
        en: "a key is there a second time in the same block",
        fr: "une clé est écrite une seconde fois dans le même bloc",
    },
    help: Text {
        en: "keep one of the two; a key that takes several values takes a list: `[a, b]`",
        fr: "n'en garder qu'une ; une clé à plusieurs valeurs prend une liste : `[a, b]`",
    },
    pages: [
        include_str!("f003_key_given_twice.rs"),
        include_str!("f003_key_given_twice.fr.md"),
    ],
    check: Check::Tree(check),
};

fn check(corpus: &Corpus, found: &mut Found) {
    for flaw in flaws(corpus) {
        if let Defect::Yaml(YamlDefectKind::DuplicateKey { .. }) = flaw.defect {
            flaw.report(found);
        }
    }
}
