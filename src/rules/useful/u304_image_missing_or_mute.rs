//! An image is in the repository, and says in words what it shows.
//!
//! ## Why
//!
//! The third of the 3 U, *usable*: an image that is elsewhere changes or goes without anybody's signature,
//! so the acts sign the images with the document and refuse one that is missing or remote. Its text
//! alternative (between the square brackets, or `alt`) serves who does not see it, the search, and the print. Stands
//! for ISO 9001 §7.5.3 (legible, available, protected).
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
//! Le circuit d'arrivée tient en une page.
//!
//! ![](PR-04-V1-circuit.svg)
//! ```
//! ```svg documents/PR/PR-04-V1-circuit.svg
//! <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9"/></svg>
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
//! Le circuit d'arrivée tient en une page.
//!
//! ![Trois étapes : guichet, badge, référent](PR-04-V1-circuit.svg)
//! ```
//! ```svg documents/PR/PR-04-V1-circuit.svg
//! <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9"/></svg>
//! ```
//!
//! ## Settings
//!
//! `regles: {U304: error}` in `qms.yaml` makes it an obstacle to the approval, `off` silences it.

use crate::corpus;
use crate::parse::images::{self, ImageDefectKind};
use crate::rules::prelude::*;

pub(super) static RULE: Rule = Rule {
    code: "U304",
    severity: Severity::Warning,
    message: Text {
        en: "the image `{image}` of `{code}` has no text alternative",
        fr: "l'image `{image}` de `{code}` n'a pas de texte de remplacement",
    },
    help: Text {
        en: "say between the square brackets what it shows: `![text]({image})`",
        fr: "dire entre les crochets ce qu'elle montre\u{a0}: `![texte]({image})`",
    },
    pages: [
        include_str!("u304_image_missing_or_mute.rs"),
        include_str!("u304_image_missing_or_mute.fr.md"),
    ],
    check: Check::Tree(check),
};

const MISSING: Text = Text {
    en: "`{code}` shows the image `{image}`, which is not there",
    fr: "`{code}` montre l'image `{image}`, qui n'est pas là",
};
const MISSING_HELP: Text = Text {
    en: "put the file beside the document, as a plain file, and name it by its relative path",
    fr: "poser le fichier à côté du document, en simple fichier, et le nommer par son chemin relatif",
};
const REMOTE: Text = Text {
    en: "`{code}` shows the image `{image}`, which is not in the repository",
    fr: "`{code}` montre l'image `{image}`, qui n'est pas dans le dépôt",
};

/// Characters of a target that are shown: a `data:` address may hold the whole image.
const SHOWN: usize = 60;

fn check(corpus: &Corpus, found: &mut Found) {
    for Version { file, document, .. } in corpus.documents() {
        let Some(parsed) = &file.parsed else { continue };
        for image in parsed.images() {
            let shown: String = image.target.chars().take(SHOWN).collect();
            let missing = match images::resolve(&file.path, &image.target) {
                Ok(path) if corpus.image(&path) == corpus::Image::Present => None,
                Err(ImageDefectKind::Remote) => Some(REMOTE),
                Ok(_) | Err(_) => Some(MISSING),
            };
            if let Some(words) = missing {
                found
                    .at(file.at(image.span))
                    .code(&document.code)
                    .with("image", &shown)
                    .saying(words)
                    .helped_by(MISSING_HELP);
            }
            if image.alt.is_empty() {
                found
                    .at(file.at(image.span))
                    .code(&document.code)
                    .with("image", shown);
            }
        }
    }
}
