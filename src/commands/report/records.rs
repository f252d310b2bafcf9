//! `qms report records`: what is kept, where, how long, and what becomes of it.

use super::super::{Answer, Context, Failure};
use super::deliver::deliver;
use super::form::{Form, Published};
use crate::report::tables::records;
use crate::text::Text;

/// The records-control table
#[derive(Debug, clap::Args)]
#[command(alias = "enregistrements")]
pub struct Records {
    #[command(flatten)]
    form: Form,
}

/// As a document.
const PUBLISHED: Published = Published {
    command: "qms report records",
    title: Text {
        en: "Records control table",
        fr: "Tableau de maîtrise des enregistrements",
    },
    purpose: Text {
        en: "Say for every series of records who files it, where, how long, and what becomes of it.",
        fr: "Dire pour chaque série d'enregistrements qui la classe, où, combien de temps, et ce qu'elle devient.",
    },
};

/// Runs it.
pub fn run(args: &Records, ctx: &Context) -> Result<Answer, Failure> {
    let corpus = ctx.corpus()?;
    deliver(ctx, &args.form, &PUBLISHED, &|lang| {
        records::table(corpus, lang)
    })
}
