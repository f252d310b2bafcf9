//! French phone numbers: `0X…`, `+33`, `0033`, and those of the overseas departments.

use super::marks::{Mark, digits, goes_on, mark};

/// How many digits the groups have after the country, where it is given.
const ABROAD: [&[usize]; 5] = [
    &[9],
    &[1, 2, 2, 2, 2],
    &[3, 2, 2, 2],
    &[3, 3, 3],
    &[1, 4, 4],
];

/// And within France, the 0 included.
const AT_HOME: [&[usize]; 7] = [
    &[10],
    &[2, 2, 2, 2, 2],
    &[4, 2, 2, 2],
    &[4, 3, 3],
    &[2, 2, 3, 3],
    &[1, 3, 3, 3],
    &[1, 1, 2, 2, 2, 2],
];

/// Codes of countries and departments (E.164) that are dialled as France.
const COUNTRIES: [&str; 5] = ["33", "262", "590", "594", "596"];

/// The end of a number that begins here.
pub(super) fn end(bytes: &[u8], start: usize) -> Option<usize> {
    match bytes.get(start..)? {
        [b'+', ..] => abroad(bytes, start + 1),
        [b'0', b'0', ..] => abroad(bytes, start + 2),
        [b'0', ..] => at_home(bytes, start),
        _ => None,
    }
}

fn at_home(bytes: &[u8], start: usize) -> Option<usize> {
    // Numbers in 08 are those of services.
    let (_, second) = mark(bytes, start + 1);
    if !matches!(bytes.get(second), Some(b'1'..=b'7' | b'9')) {
        return None;
    }
    let before = bytes.get(..start).unwrap_or_default();
    let after_code = matches!(before, [.., word, b'-' | b'/' | b'.' | b':'] if word.is_ascii_digit())
        || matches!(before, [.., word, b'-'] if word.is_ascii_alphanumeric());
    AT_HOME.iter().find_map(|lengths| {
        let (mark, end) = groups(bytes, start, lengths)?;
        // `PR-0612345678` is a reference; `12.05.06.07.08.09` goes on from before.
        let joined = after_code && (mark == Mark::None || before.last() == sign(mark).as_ref());
        (!joined).then_some(end)
    })
}

fn abroad(bytes: &[u8], after_sign: usize) -> Option<usize> {
    let (_, at) = mark(bytes, after_sign);
    let country = COUNTRIES.iter().find(|code| {
        bytes
            .get(at..)
            .is_some_and(|rest| rest.starts_with(code.as_bytes()))
    })?;
    let mut at = at + country.len();
    let (_, next) = mark(bytes, at);
    if bytes
        .get(next..)
        .is_some_and(|rest| rest.starts_with(b"(0)"))
    {
        at = next + 3;
    }
    let (_, start) = mark(bytes, at);
    // `+33 06 …`: the 0 is said although the country is.
    if bytes.get(start) == Some(&b'0') {
        return at_home(bytes, start);
    }
    ABROAD
        .iter()
        .find_map(|lengths| groups(bytes, start, lengths))
        .map(|(_, end)| end)
}

/// Groups of these lengths from here, with one kind of separator between them.
fn groups(bytes: &[u8], start: usize, lengths: &[usize]) -> Option<(Mark, usize)> {
    let (mut kind, mut at) = (Mark::None, start);
    for (place, length) in lengths.iter().enumerate() {
        if place > 0 {
            let (found, after) = mark(bytes, at);
            let same = place == 1 || found == kind;
            if found == Mark::None || !same {
                return None;
            }
            (kind, at) = (found, after);
        }
        if digits(bytes, at) != *length {
            return None;
        }
        at += length;
    }
    (!goes_on(bytes, at)).then_some((kind, at))
}

fn sign(mark: Mark) -> Option<u8> {
    match mark {
        Mark::Sign(sign) => Some(sign),
        _ => None,
    }
}
