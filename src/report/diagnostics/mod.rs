//! Findings, for people and for programs.

pub mod human;

use crate::diagnostic::{Diagnostic, Span};
use std::collections::BTreeMap;

/// A position in a text, from 1; columns count characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    /// The line.
    pub line: usize,
    /// The character in the line.
    pub column: usize,
}

/// A range in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lines {
    /// The first character.
    pub start: Position,
    /// One past the last character.
    pub end: Position,
}

/// The texts that findings point into, by path.
#[derive(Debug, Default)]
pub struct Sources {
    files: BTreeMap<String, Vec<u8>>,
}

impl Sources {
    /// Fetches each file that a finding points into, once. A file that can no longer be read
    /// leaves its findings without line and column.
    pub fn of(
        diagnostics: &[Diagnostic],
        mut read: impl FnMut(&str) -> Option<Vec<u8>>,
    ) -> Sources {
        let mut files = BTreeMap::new();
        for place in diagnostics
            .iter()
            .filter_map(|diagnostic| diagnostic.place.as_ref())
        {
            if !files.contains_key(&*place.path)
                && let Some(bytes) = read(&place.path)
            {
                files.insert(place.path.to_string(), bytes);
            }
        }
        Sources { files }
    }

    /// Where a finding stands; none for one of a file as a whole.
    pub fn lines(&self, diagnostic: &Diagnostic) -> Option<Lines> {
        let place = diagnostic.place.as_ref()?;
        if place.span == Span::default() {
            return None;
        }
        let bytes = self.files.get(&*place.path)?;
        Some(Lines {
            start: position(bytes, place.span.start),
            end: position(bytes, place.span.end),
        })
    }

    fn bytes(&self, path: &str) -> Option<&[u8]> {
        self.files.get(path).map(Vec::as_slice)
    }
}

fn position(bytes: &[u8], offset: usize) -> Position {
    let before = &bytes[..offset.min(bytes.len())];
    let line_start = before
        .iter()
        .rposition(|byte| *byte == b'\n')
        .map_or(0, |at| at + 1);
    Position {
        line: 1 + before.iter().filter(|byte| **byte == b'\n').count(),
        column: 1 + String::from_utf8_lossy(&before[line_start..])
            .chars()
            .count(),
    }
}
