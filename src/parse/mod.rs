//! Text in, a value and its defects out: never fails, never prints, never looks at a clock.

pub mod action;
pub mod actor;
pub mod defect;
pub mod digest;
pub mod document;
pub mod edit;
pub mod edit_items;
pub mod fields;
pub mod front_matter;
pub mod hold;
pub mod images;
pub mod img;
pub mod manifest;
pub mod markdown;
pub mod personal;
pub mod placeholders;
pub mod plain;
pub mod policy;
pub mod process;
pub mod prose;
pub mod record;
pub mod registers;
pub mod series;
pub mod sheet;
pub mod term;
pub mod ticket;
pub mod trailers;
pub mod workflow;
pub mod workflow_values;
pub mod yaml;

use crate::diagnostic::Span;
use crate::model::code::{Code, CodeDefect, Reference};
use crate::model::digest::Digest;
use crate::model::entity::Entity;
use crate::model::layout::{EntityKind, stem};
use crate::model::names::Located;
use crate::model::policy::Policy;
use defect::Defect;
use fields::{Field, Findings, Mention, Values};
use front_matter::Split;
use markdown::Outline;
use std::borrow::Cow;
use std::sync::Arc;
use yaml::YamlDefectKind;

/// What one file of the repository says.
#[derive(Debug)]
pub struct Parsed {
    /// What it holds, as far as it could be read.
    pub entity: Option<Entity>,
    /// The code that its name gives, where its kind has codes.
    pub named: Option<Result<Code, CodeDefect>>,
    /// The `code`, `id` or `nom` that it gives itself.
    pub declared: Option<Located<String>>,
    /// What is wrong with its form.
    pub defects: Vec<Located<Defect>>,
    /// What it names that must exist elsewhere.
    pub mentions: Vec<Mention>,
    /// Where its top-level keys stand: the value, or the key where it is empty.
    pub keys: Box<[(Cow<'static, str>, Span)]>,
    /// How far its body was read.
    body: Body,
    outline: Outline,
    personal: Box<[Located<personal::Personal>]>,
    /// The digest that an act on it signs.
    pub digest: Digest,
    /// The front-matter with both its fences: the place of what is missing there.
    pub front: Span,
}

/// How far the body of a file was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Body {
    /// All of it.
    Read,
    /// It shows no image, and nothing else was looked for.
    Imageless,
    /// Not at all.
    Left,
}

impl Parsed {
    /// Headings, links and words of its body, which must have been read.
    pub fn outline(&self) -> &Outline {
        debug_assert_eq!(self.body, Body::Read, "a body is asked for that was left");
        &self.outline
    }

    /// The images that its body shows; it must have been looked at.
    pub fn images(&self) -> &[img::Image] {
        debug_assert_ne!(self.body, Body::Left, "a body is asked for that was left");
        &self.outline.images
    }

