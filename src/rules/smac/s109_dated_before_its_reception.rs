//! Nothing was done about a ticket before it was received.
//!
//! ## Why
//!
//! Times are counted from the reception: an answer dated before it, or a reception that was dated later than
//! what followed from it, makes every figure of the service wrong (ISO 9001 §9.1.2). The commands refuse such
//! a day; a file may still be typed.
//!
//! ## Wrong
//!
//! ```md smac/2026/RE-2026-0007.md
//! ---
//! code: RE-2026-0007
//! titre: Courrier resté sans suite
//! recu: 2026-11-17
//! canal: courrier
//! processus: PAPED
//! reponse: {date: 2026-11-02, acteur: pilote-paped, canal: courrier}
//! ---
//! ```
//!
//! ## Right
//!
//! ```md smac/2026/RE-2026-0007.md
//! ---
//! code: RE-2026-0007
//! titre: Courrier resté sans suite
//! recu: 2026-11-02
//! canal: courrier
//! processus: PAPED
//! reponse: {date: 2026-11-17, acteur: pilote-paped, canal: courrier}
//! ---
//! ```
//!
//! ## Settings
//!
//! `regles: {S109: off | info | warning | error}` in qms.yaml; `warning` by default.

use super::tickets;
use crate::rules::prelude::*;

pub(super) static RULE: Rule = Rule {
    code: "S109",
    severity: Severity::Warning,
    message: Text {
        en: "`{key}` of `{code}` is dated {day}, before its reception on {received}",
        fr: "`{key}` de `{code}` est daté du {day}, avant sa réception le {received}",
    },
    help: Text {
        en: "put the day right: `qms smac edit {code}`",
        fr: "corriger le jour\u{a0}: `qms smac edit {code}`",
    },
    pages: [
        include_str!("s109_dated_before_its_reception.rs"),
        include_str!("s109_dated_before_its_reception.fr.md"),
    ],
    check: Check::Tree(check),
};

fn check(corpus: &Corpus, found: &mut Found) {
    for (file, ticket) in tickets(corpus) {
        let Some(received) = ticket.received.as_ref().map(|date| date.value) else {
            continue;
        };
        let done = ticket.actions.iter().filter_map(|action| action.done).min();
        let facts = [
            ("accuse-reception", ticket.acknowledged),
            ("reponse", ticket.answered),
            ("analyse", ticket.analysed),
            ("actions", done),
            ("clos-le", ticket.closed.as_ref().map(|date| date.value)),
        ];
        for (key, day) in facts {
            if let Some(day) = day.filter(|day| *day < received) {
                found
                    .at(file.place(key))
                    .code(&ticket.code)
                    .with("key", key)
                    .with("day", day)
                    .with("received", received);
            }
        }
    }
}
