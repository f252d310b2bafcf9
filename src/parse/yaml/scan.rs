//! The fast reader: plain one-line YAML as `qms` and its users write it; at any doubt it answers
//! nothing, and the full reader decides.

use super::{Limits, Node, NodeKind, Pair, Style, is_null_word};
use crate::diagnostic::Span;

/// Reads a text, or gives it up.
pub(super) fn read(text: &str, offset: usize, limits: &Limits) -> Option<Node> {
    let bytes = text.as_bytes();
    if !ordinary(bytes) {
        return None;
    }
    let mut scanner = Scanner {
        text,
        bytes,
        offset,
        at: 0,
        line: Line::default(),
        nodes: limits.nodes,
    };
    scanner.advance();
    if scanner.line.content == bytes.len() {
        return Some(Node::empty_mapping(offset));
    }
    if scanner.line.indent != 0 || scanner.at_dash() {
        return None;
    }
    let node = scanner.mapping(0, limits.depth)?;
    (scanner.line.content == bytes.len()).then_some(node)
}

/// Whether no byte asks for the full reader: controls, tabs, lone CR, byte order marks and the
/// Unicode line breaks that YAML 1.1 and 1.2 read differently.
fn ordinary(bytes: &[u8]) -> bool {
    let mut index = 0;
    while let Some(&byte) = bytes.get(index) {
        let next = bytes.get(index + 1).copied().unwrap_or(0);
        let fine = match byte {
            b'\n' | 0x20..=0x7e => true,
            b'\r' => next == b'\n',
            0xc2 => next >= 0xa0,
            0xe2 => next != 0x80 || !matches!(bytes.get(index + 2), Some(0xa8 | 0xa9)),
            0xef => !(next == 0xbb && bytes.get(index + 2) == Some(&0xbf)),
            0x80..=0xff => true,
            _ => false,
        };
        if !fine {
            return false;
        }
        index += 1;
    }
    true
}

/// The line to read next: neither blank nor a comment.
#[derive(Debug, Clone, Copy, Default)]
struct Line {
    indent: usize,
    /// Where its first character stands; the end of the text when no line is left.
    content: usize,
    /// Where it ends, without its line break and trailing spaces.
    end: usize,
}

struct Scanner<'a> {
    text: &'a str,
    bytes: &'a [u8],
    offset: usize,
    /// The beginning of the line after `line`.
    at: usize,
    line: Line,
    nodes: usize,
}

