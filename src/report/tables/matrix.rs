//! The documents in force by process and type, and who approves and validates them.

use super::documents::in_force;
use super::found::process_name;
use super::{Cell, Row, Section, Table, columns, merge_down, say, unread};
use crate::corpus::{Corpus, Version};
use crate::model::layout::EntityKind;
use crate::model::names::{ProcessCode, RoleId};
use crate::report::cartouche::{audience, role_name};
use crate::text::{Lang, Text};

const TITLE: Text = say(
    "DOCUMENTS BY PROCESS, TYPE AND ROLE",
    "MATRICE DES DOCUMENTS PAR PROCESSUS, TYPE ET RÔLE",
);

const COLUMNS: [(&str, Text); 7] = [
    ("type", say("Type", "Type")),
    ("code", say("Code", "Code")),
    ("title", say("Title", "Titre")),
    ("approves", say("Approves (A)", "Approuve (A)")),
    ("validates", say("Validates (V)", "Valide (V)")),
    ("audience", say("Audience", "Diffusion")),
    ("effective_from", say("In force from", "Application")),
];
const TYPE: usize = 0;

/// The table of a corpus, on its day; a section a process, also one without documents.
pub fn table(corpus: &Corpus, lang: Lang) -> Table {
    let versions = in_force(corpus);
    let mut processes: Vec<ProcessCode> = corpus
        .processes()
        .map(|(_, process)| process.code.value.clone())
        .chain(
            versions
                .iter()
                .map(|version| version.document.process.value.clone()),
        )
        .collect();
    processes.sort();
    processes.dedup();
    let sections = processes
        .iter()
        .map(|process| {
            let own = versions
                .iter()
                .filter(|version| version.document.process.value == *process);
            let mut rows: Vec<Row> = own.map(|version| row(corpus, version, lang)).collect();
            merge_down(&mut rows, TYPE, None);
            for column in [3, 4, 5] {
                merge_down(&mut rows, column, Some(TYPE));
            }
            Section {
                title: Some(process_name(corpus, process)),
                rows,
            }
        })
        .collect();
    Table {
        title: TITLE.get(lang).to_owned(),
        columns: columns(&COLUMNS, lang),
        sections,
        notes: unread(corpus, &[EntityKind::Document, EntityKind::Process], lang)
            .into_iter()
            .collect(),
        ..Table::default()
    }
}

fn row(corpus: &Corpus, version: &Version<'_>, lang: Lang) -> Row {
    let process = &version.document.process.value;
    let who = |roles: &[RoleId]| {
        let all: Vec<String> = roles
            .iter()
            .map(|role| held(corpus, role, process, lang))
            .collect();
        all.join("\n")
    };
    vec![
        Cell::from(format!("{} - {}", version.kind.id, version.kind.name)),
        Cell::from(version.document.code.to_string()),
        Cell::from(version.document.title.value.clone()),
        Cell::from(who(&version.kind.approval)),
        Cell::from(who(&version.kind.validation)),
        Cell::from(audience(corpus, version)),
        Cell::from(
            version
                .document
                .effective_from(version.kind, corpus.as_of()),
        ),
    ]
}

/// A role and those who hold it for a process: `pilote (Pilote du processus PAPED)`.
fn held(corpus: &Corpus, role: &RoleId, process: &ProcessCode, lang: Lang) -> String {
    const NOBODY: Text = say("nobody holds it", "tenu par personne");
    let name = role_name(corpus, role);
    let holders: Vec<String> = corpus
        .holders(role, Some(process), corpus.as_of())
        .iter()
        .map(|actor| actor.name.value.clone())
        .collect();
    match holders.as_slice() {
        [] => format!("{name} ({})", NOBODY.get(lang)),
        [only] if *only == name => name,
        several => format!("{name} ({})", several.join(", ")),
    }
}
