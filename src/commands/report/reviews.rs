//! `qms report reviews`: when each document in force is to be reviewed, those overdue first.

use super::super::{Answer, Context, Failure};
use super::deliver::deliver;
use super::form::{Form, Published};
use crate::report::tables::reviews;
use crate::text::Text;

/// Periodic reviews, those overdue first
#[derive(Debug, clap::Args)]
#[command(alias = "revues")]
pub struct Reviews {
    #[command(flatten)]
    form: Form,
}

/// As a document.
const PUBLISHED: Published = Published {
    command: "qms report reviews",
    title: Text {
        en: "Periodic reviews",
        fr: "Revues périodiques",
    },
    purpose: Text {
        en: "Say when each document in force was reviewed and is to be again.",
        fr: "Dire quand chaque document en vigueur a été revu, et quand il doit l'être.",
    },
};

/// Runs it.
pub fn run(args: &Reviews, ctx: &Context) -> Result<Answer, Failure> {
    let corpus = ctx.corpus()?;
    deliver(ctx, &args.form, &PUBLISHED, &|lang| {
        reviews::table(corpus, lang)
    })
}
