//! `qms show`: one document, record, ticket, process, actor or row of a register.

use super::ground::tip_of;
use super::options::Format;
use super::{Answer, Context, Exit, Failure, FailureKind, french::French, life, named};
use crate::corpus::{Corpus, File, Version};
use crate::diagnostic::Span;
use crate::history::Course;
use crate::model::code::Reference;
use crate::model::document::Status;
use crate::model::entity::Entity;
use crate::model::layout::{EntityKind, stem};
use crate::parse::fields::MentionKind;
use crate::parse::front_matter::{Split, split};
use crate::parse::{self, yaml};
use crate::report::cartouche::{self, UsedBy};
use crate::report::document::DocumentLine;
use crate::report::retention::{self as view, RetentionLine};
use crate::report::{front_matter, html, json};
use crate::retention;
use crate::text::Text;
use chrono::NaiveDate;
use serde_json::Value;

/// Show a document, record, ticket, process, actor or series
#[derive(Debug, clap::Args)]
#[command(alias = "montrer")]
pub struct Show {
    /// Its code, process code, actor id or slug; without a version, the one in force
    #[arg(value_name = "CODE")]
    code: String,
    /// The version in force on that day
    #[arg(long, value_name = "YYYY-MM-DD")]
    on: Option<NaiveDate>,
}

/// The French of its help.
pub const FRENCH: &French = &[
    (
        "",
        "Montrer un document, un enregistrement, une fiche, un processus, un acteur ou une série",
    ),
    (
        "code",
        "Son code, un code de processus, un acteur ou une série ; sans version, celle en vigueur",
    ),
    ("on", "La version en vigueur ce jour-là"),
];

/// Runs it.
pub fn run(args: &Show, ctx: &Context) -> Result<Answer, Failure> {
    let corpus = ctx.whole()?;
    if let Some(day) = args.on {
        let whole = &ctx.past()?.corpus;
        let version = in_force_on(ctx, whole, &args.code, day)?;
        return document(ctx, whole, &version, day, Status::Effective);
    }
    let file = match named::file(ctx, corpus, &args.code) {
        Err(failure) if failure.kind == FailureKind::NotFound => {
            return departed(ctx, corpus, &args.code).unwrap_or(Err(failure));
        }
        other => other?,
    };
    let version = file.code().and_then(|code| {
        corpus
            .versions(&code.document()?)
            .into_iter()
            .find(|version| version.file.path == file.path)
    });
    match version {
        Some(version) => document(ctx, corpus, &version, corpus.as_of(), version.status),
        None => other(ctx, corpus, file),
    }
}

/// The version that was in force on a day, among those that stand and those that left.
fn in_force_on<'c>(
    ctx: &Context,
    corpus: &'c Corpus,
    typed: &str,
    day: NaiveDate,
) -> Result<Version<'c>, Failure> {
    const WITHOUT_VERSION: Text = Text {
        en: "`{code}` has no versions: `--on` is for documents",
        fr: "`{code}` n'a pas de versions\u{a0}: `--on` concerne les documents",
    };
    const NOT_THEN: Text = Text {
        en: "`{code}` was not in force on {day}",
        fr: "`{code}` n'était pas en vigueur le {day}",
    };
    const NOTHING: Text = Text {
        en: "no version of `{code}` was in force on {day}",
        fr: "aucune version de `{code}` n'était en vigueur le {day}",
    };
    const HELP: Text = Text {
        en: "`qms log {code}` tells its life",
        fr: "`qms log {code}` raconte sa vie",
    };
    let Ok(reference) = corpus.policy().codes.lenient(typed) else {
        return Err(match named::file(ctx, corpus, typed) {
            Ok(_) => {
                Failure::could_not_run(FailureKind::Usage, WITHOUT_VERSION.with("code", typed))
            }
            Err(failure) => failure,
        });
    };
    if matches!(&reference, Reference::Exact(code) if code.document().is_none()) {
        return Err(Failure::could_not_run(
            FailureKind::Usage,
            WITHOUT_VERSION.with("code", typed),
        ));
    }
    let versions = named::versions(corpus, typed, &reference)?;
    let then = versions
        .into_iter()
        .rev()
        .find(|version| corpus.status_on(version, day) == Status::Effective);
    let (text, wanted) = match &reference {
        Reference::Exact(code) => (
            NOT_THEN,
            then.filter(|version| version.document.code == *code),
        ),
        Reference::Document(_) => (NOTHING, then),
    };
    wanted.ok_or_else(|| {
        Failure::not_found(text.with("code", typed).with("day", day))
            .exit(Exit::Found)
            .help(HELP.with("code", typed))
    })
}

