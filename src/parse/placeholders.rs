//! What an author left to be filled in.

use crate::diagnostic::Span;

/// A kind of text that stands for one still to be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Placeholder {
    /// `TODO`
    Todo,
    /// `XXX`, or more of them.
    Xxx,
    /// `FIXME`
    Fixme,
    /// « à compléter », in brackets or alone; within a sentence (« le formulaire à compléter »)
    /// it is plain French.
    ToComplete,
    /// `{{…}}`
    Braces,
    /// `lorem ipsum`
    LoremIpsum,
}

/// The placeholders of a text, in its order; spans are those of the text.
pub fn placeholders(text: &str) -> Vec<(Span, Placeholder)> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut after = 0;
    for place in promising(bytes) {
        // Of an `à` it is the second byte that was seen.
        let at = if bytes.get(place).is_some_and(|byte| *byte >= 0x80) {
            place.saturating_sub(1)
        } else {
            place
        };
        if at >= after
            && let Some((end, kind)) = placeholder(text, at)
        {
            found.push((Span::new(at, end), kind));
            after = end;
        }
    }
    found
}

/// The placeholder that begins at a place, and where it ends.
fn placeholder(text: &str, at: usize) -> Option<(usize, Placeholder)> {
    let bytes = text.as_bytes();
    Some(match bytes.get(at)? {
        b'T' => (word(bytes, at, b"TODO")?, Placeholder::Todo),
        b'F' => (word(bytes, at, b"FIXME")?, Placeholder::Fixme),
        b'X' => (xs(bytes, at)?, Placeholder::Xxx),
        b'{' => (braces(bytes, at)?, Placeholder::Braces),
        b'l' | b'L' => (lorem(bytes, at)?, Placeholder::LoremIpsum),
        b'a' | b'A' => (to_complete(text, at, at + 1)?, Placeholder::ToComplete),
        0xc3 => (to_complete(text, at, at + 2)?, Placeholder::ToComplete),
        _ => return None,
    })
}

/// Places that are looked at together.
const BLOCK: usize = 32;

/// The places where three bytes do not tell that nothing begins; in most blocks there is none.
fn promising(bytes: &[u8]) -> impl Iterator<Item = usize> {
    let blocks = (0..bytes.len()).step_by(BLOCK).filter(|start| {
        let block = |from: usize| {
            bytes
                .get(from..(from + BLOCK).min(bytes.len()))
                .unwrap_or_default()
        };
        let triples = block(*start)
            .iter()
            .zip(block(start + 1))
            .zip(block(start + 2));
        triples.fold(false, |any, ((a, b), c)| any | promises(*a, *b, *c))
    });
    blocks.flat_map(|start| {
        (start..start + BLOCK)
            .filter(|at| matches!(bytes.get(*at..at + 3), Some(&[a, b, c]) if promises(a, b, c)))
    })
}

/// Whether a placeholder may begin with these bytes: `TO`, `FI`, `XXX`, `{{`, `lor`, or `à`, here
/// by its second byte, then a blank, then `c` or one more blank. No branch, so that a whole block
/// costs a few steps.
fn promises(a: u8, b: u8, c: u8) -> bool {
    let lower = |byte: u8| byte | 0x20;
    let blank = |byte: u8| (byte <= b' ') | (byte >= 0xc2);
    let capitals = ((a == b'T') & (b == b'O'))
        | ((a == b'F') & (b == b'I'))
        | ((a == b'X') & (b == b'X') & (c == b'X'));
    let lorem = (lower(a) == b'l') & (lower(b) == b'o') & (lower(c) == b'r');
    let complete = ((lower(a) == b'a') | (a == 0xa0) | (a == 0x80))
        & blank(b)
        & ((lower(c) == b'c') | (c <= b' ') | (c >= 0x80));
    capitals | lorem | complete | ((a == b'{') & (b == b'{'))
}

/// Whether a byte belongs to a word: letters beyond ASCII begin with 0xC3 and above.
fn in_word(byte: Option<&u8>) -> bool {
    byte.is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'_')
}

/// Whether a letter or digit of any script stands just before.
fn letter_before(bytes: &[u8], at: usize) -> bool {
    let window = bytes.get(at.saturating_sub(4)..at).unwrap_or_default();
    // A window of four bytes may begin inside a character; its last one is whole.
    let start = window
        .iter()
        .rposition(|byte| byte & 0xc0 != 0x80)
        .unwrap_or(0);
    let last = window
        .get(start..)
        .and_then(|last| std::str::from_utf8(last).ok())
        .and_then(|last| last.chars().next());
    last.is_some_and(|last| last.is_alphanumeric() || last == '_')
}

