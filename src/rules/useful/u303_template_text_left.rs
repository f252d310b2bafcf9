//! Nothing of the template and no note to the author is left in a document.
//!
//! ## Why
//!
//! The third of the 3 U, *usable*: a reader cannot tell a sentence that was forgotten from one that is
//! meant. Looked for, outside code: `TODO`, `FIXME`, `XXX`, « à compléter » on its own or in brackets, two
//! opening braces with their two closing ones, lorem ipsum; in the body, `titre`, `motif` and `origine`
//! (`objet` is U101's). And every paragraph of the type's template (`modeles/<TYPE>.md`) of more than a
//! few words, quoted or not. Stands for ISO 9001 §7.5.2 (documents are reviewed for adequacy before they are
//! approved).
//!
//! ## Wrong
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
//! Le référent présente le service, ses lieux et [à compléter].
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
//! A sentence that every document is to keep does not belong in the template as a paragraph of its own.
//! `regles: {U303: warning}` in `qms.yaml` lets a document be approved in spite of it.

use crate::model::layout::{EntityKind, stem};
use crate::parse::placeholders::{Placeholder, placeholders};
use crate::rules::prelude::*;
use std::collections::{HashMap, HashSet};

pub(super) static RULE: Rule = Rule {
    code: "U303",
    severity: Severity::Error,
    message: Text {
        en: "`{text}` is left to be replaced in `{code}`",
        fr: "`{text}` reste à remplacer dans `{code}`",
    },
    help: Text {
        en: "write what is meant there, or delete it: `qms edit {code}`",
        fr: "écrire ce qui doit s'y trouver, ou l'ôter\u{a0}: `qms edit {code}`",
    },
    pages: [
        include_str!("u303_template_text_left.rs"),
        include_str!("u303_template_text_left.fr.md"),
    ],
    check: Check::Tree(check),
};

const TEMPLATE: Text = Text {
    en: "`{code}` still has this sentence of its template, `{template}`",
    fr: "`{code}` a encore cette phrase de son modèle, `{template}`",
};

/// Bytes below which a paragraph of a template may well be a document's own: « Sans objet. »
const FEW_WORDS: usize = 24;

fn check(corpus: &Corpus, found: &mut Found) {
    let templates = templates(corpus);
    for Version {
        file,
        document,
        kind,
        ..
    } in corpus.documents()
    {
        for value in [&document.title]
            .into_iter()
            .chain(&document.change_reason)
            .chain(&document.origin)
        {
            for (_, left) in placeholders(value) {
                found
                    .at(file.at(value.span))
                    .code(&document.code)
                    .with("text", shown(left));
            }
        }
        let Some(parsed) = &file.parsed else { continue };
        for (span, left) in &parsed.outline().placeholders {
            found
                .at(file.at(*span))
                .code(&document.code)
                .with("text", shown(*left));
        }
        let Some((template, sentences)) = templates.get(&*kind.id) else {
            continue;
        };
        for paragraph in parsed
            .outline()
            .paragraphs
            .iter()
            .filter(|paragraph| sentences.contains(&paragraph.hash))
        {
            found
                .at(file.at(paragraph.span()))
                .code(&document.code)
                .with("template", *template)
                .saying(TEMPLATE);
        }
    }
}

/// The paragraphs of each type's template, by their words.
fn templates(corpus: &Corpus) -> HashMap<&str, (&str, HashSet<u64>)> {
    let files = corpus
        .files()
        .iter()
        .filter(|file| file.kind == Some(EntityKind::Template));
    files
        .filter_map(|file| {
            let paragraphs = file.parsed.as_ref()?.outline().paragraphs.iter();
            let long = paragraphs
                .filter(|paragraph| paragraph.span().end - paragraph.span().start >= FEW_WORDS);
            Some((
                stem(&file.path),
                (&*file.path, long.map(|paragraph| paragraph.hash).collect()),
            ))
        })
        .collect()
}

fn shown(placeholder: Placeholder) -> &'static str {
    match placeholder {
        Placeholder::Todo => "TODO",
        Placeholder::Xxx => "XXX",
        Placeholder::Fixme => "FIXME",
        Placeholder::ToComplete => "à compléter",
        Placeholder::Braces => "{{…}}",
        Placeholder::LoremIpsum => "lorem ipsum",
    }
}
