//! What a reader of a file found wrong: facts and places, without words. The F rules word them.

use crate::parse::plain::HygieneDefectKind;
use crate::parse::term::TermDefect;
use crate::parse::yaml::YamlDefectKind;

/// One defect of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Defect {
    /// No `---` opens the file.
    NoFrontMatter,
    /// The front-matter is never closed.
    UnclosedFrontMatter,
    /// It is not the strict YAML of 10-format.
    Yaml(YamlDefectKind),
    /// A key that its table does not have.
    UnknownKey {
        /// As typed.
        key: String,
        /// The known key that is nearest.
        nearest: Option<String>,
    },
    /// A value that is not of its key's kind.
    WrongValue {
        /// The key.
        key: String,
        /// What it should have been.
        expected: Expected,
    },
    /// A required key is not there.
    MissingKey {
        /// The key.
        key: String,
    },
    /// A required key is there and empty.
    EmptyKey {
        /// The key.
        key: String,
    },
    /// A cell of the retention language is not understood.
    Term(TermDefect),
    /// Bytes that a text of the system may not have.
    Hygiene(HygieneDefectKind),
    /// Above a limit of qms.yaml.
    TooLarge {
        /// In bytes.
        size: u64,
        /// In bytes.
        limit: u64,
    },
}

/// What a value should have been.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expected {
    /// One text.
    Text,
    /// A list.
    List,
    /// A mapping.
    Map,
    /// A civil day.
    Date,
    /// A last day that is not before its first.
    LastDay,
    /// A year, quarter or month.
    Period,
    /// A whole number.
    Integer,
    /// A number.
    Number,
    /// 16 hex digits.
    Fingerprint,
    /// A duration.
    Duration,
    /// A time to answer: days, working days or business days.
    ResponseTime,
    /// An actor's id.
    ActorId,
    /// A role of qms.yaml.
    Role {
        /// The known role that is nearest.
        nearest: Option<String>,
    },
    /// A time zone of the IANA list.
    Zone,
    /// A size such as `64 KiB`.
    Size,
    /// A text whose braces hold known names.
    Pattern,
    /// A path inside the repository.
    Path,
    /// One of a closed list.
    OneOf {
        /// The list.
        values: &'static [&'static str],
        /// The nearest of them.
        nearest: Option<String>,
    },
}
