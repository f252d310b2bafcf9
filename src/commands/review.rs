//! `qms review`: whether a version in force is still right.

use super::decide::{Chosen, How, decide};
use super::named::Meant;
use super::{Answer, Context, Failure, french::French};
use crate::acts;
use crate::acts::review::Finding;
use crate::model::act::Outcome;

/// The outcomes of `--outcome`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Found {
    /// Still right as it stands
    Confirmed,
    /// A new version is needed
    ToRevise,
    /// It is no longer needed
    ToWithdraw,
}

/// Review documents in force
#[derive(Debug, clap::Args)]
#[command(alias = "revoir")]
pub struct Review {
    /// Documents reviewed; without a version, the one in force
    #[arg(required = true, value_name = "CODE")]
    codes: Vec<String>,
    /// What the review found
    #[arg(long, value_enum, value_name = "OUTCOME", default_value = "confirmed")]
    outcome: Found,
    /// A remark
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
    #[command(flatten)]
    how: How,
}

/// The French of its help.
pub const FRENCH: &French = &[
    ("", "Revoir des documents en vigueur"),
    (
        "codes",
        "Documents revus\u{a0}; sans version, celle qui est en vigueur",
    ),
    ("outcome", "Ce que la revue a trouvé"),
    ("note", "Une remarque"),
    ("dry_run", "Dire ce qui serait fait, et si c'est permis"),
    ("yes", "Ne pas poser de question"),
];

/// Runs it.
pub fn run(args: &Review, ctx: &Context) -> Result<Answer, Failure> {
    let outcome = match args.outcome {
        Found::Confirmed => Outcome::Confirmed,
        Found::ToRevise => Outcome::ToRevise,
        Found::ToWithdraw => Outcome::ToWithdraw,
    };
    let finding = Finding {
        outcome,
        note: args.note.as_deref(),
    };
    decide(
        ctx,
        &args.how,
        &Chosen::Codes(&args.codes, Meant::InForce),
        &|situation, versions| acts::review::plan(situation, versions, finding),
    )
}
