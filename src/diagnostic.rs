//! What a rule emits: a plain value that sorts, knows its place, and borrows its words.

use crate::text::{Message, Text};
use std::sync::Arc;

/// The rule on personal data in clear: what it is about is repeated nowhere.
pub const PERSONAL_DATA: &str = "P101";

/// A range of bytes in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The range `start..end`.
    pub fn new(start: usize, end: usize) -> Self {
        Span { start, end }
    }
}

/// Where something stands: a file and the very bytes meant.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// Path from the root of the document repository, `/` between components.
    pub path: Arc<str>,
    /// The bytes; empty at 0 for the file as a whole.
    pub span: Span,
}

impl Place {
    /// The file as a whole.
    pub fn file(path: &Arc<str>) -> Self {
        Place {
            path: Arc::clone(path),
            span: Span::default(),
        }
    }

    /// Some bytes of a file.
    pub fn at(path: &Arc<str>, span: Span) -> Self {
        Place {
            path: Arc::clone(path),
            span,
        }
    }
}

/// How much a diagnostic weighs (50-rules).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing; never fails a run.
    Info,
    /// Fails a run under `--strict`.
    Warning,
    /// Fails a run.
    Error,
}

impl Severity {
    /// The word of qms.yaml and of JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Severity::Info => "info",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }

    /// The word on screen.
    pub fn label(self) -> Text {
        match self {
            Severity::Info => Text {
                en: "info",
                fr: "info",
            },
            Severity::Warning => Text {
                en: "warning",
                fr: "avertissement",
            },
            Severity::Error => Text {
                en: "error",
                fr: "erreur",
            },
        }
    }
}

/// One thing found wrong, with its place and its remedy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The rule's stable code (`A103`).
    pub rule: &'static str,
    /// Its weight after settings and status of the document.
    pub severity: Severity,
    /// The place in the tree, where there is one.
    pub place: Option<Place>,
    /// The code of the document, record or ticket concerned.
    pub code: Option<String>,
    /// The commit concerned, for what was judged on the history.
    pub commit: Option<String>,
    /// What is wrong.
    pub message: Message,
    /// What puts it right.
    pub help: Option<Message>,
}

impl Diagnostic {
    /// Whether the line it is about is not shown with it: personal data go into no terminal and no
    /// log of a pipeline.
    pub fn hides_its_line(&self) -> bool {
        self.rule == PERSONAL_DATA
    }

    /// The order of output: path, place, rule, then words; the same input gives the same bytes.
    pub fn sort_key(&self) -> impl Ord + '_ {
        let (path, span) = match &self.place {
            Some(place) => (&*place.path, place.span),
            None => ("", Span::default()),
        };
        (
            path,
            span.start,
            self.rule,
            span.end,
            self.message.render(crate::text::Lang::En),
        )
    }
}
