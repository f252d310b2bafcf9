//! A computed cell, read by its grammar: `ou` of `et` of terms (40-retention, `expr`).

use super::tokens::{Token, folded, part};
use super::{TermDefect, Vocabulary};
use crate::model::calendar::Duration;
use crate::model::names::{Located, nearest};
use crate::model::retention::{Origin, Term};
use std::sync::Arc;

/// The deepest nesting of parentheses.
const DEEPEST: usize = 16;

/// Reads the words of one cell, first to last.
pub(super) struct Reader<'r> {
    tokens: &'r [Token],
    place: usize,
    depth: usize,
    cell: &'r Located<String>,
    vocabulary: &'r Vocabulary,
}

impl<'r> Reader<'r> {
    /// At the first word.
    pub fn new(
        cell: &'r Located<String>,
        tokens: &'r [Token],
        vocabulary: &'r Vocabulary,
    ) -> Reader<'r> {
        Reader {
            tokens,
            place: 0,
            depth: 0,
            cell,
            vocabulary,
        }
    }

    /// The whole cell as one term.
    ///
    /// # Errors
    /// It is not understood: what, and at which word.
    pub fn whole(mut self) -> Result<Term, Located<TermDefect>> {
        let term = self.expression()?;
        match self.peek() {
            None => Ok(term),
            Some(")") => Err(self.at_hand(TermDefect::Parenthesis)),
            Some(_) => Err(self.at_hand(TermDefect::Rest(self.rest()))),
        }
    }

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
