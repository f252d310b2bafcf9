//! `qms retention`: what is kept, until when, and why.

use super::named;
use super::{Answer, Context, Exit, Failure, french::French, unread};
use crate::corpus::Corpus;
use crate::model::code::{Code, Reference};
use crate::model::layout::EntityKind;
use crate::model::retention::Stage;
use crate::report::json;
use crate::report::retention::{self as view, Detail, RetentionLine};
use crate::retention;
use crate::text::Text;
use std::collections::HashMap;

/// List what is kept: records, tickets, superseded versions, with their stage and days
#[derive(Debug, clap::Args)]
#[command(alias = "conservation")]
pub struct Retention {
    /// Only these, with the sentence that explains their days
    #[arg(value_name = "CODE")]
    codes: Vec<String>,
    /// Only what is past its last day
    #[arg(long)]
    due: bool,
    /// Only those of this series
    #[arg(long, value_name = "SLUG")]
    series: Option<String>,
    /// Also what was destroyed with a certificate
    #[arg(long)]
    all: bool,
}

/// The French of its help.
pub const FRENCH: &French = &[
    (
        "",
        "Lister ce qui est conservé : enregistrements, fiches, versions périmées, avec leur étape et leurs dates",
    ),
    (
        "codes",
        "Seulement ceux-ci, avec la phrase qui explique leurs dates",
    ),
    ("due", "Seulement ce qui a passé son dernier jour"),
    ("series", "Seulement ceux de cette série"),
    ("all", "Aussi ce qui a été détruit avec un certificat"),
];

/// Runs it.
pub fn run(args: &Retention, ctx: &Context) -> Result<Answer, Failure> {
    let corpus = ctx.corpus()?;
    if let Some(series) = &args.series {
        known_series(corpus, series)?;
    }
    let items = retention::items(corpus);
    let mut lines: Vec<RetentionLine> = items
        .iter()
        .map(|item| RetentionLine::of(item, corpus, ctx.lang))
        .collect();
    if args.all {
        let gone = retention::gone(corpus);
        lines.extend(gone.iter().map(|gone| RetentionLine::gone(gone, corpus)));
    }
    if !args.codes.is_empty() {
        lines = chosen(ctx, corpus, &args.codes, lines)?;
    }
    if args.due {
        lines.retain(|line| line.stage == Stage::Due);
    }
    if let Some(series) = &args.series {
        lines.retain(|line| line.series.as_deref() == Some(series));
    }
    let kinds = [EntityKind::Record, EntityKind::Ticket, EntityKind::Document];
    let unread = unread::tell(ctx, corpus, &kinds);
    let body = || {
        json::body([
            ("items", lines.iter().map(RetentionLine::json).collect()),
            ("unread", unread.clone()),
        ])
    };
    let detail = match args.codes.is_empty() && !args.due {
        true => Detail::Lines,
        false => Detail::Explained,
    };
    ctx.answer(Exit::Done, body, |style| {
        let mut shown = lines.clone();
        by_series(corpus, &mut shown);
        view::list(&shown, detail, style)
    })
}

/// In the order of the records-control table, what has no series last.
fn by_series(corpus: &Corpus, lines: &mut [RetentionLine]) {
    let mut ranks: HashMap<String, (String, u32)> = HashMap::new();
    for (_, entity) in corpus.entities(EntityKind::RecordSeries) {
        if let crate::model::entity::Entity::RecordSeries(series) = entity {
            let rank = (
                series.section.value.clone(),
                series.rank.unwrap_or(u32::MAX),
            );
            ranks.insert(series.slug.to_string(), rank);
        }
    }
    lines.sort_by_cached_key(|line| {
        let rank = line.series.as_ref().and_then(|slug| ranks.get(slug));
        (rank.is_none(), rank.cloned(), line.group.clone())
    });
}

/// Those that were named, in that order.
fn chosen(
    ctx: &Context,
    corpus: &Corpus,
    codes: &[String],
    lines: Vec<RetentionLine>,
) -> Result<Vec<RetentionLine>, Failure> {
    const KEPT: Text = Text {
        en: "`{code}` is in force or a draft: its time is not counted",
        fr: "`{code}` est en vigueur ou en projet\u{a0}: sa durée ne court pas",
    };
    const NONE: Text = Text {
        en: "`{code}` is not kept here",
        fr: "`{code}` n'est pas conservé ici",
    };
    let mut found = Vec::new();
    for typed in codes {
        let code: Code = match named::reference(corpus, typed)? {
            Reference::Exact(code) => code,
            Reference::Document(_) => {
                let version = named::version(corpus, typed, named::Meant::InForce)?;
                version.document.code.clone()
            }
        };
        let name = code.to_string();
        let line = lines.iter().find(|line| line.code == name);
        match line {
            Some(line) => found.push(line.clone()),
            None if corpus.with_code(&code).next().is_some() => {
                ctx.say(KEPT.with("code", name));
            }
            None => return Err(Failure::not_found(NONE.with("code", name))),
        }
    }
    Ok(found)
}

fn known_series(corpus: &Corpus, typed: &str) -> Result<(), Failure> {
    const UNKNOWN: Text = Text {
        en: "series `{series}` does not exist",
        fr: "la série `{series}` n'existe pas",
    };
    const KNOWN: Text = Text {
        en: "known series: {known}",
        fr: "séries connues\u{a0}: {known}",
    };
    let known: Vec<&str> = corpus
        .entities(EntityKind::RecordSeries)
        .map(|(file, _)| crate::model::layout::stem(&file.path))
        .collect();
    if known.contains(&typed) {
        return Ok(());
    }
    let failure = Failure::not_found(UNKNOWN.with("series", typed));
    Err(super::typed::mistyped(failure, typed, known, KNOWN))
}
