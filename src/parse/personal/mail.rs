//! E-mail addresses.

use super::Personal;
use super::marks::in_address;
use crate::diagnostic::Span;
use crate::model::names::Located;

/// Ends of names of files, which `plan@2x.png` is.
const FILES: [&str; 8] = ["png", "jpg", "jpeg", "gif", "svg", "webp", "pdf", "md"];

/// The address around an `@`.
pub(super) fn at(text: &str, at: usize) -> Option<Located<Personal>> {
    let local = text.get(..at)?;
    let start = local
        .char_indices()
        .rev()
        .take_while(|(_, c)| c.is_alphanumeric() || "._%+-'’".contains(*c))
        .last()
        .map(|(start, _)| start)?;
    let start = start
        + (local[start..].len()
            - local[start..]
                .trim_start_matches(['.', '\'', '’', '-'])
                .len());
    let rest = text.get(at + 1..)?;
    let length = rest
        .char_indices()
        .find(|(_, c)| !c.is_alphanumeric() && !matches!(c, '-' | '.'))
        .map_or(rest.len(), |(end, _)| end);
    let domain = rest[..length].trim_end_matches(['.', '-']);
    let (name, last) = domain.rsplit_once('.')?;
    let sound = start < at
        && !name.is_empty()
        && name.split('.').all(|label| !label.is_empty())
        && last.chars().count() >= 2
        && last.chars().all(char::is_alphabetic)
        && !FILES.iter().any(|end| last.eq_ignore_ascii_case(end))
        && !in_address(text.as_bytes(), start);
    let end = at + 1 + domain.len();
    sound.then(|| {
        let address = text[start..end].to_lowercase().into();
        Located::new(Personal::Email(address), Span::new(start, end))
    })
}
