//! Prose and cartouches on a terminal: wrapped between words, labels above one another.

use super::{Style, Tone};
use crate::text::{Lang, Text, escape_controls};
use std::collections::{HashMap, HashSet};
use std::hash::Hash;

/// The columns that a text takes, colours not counted.
pub fn length(text: &str) -> usize {
    let mut length = 0;
    let mut escape = false;
    for character in text.chars() {
        match character {
            '\u{1b}' => escape = true,
            'm' if escape => escape = false,
            _ if escape => {}
            _ if unicode_normalization::char::is_combining_mark(character) => {}
            '\u{200b}'..='\u{200d}' | '\u{fe0f}' => {}
            '\u{1100}'..='\u{115f}'
            | '\u{2e80}'..='\u{a4cf}'
            | '\u{ac00}'..='\u{d7a3}'
            | '\u{f900}'..='\u{faff}' => length += 2,
            '\u{fe30}'..='\u{fe6f}' | '\u{ff00}'..='\u{ff60}' | '\u{1f300}'..='\u{1faff}' => {
                length += 2
            }
            _ => length += 1,
        }
    }
    length
}

/// Wraps each line at the width, between words; what follows its first line is indented. A word
/// longer than the page stays whole.
pub fn wrap(text: &str, width: usize, indent: usize) -> String {
    let mut out = String::new();
    for line in text.lines() {
        let lead = line.len() - line.trim_start_matches(' ').len();
        out.push_str(&line[..lead]);
        let mut column = lead;
        let mut empty = true;
        for word in line[lead..].split(' ').filter(|word| !word.is_empty()) {
            let length = length(word);
            if !empty && column + 1 + length > width {
                out.push('\n');
                out.push_str(&" ".repeat(indent));
                column = indent;
            } else if !empty {
                out.push(' ');
                column += 1;
            }
            out.push_str(word);
            column += length;
            empty = false;
        }
        out.push('\n');
    }
    out
}

/// Items one after another, as many on a line as fit; only one longer than the page is broken.
pub fn flow(items: &[String], between: &str, width: usize, indent: usize) -> String {
    let mut lines: Vec<String> = Vec::new();
    for item in items {
        match lines.last_mut() {
            Some(line) if length(line) + length(between) + length(item) <= width => {
                line.push_str(between);
                line.push_str(item);
            }
            _ => lines.push(format!("{}{item}", " ".repeat(indent))),
        }
    }
    lines.iter().map(|line| wrap(line, width, indent)).collect()
}

/// A text in a tone, word by word, so that it can be wrapped afterwards.
pub fn toned(text: &str, tone: Tone, style: &Style) -> String {
    text.split(' ')
        .map(|word| {
            if word.is_empty() {
                String::new()
            } else {
                style.tone(tone, word)
            }
        })
        .collect::<Vec<_>>()
        .join(" ")
}

/// The colon of each language, with its space.
pub fn colon(lang: Lang) -> &'static str {
    match lang {
        Lang::Fr => "\u{a0}: ",
        Lang::En => ": ",
    }
}

/// Labels and values above one another, as on the cover of a document.
#[derive(Debug, Clone, Default)]
pub struct Sheet {
    rows: Vec<(String, String, Option<Tone>)>,
}

impl Sheet {
    /// Adds a line; an empty value leaves none.
    pub fn line(&mut self, label: Text, value: impl Into<String>, lang: Lang) -> &mut Sheet {
        self.named(label.get(lang), value, None)
    }

    /// Adds a line in a tone.
    pub fn toned(
        &mut self,
        label: Text,
        value: impl Into<String>,
        tone: Tone,
        lang: Lang,
    ) -> &mut Sheet {
        self.named(label.get(lang), value, Some(tone))
    }

