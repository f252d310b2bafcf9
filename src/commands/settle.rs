//! `qms settle`: a past fault that was put right is explained.

use super::decide::{Chosen, How, decide};
use super::{Answer, Context, Failure, french::French};
use crate::acts;

/// Explain a past fault that was put right, so that it is told as information
#[derive(Debug, clap::Args)]
#[command(alias = "regler")]
pub struct Settle {
    /// The commit whose fault was put right
    #[arg(value_name = "COMMIT")]
    commit: String,
    /// Why it happened: a ticket's code, or a sentence
    #[arg(long, value_name = "REASON")]
    reason: String,
    #[command(flatten)]
    how: How,
}

/// The French of its help.
pub const FRENCH: &French = &[
    (
        "",
        "Expliquer un défaut passé et réparé, qui n'est plus signalé que pour information",
    ),
    ("commit", "Le commit dont le défaut a été réparé"),
    (
        "reason",
        "Pourquoi c'est arrivé\u{a0}: le code d'une fiche, ou une phrase",
    ),
    ("dry_run", "Dire ce qui serait fait, et si c'est permis"),
    ("yes", "Ne pas poser de question"),
];

/// Runs it.
pub fn run(args: &Settle, ctx: &Context) -> Result<Answer, Failure> {
    let commit = ctx.resolve(&args.commit)?;
    let raw = ctx
        .repository()?
        .commit(commit)
        .map_err(|error| Failure::io("git", error))?;
    let subject = String::from_utf8_lossy(&raw.message);
    let subject = subject.lines().next().unwrap_or_default();
    decide(ctx, &args.how, &Chosen::Nothing, &|situation, _| {
        acts::settle::plan(situation, commit, subject, args.reason.trim())
    })
}
