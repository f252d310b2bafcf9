//! What a subscription says of its copies adds up.
//!
//! ## Why
//!
//! Copies are ordered and paid for by the number: two for each of 34 units are 68 (`exemplaires`, `unites`).
//! Where the row also says in words how many there are in all (« 2 exemplaires … soit 68 »), both are the same
//! number, or one of them was left behind by a change. A row that does not say both is not judged.
//!
//! ## Wrong
//!
//! ```md registres/documents/actualites-sociales.md
//! ---
//! typologie: Abonnements
//! sous-type: Revues
//! titres: [Actualités sociales]
//! diffusion: 2 exemplaires livrés sur chaque unité (soit 70 pour la région)
//! abonnement:
//!   fournisseur: Éditeur
//!   exemplaires: 2
//!   unites: 34
//! ---
//! ```
//!
//! ## Right
//!
//! ```md registres/documents/actualites-sociales.md
//! ---
//! typologie: Abonnements
//! sous-type: Revues
//! titres: [Actualités sociales]
//! diffusion: 2 exemplaires livrés sur chaque unité (soit 68 pour la région)
//! abonnement:
//!   fournisseur: Éditeur
//!   exemplaires: 2
//!   unites: 34
//! ---
//! ```
//!
//! ## Settings
//!
//! `regles: {T105: off | info | warning | error}` in qms.yaml; `warning` by default.

use super::subscriptions;
use crate::rules::prelude::*;

pub(super) static RULE: Rule = Rule {
    code: "T105",
    severity: Severity::Warning,
    message: Text {
        en: "`{subtype}` says {said} copies in all, and {copies} for each of {units} units are {sum}",
        fr: "`{subtype}` dit {said} exemplaires en tout, et {copies} pour chacune des {units} unités font {sum}",
    },
    help: Text {
        en: "put right `exemplaires`, `unites` or the sentence in `{path}`",
        fr: "corriger `exemplaires`, `unites` ou la phrase dans `{path}`",
    },
    pages: [
        include_str!("t105_copies_do_not_add_up.rs"),
        include_str!("t105_copies_do_not_add_up.fr.md"),
    ],
    check: Check::Tree(check),
};

fn check(corpus: &Corpus, found: &mut Found) {
    for (file, document, subscription) in subscriptions(corpus) {
        let (Some(copies), Some(units), Some(sum)) = (
            subscription.copies,
            subscription.units,
            subscription.delivered(),
        ) else {
            continue;
        };
        for (key, words) in [
            ("identification", &document.identification),
            ("diffusion", &document.distribution),
            ("accessibilite", &document.access),
        ] {
            let said = words.as_deref().and_then(total);
            if let Some(said) = said.filter(|said| *said != sum) {
                found
                    .at(file.place(key))
                    .with("subtype", &document.subtype.value)
                    .with("said", said.to_string())
                    .with("copies", copies.to_string())
                    .with("units", units.to_string())
                    .with("sum", sum.to_string())
                    .with("path", &*file.path);
            }
        }
    }
}

/// The number of copies that a sentence gives in all: `2 exemplaires … (soit 68 pour la région)`.
fn total(words: &str) -> Option<u32> {
    let mut parts = words
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|part| !part.is_empty());
    parts.find(|part| part.to_lowercase().starts_with("exemplaire"))?;
    parts.find(|part| part.eq_ignore_ascii_case("soit"))?;
    let number = parts.next()?;
    let digits = |part: &&str| part.len() == 3 && part.bytes().all(|byte| byte.is_ascii_digit());
    // Thousands are set apart: 1 020.
    let thousands: String = parts.take_while(digits).collect();
    format!("{number}{thousands}").parse().ok()
}
