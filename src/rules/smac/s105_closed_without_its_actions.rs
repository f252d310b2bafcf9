//! A ticket is closed with its actions done, or with the reason why none was needed.
//!
//! ## Why
//!
//! An action that is left behind at the closing is done by nobody, since nobody looks at the ticket any more
//! (ISO 9001 §10.2.1 c). That none was needed is a decision too: `sans-action` keeps its reason (§10.2.2). It
//! is judged on the day of the closing: an action that turned out ineffective later is the matter of S106.
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
//! reponse: {date: 2026-10-14, acteur: pilote-paped, canal: courrier}
//! analyse: {date: 2026-10-20, acteur: pilote-paped, causes: [le courrier n'était pas enregistré]}
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
//! `regles: {S105: off | info | warning | error}` in qms.yaml; `error` by default.

use super::{CLOSE_AGAIN, closed, id_of};
use crate::rules::prelude::*;

pub(super) static RULE: Rule = Rule {
    code: "S105",
    severity: Severity::Error,
    message: Text {
        en: "`{code}` was closed on {day} without any action, and does not say why",
        fr: "`{code}` a été close le {day} sans aucune action, et ne dit pas pourquoi",
    },
    help: Text {
        en: "`qms smac reopen {code} --reason \"…\"`, then `qms smac analyse {code} --no-action \"…\"` or `qms smac act {code}`, then `qms smac close {code}`",
        fr: "`qms smac reopen {code} --reason \"…\"`, puis `qms smac analyse {code} --no-action \"…\"` ou `qms smac act {code}`, puis `qms smac close {code}`",
    },
    pages: [
        include_str!("s105_closed_without_its_actions.rs"),
        include_str!("s105_closed_without_its_actions.fr.md"),
    ],
    check: Check::Tree(check),
};

const NOT_DONE: Text = Text {
    en: "`{code}` was closed on {day} while its action {action} was not done",
    fr: "`{code}` a été close le {day} alors que son action {action} n'était pas réalisée",
};
const DO: Text = Text {
    en: "`qms smac reopen {code} --reason \"…\"`, then `qms smac done {code} {id} --evidence \"…\"`, then `qms smac close {code}`",
    fr: "`qms smac reopen {code} --reason \"…\"`, puis `qms smac done {code} {id} --evidence \"…\"`, puis `qms smac close {code}`",
};

fn check(corpus: &Corpus, found: &mut Found) {
    for closing in closed(corpus) {
        let ticket = closing.ticket;
        if ticket.actions.is_empty() && ticket.no_action.is_none() {
            closing.report(found);
        }
        for (index, action) in ticket.actions.iter().enumerate() {
            if action.closed(closing.day).is_none() {
                found
                    .at(closing.file.at(action.span))
                    .code(&ticket.code)
                    .with("day", closing.day)
                    .with("action", id_of(action, index))
                    .with("id", action.name(index))
                    .saying(NOT_DONE)
                    .helped_by(match action.closed(corpus.as_of()) {
                        Some(_) => CLOSE_AGAIN,
                        None => DO,
                    });
            }
        }
    }
}
