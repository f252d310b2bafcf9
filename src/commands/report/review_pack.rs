//! `qms report review-pack`: the inputs of a management review.

use super::super::{Answer, Context, Failure};
use super::deliver::deliver_one;
use super::form::{Form, Published};
use crate::report::tables::review_pack;
use crate::text::Text;
use chrono::{Months, NaiveDate};

/// The inputs of a management review
#[derive(Debug, clap::Args)]
#[command(alias = "revue-de-direction")]
pub struct ReviewPack {
    /// The first day of the period; a year ago by default
    #[arg(long, value_name = "DATE")]
    since: Option<NaiveDate>,
    #[command(flatten)]
    form: Form,
}

/// As a document.
const PUBLISHED: Published = Published {
    command: "qms report review-pack",
    title: Text {
        en: "Inputs of the management review",
        fr: "Éléments d'entrée de la revue de direction",
    },
    purpose: Text {
        en: "Bring together what a management review has to look at.",
        fr: "Réunir ce qu'une revue de direction doit examiner.",
    },
};

/// Runs it.
pub fn run(args: &ReviewPack, ctx: &Context) -> Result<Answer, Failure> {
    let corpus = ctx.corpus()?;
    let year_ago = corpus.as_of().checked_sub_months(Months::new(12));
    let since = args.since.or(year_ago).unwrap_or(NaiveDate::MIN);
    let options = args.since.map(|day| format!("--since {day}"));
    let options = options.unwrap_or_default();
    deliver_one(ctx, &args.form, (&PUBLISHED, "", &options), &|lang| {
        review_pack::table(corpus, since, lang)
    })
}
