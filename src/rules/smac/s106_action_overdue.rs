//! An action is done by its date.
//!
//! ## Why
//!
//! An action without effect on its day is a good intention (ISO 9001 §10.2.1 c, §6.2.2 d). The rule looks at
//! the actions of tickets and at those that an audit report lists (`mesures`); one that was judged ineffective
//! is open again. One that was left open at the closing of its ticket is told by S105 alone.
//!
//! ## Wrong
//!
//! ```md smac/2026/NC-2026-0012.md
//! ---
//! code: NC-2026-0012
//! titre: Courrier resté sans suite
//! recu: 2026-10-05
//! canal: courrier
//! processus: PAPED
//! actions:
//!   - {id: A1, nature: corrective, intitule: Tenir un registre du courrier, responsable: agent-paped, echeance: 2026-11-10}
//! ---
//! ```
//!
//! ## Right
//!
//! ```md smac/2026/NC-2026-0012.md
//! ---
//! code: NC-2026-0012
//! titre: Courrier resté sans suite
//! recu: 2026-10-05
//! canal: courrier
//! processus: PAPED
//! actions:
//!   - {id: A1, nature: corrective, intitule: Tenir un registre du courrier, responsable: agent-paped, echeance: 2026-11-10, realisee: 2026-11-09, preuve: Registre ouvert}
//! ---
//! ```
//!
//! ## Settings
//!
//! `regles: {S106: off | info | warning | error}` in qms.yaml; `warning` by default, since midnight alone
//! may bring it about.

use super::actions;
use crate::rules::prelude::*;

pub(super) static RULE: Rule = Rule {
    code: "S106",
    severity: Severity::Warning,
    message: Text {
        en: "action {action} of `{code}` was due on {due} and is not done",
        fr: "l'action {action} de `{code}` était due le {due} et n'est pas réalisée",
    },
    help: Text {
        en: "have it done and enter `realisee` and its evidence in `{code}`, or agree on another date",
        fr: "la faire réaliser et porter `realisee` et sa preuve dans `{code}`, ou convenir d'une autre date",
    },
    pages: [
        include_str!("s106_action_overdue.rs"),
        include_str!("s106_action_overdue.fr.md"),
    ],
    check: Check::Tree(check),
};

fn check(corpus: &Corpus, found: &mut Found) {
    let today = corpus.as_of();
    for followed in actions(corpus) {
        let action = followed.action;
        let left_behind = followed
            .closing
            .is_some_and(|closing| action.closed(closing).is_none());
        let Some(due) = action.awaited(today).filter(|due| *due < today) else {
            continue;
        };
        if !left_behind {
            let span = action.due.as_ref().map_or(action.span, |due| due.span);
            followed.report(found, span).with("due", due);
        }
    }
}
