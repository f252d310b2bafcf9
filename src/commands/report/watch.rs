//! `qms report watch`: who follows which source, how often, and tells whom.

use super::super::{Answer, Context, Failure};
use super::deliver::deliver;
use super::form::{Form, Published};
use crate::report::tables::watch;
use crate::text::Text;

/// The regulatory-watch table
#[derive(Debug, clap::Args)]
#[command(alias = "veille")]
pub struct Watch {
    #[command(flatten)]
    form: Form,
}

/// As a document.
const PUBLISHED: Published = Published {
    command: "qms report watch",
    title: Text {
        en: "Terms of the regulatory watch",
        fr: "Modalité de la veille réglementaire",
    },
    purpose: Text {
        en: "Say for every source who follows it, how often, and how what it brings is passed on.",
        fr: "Dire pour chaque source qui la suit, à quelle fréquence, et comment ce qu'elle apporte est transmis.",
    },
};

/// Runs it.
pub fn run(args: &Watch, ctx: &Context) -> Result<Answer, Failure> {
    let corpus = ctx.corpus()?;
    deliver(ctx, &args.form, &PUBLISHED, &|lang| {
        watch::table(corpus, lang)
    })
}
