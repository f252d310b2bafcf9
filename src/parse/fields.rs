//! One table of keys per entity: reading, the rules on keys and `qms schema` all come from it.

use crate::diagnostic::Span;
use crate::model::names::{Located, nearest, unaccented};
use crate::parse::defect::{Defect, Expected};
use crate::parse::yaml::{Node, NodeKind, Pair};
use crate::text::Text;
use chrono::NaiveDate;

/// One key of an entity.
#[derive(Debug)]
pub struct Field {
    /// Its name on disk, ASCII.
    pub name: &'static str,
    /// What its value must be.
    pub shape: Shape,
    /// Whether it must be there.
    pub need: Need,
    /// What it is for, for the schema and the manual.
    pub meaning: Text,
}

/// Whether a key must be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// There and not empty (F006).
    Required,
    /// May be left out.
    Optional,
    /// Written by acts alone.
    Act,
}

/// What a value must be.
#[derive(Debug, Clone, Copy)]
pub enum Shape {
    /// Any text.
    Text,
    /// The id of an actor.
    Actor,
    /// The code of a process.
    Process,
    /// A code of a document, record or ticket, with or without its version.
    Code,
    /// The slug of a record series.
    Series,
    /// The id of a role.
    Role,
    /// The id of an audience or role.
    Audience,
    /// A civil day, `2026-11-21`.
    Date,
    /// A year, month or day: `2026`, `2026-10`, `2026-T3`.
    Period,
    /// A whole number, from 0.
    Integer,
    /// A number.
    Number,
    /// The first 16 hex digits of a digest, quoted.
    Fingerprint,
    /// A duration such as `3 ans`.
    Duration,
    /// One of a closed list.
    Choice(&'static [&'static str]),
    /// One value, or a list of them.
    OneOrMany(&'static Shape),
    /// A list.
    List(&'static Shape),
    /// A mapping with its own keys.
    Map(&'static [Field]),
    /// A mapping whose keys are free.
    MapOf(&'static Shape),
    /// The first alternative that fits; its message is that of the last.
    Either(&'static Shape, &'static Shape),
    /// Anything at all.
    Any,
}

/// A required key.
pub const fn required(name: &'static str, shape: Shape, meaning: Text) -> Field {
    Field {
        name,
        shape,
        need: Need::Required,
        meaning,
    }
}

/// A key that may be left out.
pub const fn optional(name: &'static str, shape: Shape, meaning: Text) -> Field {
    Field {
        name,
        shape,
        need: Need::Optional,
        meaning,
    }
}

/// A key that acts alone write.
pub const fn by_act(name: &'static str, shape: Shape, meaning: Text) -> Field {
    Field {
        name,
        shape,
        need: Need::Act,
        meaning,
    }
}

/// Something that a file names, and that must exist elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// The kind of thing named.
    pub kind: MentionKind,
    /// Under which key.
    pub key: &'static str,
    /// Its name.
    pub name: Box<str>,
    /// Where it is named.
    pub span: Span,
}

/// The kind of thing that a mention names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MentionKind {
    /// An actor's id.
    Actor,
    /// A process code.
    Process,
    /// A record series.
    Series,
    /// A document, record or ticket.
    Code,
    /// A role of qms.yaml.
    Role,
    /// An audience or role of qms.yaml.
    Audience,
}

/// What holding a file against its table gives: its defects, and what it names.
#[derive(Debug, Default)]
pub struct Findings {
    /// What is wrong.
    pub defects: Vec<Located<Defect>>,
    /// What is named.
    pub mentions: Vec<Mention>,
}

/// Holds a mapping against its table: unknown keys, missing or empty ones, wrong values.
/// `whole` is the place given for a key that is not there.
pub fn check(node: &Node, table: &'static [Field], whole: Span, found: &mut Findings) {
    for pair in node.pairs() {
        match find(table, &pair.key) {
            Some(field) => check_value(field, pair, found),
            None => {
                let near =
                    nearest(&pair.key, table.iter().map(|field| field.name)).map(str::to_owned);
                found.defects.push(Located::new(
                    Defect::UnknownKey {
                        key: pair.key.to_string(),
                        nearest: near,
                    },
                    pair.key_span,
                ));
            }
        }
    }
    for field in table.iter().filter(|field| field.need == Need::Required) {
        if !node
            .pairs()
            .iter()
            .any(|pair| same_key(&pair.key, field.name))
        {
            found.defects.push(Located::new(
                Defect::MissingKey {
                    key: field.name.to_owned(),
                },
                whole,
            ));
        }
    }
}

fn check_value(field: &'static Field, pair: &Pair, found: &mut Findings) {
    if is_empty(&pair.value) {
        if field.need == Need::Required {
            found.defects.push(Located::new(
                Defect::EmptyKey {
                    key: field.name.to_owned(),
                },
                pair.key_span,
            ));
        }
        return;
    }
    check_shape(field.name, &field.shape, &pair.value, found);
}

fn check_shape(key: &'static str, shape: &'static Shape, node: &Node, found: &mut Findings) {
    let wrong = |expected: Expected| {
        Located::new(
            Defect::WrongValue {
                key: key.to_owned(),
                expected,
            },
            node.span,
        )
    };
    match shape {
        Shape::Any => {}
        Shape::OneOrMany(inner) => match &node.kind {
            NodeKind::Sequence(items) => items
                .iter()
                .for_each(|item| check_shape(key, inner, item, found)),
            _ => check_shape(key, inner, node, found),
        },
        Shape::List(inner) => match &node.kind {
            NodeKind::Sequence(items) => items
                .iter()
                .for_each(|item| check_shape(key, inner, item, found)),
            _ => found.defects.push(wrong(Expected::List)),
        },
        Shape::Map(table) => match &node.kind {
            NodeKind::Mapping(_) => check(node, table, node.span, found),
            _ => found.defects.push(wrong(Expected::Map)),
        },
        Shape::MapOf(inner) => match &node.kind {
            NodeKind::Mapping(pairs) => {
                pairs
                    .iter()
                    .filter(|pair| !is_empty(&pair.value))
                    .for_each(|pair| check_shape(key, inner, &pair.value, found));
            }
            _ => found.defects.push(wrong(Expected::Map)),
        },
        Shape::Either(first, second) => {
            let mut tried = Findings::default();
            check_shape(key, first, node, &mut tried);
            if tried.defects.is_empty() {
                found.mentions.append(&mut tried.mentions);
            } else {
                check_shape(key, second, node, found);
            }
        }
        scalar => match node.as_str() {
            None => found.defects.push(wrong(Expected::Text)),
            Some(text) => {
                if let Some(expected) = mismatch(scalar, text) {
                    found.defects.push(wrong(expected));
                } else if let Some(kind) = mention_kind(scalar) {
                    found.mentions.push(Mention {
                        kind,
                        key,
                        name: Box::from(text),
                        span: node.span,
                    });
                }
            }
        },
    }
}

fn mention_kind(shape: &Shape) -> Option<MentionKind> {
    Some(match shape {
        Shape::Actor => MentionKind::Actor,
        Shape::Process => MentionKind::Process,
        Shape::Series => MentionKind::Series,
        Shape::Code => MentionKind::Code,
        Shape::Role => MentionKind::Role,
        Shape::Audience => MentionKind::Audience,
        _ => return None,
    })
}

/// What a scalar should have been, when it is not.
fn mismatch(shape: &Shape, text: &str) -> Option<Expected> {
    let ok = match shape {
        Shape::Date => return (day(text).is_none()).then_some(Expected::Date),
        Shape::Integer => {
            return (text.is_empty() || !text.bytes().all(|b| b.is_ascii_digit()))
                .then_some(Expected::Integer);
        }
        Shape::Number => {
            return text
                .replace(',', ".")
                .parse::<f64>()
                .map_or(true, |n| !n.is_finite())
                .then_some(Expected::Number);
        }
        Shape::Duration => {
            return crate::model::calendar::Duration::parse(text)
                .is_none()
                .then_some(Expected::Duration);
        }
        Shape::Choice(values) => {
            if values.contains(&text) {
                return None;
            }
            let near = nearest(text, values.iter().copied()).map(str::to_owned);
            return Some(Expected::OneOf {
                values,
                nearest: near,
            });
        }
        Shape::Fingerprint => return (!is_fingerprint(text)).then_some(Expected::Fingerprint),
        Shape::Period => is_period(text),
        Shape::Actor => is_actor_id(text),
        _ => return None,
    };
    if ok {
        return None;
    }
    Some(if matches!(shape, Shape::Period) {
        Expected::Period
    } else {
        Expected::ActorId
    })
}

/// A civil day written `2026-11-21`, and nothing else.
pub fn day(text: &str) -> Option<NaiveDate> {
    let bytes = text.as_bytes();
    if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
        return None;
    }
    let number = |digits: &[u8]| {
        digits.iter().try_fold(0u16, |number, digit| {
            digit
                .is_ascii_digit()
                .then(|| number * 10 + u16::from(digit - b'0'))
        })
    };
    NaiveDate::from_ymd_opt(
        number(&bytes[..4])?.into(),
        number(&bytes[5..7])?.into(),
        number(&bytes[8..])?.into(),
    )
}

