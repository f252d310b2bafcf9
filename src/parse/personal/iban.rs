//! Account numbers (ISO 13616): a country, a checksum, and the length that the country gives.

use super::marks::{Mark, goes_on, mark};

/// Countries of the single euro payments area, and how long their numbers are.
const COUNTRIES: [(&[u8; 2], usize); 38] = [
    (b"FR", 27),
    (b"MC", 27),
    (b"AD", 24),
    (b"AT", 20),
    (b"BE", 16),
    (b"BG", 22),
    (b"CH", 21),
    (b"CY", 28),
    (b"CZ", 24),
    (b"DE", 22),
    (b"DK", 18),
    (b"EE", 20),
    (b"ES", 24),
    (b"FI", 18),
    (b"GB", 22),
    (b"GI", 23),
    (b"GR", 27),
    (b"HR", 21),
    (b"HU", 28),
    (b"IE", 22),
    (b"IS", 26),
    (b"IT", 27),
    (b"LI", 21),
    (b"LT", 20),
    (b"LU", 20),
    (b"LV", 21),
    (b"MT", 31),
    (b"NL", 18),
    (b"NO", 15),
    (b"PL", 28),
    (b"PT", 25),
    (b"RO", 24),
    (b"SE", 24),
    (b"SI", 19),
    (b"SK", 24),
    (b"SM", 27),
    (b"TN", 24),
    (b"VA", 22),
];

/// The end of a number that begins here.
pub(super) fn end(bytes: &[u8], start: usize) -> Option<usize> {
    // Two digits of the checksum follow the country, which words do not have.
    match bytes.get(start + 2..start + 4)? {
        [b'0'..=b'9', _] | [_, b'0'..=b'9'] => {}
        _ if mark(bytes, start + 2).1 > start + 3 => {}
        _ => return None,
    }
    let head = bytes.get(start..start + 2)?;
    let (_, length) = COUNTRIES
        .iter()
        .find(|(country, _)| head.eq_ignore_ascii_case(&country[..]))?;
    let mut number = Vec::with_capacity(*length);
    let mut at = start;
    while number.len() < *length {
        let (found, after) = mark(bytes, at);
        if found != Mark::None {
            // By fours on paper, by the parts of a bank's own form on a screen.
            if number.len() % 4 > 0 && ![2, 9, 14, 25].contains(&number.len()) {
                return None;
            }
            at = after;
        }
        let byte = *bytes.get(at)?;
        let digit = byte.is_ascii_digit();
        if !byte.is_ascii_alphanumeric() || ((2..4).contains(&number.len()) && !digit) {
            return None;
        }
        number.push(byte.to_ascii_uppercase());
        at += 1;
    }
    // `de 15 jours …` is a sentence.
    let letters = number
        .iter()
        .filter(|byte| byte.is_ascii_alphabetic())
        .count();
    (!goes_on(bytes, at) && letters * 2 <= *length && remainder(&number) == 1).then_some(at)
}

/// The remainder by 97, the first four characters last, letters being 10 to 35.
fn remainder(number: &[u8]) -> u32 {
    number[4..]
        .iter()
        .chain(&number[..4])
        .fold(0, |rest, byte| match byte {
            b'0'..=b'9' => (rest * 10 + u32::from(byte - b'0')) % 97,
            _ => (rest * 100 + u32::from(byte - b'A' + 10)) % 97,
        })
}
