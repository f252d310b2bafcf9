//! A ticket is closed only once it was analysed.
//!
//! ## Why
//!
//! What happened is evaluated, and its causes are sought, before it is called over: else it comes back (ISO
//! 9001 §10.2.1 b). That goes for complaints and proposals as well (« traitées, enregistrées, analysées »).
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
//! `regles: {S104: off | info | warning | error}` in qms.yaml; `error` by default.

use super::{CLOSE_AGAIN, closed};
use crate::rules::prelude::*;

pub(super) static RULE: Rule = Rule {
    code: "S104",
    severity: Severity::Error,
    message: Text {
        en: "`{code}` was closed on {day} without an analysis",
        fr: "`{code}` a été close le {day} sans analyse",
    },
    help: Text {
        en: "`qms smac reopen {code} --reason \"…\"`, then `qms smac analyse {code} --cause \"…\"`, then `qms smac close {code}`",
        fr: "`qms smac reopen {code} --reason \"…\"`, puis `qms smac analyse {code} --cause \"…\"`, puis `qms smac close {code}`",
    },
    pages: [
        include_str!("s104_closed_unanalysed.rs"),
        include_str!("s104_closed_unanalysed.fr.md"),
    ],
    check: Check::Tree(check),
};

fn check(corpus: &Corpus, found: &mut Found) {
    for closing in closed(corpus) {
        if !closing.ticket.is_analysed(closing.day) {
            let finding = closing.report(found);
            if closing.ticket.is_analysed(corpus.as_of()) {
                finding.helped_by(CLOSE_AGAIN);
            }
        }
    }
}
