//! `qms approve`: the content is adequate.

use super::decide::{Chosen, How, decide};
use super::named::Meant;
use super::{Answer, Context, Failure, french::French};
use crate::acts;

/// Approve documents, in one signed commit
#[derive(Debug, clap::Args)]
#[command(alias = "approuver")]
pub struct Approve {
    /// Documents to approve; without a version the draft is meant
    #[arg(required = true, value_name = "CODE")]
    codes: Vec<String>,
    #[command(flatten)]
    how: How,
}

/// The French of its help.
pub const FRENCH: &French = &[
    ("", "Approuver des documents, en un commit signé"),
    (
        "codes",
        "Documents à approuver\u{a0}; sans version, il s'agit du projet",
    ),
    ("dry_run", "Dire ce qui serait fait, et si c'est permis"),
    ("yes", "Ne pas poser de question"),
];

/// Runs it.
pub fn run(args: &Approve, ctx: &Context) -> Result<Answer, Failure> {
    decide(
        ctx,
        &args.how,
        &Chosen::Codes(&args.codes, Meant::Draft),
        &|situation, versions| acts::approve::plan(situation, versions),
    )
}
