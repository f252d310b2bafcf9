//! The name of a file, its folder and the `code` or `id` that it gives itself agree.
//!
//! ## Why
//!
//! Two names for one document are two documents for its readers (ISO 9001 §7.5.2): a link follows the
//! file's name, a printed sheet shows the code. A `.md` file of a controlled folder that stands where
//! none belongs would be read by nobody, and controlled by nobody.
//!
//! ## Wrong
//!
//! ```md documents/MO/MO-00391-V01.md
//! ---
//! code: MO-00319-V01
//! titre: Traitement des non-conformités
//! processus: PAPED
//! objet: Dire comment un écart est traité.
//! redacteur: referent-paped
//! diffusion: [tout-agent]
//! ---
//! Une non-conformité est enregistrée, analysée, puis close.
//! ```
//!
//! ## Right
//!
//! ```md documents/MO/MO-00391-V01.md
//! ---
//! code: MO-00391-V01
//! titre: Traitement des non-conformités
//! processus: PAPED
//! objet: Dire comment un écart est traité.
//! redacteur: referent-paped
//! diffusion: [tout-agent]
//! ---
//! Une non-conformité est enregistrée, analysée, puis close.
//! ```
//!
//! ## Settings
//!
//! `regles: {C002: off | info | warning | error}` in qms.yaml; `error` by default.

use crate::corpus::{File, FileState};
use crate::model::code::{Class, Reference};
use crate::model::entity::Entity;
use crate::model::layout::{self, EntityKind, stem};
use crate::parse::fields::{is_actor_id, is_process_code};
use crate::rules::prelude::*;

pub(super) static RULE: Rule = Rule {
    code: "C002",
    severity: Severity::Error,
    message: Text {
        en: "`{declared}` is not the name of its file, `{name}`",
        fr: "`{declared}` n'est pas le nom de son fichier, `{name}`",
    },
    help: Text {
        en: "write `{name}` here, or rename the file",
        fr: "écrire `{name}` ici, ou renommer le fichier",
    },
    pages: [
        include_str!("c002_name_and_code_disagree.rs"),
        include_str!("c002_name_and_code_disagree.fr.md"),
    ],
    check: Check::Tree(check),
};

const FOLDER: Text = Text {
    en: "`{name}` does not belong in the folder `{folder}`",
    fr: "`{name}` n'a pas sa place dans le dossier `{folder}`",
};
const MOVE: Text = Text {
    en: "put it in its folder: `git mv {path} {home}`",
    fr: "le ranger dans son dossier : `git mv {path} {home}`",
};
const MISPLACED: Text = Text {
    en: "`{path}` is a `.md` file where the layout has none",
    fr: "`{path}` est un fichier `.md` là où l'arborescence n'en prévoit pas",
};
const ELSEWHERE: Text = Text {
    en: "move it out of `{top}`, or give it the place and name of what it is",
    fr: "le sortir de `{top}`, ou lui donner la place et le nom de ce qu'il est",
};

fn check(corpus: &Corpus, found: &mut Found) {
    for file in corpus.files() {
        let name = stem(&file.path);
        let folder = file.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        if file.state == FileState::Misplaced {
            let finding = found.at(file.whole());
            finding
                .with("path", &*file.path)
                .with("name", name)
                .with("folder", folder);
            finding.with("top", file.path.split('/').next().unwrap_or_default());
            match home(corpus, name) {
                Some(home) => finding.with("home", home).saying(FOLDER).helped_by(MOVE),
                None => finding.saying(MISPLACED).helped_by(ELSEWHERE),
            };
        }
        let Some(parsed) = &file.parsed else { continue };
        // A name that is no code at all is the matter of C001.
        if let Some(home) = file
            .code()
            .and_then(|_| home(corpus, name))
            .filter(|home| *home != *file.path && !same_folder(home, folder))
        {
            let finding = found.at(file.whole());
            finding
                .with("name", name)
                .with("folder", folder)
                .with("path", &*file.path)
                .with("home", home)
                .saying(FOLDER)
                .helped_by(MOVE);
        }
        if let Some(declared) = &parsed.declared
            && let Some(expected) = expected(corpus, file)
            && declared.value != expected
        {
            found
                .at(file.at(declared.span))
                .with("declared", &declared.value)
                .with("name", expected);
        }
        if let Some(Entity::Acknowledgement(receipt)) = file.entity()
            && receipt.actor.value.as_str() != name
        {
            found
                .at(file.at(receipt.actor.span))
                .with("declared", receipt.actor.value.as_str())
                .with("name", name);
        }
    }
}

/// What a file must call itself; none where it has no such key, or no name that could be right.
fn expected(corpus: &Corpus, file: &File) -> Option<String> {
    let name = stem(&file.path);
    match file.kind? {
        EntityKind::Document
        | EntityKind::Record
        | EntityKind::Ticket
        | EntityKind::DisposalCertificate => Some(file.code()?.to_string()),
        EntityKind::Actor => is_actor_id(name).then(|| name.to_owned()),
        EntityKind::Process => is_process_code(name).then(|| name.to_owned()),
        EntityKind::SnapshotEntry => Some(name.to_owned()),
        EntityKind::Acknowledgement => {
            let version = file.path.rsplit('/').nth(1)?;
            corpus
                .policy()
                .codes
                .canonical(version)
                .ok()
                .map(|code| code.to_string())
        }
        _ => None,
    }
}

/// Where a file of this name belongs.
fn home(corpus: &Corpus, name: &str) -> Option<String> {
    let codes = &corpus.policy().codes;
    let Ok(Reference::Exact(code)) = codes.lenient(name) else {
        return None;
    };
    let text = code.to_string();
    Some(match codes.class(code.kind())? {
        Class::Document => layout::document_path(code.kind(), &text),
        Class::Record => layout::record_path(code.kind(), &text),
        Class::Ticket => layout::ticket_path(code.number(), &text),
        Class::Certificate => layout::certificate_path(code.number(), &text),
    })
}

/// Whether a file of this home stands in this folder, or in one of another class: a code of a
/// class that the folder does not hold is the matter of C001.
fn same_folder(home: &str, folder: &str) -> bool {
    let top = |path: &str| path.split('/').next().unwrap_or_default().to_owned();
    home.rsplit_once('/').is_some_and(|(own, _)| own == folder) || top(home) != top(folder)
}
