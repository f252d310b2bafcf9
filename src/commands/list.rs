//! `qms list`: the documents of the tree, with the status that they have on the day asked.

use super::{Answer, Context, Exit, Failure, FailureKind, chain, french::French, typed, unread};
use crate::corpus::Corpus;
use crate::model::code::Class;
use crate::model::document::Status;
use crate::model::layout::EntityKind;
use crate::report::document::{self, DocumentLine};
use crate::report::json;
use crate::text::{Lang, Text};

/// List documents with their status
#[derive(Debug, clap::Args)]
#[command(alias = "lister")]
pub struct List {
    /// Only those of this type
    #[arg(long = "type", value_name = "TYPE")]
    kind: Option<String>,
    /// Only those in this status: draft, approved, upcoming, effective, superseded, withdrawn
    #[arg(long, value_name = "STATUS")]
    status: Option<String>,
    /// Only those of this process
    #[arg(long, value_name = "PROCESS")]
    process: Option<String>,
    /// Also those that left the tree
    #[arg(long)]
    all: bool,
}

/// The French of its help.
pub const FRENCH: &French = &[
    ("", "Lister les documents et leur statut"),
    ("kind", "Seulement ceux de ce type"),
    (
        "status",
        "Seulement ceux de ce statut : projet, approuvé, à-paraître, en-vigueur, périmé, retiré",
    ),
    ("process", "Seulement ceux de ce processus"),
    ("all", "Aussi ceux qui ont quitté l'arborescence"),
];

/// Runs it.
pub fn run(args: &List, ctx: &Context) -> Result<Answer, Failure> {
    let corpus = ctx.corpus()?;
    let kind = args
        .kind
        .as_deref()
        .map(|typed| type_named(corpus, typed))
        .transpose()?;
    let status = args
        .status
        .as_deref()
        .map(|typed| status_named(typed, ctx.lang))
        .transpose()?;
    let process = args
        .process
        .as_deref()
        .map(|typed| typed::process_named(corpus, typed))
        .transpose()?;
    let mut lines: Vec<DocumentLine> = corpus
        .documents()
        .map(|version| DocumentLine::of(corpus, &version, version.status, corpus.as_of()))
        .collect();
    if args.all {
        let past = ctx.past()?;
        lines.extend(past.departed().map(|version| DocumentLine {
            path: None,
            ..DocumentLine::of(&past.corpus, &version, version.status, corpus.as_of())
        }));
    }
    lines.retain(|line| {
        kind.as_ref().is_none_or(|kind| line.kind == **kind)
            && status.is_none_or(|status| line.status == status)
            && process
                .as_ref()
                .is_none_or(|process| line.process == **process)
    });
    let rank = |kind: &str| {
        corpus
            .policy()
            .types
            .iter()
            .position(|known| *known.id == *kind)
    };
    lines.sort_by(|a, b| {
        (rank(&a.kind), a.number, a.version, &a.path).cmp(&(
            rank(&b.kind),
            b.number,
            b.version,
            &b.path,
        ))
    });
    let broken = chain::broken(ctx);
    let shown = |code: &String| lines.iter().any(|line| line.code == *code);
    chain::tell(ctx, broken.iter().filter(|(code, _)| shown(code)));
    let unread = unread::tell(ctx, corpus, &[EntityKind::Document]);
    ctx.answer(
        Exit::Done,
        || {
            json::body([
                ("documents", lines.iter().map(DocumentLine::json).collect()),
                ("unread", unread.clone()),
            ])
        },
        |style| document::list(&lines, corpus.as_of(), style),
    )
}

fn type_named(corpus: &Corpus, typed: &str) -> Result<String, Failure> {
    let types = || {
        corpus
            .policy()
            .types
            .iter()
            .filter(|known| known.class == Class::Document)
            .map(|known| &*known.id)
    };
    if let Some(known) = types().find(|known| known.eq_ignore_ascii_case(typed)) {
        return Ok(known.to_owned());
    }
    const UNKNOWN: Text = Text {
        en: "`{type}` is no type of document",
        fr: "`{type}` n'est pas un type de document",
    };
    const KNOWN: Text = Text {
        en: "known types: {known}",
        fr: "types connus\u{a0}: {known}",
    };
    Err(typed::mistyped(
        Failure::could_not_run(FailureKind::Usage, UNKNOWN.with("type", typed)),
        typed,
        types().collect(),
        KNOWN,
    ))
}

fn status_named(typed: &str, lang: Lang) -> Result<Status, Failure> {
    const UNKNOWN: Text = Text {
        en: "`{status}` is no status",
        fr: "`{status}` n'est pas un statut",
    };
    let known = Status::ALL.map(|status| (status, status.as_str(), status.label()));
    typed::status_named(typed, lang, UNKNOWN, known)
}
