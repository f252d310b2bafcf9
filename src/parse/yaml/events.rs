//! The full reader: events of saphyr-parser made into a tree, everything beyond strict YAML a
//! defect with its place.

use super::{Limits, Node, NodeKind, Pair, Style, YamlDefect, YamlDefectKind, is_null_word};
use crate::diagnostic::Span;
use crate::parse::front_matter::Lines;
use saphyr_parser::{Event, Parser, ScalarStyle, ScanError};

/// Reads a text whose size was checked.
pub(super) fn read(text: &str, offset: usize, limits: &Limits) -> (Node, Vec<YamlDefect>) {
    let mut builder = Builder {
        text,
        offset,
        bytes_of: char_starts(text),
        limits,
        nodes: 0,
        documents: 0,
        stack: Vec::new(),
        root: None,
        blocks: Vec::new(),
        defects: Vec::new(),
    };
    builder.controls();
    for next in Parser::new_from_str(text) {
        match next {
            Ok((event, span)) => {
                let start = builder.byte(span.start.index());
                let end = builder.byte(span.end.index()).max(start);
                if builder.event(event, start, end).is_none() {
                    builder.root = None;
                    break;
                }
            }
            Err(error) => {
                builder.syntax(&error);
                builder.root = None;
                break;
            }
        }
    }
    builder.finish()
}

/// A list or map that is being read.
struct Frame {
    start: usize,
    flow: bool,
    kind: FrameKind,
}

enum FrameKind {
    Sequence(Vec<Node>),
    Mapping(Vec<Pair>, Option<(Box<str>, Span)>),
}

struct Builder<'a> {
    text: &'a str,
    offset: usize,
    /// Byte of each character; empty when they are the same.
    bytes_of: Vec<u32>,
    limits: &'a Limits,
    nodes: usize,
    documents: usize,
    stack: Vec<Frame>,
    root: Option<Node>,
    /// Block scalars, whose own lines may begin with a tab.
    blocks: Vec<Span>,
    defects: Vec<YamlDefect>,
}

/// saphyr counts characters; spans are bytes.
fn char_starts(text: &str) -> Vec<u32> {
    if text.is_ascii() {
        return Vec::new();
    }
    text.char_indices()
        .map(|(at, _)| u32::try_from(at).unwrap_or(u32::MAX))
        .collect()
}

