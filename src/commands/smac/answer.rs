//! `qms smac answer`: the answer that was given.

use super::super::{Answer, Context, Failure, decide};
use super::desk::{by, choice, enter, publish, take};
use crate::acts::ticket::{Answered, answer};
use crate::acts::words;
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
    /// By which channel: telephone, de-visu, courrier, courriel, site, medialog, interne
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
    let desk = taken.desk(ctx);
    desk.open().map_err(decide::refused)?;
    let channel = match args.channel.as_deref() {
        Some(typed) => {
            // What tells who is not said again by the refusal of a channel.
            words::clear(taken.corpus, "--channel", typed).map_err(decide::refused)?;
            Some(choice("canal", "--channel", typed)?)
        }
        None => None,
    };
    let given = Answered {
        date: args.date,
        by: by.as_ref(),
        channel: channel.as_deref(),
    };
    let entered = answer(&desk, &given);
    enter(ctx, &taken, publish(args.commit), entered)
}
