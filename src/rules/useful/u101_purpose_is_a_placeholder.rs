//! A document says in one sentence what it is for, and that sentence is its own.
//!
//! ## Why
//!
//! The first of the 3 U, *useful*: a document that cannot say what it is for is read by nobody, and is
//! not missed when it goes. `objet` is also what lists and the portal print beside the title. It is judged
//! by its form alone: it has ten letters or more, is not the title again, and holds no `{{…}}`,
//! « à compléter » or other mark of a template. An empty `objet` is F006's. Stands for ISO 9001 §7.5.2
//! (a document is identified and described).
//!
//! ## Wrong
//!
//! ```md documents/PR/PR-04-V1.md
//! ---
//! code: PR-04-V1
//! titre: Accueillir un nouvel agent
//! processus: PAPED
//! objet: Accueillir un nouvel agent
//! redacteur: referent-paped
//! diffusion: [tout-agent]
//! ---
//! # Accueillir un nouvel agent
//!
//! Le référent présente le service, ses lieux et ses outils.
//! ```
//!
//! ## Right
//!
//! ```md documents/PR/PR-04-V1.md
//! ---
//! code: PR-04-V1
//! titre: Accueillir un nouvel agent
//! processus: PAPED
//! objet: Donner à chaque arrivant les mêmes repères dès son premier jour.
//! redacteur: referent-paped
//! diffusion: [tout-agent]
//! ---
//! # Accueillir un nouvel agent
//!
//! Le référent présente le service, ses lieux et ses outils.
//! ```
//!
//! ## Settings
//!
//! `regles: {U101: warning}` in `qms.yaml` lets a document be approved in spite of it.

use crate::model::document::Document;
use crate::parse::markdown::heading_key;
use crate::parse::placeholders::placeholders;
use crate::rules::prelude::*;

pub(super) static RULE: Rule = Rule {
    code: "U101",
    severity: Severity::Error,
    message: Text {
        en: "the purpose of `{code}` only repeats its title",
        fr: "l'objet de `{code}` ne fait que répéter son titre",
    },
    help: Text {
        en: "say in `objet`, in one sentence, what the document is for and for whom: `qms edit {code}`",
        fr: "dire dans `objet`, en une phrase, à quoi sert le document et à qui\u{a0}: `qms edit {code}`",
    },
    pages: [
        include_str!("u101_purpose_is_a_placeholder.rs"),
        include_str!("u101_purpose_is_a_placeholder.fr.md"),
    ],
    check: Check::Tree(check),
};

const PLACEHOLDER: Text = Text {
    en: "the purpose of `{code}` still has `{value}` to be filled in",
    fr: "l'objet de `{code}` a encore `{value}` à remplacer",
};
const TOO_SHORT: Text = Text {
    en: "the purpose of `{code}`, `{value}`, is too short to say what it is for",
    fr: "l'objet de `{code}`, `{value}`, est trop court pour dire à quoi il sert",
};

/// Letters below which a purpose says nothing.
const LETTERS: usize = 10;

fn check(corpus: &Corpus, found: &mut Found) {
    for Version { file, document, .. } in corpus.documents() {
        let purpose = document.purpose.value.trim();
        if purpose.is_empty() {
            continue;
        }
        let place = file.at(document.purpose.span);
        if let Some((left, _)) = placeholders(purpose).first() {
            found
                .at(place)
                .code(&document.code)
                .with("value", &purpose[left.start..left.end])
                .saying(PLACEHOLDER);
        } else if purpose
            .chars()
            .filter(|character| character.is_alphabetic())
            .take(LETTERS)
            .count()
            < LETTERS
        {
            found
                .at(place)
                .code(&document.code)
                .with("value", purpose)
                .saying(TOO_SHORT);
        } else if repeats_the_title(document) {
            found.at(place).code(&document.code);
        }
    }
}

fn repeats_the_title(document: &Document) -> bool {
    let (title, purpose) = (&document.title.value, &document.purpose.value);
    // Two texts of very different lengths are not worth their comparison.
    purpose.len() <= 2 * title.len() && heading_key(title) == heading_key(purpose)
}
