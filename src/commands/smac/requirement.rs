//! What a ticket says was not met: a document, or a client requirement of the process card.

use super::super::{Failure, named};
use crate::corpus::{Corpus, Target};
use crate::model::names::{ProcessCode, nearest, slug};
use crate::text::Text;

/// The code of a document concerned, which must be here.
pub fn document(corpus: &Corpus, typed: &str) -> Result<String, Failure> {
    match corpus.resolve(typed) {
        Target::Document(version) => Ok(version.document.code.stem()),
        Target::Other(file) => match file.code() {
            Some(code) => Ok(code.to_string()),
            None => Err(named::unknown(corpus, typed)),
        },
        Target::NotACode | Target::Nothing => Err(named::unknown(corpus, typed)),
    }
}

/// A requirement as typed: a code must resolve; other words are those of the process card.
pub fn read(corpus: &Corpus, process: Option<&str>, typed: &str) -> Result<String, Failure> {
    const UNKNOWN: Text = Text {
        en: "no client requirement of the process card reads so",
        fr: "aucune exigence client de la fiche du processus ne se lit ainsi",
    };
    const NEAR: Text = Text {
        en: "did you mean `--requirement \"{near}\"`?",
        fr: "vouliez-vous dire `--requirement \"{near}\"`\u{a0}?",
    };
    const KNOWN: Text = Text {
        en: "the card has: {known}; a document is named by its code",
        fr: "la fiche porte\u{a0}: {known}\u{a0}; un document se nomme par son code",
    };
    const NONE: Text = Text {
        en: "the card has none; a document is named by its code: `--requirement MO-00391`",
        fr: "la fiche n'en porte aucune\u{a0}; un document se nomme par son code\u{a0}: `--requirement MO-00391`",
    };
    if !matches!(corpus.resolve(typed), Target::NotACode) {
        return document(corpus, typed);
    }
    let card = process.and_then(|code| {
        let code = ProcessCode::new(&code.to_uppercase());
        corpus.process(&code)
    });
    let known: Vec<&str> = card
        .into_iter()
        .flat_map(|card| &card.clients)
        .flat_map(|client| &client.requirements)
        .map(|requirement| requirement.value.as_str())
        .collect();
    let wanted = slug(typed);
    let whole = known.iter().find(|one| slug(one) == wanted);
    let part: Vec<&&str> = known
        .iter()
        .filter(|one| wanted.len() >= 4 && slug(one).contains(&wanted))
        .collect();
    match (whole, part.as_slice()) {
        (Some(found), _) => return Ok((*found).to_owned()),
        (None, [found]) => return Ok((**found).to_owned()),
        _ => {}
    }
    let failure = Failure::not_found(UNKNOWN);
    Err(
        match (nearest(typed, known.iter().copied()), known.is_empty()) {
            (Some(near), _) => failure.help(NEAR.with("near", near)),
            (None, true) => failure.help(NONE),
            (None, false) => {
                let known: Vec<String> = known.iter().map(|one| format!("`{one}`")).collect();
                failure.help(KNOWN.with("known", known))
            }
        },
    )
}
