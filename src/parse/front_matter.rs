//! Where the front-matter of a file stands: between a first line `---` and the next line `---`.

use crate::diagnostic::Span;

/// The parts of a file, by the fence alone: what lies between the fences may be bad YAML.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Split {
    /// Both fences stand.
    Present {
        /// The lines between the fences, the line break of the last one included.
        yaml: Span,
        /// All that follows the line of the closing fence.
        body: Span,
    },
    /// The first line is not a fence.
    Missing,
    /// The first line is a fence and no other line is.
    Unclosed,
}

impl Split {
    /// The bytes between the fences.
    pub fn yaml(self) -> Option<Span> {
        match self {
            Split::Present { yaml, .. } => Some(yaml),
            Split::Missing | Split::Unclosed => None,
        }
    }

    /// The bytes after the front-matter; the whole of a file that has none.
    pub fn body(self, length: usize) -> Span {
        match self {
            Split::Present { body, .. } => body,
            Split::Missing | Split::Unclosed => Span::new(0, length),
        }
    }
}

/// Finds the fences of a text.
pub fn split(text: &str) -> Split {
    split_bytes(text.as_bytes())
}

/// Finds the fences of a file that need not be UTF-8: the digest is one of bytes.
pub fn split_bytes(bytes: &[u8]) -> Split {
    let mut lines = Lines::new(bytes, 0);
    let Some(first) = lines.next() else {
        return Split::Missing;
    };
    if first.content != b"---" {
        return Split::Missing;
    }
    for line in lines {
        if line.content == b"---" {
            return Split::Present {
                yaml: Span::new(first.end, line.start),
                body: Span::new(line.end, bytes.len()),
            };
        }
    }
    Split::Unclosed
}

/// One line of a file.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line<'a> {
    /// The bytes without the line break, which is LF or CRLF; a lone CR is content.
    pub content: &'a [u8],
    /// Where the line begins.
    pub start: usize,
    /// Where the next line begins.
    pub end: usize,
}

/// The lines of some bytes, with their places.
pub(super) struct Lines<'a> {
    bytes: &'a [u8],
    base: usize,
    at: usize,
}

impl<'a> Lines<'a> {
    /// Lines of `bytes`, which begin at `base` in the file.
    pub fn new(bytes: &'a [u8], base: usize) -> Self {
        Lines { bytes, base, at: 0 }
    }
}

impl<'a> Iterator for Lines<'a> {
    type Item = Line<'a>;

    fn next(&mut self) -> Option<Line<'a>> {
        let rest = self.bytes.get(self.at..).filter(|rest| !rest.is_empty())?;
        let (content, length) = match memchr::memchr(b'\n', rest) {
            Some(stop) => {
                let line = rest.get(..stop).unwrap_or_default();
                (line.strip_suffix(b"\r").unwrap_or(line), stop + 1)
            }
            None => (rest, rest.len()),
        };
        let start = self.base + self.at;
        self.at += length;
        Some(Line {
            content,
            start,
            end: start + length,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Split) {
        assert_eq!(split(text), expected, "{text:?}");
    }

    #[test]
    fn the_fence_is_exactly_three_dashes() {
        let present = |a, b, c, d| Split::Present {
            yaml: Span::new(a, b),
            body: Span::new(c, d),
        };
        check("---\na: b\n---\nc", present(4, 9, 13, 14));
        check("---\r\na: b\r\n---\r\nc", present(5, 11, 16, 17));
        check("---\n---", present(4, 4, 7, 7));
        check("---\na: b\n--- \n---\n", present(4, 14, 18, 18));
        check("---\na: b\n ---\n", Split::Unclosed);
        check("---\na: b\n---\r", Split::Unclosed);
        check("---", Split::Unclosed);
        check("--- \na: b\n---\n", Split::Missing);
        check("\u{feff}---\na: b\n---\n", Split::Missing);
        check("\n---\na: b\n---\n", Split::Missing);
        check("", Split::Missing);
    }
}
