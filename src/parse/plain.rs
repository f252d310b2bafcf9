//! Hygiene of text: UTF-8, NFC, no byte order mark, no control characters.

use crate::diagnostic::Span;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// One way in which bytes are not clean text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HygieneDefect {
    /// What is wrong.
    pub kind: HygieneDefectKind,
    /// The first bytes that are.
    pub span: Span,
}

/// The ways in which bytes are not clean text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HygieneDefectKind {
    /// Not UTF-8: nothing more can be said of the file.
    NotUtf8,
    /// A byte order mark.
    Bom,
    /// A letter and its accent as two characters, or another form that NFC composes.
    NotNfc,
    /// A control or direction character; tab and line feed are allowed, carriage return before a
    /// line feed alone.
    Control(char),
}

/// The bytes as text where they are UTF-8, with the first defect of each kind.
pub fn hygiene(bytes: &[u8]) -> (Option<&str>, Vec<HygieneDefect>) {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let start = error.valid_up_to();
            let end = error
                .error_len()
                .map_or(bytes.len(), |length| start + length);
            return (
                None,
                vec![HygieneDefect {
                    kind: HygieneDefectKind::NotUtf8,
                    span: Span::new(start, end),
                }],
            );
        }
    };
    let (mut control, mut mark, mut doubtful) = (None, None, false);
    for at in odd(bytes) {
        control = control.or_else(|| control_at(text, at));
        let rest = bytes.get(at..).unwrap_or_default();
        mark = mark.or_else(|| rest.starts_with("\u{feff}".as_bytes()).then_some(at));
        doubtful |= may_compose(rest);
    }
    let mut defects = Vec::new();
    if let Some((at, character)) = control {
        let span = Span::new(at, at + character.len_utf8());
        defects.push(HygieneDefect {
            kind: HygieneDefectKind::Control(character),
            span,
        });
    }
    if let Some(at) = mark {
        defects.push(HygieneDefect {
            kind: HygieneDefectKind::Bom,
            span: Span::new(at, at + 3),
        });
    }
    if doubtful && let Some(span) = not_nfc(text) {
        defects.push(HygieneDefect {
            kind: HygieneDefectKind::NotNfc,
            span,
        });
    }
    defects.sort_by_key(|defect| defect.span);
    (Some(text), defects)
}

/// Bytes that are looked at together.
const BLOCK: usize = 32;

/// Whether a byte is fine whatever stands around it: no control, no part of a character that may
/// be one, none of one that may not be NFC. No branch, so that a whole block costs a few steps.
fn even(byte: u8) -> bool {
    (0x20..0xcc).contains(&byte) & (byte != 0x7f) & (byte != 0xc2)
        | (byte == b'\n')
        | (byte == b'\t')
}

/// The places of the bytes that are worth a closer look; in most blocks none is.
fn odd(bytes: &[u8]) -> impl Iterator<Item = usize> {
    let blocks = bytes
        .chunks(BLOCK)
        .zip((0..).step_by(BLOCK))
        .filter(|(block, _)| !block.iter().fold(true, |all, byte| all & even(*byte)));
    blocks.flat_map(|(block, start)| {
        block
            .iter()
            .zip(start..)
            .filter(|(byte, _)| !even(**byte))
            .map(|(_, at)| at)
    })
}

/// The control or direction character that begins here. Of the characters beyond ASCII only those
/// that begin with 0xC2 or 0xE2 can be one.
fn control_at(text: &str, at: usize) -> Option<(usize, char)> {
    let bytes = text.as_bytes();
    let suspect = match bytes.get(at)? {
        b'\r' => bytes.get(at + 1) != Some(&b'\n'),
        0x80..=0xff => matches!(bytes.get(at), Some(0xc2 | 0xe2)),
        _ => true,
    };
    let character = text.get(at..).filter(|_| suspect)?.chars().next()?;
    (character.is_control() || is_direction(character)).then_some((at, character))
}

/// Characters that make a line read in another order than its bytes: what a person approves on
/// screen would not be what is signed.
pub(super) fn is_direction(character: char) -> bool {
    matches!(character, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}')
}

/// Whether the character that begins here may not be NFC: none below U+0300 (which begins with
/// 0xCC) is, and typographic punctuation (0xE2 0x80) is not either, apart from two old spaces.
fn may_compose(rest: &[u8]) -> bool {
    match rest {
        [0..0xcc, ..] | [] => false,
        [0xe2, 0x80, third, ..] => *third <= 0x81,
        _ => true,
    }
}

fn not_nfc(text: &str) -> Option<Span> {
    if is_nfc_quick(text.chars()) == IsNormalized::Yes {
        return None;
    }
    let mut composed = text.nfc();
    for (at, character) in text.char_indices() {
        if composed.next() != Some(character) {
            // The defect is seen at the letter; the accent that follows it is what is wrong.
            let rest = text.get(at..).unwrap_or_default();
            let length = rest
                .char_indices()
                .nth(2)
                .map_or(rest.len(), |(length, _)| length);
            return Some(Span::new(at, at + length));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], expected: &[(HygieneDefectKind, usize, usize)]) {
        let found: Vec<_> = hygiene(bytes)
            .1
            .into_iter()
            .map(|d| (d.kind, d.span.start, d.span.end))
            .collect();
        assert_eq!(found, expected, "{bytes:?}");
    }

    #[test]
    fn each_kind_is_found_once_where_it_begins() {
        use HygieneDefectKind::*;
        check("é\r\n\tça\n".as_bytes(), &[]);
        check(b"a\xe9b", &[(NotUtf8, 1, 2)]);
        check("\u{feff}a\u{feff}".as_bytes(), &[(Bom, 0, 3)]);
        check("xe\u{301}y e\u{301}".as_bytes(), &[(NotNfc, 1, 4)]);
        check(b"a\rb\x07", &[(Control('\r'), 1, 2)]);
        check(b"a\r", &[(Control('\r'), 1, 2)]);
        check("a\u{85}b".as_bytes(), &[(Control('\u{85}'), 1, 3)]);
        check("a\u{202e}b".as_bytes(), &[(Control('\u{202e}'), 1, 4)]);
        check("a\u{2001}b".as_bytes(), &[(NotNfc, 1, 5)]);
        check("« 12\u{202f}% » – œ …".as_bytes(), &[]);
        assert!(hygiene(b"\xff").0.is_none());
    }
}
