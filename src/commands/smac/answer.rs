//! `qms smac answer`: the answer that was given.

use super::super::{Answer, Context, Failure};
use super::desk::{by, enter, publish, take};
use crate::acts::ticket::{Answered, answer};
use chrono::NaiveDate;

/// Enter the answer that was given; the first one stays
#[derive(Debug, clap::Args)]
#[command(alias = "repondre")]
pub struct AnswerArgs {
    /// The ticket
    code: String,
    /// The day of the fact; today by default
    #[arg(long, value_name = "YYYY-MM-DD")]
    date: Option<NaiveDate>,
    /// By which channel
    #[arg(long)]
    channel: Option<String>,
    /// Who did it; you by default
    #[arg(long, value_name = "ID")]
    by: Option<String>,
    /// Commit the file at once
    #[arg(long)]
    commit: bool,
}

/// Runs it.
pub fn run(args: &AnswerArgs, ctx: &Context) -> Result<Answer, Failure> {
    let taken = take(ctx, &args.code)?;
    let by = by(ctx, taken.corpus, args.by.as_deref())?;
    let given = Answered {
        date: args.date,
        by: by.as_ref(),
        channel: args.channel.as_deref(),
    };
    let entered = answer(&taken.desk(ctx), &given);
    enter(ctx, &taken, publish(args.commit), entered)
}
