//! Those who approve, validate or review held the role, for that process, on that day or the day before.
//!
//! ## Why
//!
//! Who may approve is decided by the organisation, not by who is at hand (ISO 9001 §7.5.2 and §5.3).
//! A mandate that ends with yesterday is still honoured today, since the file's day is that of the
//! act in one zone; `qms verify` judges exactly, by the register as it stood.
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
//!   - {acteur: agent-paped, role: pilote, date: 2026-11-16, empreinte: "…"}
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
//!   - {acteur: pilote-paped, role: pilote, date: 2026-11-16, empreinte: "…"}
//! ---
//! Une non-conformité est enregistrée, analysée, puis close.
//! ```
//!
//! ## Settings
//!
//! `regles: {A102: off | info | warning | error}` in qms.yaml; `error` by default. On a validated
//! version it is a warning.

use crate::model::names::{ActorId, Located, RoleId};
use crate::rules::prelude::*;
use chrono::NaiveDate;

pub(super) static RULE: Rule = Rule {
    code: "A102",
    severity: Severity::Error,
    message: Text {
        en: "`{actor}` did not hold the role `{role}` for {process} on {day}",
        fr: "`{actor}` ne tenait pas le rôle `{role}` pour {process} le {day}",
    },
    help: Text {
        en: "have it done by one who holds the role: `qms actor list`; a mandate is given before, not after: `qms actor role {actor} --add {role} --process {process}`",
        fr: "le faire faire par qui tient le rôle : `qms actor list` ; un mandat se donne avant, pas après : `qms actor role {actor} --add {role} --process {process}`",
    },
    pages: [
        include_str!("a102_role_not_held.rs"),
        include_str!("a102_role_not_held.fr.md"),
    ],
    check: Check::Tree(check),
};

fn check(corpus: &Corpus, found: &mut Found) {
    for version in corpus.documents() {
        let document = version.document;
        let entries = document
            .approvals
            .iter()
            .chain(&document.validations)
            .filter(|entry| document.digest.matches(&entry.digest));
        for entry in entries {
            judge(
                corpus,
                &version,
                &entry.actor,
                std::slice::from_ref(&entry.role.value),
                entry.date.value,
                found,
            );
        }
        if let Some(review) = document
            .review
            .as_ref()
            .filter(|_| version.status.is_frozen())
        {
            judge(
                corpus,
                &version,
                &review.actor,
                &version.kind.reviewers,
                review.date.value,
                found,
            );
        }
    }
}

/// An actor who is not registered is the matter of F007.
fn judge(
    corpus: &Corpus,
    version: &Version<'_>,
    actor: &Located<ActorId>,
    roles: &[RoleId],
    day: NaiveDate,
    found: &mut Found,
) {
    let Some(known) = corpus.actor(&actor.value) else {
        return;
    };
    let process = &version.document.process.value;
    let days = [Some(day), day.pred_opt()];
    let held = roles.iter().any(|role| {
        days.into_iter()
            .flatten()
            .any(|day| known.holds(role, Some(process), day))
    });
    if let (false, Some(role)) = (held, roles.first()) {
        let finding = found
            .at(version.file.at(actor.span))
            .code(&version.document.code);
        finding
            .with("actor", actor.as_str())
            .with("role", role.as_str())
            .with("process", process.as_str())
            .with("day", day);
    }
}
