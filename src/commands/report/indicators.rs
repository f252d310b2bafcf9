//! `qms report indicators`: indicators and counters, with their trend.

use super::super::{Answer, Context, Failure};
use super::deliver::deliver;
use super::form::{Form, Published};
use crate::report::tables::indicators;
use crate::text::Text;

/// Indicators and counters, with their trend
#[derive(Debug, clap::Args)]
#[command(alias = "indicateurs")]
pub struct Indicators {
    #[command(flatten)]
    form: Form,
}

/// As a document.
const PUBLISHED: Published = Published {
    command: "qms report indicators",
    title: Text {
        en: "Indicators and counters",
        fr: "Indicateurs et compteurs",
    },
    purpose: Text {
        en: "Give every indicator its last value and its trend.",
        fr: "Donner pour chaque indicateur sa dernière valeur et son évolution.",
    },
};

/// Runs it.
pub fn run(args: &Indicators, ctx: &Context) -> Result<Answer, Failure> {
    let corpus = ctx.corpus()?;
    deliver(ctx, &args.form, &PUBLISHED, &|lang| {
        indicators::table(corpus, lang)
    })
}
