//! `qms report acks`: who has read which version in force, and who of its audience has not.

use super::super::{Answer, Context, Failure};
use super::deliver::deliver;
use super::form::{Form, Published};
use crate::report::tables::acks;
use crate::text::Text;

/// Who has read which version in force, and who has not
#[derive(Debug, clap::Args)]
#[command(alias = "lectures")]
pub struct Acks {
    #[command(flatten)]
    form: Form,
}

/// As a document.
const PUBLISHED: Published = Published {
    command: "qms report acks",
    title: Text {
        en: "Reading of documents",
        fr: "Lecture des documents",
    },
    purpose: Text {
        en: "Say who has read and understood each version in force, and who has not yet.",
        fr: "Dire qui a lu et compris chaque version en vigueur, et qui ne l'a pas encore fait.",
    },
};

/// Runs it.
pub fn run(args: &Acks, ctx: &Context) -> Result<Answer, Failure> {
    let corpus = ctx.corpus()?;
    deliver(ctx, &args.form, &PUBLISHED, &|lang| {
        acks::table(corpus, lang)
    })
}
