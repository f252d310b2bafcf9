//! Markdown on a terminal: headings, wrapped paragraphs, lists, and blocks as they stand.

use super::lines::{toned, wrap};
use super::{Style, Tone};
use crate::text::escape_controls;

/// A page as plain text, wrapped to the width.
pub fn text(markdown: &str, style: &Style) -> String {
    let mut out = String::new();
    let mut paragraph = Paragraph::default();
    let mut fence: Option<String> = None;
    for line in markdown.lines() {
        let trimmed = line.trim_start();
        if let Some(open) = &fence {
            if trimmed.starts_with(open.as_str()) {
                fence = None;
            } else {
                out.push_str(&format!("    {}\n", escape_controls(line)));
            }
            continue;
        }
        let marker = trimmed
            .chars()
            .next()
            .filter(|first| matches!(first, '`' | '~'));
        if let Some(marker) =
            marker.filter(|marker| trimmed.starts_with(&marker.to_string().repeat(3)))
        {
            paragraph.flush(&mut out, style);
            let ticks: String = trimmed
                .chars()
                .take_while(|character| *character == marker)
                .collect();
            let path = trimmed[ticks.len()..]
                .split_once(' ')
                .map(|(_, path)| path.trim())
                .unwrap_or_default();
            if !path.is_empty() {
                out.push_str(&format!(
                    "    {}\n",
                    style.tone(Tone::Quiet, &escape_controls(path))
                ));
            }
            fence = Some(ticks);
        } else if trimmed.is_empty() {
            paragraph.flush(&mut out, style);
            if !out.is_empty() && !out.ends_with("\n\n") {
                out.push('\n');
            }
        } else if trimmed.starts_with('#') && trimmed.trim_start_matches('#').starts_with(' ') {
            paragraph.flush(&mut out, style);
            let title = escape_controls(trimmed.trim_start_matches('#').trim()).into_owned();
            out.push_str(&wrap(&toned(&title, Tone::Strong, style), style.width, 0));
        } else if trimmed.starts_with('|') || trimmed.starts_with('>') {
            paragraph.flush(&mut out, style);
            out.push_str(&format!("{}\n", escape_controls(line)));
        } else if let Some(width) = marker_width(trimmed) {
            paragraph.flush(&mut out, style);
            let lead = line.len() - trimmed.len();
            paragraph = Paragraph {
                text: format!("{}{}", " ".repeat(lead), trimmed),
                indent: lead + width,
            };
        } else {
            paragraph.push(trimmed);
        }
    }
    paragraph.flush(&mut out, style);
    while out.ends_with("\n\n") {
        out.pop();
    }
    out
}

#[derive(Default)]
struct Paragraph {
    text: String,
    indent: usize,
}

impl Paragraph {
    fn push(&mut self, line: &str) {
        if !self.text.is_empty() {
            self.text.push(' ');
        }
        self.text.push_str(line);
    }

    fn flush(&mut self, out: &mut String, style: &Style) {
        if !self.text.is_empty() {
            out.push_str(&wrap(
                &escape_controls(&self.text),
                style.width,
                self.indent,
            ));
        }
        *self = Paragraph::default();
    }
}

/// The columns of a list marker with its space: 2 for `- `, 3 for `1. `.
pub(super) fn marker_width(line: &str) -> Option<usize> {
    if line.starts_with("- ") || line.starts_with("* ") || line.starts_with("+ ") {
        return Some(2);
    }
    let digits = line.len()
        - line
            .trim_start_matches(|character: char| character.is_ascii_digit())
            .len();
    let rest = &line[digits..];
    (digits > 0 && digits < 4 && (rest.starts_with(". ") || rest.starts_with(") ")))
        .then_some(digits + 2)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Paint;
    use crate::text::Lang;

    #[test]
    fn prose_is_wrapped_and_blocks_stay_as_they_are() {
        let style = Style {
            lang: Lang::En,
            paint: Paint::Plain,
            width: 24,
        };
        let page = "Says\nwhat it asks, at length.\n\n## Why\n- one item that is long\n- two\n\n```md documents/PR/PR-01-V1.md\na: b   c d e f g h i j k l m\n```\n";
        expect_test::expect![[r"
            Says what it asks, at
            length.

            Why
            - one item that is long
            - two

                documents/PR/PR-01-V1.md
                a: b   c d e f g h i j k l m
        "]]
        .assert_eq(&text(page, &style));
    }
}
