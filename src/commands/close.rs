//! `qms close`: a record or ticket no longer changes.

use super::decide::{Chosen, How, decide_kept};
use super::{Answer, Context, Failure, french::French};
use crate::acts;

/// Close records or tickets: they no longer change
#[derive(Debug, clap::Args)]
#[command(alias = "clore")]
pub struct Close {
    /// Records or tickets to close
    #[arg(required = true, value_name = "CODE")]
    codes: Vec<String>,
    #[command(flatten)]
    how: How,
}

/// The French of its help.
pub const FRENCH: &French = &[
    (
        "",
        "Clore des enregistrements ou des fiches\u{a0}: ils ne changent plus",
    ),
    ("codes", "Enregistrements ou fiches à clore"),
    ("dry_run", "Dire ce qui serait fait, et si c'est permis"),
    ("yes", "Ne pas poser de question"),
];

/// Runs it.
pub fn run(args: &Close, ctx: &Context) -> Result<Answer, Failure> {
    decide_kept(
        ctx,
        &args.how,
        &Chosen::Kept(&args.codes),
        &|situation, things| acts::close::plan(situation, things),
    )
}
