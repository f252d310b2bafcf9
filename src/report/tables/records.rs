//! The records-control table: eleven columns in five groups, a row a series.

use super::{Cell, Column, Group, Row, Section, Table, notes};
use crate::corpus::Corpus;
use crate::model::entity::Entity;
use crate::model::layout::EntityKind;
use crate::model::names::Located;
use crate::model::record::RecordSeries;
use crate::model::retention::Fate;
use crate::text::{Lang, Text};

const TITLE: Text = Text {
    en: "RECORDS CONTROL TABLE",
    fr: "TABLEAU DE MAITRISE DES ENREGISTREMENTS",
};

/// A group: its heading, and the same as a prefix.
type Heading = (Text, Text);

const CHARACTERISTICS: Heading = (
    Text {
        en: "CHARACTERISTICS OF RECORDS",
        fr: "CARACTERISTIQUES DES ENREGISTREMENTS",
    },
    Text {
        en: "Characteristics",
        fr: "Caractéristiques",
    },
);
const FILING: Heading = (
    Text {
        en: "FILING",
        fr: "CLASSEMENT",
    },
    Text {
        en: "Filing",
        fr: "Classement",
    },
);
const ACCESS: Heading = (
    Text {
        en: "ACCESS",
        fr: "ACCESSIBILITE",
    },
    Text {
        en: "Access",
        fr: "Accessibilité",
    },
);
const ARCHIVING: Heading = (
    Text {
        en: "ARCHIVING",
        fr: "ARCHIVAGE",
    },
    Text {
        en: "Archiving",
        fr: "Archivage",
    },
);
const DESTRUCTION: Heading = (
    Text {
        en: "DESTRUCTION",
        fr: "DESTRUCTION",
    },
    Text {
        en: "Destruction",
        fr: "Destruction",
    },
);

const COLUMNS: [(&str, Heading, Text); 11] = [
    (
        "libelle",
        CHARACTERISTICS,
        Text {
            en: "Name of the record",
            fr: "Libellé de l'enregistrement",
        },
    ),
    (
        "identification",
        CHARACTERISTICS,
        Text {
            en: "Identification",
            fr: "Identification",
        },
    ),
    (
        "support",
        CHARACTERISTICS,
        Text {
            en: "Kind of medium / reference of the form",
            fr: "Nature du support / référence du support d'enregistrement",
        },
    ),
    (
        "observations_cnil_pjc",
        CHARACTERISTICS,
        Text {
            en: "Remarks CNIL / PJC",
            fr: "Observations CNIL / PJC",
        },
    ),
    (
        "classement_responsable",
        FILING,
        Text {
            en: "Responsible",
            fr: "Responsable",
        },
    ),
    (
        "classement_duree",
        FILING,
        Text {
            en: "Duration",
            fr: "Durée",
        },
    ),
    (
        "classement_lieu",
        FILING,
        Text {
            en: "Place",
            fr: "Lieu",
        },
    ),
    ("accessibilite", ACCESS, Text { en: "", fr: "" }),
    (
        "archivage_duree",
        ARCHIVING,
        Text {
            en: "Duration",
            fr: "Durée",
        },
    ),
    (
        "archivage_lieu",
        ARCHIVING,
        Text {
            en: "Place",
            fr: "Lieu",
        },
    ),
    (
        "destruction_conditions",
        DESTRUCTION,
        Text {
            en: "Conditions of destruction",
            fr: "Conditions de destruction",
        },
    ),
];

/// The table of a corpus; every section of the policy, also one without rows.
pub fn table(corpus: &Corpus, lang: Lang) -> Table {
    let mut series: Vec<&RecordSeries> = corpus
        .entities(EntityKind::RecordSeries)
        .filter_map(|(_, entity)| match entity {
            Entity::RecordSeries(series) => Some(series.as_ref()),
            _ => None,
        })
        .collect();
    series.sort_by(|a, b| {
        let rank = |one: &RecordSeries| (one.rank.is_none(), one.rank);
        (rank(a), &a.label.value, &a.slug).cmp(&(rank(b), &b.label.value, &b.slug))
    });
    let mut sections: Vec<(String, Option<String>)> = corpus
        .policy()
        .sections
        .iter()
        .map(|(id, label)| (id.clone(), Some(label.clone())))
        .collect();
    // A row whose section the policy does not name is a finding of `check`; it is shown all the same.
    for one in &series {
        if !sections.iter().any(|(id, _)| *id == one.section.value) {
            sections.push((one.section.value.clone(), None));
        }
    }
    Table {
        title: TITLE.get(lang).to_owned(),
        subtitle: Vec::new(),
        columns: COLUMNS
            .iter()
            .map(|(key, (title, prefix), label)| Column {
                key,
                label: label.get(lang).to_owned(),
                group: Some(Group {
                    title: title.get(lang).to_owned(),
                    prefix: prefix.get(lang).to_owned(),
                }),
            })
            .collect(),
        sections: sections
            .into_iter()
            .map(|(id, label)| Section {
                rows: series
                    .iter()
                    .filter(|one| one.section.value == id)
                    .map(|one| row(one, lang))
                    .collect(),
                title: Some(match label {
                    Some(label) => format!("{id} - {label}"),
                    None => id,
                }),
            })
            .collect(),
        notes: notes(corpus, &[EntityKind::RecordSeries], lang),
    }
}

fn row(series: &RecordSeries, lang: Lang) -> Row {
    const VISA: Text = Text {
        en: "{fate} (visa asked for)",
        fr: "{fate} (visa requis)",
    };
    let written = |cell: &Option<Located<String>>| cell.as_ref().map(|cell| cell.value.clone());
    let medium = match (&series.medium, &series.form) {
        (Some(medium), Some(form)) => format!("{medium} / {}", form.value),
        (medium, form) => medium.clone().or(written(form)).unwrap_or_default(),
    };
    let archiving = written(&series.archiving);
    let fate = written(&series.fate);
    // A visa that the series asks for beside its cell is a condition as well.
    let visa = series
        .schedule
        .as_ref()
        .is_some_and(|schedule| schedule.asks_visa() && !matches!(schedule.fate, Fate::Visa(_)));
    let fate = fate.map(|fate| match visa {
        true => VISA.with("fate", fate).render(lang),
        false => fate,
    });
    // One decision that covers the archiving and the destruction is one cell in the table.
    let decided_elsewhere =
        series.archived_at.is_none() && archiving.is_some() && archiving == fate;
    let (archived_at, fate) = if decided_elsewhere {
        (Cell::left(), Cell::left())
    } else {
        (Cell::from(series.archived_at.clone()), Cell::from(fate))
    };
    vec![
        Cell::from(series.label.value.clone()),
        Cell::from(series.identification.clone()),
        Cell::from(medium),
        Cell::from(written(&series.remarks)),
        Cell::from(series.filed_by.clone()),
        Cell::from(written(&series.filing)),
        Cell::from(series.filed_at.clone()),
        Cell::from(series.access.clone()),
        Cell::from(archiving),
        archived_at,
        fate,
    ]
}
