//! What a person names on the command line: a code in any width, a process, an actor, a series.

mod actors;

pub use actors::{actor, actor_help, no_actor};

use super::{Context, Failure, FailureKind};
use crate::acts::thing::Thing;
use crate::corpus::{Corpus, File, Version};
use crate::model::code::{CodeDefect, Reference, Shape};
use crate::model::document::Status;
use crate::model::layout::{EntityKind, stem};
use crate::model::names::nearest;
use crate::text::{Message, Text};

const SEVERAL: Text = Text {
    en: "`{code}` names several files: {paths}",
    fr: "`{code}` désigne plusieurs fichiers\u{a0}: {paths}",
};
const SEVERAL_HELP: Text = Text {
    en: "name one of them by its path",
    fr: "nommer l'un d'eux par son chemin",
};
const UNREADABLE: Text = Text {
    en: "`{path}` cannot be read as what its place makes it",
    fr: "`{path}` ne peut pas être lu comme ce que sa place en fait",
};

const NOT_A_DOCUMENT: Text = Text {
    en: "`{code}` is no controlled document",
    fr: "`{code}` n'est pas un document maîtrisé",
};

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
        .map_err(|defect| no_code(corpus, typed, defect))
}

/// The version of a document that a person means.
pub fn version<'c>(corpus: &'c Corpus, typed: &str, meant: Meant) -> Result<Version<'c>, Failure> {
    const NONE: Text = Text {
        en: "no version of `{code}` is {what}",
        fr: "aucune version de `{code}` n'est {what}",
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

/// The record, ticket or version that a person names; a document without its version is the one
/// in force.
pub fn thing<'c>(ctx: &Context, corpus: &'c Corpus, typed: &str) -> Result<Thing<'c>, Failure> {
    const OTHER: Text = Text {
        en: "`{code}` is no record, ticket or document",
        fr: "`{code}` n'est ni un enregistrement, ni une fiche, ni un document",
    };
    reference(corpus, typed)?;
    let file = file(ctx, corpus, typed)?;
    Thing::of(corpus, file).ok_or_else(|| Failure::not_found(OTHER.with("code", typed)))
}

/// The versions that a code may mean in the tree, oldest first; a failure where there is none.
pub fn versions<'c>(
    corpus: &'c Corpus,
    typed: &str,
    reference: &Reference,
) -> Result<Vec<Version<'c>>, Failure> {
    let id = match reference {
        Reference::Document(id) => id.clone(),
        Reference::Exact(code) => code.document().ok_or_else(|| unknown(corpus, typed))?,
    };
    let all = corpus.versions(&id);
    if all.is_empty() {
        Err(unknown(corpus, typed))
    } else {
        Ok(all)
    }
}

/// The one file that is named, which must be readable as what its place makes it.
pub fn file<'c>(ctx: &Context, corpus: &'c Corpus, typed: &str) -> Result<&'c File, Failure> {
    let found = any_file(ctx, corpus, typed)?;
    if found.entity().is_none() {
        return Err(unreadable(found));
    }
    Ok(found)
}

/// The one file that is named, readable or not; failures where there is none or several.
pub fn any_file<'c>(ctx: &Context, corpus: &'c Corpus, typed: &str) -> Result<&'c File, Failure> {
    let mut found: Vec<&File> = match corpus.policy().codes.lenient(typed) {
        Ok(Reference::Exact(code)) => corpus.with_code(&code).collect(),
        Ok(reference @ Reference::Document(_)) => match corpus.meant(&reference) {
            Some(version) => corpus.with_code(&version.document.code).collect(),
            None => Vec::new(),
        },
        Err(_) => Vec::new(),
    };
    if found.is_empty() {
        let bare = |file: &&File| {
            matches!(file.kind, Some(kind) if has_bare_name(kind))
                && stem(&file.path).eq_ignore_ascii_case(typed)
        };
        found = corpus.files().iter().filter(bare).collect();
    }
    if found.is_empty()
        && let Ok(path) = ctx.inside(typed)
    {
        found = corpus
            .file(&path)
            .into_iter()
            .filter(|file| file.kind.is_some())
            .collect();
    }
    match found.as_slice() {
        [] => Err(unknown(corpus, typed)),
        [one] => Ok(one),
        several => {
            let paths: Vec<String> = several
                .iter()
                .map(|file| format!("`{}`", file.path))
                .collect();
            Err(Failure::could_not_run(
                FailureKind::State,
                SEVERAL.with("code", typed).with("paths", paths),
            )
            .help(SEVERAL_HELP))
        }
    }
}

