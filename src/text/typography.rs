//! Numbers, dates and plurals as each language writes them.

use super::Lang;
use chrono::{Datelike, NaiveDate};
use std::borrow::Cow;
use std::fmt::Write as _;

/// A civil day: `21/11/2026` in French, `2026-11-21` in English.
pub fn date(day: NaiveDate, lang: Lang) -> String {
    match lang {
        Lang::Fr => format!("{:02}/{:02}/{:04}", day.day(), day.month(), day.year()),
        Lang::En => format!("{:04}-{:02}-{:02}", day.year(), day.month(), day.day()),
    }
}

/// An integer with its thousands set apart: narrow no-break space in French, comma in English.
pub fn number(value: i64, lang: Lang) -> String {
    let digits = value.unsigned_abs().to_string();
    let mut out = String::new();
    if value < 0 {
        out.push('-');
    }
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(match lang {
                Lang::Fr => '\u{202f}',
                Lang::En => ',',
            });
        }
        out.push(digit);
    }
    out
}

/// A number with decimals, given as all its digits: 8242 with two decimals is `82,42` in French.
pub fn decimal(digits: i64, decimals: u8, lang: Lang) -> String {
    let scale = 10_u64.saturating_pow(u32::from(decimals));
    let (whole, part) = (digits.unsigned_abs() / scale, digits.unsigned_abs() % scale);
    let sign = if digits < 0 { "-" } else { "" };
    let whole = number(i64::try_from(whole).unwrap_or(i64::MAX), lang);
    if decimals == 0 {
        return format!("{sign}{whole}");
    }
    let mark = match lang {
        Lang::Fr => ',',
        Lang::En => '.',
    };
    format!(
        "{sign}{whole}{mark}{part:0width$}",
        width = usize::from(decimals)
    )
}

/// Picks the singular or the plural: in French 0 and 1 are singular, in English only 1.
pub fn plural<'a>(count: usize, one: &'a str, many: &'a str, lang: Lang) -> &'a str {
    let singular = match lang {
        Lang::Fr => count < 2,
        Lang::En => count == 1,
    };
    if singular { one } else { many }
}

/// French as it is printed: no-break spaces before its high punctuation and inside its quotes. What
/// stands between backticks, on a line or in a block, is typed as it is.
pub fn spaced(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 64);
    let mut block = false;
    for line in text.split_inclusive('\n') {
        if line.trim_start().starts_with("```") {
            block = !block;
            out.push_str(line);
        } else if block {
            out.push_str(line);
        } else {
            for (rank, part) in line.split('`').enumerate() {
                if rank > 0 {
                    out.push('`');
                }
                match rank % 2 {
                    0 => out.push_str(&signs_kept(part)),
                    _ => out.push_str(part),
                }
            }
        }
    }
    out
}

fn signs_kept(words: &str) -> String {
    let mut out = String::with_capacity(words.len() + 8);
    let mut characters = words.chars().peekable();
    let mut before = None;
    while let Some(character) = characters.next() {
        let next = characters.peek().copied();
        let stays = before == Some('«') || matches!(next, Some(';' | ':' | '?' | '!' | '»'));
        out.push(match character {
            ' ' if stays => '\u{a0}',
            other => other,
        });
        before = Some(character);
    }
    out
}

/// Makes untrusted text safe for a terminal: control and direction characters become `\u{…}`.
pub fn escape_controls(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_unsafe) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for character in text.chars() {
        if is_unsafe(character) {
            // Writing to a String cannot fail.
            let _ = write!(out, "\\u{{{:x}}}", u32::from(character));
        } else {
            out.push(character);
        }
    }
    Cow::Owned(out)
}

fn is_unsafe(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn french_thousands_take_a_narrow_no_break_space() {
        assert_eq!(number(11_029, Lang::Fr), "11\u{202f}029");
        assert_eq!(number(999, Lang::Fr), "999");
        assert_eq!(number(-1_234_567, Lang::En), "-1,234,567");
        assert_eq!(decimal(8_242, 2, Lang::Fr), "82,42");
        assert_eq!(decimal(-5, 2, Lang::En), "-0.05");
    }

    #[test]
    fn french_keeps_its_signs_on_the_line_and_leaves_what_is_typed_alone() {
        assert_eq!(
            spaced("« oui » : `a : b` !\n```yaml\na : b\n```\nnon ?\n"),
            "«\u{a0}oui\u{a0}»\u{a0}: `a : b`\u{a0}!\n```yaml\na : b\n```\nnon\u{a0}?\n"
        );
    }

    #[test]
    fn an_escape_sequence_never_reaches_the_terminal() {
        assert_eq!(escape_controls("a\u{1b}[2Kb"), "a\\u{1b}[2Kb");
        assert_eq!(escape_controls("été"), "été");
    }
}