impl Builder<'_> {
    fn byte(&self, index: usize) -> usize {
        if self.bytes_of.is_empty() {
            return index.min(self.text.len());
        }
        self.bytes_of
            .get(index)
            .map_or(self.text.len(), |at| *at as usize)
    }

    fn at(&self, at: usize) -> u8 {
        self.text.as_bytes().get(at).copied().unwrap_or(b'\n')
    }

    fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.offset + start, self.offset + end)
    }

    fn defect(&mut self, kind: YamlDefectKind, start: usize, mut end: usize) {
        // What is wrong may be that the text ends: no byte stands there.
        end = end.min(self.text.len());
        let start = start.min(end);
        // Where one byte was meant, the whole character is.
        while !self.text.is_char_boundary(end) {
            end += 1;
        }
        let span = self.span(start, end);
        self.defects.push(YamlDefect { kind, span });
    }

    /// Control characters that are written out, a lone CR among them.
    fn controls(&mut self) {
        let mut found = Vec::new();
        for (at, character) in self.text.char_indices() {
            let fine = match character {
                '\n' | '\t' => true,
                '\r' => self.at(at + 1) == b'\n' && at + 1 < self.text.len(),
                _ => !character.is_control() && character != '\u{feff}',
            };
            if !fine {
                found.push((character, at));
            }
        }
        for (character, at) in found.into_iter().take(20) {
            self.defect(
                YamlDefectKind::Control(character),
                at,
                at + character.len_utf8(),
            );
        }
    }

    /// Takes one event; `None` when nothing that follows could be trusted.
    fn event(&mut self, event: Event<'_>, start: usize, end: usize) -> Option<()> {
        match event {
            Event::DocumentStart(_) => {
                self.documents += 1;
                if self.documents > 1 {
                    self.defect(YamlDefectKind::SecondDocument, start, end);
                    return None;
                }
                self.directives(end);
            }
            Event::Alias(_) => {
                self.defect(YamlDefectKind::Alias, start, end);
                let node = Node {
                    span: self.span(start, end),
                    kind: NodeKind::Null,
                };
                return self.value(node);
            }
            Event::Scalar(value, style, anchor, tag) => {
                self.marks(anchor, tag.is_some(), start, end);
                return self.scalar(&value, style, start, end);
            }
            Event::SequenceStart(anchor, tag) => {
                self.marks(anchor, tag.is_some(), start, end);
                let start = self.first_dash(start);
                return self.open(start, FrameKind::Sequence(Vec::new()), b'[');
            }
            Event::MappingStart(anchor, tag) => {
                self.marks(anchor, tag.is_some(), start, end);
                return self.open(start, FrameKind::Mapping(Vec::new(), None), b'{');
            }
            Event::SequenceEnd | Event::MappingEnd => return self.close(start),
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentEnd => {}
        }
        Some(())
    }

    /// `%` lines before the first value.
    fn directives(&mut self, end: usize) {
        let before = self.text.as_bytes().get(..end).unwrap_or_default();
        let found: Vec<(usize, usize)> = Lines::new(before, 0)
            .filter(|line| line.content.first() == Some(&b'%'))
            .map(|line| (line.start, line.start + line.content.len()))
            .collect();
        for (start, end) in found {
            self.defect(YamlDefectKind::Directive, start, end);
        }
    }

    /// Anchors and tags stand before the value that they belong to, and have no event of their own.
    fn marks(&mut self, anchor: usize, tag: bool, start: usize, end: usize) {
        if anchor == 0 && !tag {
            return;
        }
        // The event begins at its first mark, or after them.
        let stop = self
            .text
            .get(start..)
            .and_then(|rest| rest.find(char::is_whitespace))
            .map_or(end, |length| start + length);
        let before = self.text.get(..stop).unwrap_or_default();
        for (wanted, sign, kind) in [
            (anchor > 0, '&', YamlDefectKind::Anchor),
            (tag, '!', YamlDefectKind::Tag),
        ] {
            if !wanted {
                continue;
            }
            let place = before
                .rfind(sign)
                .map(|at| {
                    before
                        .get(..=at)
                        .unwrap_or_default()
                        .trim_end_matches(sign)
                        .len()
                })
                .map(|at| {
                    let length = before
                        .get(at..)
                        .and_then(|rest| rest.find(char::is_whitespace))
                        .unwrap_or(before.len() - at);
                    (at, at + length)
                });
            let (from, to) = place.unwrap_or((start, end));
            self.defect(kind, from, to);
        }
    }

    fn count(&mut self, start: usize, end: usize) -> Option<()> {
        self.nodes += 1;
        if self.nodes > self.limits.nodes {
            self.defect(
                YamlDefectKind::TooManyNodes {
                    limit: self.limits.nodes,
                },
                start,
                end,
            );
            return None;
        }
        Some(())
    }

    fn open(&mut self, start: usize, kind: FrameKind, bracket: u8) -> Option<()> {
        self.count(start, start + 1)?;
        if self.stack.len() >= self.limits.depth {
            self.defect(
                YamlDefectKind::TooDeep {
                    limit: self.limits.depth,
                },
                start,
                start + 1,
            );
            return None;
        }
        if matches!(
            self.stack.last(),
            Some(Frame {
                kind: FrameKind::Mapping(_, None),
                ..
            })
        ) {
            self.defect(YamlDefectKind::ComplexKey, start, start + 1);
            return None;
        }
        let flow = self.at(start) == bracket;
        self.stack.push(Frame { start, flow, kind });
        Some(())
    }

    /// `bracket` is where the closing one stands, in a flow; saphyr's own end lies after the blanks
    /// and comments that follow it.
    fn close(&mut self, bracket: usize) -> Option<()> {
        let frame = self.stack.pop()?;
        let last = match &frame.kind {
            FrameKind::Sequence(items) => items.last().map(|item| item.span.end),
            FrameKind::Mapping(pairs, _) => pairs.last().map(|pair| pair.value.span.end),
        };
        // The end of a block is an event of the line that follows it, not of its own bytes.
        let end = if frame.flow {
            self.offset + (bracket + 1).min(self.text.len())
        } else {
            last.unwrap_or(self.offset + frame.start)
        };
        let span = Span::new(self.offset + frame.start, end);
        if frame.flow && !self.in_flow() {
            self.column_zero(span);
        }
        let kind = match frame.kind {
            FrameKind::Sequence(items) => NodeKind::Sequence(items),
            FrameKind::Mapping(pairs, _) => NodeKind::Mapping(pairs),
        };
        self.value(Node { span, kind })
    }

    fn in_flow(&self) -> bool {
        self.stack.iter().any(|frame| frame.flow)
    }

    fn scalar(&mut self, value: &str, style: ScalarStyle, start: usize, end: usize) -> Option<()> {
        let block = matches!(style, ScalarStyle::Literal | ScalarStyle::Folded);
        let start = if block { self.header(start) } else { start };
        self.count(start, end)?;
        let end = match style {
            ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => {
                self.closing_quote(start).unwrap_or(end)
            }
            // saphyr ends a block without a line where the next value begins.
            ScalarStyle::Literal | ScalarStyle::Folded if value.is_empty() => self.next_line(start),
            // Nor is the indentation of that value its own.
            ScalarStyle::Literal | ScalarStyle::Folded => {
                let own = self.text.get(start..end).unwrap_or_default();
                let ended = own.trim_end_matches([' ', '\t']);
                match ended.ends_with('\n') {
                    true => start + ended.len(),
                    false => end,
                }
            }
            ScalarStyle::Plain => end,
        };
        let style = match style {
            ScalarStyle::Plain => Style::Plain,
            ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => Style::Quoted,
            ScalarStyle::Literal | ScalarStyle::Folded => Style::Block,
        };
        let span = self.span(start, end);
        if let Some(control) = value
            .chars()
            .find(|c| c.is_control() && !matches!(c, '\n' | '\t'))
            && style == Style::Quoted
        {
            self.defect(YamlDefectKind::Control(control), start, end);
        }
        match style {
            Style::Block => self.blocks.push(span),
            Style::Plain | Style::Quoted if !self.in_flow() => self.column_zero(span),
            Style::Plain | Style::Quoted => {}
        }
        if matches!(
            self.stack.last(),
            Some(Frame {
                kind: FrameKind::Mapping(_, None),
                ..
            })
        ) {
            return self.key(value, style, start, end);
        }
        let nothing = style == Style::Plain && value.is_empty();
        let kind = if style == Style::Plain && (nothing || is_null_word(value)) {
            NodeKind::Null
        } else {
            NodeKind::Scalar {
                value: value.into(),
                style,
            }
        };
        let span = if nothing { self.nowhere(start) } else { span };
        self.value(Node { span, kind })
    }

    /// Where a block scalar begins, `|` or `>`; saphyr's own start is that of its first line.
    fn header(&self, start: usize) -> usize {
        let from = match self.stack.last() {
            Some(Frame {
                kind: FrameKind::Mapping(_, Some((_, key))),
                ..
            }) => self.colon(key.end - self.offset) + 1,
            _ => {
                let before = self.text.get(..start).unwrap_or_default().trim_end();
                before.rfind('\n').map_or(0, |at| at + 1)
            }
        };
        let head = self.text.get(from..start).unwrap_or_default();
        head.find(['|', '>']).map_or(start, |at| from + at)
    }

    /// Where the line after that of a place begins.
    fn next_line(&self, at: usize) -> usize {
        let rest = self.text.get(at..).unwrap_or_default();
        rest.find('\n')
            .map_or(self.text.len(), |length| at + length + 1)
    }

    /// One past the quote that closes a scalar; saphyr's own end lies after the blanks and comments
    /// that follow it.
    fn closing_quote(&self, start: usize) -> Option<usize> {
        let bytes = self.text.as_bytes();
        let quote = *bytes.get(start)?;
        let mut at = start + 1;
        loop {
            match *bytes.get(at)? {
                b'\\' if quote == b'"' => at += 2,
                byte if byte == quote && quote == b'\'' && bytes.get(at + 1) == Some(&quote) => {
                    at += 2
                }
                byte if byte == quote => return Some(at + 1),
                _ => at += 1,
            }
        }
    }

    /// The first dash of a block sequence. saphyr begins one that stands at its key's own column
    /// after its first dash.
    fn first_dash(&self, start: usize) -> usize {
        let Some(Frame {
            kind: FrameKind::Mapping(_, Some((_, key))),
            ..
        }) = self.stack.last()
        else {
            return start;
        };
        self.dash_after(self.colon(key.end - self.offset) + 1)
            .unwrap_or(start)
    }

    /// The dash that stands next after blanks, line ends and comments.
    fn dash_after(&self, mut at: usize) -> Option<usize> {
        while let Some(byte) = self.text.as_bytes().get(at) {
            match byte {
                b' ' | b'\t' | b'\r' | b'\n' => at += 1,
                b'#' => {
                    at += self
                        .text
                        .as_bytes()
                        .get(at..)
                        .and_then(|rest| memchr::memchr(b'\n', rest))
                        .unwrap_or(self.text.len() - at)
                }
                b'-' if matches!(self.at(at + 1), b' ' | b'\t' | b'\r' | b'\n') => return Some(at),
                _ => break,
            }
        }
        None
    }

    /// The place of nothing: just after the `:` or the `-` that announces it.
    fn nowhere(&self, start: usize) -> Span {
        let at = match self.stack.last() {
            Some(Frame {
                kind: FrameKind::Mapping(_, Some((_, key))),
                ..
            }) => self.colon(key.end - self.offset) + 1,
            Some(Frame {
                kind: FrameKind::Sequence(items),
                flow: false,
                start: first,
            }) => {
                let from = items
                    .last()
                    .map_or(*first, |item| item.span.end - self.offset);
                self.dash_after(from).map_or(start, |dash| dash + 1)
            }
            _ => start,
        };
        let at = at.min(self.text.len());
        self.span(at, at)
    }

    /// The first byte after blanks.
    fn colon(&self, mut at: usize) -> usize {
        while matches!(self.at(at), b' ' | b'\t') {
            at += 1;
        }
        at
    }

    fn key(&mut self, value: &str, style: Style, start: usize, end: usize) -> Option<()> {
        let before = self
            .text
            .get(..start)
            .unwrap_or_default()
            .trim_end_matches([' ', '\t']);
        let explicit = before.len() < start && before.ends_with('?');
        let multiline = self
            .text
            .get(start..end)
            .is_some_and(|raw| raw.contains('\n'));
        if style == Style::Block
            || start == end
            || explicit
            || multiline
            || self.at(self.colon(end)) != b':'
        {
            self.defect(
                YamlDefectKind::ComplexKey,
                start,
                end.max(start + 1).min(self.text.len()),
            );
            return None;
        }
        if style == Style::Plain && value == "<<" {
            self.defect(YamlDefectKind::MergeKey, start, end);
        }
        let key_span = self.span(start, end);
        if let Some(Frame {
            kind: FrameKind::Mapping(_, key),
            ..
        }) = self.stack.last_mut()
        {
            *key = Some((value.into(), key_span));
        }
        Some(())
    }

    fn value(&mut self, node: Node) -> Option<()> {
        match self.stack.last_mut() {
            None => self.root = Some(node),
            Some(Frame {
                kind: FrameKind::Sequence(items),
                ..
            }) => items.push(node),
            Some(Frame {
                kind: FrameKind::Mapping(pairs, key),
                ..
            }) => {
                let Some((key, key_span)) = key.take() else {
                    let span = node.span;
                    self.defects.push(YamlDefect {
                        kind: YamlDefectKind::ComplexKey,
                        span,
                    });
                    return None;
                };
                pairs.push(Pair {
                    key,
                    key_span,
                    value: node,
                });
            }
        }
        Some(())
    }

    /// A value of several lines, one of which begins where a key of the file would.
    fn column_zero(&mut self, span: Span) {
        let (start, end) = (span.start - self.offset, span.end - self.offset);
        let bytes = self.text.as_bytes().get(start..end).unwrap_or_default();
        let place = Lines::new(bytes, start)
            .skip(1)
            .find(|line| {
                line.content
                    .first()
                    .is_some_and(|first| !matches!(first, b' ' | b'\t'))
            })
            .map(|line| (line.start, line.start + line.content.len()));
        if let Some((from, to)) = place {
            self.defect(YamlDefectKind::ColumnZero, from, to);
        }
    }

    /// What the crate could not read, in our words, at the place that the author would look at.
    fn syntax(&mut self, error: &ScanError) {
        let mut at = self.byte(error.marker().index()).min(self.text.len());
        let info = error.info();
        let said = |words: &str| info.contains(words);
        let character = self
            .text
            .get(at..)
            .and_then(|rest| rest.chars().next())
            .unwrap_or('\n');
        let kind = if said("mapping values are not allowed") {
            YamlDefectKind::UnquotedColon
        } else if said("indentation in quoted") || said("indentation in flow") {
            YamlDefectKind::ColumnZero
        } else if said("unexpected character") {
            YamlDefectKind::ReservedCharacter(character)
        } else if said("tab") && !said("stable") {
            YamlDefectKind::Tab
        } else if said("unknown anchor") {
            YamlDefectKind::Alias
        } else if said("recursion limit") {
            YamlDefectKind::TooDeep {
                limit: self.limits.depth,
            }
        } else if said("end of stream") || said("expected ',' or") {
            YamlDefectKind::Unclosed
        } else if said("indent") || said("did not find expected key") {
            YamlDefectKind::Indentation
        } else if said("directive") {
            YamlDefectKind::Directive
        } else {
            YamlDefectKind::Syntax
        };
        if kind == YamlDefectKind::Unclosed
            && let Some(open) = self.stack.iter().rev().find(|frame| frame.flow)
        {
            at = open.start;
        }
        if kind == YamlDefectKind::ColumnZero {
            // The error may be that of the whole scalar: what is meant is the line that goes on.
            let whole = at == 0 || self.at(at - 1) == b'\n';
            let line = Lines::new(self.text.as_bytes().get(at..).unwrap_or_default(), at)
                .skip(usize::from(!whole))
                .find(|line| {
                    line.content
                        .first()
                        .is_some_and(|first| !matches!(first, b' ' | b'\t'))
                });
            let (start, end) = line.map_or((at, at), |line| {
                (line.start, line.start + line.content.len())
            });
            return self.defect(kind, start, end);
        }
        // An error at the end of the text or of a line has no byte of its own.
        let end = self
            .text
            .get(at..)
            .and_then(|rest| rest.chars().next())
            .filter(|c| *c != '\n')
            .map_or(at, |c| at + c.len_utf8());
        self.defect(kind, at, end);
    }

    /// Tabs in the indentation of lines, those of block scalars excepted.
    fn tabs(&mut self) {
        let mut found = Vec::new();
        for line in Lines::new(self.text.as_bytes(), 0) {
            let indent = line
                .content
                .iter()
                .take_while(|byte| matches!(byte, b' ' | b'\t'))
                .count();
            let tab = line
                .content
                .iter()
                .take(indent)
                .position(|byte| *byte == b'\t');
            if let Some(tab) = tab.filter(|_| indent < line.content.len()) {
                let at = line.start + tab;
                let inside = |span: &Span| (span.start..span.end).contains(&(at + self.offset));
                if !self.blocks.iter().any(inside) {
                    found.push(at);
                }
            }
        }
        if !found.is_empty() {
            // The crate's own word on the same tab stands at the end of the line before.
            self.defects.retain(|defect| {
                !matches!(
                    defect.kind,
                    YamlDefectKind::Tab | YamlDefectKind::Syntax | YamlDefectKind::Indentation
                )
            });
        }
        for at in found.into_iter().take(20) {
            self.defect(YamlDefectKind::Tab, at, at + 1);
        }
    }

    fn finish(mut self) -> (Node, Vec<YamlDefect>) {
        self.tabs();
        let root = match self.root.take() {
            Some(
                node @ Node {
                    kind: NodeKind::Mapping(_),
                    ..
                },
            ) => node,
            Some(node) => {
                // Nothing at all is an empty map; `~` is something.
                if node.kind != NodeKind::Null || node.span.start != node.span.end {
                    self.defects.push(YamlDefect {
                        kind: YamlDefectKind::NotAMapping,
                        span: node.span,
                    });
                }
                Node::empty_mapping(self.offset)
            }
            None => Node::empty_mapping(self.offset),
        };
        (root, self.defects)
    }
}
