//! A page while it is written: headings, paragraphs, tables, blocks.

use super::{INDEX, Page};
use crate::text::{Lang, Text};

/// The Markdown of one page.
pub(super) struct Sheet {
    title: String,
    text: String,
}

impl Sheet {
    /// A page with its title.
    pub fn new(title: impl Into<String>) -> Sheet {
        let title = title.into();
        let text = format!("# {title}\n");
        Sheet { title, text }
    }

    /// A heading of the second level, or deeper.
    pub fn heading(&mut self, level: usize, title: &str) {
        self.put(&format!("{} {title}", "#".repeat(level)));
    }

    /// A paragraph.
    pub fn paragraph(&mut self, text: &str) {
        self.put(&prose(text));
    }

    /// Markdown as it stands, headings this many levels deeper.
    pub fn markdown(&mut self, text: &str, deeper: usize) {
        self.put(demoted(text, deeper).trim_end());
    }

    /// An item of a list.
    pub fn item(&mut self, text: &str) {
        self.listed(&format!("- {}", prose(text)));
    }

    /// An item below the last one.
    pub fn item_below(&mut self, text: &str) {
        self.listed(&format!("  - {}", prose(text)));
    }

    fn listed(&mut self, line: &str) {
        let after_an_item = self
            .text
            .lines()
            .last()
            .is_some_and(|last| last.trim_start().starts_with("- "));
        if !after_an_item {
            self.text.push('\n');
        }
        self.text.push_str(line);
        self.text.push('\n');
    }

    /// A block in the language of its content.
    pub fn block(&mut self, language: &str, text: &str) {
        self.put(&format!("```{language}\n{}\n```", text.trim_end()));
    }

    /// A table; nothing where it has no row.
    pub fn table<const N: usize>(&mut self, titles: [Text; N], rows: &[[String; N]], lang: Lang) {
        if rows.is_empty() {
            return;
        }
        let line = |cells: &[String]| {
            let cells: Vec<String> = cells.iter().map(|cell| in_cell(cell)).collect();
            format!("| {} |", cells.join(" | "))
        };
        let mut lines = vec![
            line(&titles.map(|title| title.get(lang).to_owned())),
            format!("|{}", "---|".repeat(N)),
        ];
        lines.extend(rows.iter().map(|row| line(row)));
        self.put(&lines.join("\n"));
    }

    fn put(&mut self, text: &str) {
        self.text.push('\n');
        self.text.push_str(text);
        self.text.push('\n');
    }

    /// The page, under the name of its file; every page but the index leads back to it.
    pub fn page(mut self, name: Text, lang: Lang) -> Page {
        const BACK: Text = Text {
            en: "Contents of the manual",
            fr: "Sommaire du manuel",
        };
        if name != INDEX {
            let back = super::link(BACK.get(lang), INDEX, None, lang);
            self.put(&back);
        }
        Page {
            file: format!("{}.md", name.get(lang)),
            title: self.title,
            text: self.text,
        }
    }
}

/// A text in which only backticks and links are Markdown.
fn prose(text: &str) -> String {
    outside_code(text, |part| part.replace('<', "\\<").replace('*', "\\*"))
}

fn in_cell(text: &str) -> String {
    prose(text).replace('|', "\\|").replace('\n', " ")
}

fn outside_code(text: &str, change: impl Fn(&str) -> String) -> String {
    let parts = text.split('`').enumerate();
    let parts: Vec<String> = parts
        .map(|(rank, part)| match rank % 2 {
            0 => change(part),
            _ => part.to_owned(),
        })
        .collect();
    parts.join("`")
}

/// Markdown whose headings are so many levels deeper; blocks stay as they are.
pub(super) fn demoted(text: &str, deeper: usize) -> String {
    let mut block = false;
    text.split_inclusive('\n')
        .map(|line| {
            block ^= line.starts_with("```");
            match line.starts_with('#') && !block {
                true => format!("{}{line}", "#".repeat(deeper)),
                false => line.to_owned(),
            }
        })
        .collect()
}

/// What a link to a heading is written with, as the hosts make it: lower case, letters, digits and
/// dashes.
pub(super) fn anchor(heading: &str) -> String {
    heading
        .to_lowercase()
        .chars()
        .filter_map(|letter| match letter {
            ' ' => Some('-'),
            '-' | '_' => Some(letter),
            other => other.is_alphanumeric().then_some(other),
        })
        .collect()
}
