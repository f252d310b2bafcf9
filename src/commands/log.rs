//! `qms log`: the life of a document, from its acts and the commits of its file.

use super::ground::tip_of;
use super::life::{self, Event};
use super::options::Format;
use super::{Answer, Context, Exit, Failure, french::French, named};
use crate::corpus::Corpus;
use crate::history::Course;
use crate::history::words;
use crate::model::code::{Code, Reference};
use crate::report::document::DocumentLine;
use crate::report::{Style, json, table};
use crate::text::Text;
use serde_json::{Value, json};

/// Tell the life of a document: who did what, when, under which key
#[derive(Debug, clap::Args)]
#[command(alias = "journal")]
pub struct Log {
    /// The document; without a version, all of them
    #[arg(value_name = "CODE")]
    code: String,
}

/// The French of its help.
pub const FRENCH: &French = &[
    (
        "",
        "Raconter la vie d'un document\u{a0}: qui a fait quoi, quand, avec quelle clé",
    ),
    ("code", "Le document\u{a0}; sans version, toutes"),
];

/// Runs it.
pub fn run(args: &Log, ctx: &Context) -> Result<Answer, Failure> {
    let repository = ctx.document_repository()?;
    let tip = match ctx.revision()? {
        Some(commit) => commit,
        None => tip_of(repository)?,
    };
    let tree = repository.tree_of(tip);
    // Who refers to the document is told to programs alone, and stands in the bodies.
    let corpus = match ctx.format() {
        Format::Json => ctx.load_whole(&tree)?,
        _ => ctx.load(&tree)?,
    };
    let reference = named::reference(&corpus, &args.code)?;
    let fault = |error| Failure::io("git", error);
    let course = Course::to(repository, tip).map_err(fault)?;
    let departed = course.departed(&corpus.policy().codes).map_err(fault)?;
    let concerns = |code: &Code| match &reference {
        Reference::Exact(exact) => code == exact,
        Reference::Document(id) => code.document().as_ref() == Some(id),
    };
    let mut files: Vec<(Code, String)> = Vec::new();
    for (code, found) in corpus
        .all_codes()
        .into_iter()
        .filter(|(code, _)| concerns(code))
    {
        files.extend(
            found
                .iter()
                .map(|file| (code.clone(), file.path.to_string())),
        );
    }
    files.extend(
        departed
            .iter()
            .filter(|gone| concerns(&gone.code))
            .map(|gone| (gone.code.clone(), gone.path.clone())),
    );
    if files.is_empty() {
        return Err(named::unknown(&corpus, &args.code));
    }
    let events = life::events(ctx, &course, &files)?;
    let json = || body(ctx, &corpus, &reference, &events);
    ctx.answer(Exit::Done, json, |style| text(&events, style))
}

fn body(
    ctx: &Context,
    corpus: &Corpus,
    reference: &Reference,
    events: &[Event],
) -> serde_json::Map<String, Value> {
    let version = corpus.meant(reference);
    let day = corpus.as_of();
    let document = version
        .as_ref()
        .map(|version| DocumentLine::of(corpus, version, version.status, day).json());
    let id = version
        .as_ref()
        .and_then(|version| version.document.code.document());
    let referrers = id
        .as_ref()
        .map(|id| corpus.referrers(id))
        .unwrap_or_default();
    let referred: Vec<Value> =
        referrers.iter().map(|referrer| json!({"code": referrer.code.as_ref().map(ToString::to_string), "path": &*referrer.path})).collect();
    let events: Vec<Value> = events.iter().map(|event| event.json(ctx.lang)).collect();
    json::body([
        ("document", json!(document)),
        ("events", json!(events)),
        ("referred_by", json!(referred)),
    ])
}

fn text(events: &[Event], style: &Style) -> String {
    const HEADER: [Text; 6] = [
        Text {
            en: "date",
            fr: "date",
        },
        Text {
            en: "code",
            fr: "code",
        },
        Text {
            en: "who",
            fr: "qui",
        },
        Text {
            en: "role",
            fr: "rôle",
        },
        Text {
            en: "signature",
            fr: "signature",
        },
        Text {
            en: "what",
            fr: "quoi",
        },
    ];
    let header: Vec<&str> = HEADER.iter().map(|text| text.get(style.lang)).collect();
    let rows: Vec<Vec<String>> = events
        .iter()
        .map(|event| {
            let signature = match event.signature {
                "good" => Text {
                    en: "good",
                    fr: "bonne",
                },
                "bad" => Text {
                    en: "bad",
                    fr: "mauvaise",
                },
                "unknown" => Text {
                    en: "unknown key",
                    fr: "clé inconnue",
                },
                "revoked" => Text {
                    en: "revoked key",
                    fr: "clé révoquée",
                },
                _ => Text {
                    en: "none",
                    fr: "aucune",
                },
            };
            let said = event.meaning.render(style.lang);
            vec![
                event.date.clone(),
                event.code.clone(),
                event.actor.clone().unwrap_or_default(),
                event.role.clone().unwrap_or_default(),
                signature.get(style.lang).to_owned(),
                format!("{said} ({})", words::short(&event.commit)),
            ]
        })
        .collect();
    table::terminal(&header, &rows, style)
}
