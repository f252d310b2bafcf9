//! `qms report smac`: the tickets, with their answers and actions.

use super::super::{Answer, Context, Failure};
use super::deliver::deliver;
use super::form::{Form, Published};
use crate::report::tables::smac;
use crate::text::Text;

/// The tickets, with their answers and actions
#[derive(Debug, clap::Args)]
pub struct Smac {
    #[command(flatten)]
    form: Form,
}

/// As a document.
const PUBLISHED: Published = Published {
    command: "qms report smac",
    title: Text {
        en: "List of tickets",
        fr: "Liste des fiches",
    },
    purpose: Text {
        en: "Say where every ticket stands: its answer, its actions, what is late.",
        fr: "Dire où en est chaque fiche\u{a0}: sa réponse, ses actions, ce qui est en retard.",
    },
};

/// Runs it.
pub fn run(args: &Smac, ctx: &Context) -> Result<Answer, Failure> {
    let corpus = ctx.corpus()?;
    deliver(ctx, &args.form, &PUBLISHED, &|lang| {
        smac::table(corpus, lang)
    })
}
