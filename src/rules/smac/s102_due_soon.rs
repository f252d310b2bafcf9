//! An answer, an action or the review of its effect falls due soon.
//!
//! ## Why
//!
//! A week before the day there is still time to act; the day after, there is only a delay to explain. The
//! rule gives notice of answers (S101), actions (S106) and judgements of effectiveness (S107) that fall due
//! within seven days, the very day included. The periodic review of a document has its notice in U201; `qms
//! due` lists them all.
//!
//! ## Wrong
//!
//! ```md smac/2026/RE-2026-0007.md
//! ---
//! code: RE-2026-0007
//! titre: Courrier resté sans suite
//! recu: 2026-11-09
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
//! recu: 2026-11-18
//! canal: courrier
//! processus: PAPED
//! ---
//! ```
//!
//! ## Settings
//!
//! `regles: {S102: off | info | warning | error}` in qms.yaml; `info` by default.

use super::{actions, tickets};
use crate::model::calendar::NEAR;
use crate::rules::prelude::*;
use chrono::NaiveDate;

pub(super) static RULE: Rule = Rule {
    code: "S102",
    severity: Severity::Info,
    message: Text {
        en: "the answer to `{code}` is due on {due}",
        fr: "la réponse à `{code}` est due le {due}",
    },
    help: Text {
        en: "once it is given: `qms smac answer {code}`",
        fr: "une fois donnée\u{a0}: `qms smac answer {code}`",
    },
    pages: [
        include_str!("s102_due_soon.rs"),
        include_str!("s102_due_soon.fr.md"),
    ],
    check: Check::Tree(check),
};

const ACTION: Text = Text {
    en: "action {action} of `{code}` is due on {due}",
    fr: "l'action {action} de `{code}` est due le {due}",
};
const DONE: Text = Text {
    en: "once it is done, enter `realisee` and its evidence in `{code}`",
    fr: "une fois réalisée, porter `realisee` et sa preuve dans `{code}`",
};
const JUDGE: Text = Text {
    en: "the effectiveness of action {action} of `{code}` is to be judged by {due}",
    fr: "l'efficacité de l'action {action} de `{code}` est à juger au plus tard le {due}",
};
const JUDGED: Text = Text {
    en: "look at what became of the cause, and enter `efficacite` in `{code}`",
    fr: "regarder ce qu'est devenue la cause, et porter `efficacite` dans `{code}`",
};

fn check(corpus: &Corpus, found: &mut Found) {
    let today = corpus.as_of();
    let soon = |due: &NaiveDate| today <= *due && *due <= NEAR.after(today);
    for (file, ticket) in tickets(corpus) {
        let due = ticket.answer_awaited(corpus.policy(), today);
        if let Some(due) = due.filter(soon) {
            found
                .at(file.place("recu"))
                .code(&ticket.code)
                .with("due", due);
        }
    }
    for followed in actions(corpus) {
        let action = followed.action;
        for (due, text, help) in [
            (action.awaited(today), ACTION, DONE),
            (action.judgement_due(today), JUDGE, JUDGED),
        ] {
            if let Some(due) = due.filter(soon) {
                followed
                    .report(found, action.span)
                    .with("due", due)
                    .saying(text)
                    .helped_by(help);
            }
        }
    }
}
