//! Every key is one that its kind of file has.
//!
//! ## Why
//!
//! A mistyped key is a value that nobody reads: the document looks complete and is not (ISO 9001
//! §7.5.2).
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
//! mot-cles: [SMAC]
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
//! mots-cles: [SMAC]
//! ---
//! Une non-conformité est enregistrée, analysée, puis close.
//! ```
//!
//! ## Settings
//!
//! `regles: {F004: off | info | warning | error}` in qms.yaml; `warning` by default.

use super::flaws;
use crate::parse::defect::Defect;
use crate::rules::prelude::*;

pub(super) static RULE: Rule = Rule {
    code: "F004",
    severity: Severity::Warning,
    message: Text {
        en: "`{key}` is not a known key here",
        fr: "`{key}` n'est pas une clé connue ici",
    },
    help: Text {
        en: "write `{nearest}`, or delete the key",
        fr: "écrire `{nearest}`, ou supprimer la clé",
    },
    pages: [
        include_str!("f004_key_unknown.rs"),
        include_str!("f004_key_unknown.fr.md"),
    ],
    check: Check::Tree(check),
};

const NO_NEAREST: Text = Text {
    en: "delete it; `qms schema {schema}` lists the keys",
    fr: "la supprimer ; `qms schema {schema}` donne la liste des clés",
};

fn check(corpus: &Corpus, found: &mut Found) {
    for flaw in flaws(corpus) {
        if let Defect::UnknownKey { key, nearest } = flaw.defect {
            let finding = flaw.report(found).with("key", key);
            match nearest {
                Some(nearest) => finding.with("nearest", nearest),
                None => finding.with("schema", flaw.schema).helped_by(NO_NEAREST),
            };
        }
    }
}
