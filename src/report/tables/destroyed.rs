//! The register of destructions: what was destroyed, as the certificates have it.

use super::{Cell, Column, Row, Section, Table};
use crate::corpus::Corpus;
use crate::model::entity::Entity;
use crate::model::layout::EntityKind;
use crate::model::registers::Disposed;
use crate::text::{Lang, Text};
use chrono::Datelike;
use std::collections::BTreeMap;

/// The register of what was destroyed, year by year, as the certificates have it.
pub fn table(corpus: &Corpus, lang: Lang) -> Table {
    const TITLE: Text = Text {
        en: "REGISTER OF DESTRUCTIONS",
        fr: "REGISTRE DES DESTRUCTIONS",
    };
    let columns: [(&'static str, Text); 10] = [
        (
            "certificat",
            Text {
                en: "Certificate",
                fr: "Certificat",
            },
        ),
        (
            "date",
            Text {
                en: "Date",
                fr: "Date",
            },
        ),
        (
            "acteur",
            Text {
                en: "By",
                fr: "Par",
            },
        ),
        (
            "code",
            Text {
                en: "Code",
                fr: "Code",
            },
        ),
        (
            "titre",
            Text {
                en: "Title",
                fr: "Titre",
            },
        ),
        (
            "serie",
            Text {
                en: "Series",
                fr: "Série",
            },
        ),
        (
            "date_piece",
            Text {
                en: "Date of the item",
                fr: "Date de la pièce",
            },
        ),
        (
            "echeance",
            Text {
                en: "Due since",
                fr: "Échu depuis",
            },
        ),
        (
            "regle",
            Text {
                en: "Rule",
                fr: "Règle",
            },
        ),
        (
            "piece_justificative",
            Text {
                en: "On the ground of",
                fr: "Au vu de",
            },
        ),
    ];
    let mut years: BTreeMap<i32, Vec<Row>> = BTreeMap::new();
    for (_, entity) in corpus.entities(EntityKind::DisposalCertificate) {
        let Entity::DisposalCertificate(certificate) = entity else {
            continue;
        };
        if certificate.date.is_some_and(|day| day > corpus.as_of()) {
            continue;
        }
        let year = certificate.date.map_or(0, |day| day.year());
        let actor = certificate.actor.as_ref().map(|actor| {
            let known = corpus.actor(&actor.value);
            known.map_or_else(
                || actor.value.to_string(),
                |known| format!("{} ({})", known.name.value, actor.value),
            )
        });
        for element in &certificate.elements {
            years.entry(year).or_default().push(vec![
                Cell::from(certificate.code.value.clone()),
                Cell::from(certificate.date),
                Cell::from(actor.clone()),
                Cell::from(element.code.value.clone()),
                Cell::from(element.title.clone()),
                Cell::from(series_label(corpus, element)),
                Cell::from(element.date),
                Cell::from(element.due),
                Cell::from(element.rule.clone()),
                Cell::from(grounds(element, lang)),
            ]);
        }
    }
    let sections = years.into_iter().rev().map(|(year, rows)| Section {
        title: Some(year.to_string()),
        rows,
    });
    let mut sections: Vec<Section> = sections.collect();
    if sections.is_empty() {
        sections.push(Section::default());
    }
    let as_columns = columns.iter();
    Table {
        title: TITLE.get(lang).to_owned(),
        subtitle: Vec::new(),
        columns: as_columns
            .map(|(key, label)| Column::new(key, label.get(lang)))
            .collect(),
        sections,
        notes: super::notes(corpus, &[EntityKind::DisposalCertificate], lang),
    }
}

fn series_label(corpus: &Corpus, element: &Disposed) -> String {
    let Some(slug) = &element.series else {
        return String::new();
    };
    corpus
        .series(slug)
        .map_or_else(|| slug.to_string(), |series| series.label.value.clone())
}

fn grounds(element: &Disposed, lang: Lang) -> String {
    const VISA: Text = Text {
        en: "visa {reference}",
        fr: "visa {reference}",
    };
    const TRANSFER: Text = Text {
        en: "transfer {reference}",
        fr: "versement {reference}",
    };
    const DECISION: Text = Text {
        en: "decision {reference}",
        fr: "décision {reference}",
    };
    let given = [
        (VISA, &element.visa),
        (TRANSFER, &element.transfer),
        (DECISION, &element.decision),
    ];
    let words = given.into_iter().filter_map(|(text, reference)| {
        let reference = reference.clone()?;
        Some(text.with("reference", reference).render(lang))
    });
    words.collect::<Vec<_>>().join(", ")
}