/// A version that left the tree; none where nothing of that code ever was.
fn departed(ctx: &Context, corpus: &Corpus, typed: &str) -> Option<Result<Answer, Failure>> {
    let reference = corpus.policy().codes.lenient(typed).ok()?;
    let past = match ctx.past() {
        Ok(past) => &past.corpus,
        Err(failure) => return Some(Err(failure)),
    };
    let version = past.meant(&reference)?;
    Some(document(
        ctx,
        past,
        &version,
        corpus.as_of(),
        version.status,
    ))
}

fn document(
    ctx: &Context,
    corpus: &Corpus,
    version: &Version<'_>,
    day: NaiveDate,
    status: Status,
) -> Result<Answer, Failure> {
    let mut line = DocumentLine::of(corpus, version, status, day);
    let current = ctx.whole()?;
    if current.file(&version.file.path).is_none() {
        line.path = None;
    }
    match ctx.format() {
        Format::Md => {
            return Ok(Answer {
                exit: Exit::Done,
                bytes: bytes(ctx, version.file)?,
            });
        }
        Format::Html => {
            let source = source(ctx, version.file)?;
            let images = |path: &str| ctx.tree().ok()?.read_path(path).ok().flatten();
            let page = html::Page {
                corpus,
                version,
                line: &line,
                day,
                body: &source[body(&source)],
                lang: ctx.lang,
            };
            return Ok(Answer {
                exit: Exit::Done,
                bytes: html::standalone(&page, &images).into_bytes(),
            });
        }
        _ => {}
    }
    let referrers = version.document.code.document().map(|id| {
        distinct(
            current
                .referrers(&id)
                .iter()
                .map(|referrer| &*referrer.path),
            current,
        )
    });
    let referrers = referrers.unwrap_or_default();
    ctx.answer(
        Exit::Done,
        || {
            json::body([
                ("document", line.json()),
                ("events", events(ctx, version.file)),
                ("referred_by", referred_by(&referrers)),
            ])
        },
        |style| {
            format!(
                "{}{}",
                cartouche::text(corpus, version, &line, day, style),
                cartouche::used_by(&referrers, style)
            )
        },
    )
}

fn other(ctx: &Context, corpus: &Corpus, file: &File) -> Result<Answer, Failure> {
    if ctx.format() == Format::Md {
        return Ok(Answer {
            exit: Exit::Done,
            bytes: bytes(ctx, file)?,
        });
    }
    let kind = file.kind.unwrap_or(EntityKind::Template);
    let source = source(ctx, file)?;
    let yaml = split(&source).yaml().unwrap_or_default();
    let (node, _) = yaml::read(
        &source[yaml.start..yaml.end],
        yaml.start,
        &yaml::Limits::default(),
    );
    let referrers = used_by(corpus, file);
    let kept = kept(ctx, corpus, file);
    ctx.answer(
        Exit::Done,
        || {
            json::body([
                (key(kind), front_matter::json(&node, parse::table(kind))),
                ("path", Value::from(&*file.path)),
                (
                    "retention",
                    kept.as_ref().map_or(Value::Null, RetentionLine::json),
                ),
                ("events", events(ctx, file)),
                ("referred_by", referred_by(&referrers)),
            ])
        },
        |style| {
            let body = crate::report::page::text(source[body(&source)].trim(), style);
            let gap = if body.is_empty() { "" } else { "\n" };
            let front = front_matter::text(&node, style);
            let path = crate::text::escape_controls(&file.path);
            format!(
                "{}\n{front}{}{gap}{body}{}",
                crate::report::lines::heading(&path, style),
                kept.as_ref()
                    .map(|line| view::alone(line, style))
                    .unwrap_or_default(),
                cartouche::used_by(&referrers, style)
            )
        },
    )
}

/// How long a record or ticket is kept.
fn kept(ctx: &Context, corpus: &Corpus, file: &File) -> Option<RetentionLine> {
    if !matches!(file.kind, Some(EntityKind::Record | EntityKind::Ticket)) {
        return None;
    }
    let items = retention::items(corpus);
    let item = retention::find(&items, file.code()?)?;
    Some(RetentionLine::of(item, corpus, ctx.lang))
}

