//! A version of a document as lists show it and as JSON says it (`documents` of 20-cli).

use super::table::{Cell, table};
use super::{Style, Tone};
use crate::corpus::{Corpus, Version};
use crate::model::document::{Entry, Status};
use crate::text::{Text, date, number, plural};
use chrono::NaiveDate;
use serde_json::{Value, json};

/// What a list says of one version, in the tree or read from history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentLine {
    /// Its code.
    pub code: String,
    /// Its type: `MO`.
    pub kind: String,
    /// Its number.
    pub number: u32,
    /// Its version.
    pub version: u32,
    /// Its title.
    pub title: String,
    /// Its process.
    pub process: String,
    /// Its status on the day asked.
    pub status: Status,
    /// Where it stands; none once it left the tree.
    pub path: Option<String>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// Since when it counts, or will.
    pub effective_from: Option<NaiveDate>,
    /// The version that took its place.
    pub superseded_by: Option<String>,
    /// When it must be reviewed, while it is in force.
    pub review_due: Option<NaiveDate>,
    /// Whose approvals count.
    pub approved_by: Vec<String>,
    /// Whose validations count.
    pub validated_by: Vec<String>,
}

impl DocumentLine {
    /// A version of the tree, with the status that it has on a day.
    pub fn of(
        corpus: &Corpus,
        version: &Version<'_>,
        status: Status,
        day: NaiveDate,
    ) -> DocumentLine {
        let document = version.document;
        let ids = |entries: &[Entry]| {
            document
                .counting(entries, day)
                .map(|entry| entry.actor.value.to_string())
                .collect()
        };
        let in_force = |next: &&Version<'_>| {
            next.document
                .effective_from(next.kind, day)
                .is_some_and(|from| from <= day)
        };
        DocumentLine {
            code: document.code.to_string(),
            kind: document.code.kind().to_owned(),
            number: document.code.number(),
            version: document.code.version(),
            title: document.title.value.clone(),
            process: document.process.value.to_string(),
            status,
            path: Some(version.file.path.to_string()),
            authors: document
                .authors
                .iter()
                .map(|author| author.value.to_string())
                .collect(),
            effective_from: document.effective_from(version.kind, day),
            superseded_by: corpus
                .later(&document.code)
                .iter()
                .find(in_force)
                .map(|next| next.document.code.to_string()),
            review_due: if status == Status::Effective {
                document.review_due(version.kind, day)
            } else {
                None
            },
            approved_by: ids(&document.approvals),
            validated_by: ids(&document.validations),
        }
    }

    /// Its JSON.
    pub fn json(&self) -> Value {
        json!({
            "code": self.code,
            "type": self.kind,
            "number": self.number,
            "version": self.version,
            "title": self.title,
            "process": self.process,
            "status": self.status.as_str(),
            "path": self.path,
            "author": self.authors.join(", "),
            "effective_from": self.effective_from.map(|day| day.to_string()),
            "superseded_by": self.superseded_by,
            "review_due": self.review_due.map(|day| day.to_string()),
            "approved_by": self.approved_by,
            "validated_by": self.validated_by,
        })
    }
}

/// The tone of a status: what may be used today stands out from what may not.
pub fn tone(status: Status) -> Tone {
    match status {
        Status::Effective => Tone::Good,
        Status::Draft | Status::Approved | Status::Upcoming => Tone::Attention,
        Status::Superseded | Status::Withdrawn => Tone::Quiet,
    }
}

/// The list for people. A review that is overdue stands out.
pub fn list(lines: &[DocumentLine], as_of: NaiveDate, style: &Style) -> String {
    let lang = style.lang;
    const HEADER: [Text; 6] = [
        Text {
            en: "Code",
            fr: "Code",
        },
        Text {
            en: "Title",
            fr: "Titre",
        },
        Text {
            en: "Process",
            fr: "Processus",
        },
        Text {
            en: "Status",
            fr: "Statut",
        },
        Text {
            en: "In force",
            fr: "Application",
        },
        Text {
            en: "Review",
            fr: "Revue",
        },
    ];
    const NONE: Text = Text {
        en: "no document",
        fr: "aucun document",
    };
    if lines.is_empty() {
        return format!("{}\n", NONE.get(lang));
    }
    let day = |value: Option<NaiveDate>| value.map(|day| date(day, lang)).unwrap_or_default();
    let rows: Vec<Vec<Cell>> = lines
        .iter()
        .map(|line| {
            let review = day(line.review_due);
            vec![
                Cell::from(line.code.clone()),
                Cell::from(line.title.clone()),
                Cell::from(line.process.clone()),
                Cell::toned(line.status.label().get(lang), tone(line.status)),
                Cell::from(day(line.effective_from)),
                if line.review_due.is_some_and(|due| due <= as_of) {
                    Cell::toned(review, Tone::Bad)
                } else {
                    Cell::from(review)
                },
            ]
        })
        .collect();
    let count = i64::try_from(lines.len()).unwrap_or(i64::MAX);
    let word = plural(lines.len(), "document", "documents", lang);
    format!(
        "{}{}\n",
        table(&HEADER.map(|text| text.get(lang)), &rows, style),
        style.tone(Tone::Quiet, &format!("{} {word}", number(count, lang)))
    )
}
