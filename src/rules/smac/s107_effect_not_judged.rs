//! The effectiveness of a corrective action is judged.
//!
//! ## Why
//!
//! That it was done says nothing of what it was worth: the cause is gone, or it is not (ISO 9001 §10.2.1 d).
//! Judging takes some time, in which the cause would have come back: the rule allows three months from the day
//! the action was done. A correction removes the defect itself and asks for no such judgement; a preventive
//! action does not either. A closed ticket counts as well: closing is no judgement.
//!
//! ## Wrong
//!
//! ```md smac/2026/NC-2026-0003.md
//! ---
//! code: NC-2026-0003
//! titre: Courrier resté sans suite
//! recu: 2026-05-05
//! canal: courrier
//! processus: PAPED
//! actions:
//!   - {id: A1, nature: corrective, intitule: Tenir un registre du courrier, responsable: agent-paped, echeance: 2026-06-30, realisee: 2026-06-26}
//! ---
//! ```
//!
//! ## Right
//!
//! ```md smac/2026/NC-2026-0003.md
//! ---
//! code: NC-2026-0003
//! titre: Courrier resté sans suite
//! recu: 2026-05-05
//! canal: courrier
//! processus: PAPED
//! actions:
//!   - {id: A1, nature: corrective, intitule: Tenir un registre du courrier, responsable: agent-paped, echeance: 2026-06-30, realisee: 2026-06-26, efficacite: {date: 2026-09-15, acteur: pilote-paped, conclusion: efficace}}
//! ---
//! ```
//!
//! ## Settings
//!
//! `regles: {S107: off | info | warning | error}` in qms.yaml; `warning` by default, since midnight alone
//! may bring it about.

use super::actions;
use crate::model::entity::Entity;
use crate::rules::prelude::*;

pub(super) static RULE: Rule = Rule {
    code: "S107",
    severity: Severity::Warning,
    message: Text {
        en: "the effectiveness of action {action} of `{code}` was to be judged by {due}",
        fr: "l'efficacité de l'action {action} de `{code}` était à juger au plus tard le {due}",
    },
    help: Text {
        en: "look at what became of the cause, and enter `efficacite` in `{code}`",
        fr: "regarder ce qu'est devenue la cause, et porter `efficacite` dans `{code}`",
    },
    pages: [
        include_str!("s107_effect_not_judged.rs"),
        include_str!("s107_effect_not_judged.fr.md"),
    ],
    check: Check::Tree(check),
};

const JUDGE: Text = Text {
    en: "look at what became of the cause: `qms smac judge {code} {id} --effective yes|no`",
    fr: "regarder ce qu'est devenue la cause\u{a0}: `qms smac judge {code} {id} --effective oui|non`",
};
const CLOSED: Text = Text {
    en: "`qms smac reopen {code} --reason \"…\"`, then `qms smac judge {code} {id} --effective yes|no`, then `qms smac close {code}`",
    fr: "`qms smac reopen {code} --reason \"…\"`, puis `qms smac judge {code} {id} --effective oui|non`, puis `qms smac close {code}`",
};

fn check(corpus: &Corpus, found: &mut Found) {
    let today = corpus.as_of();
    for followed in actions(corpus) {
        let due = followed.action.judgement_due(today);
        let Some(due) = due.filter(|due| *due < today) else {
            continue;
        };
        let finding = followed.report(found, followed.action.span);
        finding
            .with("due", due)
            .with("id", followed.action.name(followed.index));
        // An action of an audit report has no command of its own.
        match (followed.file.entity(), followed.closing) {
            (Some(Entity::Ticket(_)), Some(_)) => {
                finding.helped_by(CLOSED);
            }
            (Some(Entity::Ticket(_)), None) => {
                finding.helped_by(JUDGE);
            }
            _ => {}
        }
    }
}