/// 16 lower-case hex digits.
pub fn is_fingerprint(text: &str) -> bool {
    text.len() == 16
        && text
            .bytes()
            .all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
}

/// Lower case, digits, `-`.
pub fn is_actor_id(text: &str) -> bool {
    !text.is_empty()
        && !text.starts_with('-')
        && text
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

/// Capitals, digits, `-`.
pub fn is_process_code(text: &str) -> bool {
    !text.is_empty()
        && !text.starts_with('-')
        && text
            .bytes()
            .all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'-')
}

fn is_period(text: &str) -> bool {
    let digits =
        |part: &str, len: usize| part.len() == len && part.bytes().all(|b| b.is_ascii_digit());
    match text.split_once('-') {
        None => digits(text, 4),
        Some((year, part)) => {
            digits(year, 4)
                && (day(text).is_some()
                    || (digits(part, 2) && (1..=12).contains(&part.parse::<u8>().unwrap_or(0)))
                    || matches!(part, "T1" | "T2" | "T3" | "T4" | "S1" | "S2"))
        }
    }
}

/// Null, an empty text, an empty list or an empty mapping.
pub fn is_empty(node: &Node) -> bool {
    match &node.kind {
        NodeKind::Null => true,
        NodeKind::Scalar { .. } => node.as_str().is_none_or(|text| text.trim().is_empty()),
        NodeKind::Sequence(items) => items.is_empty(),
        NodeKind::Mapping(pairs) => pairs.is_empty(),
    }
}

