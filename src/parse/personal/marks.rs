//! What stands between the groups of a number, and around it.

/// What separates two groups of digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// Nothing.
    None,
    /// Blanks alone.
    Blank,
    /// A dot, a dash or a slash, whatever blanks surround it.
    Sign(u8),
}

/// The separator that begins at a byte, and where it ends: at most a sign and three blanks.
pub(super) fn mark(bytes: &[u8], at: usize) -> (Mark, usize) {
    let (mut mark, mut end, mut count) = (Mark::None, at, 0);
    while count < 4 {
        let Some((one, length)) = one(bytes, end) else {
            break;
        };
        mark = match (mark, one) {
            (Mark::Sign(_), Mark::Sign(_)) => break,
            (Mark::Sign(sign), _) => Mark::Sign(sign),
            (_, one) => one,
        };
        end += length;
        count += 1;
    }
    (mark, end)
}

fn one(bytes: &[u8], at: usize) -> Option<(Mark, usize)> {
    Some(match bytes.get(at..)? {
        [b' ' | b'\t' | b'\n' | b'\r', ..] => (Mark::Blank, 1),
        [sign @ (b'.' | b'-' | b'/'), ..] => (Mark::Sign(*sign), 1),
        // No-break space; thin and narrow no-break spaces; figure space.
        [0xC2, 0xA0, ..] => (Mark::Blank, 2),
        [0xE2, 0x80, 0x87 | 0x89 | 0xAF, ..] => (Mark::Blank, 3),
        // Hyphens and the en dash.
        [0xE2, 0x80, 0x90 | 0x91 | 0x93, ..] => (Mark::Sign(b'-'), 3),
        _ => return None,
    })
}

/// How many digits stand in a row.
pub(super) fn digits(bytes: &[u8], at: usize) -> usize {
    let rest = bytes.get(at..).unwrap_or_default();
    rest.iter().take_while(|byte| byte.is_ascii_digit()).count()
}

/// Whether a letter, a digit or `_` stands just before: what goes on is no number of its own.
pub(super) fn joined(bytes: &[u8], at: usize) -> bool {
    at.checked_sub(1)
        .and_then(|before| bytes.get(before))
        .is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'_')
}

/// Whether what ends here goes on as a word, a number, or the local part of an address.
pub(super) fn goes_on(bytes: &[u8], at: usize) -> bool {
    bytes
        .get(at)
        .is_some_and(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'@'))
}

/// Where the run of letters and digits ends.
pub(super) fn word_end(bytes: &[u8], at: usize) -> usize {
    let rest = bytes.get(at..).unwrap_or_default();
    at + rest
        .iter()
        .take_while(|byte| byte.is_ascii_alphanumeric())
        .count()
        .max(1)
}

/// Whether a byte stands within an address of the web (`https://…`).
pub(super) fn in_address(bytes: &[u8], at: usize) -> bool {
    const FAR: usize = 400;
    let before = bytes.get(at.saturating_sub(FAR)..at).unwrap_or_default();
    let word = before
        .iter()
        .rposition(|byte| byte.is_ascii_whitespace() || matches!(byte, b'(' | b'<' | b'"'))
        .map_or(before, |blank| before.get(blank..).unwrap_or_default());
    word.windows(3).any(|part| part == b"://")
}
