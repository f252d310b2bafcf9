//! The language of a cell: the French phrase that people write, as a term (40-retention).

use crate::diagnostic::Span;
use crate::model::calendar::Duration;
use crate::model::names::{Located, nearest, unaccented};
use crate::model::policy::Policy;
use crate::model::retention::{Fate, Origin, Phase, Term};
use std::sync::Arc;

/// The deepest nesting of parentheses.
const DEEPEST: usize = 16;

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
    let mut reader = Reader {
        tokens: &tokens,
        place: 0,
        depth: 0,
        cell,
        vocabulary,
    };
    let term = reader.expression()?;
    match reader.peek() {
        None => Ok(Phase::Until(term)),
        Some(")") => Err(reader.at_hand(TermDefect::Parenthesis)),
        Some(_) => Err(reader.at_hand(TermDefect::Rest(reader.rest()))),
    }
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

/// The bytes of the file that a part of a cell was read from. A plain or quoted scalar shows its
/// words where they stand; another is one whole.
fn part(cell: &Located<String>, start: usize, end: usize) -> Span {
    let (value, span) = (&cell.value, cell.span);
    let quote = match (span.end - span.start).checked_sub(value.len()) {
        Some(0) => 0,
        Some(2) => 1,
        _ => return span,
    };
    Span::new(span.start + quote + start, span.start + quote + end)
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
    unaccented(&said(text)).to_lowercase().replace('’', "'")
}

/// The words of a phrase as they are compared.
fn folded(phrase: &str) -> Vec<String> {
    tokens(phrase).into_iter().map(|token| token.word).collect()
}

/// One word of a cell.
struct Token {
    /// As it is compared.
    word: String,
    /// Where it stands in the value, in bytes.
    start: usize,
    end: usize,
}

