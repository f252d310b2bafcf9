//! The shapes of a table: on a terminal, in Markdown, CSV, HTML, XLSX, JSON.

mod blocks;
mod csv;
mod drawing;
mod fit;
mod grid;
mod html;
mod json;
mod markdown;
mod terminal;
mod text;
mod xlsx;

pub use csv::{Dialect, csv};
pub use html::html;
pub use json::json;
pub use markdown::{body, markdown};
pub use terminal::{Cell, table, terminal};
pub use text::text;
pub use xlsx::xlsx;

use crate::text::{Lang, Text, escape_controls};
use chrono::NaiveDate;

/// Of what, when and for whom a report is made: what stands in its head.
#[derive(Debug, Clone)]
pub struct Edition {
    /// The language of titles.
    pub lang: Lang,
    /// Who runs the system.
    pub organisation: String,
    /// Who may see it.
    pub classification: Option<String>,
    /// The day from which it is seen.
    pub day: NaiveDate,
    /// What it was made from.
    pub source: Source,
}

/// What a report was made from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// The files of a commit.
    Commit(String),
    /// The files of the working tree, over a commit where there is one.
    WorkingTree(Option<String>),
}

impl Edition {
    /// The lines of the head: who, when, from what, for whom.
    pub fn lines(&self) -> Vec<String> {
        const DAY: Text = Text {
            en: "as of {day}",
            fr: "au {day}",
        };
        const CLASSIFICATION: Text = Text {
            en: "classification: {word}",
            fr: "classification\u{a0}: {word}",
        };
        let mut lines = vec![
            self.organisation.clone(),
            DAY.with("day", self.day).render(self.lang),
            self.made_from(),
        ];
        if let Some(word) = &self.classification {
            lines.push(CLASSIFICATION.with("word", word).render(self.lang));
        }
        lines
    }

    /// What it was made from, in words.
    pub fn made_from(&self) -> String {
        const COMMIT: Text = Text {
            en: "revision {commit}",
            fr: "révision {commit}",
        };
        const WORK: Text = Text {
            en: "working tree",
            fr: "dossier de travail",
        };
        const OVER: Text = Text {
            en: "working tree over revision {commit}",
            fr: "dossier de travail sur la révision {commit}",
        };
        let short = |commit: &str| commit.chars().take(12).collect::<String>();
        match &self.source {
            Source::Commit(commit) => COMMIT.with("commit", short(commit)).render(self.lang),
            Source::WorkingTree(None) => WORK.get(self.lang).to_owned(),
            Source::WorkingTree(Some(commit)) => {
                OVER.with("commit", short(commit)).render(self.lang)
            }
        }
    }
}

/// What stands for the rows of a section that has none.
const NO_ROW: Text = Text {
    en: "no row",
    fr: "aucune ligne",
};

/// A text on one line: line ends and control characters are spaces, several spaces are one.
fn one_line(text: &str) -> String {
    let spaced = |letter: char| {
        letter.is_control() || matches!(letter, ' ' | '\u{2028}' | '\u{2029}' | '\u{feff}')
    };
    text.split(spaced)
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// A text on one line, safe for a terminal.
fn clean(text: &str) -> String {
    escape_controls(&one_line(text)).into_owned()
}
