//! `qms archive`: the filing of records is over.

use super::decide::{Chosen, How, decide_kept};
use super::{Answer, Context, Failure, french::French};
use crate::acts;
use crate::acts::thing::Thing;
use crate::retention;

/// Archive records whose filing is over
#[derive(Debug, clap::Args)]
#[command(alias = "archiver")]
pub struct Archive {
    /// Records to archive
    #[arg(
        required_unless_present = "due",
        conflicts_with = "due",
        value_name = "CODE"
    )]
    codes: Vec<String>,
    /// All whose filing is over
    #[arg(long)]
    due: bool,
    #[command(flatten)]
    how: How,
}

/// The French of its help.
pub const FRENCH: &French = &[
    (
        "",
        "Archiver des enregistrements dont le classement est terminé",
    ),
    ("codes", "Enregistrements à archiver"),
    ("due", "Tous ceux dont le classement est terminé"),
    ("dry_run", "Dire ce qui serait fait, et si c'est permis"),
    ("yes", "Ne pas poser de question"),
];

/// Runs it.
pub fn run(args: &Archive, ctx: &Context) -> Result<Answer, Failure> {
    let due = Chosen::Found(&|corpus| {
        retention::items(corpus)
            .iter()
            .filter(|item| acts::archive::is_due(item, corpus.as_of()))
            .filter_map(|item| Thing::of(corpus, item.file))
            .collect()
    });
    let chosen = match args.due {
        true => due,
        false => Chosen::Kept(&args.codes),
    };
    decide_kept(ctx, &args.how, &chosen, &|situation, things| {
        acts::archive::plan(situation, things)
    })
}
