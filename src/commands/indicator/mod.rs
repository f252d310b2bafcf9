//! `qms indicator`: the values of indicators and counters.

mod guards;
mod set;

use super::{Answer, Context, Failure, french::French};

/// The values of indicators and counters
#[derive(Debug, clap::Args)]
#[command(alias = "indicateur", arg_required_else_help = true)]
pub struct IndicatorArgs {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    Set(set::Set),
}

/// The French of its help.
pub const FRENCH: &French = &[
    ("", "Les valeurs des indicateurs et des compteurs"),
    ("set", "Noter la valeur d'une période"),
    (
        "set.slug",
        "L'indicateur\u{a0}: le nom de son fichier dans registres/indicateurs",
    ),
    (
        "set.period",
        "La période\u{a0}: 2026, 2026-S1, 2026-T3, 2026-10, 2026-10-31",
    ),
    (
        "set.value",
        "La valeur\u{a0}; la virgule décimale est admise",
    ),
    ("set.area", "Pour quelle zone"),
    (
        "set.new_area",
        "La zone en est bien une autre, quoique son nom soit proche d'une zone connue",
    ),
];

/// Runs it.
pub fn run(args: &IndicatorArgs, ctx: &Context) -> Result<Answer, Failure> {
    match &args.command {
        Command::Set(args) => set::run(args, ctx),
    }
}
