//! A superseded version is gone from the day on which the next one takes effect, where its type says « dès parution de la nouvelle version ».
//!
//! ## Why
//!
//! The document-management table of the service says what becomes of old versions, so that nobody
//! works from one (ISO 9001 §7.5.3.2). This is one of the two findings that the calendar makes an
//! error: a reader would be handed the wrong version.
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
//! approbations:
//!   - {acteur: pilote-paped, role: pilote, date: 2025-03-10, empreinte: "…"}
//! validations:
//!   - {acteur: directrice, role: directrice, date: 2025-03-17, empreinte: "…"}
//! application: 2025-04-01
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
//! approbations:
//!   - {acteur: pilote-paped, role: pilote, date: 2026-03-09, empreinte: "…"}
//! validations:
//!   - {acteur: directrice, role: directrice, date: 2026-03-17, empreinte: "…"}
//! application: 2026-03-25
//! ---
//! Une non-conformité est enregistrée le jour même, analysée, puis close.
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
//! approbations:
//!   - {acteur: pilote-paped, role: pilote, date: 2026-03-09, empreinte: "…"}
//! validations:
//!   - {acteur: directrice, role: directrice, date: 2026-03-17, empreinte: "…"}
//! application: 2026-03-25
//! ---
//! Une non-conformité est enregistrée le jour même, analysée, puis close.
//! ```
//!
//! ## Settings
//!
//! `regles: {V102: off | info | warning | error}` in qms.yaml; `error` by default. It follows the
//! `destruction` cell of the type: « sans conditions » lets old versions stay.

use crate::model::document::Status;
use crate::model::retention::Fate;
use crate::rules::prelude::*;

pub(super) static RULE: Rule = Rule {
    code: "V102",
    severity: Severity::Error,
    message: Text {
        en: "`{code}` is superseded by `{successor}` since {day} and is still there",
        fr: "`{code}` est périmé depuis le {day}, remplacé par `{successor}`, et il est encore là",
    },
    help: Text {
        en: "take it out: `qms destroy {code}`",
        fr: "le retirer : `qms destroy {code}`",
    },
    pages: [
        include_str!("v102_superseded_still_there.rs"),
        include_str!("v102_superseded_still_there.fr.md"),
    ],
    check: Check::Tree(check),
};

fn check(corpus: &Corpus, found: &mut Found) {
    for version in corpus.documents() {
        if version.status != Status::Superseded || version.kind.fate != Fate::OnPublication {
            continue;
        }
        let code = &version.document.code;
        let began = |next: &Version<'_>| {
            next.document
                .effective_from(next.kind, corpus.as_of())
                .filter(|day| *day <= corpus.as_of())
        };
        if let Some((successor, day)) = corpus
            .later(code)
            .iter()
            .find_map(|next| Some((next.document.code.to_string(), began(next)?)))
        {
            found
                .at(version.file.whole())
                .code(code)
                .with("successor", successor)
                .with("day", day);
        }
    }
}
