//! The words that changed between two versions, by section; only this file names similar.

use super::lines::wrap;
use super::{Paint, Style, Tone};
use crate::diagnostic::Span;
use crate::parse::front_matter::split;
use crate::parse::markdown::outline;
use crate::parse::yaml::{self, Node, fold};
use crate::text::{Text, escape_controls};
use serde_json::{Value, json};
use similar::{Algorithm, DiffOp, capture_diff_slices};

/// The keys of the front-matter that differ by nature, or that acts write.
const OWN: [&str; 9] = [
    "code",
    "remplace",
    "motif",
    "approbations",
    "validations",
    "application",
    "revue",
    "retrait",
    "gel",
];

/// What changed in one section, or under one key of the front-matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// Its heading; empty before the first one; a key of the front-matter as on disk.
    pub name: String,
    /// Its words, paragraph by paragraph, those without a change left out.
    pub paragraphs: Vec<Vec<Piece>>,
}

/// Some words that follow one another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// What became of them.
    pub change: Change,
    /// The words, one space between them.
    pub words: String,
}

/// What became of some words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// They stayed.
    Kept,
    /// They are gone.
    Removed,
    /// They are new.
    Added,
}

/// What changed between two files.
pub fn compare(old: &str, new: &str) -> Vec<Section> {
    let mut changed = keys(old, new);
    let (old, new) = (sections(old), sections(new));
    for (old, new) in pairs(&old, &new) {
        let name = new
            .or(old)
            .map(|part| part.name.clone())
            .unwrap_or_default();
        let paragraphs = changes(&tokens(text_of(old)), &tokens(text_of(new)));
        if !paragraphs.is_empty() {
            changed.push(Section { name, paragraphs });
        }
    }
    changed
}

/// A section of a body, down to the next heading of any level.
struct Part {
    name: String,
    text: String,
}

fn text_of(part: Option<&Part>) -> &str {
    part.map_or("", |part| part.text.as_str())
}

fn sections(source: &str) -> Vec<Part> {
    let body = split(source).body(source.len());
    let headings = outline(source, body).headings;
    let mut parts = vec![Part {
        name: String::new(),
        text: String::new(),
    }];
    let mut at = body.start;
    for heading in &headings {
        if let Some(last) = parts.last_mut() {
            last.text = source[at..heading.span.start.max(at)].to_owned();
        }
        parts.push(Part {
            name: heading.text.to_string(),
            text: String::new(),
        });
        at = heading.span.end;
    }
    if let Some(last) = parts.last_mut() {
        last.text = source[at.min(body.end)..body.end].to_owned();
    }
    for part in &mut parts {
        // A heading that was reworded is a change like any other.
        part.text = format!("{}\n\n{}", part.name, part.text);
    }
    parts
}

/// Sections side by side: those of the same heading, in the same order; between them, what was
/// renamed goes with what took its place.
fn pairs<'p>(old: &'p [Part], new: &'p [Part]) -> Vec<(Option<&'p Part>, Option<&'p Part>)> {
    let names = |parts: &[Part]| {
        parts
            .iter()
            .map(|part| crate::model::names::slug(&part.name))
            .collect::<Vec<_>>()
    };
    let mut pairs = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, &names(old), &names(new)) {
        let (old, new) = (&old[op.old_range()], &new[op.new_range()]);
        for index in 0..old.len().max(new.len()) {
            pairs.push((old.get(index), new.get(index)));
        }
    }
    pairs
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Token<'t> {
    Word(&'t str),
    /// A new paragraph, list item or row begins.
    Break,
}

/// The words of a text: how its lines are broken does not count.
fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    for line in text.lines() {
        let trimmed = line.trim_start();
        let begins = trimmed.is_empty()
            || trimmed.starts_with(['|', '>', '#'])
            || super::page::marker_width(trimmed).is_some();
        if begins && !matches!(tokens.last(), None | Some(Token::Break)) {
            tokens.push(Token::Break);
        }
        tokens.extend(trimmed.split_whitespace().map(Token::Word));
    }
    if tokens.last() == Some(&Token::Break) {
        tokens.pop();
    }
    tokens
}

fn changes(old: &[Token<'_>], new: &[Token<'_>]) -> Vec<Vec<Piece>> {
    let mut paragraphs: Vec<Vec<Piece>> = vec![Vec::new()];
    let mut take = |change: Change, tokens: &[Token<'_>]| {
        for token in tokens {
            match token {
                Token::Break => paragraphs.push(Vec::new()),
                Token::Word(word) => {
                    if let Some(paragraph) = paragraphs.last_mut() {
                        push(paragraph, change, word);
                    }
                }
            }
        }
    };
    for op in capture_diff_slices(Algorithm::Patience, old, new) {
        match op {
            DiffOp::Equal { old_index, len, .. } => {
                take(Change::Kept, &old[old_index..old_index + len])
            }
            other => {
                take(Change::Removed, &old[other.old_range()]);
                take(Change::Added, &new[other.new_range()]);
            }
        }
    }
    paragraphs.retain(|paragraph| paragraph.iter().any(|piece| piece.change != Change::Kept));
    paragraphs
}

fn push(paragraph: &mut Vec<Piece>, change: Change, word: &str) {
    match paragraph.last_mut() {
        Some(last) if last.change == change => {
            last.words.push(' ');
            last.words.push_str(word);
        }
        _ => paragraph.push(Piece {
            change,
            words: word.to_owned(),
        }),
    }
}

