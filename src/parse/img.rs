//! An image as a body shows it, and the `<img>` tags of raw HTML.

use crate::diagnostic::Span;

/// An image.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Image {
    /// The file or address, escapes undone.
    pub target: Box<str>,
    /// Its text alternative; empty without one.
    pub alt: Box<str>,
    /// The whole image.
    pub span: Span,
}

/// The `<img>` tags of raw HTML that begins at `base` in the file, comments left out.
pub(super) fn in_html(html: &str, base: usize) -> Vec<Image> {
    let bytes = html.as_bytes();
    let mut images = Vec::new();
    let mut at = 0;
    while let Some(next) = bytes.get(at..).and_then(|rest| memchr::memchr(b'<', rest)) {
        at += next;
        let rest = html.get(at..).unwrap_or_default();
        if rest.starts_with("<!--") {
            // An unclosed comment hides nothing that a reader could rely on: images in it count.
            at += rest.find("-->").map_or(4, |length| length + 3);
        } else if rest
            .get(1..4)
            .is_some_and(|name| name.eq_ignore_ascii_case("img"))
            && rest
                .as_bytes()
                .get(4)
                .is_none_or(|byte| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>'))
        {
            let (source, alt, length) = attributes(rest);
            if let Some(target) = source {
                images.push(Image {
                    target: target.into(),
                    alt: alt.into(),
                    span: Span::new(base + at, base + at + length),
                });
            }
            at += length;
        } else {
            at += 1;
        }
    }
    images
}

/// `src` and `alt` of a tag, and its length.
fn attributes(tag: &str) -> (Option<String>, String, usize) {
    let bytes = tag.as_bytes();
    let byte = |at: usize| bytes.get(at).copied();
    let (mut source, mut alt) = (None, None);
    let mut at = 4;
    while let Some(next) = byte(at) {
        if next == b'>' {
            at += 1;
            break;
        }
        if next.is_ascii_whitespace() || next == b'/' {
            at += 1;
            continue;
        }
        let name = at;
        at += 1;
        while byte(at)
            .is_some_and(|next| !next.is_ascii_whitespace() && !matches!(next, b'=' | b'>' | b'/'))
        {
            at += 1;
        }
        let name = tag.get(name..at).unwrap_or_default();
        let mut after = at;
        while byte(after).is_some_and(|next| next.is_ascii_whitespace()) {
            after += 1;
        }
        let mut value = "";
        if byte(after) == Some(b'=') {
            after += 1;
            while byte(after).is_some_and(|next| next.is_ascii_whitespace()) {
                after += 1;
            }
            let rest = bytes.get(after..).unwrap_or_default();
            let (from, length, close) = match byte(after) {
                Some(quote @ (b'"' | b'\'')) => {
                    let inside = rest.get(1..).unwrap_or_default();
                    let length = memchr::memchr(quote, inside).unwrap_or(inside.len());
                    (after + 1, length, usize::from(length < inside.len()))
                }
                _ => (
                    after,
                    rest.iter()
                        .position(|next| next.is_ascii_whitespace() || *next == b'>')
                        .unwrap_or(rest.len()),
                    0,
                ),
            };
            value = tag.get(from..from + length).unwrap_or_default();
            at = from + length + close;
        }
        // Of an attribute given twice the first counts, as in a browser.
        if name.eq_ignore_ascii_case("src") {
            source.get_or_insert_with(|| unescaped(value.trim()));
        } else if name.eq_ignore_ascii_case("alt") {
            alt.get_or_insert_with(|| unescaped(value));
        }
    }
    (source, alt.unwrap_or_default(), at.min(tag.len()))
}

/// The character references that paths and short texts are written with.
fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        let character = after
            .split_once(';')
            .filter(|(name, _)| name.len() <= 8)
            .and_then(|(name, tail)| Some((reference(name)?, tail)));
        match character {
            Some((character, tail)) => {
                out.push(character);
                rest = tail;
            }
            None => {
                out.push('&');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

fn reference(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "nbsp" => Some('\u{a0}'),
        "sol" => Some('/'),
        "period" => Some('.'),
        _ => {
            let digits = name.strip_prefix('#')?;
            let code = match digits.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16),
                None => digits.parse(),
            };
            char::from_u32(code.ok()?)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn no_tag_makes_the_reader_fall(html in "(<img|<!--|-->|src|alt|=|\"|'| |>|é|&#x41;|&|;|/|x){0,16}") {
            for image in in_html(&html, 0) {
                prop_assert!(html.get(image.span.start..image.span.end).is_some());
            }
        }
    }
}
