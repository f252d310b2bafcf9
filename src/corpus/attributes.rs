//! What the root `.gitattributes` makes git do to the files of the tree.

use super::FileState;
use crate::diagnostic::Span;
use crate::model::names::Located;
use std::sync::Arc;

/// Its name at the root.
pub(super) const ATTRIBUTES: &str = ".gitattributes";

/// The root `.gitattributes`.
#[derive(Debug)]
pub struct AttributesFile {
    /// Its path.
    pub path: Arc<str>,
    /// What stands under that name.
    pub state: FileState,
    /// What it says; empty where it cannot be read.
    pub text: String,
}

impl AttributesFile {
    /// The attributes that filter, re-encode, merge or leave out files: all but line ends, display
    /// and the labels of forges (10-format).
    pub fn forbidden(&self) -> Vec<Located<String>> {
        let mut found = Vec::new();
        let mut start = 0;
        for line in self.text.split_inclusive('\n') {
            for (index, (at, word)) in words(line).enumerate() {
                // The first word is the pattern; `[attr]name` defines a macro out of others.
                let wrong = match index {
                    0 => word.starts_with("[attr]"),
                    _ => !is_harmless(word),
                };
                if wrong {
                    found.push(Located::new(
                        word.to_owned(),
                        Span::new(start + at, start + at + word.len()),
                    ));
                }
            }
            start += line.len();
        }
        found
    }
}

/// The words of a line with their places; none for a comment. A pattern between quotes may hold
/// spaces.
fn words(line: &str) -> impl Iterator<Item = (usize, &str)> {
    let trimmed = line.trim_start();
    let mut at = line.len() - trimmed.len();
    let mut rest = if trimmed.starts_with('#') {
        ""
    } else {
        trimmed.trim_end()
    };
    let mut first = true;
    std::iter::from_fn(move || {
        let skipped = rest.len() - rest.trim_start().len();
        at += skipped;
        rest = &rest[skipped..];
        let quoted = if std::mem::take(&mut first) && rest.starts_with('"') {
            rest[1..].find('"').map(|end| end + 2)
        } else {
            None
        };
        let length = quoted
            .or_else(|| rest.find(char::is_whitespace))
            .unwrap_or(rest.len());
        let word = (at, rest.get(..length).filter(|word| !word.is_empty())?);
        at += length;
        rest = &rest[length..];
        Some(word)
    })
}

fn is_harmless(attribute: &str) -> bool {
    let name = attribute.trim_start_matches(['-', '!']);
    let (name, value) = name.split_once('=').unwrap_or((name, ""));
    match name {
        "text" => matches!(value, "" | "auto"),
        "eol" => matches!(value, "" | "lf"),
        "diff" | "whitespace" | "binary" => true,
        _ => name.starts_with("linguist-") || name.starts_with("gitlab-"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_ends_and_labels_are_allowed_and_nothing_else() {
        let text = "# filter=x\n*.md text eol=lf\n*.png binary\n\"a b\" -text\n*.md linguist-documentation\n[attr]x -text\n*.md text merge=union filter=lfs\nd export-ignore\n";
        let file = AttributesFile {
            path: Arc::from(".gitattributes"),
            state: FileState::Plain,
            text: text.to_owned(),
        };
        let found: Vec<_> = file
            .forbidden()
            .into_iter()
            .map(|one| (text[one.span.start..one.span.end].to_owned(), one.value))
            .collect();
        let expected = ["[attr]x", "merge=union", "filter=lfs", "export-ignore"]
            .map(|word| (word.to_owned(), word.to_owned()));
        assert_eq!(found, expected);
    }
}
