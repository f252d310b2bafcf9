//! What a search found, for people: the lines, with the words that were looked for.

use super::lines::wrap;
use super::{Style, Tone};
use crate::model::names;
use crate::text::{Text, escape_controls};
use serde_json::{Value, json};

/// Words that are looked for, accents and case apart.
#[derive(Debug, Clone)]
pub struct Words(Vec<String>);

impl Words {
    /// The words of what a person typed.
    pub fn of(typed: &[String]) -> Words {
        let mut words: Vec<String> = typed
            .iter()
            .flat_map(|text| text.split_whitespace())
            .map(folded)
            .filter(|word| !word.is_empty())
            .collect();
        words.sort_unstable();
        words.dedup();
        Words(words)
    }

    /// Whether there is nothing to look for.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Which of the words a line has, one bit a word; past 63 words they count as one.
    pub fn within(&self, line: &str) -> u64 {
        let line = folded(line);
        self.0
            .iter()
            .enumerate()
            .filter(|(_, word)| line.contains(word.as_str()))
            .fold(0, |found, (index, _)| found | 1 << index.min(63))
    }

    /// All of the words.
    pub fn all(&self) -> u64 {
        (0..self.0.len()).fold(0, |all, index| all | 1 << index.min(63))
    }

    /// The places of the words in a line, in bytes, sorted, apart from one another.
    fn places(&self, line: &str) -> Vec<std::ops::Range<usize>> {
        let mut plain = String::with_capacity(line.len());
        let mut origins = Vec::with_capacity(line.len() + 1);
        for (at, character) in line.char_indices() {
            for folded in folded(character.encode_utf8(&mut [0; 4])).chars() {
                plain.push(folded);
                origins.extend(std::iter::repeat_n(
                    (at, at + character.len_utf8()),
                    folded.len_utf8(),
                ));
            }
        }
        let mut places: Vec<std::ops::Range<usize>> = Vec::new();
        for word in &self.0 {
            places.extend(
                plain
                    .match_indices(word.as_str())
                    .map(|(at, _)| origins[at].0..origins[at + word.len() - 1].1),
            );
        }
        places.sort_by_key(|place| (place.start, place.end));
        let mut apart: Vec<std::ops::Range<usize>> = Vec::new();
        for place in places {
            match apart.last_mut() {
                Some(last) if place.start <= last.end => last.end = last.end.max(place.end),
                _ => apart.push(place),
            }
        }
        apart
    }
}

/// Without accents, in lower case; typographic apostrophes are plain ones.
fn folded(text: &str) -> String {
    names::folded(text).replace('\u{2019}', "'")
}

/// One line that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// The code of what it stands in, or its file's name.
    pub code: String,
    /// Its file.
    pub path: String,
    /// The line, from 1.
    pub line: usize,
    /// Its text.
    pub text: String,
}

impl Hit {
    /// Its JSON.
    pub fn json(&self) -> Value {
        json!({"code": self.code, "path": self.path, "line": self.line, "text": self.text})
    }
}

/// The hits, file by file.
pub fn text(hits: &[Hit], words: &Words, style: &Style) -> String {
    const NOTHING: Text = Text {
        en: "nothing found",
        fr: "rien trouvé",
    };
    if hits.is_empty() {
        return format!("{}\n", NOTHING.get(style.lang));
    }
    let mut out = String::new();
    let mut path = "";
    for hit in hits {
        if hit.path != path {
            out.push_str(if path.is_empty() { "" } else { "\n" });
            path = &hit.path;
            let shown = escape_controls(&hit.path);
            out.push_str(&wrap(
                &format!(
                    "{} {}",
                    style.tone(Tone::Strong, &escape_controls(&hit.code)),
                    style.tone(Tone::Quiet, &shown)
                ),
                style.width,
                2,
            ));
        }
        let number = hit.line.to_string();
        let lead = format!("{number:>5}");
        let body = wrap(
            &highlighted(&hit.text, words, style),
            style.width.saturating_sub(7).max(20),
            0,
        );
        for (index, line) in body.lines().enumerate() {
            out.push_str(&if index == 0 {
                format!("{}  {line}\n", style.tone(Tone::Quiet, &lead))
            } else {
                format!("       {line}\n")
            });
        }
    }
    out
}

fn highlighted(line: &str, words: &Words, style: &Style) -> String {
    let mut out = String::new();
    let mut at = 0;
    for place in words.places(line) {
        out.push_str(&escape_controls(&line[at..place.start]));
        out.push_str(&style.tone(Tone::Attention, &escape_controls(&line[place.clone()])));
        at = place.end;
    }
    out.push_str(&escape_controls(&line[at..]));
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Paint;
    use crate::text::Lang;

    #[test]
    fn accents_and_case_do_not_count_and_the_match_is_shown_where_it_stands() {
        let words = Words::of(&["RECLAMATION oeuvre".into()]);
        let line = "Mise en œuvre d'une Réclamation";
        assert_eq!(words.within(line), words.all());
        let style = Style {
            lang: Lang::Fr,
            paint: Paint::Colour,
            width: 80,
        };
        assert_eq!(
            highlighted(line, &words, &style),
            "Mise en \u{1b}[33;1mœuvre\u{1b}[0m d'une \u{1b}[33;1mRéclamation\u{1b}[0m"
        );
        assert_eq!(Words::of(&["absent".into()]).within(line), 0);
    }

    #[test]
    fn an_escape_sequence_of_a_document_never_reaches_the_terminal() {
        let style = Style {
            lang: Lang::Fr,
            paint: Paint::Plain,
            width: 80,
        };
        assert_eq!(
            highlighted("a\u{1b}[2Kb", &Words::of(&["b".into()]), &style),
            "a\\u{1b}[2Kb"
        );
    }
}
