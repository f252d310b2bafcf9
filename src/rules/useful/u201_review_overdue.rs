//! A document in force is reviewed within the period of its type.
//!
//! ## Why
//!
//! The second of the 3 U, *used*: what nobody has looked at for years no longer says what is done. The
//! review is due one period (`types.<TYPE>.revue`) after the last review that confirmed the document, or
//! after its effective date. A month before, the rule gives notice (info). A review that asks for a
//! revision or a withdrawal leaves the date where it is. Stands for ISO 9001 §7.5.2 (documents are reviewed
//! for suitability and adequacy).
//!
//! ## Wrong
//!
//! ```md documents/PR/PR-04-V1.md
//! ---
//! code: PR-04-V1
//! titre: Accueillir un nouvel agent
//! processus: PAPED
//! objet: Donner à chaque arrivant les mêmes repères dès son premier jour.
//! redacteur: referent-paped
//! diffusion: [tout-agent]
//! approbations:
//!   - {acteur: pilote-paped, role: pilote, date: 2023-01-05, empreinte: "…"}
//! validations:
//!   - {acteur: directrice, role: directrice, date: 2023-01-12, empreinte: "…"}
//! application: 2023-02-01
//! ---
//! # Accueillir un nouvel agent
//!
//! Le référent présente le service, ses lieux et ses outils.
//! ```
//!
//! ## Right
//!
//! ```md documents/PR/PR-04-V1.md
//! ---
//! code: PR-04-V1
//! titre: Accueillir un nouvel agent
//! processus: PAPED
//! objet: Donner à chaque arrivant les mêmes repères dès son premier jour.
//! redacteur: referent-paped
//! diffusion: [tout-agent]
//! approbations:
//!   - {acteur: pilote-paped, role: pilote, date: 2023-01-05, empreinte: "…"}
//! validations:
//!   - {acteur: directrice, role: directrice, date: 2023-01-12, empreinte: "…"}
//! application: 2023-02-01
//! revue: {date: 2026-01-20, acteur: pilote-paped, resultat: confirme}
//! ---
//! # Accueillir un nouvel agent
//!
//! Le référent présente le service, ses lieux et ses outils.
//! ```
//!
//! ## Settings
//!
//! The period is `types: {PR: {revue: 3 ans}}` in `qms.yaml`; a type without one is not reviewed. A date
//! that has passed is a warning, so that midnight turns no push red; `regles: {U201: info}` weighs it less.

use crate::model::act::Outcome;
use crate::model::calendar::SOON;
use crate::model::document::Status;
use crate::rules::prelude::*;

pub(super) static RULE: Rule = Rule {
    code: "U201",
    severity: Severity::Warning,
    message: Text {
        en: "the periodic review of `{code}` was due on {due}",
        fr: "la revue périodique de `{code}` était due le {due}",
    },
    help: Text {
        en: "review it: `qms review {code}`",
        fr: "le revoir\u{a0}: `qms review {code}`",
    },
    pages: [
        include_str!("u201_review_overdue.rs"),
        include_str!("u201_review_overdue.fr.md"),
    ],
    check: Check::Tree(check),
};

const DUE_SOON: Text = Text {
    en: "the periodic review of `{code}` is due on {due}",
    fr: "la revue périodique de `{code}` est à faire pour le {due}",
};
const REVISE: Text = Text {
    en: "its last review asks for a revision: `qms revise {code} --reason \"…\"`",
    fr: "sa dernière revue demande une révision\u{a0}: `qms revise {code} --reason \"…\"`",
};
const WITHDRAW: Text = Text {
    en: "its last review asks for its withdrawal: `qms withdraw {code} --reason \"…\"`",
    fr: "sa dernière revue demande son retrait\u{a0}: `qms withdraw {code} --reason \"…\"`",
};

fn check(corpus: &Corpus, found: &mut Found) {
    let today = corpus.as_of();
    for version in corpus
        .documents()
        .filter(|version| version.status == Status::Effective)
    {
        let Some(due) = version
            .document
            .review_due(version.kind, today)
            .filter(|due| *due <= SOON.after(today))
        else {
            continue;
        };
        let review = version
            .document
            .review
            .as_ref()
            .filter(|review| review.date.value <= today);
        let finding = found.at(version.file.place(if review.is_some() {
            "revue"
        } else {
            "application"
        }));
        finding.code(&version.document.code).with("due", due);
        if due >= today {
            finding.severity(Severity::Info).saying(DUE_SOON);
        }
        match review.map(|review| review.outcome) {
            Some(Outcome::ToRevise) => finding.helped_by(REVISE),
            Some(Outcome::ToWithdraw) => finding.helped_by(WITHDRAW),
            Some(Outcome::Confirmed) | None => finding,
        };
    }
}
