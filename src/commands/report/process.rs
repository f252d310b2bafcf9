//! `qms report process CODE`: the card of a process, with what stands around it.

use super::super::{Answer, Context, Failure};
use super::deliver::deliver_one;
use super::form::{Form, Published};
use crate::corpus::Corpus;
use crate::model::names::{ProcessCode, nearest};
use crate::report::tables::process;
use crate::text::Text;

/// The card of a process
#[derive(Debug, clap::Args)]
#[command(alias = "processus")]
pub struct Process {
    /// The process
    code: String,
    #[command(flatten)]
    form: Form,
}

/// As a document.
const PUBLISHED: Published = Published {
    command: "qms report process",
    title: Text {
        en: "Process card",
        fr: "Fiche de processus",
    },
    purpose: Text {
        en: "Say what the process is for, for whom, by which steps and documents, and where it stands.",
        fr: "Dire à quoi sert le processus, pour qui, par quelles étapes et quels documents, et où il en est.",
    },
};

/// Runs it.
pub fn run(args: &Process, ctx: &Context) -> Result<Answer, Failure> {
    let corpus = ctx.corpus()?;
    let code = ProcessCode::new(&args.code.to_uppercase());
    if corpus.process(&code).is_none() {
        return Err(unknown(corpus, &args.code));
    }
    deliver_one(ctx, &args.form, (&PUBLISHED, code.as_str(), ""), &|lang| {
        process::table(corpus, &code, lang).unwrap_or_default()
    })
}

fn unknown(corpus: &Corpus, typed: &str) -> Failure {
    const UNKNOWN: Text = Text {
        en: "there is no process `{code}`",
        fr: "il n'y a pas de processus `{code}`",
    };
    const NEAR: Text = Text {
        en: "did you mean `{near}`?",
        fr: "vouliez-vous dire `{near}`\u{a0}?",
    };
    const KNOWN: Text = Text {
        en: "there are: {codes}",
        fr: "il y a\u{a0}: {codes}",
    };
    let codes: Vec<String> = corpus
        .processes()
        .map(|(_, process)| process.code.value.to_string())
        .collect();
    let upper = typed.to_uppercase();
    let help = match nearest(&upper, codes.iter().map(String::as_str)) {
        Some(near) => NEAR.with("near", near),
        None => KNOWN.with("codes", codes.clone()),
    };
    Failure::not_found(UNKNOWN.with("code", typed)).help(help)
}
