//! `qms smac edit`: a ticket in the person's own editor. Its confidential part is kept elsewhere.

use super::super::edit::{self, EditArgs};
use super::super::{Answer, Context, Failure, decide};
use super::desk::take;

/// Open a ticket in your editor, then check it
#[derive(Debug, clap::Args)]
#[command(alias = "modifier")]
pub struct Edit {
    /// The ticket
    code: String,
}

/// Runs it.
pub fn run(args: &Edit, ctx: &Context) -> Result<Answer, Failure> {
    let taken = take(ctx, &args.code)?;
    taken.desk(ctx).open().map_err(decide::refused)?;
    let whole = EditArgs {
        code: args.code.clone(),
    };
    edit::run(&whole, ctx)
}
