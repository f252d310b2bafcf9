//! The images that a document shows, as files of the repository.

use super::markdown::{Image, outline};
use super::plain::is_direction;
use crate::diagnostic::Span;
use std::collections::BTreeMap;

/// One image that is no file of the repository.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImageDefect {
    /// Why not.
    pub kind: ImageDefectKind,
    /// The image, from its first to its last byte.
    pub span: Span,
    /// What it points to, as written.
    pub target: String,
}

/// Why an image is no file of the repository.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ImageDefectKind {
    /// It names no file.
    Empty,
    /// An address with a scheme (`https:`, `data:`, `C:`) or a host.
    Remote,
    /// A path from the root of a site or disk.
    Absolute,
    /// Its `..` lead out of the repository.
    Outside,
    /// Percent signs that decode to no text, or a control character.
    Unreadable,
}

/// The image files that the CommonMark reading of the body shows: path from the root, and the
/// first image that shows it; each once, sorted by path.
pub fn local_images(
    text: &str,
    body: Span,
    document_path: &str,
) -> (Vec<(String, Span)>, Vec<ImageDefect>) {
    let mut files = BTreeMap::new();
    let mut defects = Vec::new();
    for image in outline(text, body).images {
        match resolve(document_path, &image.target) {
            Ok(path) => {
                files.entry(path).or_insert(image.span);
            }
            Err(kind) => defects.push(ImageDefect {
                kind,
                span: image.span,
                target: image.target.into(),
            }),
        }
    }
    (files.into_iter().collect(), defects)
}

/// The path from the root that a target means in a document; query and fragment do not count.
pub fn resolve(document_path: &str, target: &str) -> Result<String, ImageDefectKind> {
    let path = target.split(['?', '#']).next().unwrap_or_default();
    if path.is_empty() {
        return Err(ImageDefectKind::Empty);
    }
    let scheme = path.split_once(':').map_or("", |(scheme, _)| scheme);
    if scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'))
    {
        return Err(ImageDefectKind::Remote);
    }
    if path.starts_with("//") || path.starts_with("\\\\") {
        return Err(ImageDefectKind::Remote);
    }
    // Decoded before `..` is looked at: `%2e%2e%2f` leads out as well.
    let path = percent_decoded(path).ok_or(ImageDefectKind::Unreadable)?;
    if path.chars().any(|c| c.is_control() || is_direction(c)) {
        return Err(ImageDefectKind::Unreadable);
    }
    if path.starts_with(['/', '\\']) {
        return Err(ImageDefectKind::Absolute);
    }
    let mut parts: Vec<&str> = document_path
        .split('/')
        .filter(|part| !part.is_empty())
        .collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop().ok_or(ImageDefectKind::Outside)?;
            }
            name => parts.push(name),
        }
    }
    if path.ends_with('/') || parts.is_empty() {
        return Err(ImageDefectKind::Empty);
    }
    Ok(parts.join("/"))
}

fn percent_decoded(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let code = (byte == b'%').then(|| bytes.get(at + 1..at + 3)).flatten();
        let code = code
            .filter(|code| code.iter().all(u8::is_ascii_hexdigit))
            .and_then(|code| std::str::from_utf8(code).ok());
        match code.and_then(|code| u8::from_str_radix(code, 16).ok()) {
            Some(decoded) => {
                out.push(decoded);
                at += 3;
            }
            None => {
                out.push(byte);
                at += 1;
            }
        }
    }
    String::from_utf8(out).ok()
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

    #[test]
    fn targets_resolve_against_the_document_and_stay_in_the_repository() {
        let check = |target: &str, expected: Result<&str, ImageDefectKind>| {
            assert_eq!(
                resolve("documents/MO/MO-1-V1.md", target)
                    .as_deref()
                    .map_err(|kind| *kind),
                expected,
                "{target}"
            );
        };
        check("a.png", Ok("documents/MO/a.png"));
        check(
            "./x/../sch%C3%A9ma%20b.png?v=1#f",
            Ok("documents/MO/schéma b.png"),
        );
        check("../../logo.png", Ok("logo.png"));
        check("../../../logo.png", Err(ImageDefectKind::Outside));
        check("%2e%2e/%2e%2e/%2e%2e/x", Err(ImageDefectKind::Outside));
        check("https://a/b.png", Err(ImageDefectKind::Remote));
        check("//a/b.png", Err(ImageDefectKind::Remote));
        check("DATA:image/png;base64,x", Err(ImageDefectKind::Remote));
        check("/a.png", Err(ImageDefectKind::Absolute));
        check("%2Fa.png", Err(ImageDefectKind::Absolute));
        check("a%ff.png", Err(ImageDefectKind::Unreadable));
        check("a%00.png", Err(ImageDefectKind::Unreadable));
        check("#x", Err(ImageDefectKind::Empty));
        check("a/", Err(ImageDefectKind::Empty));
        check("100%.png", Ok("documents/MO/100%.png"));
    }

    #[test]
    fn every_way_to_show_an_image_is_seen_once() {
        let text = "![a](b.png) ![c][r] <IMG alt='x' SRC=\"a&amp;b.png\"> `![n](o.png)`\n\n<div><!-- <img src=no.png> -->\n<img src=z.png></div>\n\n![again](b.png)\n\n    ![n](o.png)\n\n![x](http://h/i.png)\n\n[r]: <r s.png>\n";
        let (files, defects) = local_images(text, Span::new(0, text.len()), "documents/MO/x.md");
        let paths: Vec<&str> = files.iter().map(|(path, _)| path.as_str()).collect();
        assert_eq!(
            paths,
            [
                "documents/MO/a&b.png",
                "documents/MO/b.png",
                "documents/MO/r s.png",
                "documents/MO/z.png"
            ]
        );
        assert_eq!(files[1].1, Span::new(0, 11));
        assert_eq!(defects.len(), 1);
        assert_eq!(&text[files[3].1.start..files[3].1.end], "<img src=z.png>");
    }

    proptest! {
        #[test]
        fn no_tag_makes_the_reader_fall(html in "(<img|<!--|-->|src|alt|=|\"|'| |>|é|&#x41;|&|;|/|x){0,16}") {
            for image in in_html(&html, 0) {
                prop_assert!(html.get(image.span.start..image.span.end).is_some());
            }
        }

        #[test]
        fn no_target_leaves_the_repository(target in "[a./%2eE\\\\:é?#]{0,16}") {
            if let Ok(path) = resolve("documents/MO/x.md", &target) {
                prop_assert!(!path.starts_with('/') && !path.split('/').any(|part| matches!(part, "" | "." | "..")), "{}", path);
            }
        }
    }
}
