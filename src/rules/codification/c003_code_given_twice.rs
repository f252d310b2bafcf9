//! A code is that of one file; the same numbers in other widths are the same code.
//!
//! ## Why
//!
//! A reader who asks for a code must be handed one text (ISO 9001 §7.5.3.1). Two files of one code
//! cannot both be controlled: an approval of the one would stand for the other.
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
//! ---
//! Une non-conformité est enregistrée, analysée, puis close.
//! ```
//! ```md documents/MO/MO-391-V1.md
//! ---
//! code: MO-00391-V01
//! titre: Traitement des écarts
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
//! ```md documents/MO/MO-00392-V01.md
//! ---
//! code: MO-00392-V01
//! titre: Traitement des écarts
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
//! `regles: {C003: off | info | warning | error}` in qms.yaml; `error` by default.

use crate::corpus::File;
use crate::model::code::Code;
use crate::rules::prelude::*;

pub(super) static RULE: Rule = Rule {
    code: "C003",
    severity: Severity::Error,
    message: Text {
        en: "`{code}` is the code of another file already: `{first}`",
        fr: "`{code}` est déjà le code d'un autre fichier : `{first}`",
    },
    help: Text {
        en: "delete the copy, or give one of the two a code of its own: `qms new` proposes the next free number",
        fr: "supprimer la copie, ou donner à l'un des deux un code à lui : `qms new` propose le prochain numéro libre",
    },
    pages: [
        include_str!("c003_code_given_twice.rs"),
        include_str!("c003_code_given_twice.fr.md"),
    ],
    check: Check::Tree(check),
};

fn check(corpus: &Corpus, found: &mut Found) {
    let mut first: Option<(&Code, &File)> = None;
    for (code, file) in corpus.files_by_code() {
        match first {
            Some((known, first)) if known == code => {
                found
                    .at(file.whole())
                    .code(code)
                    .with("first", &*first.path);
            }
            _ => first = Some((code, file)),
        }
    }
}
