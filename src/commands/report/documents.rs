//! `qms report documents`: which document is in force, who decides on it, and what becomes of it.

use super::super::{Answer, Context, Failure};
use super::deliver::deliver;
use super::form::{Form, Published};
use crate::report::tables::documents;
use crate::text::Text;

/// The document-management table
#[derive(Debug, clap::Args)]
pub struct Documents {
    #[command(flatten)]
    form: Form,
}

/// As a document.
const PUBLISHED: Published = Published {
    command: "qms report documents",
    title: Text {
        en: "Document management table",
        fr: "Tableau de gestion des documents",
    },
    purpose: Text {
        en: "Say for every document in force who decides on it, how it is distributed, and what becomes of it.",
        fr: "Dire pour chaque document en vigueur qui en décide, comment il est diffusé, et ce qu'il devient.",
    },
};

/// Runs it. What was in force on an earlier day may have left the tree since.
pub fn run(args: &Documents, ctx: &Context) -> Result<Answer, Failure> {
    let mut corpus = ctx.corpus()?;
    if corpus.as_of() < ctx.today(corpus.policy()) {
        corpus = &ctx.past()?.corpus;
    }
    deliver(ctx, &args.form, &PUBLISHED, &|lang| {
        documents::table(corpus, lang)
    })
}
