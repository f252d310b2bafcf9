//! Strict YAML as a tree that keeps its places; only this folder names the YAML crates.

mod checks;
mod events;
mod scan;
mod write;

#[cfg(test)]
mod differential;

use super::workflow::WorkflowKey;
use crate::diagnostic::Span;

pub use checks::fold;
pub use write::{flow_list, plain, quoted_scalar, scalar};

/// A value with the bytes that it was read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// The value's own bytes: quotes and brackets included, comments and indentation not.
    /// Nothing at all is an empty span just after the `:` or the `-`.
    pub span: Span,
    /// What it is.
    pub kind: NodeKind,
}

/// What a value is. Plain scalars stay the text that was typed (`00354`, `no`, `1.10`): the key
/// that holds them says what they mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NodeKind {
    /// Nothing, `~` or `null`.
    Null,
    /// A text, its quoting undone.
    Scalar {
        /// The text.
        value: Box<str>,
        /// How it was written.
        style: Style,
    },
    /// A list.
    Sequence(Vec<Node>),
    /// A map, in the order of the file.
    Mapping(Vec<Pair>),
}

/// How a scalar was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// Bare.
    Plain,
    /// Between quotes of either kind.
    Quoted,
    /// After `|` or `>`.
    Block,
}

/// A key and its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    /// The key as typed.
    pub key: Box<str>,
    /// Its bytes, quotes included.
    pub key_span: Span,
    /// Its value.
    pub value: Node,
}

impl Node {
    /// The value of a key, accents of the file not counting: `get("redacteur")` finds `rédacteur`.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.pair(key).map(|pair| &pair.value)
    }

    /// The same with the key's own place.
    pub fn pair(&self, key: &str) -> Option<&Pair> {
        self.pairs()
            .iter()
            .find(|pair| *pair.key == *key || (!pair.key.is_ascii() && fold(&pair.key) == key))
    }

    /// The text of a scalar; `None` for nothing, lists and maps.
    pub fn as_str(&self) -> Option<&str> {
        match &self.kind {
            NodeKind::Scalar { value, .. } => Some(value),
            _ => None,
        }
    }

    /// Whether a text stands in the file as it is read, between its quotes where it has any.
    pub fn is_verbatim(&self) -> bool {
        let own = self.span.end - self.span.start;
        match &self.kind {
            NodeKind::Scalar { value, style } => match style {
                Style::Plain => own == value.len(),
                Style::Quoted => own == value.len() + 2,
                Style::Block => false,
            },
            _ => false,
        }
    }

    /// The items of a list; none for anything else.
    pub fn items(&self) -> &[Node] {
        match &self.kind {
            NodeKind::Sequence(items) => items,
            _ => &[],
        }
    }

    /// The pairs of a map; none for anything else.
    pub fn pairs(&self) -> &[Pair] {
        match &self.kind {
            NodeKind::Mapping(pairs) => pairs,
            _ => &[],
        }
    }

    /// Whether nothing was given.
    pub fn is_null(&self) -> bool {
        self.kind == NodeKind::Null
    }

    /// Whether two trees say the same, wherever they stand and however they are quoted.
    pub fn same_value(&self, other: &Node) -> bool {
        match (&self.kind, &other.kind) {
            (NodeKind::Null, NodeKind::Null) => true,
            (NodeKind::Scalar { value: a, .. }, NodeKind::Scalar { value: b, .. }) => a == b,
            (NodeKind::Sequence(a), NodeKind::Sequence(b)) => {
                a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.same_value(b))
            }
            (NodeKind::Mapping(a), NodeKind::Mapping(b)) => {
                a.len() == b.len()
                    && a.iter()
                        .zip(b)
                        .all(|(a, b)| a.key == b.key && a.value.same_value(&b.value))
            }
            _ => false,
        }
    }

    fn empty_mapping(offset: usize) -> Node {
        Node {
            span: Span::new(offset, offset),
            kind: NodeKind::Mapping(Vec::new()),
        }
    }
}

