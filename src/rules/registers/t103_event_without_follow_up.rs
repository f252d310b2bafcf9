//! A regulatory event has a follow-up, and the documents it touches were reviewed after it.
//!
//! ## Why
//!
//! A watch is worth what is made of it (ISO 9001 §8.2.3.1 d, §8.2.4: when requirements change, documented
//! information is amended). A consultation that names documents (`impact`) says what followed (`suite`), and
//! each of them is reviewed that day or later, or has a version that takes effect after it, or was withdrawn.
//! What is not in force is not asked for.
//!
//! ## Wrong
//!
//! ```md registres/veille/lettre-reseau.md
//! ---
//! thematiques: [Information intra-institutionnelle]
//! source: Lettre réseau
//! consultations:
//!   - date: 2026-11-16
//!     acteur: agent-paped
//!     texte: Lettre relative aux habilitations
//!     applicable: true
//!     impact: [PR-04]
//!     suite: Relue avec les référents
//! ---
//! ```
//! ```md documents/PR/PR-04-V1.md
//! ---
//! code: PR-04-V1
//! titre: Accueillir un nouvel agent
//! processus: PAPED
//! objet: Donner à chaque arrivant les mêmes repères dès son premier jour.
//! redacteur: referent-paped
//! diffusion: [tout-agent]
//! approbations:
//!   - {acteur: pilote-paped, role: pilote, date: 2025-01-06, empreinte: "…"}
//! validations:
//!   - {acteur: directrice, role: directrice, date: 2025-01-13, empreinte: "…"}
//! application: 2025-02-03
//! ---
//! # Accueillir un nouvel agent
//!
//! Le référent présente le service, ses lieux et ses outils.
//! ```
//!
//! ## Right
//!
//! ```md registres/veille/lettre-reseau.md
//! ---
//! thematiques: [Information intra-institutionnelle]
//! source: Lettre réseau
//! consultations:
//!   - date: 2026-11-16
//!     acteur: agent-paped
//!     texte: Lettre relative aux habilitations
//!     applicable: true
//!     impact: [PR-04]
//!     suite: Relue avec les référents
//! ---
//! ```
//! ```md documents/PR/PR-04-V1.md
//! ---
//! code: PR-04-V1
//! titre: Accueillir un nouvel agent
//! processus: PAPED
//! objet: Donner à chaque arrivant les mêmes repères dès son premier jour.
//! redacteur: referent-paped
//! diffusion: [tout-agent]
//! approbations:
//!   - {acteur: pilote-paped, role: pilote, date: 2025-01-06, empreinte: "…"}
//! validations:
//!   - {acteur: directrice, role: directrice, date: 2025-01-13, empreinte: "…"}
//! application: 2025-02-03
//! revue: {date: 2026-11-18, acteur: pilote-paped, resultat: confirme}
//! ---
//! # Accueillir un nouvel agent
//!
//! Le référent présente le service, ses lieux et ses outils.
//! ```
//!
//! ## Settings
//!
//! `regles: {T103: off | info | warning | error}` in qms.yaml; `warning` by default.

use super::watch_items;
use crate::model::code::DocumentId;
use crate::rules::prelude::*;
use chrono::NaiveDate;

pub(super) static RULE: Rule = Rule {
    code: "T103",
    severity: Severity::Warning,
    message: Text {
        en: "`{document}` was not reviewed since the consultation of `{source}` on {day} that touches it",
        fr: "`{document}` n'a pas été revu depuis la consultation de `{source}` du {day}, qui le touche",
    },
    help: Text {
        en: "review it, `qms review {document}`, or revise it: `qms revise {document} --reason \"…\"`",
        fr: "le revoir, `qms review {document}`, ou le réviser\u{a0}: `qms revise {document} --reason \"…\"`",
    },
    pages: [
        include_str!("t103_event_without_follow_up.rs"),
        include_str!("t103_event_without_follow_up.fr.md"),
    ],
    check: Check::Tree(check),
};

const NO_FOLLOW_UP: Text = Text {
    en: "the consultation of `{source}` on {day} names documents, and not what followed",
    fr: "la consultation de `{source}` du {day} nomme des documents, et non la suite donnée",
};
const SAY: Text = Text {
    en: "enter `suite` in that entry of the journal",
    fr: "porter `suite` dans cette entrée du journal",
};

fn check(corpus: &Corpus, found: &mut Found) {
    for (file, item) in watch_items(corpus) {
        for consultation in &item.consultations {
            let Some(day) = consultation.date.filter(|day| *day <= corpus.as_of()) else {
                continue;
            };
            let followed = consultation
                .follow_up
                .as_ref()
                .is_some_and(|words| !words.trim().is_empty());
            if !consultation.impact.is_empty() && !followed {
                found
                    .at(file.at(consultation.span))
                    .with("source", &item.source.value)
                    .with("day", day)
                    .saying(NO_FOLLOW_UP)
                    .helped_by(SAY);
            }
            for named in &consultation.impact {
                let id = corpus.document_named(&named.value);
                if let Some(id) = id.filter(|id| !is_settled(corpus, id, day)) {
                    let stem = corpus.policy().codes.stem(&id);
                    found
                        .at(file.at(named.span))
                        .code(&stem)
                        .with("document", stem)
                        .with("source", &item.source.value)
                        .with("day", day);
                }
            }
        }
    }
}

/// Whether nothing more is asked of a document after an event: it was reviewed, has a version that
/// takes effect after it, or is not in force.
fn is_settled(corpus: &Corpus, id: &DocumentId, event: NaiveDate) -> bool {
    let today = corpus.as_of();
    let Some(current) = corpus.in_force(id) else {
        return true;
    };
    let reviewed = current
        .document
        .review
        .as_ref()
        .is_some_and(|review| event <= review.date.value && review.date.value <= today);
    reviewed
        || corpus.each_version(id).any(|version| {
            let from = version.document.effective_from(version.kind, today);
            from.is_some_and(|from| event < from)
        })
}