fn word(bytes: &[u8], at: usize, wanted: &[u8]) -> Option<usize> {
    let end = at + wanted.len();
    let here =
        bytes.get(at..end)? == wanted && !in_word(bytes.get(end)) && bytes.get(end) != Some(&0xc3);
    (here && !letter_before(bytes, at)).then_some(end)
}

fn xs(bytes: &[u8], at: usize) -> Option<usize> {
    // Asked first, so that a long run is counted once.
    if letter_before(bytes, at) {
        return None;
    }
    let length = bytes
        .get(at..)?
        .iter()
        .take_while(|byte| **byte == b'X')
        .count();
    let end = at + length;
    (length >= 3 && !in_word(bytes.get(end))).then_some(end)
}

fn braces(bytes: &[u8], at: usize) -> Option<usize> {
    let inside = bytes.get(at..)?.strip_prefix(b"{{")?;
    let length = inside
        .iter()
        .take(200)
        .take_while(|byte| **byte != b'\n')
        .position(|byte| *byte == b'}')?;
    (inside.get(length + 1) == Some(&b'}')).then_some(at + 2 + length + 2)
}

fn lorem(bytes: &[u8], at: usize) -> Option<usize> {
    let head = bytes.get(at..at + 5)?;
    let blanks = bytes
        .get(at + 5..)?
        .iter()
        .take_while(|byte| byte.is_ascii_whitespace())
        .count();
    let from = at + 5 + blanks;
    let tail = bytes.get(from..from + 5)?;
    let same =
        head.eq_ignore_ascii_case(b"lorem") && blanks > 0 && tail.eq_ignore_ascii_case(b"ipsum");
    (same && !letter_before(bytes, at)).then_some(from + 5)
}

/// « à compléter » that begins at `start`, its verb after `from`.
fn to_complete(text: &str, start: usize, from: usize) -> Option<usize> {
    let rest = text.get(from..)?;
    if !rest.starts_with(char::is_whitespace) {
        return None;
    }
    let verb = rest.trim_start();
    if !verb.starts_with(['c', 'C']) {
        return None;
    }
    let mut length = 0;
    for (wanted, character) in "completer".chars().zip(verb.chars()) {
        let plain = match character {
            'é' | 'É' => 'e',
            c => c.to_ascii_lowercase(),
        };
        if plain != wanted {
            return None;
        }
        length += character.len_utf8();
    }
    let after = verb.get(length..)?;
    // A shorter text ends the zip early.
    if length < "completer".len() || after.starts_with(|c: char| c.is_alphanumeric() || c == '_') {
        return None;
    }
    let before = text.get(..start)?;
    let opened = before
        .trim_end()
        .ends_with(['[', '(', '{', '<', '«', '"', '“', '…', '_']);
    (opened || (edge(before.chars().rev()) && edge(after.chars())))
        .then_some(text.len() - after.len())
}

/// Whether no word of the same sentence stands next: punctuation, an empty line or the end does.
fn edge(characters: impl Iterator<Item = char>) -> bool {
    let mut breaks = 0;
    for character in characters {
        match character {
            '\n' => breaks += 1,
            c if c.is_whitespace() => continue,
            ',' | '\'' | '’' => return false,
            c => return !c.is_alphanumeric(),
        }
        if breaks == 2 {
            break;
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> = placeholders(text)
            .iter()
            .map(|(span, _)| &text[span.start..span.end])
            .collect();
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn what_is_left_to_write_is_found_and_plain_french_is_not() {
        check("TODO: TODOS todo méTODO XTODO TODO", &["TODO", "TODO"]);
        check("XXX XXXL xxx XXXX éXXX (XXX)", &["XXX", "XXXX", "XXX"]);
        check(
            "FIXME {{nom}} {a} {{ {{x\n}} Lorem  IPSUM",
            &["FIXME", "{{nom}}", "Lorem  IPSUM"],
        );
        check(
            "[à compléter] (À COMPLÉTER par le pilote) « a completer »",
            &["à compléter", "À COMPLÉTER", "a completer"],
        );
        check(
            "À compléter.\n\nObjet : à compléter\n\n- à compléter\n",
            &["À compléter", "à compléter", "à compléter"],
        );
        check(
            "Le formulaire à compléter est joint. Il reste\nà compléter. à complétera",
            &[],
        );
        check("À compléter par l'agent : nom, date.", &[]);
        check("à", &[]);
        check("à compl", &[]);
    }

    proptest! {
        #[test]
        fn spans_are_of_the_text(text in "[TODXFIMEàÀ aAcCompléter{}\\n\\[lorem ipsu.]{0,40}") {
            for (span, _) in placeholders(&text) {
                prop_assert!(text.get(span.start..span.end).is_some());
            }
        }
    }
}