fn same_key(typed: &str, name: &str) -> bool {
    typed == name || (!typed.is_ascii() && unaccented(typed) == name)
}

fn find(table: &'static [Field], key: &str) -> Option<&'static Field> {
    table.iter().find(|field| same_key(key, field.name))
}

/// Typed access to a mapping that was checked: a value that does not fit reads as absent, since
/// its defect stands already.
#[derive(Debug, Clone, Copy)]
pub struct Values<'n>(pub &'n Node);

impl<'n> Values<'n> {
    /// The value of a key, unless it is empty.
    pub fn get(self, key: &str) -> Option<&'n Node> {
        self.0
            .pairs()
            .iter()
            .find(|pair| same_key(&pair.key, key))
            .map(|pair| &pair.value)
            .filter(|node| !is_empty(node))
    }

    /// The bytes of a key's value, or of the key itself when it is empty.
    pub fn span(self, key: &str) -> Option<Span> {
        let pair = self
            .0
            .pairs()
            .iter()
            .find(|pair| same_key(&pair.key, key))?;
        Some(if is_empty(&pair.value) {
            pair.key_span
        } else {
            pair.value.span
        })
    }

    /// A text.
    pub fn text(self, key: &str) -> Option<Located<String>> {
        self.get(key).and_then(located)
    }

    /// A text, or the empty text at the place of the front-matter: for required keys, whose
    /// absence is a defect of its own.
    pub fn text_or_empty(self, key: &str) -> Located<String> {
        self.text(key)
            .unwrap_or_else(|| Located::new(String::new(), self.span(key).unwrap_or(self.0.span)))
    }

    /// A name built from a text.
    pub fn name<T>(self, key: &str, make: impl Fn(&str) -> T) -> Option<Located<T>> {
        self.get(key).and_then(|node| {
            node.as_str()
                .map(|text| Located::new(make(text), node.span))
        })
    }

    /// Names built from one text or a list of them.
    pub fn names<T>(self, key: &str, make: impl Fn(&str) -> T) -> Vec<Located<T>> {
        self.items(key)
            .filter_map(|node| {
                node.as_str()
                    .map(|text| Located::new(make(text), node.span))
            })
            .collect()
    }

    /// One text or a list of texts.
    pub fn texts(self, key: &str) -> Vec<Located<String>> {
        self.items(key).filter_map(located).collect()
    }

    /// A civil day.
    pub fn date(self, key: &str) -> Option<Located<NaiveDate>> {
        let node = self.get(key)?;
        day(node.as_str()?).map(|date| Located::new(date, node.span))
    }

    /// A mapping.
    pub fn map(self, key: &str) -> Option<Values<'n>> {
        self.get(key)
            .filter(|node| matches!(node.kind, NodeKind::Mapping(_)))
            .map(Values)
    }

    /// The mappings of a list.
    pub fn maps(self, key: &str) -> Vec<Values<'n>> {
        self.items(key)
            .filter(|node| matches!(node.kind, NodeKind::Mapping(_)))
            .map(Values)
            .collect()
    }

    fn items(self, key: &str) -> impl Iterator<Item = &'n Node> {
        let items: &[Node] = match self.get(key) {
            None => &[],
            Some(Node {
                kind: NodeKind::Sequence(items),
                ..
            }) => items,
            Some(node) => std::slice::from_ref(node),
        };
        items.iter()
    }
}

fn located(node: &Node) -> Option<Located<String>> {
    node.as_str()
        .map(|text| Located::new(text.to_owned(), node.span))
}
