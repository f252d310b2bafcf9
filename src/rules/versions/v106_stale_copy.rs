//! No document repeats the text of a superseded version under another code.
//!
//! ## Why
//!
//! A copy of an old text under another name is an obsolete document that nobody knows to be one (ISO
//! 9001 §7.5.3.2).
//!
//! ## Wrong
//!
//! ```md documents/PR/PR-01-V1.md
//! ---
//! code: PR-01-V1
//! titre: Prise en charge
//! processus: PAPED
//! objet: Dire comment un écart est traité.
//! redacteur: referent-paped
//! diffusion: [tout-agent]
//! approbations:
//!   - {acteur: pilote-paped, role: pilote, date: 2025-03-10, empreinte: "…"}
//! validations:
//!   - {acteur: directrice, role: directrice, date: 2025-03-17, empreinte: "…"}
//! application: 2025-04-01
//! ---
//! Une non-conformité est enregistrée, analysée, puis close.
//! ```
//! ```md documents/PR/PR-01-V2.md
//! ---
//! code: PR-01-V2
//! titre: Prise en charge
//! processus: PAPED
//! objet: Dire comment un écart est traité.
//! redacteur: referent-paped
//! diffusion: [tout-agent]
//! remplace: PR-01-V1
//! motif: Le délai de réponse passe à 15 jours.
//! approbations:
//!   - {acteur: pilote-paped, role: pilote, date: 2026-03-09, empreinte: "…"}
//! validations:
//!   - {acteur: directrice, role: directrice, date: 2026-03-17, empreinte: "…"}
//! application: 2026-03-25
//! ---
//! Une non-conformité est enregistrée le jour même, analysée, puis close.
//! ```
//! ```md documents/PR/PR-07-V1.md
//! ---
//! code: PR-07-V1
//! titre: Mémento
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
//! ```md documents/PR/PR-01-V1.md
//! ---
//! code: PR-01-V1
//! titre: Prise en charge
//! processus: PAPED
//! objet: Dire comment un écart est traité.
//! redacteur: referent-paped
//! diffusion: [tout-agent]
//! approbations:
//!   - {acteur: pilote-paped, role: pilote, date: 2025-03-10, empreinte: "…"}
//! validations:
//!   - {acteur: directrice, role: directrice, date: 2025-03-17, empreinte: "…"}
//! application: 2025-04-01
//! ---
//! Une non-conformité est enregistrée, analysée, puis close.
//! ```
//! ```md documents/PR/PR-01-V2.md
//! ---
//! code: PR-01-V2
//! titre: Prise en charge
//! processus: PAPED
//! objet: Dire comment un écart est traité.
//! redacteur: referent-paped
//! diffusion: [tout-agent]
//! remplace: PR-01-V1
//! motif: Le délai de réponse passe à 15 jours.
//! approbations:
//!   - {acteur: pilote-paped, role: pilote, date: 2026-03-09, empreinte: "…"}
//! validations:
//!   - {acteur: directrice, role: directrice, date: 2026-03-17, empreinte: "…"}
//! application: 2026-03-25
//! ---
//! Une non-conformité est enregistrée le jour même, analysée, puis close.
//! ```
//! ```md documents/PR/PR-07-V1.md
//! ---
//! code: PR-07-V1
//! titre: Mémento
//! processus: PAPED
//! objet: Dire comment un écart est traité.
//! redacteur: referent-paped
//! diffusion: [tout-agent]
//! ---
//! Pour traiter un écart, voir [PR-01](PR-01).
//! ```
//!
//! ## Settings
//!
//! `regles: {V106: off | info | warning | error}` in qms.yaml; `error` by default.

use crate::model::code::Code;
use crate::model::document::Status;
use crate::rules::prelude::*;
use std::collections::HashMap;

pub(super) static RULE: Rule = Rule {
    code: "V106",
    severity: Severity::Error,
    message: Text {
        en: "`{code}` repeats the text of `{stale}`, which is superseded",
        fr: "`{code}` répète le texte de `{stale}`, qui est périmé",
    },
    help: Text {
        en: "refer to the document instead of copying it, `[…]({document})`, or delete the copy",
        fr: "renvoyer au document au lieu de le copier, `[…]({document})`, ou supprimer la copie",
    },
    pages: [
        include_str!("v106_stale_copy.rs"),
        include_str!("v106_stale_copy.fr.md"),
    ],
    check: Check::Tree(check),
};

fn check(corpus: &Corpus, found: &mut Found) {
    let mut stale: HashMap<u128, &Code> = HashMap::new();
    for version in corpus
        .documents()
        .filter(|version| version.status == Status::Superseded)
    {
        if let Some(hash) = text_hash(&version) {
            stale.entry(hash).or_insert(&version.document.code);
        }
    }
    for version in corpus.documents() {
        if matches!(version.status, Status::Superseded | Status::Withdrawn) {
            continue;
        }
        let code = &version.document.code;
        if let Some(old) = text_hash(&version).and_then(|hash| stale.get(&hash))
            && old.document() != code.document()
        {
            found
                .at(version.file.whole())
                .code(code)
                .with("stale", old.to_string())
                .with("document", old.stem());
        }
    }
}

/// The words of the body; none where there are none.
fn text_hash(version: &Version<'_>) -> Option<u128> {
    Some(version.file.parsed.as_ref()?.outline().prose.hash).filter(|hash| *hash != 0)
}
