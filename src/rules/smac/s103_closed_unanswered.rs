//! A complaint is closed only once it was answered.
//!
//! ## Why
//!
//! Closing says that the client has had an answer; a closed complaint without one is a complaint that was
//! put away (ISO 9001 §8.2.1 c, §9.1.2). What was answered after the closing was closed too early. `qms smac
//! close` refuses it; a hand-written `clos-le` is found here.
//!
//! ## Wrong
//!
//! ```md smac/2026/RE-2026-0007.md
//! ---
//! code: RE-2026-0007
//! titre: Courrier resté sans suite
//! recu: 2026-10-05
//! canal: courrier
//! processus: PAPED
//! analyse: {date: 2026-10-20, acteur: pilote-paped, causes: [le courrier n'était pas enregistré]}
//! sans-action: Erreur isolée, le registre du courrier existe depuis
//! clos-le: 2026-10-22
//! ---
//! ```
//!
//! ## Right
//!
//! ```md smac/2026/RE-2026-0007.md
//! ---
//! code: RE-2026-0007
//! titre: Courrier resté sans suite
//! recu: 2026-10-05
//! canal: courrier
//! processus: PAPED
//! reponse: {date: 2026-10-14, acteur: pilote-paped, canal: courrier}
//! analyse: {date: 2026-10-20, acteur: pilote-paped, causes: [le courrier n'était pas enregistré]}
//! sans-action: Erreur isolée, le registre du courrier existe depuis
//! clos-le: 2026-10-22
//! ---
//! ```
//!
//! ## Settings
//!
//! `regles: {S103: off | info | warning | error}` in qms.yaml; `error` by default. A kind of ticket without `reponse` asks for no answer.

use super::{CLOSE_AGAIN, closed};
use crate::rules::prelude::*;

pub(super) static RULE: Rule = Rule {
    code: "S103",
    severity: Severity::Error,
    message: Text {
        en: "`{code}` was closed on {day} without an answer",
        fr: "`{code}` a été close le {day} sans réponse",
    },
    help: Text {
        en: "`qms smac reopen {code} --reason \"…\"`, then `qms smac answer {code}`, then `qms smac close {code}`",
        fr: "`qms smac reopen {code} --reason \"…\"`, puis `qms smac answer {code}`, puis `qms smac close {code}`",
    },
    pages: [
        include_str!("s103_closed_unanswered.rs"),
        include_str!("s103_closed_unanswered.fr.md"),
    ],
    check: Check::Tree(check),
};

fn check(corpus: &Corpus, found: &mut Found) {
    for closing in closed(corpus) {
        if closing.ticket.asks_answer(corpus.policy()) && !closing.ticket.is_answered(closing.day) {
            let finding = closing.report(found);
            if closing.ticket.is_answered(corpus.as_of()) {
                finding.helped_by(CLOSE_AGAIN);
            }
        }
    }
}
