//! `qms validate`: it may come into force.

use super::decide::{Chosen, How, decide};
use super::named::Meant;
use super::{Answer, Context, Failure, french::French};
use crate::acts;
use chrono::NaiveDate;

/// Validate approved documents, in one signed commit
#[derive(Debug, clap::Args)]
#[command(alias = "valider")]
pub struct Validate {
    /// Documents to validate; without a version the approved one is meant
    #[arg(required = true, value_name = "CODE")]
    codes: Vec<String>,
    /// The day from which they apply; by default today
    #[arg(long, value_name = "DATE")]
    effective: Option<NaiveDate>,
    #[command(flatten)]
    how: How,
}

/// The French of its help.
pub const FRENCH: &French = &[
    ("", "Valider des documents approuvés, en un commit signé"),
    (
        "codes",
        "Documents à valider\u{a0}; sans version, il s'agit de celle qui est approuvée",
    ),
    (
        "effective",
        "Le jour à partir duquel ils s'appliquent\u{a0}; par défaut aujourd'hui",
    ),
    ("dry_run", "Dire ce qui serait fait, et si c'est permis"),
    ("yes", "Ne pas poser de question"),
];

/// Runs it.
pub fn run(args: &Validate, ctx: &Context) -> Result<Answer, Failure> {
    decide(
        ctx,
        &args.how,
        &Chosen::Codes(&args.codes, Meant::Approved),
        &|situation, versions| acts::validate::plan(situation, versions, args.effective),
    )
}
