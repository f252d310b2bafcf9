//! `qms smac reopen`: a closed ticket may change again.

use super::super::decide::{Chosen, How, decide_kept};
use super::super::{Answer, Context, Failure};
use crate::acts;

/// Reopen closed tickets; the first answer date stays
#[derive(Debug, clap::Args)]
#[command(alias = "rouvrir")]
pub struct Reopen {
    /// The tickets
    #[arg(required = true, value_name = "CODE")]
    codes: Vec<String>,
    /// Why
    #[arg(long)]
    reason: String,
    #[command(flatten)]
    how: How,
}

/// Runs it.
pub fn run(args: &Reopen, ctx: &Context) -> Result<Answer, Failure> {
    decide_kept(
        ctx,
        &args.how,
        &Chosen::Kept(&args.codes),
        &|situation, things| acts::reopen::plan(situation, things, &args.reason),
    )
}
