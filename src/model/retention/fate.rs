//! What becomes of what is past its last day: the destruction cell.

use crate::text::Text;

/// The destruction cell (40-retention, `fate`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fate {
    /// « sans conditions ».
    Free,
    /// « dès parution de la nouvelle version »: must leave that very day.
    OnPublication,
    /// « conservation définitive »: never destroyed.
    Permanent,
    /// « A.H. à remettre … », « versement … »: leaves with a transfer receipt.
    Transfer(String),
    /// « visa … »: leaves with the archives' visa.
    Visa(String),
    /// Decided elsewhere, in these words.
    Elsewhere(String),
}

/// What a destruction asks for (20-cli, `condition`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Condition {
    /// Nothing more than its day.
    Free,
    /// The next version.
    Publication,
    /// A transfer receipt.
    Transfer,
    /// The archives' visa.
    Visa,
    /// A decision.
    Elsewhere,
    /// It never leaves.
    Permanent,
}

impl Condition {
    /// Every condition.
    pub const ALL: [Condition; 6] = [
        Condition::Free,
        Condition::Publication,
        Condition::Transfer,
        Condition::Visa,
        Condition::Elsewhere,
        Condition::Permanent,
    ];

    /// The word of JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Condition::Free => "free",
            Condition::Publication => "publication",
            Condition::Transfer => "transfer",
            Condition::Visa => "visa",
            Condition::Elsewhere => "elsewhere",
            Condition::Permanent => "permanent",
        }
    }

    /// The words on screen.
    pub fn label(self) -> Text {
        match self {
            Condition::Free => Text {
                en: "without conditions",
                fr: "sans conditions",
            },
            Condition::Publication => Text {
                en: "once the next version is out",
                fr: "dès parution de la nouvelle version",
            },
            Condition::Transfer => Text {
                en: "with a transfer receipt",
                fr: "avec un récépissé de versement",
            },
            Condition::Visa => Text {
                en: "with the archives' visa",
                fr: "avec le visa des archives",
            },
            Condition::Elsewhere => Text {
                en: "on a decision",
                fr: "sur décision",
            },
            Condition::Permanent => Text {
                en: "never",
                fr: "jamais",
            },
        }
    }

    /// The word on disk, in a certificate.
    pub fn on_disk(self) -> &'static str {
        match self {
            Condition::Free => "libre",
            Condition::Publication => "parution",
            Condition::Transfer => "versement",
            Condition::Visa => "visa",
            Condition::Elsewhere => "ailleurs",
            Condition::Permanent => "definitive",
        }
    }
}

impl Fate {
    /// What it asks for by itself.
    pub fn condition(&self) -> Condition {
        match self {
            Fate::Free => Condition::Free,
            Fate::OnPublication => Condition::Publication,
            Fate::Permanent => Condition::Permanent,
            Fate::Transfer(_) => Condition::Transfer,
            Fate::Visa(_) => Condition::Visa,
            Fate::Elsewhere(_) => Condition::Elsewhere,
        }
    }

    /// Whether nothing more is asked than its day.
    pub fn asks_nothing(&self) -> bool {
        matches!(self, Fate::Free | Fate::OnPublication)
    }
}

/// Whether the archives' visa is asked beside a fate (`visa`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Visa {
    /// Only where the fate says so.
    None,
    /// Whatever the fate.
    Required,
}
