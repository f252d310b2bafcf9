//! A complaint is answered within its time.
//!
//! ## Why
//!
//! A client who complains and hears nothing complains a second time, elsewhere. The day of receipt is not
//! counted, and the day on which the answer falls due is still in time (40-retention; ISO 9001 §9.1.2, ISO
//! 10002). An answer that came late is no longer asked for: the figures count it. A ticket that was closed
//! without any is the matter of S103.
//!
//! ## Wrong
//!
//! ```md smac/2026/RE-2026-0007.md
//! ---
//! code: RE-2026-0007
//! titre: Courrier resté sans suite
//! recu: 2026-11-02
//! canal: courrier
//! processus: PAPED
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
//! `regles: {S101: off | info | warning | error}` in qms.yaml; `warning` by default, since midnight alone may
//! bring it about. The time is `tickets: {RE: {reponse: 15 jours}}` (`15 jours ouvrés`, `15 jours ouvrables`, `2
//! semaines`); a kind without one asks for no answer. `calendrier` says what becomes of a day off.

use super::tickets;
use crate::rules::prelude::*;

pub(super) static RULE: Rule = Rule {
    code: "S101",
    severity: Severity::Warning,
    message: Text {
        en: "`{code}` is not answered: its answer was due on {due}",
        fr: "`{code}` n'a pas reçu de réponse\u{a0}: elle était due le {due}",
    },
    help: Text {
        en: "answer, then enter it: `qms smac answer {code}`",
        fr: "répondre, puis le porter\u{a0}: `qms smac answer {code}`",
    },
    pages: [
        include_str!("s101_answer_overdue.rs"),
        include_str!("s101_answer_overdue.fr.md"),
    ],
    check: Check::Tree(check),
};

fn check(corpus: &Corpus, found: &mut Found) {
    let today = corpus.as_of();
    for (file, ticket) in tickets(corpus) {
        let due = ticket.answer_awaited(corpus.policy(), today);
        if let Some(due) = due.filter(|due| *due < today) {
            found
                .at(file.place("recu"))
                .code(&ticket.code)
                .with("due", due);
        }
    }
}
