//! A document has the sections that its type asks for, and something stands under each.
//!
//! ## Why
//!
//! The third of the 3 U, *usable*: who knows one procedure finds the way in all of them, and what nobody
//! thought of shows as a gap. The sections of a type are `types.<TYPE>.sections`. Headings are compared
//! without their numbers, case, accents and final punctuation, at any level; a heading of a lower level
//! under a section fills it. Stands for ISO 9001 §7.5.2 (documents have a suitable format).
//!
//! ## Wrong
//!
//! ```md documents/SE/SE-004-V1.md
//! ---
//! code: SE-004-V1
//! titre: Fiche de première réponse
//! processus: PAPED
//! objet: Garder la trace de la première réponse donnée au demandeur.
//! redacteur: referent-paped
//! diffusion: [tout-agent]
//! ---
//! # Fiche de première réponse
//!
//! ## Objet
//!
//! Garder la trace de la première réponse.
//!
//! ## Consignes de remplissage
//!
//! Le professionnel de permanence la remplit le jour même.
//! ```
//!
//! ## Right
//!
//! ```md documents/SE/SE-004-V1.md
//! ---
//! code: SE-004-V1
//! titre: Fiche de première réponse
//! processus: PAPED
//! objet: Garder la trace de la première réponse donnée au demandeur.
//! redacteur: referent-paped
//! diffusion: [tout-agent]
//! ---
//! # Fiche de première réponse
//!
//! ## Objet
//!
//! Garder la trace de la première réponse.
//!
//! ## Consignes de remplissage
//!
//! Le professionnel de permanence la remplit le jour même.
//!
//! ## Champs
//!
//! Date, canal, suite donnée.
//! ```
//!
//! ## Settings
//!
//! `types: {SE: {sections: [Objet, Champs]}}` in `qms.yaml` replaces the list, `sections: []` asks for none.

use crate::model::names::nearest;
use crate::parse::markdown::{Heading, heading_key};
use crate::rules::prelude::*;

pub(super) static RULE: Rule = Rule {
    code: "U302",
    severity: Severity::Error,
    message: Text {
        en: "`{code}` lacks the section `{section}` that its type asks for",
        fr: "`{code}` n'a pas la section `{section}` que son type demande",
    },
    help: Text {
        en: "add the heading `## {section}` and say what belongs under it: `qms edit {code}`",
        fr: "ajouter le titre `## {section}` et dire ce qui en relève\u{a0}: `qms edit {code}`",
    },
    pages: [
        include_str!("u302_section_missing_or_empty.rs"),
        include_str!("u302_section_missing_or_empty.fr.md"),
    ],
    check: Check::Tree(check),
};

const NEAR: Text = Text {
    en: "if it is `{near}`, give it that heading: `## {section}`",
    fr: "si c'est `{near}`, lui donner ce titre\u{a0}: `## {section}`",
};
const EMPTY: Text = Text {
    en: "the section `{section}` of `{code}` is empty",
    fr: "la section `{section}` de `{code}` est vide",
};
const EMPTY_HELP: Text = Text {
    en: "write it, or say that nothing applies (« sans objet »): `qms edit {code}`",
    fr: "l'écrire, ou dire que rien ne s'applique («\u{a0}sans objet\u{a0}»)\u{a0}: `qms edit {code}`",
};

fn check(corpus: &Corpus, found: &mut Found) {
    for version in corpus.documents() {
        let Some(parsed) = &version.file.parsed else {
            continue;
        };
        let headings = &parsed.outline().headings;
        let written = |section: &String| {
            headings
                .iter()
                .any(|heading| heading.has_content && *heading.text == **section)
        };
        // Most headings are written as the policy has them: only the others are worth their keys.
        if version.kind.sections.iter().all(written) {
            continue;
        }
        let keys: Vec<String> = headings
            .iter()
            .map(|heading| heading_key(&heading.text))
            .collect();
        for section in version
            .kind
            .sections
            .iter()
            .filter(|section| !written(section))
        {
            judge(&version, section, headings, &keys, found);
        }
    }
}

fn judge(
    version: &Version<'_>,
    section: &str,
    headings: &[Heading],
    keys: &[String],
    found: &mut Found,
) {
    let wanted = heading_key(section);
    let mut named = headings
        .iter()
        .zip(keys)
        .filter(|(_, key)| **key == wanted)
        .map(|(heading, _)| heading)
        .peekable();
    if let Some(first) = named.peek().copied() {
        if !named.any(|heading| heading.has_content) {
            let finding = found
                .at(version.file.at(first.span))
                .code(&version.document.code);
            finding
                .with("section", section)
                .saying(EMPTY)
                .helped_by(EMPTY_HELP);
        }
        return;
    }
    let asked: Vec<String> = version
        .kind
        .sections
        .iter()
        .map(|section| heading_key(section))
        .collect();
    let near = nearest(
        &wanted,
        keys.iter()
            .filter(|key| !asked.contains(key))
            .map(String::as_str),
    );
    let near = near
        .and_then(|near| headings.iter().zip(keys).find(|(_, key)| *key == near))
        .map(|(heading, _)| heading);
    let place = near
        .or(headings.first())
        .map_or(version.file.whole(), |heading| {
            version.file.at(heading.span)
        });
    let finding = found
        .at(place)
        .code(&version.document.code)
        .with("section", section);
    if let Some(near) = near {
        finding.with("near", &*near.text).helped_by(NEAR);
    }
}
