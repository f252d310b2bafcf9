//! `qms smac done`: an action that was carried out.

use super::super::{Answer, Context, Failure};
use super::desk::{enter, publish, take};
use crate::acts::ticket::done;
use chrono::NaiveDate;

/// Enter that an action was done
#[derive(Debug, clap::Args)]
#[command(alias = "realiser")]
pub struct Done {
    /// The ticket
    code: String,
    /// The action, A1; the only one under way by default
    action: Option<String>,
    /// What shows it
    #[arg(long, value_name = "TEXT")]
    evidence: Option<String>,
    /// The day of the fact; today by default
    #[arg(long, value_name = "YYYY-MM-DD")]
    date: Option<NaiveDate>,
    /// Commit the file at once
    #[arg(long)]
    commit: bool,
}

/// Runs it.
pub fn run(args: &Done, ctx: &Context) -> Result<Answer, Failure> {
    let taken = take(ctx, &args.code)?;
    let entered = done(
        &taken.desk(ctx),
        args.action.as_deref(),
        args.date,
        args.evidence.as_deref(),
    );
    enter(ctx, &taken, publish(args.commit), entered)
}
