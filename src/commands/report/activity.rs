//! `qms report activity`: the figures of a year.

use super::super::{Answer, Context, Failure};
use super::form::{Form, Published, deliver_one};
use crate::report::tables::activity;
use crate::report::tables::activity::Asked;
use crate::text::Text;
use chrono::Datelike;

/// The figures of a year
#[derive(Debug, clap::Args)]
#[command(alias = "activite")]
pub struct Activity {
    /// The year; the running one by default
    #[arg(long, value_parser = clap::value_parser!(i32).range(1900..=9999))]
    year: Option<i32>,
    /// Count as in time what was handled within so many calendar days, rather than by the time to answer of its kind
    #[arg(long, value_name = "DAYS", value_parser = clap::value_parser!(u32).range(1..=999))]
    within: Option<u32>,
    #[command(flatten)]
    form: Form,
}

/// As a document.
const PUBLISHED: Published = Published {
    command: "qms report activity --year",
    title: Text {
        en: "Activity report",
        fr: "Rapport d'activité",
    },
    purpose: Text {
        en: "Give the figures of a year, and say what each counts.",
        fr: "Donner les chiffres d'une année, et dire ce que chacun compte.",
    },
};

/// Runs it.
pub fn run(args: &Activity, ctx: &Context) -> Result<Answer, Failure> {
    let corpus = &ctx.past()?.corpus;
    let asked = Asked {
        year: args.year.unwrap_or_else(|| corpus.as_of().year()),
        within: args.within,
    };
    let year = asked.year.to_string();
    deliver_one(ctx, &args.form, (&PUBLISHED, &year), &|lang| {
        activity::table(corpus, asked, lang)
    })
}