    /// Personal data in clear, looked for where they matter: in records and tickets, which must
    /// have been read whole.
    pub fn personal(&self) -> &[Located<personal::Personal>] {
        debug_assert_eq!(self.body, Body::Read, "a body is asked for that was left");
        &self.personal
    }
}

/// Reads one file. What cannot be read leaves a defect, and as much of the rest as stands.
pub fn read(kind: EntityKind, path: &Arc<str>, bytes: &[u8], policy: &Policy) -> Parsed {
    read_with(kind, path, bytes, policy, Body::Read)
}

/// Reads one file but for its body, half of the work: for all that asks the front-matter alone.
pub fn read_front(kind: EntityKind, path: &Arc<str>, bytes: &[u8], policy: &Policy) -> Parsed {
    read_with(kind, path, bytes, policy, Body::Left)
}

/// Reads one file but for its body, which is read only where it may show an image.
pub fn read_head(kind: EntityKind, path: &Arc<str>, bytes: &[u8], policy: &Policy) -> Parsed {
    // An image begins with `![` in CommonMark, and with a tag in HTML (CommonMark 6.4, 6.6).
    let shows = memchr::memmem::find(bytes, b"![").is_some()
        || bytes
            .windows(4)
            .any(|window| window.eq_ignore_ascii_case(b"<img"));
    let body = if shows { Body::Read } else { Body::Imageless };
    read_with(kind, path, bytes, policy, body)
}

fn read_with(
    kind: EntityKind,
    path: &Arc<str>,
    bytes: &[u8],
    policy: &Policy,
    reading: Body,
) -> Parsed {
    let digest = digest::digest(bytes);
    let mut parsed = Parsed {
        entity: None,
        named: named(kind, stem(path), policy),
        declared: None,
        defects: Vec::new(),
        mentions: Vec::new(),
        keys: Box::default(),
        body: reading,
        outline: Outline::default(),
        personal: Box::default(),
        digest,
        front: Span::default(),
    };
    let (text, hygiene) = plain::hygiene(bytes);
    parsed.defects.extend(
        hygiene
            .into_iter()
            .map(|found| Located::new(Defect::Hygiene(found.kind), found.span)),
    );
    let Some(text) = text else { return parsed };
    if matches!(kind, EntityKind::Record | EntityKind::Ticket) && reading == Body::Read {
        parsed.personal = personal::find(text).into();
    }
    let (yaml, body) = match front_matter::split(text) {
        Split::Present { yaml, body } => (yaml, body),
        Split::Missing => {
            if kind != EntityKind::Template {
                let first_line = text.find('\n').unwrap_or(text.len());
                parsed.defects.push(Located::new(
                    Defect::NoFrontMatter,
                    Span::new(0, first_line.max(1).min(text.len())),
                ));
            }
            if reading == Body::Read {
                parsed.outline = markdown::outline(text, Span::new(0, text.len()));
            }
            return parsed;
        }
        Split::Unclosed => {
            parsed
                .defects
                .push(Located::new(Defect::UnclosedFrontMatter, Span::new(0, 3)));
            return parsed;
        }
    };
    parsed.front = Span::new(0, body.start);
    if has_body(kind) && reading == Body::Read {
        parsed.outline = markdown::outline(text, body);
    }
    if kind == EntityKind::Template {
        parsed.entity = Some(Entity::Template);
        return parsed;
    }
    let limits = yaml::Limits {
        bytes: policy.sizes.front_matter,
        ..yaml::Limits::default()
    };
    let (node, defects) = yaml::read(&text[yaml.start..yaml.end], yaml.start, &limits);
    let readable = !defects.iter().any(|found| is_fatal(found.kind));
    parsed.defects.extend(
        defects
            .into_iter()
            .map(|found| Located::new(Defect::Yaml(found.kind), found.span)),
    );
    parsed.defects.extend(
        workflow::disagreements(text, &node)
            .into_iter()
            .map(|found| Located::new(Defect::Yaml(found.kind), found.span)),
    );
    if !readable {
        return parsed;
    }
    let values = Values(&node);
    parsed.keys = node
        .pairs()
        .iter()
        .map(|pair| {
            (
                key_name(kind, &pair.key),
                values.span(&pair.key).unwrap_or(pair.key_span),
            )
        })
        .collect();
    parsed.declared = values.text(identity_key(kind));
    let mut found = Findings::default();
    fields::check(&node, table(kind), Span::new(0, 3), &mut found);
    if matches!(kind, EntityKind::Record | EntityKind::Ticket) {
        record::event_keys(values, policy, &mut found.defects);
    }
    parsed.defects.append(&mut found.defects);
    parsed.mentions = found.mentions;
    if kind == EntityKind::RecordSeries {
        series::terms(values, policy, &mut parsed.defects);
    }
    parsed.entity = entity(kind, path, values, parsed.named.as_ref(), (digest, policy));
    parsed
}

fn entity(
    kind: EntityKind,
    path: &Arc<str>,
    values: Values<'_>,
    named: Option<&Result<Code, CodeDefect>>,
    (digest, policy): (Digest, &Policy),
) -> Option<Entity> {
    let code = named.and_then(|named| named.as_ref().ok()).cloned();
    let slug = stem(path);
    Some(match kind {
        EntityKind::Actor => Entity::Actor(actor::read(values)),
        EntityKind::Process => Entity::Process(process::read(values)),
        EntityKind::Document => Entity::Document(Box::new(document::read(values, code?, digest))),
        EntityKind::Record => Entity::Record(Box::new(record::read(values, code?, policy))),
        EntityKind::Acknowledgement => {
            Entity::Acknowledgement(document::read_acknowledgement(values, path)?)
        }
        EntityKind::Ticket => Entity::Ticket(Box::new(ticket::read(values, code?, policy))),
        EntityKind::RecordSeries => {
            Entity::RecordSeries(Box::new(series::read(values, slug, policy)))
        }
        EntityKind::ExternalDocument => {
            Entity::ExternalDocument(registers::read_external(values, slug))
        }
        EntityKind::WatchItem => Entity::WatchItem(registers::read_watch(values, slug)),
        EntityKind::Indicator => Entity::Indicator(registers::read_indicator(values, slug)),
        EntityKind::DisposalCertificate => {
            Entity::DisposalCertificate(registers::read_certificate(values))
        }
        EntityKind::SnapshotEntry => Entity::SnapshotEntry(registers::read_snapshot(values)),
        EntityKind::Template => Entity::Template,
    })
}

/// Whether a defect leaves the values in doubt. What is merely forbidden (an anchor, a tag, a
/// repeated key) is reported, and the rest still read.
fn is_fatal(kind: YamlDefectKind) -> bool {
    !matches!(
        kind,
        YamlDefectKind::Anchor
            | YamlDefectKind::Alias
            | YamlDefectKind::MergeKey
            | YamlDefectKind::Tag
            | YamlDefectKind::DuplicateKey { .. }
            | YamlDefectKind::Control(_)
            | YamlDefectKind::WorkflowSpelling(_)
            | YamlDefectKind::WorkflowExtent(_)
    )
}

/// The table of a kind's keys; a template has none of its own.
pub fn table(kind: EntityKind) -> &'static [Field] {
    match kind {
        EntityKind::Actor => actor::TABLE,
        EntityKind::Process => process::TABLE,
        EntityKind::Document => document::TABLE,
        EntityKind::Record => record::TABLE,
        EntityKind::Acknowledgement => document::ACKNOWLEDGEMENT,
        EntityKind::Ticket => ticket::TABLE,
        EntityKind::RecordSeries => series::TABLE,
        EntityKind::ExternalDocument => registers::EXTERNAL,
        EntityKind::WatchItem => registers::WATCH,
        EntityKind::Indicator => registers::INDICATOR,
        EntityKind::DisposalCertificate => registers::CERTIFICATE,
        EntityKind::SnapshotEntry => registers::SNAPSHOT,
        EntityKind::Template => &[],
    }
}

