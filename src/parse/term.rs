//! The language of a cell: the French phrase that people write, as a term (40-retention).

pub mod forms;
mod reader;
mod tokens;

use crate::diagnostic::Span;
use crate::model::names::{self, Located, nearest};
use crate::model::policy::Policy;
use crate::model::retention::{Fate, Origin, Phase};
use reader::Reader;
use std::sync::Arc;
use tokens::{folded, part, tokens};

/// Why a cell is not understood; its place is the very word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TermDefect {
    /// Nothing is said.
    Nothing,
    /// This is no beginning of a term.
    Unknown {
        /// As written.
        words: String,
        /// The nearest phrase that is understood.
        nearest: Option<String>,
    },
    /// A number is from 1 to 999.
    Number(String),
    /// After a number stands a unit, or what a window counts.
    Unit {
        /// As written; empty at the end of the cell.
        words: String,
        /// The nearest unit or label.
        nearest: Option<String>,
    },
    /// After `+` stands a number, and after it a unit of its own.
    More(String),
    /// Time is counted from a day that has a name.
    Since {
        /// As written.
        words: String,
        /// The nearest name.
        nearest: Option<String>,
    },
    /// A parenthesis without its other half.
    Parenthesis,
    /// Words that follow a whole term.
    Rest(String),
    /// It says where it is decided, and not what.
    Whom(String),
    /// The destruction cell says something else.
    Fate {
        /// As written.
        words: String,
        /// The nearest phrase that is understood.
        nearest: Option<String>,
    },
}

/// The words that qms.yaml adds to the language.
#[derive(Debug)]
pub struct Vocabulary {
    /// The phrase of each event, longest first.
    events: Vec<(Vec<String>, Origin)>,
    /// What a window may count, longest first.
    windows: Vec<(Vec<String>, Arc<str>)>,
}

impl Vocabulary {
    /// The words of a policy.
    pub fn of(policy: &Policy) -> Vocabulary {
        let mut events: Vec<_> = policy
            .events
            .iter()
            .map(|(phrase, key)| (folded(phrase), origin(phrase, key)))
            .filter(|(words, _)| !words.is_empty())
            .collect();
        events.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
        let mut windows: Vec<_> = policy
            .windows
            .iter()
            .map(|label| (folded(label), Arc::from(label.as_str())))
            .filter(|(words, _)| !words.is_empty())
            .collect();
        windows.sort_by_key(|(words, _): &(Vec<String>, _)| std::cmp::Reverse(words.len()));
        Vocabulary { events, windows }
    }
}

/// The day that an event's key names.
fn origin(phrase: &str, key: &str) -> Origin {
    match key {
        "date" => Origin::Date,
        "recu" => Origin::Reception,
        "clos-le" => Origin::Closing,
        "application" => Origin::Effective,
        "mesures-terminees" => Origin::Measures,
        _ => Origin::Event {
            phrase: Arc::from(phrase),
            key: Arc::from(key),
        },
    }
}

/// Reads `classement.duree`.
///
/// # Errors
/// It is not understood: what, and at which word.
pub fn filing(
    cell: &Located<String>,
    vocabulary: &Vocabulary,
) -> Result<Phase, Located<TermDefect>> {
    phase(cell, vocabulary, &["pas d'archivage", "neant"])
}

/// Reads `archivage.duree`, where `-` and nothing mean that there is no such phase.
///
/// # Errors
/// It is not understood: what, and at which word.
pub fn archiving(
    cell: &Located<String>,
    vocabulary: &Vocabulary,
) -> Result<Phase, Located<TermDefect>> {
    phase(cell, vocabulary, &["pas d'archivage", "neant", "-", ""])
}

fn phase(
    cell: &Located<String>,
    vocabulary: &Vocabulary,
    none: &[&str],
) -> Result<Phase, Located<TermDefect>> {
    let whole = fold(&cell.value);
    if none.contains(&whole.as_str()) {
        return Ok(Phase::Empty);
    }
    if let Some(words) = referral(cell, &whole)? {
        return Ok(Phase::Elsewhere(words));
    }
    let tokens = tokens(&cell.value);
    Reader::new(cell, &tokens, vocabulary)
        .whole()
        .map(Phase::Until)
}

