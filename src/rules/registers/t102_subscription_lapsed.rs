//! A subscription has not lapsed.
//!
//! ## Why
//!
//! A source that is no longer delivered is no longer watched, and nobody notices an issue that did not come
//! (ISO 9001 §7.5.3.2, documents of external origin). The last day is still covered. Ending a subscription is a
//! decision: take the block out, or the whole row.
//!
//! ## Wrong
//!
//! ```md registres/documents/actualites-sociales.md
//! ---
//! typologie: Abonnements
//! sous-type: Revues
//! titres: [Actualités sociales]
//! abonnement:
//!   fournisseur: Éditeur
//!   exemplaires: 2
//!   unites: 34
//!   echeance: 2026-10-31
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
//! abonnement:
//!   fournisseur: Éditeur
//!   exemplaires: 2
//!   unites: 34
//!   echeance: 2027-10-31
//! ---
//! ```
//!
//! ## Settings
//!
//! `regles: {T102: off | info | warning | error}` in qms.yaml; `warning` by default, since midnight alone
//! may bring it about. A subscription without `echeance` is not judged.

use super::subscriptions;
use crate::rules::prelude::*;

pub(super) static RULE: Rule = Rule {
    code: "T102",
    severity: Severity::Warning,
    message: Text {
        en: "the subscription to `{subtype}` lapsed on {due}",
        fr: "l'abonnement à `{subtype}` est échu depuis le {due}",
    },
    help: Text {
        en: "renew it and enter the new `echeance` in `{path}`, or take the subscription out",
        fr: "le renouveler et porter la nouvelle `echeance` dans `{path}`, ou retirer l'abonnement",
    },
    pages: [
        include_str!("t102_subscription_lapsed.rs"),
        include_str!("t102_subscription_lapsed.fr.md"),
    ],
    check: Check::Tree(check),
};

fn check(corpus: &Corpus, found: &mut Found) {
    for (file, document, subscription) in subscriptions(corpus) {
        let expires = subscription.expires.as_ref();
        if let Some(expires) = expires.filter(|expires| expires.value < corpus.as_of()) {
            found
                .at(file.at(expires.span))
                .with("subtype", &document.subtype.value)
                .with("due", expires.value)
                .with("path", &*file.path);
        }
    }
}