/// A key as typed; those of the table are nearly all there are, and cost no text of their own.
fn key_name(kind: EntityKind, typed: &str) -> Cow<'static, str> {
    let known = table(kind).iter().find(|field| field.name == typed);
    known.map_or_else(
        || Cow::Owned(typed.to_owned()),
        |field| Cow::Borrowed(field.name),
    )
}

/// The key in which an entity repeats the name of its file.
fn identity_key(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Actor => "id",
        EntityKind::SnapshotEntry => "nom",
        _ => "code",
    }
}

/// Whether links and words of the body matter. The registers' bodies are notes.
fn has_body(kind: EntityKind) -> bool {
    matches!(
        kind,
        EntityKind::Document
            | EntityKind::Record
            | EntityKind::Ticket
            | EntityKind::Process
            | EntityKind::Template
    )
}

/// The code that a file's name gives. A name of the right numbers in other widths still says
/// which code it means: two files of one code must meet (C003).
fn named(kind: EntityKind, stem: &str, policy: &Policy) -> Option<Result<Code, CodeDefect>> {
    if !matches!(
        kind,
        EntityKind::Document
            | EntityKind::Record
            | EntityKind::Ticket
            | EntityKind::DisposalCertificate
    ) {
        return None;
    }
    Some(match policy.codes.lenient(stem) {
        Ok(Reference::Exact(code)) => Ok(code),
        Ok(Reference::Document(id)) => Err(policy
            .codes
            .shape(&id.kind)
            .map_or(CodeDefect::UnknownType, CodeDefect::Shape)),
        Err(defect) => Err(defect),
    })
}
