//! `qms smac close`: the act `close`, on tickets.

use super::super::decide::{Chosen, How, decide_kept};
use super::super::{Answer, Context, Failure};
use crate::acts;

/// Close tickets: they no longer change
#[derive(Debug, clap::Args)]
#[command(alias = "clore")]
pub struct Close {
    /// The tickets
    #[arg(required = true, value_name = "CODE")]
    codes: Vec<String>,
    #[command(flatten)]
    how: How,
}

/// Runs it.
pub fn run(args: &Close, ctx: &Context) -> Result<Answer, Failure> {
    let corpus = ctx.corpus()?;
    for code in &args.codes {
        super::desk::ticket(ctx, corpus, code)?;
    }
    decide_kept(
        ctx,
        &args.how,
        &Chosen::Kept(&args.codes),
        &|situation, things| acts::close::plan(situation, things),
    )
}
