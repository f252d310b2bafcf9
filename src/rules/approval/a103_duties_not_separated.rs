//! Who validates a version has not approved it, and who wrote it alone does not approve it.
//!
//! ## Why
//!
//! Two pairs of eyes are the point of an approval circuit (ISO 9001 §7.5.2): one person in two roles
//! sees a text once.
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
//!   - {acteur: pilote-paped, role: pilote, date: 2026-03-09, empreinte: "…"}
//! validations:
//!   - {acteur: pilote-paped, role: directrice, date: 2026-03-17, empreinte: "…"}
//! application: 2026-03-25
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
//! approbations:
//!   - {acteur: pilote-paped, role: pilote, date: 2026-03-09, empreinte: "…"}
//! validations:
//!   - {acteur: directrice, role: directrice, date: 2026-03-17, empreinte: "…"}
//! application: 2026-03-25
//! ---
//! Une non-conformité est enregistrée, analysée, puis close.
//! ```
//!
//! ## Settings
//!
//! `regles: {A103: off | info | warning | error}` in qms.yaml; `error` by default. Each half has its
//! own weight: `separation: {approbateur-validateur: error, redacteur-approbateur: warning}`, or
//! `off`.

use crate::model::document::Entry;
use crate::model::policy::Level;
use crate::rules::Finding;
use crate::rules::prelude::*;
use chrono::NaiveDate;

pub(super) static RULE: Rule = Rule {
    code: "A103",
    severity: Severity::Error,
    message: Text {
        en: "`{actor}` validates `{code}` after approving it",
        fr: "`{actor}` valide `{code}` après l'avoir approuvé",
    },
    help: Text {
        en: "have it validated by another holder of `{role}`: `qms actor list --role {role}`",
        fr: "faire valider par un autre acteur ayant le rôle `{role}` : `qms actor list --role {role}`",
    },
    pages: [
        include_str!("a103_duties_not_separated.rs"),
        include_str!("a103_duties_not_separated.fr.md"),
    ],
    check: Check::Tree(check),
};

const AUTHOR: Text = Text {
    en: "`{actor}` approves `{code}`, which nobody else wrote",
    fr: "`{actor}` approuve `{code}`, que personne d'autre n'a rédigé",
};
const OTHER_APPROVER: Text = Text {
    en: "have it approved by another holder of `{role}`, `qms actor list --role {role}`, or name all its authors under `redacteur`",
    fr: "faire approuver par un autre acteur ayant le rôle `{role}`, `qms actor list --role {role}`, ou nommer tous ses rédacteurs sous `redacteur`",
};

fn check(corpus: &Corpus, found: &mut Found) {
    let separation = corpus.policy().separation;
    for version in corpus.documents() {
        let document = version.document;
        let counting = |entries| document.counting(entries, NaiveDate::MAX);
        if let Level::On(severity) = separation.approver_validator {
            for entry in counting(&document.validations) {
                if counting(&document.approvals)
                    .any(|approval| approval.actor.value == entry.actor.value)
                {
                    report(&version, entry, severity, found);
                }
            }
        }
        let (Level::On(severity), [author]) =
            (separation.author_approver, document.authors.as_slice())
        else {
            continue;
        };
        for entry in counting(&document.approvals).filter(|entry| entry.actor.value == author.value)
        {
            report(&version, entry, severity, found)
                .saying(AUTHOR)
                .helped_by(OTHER_APPROVER);
        }
    }
}

fn report<'f>(
    version: &Version<'_>,
    entry: &Entry,
    severity: Severity,
    found: &'f mut Found,
) -> &'f mut Finding {
    let finding = found
        .at(version.file.at(entry.actor.span))
        .code(&version.document.code)
        .severity(severity);
    finding
        .with("actor", entry.actor.as_str())
        .with("role", entry.role.as_str())
}
