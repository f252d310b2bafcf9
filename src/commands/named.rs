//! What a person names on the command line: a code in any width, a process, an actor, a series.

use super::{Context, Failure, FailureKind};
use crate::corpus::{Corpus, File, Version};
use crate::model::code::Reference;
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

/// The one file that is named; failures where there is none or several.
pub fn file<'c>(ctx: &Context, corpus: &'c Corpus, typed: &str) -> Result<&'c File, Failure> {
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
        [one] if one.entity().is_none() => Err(unreadable(one)),
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
