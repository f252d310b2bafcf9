//! Controlled folders hold plain files alone, with names that every system tells apart, and nothing makes git change them.
//!
//! ## Why
//!
//! What is signed must be what is read (ISO 9001 §7.5.3.2). A link shows another file, an attribute
//! rewrites a text on its way to the disk, and of two names that differ in case alone, one disappears
//! on some workstations. Names are ASCII letters, digits, `.`, `_` and `-`. The `.gitattributes` of
//! the root may set line ends (`*.md text eol=lf`), nothing that filters, re-encodes, merges or
//! leaves files out.
//!
//! ## Wrong
//!
//! ```text documents/.gitattributes
//! *.md filter=maison
//! ```
//!
//! ## Right
//!
//! ```text .gitattributes
//! *.md text eol=lf
//! ```
//!
//! ## Settings
//!
//! `regles: {F009: off | info | warning | error}` in qms.yaml; `error` by default.

#![allow(
    rustdoc::invalid_codeblock_attributes,
    reason = "the example is a file whose name begins with a dot"
)]

use crate::corpus::FileState;
use crate::diagnostic::Place;
use crate::model::layout::stem;
use crate::model::policy::is_under;
use crate::rules::prelude::*;
use std::collections::HashMap;
use std::sync::Arc;
use unicode_normalization::UnicodeNormalization;

pub(super) static RULE: Rule = Rule {
    code: "F009",
    severity: Severity::Error,
    message: Text {
        en: "`{path}` {what}, not a plain file",
        fr: "`{path}` {what}, pas un simple fichier",
    },
    help: Text {
        en: "put a plain file in its place",
        fr: "mettre un simple fichier à la place",
    },
    pages: [
        include_str!("f009_not_a_plain_file.rs"),
        include_str!("f009_not_a_plain_file.fr.md"),
    ],
    check: Check::Tree(check),
};

const LINK: Text = Text {
    en: "is a symbolic link",
    fr: "est un lien symbolique",
};
const SUBMODULE: Text = Text {
    en: "is another repository",
    fr: "est un autre dépôt",
};
const OTHER: Text = Text {
    en: "is a device, pipe or socket",
    fr: "est un périphérique, un tube ou une prise",
};
const EXECUTABLE: Text = Text {
    en: "`{path}` is marked executable",
    fr: "`{path}` est marqué exécutable",
};
const UNMARK: Text = Text {
    en: "take the mark off: `git update-index --chmod=-x {path}`",
    fr: "retirer la marque : `git update-index --chmod=-x {path}`",
};
const UNREADABLE: Text = Text {
    en: "`{path}` cannot be read: {cause}",
    fr: "`{path}` ne peut pas être lu : {cause}",
};
const MAKE_READABLE: Text = Text {
    en: "put right its access rights, or give it back from git: `git checkout -- {path}`",
    fr: "corriger ses droits d'accès, ou le restaurer depuis git : `git checkout -- {path}`",
};
const ATTRIBUTES: Text = Text {
    en: "`{path}` changes how git reads and writes controlled files",
    fr: "`{path}` change la façon dont git lit et écrit des fichiers maîtrisés",
};
const DELETE: Text = Text {
    en: "delete it: `git rm {path}`",
    fr: "le supprimer : `git rm {path}`",
};
const ATTRIBUTE: Text = Text {
    en: "the attribute `{attribute}` may filter, re-encode, merge or leave out controlled files",
    fr: "l'attribut `{attribute}` peut filtrer, réencoder, fusionner ou écarter des fichiers maîtrisés",
};
const LINE_ENDS: Text = Text {
    en: "keep line ends alone: `*.md text eol=lf`",
    fr: "ne garder que les fins de ligne : `*.md text eol=lf`",
};
const NAME: Text = Text {
    en: "the name `{name}` holds a character that names may not have here",
    fr: "le nom `{name}` contient un caractère qu'un nom ne peut avoir ici",
};
const RENAME: Text = Text {
    en: "rename it with ASCII letters, digits, `.`, `_` and `-` alone",
    fr: "le renommer avec des lettres ASCII, des chiffres, `.`, `_` et `-` seulement",
};
const TWIN: Text = Text {
    en: "`{path}` and `{first}` differ in case or accents alone",
    fr: "`{path}` et `{first}` ne diffèrent que par la casse ou les accents",
};
const TELL_APART: Text = Text {
    en: "rename one of the two, or delete the copy",
    fr: "renommer l'un des deux, ou supprimer la copie",
};

fn check(corpus: &Corpus, found: &mut Found) {
    if let Some(file) = corpus.policy_file() {
        state(&file.path, &file.state, found);
    }
    if let Some(file) = corpus.attributes() {
        state(&file.path, &file.state, found);
        for attribute in file.forbidden() {
            let finding = found.at(Place::at(&file.path, attribute.span));
            finding
                .with("attribute", attribute.value)
                .saying(ATTRIBUTE)
                .helped_by(LINE_ENDS);
        }
    }
    for file in corpus.files() {
        state(&file.path, &file.state, found);
        if stem(&file.path) == ".gitattributes" {
            found
                .at(file.whole())
                .with("path", &*file.path)
                .saying(ATTRIBUTES)
                .helped_by(DELETE);
        }
    }
    names(corpus, found);
}

pub(super) fn state(path: &Arc<str>, state: &FileState, found: &mut Found) {
    let what = match state {
        // Told by C002, F008 and F002.
        FileState::Plain
        | FileState::Misplaced
        | FileState::NameNotUtf8
        | FileState::TooLarge { .. } => return,
        FileState::Executable => {
            found
                .at(Place::file(path))
                .with("path", &**path)
                .saying(EXECUTABLE)
                .helped_by(UNMARK);
            return;
        }
        FileState::Unreadable(cause) => {
            found
                .at(Place::file(path))
                .with("path", &**path)
                .with("cause", cause)
                .saying(UNREADABLE)
                .helped_by(MAKE_READABLE);
            return;
        }
        FileState::Link => LINK,
        FileState::Submodule => SUBMODULE,
        FileState::Other => OTHER,
    };
    found
        .at(Place::file(path))
        .with("path", &**path)
        .with("what", what);
}

/// Each folder and file once: characters outside the grammar, and names that some file systems
/// take for one.
fn names(corpus: &Corpus, found: &mut Found) {
    let mut known: HashMap<String, &str> = HashMap::new();
    let mut before = "";
    for file in corpus.files() {
        let path = &*file.path;
        let ends = path
            .match_indices('/')
            .map(|(end, _)| end)
            .chain([path.len()]);
        for prefix in ends
            .map(|end| &path[..end])
            .filter(|prefix| !is_under(before, prefix))
        {
            let name = prefix.rsplit('/').next().unwrap_or(prefix);
            if file.state != FileState::NameNotUtf8
                && !name
                    .bytes()
                    .all(|b| b.is_ascii_alphanumeric() || b".-_".contains(&b))
            {
                found
                    .at(file.whole())
                    .with("name", name)
                    .saying(NAME)
                    .helped_by(RENAME);
            }
            let first = *known.entry(folded(prefix)).or_insert(prefix);
            if first != prefix {
                found
                    .at(file.whole())
                    .with("path", prefix)
                    .with("first", first)
                    .saying(TWIN)
                    .helped_by(TELL_APART);
            }
        }
        before = path;
    }
}

fn folded(path: &str) -> String {
    if path.is_ascii() {
        path.to_ascii_lowercase()
    } else {
        path.nfc().flat_map(char::to_lowercase).nfc().collect()
    }
}
