//! The options that every command takes (20-cli).

use crate::commands::french::French;
use chrono::NaiveDate;
use std::path::PathBuf;

/// Global options.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct Options {
    /// The document repository; by default the one that the current folder is in
    #[arg(short = 'C', long = "repo", value_name = "DIR", global = true)]
    pub repo: Option<PathBuf>,
    /// Read from a commit, tag or branch instead of the working tree
    #[arg(long, value_name = "REV", global = true)]
    pub at: Option<String>,
    /// The date taken for today by reading commands and --dry-run
    #[arg(long = "as-of", value_name = "YYYY-MM-DD", global = true)]
    pub as_of: Option<NaiveDate>,
    /// The form of the answer
    #[arg(long, value_enum, value_name = "FORMAT", global = true)]
    pub format: Option<Format>,
    /// Write the answer to a file, atomically
    #[arg(short, long, value_name = "FILE", global = true)]
    pub output: Option<PathBuf>,
    /// When to colour
    #[arg(long, value_enum, value_name = "WHEN", global = true)]
    pub color: Option<ColorWhen>,
    /// The language of messages
    #[arg(long, value_enum, value_name = "LANG", global = true)]
    pub lang: Option<LangOption>,
    /// Say nothing but results and errors
    #[arg(short, long, global = true)]
    pub quiet: bool,
    /// Say more
    #[arg(short, long, global = true)]
    pub verbose: bool,
    /// Never ask; answer no where a question would be asked
    #[arg(long = "no-input", global = true)]
    pub no_input: bool,
}

/// The form of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// For people.
    Text,
    /// One JSON object.
    Json,
    /// Markdown.
    Md,
    /// A page.
    Html,
    /// A table for programs and spreadsheets.
    Csv,
    /// A workbook.
    Xlsx,
    /// SARIF 2.1.0, which most forges read.
    Sarif,
    /// Workflow commands of GitHub: annotations.
    Github,
    /// A Code Quality report of GitLab.
    Gitlab,
    /// JUnit XML.
    Junit,
    /// A calendar, RFC 5545.
    Ics,
}

/// When to colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum ColorWhen {
    /// On a terminal.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// The languages of `--lang`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum LangOption {
    /// French.
    Fr,
    /// English.
    En,
}

/// The French of the options.
pub const FRENCH: &French = &[
    (
        "repo",
        "Le dépôt documentaire ; par défaut, celui du dossier courant",
    ),
    (
        "at",
        "Lire un commit, une étiquette ou une branche plutôt que le dossier de travail",
    ),
    (
        "as_of",
        "La date prise pour aujourd'hui par les commandes de lecture et --dry-run",
    ),
    ("format", "La forme de la réponse"),
    (
        "output",
        "Écrire la réponse dans un fichier, d'un seul coup",
    ),
    ("color", "Quand mettre en couleur"),
    ("lang", "La langue des messages"),
    ("quiet", "Ne rien dire que les résultats et les erreurs"),
    ("verbose", "En dire plus"),
    (
        "no_input",
        "Ne jamais poser de question ; répondre non là où une serait posée",
    ),
];
