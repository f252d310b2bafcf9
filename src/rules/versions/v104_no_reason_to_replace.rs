//! From the second version on, `remplace` names the version before and `motif` says why it was revised.
//!
//! ## Why
//!
//! Control of changes asks that each be traced to what it replaces and to its reason (ISO 9001
//! §7.5.3.2): the reader sees what is new, the auditor why.
//!
//! ## Wrong
//!
//! ```md documents/MO/MO-00391-V02.md
//! ---
//! code: MO-00391-V02
//! titre: Traitement des non-conformités
//! processus: PAPED
//! objet: Dire comment un écart est traité.
//! redacteur: referent-paped
//! diffusion: [tout-agent]
//! remplace: MO-00391-V01
//! ---
//! Une non-conformité est enregistrée, analysée, puis close.
//! ```
//!
//! ## Right
//!
//! ```md documents/MO/MO-00391-V02.md
//! ---
//! code: MO-00391-V02
//! titre: Traitement des non-conformités
//! processus: PAPED
//! objet: Dire comment un écart est traité.
//! redacteur: referent-paped
//! diffusion: [tout-agent]
//! remplace: MO-00391-V01
//! motif: Le délai de réponse passe à 15 jours.
//! ---
//! Une non-conformité est enregistrée, analysée, puis close.
//! ```
//!
//! ## Settings
//!
//! `regles: {V104: off | info | warning | error}` in qms.yaml; `error` by default.

use crate::model::document::Status;
use crate::rules::prelude::*;

pub(super) static RULE: Rule = Rule {
    code: "V104",
    severity: Severity::Error,
    message: Text {
        en: "`{code}` does not say under `motif` why it was revised",
        fr: "`{code}` ne dit pas sous `motif` pourquoi il a été révisé",
    },
    help: Text {
        en: "say in one sentence what changes and why, such as `motif: Le délai de réponse passe à 15 jours.`",
        fr: "dire en une phrase ce qui change et pourquoi, par exemple `motif: Le délai de réponse passe à 15 jours.`",
    },
    pages: [
        include_str!("v104_no_reason_to_replace.rs"),
        include_str!("v104_no_reason_to_replace.fr.md"),
    ],
    check: Check::Tree(check),
};

const UNNAMED: Text = Text {
    en: "`{code}` does not name the version that it replaces",
    fr: "`{code}` ne nomme pas la version qu'il remplace",
};
const NAME_IT: Text = Text {
    en: "write `remplace: {before}`",
    fr: "écrire `remplace: {before}`",
};
const OTHER: Text = Text {
    en: "`{code}` replaces the version before it, `{before}`, and not `{named}`",
    fr: "`{code}` remplace la version précédente, `{before}`, et non `{named}`",
};
const FIRST: Text = Text {
    en: "`{code}` is a first version and replaces no other",
    fr: "`{code}` est une première version et n'en remplace aucune",
};
const DELETE: Text = Text {
    en: "delete `remplace`; name what it comes from under `origine`",
    fr: "supprimer `remplace` ; nommer sous `origine` ce dont il vient",
};

fn check(corpus: &Corpus, found: &mut Found) {
    for version in corpus.documents() {
        let document = version.document;
        let code = &document.code;
        if matches!(version.status, Status::Superseded | Status::Withdrawn)
            || code.document().is_none()
        {
            continue;
        }
        if code.version() < 2 {
            if let Some(named) = &document.supersedes {
                found
                    .at(version.file.at(named.span))
                    .code(code)
                    .saying(FIRST)
                    .helped_by(DELETE);
            }
            continue;
        }
        let before = code.with_version(code.version() - 1).to_string();
        match &document.supersedes {
            None => {
                found
                    .at(version.file.place("remplace"))
                    .code(code)
                    .with("before", before)
                    .saying(UNNAMED)
                    .helped_by(NAME_IT);
            }
            Some(named) if named.value != before => {
                let finding = found.at(version.file.at(named.span)).code(code);
                finding
                    .with("before", before)
                    .with("named", &named.value)
                    .saying(OTHER)
                    .helped_by(NAME_IT);
            }
            Some(_) => {}
        }
        if document.change_reason.is_none() {
            found.at(version.file.place("motif")).code(code);
        }
    }
}
