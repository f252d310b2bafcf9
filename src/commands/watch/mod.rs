//! `qms watch`: the journal of the regulatory watch.

mod list;
mod log;

use super::{Answer, Context, Failure, french::French};

/// The journal of the regulatory watch
#[derive(Debug, clap::Args)]
#[command(alias = "veille", arg_required_else_help = true)]
pub struct WatchArgs {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    Log(log::Log),
    List(list::List),
}

/// The French of its help.
pub const FRENCH: &French = &[
    ("", "Le journal de la veille réglementaire"),
    (
        "log",
        "Noter qu'une source a été consultée, et ce qui y a été trouvé",
    ),
    (
        "log.slug",
        "La source\u{a0}: le nom de son fichier dans registres/veille",
    ),
    ("log.by", "Qui l'a consultée"),
    ("log.text", "Le texte trouvé"),
    ("log.applicable", "S'il est applicable"),
    (
        "log.impact",
        "Un document qu'il touche\u{a0}; peut être répété",
    ),
    ("log.follow_up", "La suite donnée"),
    ("log.date", "Le jour\u{a0}; aujourd'hui par défaut"),
    (
        "list",
        "Lister les sources, leur dernière consultation et la prochaine",
    ),
];

/// Runs it.
pub fn run(args: &WatchArgs, ctx: &Context) -> Result<Answer, Failure> {
    match &args.command {
        Command::Log(args) => log::run(args, ctx),
        Command::List(args) => list::run(args, ctx),
    }
}
