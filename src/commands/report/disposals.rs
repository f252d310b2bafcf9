//! `qms report disposals`: what was destroyed, or what may be.

use super::super::{Answer, Context, Failure};
use super::deliver::deliver;
use super::form::{Form, Published};
use crate::report::tables::destroyed;
use crate::report::tables::disposals::{self, Purpose};
use crate::text::Text;

/// What was destroyed; with --due, the list of what may be, ready to be signed
#[derive(Debug, clap::Args)]
#[command(alias = "destructions")]
pub struct Disposals {
    /// The elimination list: what is past its last day
    #[arg(long)]
    due: bool,
    /// The transfer list: what is to be handed over to the archives
    #[arg(long, conflicts_with = "due")]
    transfer: bool,
    #[command(flatten)]
    form: Form,
}

const PUBLISHED: Published = Published {
    command: "qms report disposals",
    title: Text {
        en: "Register of destructions",
        fr: "Registre des destructions",
    },
    purpose: Text {
        en: "Say what was destroyed, when, by whom, by which rule and on which ground.",
        fr: "Dire ce qui a été détruit, quand, par qui, selon quelle règle et au vu de quoi.",
    },
};

const ELIMINATION: Published = Published {
    command: "qms report disposals --due",
    title: Text {
        en: "Elimination list",
        fr: "Bordereau d'élimination",
    },
    purpose: Text {
        en: "Submit to the archives what is past its last day.",
        fr: "Soumettre aux archives ce qui a passé son dernier jour.",
    },
};

const TRANSFER: Published = Published {
    command: "qms report disposals --transfer",
    title: Text {
        en: "Transfer list",
        fr: "Bordereau de versement",
    },
    purpose: Text {
        en: "Hand over to the archives what is to be kept there.",
        fr: "Remettre aux archives ce qui doit y être conservé.",
    },
};

/// Runs it.
pub fn run(args: &Disposals, ctx: &Context) -> Result<Answer, Failure> {
    let corpus = ctx.corpus()?;
    let (published, purpose) = match (args.due, args.transfer) {
        (_, true) => (&TRANSFER, Some(Purpose::Transfer)),
        (true, _) => (&ELIMINATION, Some(Purpose::Elimination)),
        _ => (&PUBLISHED, None),
    };
    deliver(ctx, &args.form, published, &|lang| match purpose {
        Some(purpose) => disposals::due(corpus, purpose, lang),
        None => destroyed::table(corpus, lang),
    })
}
