//! A record past its filing period is archived; past its last day it is due for destruction, transfer or a decision.
//!
//! ## Why
//!
//! What is kept beyond the period that was decided is kept by nobody's decision, takes room, and may hold
//! personal data longer than was declared (ISO 9001 §7.5.3.2 d). The rule tells what the calendar asks
//! for; destruction stays a decision of those who hold the role. Tickets are told of when they are due;
//! versions that left force are the matter of V102, and what stays past the tolerance of a CNIL series
//! that of R104.
//!
//! ## Wrong
//!
//! ```md enregistrements/AD/AD-2023-001.md
//! ---
//! code: AD-2023-001
//! titre: Auto-diagnostic du premier semestre
//! date: 2023-06-15
//! processus: PAPED
//! ---
//! ```
//! ```md registres/enregistrements/autodiagnostic.md
//! ---
//! libelle: Autodiagnostic
//! section: A
//! classement: {duree: 3 ans}
//! archivage: {duree: 1 an}
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
//! archive-le: 2026-06-20
//! ---
//! ```
//! ```md registres/enregistrements/autodiagnostic.md
//! ---
//! libelle: Autodiagnostic
//! section: A
//! classement: {duree: 3 ans}
//! archivage: {duree: 1 an}
//! destruction: sans conditions
//! ---
//! ```
//!
//! ## Settings
//!
//! `regles: {R103: off | info | warning | error}` in qms.yaml; `info` by default. The periods are those of
//! the series (`classement`, `archivage`, `destruction`).

use super::due;
use crate::model::retention::{Condition, Stage};
use crate::retention::Item;
use crate::rules::prelude::*;

pub(super) static RULE: Rule = Rule {
    code: "R103",
    severity: Severity::Info,
    message: Text {
        en: "`{code}` may be destroyed from {day} on",
        fr: "`{code}` peut être détruit depuis le {day}",
    },
    help: Text {
        en: "destroy it: `qms destroy {code}{options}`",
        fr: "le détruire\u{a0}: `qms destroy {code}{options}`",
    },
    pages: [
        include_str!("r103_past_its_period.rs"),
        include_str!("r103_past_its_period.fr.md"),
    ],
    check: Check::Kept(check),
};

const VISA: Text = Text {
    en: "`{code}` may be destroyed from {day} on, with the archives' visa",
    fr: "`{code}` peut être détruit depuis le {day}, avec le visa des archives",
};
const TRANSFER: Text = Text {
    en: "`{code}` is to be transferred since {day}",
    fr: "`{code}` est à verser depuis le {day}",
};
const RECEIPT: Text = Text {
    en: "with the transfer receipt: `qms destroy {code}{options}`",
    fr: "avec le récépissé de versement\u{a0}: `qms destroy {code}{options}`",
};
const DECIDE: Text = Text {
    en: "`{code}` is to be decided on since {day}: {words}",
    fr: "il reste à statuer sur `{code}` depuis le {day}\u{a0}: {words}",
};
const DECISION: Text = Text {
    en: "once it is decided: `qms destroy {code}{options}`",
    fr: "une fois la décision prise\u{a0}: `qms destroy {code}{options}`",
};
const ARCHIVE: Text = Text {
    en: "the filing of `{code}` ended and it is to be archived since {day}, until {last}",
    fr: "le classement de `{code}` est terminé, et il est à archiver depuis le {day}, jusqu'au {last}",
};
const ARCHIVE_OPEN: Text = Text {
    en: "the filing of `{code}` ended and it is to be archived since {day}",
    fr: "le classement de `{code}` est terminé, et il est à archiver depuis le {day}",
};
const MOVE: Text = Text {
    en: "archive it: `qms archive {code}`",
    fr: "l'archiver\u{a0}: `qms archive {code}`",
};

fn check(corpus: &Corpus, items: &[Item<'_>], found: &mut Found) {
    let today = corpus.as_of();
    for item in items {
        let state = &item.state;
        let late = state.destroy_by.is_some_and(|by| by < today);
        match state.stage {
            Stage::Due if !late => {
                let (message, help) = match state.condition {
                    Condition::Transfer => (TRANSFER, RECEIPT),
                    _ if item.asks_visa() => (VISA, RULE.help),
                    _ => (RULE.message, RULE.help),
                };
                due(found, item).saying(message).helped_by(help);
            }
            Stage::Elsewhere if item.may_leave(today) => {
                let schedule = item.series.and_then(|series| series.schedule.as_ref());
                let words = schedule.and_then(|schedule| schedule.elsewhere());
                due(found, item)
                    .with("words", words.unwrap_or_default())
                    .saying(DECIDE)
                    .helped_by(DECISION);
            }
            Stage::Due | Stage::Elsewhere | Stage::Held => {}
            _ => {
                let Some(day) = item.to_archive(today) else {
                    continue;
                };
                let finding = found.at(item.file.whole());
                finding.code(item.code).with("day", day).helped_by(MOVE);
                match state.archiving.last() {
                    Some(last) => finding.with("last", last).saying(ARCHIVE),
                    None => finding.saying(ARCHIVE_OPEN),
                };
            }
        }
    }
}
