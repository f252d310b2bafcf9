//! The images that a document shows, as files of the repository.

use super::markdown::outline;
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
        fn no_target_leaves_the_repository(target in "[a./%2eE\\\\:é?#]{0,16}") {
            if let Ok(path) = resolve("documents/MO/x.md", &target) {
                prop_assert!(!path.starts_with('/') && !path.split('/').any(|part| matches!(part, "" | "." | "..")), "{}", path);
            }
        }
    }
}
