//! What every report takes, what it is as a document, and what stands in its head.

use super::super::{Context, Failure};
use crate::report::table::{Edition, Source};
use crate::text::{Lang, Text};

/// What every report takes.
#[derive(Debug, clap::Args)]
pub struct Form {
    /// A CSV for a French Excel: semicolons and a byte order mark
    #[arg(long, conflicts_with = "publish")]
    pub excel: bool,
    /// Make a GD document of it, as a draft to approve
    #[arg(long)]
    pub publish: bool,
    /// The process of the document to publish; the only one of the repository by default
    #[arg(long, value_name = "PROCESS", requires = "publish")]
    pub process: Option<String>,
}

/// What a report is as a document.
#[derive(Debug, Clone, Copy)]
pub struct Published {
    /// The command that makes it.
    pub command: &'static str,
    /// The title of the document.
    pub title: Text,
    /// What it is for.
    pub purpose: Text,
}

/// What stands in the head of a report.
pub fn edition(ctx: &Context, lang: Lang) -> Result<Edition, Failure> {
    let corpus = ctx.corpus()?;
    let source = match ctx.revision()? {
        Some(commit) => Source::Commit(commit.to_string()),
        None => {
            let head = ctx
                .document_repository()
                .ok()
                .and_then(|repository| repository.head().ok());
            Source::WorkingTree(head.and_then(|head| head.tip).map(|tip| tip.to_string()))
        }
    };
    Ok(Edition {
        lang,
        organisation: corpus.policy().organisation.clone(),
        classification: corpus.policy().classification.clone(),
        day: corpus.as_of(),
        source,
    })
}
