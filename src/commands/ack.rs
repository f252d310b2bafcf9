//! `qms ack`: read and understood.

use super::decide::{Chosen, How, decide};
use super::named::Meant;
use super::{Answer, Context, Failure, french::French};
use crate::acts;

/// Say that documents were read and understood
#[derive(Debug, clap::Args)]
#[command(alias = "lu")]
pub struct Ack {
    /// Documents read; without a version, the one in force
    #[arg(required = true, value_name = "CODE")]
    codes: Vec<String>,
    /// Who has read them, where it is not you
    #[arg(long, value_name = "ACTOR", num_args = 1..)]
    by: Vec<String>,
    #[command(flatten)]
    how: How,
}

/// The French of its help.
pub const FRENCH: &French = &[
    ("", "Dire que des documents ont été lus et compris"),
    (
        "codes",
        "Documents lus\u{a0}; sans version, celle qui est en vigueur",
    ),
    ("by", "Qui les a lus, si ce n'est pas vous"),
    ("dry_run", "Dire ce qui serait fait, et si c'est permis"),
    ("yes", "Ne pas poser de question"),
];

/// Runs it.
pub fn run(args: &Ack, ctx: &Context) -> Result<Answer, Failure> {
    decide(
        ctx,
        &args.how,
        &Chosen::Codes(&args.codes, Meant::InForce),
        &|situation, versions| acts::acknowledge::plan(situation, versions, &args.by),
    )
}
