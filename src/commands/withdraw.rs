//! `qms withdraw`: out of force without a successor.

use super::decide::{Chosen, How, decide};
use super::named::{Meant, version};
use super::{Answer, Context, Failure, cited, french::French};
use crate::acts;

/// Take documents out of force without a successor
#[derive(Debug, clap::Args)]
#[command(alias = "retirer")]
pub struct Withdraw {
    /// Documents to withdraw; without a version, the one in force
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
        "Retirer des documents de ce qui est en vigueur, sans successeur",
    ),
    (
        "codes",
        "Documents à retirer\u{a0}; sans version, celle qui est en vigueur",
    ),
    ("reason", "Pourquoi"),
    ("dry_run", "Dire ce qui serait fait, et si c'est permis"),
    ("yes", "Ne pas poser de question"),
];

/// Runs it.
pub fn run(args: &Withdraw, ctx: &Context) -> Result<Answer, Failure> {
    // Where nobody is asked, nobody is shown who refers to it either.
    if !args.how.dry_run && (args.how.yes || !ctx.may_ask()) {
        let corpus = ctx.whole()?;
        for code in &args.codes {
            if let Ok(version) = version(corpus, code, Meant::InForce) {
                cited::tell(ctx, corpus, &version);
            }
        }
    }
    decide(
        ctx,
        &args.how,
        &Chosen::Codes(&args.codes, Meant::InForce),
        &|situation, versions| acts::withdraw::plan(situation, versions, args.reason.trim()),
    )
}
