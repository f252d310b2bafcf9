//! `qms snapshot`: the state of one day, sealed and signed for an audit.

mod archive;
mod create;
mod diff;
mod examine;
mod export;
mod list;
mod make;
mod resume;
mod state;
mod verify;

pub use state::{finding, findings};

use super::{Answer, Context, Failure, french::French};

/// The state of one day, sealed and signed for an audit
#[derive(Debug, clap::Args)]
#[command(alias = "instantane", arg_required_else_help = true)]
pub struct SnapshotArgs {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    Create(create::Create),
    List(list::List),
    Export(export::Export),
    Verify(verify::Verify),
    Diff(diff::Diff),
}

/// The French of its help.
pub const FRENCH: &French = &[
    ("", "L'état d'un jour, scellé et signé pour un audit"),
    (
        "create",
        "Sceller l'état du dernier commit par une étiquette signée, et l'inscrire au registre",
    ),
    (
        "create.name",
        "Son nom\u{a0}: lettres sans accent, chiffres, `.`, `_`, `-`",
    ),
    (
        "create.dry_run",
        "Dire ce qui serait fait, et si c'est permis",
    ),
    ("create.yes", "Ne pas poser de question"),
    ("list", "Lister les instantanés, et dire s'ils tiennent"),
    (
        "export",
        "Écrire un instantané en un seul fichier qui fait sa propre preuve",
    ),
    ("export.name", "Son nom"),
    (
        "verify",
        "Vérifier un instantané de ce dépôt, ou une archive",
    ),
    ("verify.what", "Son nom, ou le fichier de l'archive"),
    (
        "verify.trust_root",
        "La racine de confiance, connue du dehors",
    ),
    (
        "diff",
        "Dire ce qui a changé entre deux instantanés, ou deux révisions",
    ),
    ("diff.from", "Le plus ancien"),
    ("diff.to", "Le plus récent"),
];

/// Runs it.
pub fn run(args: &SnapshotArgs, ctx: &Context) -> Result<Answer, Failure> {
    match &args.command {
        Command::Create(args) => create::run(args, ctx),
        Command::List(args) => list::run(args, ctx),
        Command::Export(args) => export::run(args, ctx),
        Command::Verify(args) => verify::run(args, ctx),
        Command::Diff(args) => diff::run(args, ctx),
    }
}
