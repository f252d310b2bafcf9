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
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        // Two bytes tell nearly always that nothing begins here.
        let next = bytes.get(at + 1).copied().unwrap_or(0);
        let hit = match byte {
            b'T' if next == b'O' => word(bytes, at, b"TODO").map(|end| (end, Placeholder::Todo)),
            b'F' if next == b'I' => word(bytes, at, b"FIXME").map(|end| (end, Placeholder::Fixme)),
            b'X' if next == b'X' => xs(bytes, at).map(|end| (end, Placeholder::Xxx)),
            b'{' if next == b'{' => braces(bytes, at).map(|end| (end, Placeholder::Braces)),
            b'l' | b'L' if next | 0x20 == b'o' => lorem(bytes, at).map(|end| (end, Placeholder::LoremIpsum)),
            b'a' | b'A' if next.is_ascii_whitespace() || next >= 0x80 => to_complete(text, at, at + 1).map(|end| (end, Placeholder::ToComplete)),
            0xc3 if matches!(next, 0x80 | 0xa0) => to_complete(text, at, at + 2).map(|end| (end, Placeholder::ToComplete)),
            _ => None,
        };
        match hit {
            Some((end, kind)) => {
                found.push((Span::new(at, end), kind));
                at = end;
            }
            None => at += 1,
        }
    }
    found
}

/// Whether a byte belongs to a word: letters beyond ASCII begin with 0xC3 and above.
fn in_word(byte: Option<&u8>) -> bool {
    byte.is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'_')
}

/// Whether a letter or digit of any script stands just before.
fn letter_before(bytes: &[u8], at: usize) -> bool {
    let window = bytes.get(at.saturating_sub(4)..at).unwrap_or_default();
    // A window of four bytes may begin inside a character; its last one is whole.
    let start = window.iter().rposition(|byte| byte & 0xc0 != 0x80).unwrap_or(0);
    let last = window.get(start..).and_then(|last| std::str::from_utf8(last).ok()).and_then(|last| last.chars().next());
    last.is_some_and(|last| last.is_alphanumeric() || last == '_')
}

fn word(bytes: &[u8], at: usize, wanted: &[u8]) -> Option<usize> {
    let end = at + wanted.len();
    let here = bytes.get(at..end)? == wanted && !in_word(bytes.get(end)) && bytes.get(end) != Some(&0xc3);
    (here && !letter_before(bytes, at)).then_some(end)
}

fn xs(bytes: &[u8], at: usize) -> Option<usize> {
    // Asked first, so that a long run is counted once.
    if letter_before(bytes, at) {
        return None;
    }
    let length = bytes.get(at..)?.iter().take_while(|byte| **byte == b'X').count();
    let end = at + length;
    (length >= 3 && !in_word(bytes.get(end))).then_some(end)
}

fn braces(bytes: &[u8], at: usize) -> Option<usize> {
    let inside = bytes.get(at..)?.strip_prefix(b"{{")?;
    let length = inside.iter().take(200).take_while(|byte| **byte != b'\n').position(|byte| *byte == b'}')?;
    (inside.get(length + 1) == Some(&b'}')).then_some(at + 2 + length + 2)
}

fn lorem(bytes: &[u8], at: usize) -> Option<usize> {
    let head = bytes.get(at..at + 5)?;
    let blanks = bytes.get(at + 5..)?.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
    let from = at + 5 + blanks;
    let tail = bytes.get(from..from + 5)?;
    let same = head.eq_ignore_ascii_case(b"lorem") && blanks > 0 && tail.eq_ignore_ascii_case(b"ipsum");
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
    let opened = before.trim_end().ends_with(['[', '(', '{', '<', '«', '"', '“', '…', '_']);
    (opened || (edge(before.chars().rev()) && edge(after.chars()))).then_some(text.len() - after.len())
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
        let found: Vec<&str> = placeholders(text).iter().map(|(span, _)| &text[span.start..span.end]).collect();
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn what_is_left_to_write_is_found_and_plain_french_is_not() {
        check("TODO: TODOS todo méTODO XTODO TODO", &["TODO", "TODO"]);
        check("XXX XXXL xxx XXXX éXXX (XXX)", &["XXX", "XXXX", "XXX"]);
        check("FIXME {{nom}} {a} {{ {{x\n}} Lorem  IPSUM", &["FIXME", "{{nom}}", "Lorem  IPSUM"]);
        check("[à compléter] (À COMPLÉTER par le pilote) « a completer »", &["à compléter", "À COMPLÉTER", "a completer"]);
        check("À compléter.\n\nObjet : à compléter\n\n- à compléter\n", &["À compléter", "à compléter", "à compléter"]);
        check("Le formulaire à compléter est joint. Il reste\nà compléter. à complétera", &[]);
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