/// What stands in the tree cannot be read.
fn unreadable(file: &File) -> Failure {
    const HELP: Text = Text {
        en: "`qms check {path}` says what is wrong",
        fr: "`qms check {path}` dit ce qui ne va pas",
    };
    Failure::could_not_run(FailureKind::State, UNREADABLE.with("path", &*file.path))
        .help(HELP.with("path", &*file.path))
}

/// Whether entities of a kind are named by their file alone.
fn has_bare_name(kind: EntityKind) -> bool {
    !matches!(
        kind,
        EntityKind::Acknowledgement | EntityKind::Template | EntityKind::Document
    )
}

/// The failure for a name that nothing of the tree bears, with the nearest one that does.
pub fn unknown(corpus: &Corpus, typed: &str) -> Failure {
    const UNKNOWN: Text = Text {
        en: "nothing here is called `{code}`",
        fr: "rien ne s'appelle `{code}` ici",
    };
    const NEAR: Text = Text {
        en: "did you mean `{near}`?",
        fr: "vouliez-vous dire `{near}`\u{a0}?",
    };
    const LIST: Text = Text {
        en: "`qms list` shows the documents, `qms search WORDS` finds them",
        fr: "`qms list` montre les documents, `qms search MOTS` les retrouve",
    };
    const GONE: Text = Text {
        en: "`{code}` was destroyed on {day}: certificate `{certificate}`",
        fr: "`{code}` a été détruit le {day}\u{a0}: certificat `{certificate}`",
    };
    const LOG: Text = Text {
        en: "`qms log {code}` tells its life",
        fr: "`qms log {code}` raconte sa vie",
    };
    if let Ok(code) = corpus.policy().codes.canonical(typed).or_else(|_| {
        match corpus.policy().codes.lenient(typed) {
            Ok(Reference::Exact(code)) => Ok(code),
            _ => Err(CodeDefect::UnknownType),
        }
    }) {
        let code = code.to_string();
        let gone = crate::retention::gone(corpus);
        let gone = gone.iter().find(|gone| gone.code == code);
        if let Some((day, gone)) = gone.and_then(|gone| Some((gone.day?, gone))) {
            let message = GONE
                .with("code", code)
                .with("day", day)
                .with("certificate", gone.certificate.to_owned());
            let help = message.reworded(LOG);
            return Failure::not_found(message).help(help);
        }
    }
    let help = match near(corpus, typed) {
        Some(near) => NEAR.with("near", near),
        None => Message::from(LIST),
    };
    Failure::not_found(UNKNOWN.with("code", typed)).help(help)
}

/// The known name that is nearest. For a code it is one of the same type, by its numbers: `MO-392`
/// is near `MO-00391`.
fn near(corpus: &Corpus, typed: &str) -> Option<String> {
    let codes = &corpus.policy().codes;
    let canonical = match codes.lenient(typed) {
        Ok(Reference::Document(id)) => codes.stem(&id),
        Ok(Reference::Exact(code)) => code.to_string(),
        Err(_) => typed.to_owned(),
    };
    let mut known: Vec<String> = corpus.document_ids().map(|id| codes.stem(id)).collect();
    for file in corpus.files() {
        match (file.code(), file.kind) {
            (Some(code), _) => known.push(code.to_string()),
            (None, Some(kind)) if has_bare_name(kind) => known.push(stem(&file.path).to_owned()),
            _ => {}
        }
    }
    nearest(&canonical, known.iter().map(String::as_str)).map(str::to_owned)
}

/// Why a text is no code: a name of something else, or the shape that its type's codes have.
fn no_code(corpus: &Corpus, typed: &str, defect: CodeDefect) -> Failure {
    const TYPE: Text = Text {
        en: "`{code}` begins with no type of qms.yaml; there are: {types}",
        fr: "`{code}` ne commence par aucun type de qms.yaml\u{a0}; il y a\u{a0}: {types}",
    };
    const SHAPE: Text = Text {
        en: "`{code}` is no code; one is written like `{example}`",
        fr: "`{code}` n'est pas un code\u{a0}; un code s'écrit comme `{example}`",
    };
    let policy = corpus.policy();
    let bare = |file: &File| {
        file.kind.is_some_and(has_bare_name) && stem(&file.path).eq_ignore_ascii_case(typed)
    };
    if corpus.files().iter().any(bare) {
        return Failure::not_found(NOT_A_DOCUMENT.with("code", typed));
    }
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
