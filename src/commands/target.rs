//! What a person means by a code on the command line, or why it means nothing.

use super::Failure;
use crate::corpus::{Corpus, Version};
use crate::model::code::{CodeDefect, Reference, Shape};
use crate::model::document::Status;
use crate::model::names::nearest;
use crate::text::Text;

/// Which version a code without one means (20-cli).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meant {
    /// The draft: approve, edit.
    Draft,
    /// The approved version: validate.
    Approved,
    /// What awaits a decision: reject.
    Awaiting,
    /// The version in force, else the newest.
    InForce,
}

/// Reads a code as typed.
pub fn reference(corpus: &Corpus, typed: &str) -> Result<Reference, Failure> {
    corpus
        .policy()
        .codes
        .lenient(typed)
        .map_err(|defect| unreadable(corpus, typed, defect))
}

/// The version of a document that a person means.
pub fn version<'c>(corpus: &'c Corpus, typed: &str, meant: Meant) -> Result<Version<'c>, Failure> {
    const NONE: Text = Text {
        en: "no version of `{code}` is {what}",
        fr: "aucune version de `{code}` n'est {what}",
    };
    const NOT_A_DOCUMENT: Text = Text {
        en: "`{code}` is no controlled document",
        fr: "`{code}` n'est pas un document maîtrisé",
    };
    let reference = reference(corpus, typed)?;
    let id = match &reference {
        Reference::Exact(code) => {
            if let Some(version) = corpus.version(code) {
                return Ok(version);
            }
            if code.document().is_none() {
                return Err(Failure::not_found(
                    NOT_A_DOCUMENT.with("code", code.to_string()),
                ));
            }
            return Err(unknown(corpus, &code.to_string()));
        }
        Reference::Document(id) => id,
    };
    let versions = corpus.versions(id);
    if versions.is_empty() {
        return Err(unknown(corpus, &corpus.policy().codes.stem(id)));
    }
    let with = |wanted: &[Status]| {
        versions
            .iter()
            .rev()
            .find(|version| wanted.contains(&version.status))
            .copied()
    };
    let (found, what) = match meant {
        Meant::Draft => (
            with(&[Status::Draft]).or_else(|| with(&[Status::Approved])),
            Text {
                en: "a draft",
                fr: "en projet",
            },
        ),
        Meant::Approved => (
            with(&[Status::Approved])
                .or_else(|| with(&[Status::Upcoming]))
                .or_else(|| with(&[Status::Draft]))
                .or_else(|| with(&[Status::Effective])),
            Text {
                en: "approved",
                fr: "approuvée",
            },
        ),
        Meant::Awaiting => (
            with(&[Status::Draft, Status::Approved, Status::Upcoming]),
            Text {
                en: "awaiting a decision",
                fr: "en attente",
            },
        ),
        Meant::InForce => (
            corpus.meant(&reference),
            Text {
                en: "in force",
                fr: "en vigueur",
            },
        ),
    };
    found.ok_or_else(|| {
        Failure::not_found(
            NONE.with("code", corpus.policy().codes.stem(id))
                .with("what", what),
        )
    })
}

/// No file bears a code.
pub fn unknown(corpus: &Corpus, code: &str) -> Failure {
    const UNKNOWN: Text = Text {
        en: "`{code}` does not exist here",
        fr: "`{code}` n'existe pas ici",
    };
    const NEAR: Text = Text {
        en: "did you mean `{near}`? `qms list` shows what there is",
        fr: "vouliez-vous dire `{near}`\u{a0}? `qms list` montre ce qui existe",
    };
    const LIST: Text = Text {
        en: "`qms list` shows what there is",
        fr: "`qms list` montre ce qui existe",
    };
    let known: Vec<String> = corpus
        .all_codes()
        .into_iter()
        .map(|(code, _)| code.to_string())
        .collect();
    let failure = Failure::not_found(UNKNOWN.with("code", code));
    match nearest(code, known.iter().map(String::as_str)) {
        Some(near) => failure.help(NEAR.with("near", near)),
        None => failure.help(LIST),
    }
}

fn unreadable(corpus: &Corpus, typed: &str, defect: CodeDefect) -> Failure {
    const TYPE: Text = Text {
        en: "`{code}` begins with no type of qms.yaml; there are: {types}",
        fr: "`{code}` ne commence par aucun type de qms.yaml\u{a0}; il y a\u{a0}: {types}",
    };
    const SHAPE: Text = Text {
        en: "`{code}` is no code; one is written like `{example}`",
        fr: "`{code}` n'est pas un code\u{a0}; un code s'écrit comme `{example}`",
    };
    let policy = corpus.policy();
    match defect {
        CodeDefect::Shape(shape) => {
            let kind = typed
                .split('-')
                .next()
                .unwrap_or_default()
                .trim()
                .to_uppercase();
            let example = match shape {
                Shape::Versioned { number, version } => {
                    format!(
                        "{kind}-{:0number$}-V{:0version$}",
                        1,
                        1,
                        number = usize::from(number),
                        version = usize::from(version)
                    )
                }
                Shape::Yearly { sequence } => format!(
                    "{kind}-2026-{:0sequence$}",
                    1,
                    sequence = usize::from(sequence)
                ),
            };
            Failure::not_found(SHAPE.with("code", typed).with("example", example))
        }
        _ => {
            let types: Vec<String> = policy
                .types
                .iter()
                .map(|kind| kind.id.to_string())
                .chain(policy.tickets.iter().map(|kind| kind.id.to_string()))
                .collect();
            Failure::not_found(TYPE.with("code", typed).with("types", types))
        }
    }
}
