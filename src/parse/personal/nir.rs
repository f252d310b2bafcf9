//! Social-security numbers: sex, year, month, department, commune, order, and a key.

use super::marks::{Mark, digits, goes_on, mark};

/// Where the fields end, in digits: separators stand there, and nowhere else. An overseas
/// department has three digits, so a separator may stand after the eighth.
const FIELDS: [usize; 7] = [1, 3, 5, 7, 8, 10, 13];

/// The end of a number that begins here: 15 digits with their key, or 13 whose sex, month and
/// department are possible.
pub(super) fn end(bytes: &[u8], start: usize) -> Option<usize> {
    let mut number = Vec::with_capacity(15);
    let mut at = start;
    while number.len() < 13 {
        let (mark, after) = mark(bytes, at);
        // Blanks that end a line and begin the next are one separator; a sign is one as well.
        if mark != Mark::None {
            if !FIELDS.contains(&number.len()) {
                return None;
            }
            at = after;
        }
        let byte = *bytes.get(at)?;
        let corsica = number.len() == 6 && matches!(byte.to_ascii_uppercase(), b'A' | b'B');
        if !byte.is_ascii_digit() && !corsica {
            return None;
        }
        number.push(byte.to_ascii_uppercase());
        at += 1;
    }
    if !possible(&number) {
        return None;
    }
    let (_, next) = mark(bytes, at);
    match (digits(bytes, at), digits(bytes, next)) {
        // A key, joined or apart.
        (2, _) | (0, 2) => {
            let end = next + 2;
            let key = bytes.get(next..end)?;
            let right = !goes_on(bytes, end) && number_of(key)? == key_of(&number)?;
            right.then_some(end)
        }
        (0, _) if !goes_on(bytes, at) => Some(at),
        _ => None,
    }
}

/// Whether sex, month and department exist.
fn possible(number: &[u8]) -> bool {
    let sex = matches!(
        number.first(),
        Some(b'1' | b'2' | b'3' | b'4' | b'7' | b'8')
    );
    let month = number.get(3..5).and_then(number_of);
    // 20 and above: the month is not known, or was given out of order.
    let month = month.is_some_and(|month| matches!(month, 1..=12 | 20 | 30..=42 | 50..=99));
    let department = match number.get(5..7) {
        Some([b'2', b'A' | b'B']) => true,
        Some(digits) => number_of(digits).is_some_and(|number| number > 0),
        None => false,
    };
    sex && month && department
}

/// The key: 97 less the remainder by 97, Corsica being 19 and 18.
fn key_of(number: &[u8]) -> Option<u64> {
    let plain: Vec<u8> = match number.get(6) {
        Some(b'A') => [&number[..5], b"19", &number[7..]].concat(),
        Some(b'B') => [&number[..5], b"18", &number[7..]].concat(),
        _ => number.to_vec(),
    };
    Some(97 - number_of(&plain)? % 97)
}

fn number_of(digits: &[u8]) -> Option<u64> {
    std::str::from_utf8(digits).ok()?.parse().ok()
}
