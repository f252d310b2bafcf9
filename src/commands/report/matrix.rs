//! `qms report matrix`: documents in force by process, type and role.

use super::super::{Answer, Context, Failure};
use super::deliver::deliver;
use super::form::{Form, Published};
use crate::report::tables::matrix;
use crate::text::Text;

/// Documents in force by process, type and role
#[derive(Debug, clap::Args)]
#[command(alias = "matrice")]
pub struct Matrix {
    #[command(flatten)]
    form: Form,
}

/// As a document.
const PUBLISHED: Published = Published {
    command: "qms report matrix",
    title: Text {
        en: "Matrix of documents",
        fr: "Matrice des documents",
    },
    purpose: Text {
        en: "Show which documents each process has in force, and who approves and validates them.",
        fr: "Montrer quels documents sont en vigueur dans chaque processus, et qui les approuve et les valide.",
    },
};

/// Runs it.
pub fn run(args: &Matrix, ctx: &Context) -> Result<Answer, Failure> {
    let corpus = ctx.corpus()?;
    deliver(ctx, &args.form, &PUBLISHED, &|lang| {
        matrix::table(corpus, lang)
    })
}