    /// Adds a line under a label that is not ours to translate.
    pub fn named(
        &mut self,
        label: &str,
        value: impl Into<String>,
        tone: Option<Tone>,
    ) -> &mut Sheet {
        let value = value.into();
        if !value.trim().is_empty() {
            self.rows
                .push((escape_controls(label).into_owned(), value, tone));
        }
        self
    }

    /// The lines, values beside their labels, or below them where the page is narrow.
    pub fn render(&self, style: &Style) -> String {
        let widest = self
            .rows
            .iter()
            .map(|(label, ..)| length(label))
            .max()
            .unwrap_or(0);
        let indent = if widest + 30 > style.width {
            2
        } else {
            widest + 2
        };
        let mut out = String::new();
        for (label, value, tone) in &self.rows {
            let mut lines = value
                .lines()
                .map(|line| escape_controls(line).into_owned())
                .map(|line| match tone {
                    Some(tone) => toned(&line, *tone, style),
                    None => line,
                });
            let first = lines.next().unwrap_or_default();
            let head = style.tone(Tone::Quiet, label);
            if indent == 2 {
                out.push_str(&format!("{head}\n"));
                out.push_str(&wrap(&format!("  {first}"), style.width, indent));
            } else {
                let gap = " ".repeat(indent - length(label));
                // The label is one word to the wrapping, so that its spaces stay.
                let wrapped = wrap(&first, style.width - indent, 0);
                for (index, line) in wrapped.lines().enumerate() {
                    out.push_str(&if index == 0 {
                        format!("{head}{gap}{line}\n")
                    } else {
                        format!("{}{line}\n", " ".repeat(indent))
                    });
                }
            }
            for line in lines {
                out.push_str(&wrap(
                    &format!("{}{line}", " ".repeat(indent)),
                    style.width,
                    indent,
                ));
            }
        }
        out
    }
}

/// A heading over what follows.
pub fn heading(text: &str, style: &Style) -> String {
    format!("{}\n", style.tone(Tone::Strong, text))
}

/// More than so many of one series are told on one line.
const HANDFUL: usize = 5;

/// What is told, each with how many it stands for: beyond a handful, those that share a key are the
/// first of them and their number; one without a key stands for itself.
pub fn folded<'t, T, K: Copy + Eq + Hash>(
    all: impl Iterator<Item = &'t T> + Clone,
    key: impl Fn(&'t T) -> Option<K>,
) -> Vec<(&'t T, usize)> {
    let mut counts: HashMap<K, usize> = HashMap::new();
    for key in all.clone().filter_map(&key) {
        *counts.entry(key).or_default() += 1;
    }
    let mut told: HashSet<K> = HashSet::new();
    let lines = all.filter_map(|one| {
        let key = key(one).and_then(|key| Some((key, *counts.get(&key)?)));
        match key {
            Some((key, count)) if count > HANDFUL => told.insert(key).then_some((one, count)),
            _ => Some((one, 1)),
        }
    });
    lines.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Paint;

    #[test]
    fn values_stand_beside_their_labels_and_below_them_on_a_narrow_page() {
        let mut sheet = Sheet::default();
        sheet
            .named("Titre", "Traitement des non-conformités", None)
            .named("Prochaine revue", "", None)
            .named("Statut", "en vigueur", None);
        let style = |width| Style {
            lang: Lang::Fr,
            paint: Paint::Plain,
            width,
        };
        assert_eq!(
            sheet.render(&style(40)),
            "Titre   Traitement des non-conformités\nStatut  en vigueur\n"
        );
        assert_eq!(
            sheet.render(&style(20)),
            "Titre\n  Traitement des\n  non-conformités\nStatut\n  en vigueur\n"
        );
    }

    #[test]
    fn colours_take_no_room_and_a_long_word_stays_whole() {
        assert_eq!(length("\u{1b}[31;1mété\u{1b}[0m"), 3);
        assert_eq!(
            wrap("un anticonstitutionnellement long", 10, 1),
            "un\n anticonstitutionnellement\n long\n"
        );
    }
}
