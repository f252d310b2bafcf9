//! The Markdown body as facts, in one pass; the only file that names pulldown-cmark.

use super::img::{Image, in_html};
use super::placeholders::{Placeholder, placeholders};
use super::prose::{Prose, ProseBuilder};
use crate::diagnostic::Span;
use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// What rules ask of a body. Code, inline or in blocks, is no prose.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Outline {
    /// Headings, in order.
    pub headings: Box<[Heading]>,
    /// Links of every kind, in order.
    pub links: Box<[Link]>,
    /// Images of every kind, in order.
    pub images: Box<[Image]>,
    /// Paragraphs and items of tight lists, in order, those without a word left out.
    pub paragraphs: Box<[Paragraph]>,
    /// Placeholders outside code and link targets.
    pub placeholders: Box<[(Span, Placeholder)]>,
    /// The text as a whole.
    pub prose: Prose,
}

/// A heading and whether anything stands under it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// 1 to 6.
    pub level: u8,
    /// Its text without markup.
    pub text: Box<str>,
    /// Its bytes, `#` included.
    pub span: Span,
    /// Whether something is said before the next heading of the same or a higher level:
    /// headings, rules and HTML comments say nothing.
    pub has_content: bool,
}

/// A link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// How it was written.
    pub kind: LinkKind,
    /// Where it leads, escapes undone.
    pub target: Box<str>,
    /// The whole link.
    pub span: Span,
    /// The bytes of the target, in the link or in its definition.
    pub target_span: Option<Span>,
}

/// How a link was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LinkKind {
    /// `[text](target)`
    Inline,
    /// `[text][label]` and its shorter forms.
    Reference,
    /// `<https://…>`
    Auto,
    /// `[[CODE]]`, `[[CODE|text]]`
    Wiki,
}

/// A paragraph as a hash of its words: case, punctuation, quote marks and line breaks do not
/// count. Two words, so that thousands of documents keep theirs in memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paragraph {
    /// Equal for paragraphs of the same words.
    pub hash: u64,
    start: u32,
    end: u32,
}

impl Paragraph {
    /// Its bytes.
    pub fn span(&self) -> Span {
        Span::new(self.start as usize, self.end as usize)
    }
}

/// Reads the body of a text; spans are those of the text.
pub fn outline(text: &str, body: Span) -> Outline {
    let source = text.get(body.start..body.end).unwrap_or_default();
    let mut builder = Builder::new(source, body.start);
    let mut events = Parser::new_ext(source, options()).into_offset_iter();
    for (_, definition) in events.reference_definitions().iter() {
        builder
            .silent
            .push((definition.span.start, definition.span.end));
    }
    while let Some((event, range)) = events.next() {
        if let Event::Start(Tag::Link { link_type, id, .. }) = &event
            && reference(*link_type)
        {
            builder.definition = events
                .reference_definitions()
                .get(id)
                .map(|definition| (definition.span.start, definition.span.end));
        }
        builder.event(event, range.start, range.end);
    }
    builder.finish()
}

/// A heading for comparison: without numbering (`1.`, `2.3`, `IV -`), case, accents, typographic
/// apostrophes and final punctuation.
pub fn heading_key(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in unnumbered(text.trim())
        .nfd()
        .filter(|c| !is_combining_mark(*c))
        .flat_map(char::to_lowercase)
    {
        match character {
            '’' | 'ʼ' | '‘' => out.push('\''),
            'œ' => out.push_str("oe"),
            'æ' => out.push_str("ae"),
            c if c.is_whitespace() => {
                if !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            c => out.push(c),
        }
    }
    let end = out
        .trim_end_matches(|c: char| {
            c.is_whitespace() || matches!(c, '.' | ':' | ';' | ',' | '!' | '?' | '…')
        })
        .len();
    out.truncate(end);
    out.trim_start().to_owned()
}

fn options() -> Options {
    Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS
}

fn reference(kind: LinkType) -> bool {
    !matches!(
        kind,
        LinkType::Inline | LinkType::Autolink | LinkType::Email | LinkType::WikiLink { .. }
    )
}

/// A heading without its number; a text that is nothing but a number stays.
fn unnumbered(text: &str) -> &str {
    let stop = text.find(char::is_whitespace).unwrap_or(text.len());
    let (head, rest) = text.split_at(stop);
    let number = head.trim_end_matches(['.', ')', '-', '–', '—', ':', '°']);
    let digits = number.starts_with(|c: char| c.is_ascii_digit())
        && number
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b'.');
    let roman = !number.is_empty()
        && number
            .bytes()
            .all(|byte| matches!(byte, b'I' | b'V' | b'X' | b'L' | b'C'));
    let title = rest.trim_start();
    let bare = title
        .trim_start_matches(['-', '–', '—', ':', '.', ')'])
        .trim_start();
    // A Roman number is a word of its own unless something sets it off.
    let marked = number.len() < head.len() || bare.len() < title.len();
    if (digits || (roman && marked)) && !bare.is_empty() {
        bare
    } else {
        text
    }
}

