//! Every record and every ticket belongs to a record series.
//!
//! ## Why
//!
//! The records-control table says how long each kind of evidence is kept, and what becomes of it (ISO
//! 9001 §7.5.3.2 d). What belongs to no row of it is kept for no time that anyone decided: nobody may
//! destroy it, and nobody is told to. The series is the record's own `serie`, else its type's; a ticket's
//! is its kind's. A name that stands for no series is F007.
//!
//! ## Wrong
//!
//! ```md enregistrements/E/E-2026-0012.md
//! ---
//! code: E-2026-0012
//! titre: Fiche de suivi d'un poste
//! date: 2026-03-02
//! processus: PAPED
//! ---
//! ```
//! ```md registres/enregistrements/suivi-des-postes.md
//! ---
//! libelle: Suivi des postes
//! section: A
//! classement: {duree: 3 ans}
//! archivage: {duree: pas d'archivage}
//! destruction: sans conditions
//! ---
//! ```
//!
//! ## Right
//!
//! ```md enregistrements/E/E-2026-0012.md
//! ---
//! code: E-2026-0012
//! titre: Fiche de suivi d'un poste
//! date: 2026-03-02
//! serie: suivi-des-postes
//! processus: PAPED
//! ---
//! ```
//! ```md registres/enregistrements/suivi-des-postes.md
//! ---
//! libelle: Suivi des postes
//! section: A
//! classement: {duree: 3 ans}
//! archivage: {duree: pas d'archivage}
//! destruction: sans conditions
//! ---
//! ```
//!
//! ## Settings
//!
//! `regles: {R101: off | info | warning | error}` in qms.yaml; `error` by default. The series of a type
//! is `types.<TYPE>.serie`, that of a kind of tickets `tickets.<KIND>.serie`.

use crate::corpus::{File, series_of_record, series_of_ticket};
use crate::model::code::Code;
use crate::model::entity::Entity;
use crate::model::layout::EntityKind;
use crate::rules::Finding;
use crate::rules::prelude::*;

pub(super) static RULE: Rule = Rule {
    code: "R101",
    severity: Severity::Error,
    message: Text {
        en: "`{code}` belongs to no record series",
        fr: "`{code}` ne relève d'aucune série d'enregistrements",
    },
    help: Text {
        en: "name one under `serie`, a file of `registres/enregistrements/`; or give one to all of type `{kind}` in qms.yaml, under `types`",
        fr: "en nommer une sous `serie`, un fichier de `registres/enregistrements/`\u{a0}; ou en donner une à tout le type `{kind}` dans qms.yaml, sous `types`",
    },
    pages: [
        include_str!("r101_no_series.rs"),
        include_str!("r101_no_series.fr.md"),
    ],
    check: Check::Tree(check),
};

const TICKETS: Text = Text {
    en: "tickets of the kind `{kind}` belong to no record series",
    fr: "les tickets de nature `{kind}` ne relèvent d'aucune série d'enregistrements",
};
const GIVE: Text = Text {
    en: "give them one in qms.yaml: `serie` of `{kind}`, under `tickets`",
    fr: "leur en donner une dans qms.yaml\u{a0}: `serie` de `{kind}`, sous `tickets`",
};

fn check(corpus: &Corpus, found: &mut Found) {
    let policy = corpus.policy();
    for (file, entity) in corpus.entities(EntityKind::Record) {
        if let Entity::Record(record) = entity
            && series_of_record(policy, record).is_none()
        {
            report(found, file, &record.code);
        }
    }
    // A ticket names no series: its kind is put right once, and so it is told once.
    let mut told: Vec<&str> = Vec::new();
    for (file, entity) in corpus.entities(EntityKind::Ticket) {
        if let Entity::Ticket(ticket) = entity
            && series_of_ticket(policy, ticket).is_none()
            && !told.contains(&ticket.code.kind())
        {
            told.push(ticket.code.kind());
            let finding = report(found, file, &ticket.code);
            finding.saying(TICKETS).helped_by(GIVE);
        }
    }
}

fn report<'f>(found: &'f mut Found, file: &File, code: &Code) -> &'f mut Finding {
    let finding = found.at(file.place("serie"));
    finding.code(code).with("kind", code.kind())
}
