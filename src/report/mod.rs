//! A value to bytes, in one language: knows no file and no clock.

pub mod archive;
pub mod awaiting;
pub mod cartouche;
pub mod diagnostics;
pub mod diff;
pub mod document;
pub mod due;
pub mod front_matter;
pub mod hits;
pub mod html;
pub mod ics;
pub mod json;
pub mod lines;
pub mod manual;
pub mod page;
pub mod retention;
pub mod schema;
pub mod selftest;
pub mod sheet_of_ticket;
pub mod snapshot;
pub mod table;
pub mod tables;
pub mod ticket;
pub mod verification;

use crate::diagnostic::{Diagnostic, Severity};
use crate::text::{Lang, Message};
use chrono::NaiveDate;

/// How text is to look.
#[derive(Debug, Clone, Copy)]
pub struct Style {
    /// The reader's language.
    pub lang: Lang,
    /// Whether to colour.
    pub paint: Paint,
    /// Columns of the terminal, or of the page.
    pub width: usize,
}

/// Whether to colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paint {
    /// With ANSI sequences.
    Colour,
    /// As plain text.
    Plain,
}

/// What a failure says, without its type: `report` does not know the doors.
#[derive(Debug, Clone, Copy)]
pub struct Refusal<'f> {
    /// The kind of JSON.
    pub kind: &'static str,
    /// What was refused or failed.
    pub message: &'f Message,
    /// What would put it right.
    pub help: Option<&'f Message>,
    /// The rule that asks for it.
    pub rule: Option<&'static str>,
    /// The first day on which it would be possible.
    pub first_date: Option<NaiveDate>,
    /// The findings that stand in the way.
    pub diagnostics: &'f [Diagnostic],
}

/// How many findings of each weight there are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Summary {
    /// Errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
    /// Informations.
    pub infos: usize,
    /// Files looked at.
    pub files: usize,
    /// Commits looked at.
    pub commits: usize,
    /// Signatures verified.
    pub signatures: usize,
}

impl Summary {
    /// Counts findings.
    pub fn of(diagnostics: &[Diagnostic]) -> Summary {
        let count = |severity| {
            diagnostics
                .iter()
                .filter(|diagnostic| diagnostic.severity == severity)
                .count()
        };
        Summary {
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
            infos: count(Severity::Info),
            ..Summary::default()
        }
    }
}

/// The ANSI colours that are used, by meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Something is wrong.
    Bad,
    /// Something wants attention.
    Attention,
    /// Something is as it should be.
    Good,
    /// Less important.
    Quiet,
    /// More important.
    Strong,
}

impl Style {
    /// A text in a tone, where colours are on.
    pub fn tone(&self, tone: Tone, text: &str) -> String {
        let code = match tone {
            Tone::Bad => "31;1",
            Tone::Attention => "33;1",
            Tone::Good => "32",
            Tone::Quiet => "2",
            Tone::Strong => "1",
        };
        match self.paint {
            Paint::Colour => format!("\u{1b}[{code}m{text}\u{1b}[0m"),
            Paint::Plain => text.to_owned(),
        }
    }
}