/// What changed in the front-matter, key by key.
fn keys(old: &str, new: &str) -> Vec<Section> {
    let (old, old_node) = front(old);
    let (new, new_node) = front(new);
    let mut names: Vec<String> = Vec::new();
    for pair in old_node
        .iter()
        .chain(&new_node)
        .flat_map(|node| node.pairs())
    {
        let name = fold(&pair.key).into_owned();
        if !names.contains(&name) && !OWN.contains(&name.as_str()) {
            names.push(name);
        }
    }
    let mut changed = Vec::new();
    for name in names {
        let (before, after) = (
            old_node.as_ref().and_then(|node| node.get(&name)),
            new_node.as_ref().and_then(|node| node.get(&name)),
        );
        let same = match (before, after) {
            (Some(before), Some(after)) => before.same_value(after),
            (None, None) => true,
            _ => false,
        };
        let text = |node: Option<&Node>, source: &'_ str| {
            node.map(|node| source[node.span.start..node.span.end].to_owned())
                .unwrap_or_default()
        };
        if !same {
            let (before, after) = (text(before, old), text(after, new));
            let paragraphs = changes(&tokens(&before), &tokens(&after));
            if !paragraphs.is_empty() {
                changed.push(Section { name, paragraphs });
            }
        }
    }
    changed
}

fn front(source: &str) -> (&str, Option<Node>) {
    let node = split(source).yaml().map(|Span { start, end }| {
        yaml::read(&source[start..end], start, &yaml::Limits::default()).0
    });
    (source, node)
}

/// `hunks` of 20-cli: each run of changed words.
pub fn json(sections: &[Section]) -> Value {
    let mut hunks = Vec::new();
    for section in sections {
        for paragraph in &section.paragraphs {
            for run in paragraph
                .split(|piece| piece.change == Change::Kept)
                .filter(|run| !run.is_empty())
            {
                let words = |change| {
                    run.iter()
                        .filter(|piece| piece.change == change)
                        .map(|piece| piece.words.as_str())
                        .collect::<Vec<_>>()
                        .join(" ")
                };
                hunks.push(json!({"section": section.name, "removed": words(Change::Removed), "added": words(Change::Added)}));
            }
        }
    }
    Value::Array(hunks)
}

/// The changed paragraphs, for people: in colour, or between marks.
pub fn text(from: &str, to: &str, sections: &[Section], style: &Style) -> String {
    const NOTHING: Text = Text {
        en: "no word changed",
        fr: "aucun mot n'a changé",
    };
    const BEGINNING: Text = Text {
        en: "(before the first heading)",
        fr: "(avant le premier titre)",
    };
    let mut out = wrap(
        &format!(
            "{} → {}",
            style.tone(Tone::Strong, from),
            style.tone(Tone::Strong, to)
        ),
        style.width,
        2,
    );
    if sections.is_empty() {
        out.push_str(&format!("{}\n", NOTHING.get(style.lang)));
    }
    for section in sections {
        let name = if section.name.is_empty() {
            BEGINNING.get(style.lang)
        } else {
            &section.name
        };
        out.push_str(&format!(
            "\n{}",
            wrap(
                &super::lines::toned(&escape_controls(name), Tone::Strong, style),
                style.width,
                2
            )
        ));
        for paragraph in &section.paragraphs {
            let shown: Vec<String> = paragraph.iter().map(|piece| marked(piece, style)).collect();
            out.push_str(&wrap(
                &format!("  {}", shown.join(" ").replace("-] {+", "-]{+")),
                style.width,
                2,
            ));
        }
    }
    out
}

fn marked(piece: &Piece, style: &Style) -> String {
    let words = escape_controls(&piece.words).into_owned();
    let tone = match piece.change {
        Change::Kept => return words,
        Change::Removed => Tone::Bad,
        Change::Added => Tone::Good,
    };
    match (style.paint, piece.change) {
        (Paint::Colour, _) => super::lines::toned(&words, tone, style),
        (Paint::Plain, Change::Removed) => format!("[-{words}-]"),
        (Paint::Plain, _) => format!("{{+{words}+}}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Lang;

    const OLD: &str = "---\ncode: A\nobjet: Répondre\n---\n# T\n\n## Objet\n\nLe délai est de 20 jours\npour tous.\n\n## Fin\n\nRien.\n";
    const NEW: &str = "---\ncode: B\nobjet: Bien répondre\n---\n# T\n\n## Objet\n\nLe délai est de\n15 jours pour tous.\n\n## Suites\n\nRien.\n- Un point.\n";

    #[test]
    fn words_are_compared_by_section_and_line_breaks_do_not_count() {
        let style = Style {
            lang: Lang::Fr,
            paint: Paint::Plain,
            width: 80,
        };
        expect_test::expect![[r"
            V1 → V2

            objet
              [-Répondre-]{+Bien répondre+}

            Objet
              Le délai est de [-20-]{+15+} jours pour tous.

            Suites
              [-Fin-]{+Suites+}
              {+- Un point.+}
        "]]
        .assert_eq(&text("V1", "V2", &compare(OLD, NEW), &style));
        assert_eq!(
            json(&compare(OLD, NEW))[1],
            json!({"section": "Objet", "removed": "20", "added": "15"})
        );
    }

    #[test]
    fn a_text_is_no_different_from_itself() {
        assert!(compare(OLD, OLD).is_empty());
        assert!(compare("", "").is_empty());
        assert!(
            compare("---\n", "# x")
                .iter()
                .all(|section| section.name.is_empty() || section.name == "x")
        );
    }
}