/// What a text may weigh: checked while reading, so that nothing big is ever built.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of YAML.
    pub bytes: usize,
    /// Lists and maps inside one another.
    pub depth: usize,
    /// Values and keys.
    pub nodes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            bytes: 64 * 1024,
            depth: 16,
            nodes: 10_000,
        }
    }
}

/// One way in which a text is not strict YAML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct YamlDefect {
    /// What is wrong.
    pub kind: YamlDefectKind,
    /// The bytes that are.
    pub span: Span,
}

/// The ways in which a text is not strict YAML.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum YamlDefectKind {
    /// More bytes than the limit.
    TooLarge {
        /// Bytes found.
        bytes: usize,
        /// Bytes allowed.
        limit: usize,
    },
    /// Lists and maps nested deeper than the limit.
    TooDeep {
        /// Depth allowed.
        limit: usize,
    },
    /// More values than the limit.
    TooManyNodes {
        /// Values allowed.
        limit: usize,
    },
    /// The top level is a list or a scalar.
    NotAMapping,
    /// `&name`.
    Anchor,
    /// `*name`.
    Alias,
    /// `<<`.
    MergeKey,
    /// `!name`.
    Tag,
    /// `%YAML`, `%TAG`.
    Directive,
    /// A second `---`.
    SecondDocument,
    /// A tab where a line is indented.
    Tab,
    /// A key that is no text on one line followed by its colon.
    ComplexKey,
    /// A scalar, list or map goes on at the beginning of a line, where a key belongs.
    ColumnZero,
    /// A key given twice, with or without its accents.
    DuplicateKey {
        /// The key it repeats.
        first: Span,
    },
    /// A control character, written or escaped.
    Control(char),
    /// A plain text with `: ` in it, or a key where none can stand.
    UnquotedColon,
    /// A plain text that begins with a character kept for YAML.
    ReservedCharacter(char),
    /// A quote or bracket that nothing closes.
    Unclosed,
    /// Lines that do not align.
    Indentation,
    /// Lines that git left where two people changed the same ones: `<<<<<<<` to `>>>>>>>`.
    Conflict,
    /// Anything else that is not YAML.
    Syntax,
    /// A workflow key that is quoted, accented, or followed by a space.
    WorkflowSpelling(WorkflowKey),
    /// A workflow key whose lines are not those that the digest leaves out.
    WorkflowExtent(WorkflowKey),
}

/// Reads a text that begins at `offset` in its file. The tree is a mapping, empty where the text
/// cannot be read; spans are those of the file. A text with defects is not to be relied on, but
/// its tree holds what could be made out.
pub fn read(text: &str, offset: usize, limits: &Limits) -> (Node, Vec<YamlDefect>) {
    read_with(text, offset, limits, scan::read)
}

/// The same by the full reader alone, which the fast one is held against.
pub fn read_in_full(text: &str, offset: usize, limits: &Limits) -> (Node, Vec<YamlDefect>) {
    read_with(text, offset, limits, |_, _, _| None)
}

fn read_with(
    text: &str,
    offset: usize,
    limits: &Limits,
    fast: fn(&str, usize, &Limits) -> Option<Node>,
) -> (Node, Vec<YamlDefect>) {
    if text.len() > limits.bytes {
        let kind = YamlDefectKind::TooLarge {
            bytes: text.len(),
            limit: limits.bytes,
        };
        let span = Span::new(offset, offset + text.len());
        return (Node::empty_mapping(offset), vec![YamlDefect { kind, span }]);
    }
    let (node, mut defects) = match fast(text, offset, limits) {
        Some(node) => (node, Vec::new()),
        None => events::read(text, offset, limits),
    };
    checks::duplicates(&node, &mut defects);
    if !defects.is_empty() {
        let conflicts = checks::conflicts(text, offset);
        if !conflicts.is_empty() {
            // Whatever else is wrong comes of them.
            return (node, conflicts);
        }
    }
    defects.sort_by_key(|defect| (defect.span.start, defect.span.end));
    (node, defects)
}

/// Whether a plain scalar means nothing at all, in every YAML.
fn is_null_word(text: &str) -> bool {
    matches!(text, "~" | "null" | "Null" | "NULL")
}