/// The life of a document, record or ticket, from the acts of its history: none outside git, null
/// where the history cannot be judged (`log` says why).
pub(super) fn events(ctx: &Context, file: &File) -> Value {
    let (Some(code), Ok(repository)) = (file.code(), ctx.document_repository()) else {
        return Value::Array(Vec::new());
    };
    let Ok(Some(tip)) = ctx
        .revision()
        .and_then(|asked| asked.map_or_else(|| tip_of(repository), Ok).map(Some))
    else {
        return Value::Array(Vec::new());
    };
    let Ok(course) = Course::to(repository, tip) else {
        return Value::Null;
    };
    match life::events(ctx, &course, &[(code.clone(), file.path.to_string())]) {
        Ok(events) => events.iter().map(|event| event.json(ctx.lang)).collect(),
        Err(_) => Value::Null,
    }
}

/// The name under which JSON gives an entity.
fn key(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::ExternalDocument => "external_document",
        other => other.as_str(),
    }
}

/// The files that name an entity, by its code, id or slug.
pub(super) fn used_by(corpus: &Corpus, file: &File) -> Vec<UsedBy> {
    let name = stem(&file.path);
    let wanted = match file.kind {
        Some(EntityKind::Actor) => MentionKind::Actor,
        Some(EntityKind::Process) => MentionKind::Process,
        Some(EntityKind::RecordSeries) => MentionKind::Series,
        _ => MentionKind::Code,
    };
    let own = file.code();
    let names = |text: &str| match (own, corpus.policy().codes.lenient(text)) {
        (Some(own), Ok(Reference::Exact(code))) => code == *own,
        (Some(_), _) => false,
        (None, _) => text == name,
    };
    // A process names its indicators by their slugs.
    let measures = |other: &File| match other.entity() {
        Some(Entity::Process(process)) if file.kind == Some(EntityKind::Indicator) => {
            process.indicators.iter().any(|slug| slug.value == name)
        }
        _ => false,
    };
    let naming = corpus
        .files()
        .iter()
        .filter(|other| other.path != file.path && other.kind != Some(EntityKind::Acknowledgement))
        .filter(|other| {
            measures(other)
                || other.parsed.as_ref().is_some_and(|parsed| {
                    parsed
                        .mentions
                        .iter()
                        .any(|mention| mention.kind == wanted && names(&mention.name))
                        || (own.is_some()
                            && parsed
                                .outline()
                                .links
                                .iter()
                                .any(|link| names(crate::corpus::code_of_link(&link.target))))
                })
        });
    distinct(naming.map(|file| &*file.path), corpus)
}

fn distinct<'p>(paths: impl Iterator<Item = &'p str>, corpus: &Corpus) -> Vec<UsedBy> {
    let mut paths: Vec<&str> = paths.collect();
    paths.sort_unstable();
    paths.dedup();
    paths
        .into_iter()
        .map(|path| {
            let code = match corpus.file(path) {
                Some(file) if file.code().is_some() => file.code().map(ToString::to_string),
                Some(File {
                    kind: Some(EntityKind::Process),
                    ..
                }) => Some(stem(path).to_owned()),
                _ => None,
            };
            UsedBy {
                code,
                path: path.to_owned(),
            }
        })
        .collect()
}

pub(super) fn referred_by(referrers: &[UsedBy]) -> Value {
    referrers
        .iter()
        .map(|referrer| serde_json::json!({"code": referrer.code, "path": referrer.path}))
        .collect()
}

fn bytes(ctx: &Context, file: &File) -> Result<Vec<u8>, Failure> {
    const GONE: Text = Text {
        en: "it is no longer there",
        fr: "il n'y est plus",
    };
    let read = ctx
        .tree()?
        .read_path(&file.path)
        .map_err(|error| Failure::io(&file.path, error))?;
    let read = match read {
        Some(bytes) => Some(bytes),
        None => ctx
            .past()?
            .tree
            .read_path(&file.path)
            .map_err(|error| Failure::io(&file.path, error))?,
    };
    read.ok_or_else(|| Failure::io(&file.path, GONE.get(ctx.lang)))
}

pub(super) fn source(ctx: &Context, file: &File) -> Result<String, Failure> {
    Ok(String::from_utf8_lossy(&bytes(ctx, file)?).into_owned())
}

/// Where the body stands.
pub(super) fn body(source: &str) -> std::ops::Range<usize> {
    let Span { start, end } = match split(source) {
        Split::Unclosed => Span::default(),
        other => other.body(source.len()),
    };
    start..end
}
