//! Something refers to a document: another one in force, a process, a record series, a ticket.
//!
//! ## Why
//!
//! The first of the 3 U, *useful*: a document that no step of a process, no other document, no record
//! series and no ticket names is found only by those who know of it already. What counts is the
//! `references` and links of another document in force, the steps and the text of a process card, the form
//! of a record series, and tickets; other versions of the same document do not. Stands for ISO 9001
//! §7.5.3 (documents are available where they are needed).
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
//! ---
//! # Accueillir un nouvel agent
//!
//! Le référent présente le service, ses lieux et ses outils.
//! ```
//!
//! ## Right
//!
//! ```md processus/PAPED.md
//! ---
//! code: PAPED
//! titre: Prévention et accompagnement
//! finalite: Aider les assurés en difficulté.
//! etapes:
//!   - {titre: Accueillir, documents: [PR-04]}
//! ---
//! ```
//! ```md documents/PR/PR-04-V1.md
//! ---
//! code: PR-04-V1
//! titre: Accueillir un nouvel agent
//! processus: PAPED
//! objet: Donner à chaque arrivant les mêmes repères dès son premier jour.
//! redacteur: referent-paped
//! diffusion: [tout-agent]
//! ---
//! # Accueillir un nouvel agent
//!
//! Le référent présente le service, ses lieux et ses outils.
//! ```
//!
//! ## Settings
//!
//! `regles: {U103: info}` in `qms.yaml` weighs it less, `off` silences it.

use crate::corpus::File;
use crate::model::code::DocumentId;
use crate::model::document::Status;
use crate::model::layout::EntityKind;
use crate::rules::prelude::*;
use rustc_hash::FxHashSet;

pub(super) static RULE: Rule = Rule {
    code: "U103",
    severity: Severity::Warning,
    message: Text {
        en: "nothing refers to `{code}`: no other document in force, no process, no record series, no ticket",
        fr: "rien ne renvoie à `{code}`\u{a0}: ni un autre document en vigueur, ni un processus, ni une série, ni une fiche",
    },
    help: Text {
        en: "name `{stem}` in the step of the process (`etapes`) or in the document that needs it; if none does, it can go",
        fr: "citer `{stem}` dans l'étape du processus (`etapes`) ou dans le document qui en a besoin\u{a0}; si aucun, il peut disparaître",
    },
    pages: [
        include_str!("u103_nothing_refers_to_it.rs"),
        include_str!("u103_nothing_refers_to_it.fr.md"),
    ],
    check: Check::Tree(check),
};

fn check(corpus: &Corpus, found: &mut Found) {
    let referring = corpus.files().iter().filter(|file| counts(corpus, file));
    let named: FxHashSet<DocumentId> = referring
        .flat_map(|file| corpus.documents_named_by(file))
        .map(|(id, _)| id)
        .collect();
    for Version { file, document, .. } in corpus.documents() {
        let Some(id) = document.code.document() else {
            continue;
        };
        if !named.contains(&id) {
            found
                .at(file.place("code"))
                .code(&document.code)
                .with("stem", document.code.stem());
        }
    }
}

fn counts(corpus: &Corpus, file: &File) -> bool {
    match file.kind {
        Some(EntityKind::Process | EntityKind::RecordSeries | EntityKind::Ticket) => true,
        Some(EntityKind::Document) => corpus.status_of(&file.path) == Some(Status::Effective),
        _ => false,
    }
}