/// Reads the destruction cell.
///
/// # Errors
/// It is not understood.
pub fn fate(cell: &Located<String>) -> Result<Fate, Located<TermDefect>> {
    const PHRASES: [(&str, &str, Fate); 4] = [
        ("sans conditions", "sans conditions", Fate::Free),
        (
            "des parution de la nouvelle version",
            "dès parution de la nouvelle version",
            Fate::OnPublication,
        ),
        (
            "conservation definitive",
            "conservation définitive",
            Fate::Permanent,
        ),
        (
            "conservation permanente",
            "conservation permanente",
            Fate::Permanent,
        ),
    ];
    let whole = fold(&cell.value);
    if let Some((_, _, fate)) = PHRASES.iter().find(|(phrase, _, _)| *phrase == whole) {
        return Ok(fate.clone());
    }
    if let Some(words) = referral(cell, &whole)? {
        return Ok(Fate::Elsewhere(words));
    }
    let written = said(&cell.value);
    // « A.H.à remettre »: the abbreviation need not be followed by a space.
    let alone = (whole == "a.h").then_some("");
    if let Some(rest) = whole.strip_prefix("a.h.").or(alone) {
        return named(cell, rest, "A.H.").map(|()| Fate::Transfer(written));
    }
    if let Some(rest) = after(&whole, "versement") {
        return named(cell, rest, "versement").map(|()| Fate::Transfer(written));
    }
    if let Some(rest) = after(&whole, "visa") {
        return named(cell, rest, "visa").map(|()| Fate::Visa(written));
    }
    let known = PHRASES.iter().map(|(_, phrase, _)| *phrase);
    let near = nearest(&whole, known).map(str::to_owned);
    if whole.is_empty() {
        return Err(Located::new(TermDefect::Nothing, cell.span));
    }
    let place = departs(cell, near.as_deref());
    let words = said(&cell.value);
    Err(Located::new(
        TermDefect::Fate {
            words,
            nearest: near,
        },
        place,
    ))
}

/// The first word of a cell that is not that of the phrase it is near to.
fn departs(cell: &Located<String>, near: Option<&str>) -> Span {
    let phrase = near.map(folded).unwrap_or_default();
    let tokens = tokens(&cell.value);
    let other = tokens
        .iter()
        .enumerate()
        .find(|(index, token)| phrase.get(*index) != Some(&token.word));
    match other.map(|(_, token)| token).or(tokens.last()) {
        Some(token) => part(cell, token.start, token.end),
        None => cell.span,
    }
}

/// The words of a cell that says where it is decided; none for another cell.
fn referral(cell: &Located<String>, whole: &str) -> Result<Option<String>, Located<TermDefect>> {
    for opening in ["information", "procedure de destruction", "voir"] {
        if let Some(rest) = after(whole, opening) {
            named(cell, rest, opening)?;
            return Ok(Some(said(&cell.value)));
        }
    }
    Ok(None)
}

/// The first word of a cell.
fn first_word(cell: &Located<String>) -> Span {
    let value = &cell.value;
    let start = value.len() - value.trim_start().len();
    let word = value[start..].split_whitespace().next().unwrap_or_default();
    part(cell, start, start + word.len())
}

/// What follows an opening, as whole words.
fn after<'w>(whole: &'w str, opening: &str) -> Option<&'w str> {
    let rest = whole.strip_prefix(opening)?;
    (rest.is_empty() || rest.starts_with(' ')).then_some(rest)
}

/// Refuses an opening that nothing follows.
fn named(cell: &Located<String>, rest: &str, opening: &str) -> Result<(), Located<TermDefect>> {
    if rest.trim().is_empty() {
        let defect = TermDefect::Whom(opening.to_owned());
        return Err(Located::new(defect, first_word(cell)));
    }
    Ok(())
}

/// A cell as it is quoted: its blanks collapsed, its final full stop dropped.
fn said(cell: &str) -> String {
    let words: Vec<&str> = cell.split_whitespace().collect();
    let text = words.join(" ");
    text.strip_suffix('.')
        .unwrap_or(&text)
        .trim_end()
        .to_owned()
}

/// A text as it is compared: without accents, in lower case, blanks and apostrophes alike.
fn fold(text: &str) -> String {
    names::folded(&said(text)).replace('’', "'")
}

#[cfg(test)]
mod tests;
