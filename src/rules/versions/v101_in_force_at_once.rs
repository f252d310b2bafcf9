//! Of the versions of a document one is in force at a time: a later version takes effect after the one it replaces.
//!
//! ## Why
//!
//! Obsolete versions are not to be used by mistake (ISO 9001 §7.5.3.2). The version in force on a day
//! follows from the effective dates: where a later version took effect on the same day as an earlier
//! one, or before it, two texts claim that day and the history of what applied when no longer holds.
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
//!   - {acteur: pilote-paped, role: pilote, date: 2026-03-09, empreinte: "…"}
//! validations:
//!   - {acteur: directrice, role: directrice, date: 2026-03-17, empreinte: "…"}
//! application: 2026-12-01
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
//!   - {acteur: pilote-paped, role: pilote, date: 2026-05-11, empreinte: "…"}
//! validations:
//!   - {acteur: directrice, role: directrice, date: 2026-05-18, empreinte: "…"}
//! application: 2026-12-01
//! ---
//! Une non-conformité est enregistrée le jour même, analysée, puis close.
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
//!   - {acteur: pilote-paped, role: pilote, date: 2026-03-09, empreinte: "…"}
//! validations:
//!   - {acteur: directrice, role: directrice, date: 2026-03-17, empreinte: "…"}
//! application: 2026-04-01
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
//!   - {acteur: pilote-paped, role: pilote, date: 2026-05-11, empreinte: "…"}
//! validations:
//!   - {acteur: directrice, role: directrice, date: 2026-05-18, empreinte: "…"}
//! application: 2026-12-01
//! ---
//! Une non-conformité est enregistrée le jour même, analysée, puis close.
//! ```
//!
//! ## Settings
//!
//! `regles: {V101: off | info | warning | error}` in qms.yaml; `error` by default.

use crate::model::document::Status;
use crate::rules::prelude::*;
use chrono::NaiveDate;

pub(super) static RULE: Rule = Rule {
    code: "V101",
    severity: Severity::Error,
    message: Text {
        en: "`{code}` takes effect on {day}, and so does not follow `{before}`, which takes effect on {day_before}",
        fr: "`{code}` s'applique le {day}, et ne suit donc pas `{before}`, qui s'applique le {day_before}",
    },
    help: Text {
        en: "before that day, reject one of the two, `qms reject {before} --reason \"…\"`, or move the date: `qms validate {code} --effective DATE`; after it, `qms revise {code} --reason \"…\"`",
        fr: "avant ce jour, rejeter l'une des deux, `qms reject {before} --reason \"…\"`, ou déplacer la date : `qms validate {code} --effective DATE` ; après, `qms revise {code} --reason \"…\"`",
    },
    pages: [
        include_str!("v101_in_force_at_once.rs"),
        include_str!("v101_in_force_at_once.fr.md"),
    ],
    check: Check::Tree(check),
};

fn check(corpus: &Corpus, found: &mut Found) {
    for versions in corpus.by_document() {
        let mut before: Option<(Version<'_>, NaiveDate)> = None;
        for version in versions {
            let day = version
                .document
                .effective_from(version.kind, corpus.as_of());
            let (Some(day), Some(effective)) = (day, &version.document.effective) else {
                continue;
            };
            if version.status == Status::Withdrawn {
                continue;
            }
            // Two files of one code are the matter of C003; what is superseded is past repair.
            if let Some((earlier, earlier_day)) = &before
                && earlier.document.code != version.document.code
                && version.status != Status::Superseded
                && day <= *earlier_day
            {
                let finding = found
                    .at(version.file.at(effective.span))
                    .code(&version.document.code);
                finding
                    .with("before", earlier.document.code.to_string())
                    .with("day", day)
                    .with("day_before", *earlier_day);
            }
            before = Some((version, day));
        }
    }
}
