//! A file of a controlled folder begins with its front-matter, between a first line `---` and the next line `---`.
//!
//! ## Why
//!
//! Title, code, process, author and approvals are part of the document (ISO 9001 §7.5.2). Without its
//! front-matter the file is a text that nobody identified.
//!
//! ## Wrong
//!
//! ```md documents/MO/MO-00391-V01.md
//! # Traitement des non-conformités
//!
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
//! `regles: {F001: off | info | warning | error}` in qms.yaml; `error` by default.

use super::flaws;
use crate::parse::defect::Defect;
use crate::rules::prelude::*;

pub(super) static RULE: Rule = Rule {
    code: "F001",
    severity: Severity::Error,
    message: Text {
        en: "the file does not begin with its front-matter",
        fr: "le fichier ne commence pas par son en-tête",
    },
    help: Text {
        en: "begin the file with a line `---`, its keys, and a second line `---`; `qms new` writes them",
        fr: "commencer le fichier par une ligne `---`, ses clés et une seconde ligne `---` ; `qms new` les écrit",
    },
    pages: [
        include_str!("f001_front_matter_missing.rs"),
        include_str!("f001_front_matter_missing.fr.md"),
    ],
    check: Check::Tree(check),
};

const UNCLOSED: Text = Text {
    en: "the front-matter is opened and never closed",
    fr: "l'en-tête est ouvert et jamais fermé",
};
const CLOSE: Text = Text {
    en: "write a line of exactly `---` after the last key",
    fr: "écrire une ligne d'exactement `---` après la dernière clé",
};

fn check(corpus: &Corpus, found: &mut Found) {
    for flaw in flaws(corpus) {
        match flaw.defect {
            Defect::NoFrontMatter => {
                flaw.report(found);
            }
            Defect::UnclosedFrontMatter => {
                flaw.report(found).saying(UNCLOSED).helped_by(CLOSE);
            }
            _ => {}
        }
    }
}