impl Scanner<'_> {
    fn byte(&self, at: usize) -> u8 {
        // A line break stands for the end of the text: nothing goes on after either.
        self.bytes.get(at).copied().unwrap_or(b'\n')
    }

    fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.offset + start, self.offset + end)
    }

    fn advance(&mut self) {
        while let Some(rest) = self.bytes.get(self.at..).filter(|rest| !rest.is_empty()) {
            let start = self.at;
            let length = memchr::memchr(b'\n', rest).unwrap_or(rest.len());
            let mut end = start + length;
            self.at = (end + 1).min(self.bytes.len());
            if end > start && self.byte(end) == b'\n' && self.bytes.get(end - 1) == Some(&b'\r') {
                end -= 1;
            }
            while end > start && self.bytes.get(end - 1) == Some(&b' ') {
                end -= 1;
            }
            let mut content = start;
            while content < end && self.byte(content) == b' ' {
                content += 1;
            }
            if content < end && self.byte(content) != b'#' {
                self.line = Line {
                    indent: content - start,
                    content,
                    end,
                };
                return;
            }
        }
        self.line = Line {
            indent: 0,
            content: self.bytes.len(),
            end: self.bytes.len(),
        };
    }

    fn done(&self) -> bool {
        self.line.content == self.bytes.len()
    }

    fn at_dash(&self) -> bool {
        self.byte(self.line.content) == b'-'
            && (self.line.content + 1 == self.line.end || self.byte(self.line.content + 1) == b' ')
    }

    fn count(&mut self) -> Option<()> {
        self.nodes = self.nodes.checked_sub(1)?;
        Some(())
    }

    /// A block mapping whose keys stand at column `indent`, the current line being its first.
    fn mapping(&mut self, indent: usize, depth: usize) -> Option<Node> {
        let depth = depth.checked_sub(1)?;
        self.count()?;
        let start = self.line.content;
        let mut pairs: Vec<Pair> = Vec::with_capacity(8);
        while !self.done() && self.line.indent == indent && !self.at_dash() {
            let (from, end) = (self.line.content, self.line.end);
            let colon = self.key_end(from, end)?;
            let key_span = self.span(from, colon);
            let key = self.text.get(from..colon)?.into();
            self.count()?;
            let value = self.value(colon + 1, end, indent, Position::AfterKey, depth)?;
            pairs.push(Pair {
                key,
                key_span,
                value,
            });
        }
        if !self.done()
            && (self.line.indent > indent || (self.line.indent == indent && pairs.is_empty()))
        {
            return None;
        }
        let end = pairs.last()?.value.span.end;
        Some(Node {
            span: Span::new(self.offset + start, end),
            kind: NodeKind::Mapping(pairs),
        })
    }

    /// A block sequence whose dashes stand at column `indent`.
    fn sequence(&mut self, indent: usize, depth: usize) -> Option<Node> {
        let depth = depth.checked_sub(1)?;
        self.count()?;
        let start = self.line.content;
        let mut items: Vec<Node> = Vec::new();
        while !self.done() && self.line.indent == indent && self.at_dash() {
            let (dash, end) = (self.line.content, self.line.end);
            let mut from = dash + 1;
            while from < end && self.byte(from) == b' ' {
                from += 1;
            }
            if from < end && self.byte(from) != b'#' && self.key_end(from, end).is_some() {
                // A map that begins on the line of its dash: the line is read again from there.
                let column = indent + (from - dash);
                self.line = Line {
                    indent: column,
                    content: from,
                    end,
                };
                if self.at_dash() {
                    return None;
                }
                items.push(self.mapping(column, depth)?);
            } else {
                items.push(self.value(dash + 1, end, indent, Position::AfterDash, depth)?);
            }
        }
        if !self.done() && self.line.indent > indent {
            return None;
        }
        let end = items.last()?.span.end;
        Some(Node {
            span: Span::new(self.offset + start, end),
            kind: NodeKind::Sequence(items),
        })
    }

    /// Where the key that begins at `from` ends, that is where its colon stands.
    fn key_end(&self, from: usize, end: usize) -> Option<usize> {
        if !matches!(self.byte(from), b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | b'_' | b'.' | 0x80..)
        {
            return None;
        }
        let mut at = from;
        while at < end && at - from < 256 {
            match self.byte(at) {
                b':' if at + 1 == end || self.byte(at + 1) == b' ' => {
                    let blank = self.byte(at - 1) == b' ';
                    let marker = self.bytes.get(from..)?.starts_with(b"...");
                    return (!blank && !marker).then_some(at);
                }
                b'0'..=b'9'
                | b'A'..=b'Z'
                | b'a'..=b'z'
                | b'_'
                | b'-'
                | b'.'
                | b'/'
                | b' '
                | b'\''
                | b'('
                | b')'
                | 0x80.. => at += 1,
                _ => return None,
            }
        }
        None
    }

    /// The value that begins after a colon or a dash, on its line or on those below it. It leaves
    /// the scanner on the line after the value.
    fn value(
        &mut self,
        after: usize,
        end: usize,
        indent: usize,
        position: Position,
        depth: usize,
    ) -> Option<Node> {
        let mut from = after;
        while from < end && self.byte(from) == b' ' {
            from += 1;
        }
        if from == end || self.byte(from) == b'#' {
            self.advance();
            let deeper = !self.done() && self.line.indent > indent;
            let level = !self.done()
                && self.line.indent == indent
                && position == Position::AfterKey
                && self.at_dash();
            return match (deeper || level, self.at_dash()) {
                (true, true) => self.sequence(self.line.indent, depth),
                (true, false) => self.mapping(self.line.indent, depth),
                (false, _) => {
                    self.count()?;
                    Some(Node {
                        span: self.span(after, after),
                        kind: NodeKind::Null,
                    })
                }
            };
        }
        let mut cursor = Cursor {
            scanner: self,
            at: from,
            end,
        };
        let node = match cursor.peek() {
            b'[' | b'{' => cursor.flow(depth)?,
            b'"' | b'\'' => cursor.quoted()?,
            _ => cursor.plain(Place::Block)?,
        };
        cursor.blanks();
        let (stop, first) = (cursor.at, from);
        // What follows must be a comment, and a comment stands after a space.
        if stop != end && !(self.byte(stop) == b'#' && stop > first && self.byte(stop - 1) == b' ')
        {
            return None;
        }
        self.advance();
        (self.done() || self.line.indent <= indent).then_some(node)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Position {
    AfterKey,
    AfterDash,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Block,
    Flow,
}

/// Reads inside one line.
struct Cursor<'s, 'a> {
    scanner: &'s mut Scanner<'a>,
    at: usize,
    end: usize,
}

impl Cursor<'_, '_> {
    fn peek(&self) -> u8 {
        if self.at < self.end {
            self.scanner.byte(self.at)
        } else {
            b'\n'
        }
    }

    fn after(&self, at: usize) -> u8 {
        if at + 1 < self.end {
            self.scanner.byte(at + 1)
        } else {
            b'\n'
        }
    }

    fn blanks(&mut self) {
        while self.peek() == b' ' {
            self.at += 1;
        }
    }

    fn flow(&mut self, depth: usize) -> Option<Node> {
        let depth = depth.checked_sub(1)?;
        self.scanner.count()?;
        let start = self.at;
        let close = if self.peek() == b'[' { b']' } else { b'}' };
        self.at += 1;
        let mut items = Vec::new();
        let mut pairs = Vec::new();
        self.blanks();
        while self.peek() != close {
            if !(items.is_empty() && pairs.is_empty()) {
                if self.peek() != b',' {
                    return None;
                }
                self.at += 1;
                self.blanks();
            }
            if close == b'}' {
                let colon = self.scanner.key_end(self.at, self.end)?;
                if self.after(colon) != b' ' {
                    return None;
                }
                self.scanner.count()?;
                let key_span = self.scanner.span(self.at, colon);
                let key = self.scanner.text.get(self.at..colon)?.into();
                self.at = colon + 1;
                self.blanks();
                let value = self.flow_value(depth)?;
                pairs.push(Pair {
                    key,
                    key_span,
                    value,
                });
            } else {
                items.push(self.flow_value(depth)?);
            }
            self.blanks();
        }
        self.at += 1;
        let kind = if close == b']' {
            NodeKind::Sequence(items)
        } else {
            NodeKind::Mapping(pairs)
        };
        Some(Node {
            span: self.scanner.span(start, self.at),
            kind,
        })
    }

    fn flow_value(&mut self, depth: usize) -> Option<Node> {
        let node = match self.peek() {
            b'[' | b'{' => self.flow(depth)?,
            b'"' | b'\'' => self.quoted()?,
            _ => self.plain(Place::Flow)?,
        };
        let stop = self.at;
        self.blanks();
        let closed = matches!(self.peek(), b',' | b']' | b'}');
        self.at = stop;
        closed.then_some(node)
    }

    /// A quoted scalar without any escape.
    fn quoted(&mut self) -> Option<Node> {
        self.scanner.count()?;
        let start = self.at;
        let quote = self.peek();
        let inner = self.scanner.bytes.get(start + 1..self.end)?;
        let length = memchr::memchr(quote, inner)?;
        let stop = start + 1 + length;
        if self.after(stop) == quote
            || (quote == b'"' && memchr::memchr(b'\\', inner.get(..length)?).is_some())
        {
            return None;
        }
        let value = self.scanner.text.get(start + 1..stop)?.into();
        self.at = stop + 1;
        Some(Node {
            span: self.scanner.span(start, self.at),
            kind: NodeKind::Scalar {
                value,
                style: Style::Quoted,
            },
        })
    }

    fn plain(&mut self, place: Place) -> Option<Node> {
        self.scanner.count()?;
        let start = self.at;
        match self.peek() {
            b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | b'_' | b'.' | b'/' | b'(' | b'~' | 0x80.. => {
            }
            b'-' if self.after(start).is_ascii_alphanumeric() => {}
            _ => return None,
        }
        let mut last = start;
        while self.at < self.end {
            match self.peek() {
                b' ' => {
                    self.at += 1;
                    continue;
                }
                b':' => {
                    let next = self.after(self.at);
                    if matches!(next, b' ' | b'\n')
                        || (place == Place::Flow
                            && matches!(next, b',' | b'[' | b']' | b'{' | b'}'))
                    {
                        return None;
                    }
                }
                b'#' if self.scanner.byte(self.at - 1) == b' ' => {
                    if place == Place::Flow {
                        return None;
                    }
                    break;
                }
                b',' | b']' | b'}' if place == Place::Flow => break,
                b'[' | b'{' if place == Place::Flow => return None,
                _ => {}
            }
            self.at += 1;
            last = self.at;
        }
        // The cursor goes back to the end of the text, so that the blank before a comment is seen.
        self.at = last;
        let value = self.scanner.text.get(start..last)?;
        let kind = if is_null_word(value) {
            NodeKind::Null
        } else {
            NodeKind::Scalar {
                value: value.into(),
                style: Style::Plain,
            }
        };
        Some(Node {
            span: self.scanner.span(start, last),
            kind,
        })
    }
}
