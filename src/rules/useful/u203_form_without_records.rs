//! A form in force has been filled in: records exist that were made with it.
//!
//! ## Why
//!
//! The second of the 3 U, *used*: a form (SE) is there to become records, and one that nobody fills in is
//! either not known or not needed. A record counts that names it (`formulaire`), or whose series names it as
//! its form (`support.reference`). A version in force for less than three months is given time. Stands for
//! ISO 9001 §7.5.3 (documents are suitable for use, records are retained).
//!
//! ## Wrong
//!
//! ```md documents/SE/SE-004-V1.md
//! ---
//! code: SE-004-V1
//! titre: Fiche de première réponse
//! processus: PAPED
//! objet: Garder la trace de la première réponse donnée au demandeur.
//! redacteur: referent-paped
//! diffusion: [tout-agent]
//! approbations:
//!   - {acteur: pilote-paped, role: pilote, date: 2026-01-05, empreinte: "…"}
//! validations:
//!   - {acteur: directrice, role: directrice, date: 2026-01-12, empreinte: "…"}
//! application: 2026-02-01
//! ---
//! # Fiche de première réponse
//!
//! À remplir le jour de la première réponse.
//! ```
//!
//! ## Right
//!
//! ```md documents/SE/SE-004-V1.md
//! ---
//! code: SE-004-V1
//! titre: Fiche de première réponse
//! processus: PAPED
//! objet: Garder la trace de la première réponse donnée au demandeur.
//! redacteur: referent-paped
//! diffusion: [tout-agent]
//! approbations:
//!   - {acteur: pilote-paped, role: pilote, date: 2026-01-05, empreinte: "…"}
//! validations:
//!   - {acteur: directrice, role: directrice, date: 2026-01-12, empreinte: "…"}
//! application: 2026-02-01
//! ---
//! # Fiche de première réponse
//!
//! À remplir le jour de la première réponse.
//! ```
//! ```md enregistrements/E/E-2026-0001.md
//! ---
//! code: E-2026-0001
//! titre: Première réponse du 3 mars
//! date: 2026-03-03
//! processus: PAPED
//! formulaire: SE-004
//! ---
//! ```
//!
//! ## Settings
//!
//! `regles: {U203: warning}` in `qms.yaml` weighs it more, `off` silences it.

use crate::model::calendar::Duration;
use crate::model::code::DocumentId;
use crate::model::document::Status;
use crate::model::entity::Entity;
use crate::model::names::Slug;
use crate::rules::prelude::*;
use std::collections::HashSet;

pub(super) static RULE: Rule = Rule {
    code: "U203",
    severity: Severity::Info,
    message: Text {
        en: "no record was ever made with the form `{code}`",
        fr: "aucun enregistrement n'est né du support `{code}`",
    },
    help: Text {
        en: "name it in the records made with it (`formulaire: {stem}`), or withdraw it: `qms withdraw {stem}`",
        fr: "le nommer dans les enregistrements qui en naissent (`formulaire: {stem}`), ou le retirer\u{a0}: `qms withdraw {stem}`",
    },
    pages: [
        include_str!("u203_form_without_records.rs"),
        include_str!("u203_form_without_records.fr.md"),
    ],
    check: Check::Tree(check),
};

/// The type whose documents are forms (10-format).
const FORM: &str = "SE";
/// How long a version is in force before its use is asked for.
const GRACE: Duration = Duration::Months(3);

fn check(corpus: &Corpus, found: &mut Found) {
    let today = corpus.as_of();
    let filled = filled_forms(corpus);
    for version in corpus.documents().filter(|version| {
        version.status == Status::Effective && version.document.code.kind() == FORM
    }) {
        let Some(id) = version.document.code.document() else {
            continue;
        };
        let settled = version
            .document
            .effective_from(version.kind, today)
            .is_some_and(|from| GRACE.after(from) <= today);
        if settled && !filled.contains(&id) {
            found
                .at(version.file.place("code"))
                .code(&version.document.code)
                .with("stem", version.document.code.stem());
        }
    }
}

fn filled_forms(corpus: &Corpus) -> HashSet<DocumentId> {
    let mut filled = HashSet::new();
    let mut series: HashSet<&Slug> = HashSet::new();
    let policy = corpus.policy();
    for entity in corpus.files().iter().filter_map(|file| file.entity()) {
        match entity {
            Entity::Record(record) => {
                filled.extend(
                    record
                        .form
                        .as_ref()
                        .and_then(|form| corpus.document_named(form)),
                );
                let named = record.series.as_ref().map(|series| &series.value);
                series.extend(
                    named.or_else(|| policy.document_type(record.code.kind())?.series.as_ref()),
                );
            }
            Entity::Ticket(ticket) => series.extend(
                policy
                    .ticket_kind(ticket.code.kind())
                    .and_then(|kind| kind.series.as_ref()),
            ),
            _ => {}
        }
    }
    let forms = series
        .into_iter()
        .filter_map(|series| corpus.series(series)?.form.as_ref());
    filled.extend(forms.filter_map(|form| corpus.document_named(form)));
    filled
}