/// The words of a cell. Parentheses and `+` are words of their own, and so is what precedes an
/// apostrophe.
fn tokens(value: &str) -> Vec<Token> {
    let end = value.trim_end();
    let end = end.strip_suffix('.').unwrap_or(end).len();
    let mut tokens = Vec::new();
    let mut start = None;
    let mut push = |from: usize, to: usize| {
        let word = unaccented(&value[from..to])
            .to_lowercase()
            .replace('’', "'");
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

struct Reader<'r> {
    tokens: &'r [Token],
    place: usize,
    depth: usize,
    cell: &'r Located<String>,
    vocabulary: &'r Vocabulary,
}

impl Reader<'_> {
    fn peek(&self) -> Option<&str> {
        self.tokens.get(self.place).map(|token| token.word.as_str())
    }

    fn take(&mut self, word: &str) -> bool {
        let found = self.peek() == Some(word);
        self.place += usize::from(found);
        found
    }

    fn take_all(&mut self, words: &[String]) -> bool {
        let at_hand = self.tokens.get(self.place..self.place + words.len());
        let found = at_hand.is_some_and(|tokens| {
            tokens
                .iter()
                .zip(words)
                .all(|(token, word)| token.word == *word)
        });
        if found {
            self.place += words.len();
        }
        found
    }

    /// A defect at the word at hand; at the last one where there is none.
    fn at_hand(&self, defect: TermDefect) -> Located<TermDefect> {
        self.at(self.place, defect)
    }

    fn at(&self, place: usize, defect: TermDefect) -> Located<TermDefect> {
        let token = self.tokens.get(place).or(self.tokens.last());
        let span = match token {
            Some(token) => part(self.cell, token.start, token.end),
            None => self.cell.span,
        };
        Located::new(defect, span)
    }

    /// The words from here to the next connective, as written.
    fn rest(&self) -> String {
        let tokens = self.tokens.get(self.place..).unwrap_or_default();
        let ends = |token: &Token| matches!(token.word.as_str(), "et" | "ou" | "(" | ")" | "+");
        let count = tokens.iter().skip(1).position(ends).map(|at| at + 1);
        let tokens = &tokens[..count.unwrap_or(tokens.len())];
        match (tokens.first(), tokens.last()) {
            (Some(first), Some(last)) => self.cell.value[first.start..last.end].to_owned(),
            _ => String::new(),
        }
    }

    fn expression(&mut self) -> Result<Term, Located<TermDefect>> {
        let mut terms = vec![self.conjunction()?];
        while self.take("ou") {
            terms.push(self.conjunction()?);
        }
        Ok(one_or(terms, Term::First))
    }

    fn conjunction(&mut self) -> Result<Term, Located<TermDefect>> {
        let mut terms = vec![self.term()?];
        while self.take("et") {
            terms.push(self.term()?);
        }
        Ok(one_or(terms, Term::Last))
    }

    fn term(&mut self) -> Result<Term, Located<TermDefect>> {
        if let Some(origin) = self.event() {
            let more = if self.take("+") {
                let count = self.number(TermDefect::More)?;
                Some(self.unit(count, false)?)
            } else {
                None
            };
            return Ok(Term::Event { origin, more });
        }
        if self.peek() == Some("(") {
            return self.parenthesis();
        }
        if self.take_all(&folded("année en cours")) {
            return self.year();
        }
        if self.peek().is_some_and(looks_like_a_number) {
            return self.counted();
        }
        if self.peek().is_none() {
            return Err(self.at_hand(TermDefect::Nothing));
        }
        let words = self.rest();
        let own = ["année en cours", "pas d'archivage", "néant"];
        let known = own.into_iter().map(str::to_owned).chain(self.phrases());
        let near = near(&words, known);
        Err(self.at_hand(TermDefect::Unknown {
            words,
            nearest: near,
        }))
    }

    fn phrases(&self) -> impl Iterator<Item = String> {
        let events = &self.vocabulary.events;
        events.iter().map(|(words, origin)| match origin {
            Origin::Event { phrase, .. } => phrase.to_string(),
            _ => words.join(" "),
        })
    }

    fn event(&mut self) -> Option<Origin> {
        let vocabulary = self.vocabulary;
        let found = vocabulary
            .events
            .iter()
            .find(|(words, _)| self.take_all(words));
        found.map(|(_, origin)| origin.clone())
    }

    fn parenthesis(&mut self) -> Result<Term, Located<TermDefect>> {
        let opened = self.place;
        self.place += 1;
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(self.at(opened, TermDefect::Parenthesis));
        }
        let term = self.expression()?;
        self.depth -= 1;
        match self.peek() {
            Some(")") => {
                self.place += 1;
                Ok(term)
            }
            Some(_) => Err(self.at_hand(TermDefect::Rest(self.rest()))),
            None => Err(self.at(opened, TermDefect::Parenthesis)),
        }
    }

    /// `année en cours`, with its years and its origin.
    fn year(&mut self) -> Result<Term, Located<TermDefect>> {
        let mut years = 0;
        if self.take("+") {
            years = self.number(TermDefect::More)?;
            match self.peek() {
                Some("an" | "ans" | "annee" | "annees") => self.place += 1,
                _ => {
                    let words = self.rest();
                    let near = near(&words, ["ans".to_owned()]);
                    return Err(self.at_hand(TermDefect::Unit {
                        words,
                        nearest: near.or(Some("ans".to_owned())),
                    }));
                }
            }
        }
        Ok(Term::YearEnd {
            years,
            since: self.since()?,
        })
    }

    /// `3 ans`, `12 comptes rendus`.
    fn counted(&mut self) -> Result<Term, Located<TermDefect>> {
        let count = self.number(TermDefect::Number)?;
        let vocabulary = self.vocabulary;
        let window = vocabulary
            .windows
            .iter()
            .find(|(words, _)| self.take_all(words));
        if let Some((_, label)) = window {
            return Ok(Term::Window {
                count,
                label: Arc::clone(label),
            });
        }
        let length = self.unit(count, true)?;
        Ok(Term::Length {
            length,
            since: self.since()?,
        })
    }

    fn number(&mut self, wrong: impl Fn(String) -> TermDefect) -> Result<u32, Located<TermDefect>> {
        let word = self.peek().unwrap_or_default();
        let digits = !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
        let number = word.parse().ok().filter(|_| digits);
        match number.filter(|number| (1..=999).contains(number)) {
            Some(number) => {
                self.place += 1;
                Ok(number)
            }
            None => {
                let word = self.tokens.get(self.place);
                let word = word.map_or("", |word| &self.cell.value[word.start..word.end]);
                let wrong = if digits {
                    TermDefect::Number(word.to_owned())
                } else {
                    wrong(word.to_owned())
                };
                Err(self.at_hand(wrong))
            }
        }
    }

    /// The unit after a number; `windows` are what else may stand there.
    fn unit(&mut self, count: u32, windows: bool) -> Result<Duration, Located<TermDefect>> {
        let length = match self.peek().unwrap_or_default() {
            "jour" | "jours" => Duration::Days(count),
            "semaine" | "semaines" => Duration::Days(count * 7),
            "mois" => Duration::Months(count),
            "an" | "ans" | "annee" | "annees" => Duration::Months(count * 12),
            _ => {
                let words = self.rest();
                let units = ["jours", "semaines", "mois", "ans", "années"];
                let labels = self.vocabulary.windows.iter();
                let labels = labels
                    .filter(|_| windows)
                    .map(|(_, label)| label.to_string());
                let near = near(&words, units.into_iter().map(str::to_owned).chain(labels));
                let defect = TermDefect::Unit {
                    words,
                    nearest: near,
                };
                // At the end of the cell it is the number that has no unit.
                let place = self.place.min(self.tokens.len().saturating_sub(1));
                return Err(self.at(place, defect));
            }
        };
        self.place += 1;
        Ok(length)
    }

    /// `depuis …`, `à compter de …`, `après …`.
    fn since(&mut self) -> Result<Option<Origin>, Located<TermDefect>> {
        let begun = if self.take("depuis") || self.take("apres") {
            true
        } else if self.take_all(&folded("à compter")) {
            match self.peek() {
                // « du » is « de le », « des » is « de les ».
                Some("de" | "du" | "des" | "d'") => self.place += 1,
                _ => return Err(self.unnamed()),
            }
            true
        } else {
            false
        };
        if !begun {
            return Ok(None);
        }
        if let Some(origin) = self.name() {
            return Ok(Some(origin));
        }
        let article = self.place;
        if matches!(self.peek(), Some("le" | "la" | "les" | "l'")) {
            self.place += 1;
            if let Some(origin) = self.name() {
                return Ok(Some(origin));
            }
            if self.peek().is_none() {
                self.place = article;
            }
        }
        Err(self.unnamed())
    }

    fn name(&mut self) -> Option<Origin> {
        if let Some(origin) = self.event() {
            return Some(origin);
        }
        if self.take_all(&folded("fin des mesures")) {
            return Some(Origin::Measures);
        }
        let origin = match self.peek()? {
            "date" => Origin::Date,
            "reception" => Origin::Reception,
            "cloture" => Origin::Closing,
            "application" => Origin::Effective,
            _ => return None,
        };
        self.place += 1;
        Some(origin)
    }

    fn unnamed(&self) -> Located<TermDefect> {
        let words = self.rest();
        let names = [
            "date",
            "réception",
            "clôture",
            "fin des mesures",
            "application",
        ];
        let known = names.into_iter().map(str::to_owned).chain(self.phrases());
        let near = near(&words, known);
        let place = self.place.min(self.tokens.len().saturating_sub(1));
        self.at(
            place,
            TermDefect::Since {
                words,
                nearest: near,
            },
        )
    }
}

fn looks_like_a_number(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_digit())
}

fn one_or(mut terms: Vec<Term>, many: impl Fn(Vec<Term>) -> Term) -> Term {
    match terms.len() {
        1 => terms.remove(0),
        _ => many(terms),
    }
}

/// The nearest of some phrases to what was written; to its first word, where it goes on.
fn near(words: &str, known: impl IntoIterator<Item = String>) -> Option<String> {
    let known: Vec<String> = known.into_iter().collect();
    let first = words.split_whitespace().next().unwrap_or_default();
    let candidates = || known.iter().map(String::as_str);
    nearest(words, candidates())
        .or_else(|| nearest(first, candidates()))
        .map(str::to_owned)
}

#[cfg(test)]
mod tests;
