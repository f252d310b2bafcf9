//! The document-management table: our documents in force, then those that come from elsewhere.

use super::{Cell, Column, Row, Section, Table, merge_down, notes};
use crate::corpus::{Corpus, Version};
use crate::model::document::Status;
use crate::model::entity::Entity;
use crate::model::layout::EntityKind;
use crate::model::names::RoleId;
use crate::model::registers::ExternalDocument;
use crate::report::cartouche::role_name;
use crate::text::{Lang, Text};

const TITLE: Text = Text {
    en: "DOCUMENT MANAGEMENT TABLE",
    fr: "TABLEAU DES MODALITES DE GESTION DES DOCUMENTS",
};

const COLUMNS: [(&str, Text); 8] = [
    (
        "typologie",
        Text {
            en: "Typology of documents",
            fr: "Typologie des documents",
        },
    ),
    (
        "sous_type",
        Text {
            en: "Sub-types",
            fr: "Sous types",
        },
    ),
    (
        "approbation_validation",
        Text {
            en: "Approval/Validation",
            fr: "Approbation/Validation",
        },
    ),
    (
        "identification_version",
        Text {
            en: "identification - Version",
            fr: "identification - Version",
        },
    ),
    (
        "diffusion",
        Text {
            en: "Distribution",
            fr: "Diffusion",
        },
    ),
    (
        "accessibilite",
        Text {
            en: "Access",
            fr: "Accessibilité",
        },
    ),
    (
        "archivage",
        Text {
            en: "archiving",
            fr: "archivage",
        },
    ),
    (
        "destruction",
        Text {
            en: "Destruction",
            fr: "Destruction",
        },
    ),
];
const TYPOLOGY: usize = 0;
const DECISIONS: usize = 2;
const DISTRIBUTION: usize = 4;

/// The table of a corpus, on its day.
pub fn table(corpus: &Corpus, lang: Lang) -> Table {
    let mut own: Vec<Row> = in_force(corpus)
        .iter()
        .map(|version| own_row(corpus, version, lang))
        .collect();
    let mut external: Vec<Row> = external(corpus)
        .iter()
        .map(|document| external_row(document, lang))
        .collect();
    for rows in [&mut own, &mut external] {
        merge_down(rows, TYPOLOGY, None);
        merge_down(rows, DECISIONS, Some(TYPOLOGY));
    }
    // The distribution of our documents is that of their type; others each have their own.
    merge_down(&mut own, DISTRIBUTION, Some(TYPOLOGY));
    own.append(&mut external);
    Table {
        title: TITLE.get(lang).to_owned(),
        subtitle: Vec::new(),
        columns: COLUMNS
            .iter()
            .map(|(key, label)| Column::new(key, label.get(lang)))
            .collect(),
        sections: vec![Section {
            title: None,
            rows: own,
        }],
        notes: notes(
            corpus,
            &[EntityKind::Document, EntityKind::ExternalDocument],
            lang,
        ),
    }
}

pub(super) fn in_force(corpus: &Corpus) -> Vec<Version<'_>> {
    let rank = |version: &Version<'_>| {
        let types = &corpus.policy().types;
        types.iter().position(|kind| kind.id == version.kind.id)
    };
    let mut versions: Vec<Version<'_>> = corpus
        .documents()
        .filter(|version| version.status == Status::Effective)
        .collect();
    versions.sort_by_key(|version| {
        let code = &version.document.code;
        (rank(version), code.number(), code.version())
    });
    versions
}

fn external(corpus: &Corpus) -> Vec<&ExternalDocument> {
    let mut documents: Vec<&ExternalDocument> = corpus
        .entities(EntityKind::ExternalDocument)
        .filter_map(|(_, entity)| match entity {
            Entity::ExternalDocument(document) => Some(document),
            _ => None,
        })
        .collect();
    documents.sort_by(|a, b| {
        let key = |one: &ExternalDocument| (one.rank.is_none(), one.rank);
        let name = |one: &'_ ExternalDocument| {
            (
                one.typology.value.clone(),
                one.subtype.value.clone(),
                one.slug.clone(),
            )
        };
        (key(a), name(a)).cmp(&(key(b), name(b)))
    });
    documents
}

fn own_row(corpus: &Corpus, version: &Version<'_>, lang: Lang) -> Row {
    let (document, kind) = (version.document, version.kind);
    let typology = if kind.typology.is_empty() {
        &kind.name
    } else {
        &kind.typology
    };
    let names = |roles: &[RoleId]| {
        let names: Vec<String> = roles.iter().map(|role| role_name(corpus, role)).collect();
        names.join(", ")
    };
    let effective = document.effective_from(kind, corpus.as_of());
    vec![
        Cell::from(typology.clone()),
        Cell::from(document.title.value.clone()),
        Cell::from(decisions(
            &names(&kind.approval),
            &names(&kind.validation),
            lang,
        )),
        Cell::from(kind.identification.fill(&document.code, effective)),
        Cell::from(kind.distribution.clone()),
        Cell::from(kind.access.clone()),
        Cell::from(kind.archive.clone()),
        Cell::from(capital(&kind.fate_cell)),
    ]
}

fn external_row(document: &ExternalDocument, lang: Lang) -> Row {
    let said = |text: &Option<String>| text.clone().unwrap_or_default();
    let identification = document
        .identification
        .clone()
        .unwrap_or_else(|| document.titles.join(", "));
    vec![
        Cell::from(document.typology.value.clone()),
        Cell::from(document.subtype.value.clone()),
        Cell::from(decisions(
            &said(&document.approval),
            &said(&document.validation),
            lang,
        )),
        Cell::from(identification),
        Cell::from(document.distribution.clone()),
        Cell::from(document.access.clone()),
        Cell::from(document.archive.clone()),
        Cell::from(document.fate.clone()),
    ]
}

/// Who approves (A) and who validates (V), as the table writes it.
fn decisions(approval: &str, validation: &str, lang: Lang) -> String {
    const BOTH: Text = Text {
        en: "A and V = {who}",
        fr: "A et V = {who}",
    };
    match (approval, validation) {
        ("", "") => String::new(),
        (approval, "") => format!("A = {approval}"),
        ("", validation) => format!("V = {validation}"),
        (approval, validation) if approval == validation => BOTH.with("who", approval).render(lang),
        (approval, validation) => format!("A = {approval} V = {validation}"),
    }
}

pub(super) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().collect::<String>() + letters.as_str(),
        None => String::new(),
    }
}
