//! `qms demo`: the example repository with throw-away keys, and a whole life played on it.
//!
//! Nothing is faked: every step is a command line of this program, or what git would do, run by
//! the person it says, on a clock that the demonstration moves forward.

mod cast;
mod deviation;
mod kept;
mod life;
mod registers;
mod smac;
mod stage;
mod telling;
mod texts;
mod ticket;
mod told;

use super::{Answer, Context, Exit, Failure, french::French};
use crate::report::json;
use crate::text::Text;
use serde_json::json;
use std::path::PathBuf;

/// Build the example repository and play a life on it, telling each step
#[derive(Debug, clap::Args)]
#[command(alias = "demonstration")]
pub struct Demo {
    /// The folder to build it in; one in the temporary folder by default
    #[arg(value_name = "DIR")]
    folder: Option<PathBuf>,
}

/// The French of its help.
pub const FRENCH: &French = &[
    (
        "",
        "Construire le dépôt d'exemple et y jouer une vie, en racontant chaque étape",
    ),
    (
        "folder",
        "Le dossier où le construire ; par défaut dans le dossier temporaire",
    ),
];

/// Runs it.
pub fn run(args: &Demo, ctx: &Context) -> Result<Answer, Failure> {
    const WHERE: Text = Text {
        en: "The repository stands in {folder}\nits throw-away keys in {keys}\n\nTry next:\n  cd {folder}\n  qms list\n  qms show MO-391\n  qms log MO-391\n  qms report documents\n  qms retention\n  qms log PML-2022-001\n  qms smac list\n  qms due --within 6w\n  qms explain V102\n  qms new MO --title \"…\" && qms check",
        fr: "Le dépôt se trouve dans {folder}\nses clés jetables dans {keys}\n\nÀ essayer ensuite\u{a0}:\n  cd {folder}\n  qms list\n  qms show MO-391\n  qms log MO-391\n  qms report documents\n  qms retention\n  qms log PML-2022-001\n  qms smac list\n  qms due --within 6s\n  qms explain V102\n  qms new MO --title \"…\" && qms check",
    };
    super::ground::no_date_or_revision(ctx)?;
    let folder = match &args.folder {
        Some(given) => ctx.folder()?.join(given),
        None => crate::repository::temporary_folder("qms-demo")
            .map_err(|error| Failure::io("qms-demo", error))?,
    };
    let mut stage = stage::Stage::set(ctx, &folder)?;
    life::play(&mut stage)?;
    let repository = stage.repository_folder().display().to_string();
    let keys = stage.keys_folder().display().to_string();
    let told = stage.told();
    let steps = stage.steps();
    let end = WHERE.with("folder", &repository).with("keys", &keys);
    ctx.answer(
        Exit::Done,
        || {
            json::body([
                ("folder", json!(repository)),
                ("keys", json!(keys)),
                ("steps", steps),
            ])
        },
        |style| format!("{told}\n{}\n", end.render(style.lang)),
    )
}
