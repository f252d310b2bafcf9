//! A document has one draft at a time.
//!
//! ## Why
//!
//! Two people who revise one document at once lose the work of one of them (ISO 9001 §7.5.3.2): the
//! second draft would be approved without what the first one changes.
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
//! Une non-conformité est enregistrée le jour même, analysée, puis close.
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
//! Une non-conformité est enregistrée le jour même, analysée, puis close.
//! ```
//!
//! ## Settings
//!
//! `regles: {V103: off | info | warning | error}` in qms.yaml; `error` by default.

use crate::model::document::Status;
use crate::rules::prelude::*;

pub(super) static RULE: Rule = Rule {
    code: "V103",
    severity: Severity::Error,
    message: Text {
        en: "`{code}` is a second draft beside `{first}`",
        fr: "`{code}` est un second projet, à côté de `{first}`",
    },
    help: Text {
        en: "bring both into one, and delete the other: `git rm {path}`",
        fr: "réunir les deux en un seul, et supprimer l'autre : `git rm {path}`",
    },
    pages: [
        include_str!("v103_two_drafts.rs"),
        include_str!("v103_two_drafts.fr.md"),
    ],
    check: Check::Tree(check),
};

fn check(corpus: &Corpus, found: &mut Found) {
    for versions in corpus.by_document() {
        let mut drafts =
            versions.filter(|version| matches!(version.status, Status::Draft | Status::Approved));
        let Some(first) = drafts.next() else { continue };
        // Two files of one code are the matter of C003.
        for version in drafts.filter(|version| version.document.code != first.document.code) {
            let finding = found.at(version.file.whole()).code(&version.document.code);
            finding
                .with("first", first.document.code.to_string())
                .with("path", &*version.file.path);
        }
    }
}
