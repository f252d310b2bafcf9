//! `qms reject`: it goes back to its author.

use super::decide::{Chosen, How, decide};
use super::named::Meant;
use super::{Answer, Context, Failure, french::French};
use crate::acts;

/// Send documents back to their author: approvals and validations go
#[derive(Debug, clap::Args)]
#[command(alias = "rejeter")]
pub struct Reject {
    /// Documents to send back; without a version, what awaits
    #[arg(required = true, value_name = "CODE")]
    codes: Vec<String>,
    /// Why
    #[arg(long, value_name = "REASON")]
    reason: String,
    #[command(flatten)]
    how: How,
}

/// The French of its help.
pub const FRENCH: &French = &[
    (
        "",
        "Renvoyer des documents à leur rédacteur\u{a0}: approbations et validations s'en vont",
    ),
    (
        "codes",
        "Documents à renvoyer\u{a0}; sans version, ce qui attend",
    ),
    ("reason", "Pourquoi"),
    ("dry_run", "Dire ce qui serait fait, et si c'est permis"),
    ("yes", "Ne pas poser de question"),
];

/// Runs it.
pub fn run(args: &Reject, ctx: &Context) -> Result<Answer, Failure> {
    decide(
        ctx,
        &args.how,
        &Chosen::Codes(&args.codes, Meant::Awaiting),
        &|situation, versions| acts::reject::plan(situation, versions, args.reason.trim()),
    )
}
