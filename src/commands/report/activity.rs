//! `qms report activity`: the figures of a year.

use super::super::{Answer, Context, Failure};
use super::deliver::deliver_one;
use super::form::{Form, Published};
use crate::report::tables::activity;
use crate::report::tables::activity::{Asked, Earlier};
use crate::text::Text;
use chrono::{DateTime, Datelike};

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
    /// Set beside each figure the one that the report gave at a commit, tag or branch
    #[arg(long, value_name = "REV")]
    since: Option<String>,
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
    let within = args.within.map(|days| format!("--within {days}"));
    let since = args.since.as_ref().map(|since| format!("--since {since}"));
    let options = [within, since].into_iter().flatten().collect::<Vec<_>>();
    let options = options.join(" ");
    let earlier = args.since.as_deref();
    let earlier = earlier.map(|revision| at(ctx, revision)).transpose()?;
    let earlier = match &earlier {
        Some(then) => Some((
            &then.past()?.corpus,
            args.since.as_deref().unwrap_or_default(),
        )),
        None => None,
    };
    deliver_one(ctx, &args.form, (&PUBLISHED, &year, &options), &|lang| {
        let now = activity::table(corpus, asked, lang);
        let Some((then, revision)) = earlier else {
            return now;
        };
        let asked = Asked {
            year: then.as_of().year(),
            ..asked
        };
        let table = &activity::table(then, asked, lang);
        activity::beside(now, Earlier { table, revision }, lang)
    })
}

/// The same run as it would have been at a revision, on the day of its commit.
fn at(ctx: &Context, revision: &str) -> Result<Context, Failure> {
    let commit = ctx.resolve(revision)?;
    let raw = ctx
        .repository()?
        .commit(commit)
        .map_err(|error| Failure::io(revision, error))?;
    let made = DateTime::from_timestamp(raw.committer.seconds, 0).unwrap_or_default();
    let zone = ctx.corpus()?.policy().zone;
    let day = made.with_timezone(&zone).date_naive();
    Ok(ctx.back_then(commit.to_string(), day))
}
