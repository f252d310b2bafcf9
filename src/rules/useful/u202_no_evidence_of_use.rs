//! Within its review period, something shows that a document in force is used.
//!
//! ## Why
//!
//! The second of the 3 U, *used*: a document that left no trace in three years is perhaps kept for
//! nobody. A trace is a record that names it as its form (`formulaire`), a ticket that names it
//! (`documents`, `exigence`), or an acknowledgement of one of its versions, dated within the review period
//! of its type before the day. A version in force for less than three months is given time. Stands for
//! ISO 9001 §7.5.3 (documents are available and suitable for use where they are needed).
//!
//! ## Wrong
//!
//! ```md documents/PR/PR-04-V1.md
//! ---
//! code: PR-04-V1
//! titre: Accueillir un nouvel agent
//! processus: PAPED
//! objet: Donner à chaque arrivant les mêmes repères dès son premier jour.
//! redacteur: referent-paped
//! diffusion: [tout-agent]
//! approbations:
//!   - {acteur: pilote-paped, role: pilote, date: 2026-01-05, empreinte: "…"}
//! validations:
//!   - {acteur: directrice, role: directrice, date: 2026-01-12, empreinte: "…"}
//! application: 2026-02-01
//! ---
//! # Accueillir un nouvel agent
//!
//! Le référent présente le service, ses lieux et ses outils.
//! ```
//!
//! ## Right
//!
//! ```md documents/PR/PR-04-V1.md
//! ---
//! code: PR-04-V1
//! titre: Accueillir un nouvel agent
//! processus: PAPED
//! objet: Donner à chaque arrivant les mêmes repères dès son premier jour.
//! redacteur: referent-paped
//! diffusion: [tout-agent]
//! approbations:
//!   - {acteur: pilote-paped, role: pilote, date: 2026-01-05, empreinte: "…"}
//! validations:
//!   - {acteur: directrice, role: directrice, date: 2026-01-12, empreinte: "…"}
//! application: 2026-02-01
//! ---
//! # Accueillir un nouvel agent
//!
//! Le référent présente le service, ses lieux et ses outils.
//! ```
//! ```md enregistrements/lecture/PR-04-V1/agent-paped.md
//! ---
//! code: PR-04-V1
//! acteur: agent-paped
//! date: 2026-02-09
//! empreinte: "…"
//! ---
//! ```
//!
//! ## Settings
//!
//! The period is `types: {PR: {revue: 3 ans}}` in `qms.yaml`. `regles: {U202: warning}` weighs it more, `off` silences it.

use crate::model::calendar::Duration;
use crate::model::code::DocumentId;
use crate::model::document::Status;
use crate::model::entity::Entity;
use crate::rules::prelude::*;
use chrono::NaiveDate;
use std::collections::HashMap;

pub(super) static RULE: Rule = Rule {
    code: "U202",
    severity: Severity::Info,
    message: Text {
        en: "nothing shows that `{code}` is used: no record made with it, no ticket naming it, no acknowledgement within its review period",
        fr: "rien ne montre que `{code}` est utilisé\u{a0}: ni enregistrement, ni fiche, ni accusé de lecture dans sa période de revue",
    },
    help: Text {
        en: "have it read (`qms ack {code} --by ACTOR`), or ask at its review whether it is still needed: `qms review {code}`",
        fr: "le faire lire (`qms ack {code} --by ACTEUR`), ou se demander à sa revue s'il sert encore\u{a0}: `qms review {code}`",
    },
    pages: [
        include_str!("u202_no_evidence_of_use.rs"),
        include_str!("u202_no_evidence_of_use.fr.md"),
    ],
    check: Check::Tree(check),
};

/// How long a version is in force before its use is asked for.
const GRACE: Duration = Duration::Months(3);

fn check(corpus: &Corpus, found: &mut Found) {
    let today = corpus.as_of();
    let used = last_use(corpus);
    for version in corpus
        .documents()
        .filter(|version| version.status == Status::Effective)
    {
        let (Some(id), Some(period)) = (version.document.code.document(), version.kind.review)
        else {
            continue;
        };
        let settled = version
            .document
            .effective_from(version.kind, today)
            .is_some_and(|from| GRACE.after(from) <= today);
        if settled && used.get(&id).is_none_or(|last| period.after(*last) < today) {
            found
                .at(version.file.place("code"))
                .code(&version.document.code);
        }
    }
}

/// The last day on which each document is known to have been used.
fn last_use(corpus: &Corpus) -> HashMap<DocumentId, NaiveDate> {
    let mut last: HashMap<DocumentId, NaiveDate> = HashMap::new();
    let mut note = |text: &str, day: NaiveDate| {
        if let Some(id) = corpus
            .document_named(text)
            .filter(|_| day <= corpus.as_of())
        {
            last.entry(id)
                .and_modify(|known| *known = day.max(*known))
                .or_insert(day);
        }
    };
    for entity in corpus.files().iter().filter_map(|file| file.entity()) {
        match entity {
            Entity::Record(record) => {
                if let (Some(form), Some(date)) = (&record.form, &record.date) {
                    note(form, date.value);
                }
            }
            Entity::Ticket(ticket) => {
                if let Some(received) = &ticket.received {
                    ticket
                        .documents
                        .iter()
                        .chain(&ticket.requirement)
                        .for_each(|named| note(named, received.value));
                }
            }
            Entity::Acknowledgement(read) => note(&read.code, read.date.value),
            _ => {}
        }
    }
    last
}
