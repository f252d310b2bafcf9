//! Values as YAML text that every reader takes for the same text.

use std::fmt::Write as _;

/// A text as a scalar: bare where YAML 1.1 and 1.2 both read it back as this very text, inside
/// lists and maps on one line as well; else between double quotes.
pub fn scalar(text: &str) -> String {
    if is_plain(text) && reads_back(text) {
        text.to_owned()
    } else {
        quoted_scalar(text)
    }
}

/// A date, code, identifier or enumerated word, which stands bare even where a reader that knows
/// no schema would take it for a number or a date; anything else is written as by [`scalar`].
pub fn plain(text: &str) -> String {
    let bare = text.starts_with(|c: char| c.is_ascii_alphanumeric())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_'));
    if bare { text.to_owned() } else { scalar(text) }
}

/// Scalars as a list on one line.
pub fn flow_list<T: AsRef<str>>(items: &[T]) -> String {
    let items: Vec<String> = items.iter().map(|item| scalar(item.as_ref())).collect();
    format!("[{}]", items.join(", "))
}

/// A text between double quotes, on one line.
pub fn quoted_scalar(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for character in text.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            // The breaks of YAML 1.1, the byte order mark, and what a reader would not see.
            c if c.is_control()
                || matches!(c, '\u{a0}' | '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}') =>
            {
                // Writing to a String cannot fail.
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// Whether a reader that is not ours takes the bare text, alone and in a list on one line, for this
/// very text: what is written here is read by other tools, long after.
fn reads_back(text: &str) -> bool {
    let read = |yaml: &str| serde_yaml::from_str::<serde_yaml::Value>(yaml).ok();
    let own = serde_yaml::Value::String(text.to_owned());
    let list = serde_yaml::Value::Sequence(vec![own.clone(), own.clone()]);
    read(text) == Some(own) && read(&format!("[{text}, {text}]")) == Some(list)
}

fn is_plain(text: &str) -> bool {
    let Some(first) = text.chars().next() else {
        return false;
    };
    let letters = |c: char| {
        c.is_alphanumeric()
            || matches!(
                c,
                ' ' | '-'
                    | '_'
                    | '.'
                    | '/'
                    | '('
                    | ')'
                    | '\''
                    | '’'
                    | '«'
                    | '»'
                    | '…'
                    | '–'
                    | '—'
                    | '°'
                    | ';'
                    | '+'
                    | '='
                    | '%'
                    | '\u{202f}'
            )
    };
    if !first.is_alphanumeric() || text.ends_with(' ') {
        return false;
    }
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        let fine = match character {
            // A colon is text between two letters, a separator anywhere else.
            ':' => characters
                .peek()
                .is_some_and(|next| next.is_alphanumeric() || *next == '/'),
            '\'' => true,
            c => letters(c),
        };
        if !fine {
            return false;
        }
    }
    !is_word(text) && !is_number_like(text)
}

/// Words that YAML 1.1 reads as a boolean or as nothing.
fn is_word(text: &str) -> bool {
    const WORDS: [&str; 11] = [
        "y", "n", "yes", "no", "on", "off", "true", "false", "null", "none", "nan",
    ];
    WORDS.iter().any(|word| text.eq_ignore_ascii_case(word))
}

/// Numbers, dates, times and all that looks a little like them.
fn is_number_like(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit())
        && text.bytes().all(|byte| {
            byte.is_ascii_hexdigit()
                || matches!(
                    byte,
                    b'x' | b'X'
                        | b'o'
                        | b'O'
                        | b'_'
                        | b'.'
                        | b':'
                        | b'+'
                        | b'-'
                        | b'T'
                        | b't'
                        | b'Z'
                        | b'z'
                        | b' '
                )
        })
}
