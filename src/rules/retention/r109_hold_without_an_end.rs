//! A hold names who, why and when it is reassessed, and is reassessed by then.
//!
//! ## Why
//!
//! A hold keeps evidence from being destroyed while a dispute or an audit needs it. Nothing releases it
//! but a person: without a day on which somebody looks at it again, what was to stay for a year stays for
//! ever, personal data included (ISO 9001 §7.5.3.2 d; SEDA 2.2, HoldRule). A passed date is a warning, and
//! never a release.
//!
//! ## Wrong
//!
//! ```md enregistrements/AD/AD-2023-001.md
//! ---
//! code: AD-2023-001
//! titre: Auto-diagnostic du premier semestre
//! date: 2023-06-15
//! processus: PAPED
//! gel:
//!   - depuis: 2026-04-02
//!     acteur: pilote-paped
//!     motif: Contentieux en cours devant le pôle social
//! ---
//! ```
//! ```md registres/enregistrements/autodiagnostic.md
//! ---
//! libelle: Autodiagnostic
//! section: A
//! classement: {duree: 5 ans}
//! archivage: {duree: pas d'archivage}
//! destruction: sans conditions
//! ---
//! ```
//!
//! ## Right
//!
//! ```md enregistrements/AD/AD-2023-001.md
//! ---
//! code: AD-2023-001
//! titre: Auto-diagnostic du premier semestre
//! date: 2023-06-15
//! processus: PAPED
//! gel:
//!   - depuis: 2026-04-02
//!     acteur: pilote-paped
//!     motif: Contentieux en cours devant le pôle social
//!     reevaluation: 2027-04-02
//! ---
//! ```
//! ```md registres/enregistrements/autodiagnostic.md
//! ---
//! libelle: Autodiagnostic
//! section: A
//! classement: {duree: 5 ans}
//! archivage: {duree: pas d'archivage}
//! destruction: sans conditions
//! ---
//! ```
//!
//! ## Settings
//!
//! `regles: {R109: off | info | warning | error}` in qms.yaml; `warning` by default, since midnight alone
//! may bring it about.

use crate::corpus::File;
use crate::model::code::Code;
use crate::model::entity::Entity;
use crate::model::layout::EntityKind;
use crate::model::retention::Hold;
use crate::rules::prelude::*;
use chrono::NaiveDate;

pub(super) static RULE: Rule = Rule {
    code: "R109",
    severity: Severity::Warning,
    message: Text {
        en: "the hold on `{code}` was to be reassessed by {day}",
        fr: "le gel de `{code}` devait être réexaminé au plus tard le {day}",
    },
    help: Text {
        en: "lift it, `qms hold --lift {code}`, or hold it further: `qms hold {code} --reason \"…\" --reassess DATE`",
        fr: "le lever, `qms hold --lift {code}`, ou le prolonger\u{a0}: `qms hold {code} --reason \"…\" --reassess DATE`",
    },
    pages: [
        include_str!("r109_hold_without_an_end.rs"),
        include_str!("r109_hold_without_an_end.fr.md"),
    ],
    check: Check::Tree(check),
};

const NEVER: Text = Text {
    en: "the hold on `{code}` does not say when it is reassessed",
    fr: "le gel de `{code}` ne dit pas quand il est réexaminé",
};

fn check(corpus: &Corpus, found: &mut Found) {
    let today = corpus.as_of();
    for kind in [EntityKind::Record, EntityKind::Ticket] {
        for (file, entity) in corpus.entities(kind) {
            match entity {
                Entity::Record(record) => judge(found, file, &record.code, &record.holds, today),
                Entity::Ticket(ticket) => judge(found, file, &ticket.code, &ticket.holds, today),
                _ => {}
            }
        }
    }
}

fn judge(found: &mut Found, file: &File, code: &Code, holds: &[Hold], today: NaiveDate) {
    let open = |hold: &&Hold| hold.has_begun(today) && hold.released(today).is_none();
    for hold in holds.iter().filter(open) {
        match &hold.reassess {
            None => {
                found.at(file.at(hold.span)).code(code).saying(NEVER);
            }
            Some(day) if day.value < today => {
                found
                    .at(file.at(day.span))
                    .code(code)
                    .with("day", day.value);
            }
            Some(_) => {}
        }
    }
}