/// A link or image that is being read.
struct Open {
    image: bool,
    kind: LinkKind,
    target: Box<str>,
    /// The text alternative of an image.
    text: String,
    definition: Option<(usize, usize)>,
    start: usize,
    end: usize,
    /// Where its text ends, as far as it was read.
    inner: usize,
}

struct Builder<'a> {
    source: &'a str,
    base: usize,
    headings: Vec<Heading>,
    /// Headings whose sections are open, outermost first.
    sections: Vec<usize>,
    /// Whether a heading is being read, and what was read of it.
    heading: bool,
    title: String,
    links: Vec<Link>,
    images: Vec<Image>,
    paragraphs: Vec<Paragraph>,
    /// Where the paragraph or tight item that is being read begins.
    paragraph: Option<usize>,
    paragraph_end: usize,
    item_depth: usize,
    open: Vec<Open>,
    definition: Option<(usize, usize)>,
    code: bool,
    /// Ranges that are no prose: code, targets, definitions.
    silent: Vec<(usize, usize)>,
    /// Raw HTML, in which `[[…]]` is no link.
    html: Vec<(usize, usize)>,
    prose: ProseBuilder,
}

impl<'a> Builder<'a> {
    fn new(source: &'a str, base: usize) -> Self {
        Builder {
            source,
            base,
            headings: Vec::with_capacity(16),
            sections: Vec::new(),
            heading: false,
            title: String::new(),
            links: Vec::with_capacity(16),
            images: Vec::new(),
            paragraphs: Vec::with_capacity(32),
            paragraph: None,
            paragraph_end: 0,
            item_depth: 0,
            open: Vec::new(),
            definition: None,
            code: false,
            silent: Vec::with_capacity(16),
            html: Vec::new(),
            prose: ProseBuilder::new(),
        }
    }

    fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.base + start, self.base + end)
    }

    fn event(&mut self, event: Event<'_>, start: usize, end: usize) {
        match event {
            Event::Start(tag) => self.start(tag, start, end),
            Event::End(tag) => self.end(tag, start, end),
            Event::Text(text) => self.text(&text, start, end),
            Event::Code(text) => {
                self.silent.push((start, end));
                self.prose.end_word();
                self.words(&text, start, end);
            }
            Event::SoftBreak | Event::HardBreak => {
                self.prose.end_word();
                self.words(" ", start, start);
            }
            Event::Html(_) => {}
            Event::InlineHtml(html) => {
                self.html.push((start, end));
                let found = in_html(&html, self.base + start);
                if !found.is_empty() {
                    self.content();
                }
                self.images.extend(found);
                self.inner(end);
            }
            Event::TaskListMarker(_)
            | Event::Rule
            | Event::FootnoteReference(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>, start: usize, end: usize) {
        match tag {
            Tag::Heading { level, .. } => {
                self.end_paragraph();
                self.prose.end_word();
                let level = level as u8;
                while let Some(last) = self.sections.last().copied().filter(|last| {
                    self.headings
                        .get(*last)
                        .is_some_and(|open| open.level >= level)
                }) {
                    self.close_section(last);
                }
                self.sections.push(self.headings.len());
                self.headings.push(Heading {
                    level,
                    text: "".into(),
                    span: self.span(start, end),
                    has_content: false,
                });
                self.heading = true;
                self.title.clear();
            }
            Tag::CodeBlock(_) => {
                self.end_paragraph();
                self.prose.end_word();
                self.code = true;
                self.silent.push((start, end));
            }
            Tag::HtmlBlock => {
                self.end_paragraph();
                self.prose.end_word();
                self.html.push((start, end));
                let html = self.source.get(start..end).unwrap_or_default();
                self.images.extend(in_html(html, self.base + start));
                if says_something(html) {
                    self.content();
                }
            }
            Tag::Paragraph => self.begin_paragraph(start),
            Tag::Item => {
                self.end_paragraph();
                self.item_depth += 1;
            }
            Tag::Link {
                link_type,
                dest_url,
                ..
            } => {
                let kind = match link_type {
                    LinkType::Inline => LinkKind::Inline,
                    LinkType::Autolink | LinkType::Email => LinkKind::Auto,
                    LinkType::WikiLink { .. } => LinkKind::Wiki,
                    _ => LinkKind::Reference,
                };
                self.open(false, kind, &dest_url, start, end);
            }
            Tag::Image { dest_url, .. } => {
                self.content();
                self.open(true, LinkKind::Inline, &dest_url, start, end);
            }
            Tag::TableCell | Tag::BlockQuote(_) | Tag::List(_) => {
                self.end_paragraph();
                self.prose.end_word();
            }
            _ => {}
        }
    }

    fn open(&mut self, image: bool, kind: LinkKind, target: &str, start: usize, end: usize) {
        let definition = self.definition.take();
        self.open.push(Open {
            image,
            kind,
            target: target.into(),
            text: String::new(),
            definition,
            start,
            end,
            inner: start + 1 + usize::from(image),
        });
    }

    fn end(&mut self, tag: TagEnd, start: usize, end: usize) {
        match tag {
            TagEnd::Heading(_) => {
                self.prose.end_word();
                self.heading = false;
                if let Some(heading) = self.headings.last_mut() {
                    heading.text = self.title.trim().into();
                }
            }
            TagEnd::CodeBlock => self.code = false,
            TagEnd::Paragraph => self.end_paragraph(),
            TagEnd::Item => {
                self.end_paragraph();
                self.item_depth = self.item_depth.saturating_sub(1);
            }
            TagEnd::TableCell => {
                self.prose.end_word();
            }
            TagEnd::Link | TagEnd::Image => self.close(),
            _ => {}
        }
        if matches!(
            tag,
            TagEnd::Emphasis
                | TagEnd::Strong
                | TagEnd::Strikethrough
                | TagEnd::Link
                | TagEnd::Image
        ) && start < end
        {
            self.inner(end);
        }
    }

    fn close(&mut self) {
        let Some(open) = self.open.pop() else { return };
        let place = match (open.kind, open.definition) {
            (LinkKind::Auto, _) => Some((open.start + 1, open.end.saturating_sub(1))),
            (LinkKind::Reference, Some((start, end))) => {
                let inside = self.source.get(start..end).unwrap_or_default();
                inside
                    .find("]:")
                    .and_then(|at| target(self.source, start + at + 2, end))
            }
            (LinkKind::Inline, _) => {
                let after = self
                    .source
                    .as_bytes()
                    .get(open.inner..open.end)
                    .unwrap_or_default();
                memchr::memmem::find(after, b"](")
                    .and_then(|at| target(self.source, open.inner + at + 2, open.end))
            }
            _ => None,
        };
        let place =
            place.filter(|(start, end)| start <= end && self.source.get(*start..*end).is_some());
        self.silent.extend(place);
        let target_span = place.map(|(start, end)| self.span(start, end));
        let span = self.span(open.start, open.end);
        if open.image {
            self.images.push(Image {
                target: open.target,
                alt: open.text.trim().into(),
                span,
            });
        } else {
            self.links.push(Link {
                kind: open.kind,
                target: open.target,
                span,
                target_span,
            });
        }
    }

    /// Takes note that a link's text reaches to here.
    fn inner(&mut self, end: usize) {
        for open in &mut self.open {
            open.inner = open.inner.max(end);
        }
    }

    fn text(&mut self, text: &str, start: usize, end: usize) {
        if self.code {
            if !text.trim().is_empty() {
                self.content();
            }
            return;
        }
        // The text of a tight item has no paragraph of its own.
        if self.paragraph.is_none() && self.item_depth > 0 && !self.heading {
            self.begin_paragraph(start);
        }
        if !self.open.iter().any(|open| open.image) {
            self.prose.push(text);
        }
        self.words(text, start, end);
    }

    /// Text of any kind, for what collects it.
    fn words(&mut self, text: &str, start: usize, end: usize) {
        self.paragraph_end = self.paragraph_end.max(end);
        self.inner(end);
        if let Some(open) = self.open.last_mut().filter(|open| open.image) {
            open.text.push_str(text);
        }
        let image = self.open.iter().any(|open| open.image);
        if self.heading {
            if !image {
                self.title.push_str(text);
            }
        } else if start < end && text.contains(|character: char| !character.is_whitespace()) {
            self.content();
        }
    }

    /// Something is said: the innermost section has content; the others learn it as it closes.
    fn content(&mut self) {
        if !self.heading
            && let Some(heading) = self
                .sections
                .last()
                .and_then(|last| self.headings.get_mut(*last))
        {
            heading.has_content = true;
        }
    }

    fn close_section(&mut self, index: usize) {
        self.sections.pop();
        let content = self
            .headings
            .get(index)
            .is_some_and(|heading| heading.has_content);
        if let Some(outer) = self
            .sections
            .last()
            .and_then(|last| self.headings.get_mut(*last))
        {
            outer.has_content |= content;
        }
    }

    fn begin_paragraph(&mut self, start: usize) {
        self.end_paragraph();
        self.prose.begin_paragraph();
        self.paragraph = Some(start);
        self.paragraph_end = start;
    }

    fn end_paragraph(&mut self) {
        if let Some(start) = self.paragraph.take()
            && let Some(hash) = self.prose.end_paragraph()
        {
            let place = |at: usize| u32::try_from(self.base + at).unwrap_or(u32::MAX);
            self.paragraphs.push(Paragraph {
                hash,
                start: place(start),
                end: place(self.paragraph_end),
            });
        }
    }

    fn finish(mut self) -> Outline {
        self.end_paragraph();
        while let Some(last) = self.sections.last().copied() {
            self.close_section(last);
        }
        self.silent.sort_unstable();
        let mut found = placeholders(self.source);
        found.retain(|(span, _)| !covered(&self.silent, span.start));
        let found = found
            .into_iter()
            .map(|(span, kind)| (self.span(span.start, span.end), kind))
            .collect();
        self.wiki_links();
        self.links.sort_by_key(|link| link.span);
        self.images.sort_by_key(|image| image.span);
        Outline {
            headings: self.headings.into(),
            links: self.links.into(),
            images: self.images.into(),
            paragraphs: self.paragraphs.into(),
            placeholders: found,
            prose: self.prose.finish(),
        }
    }

    /// `[[CODE]]` outside code and HTML. They are looked for by hand, so that what CommonMark
    /// shows (images above all) is read without an extension.
    fn wiki_links(&mut self) {
        let mut at = 0;
        while let Some(next) = self
            .source
            .as_bytes()
            .get(at..)
            .and_then(|rest| memchr::memmem::find(rest, b"[["))
        {
            let start = at + next;
            at = start + 1;
            let rest = self.source.get(start + 2..).unwrap_or_default();
            let length = rest
                .bytes()
                .take(200)
                .position(|byte| matches!(byte, b'[' | b']' | b'\n'))
                .unwrap_or(0);
            let inside = rest.get(..length).unwrap_or_default();
            let closed = rest
                .get(length..)
                .is_some_and(|rest| rest.starts_with("]]"));
            let escaped = self
                .source
                .get(..start)
                .is_some_and(|before| before.ends_with('\\'));
            if !closed
                || escaped
                || inside.trim().is_empty()
                || covered(&self.silent, start)
                || covered(&self.html, start)
            {
                continue;
            }
            // In a table the bar is written `\|`.
            let target = inside.split_once('|').map_or(inside, |(target, _)| target);
            let target = target.trim_end_matches('\\');
            let from = start + 2 + (target.len() - target.trim_start().len());
            let target = target.trim();
            at = start + 2 + length + 2;
            self.links.push(Link {
                kind: LinkKind::Wiki,
                target: target.into(),
                span: self.span(start, at),
                target_span: Some(self.span(from, from + target.len())),
            });
        }
    }
}

/// Whether one of the sorted ranges holds a place. Ranges may nest, never overlap by halves.
fn covered(ranges: &[(usize, usize)], at: usize) -> bool {
    let before = ranges.partition_point(|(start, _)| *start <= at);
    ranges
        .get(before.saturating_sub(8)..before)
        .is_some_and(|near| near.iter().any(|(_, end)| at < *end))
}

/// The bytes of a target that begins after `](` or `]:`, between blanks or angle brackets.
fn target(source: &str, from: usize, end: usize) -> Option<(usize, usize)> {
    let bytes = source.as_bytes().get(..end)?;
    let mut start = from;
    while bytes.get(start).is_some_and(u8::is_ascii_whitespace) {
        start += 1;
    }
    let angle = bytes.get(start) == Some(&b'<');
    start += usize::from(angle);
    let (mut at, mut depth) = (start, 0usize);
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'\\' => at += 1,
            b'>' if angle => break,
            b'(' if !angle => depth += 1,
            b')' if !angle && depth == 0 => break,
            b')' if !angle => depth -= 1,
            byte if !angle && byte.is_ascii_whitespace() => break,
            _ => {}
        }
        at += 1;
    }
    Some((start, at.min(end)))
}

/// Whether HTML holds more than comments and blanks.
fn says_something(html: &str) -> bool {
    let mut rest = html;
    while let Some((before, after)) = rest.split_once("<!--") {
        if !before.trim().is_empty() {
            return true;
        }
        rest = after.split_once("-->").map_or("", |(_, tail)| tail);
    }
    !rest.trim().is_empty()
}

#[cfg(test)]
#[path = "markdown_tests.rs"]
mod tests;
