//! The words of a cell, and where each stands in the file.

use crate::diagnostic::Span;
use crate::model::names::{self, Located};

/// One word of a cell.
pub(super) struct Token {
    /// As it is compared.
    pub word: String,
    /// Where it stands in the value, in bytes.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
}

/// The words of a cell. Parentheses and `+` are words of their own, and so is what precedes an
/// apostrophe.
pub(super) fn tokens(value: &str) -> Vec<Token> {
    let end = value.trim_end();
    let end = end.strip_suffix('.').unwrap_or(end).len();
    let mut tokens = Vec::new();
    let mut start = None;
    let mut push = |from: usize, to: usize| {
        let word = names::folded(&value[from..to]).replace('’', "'");
        tokens.push(Token {
            word,
            start: from,
            end: to,
        });
    };
    for (index, character) in value[..end].char_indices() {
        let next = index + character.len_utf8();
        if character.is_whitespace() || matches!(character, '(' | ')' | '+') {
            if let Some(from) = start.take() {
                push(from, index);
            }
            if !character.is_whitespace() {
                push(index, next);
            }
        } else if matches!(character, '\'' | '’') {
            push(start.take().unwrap_or(index), next);
        } else {
            start.get_or_insert(index);
        }
    }
    if let Some(from) = start {
        push(from, end);
    }
    tokens
}

/// The words of a phrase as they are compared.
pub(super) fn folded(phrase: &str) -> Vec<String> {
    tokens(phrase).into_iter().map(|token| token.word).collect()
}

/// The bytes of the file that a part of a cell was read from. A plain or quoted scalar shows its
/// words where they stand; another is one whole.
pub(super) fn part(cell: &Located<String>, start: usize, end: usize) -> Span {
    let (value, span) = (&cell.value, cell.span);
    let quote = match (span.end - span.start).checked_sub(value.len()) {
        Some(0) => 0,
        Some(2) => 1,
        _ => return span,
    };
    Span::new(span.start + quote + start, span.start + quote + end)
}
