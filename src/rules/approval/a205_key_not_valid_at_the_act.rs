//! The key was within its dates, neither withdrawn nor compromised, when it signed; what a compromised key signed counts once it is confirmed.
//!
//! ## Why
//!
//! The loss of a means of signing is declared, and takes its power away at once (21 CFR 11.300 c).
//! An ordinary withdrawal, at a departure for instance, keeps the acts made before; a key that was
//! stolen puts in doubt all that it signed since, until the same person says again, with another
//! key, that the act is theirs.
//!
//! ## Wrong
//!
//! The act comes after the withdrawal of the key that signs it:
//!
//! ```sh
//! qms actor key pilote-paped --withdraw SHA256:0Jx4…
//! qms approve MO-00391-V02
//! ```
//!
//! ## Right
//!
//! The new key is registered, and the act is made with it:
//!
//! ```sh
//! qms actor key pilote-paped --withdraw SHA256:0Jx4…
//! qms actor key pilote-paped --add nouvelle-cle.pub
//! git config user.signingKey ~/.ssh/nouvelle-cle
//! qms approve MO-00391-V02
//! ```
//!
//! ## Settings
//!
//! None: what proves the document system is not a matter of taste, and `regles` in qms.yaml changes
//! nothing here.

use crate::rules::prelude::*;

pub(super) static RULE: Rule = Rule {
    code: "A205",
    severity: Severity::Error,
    message: Text {
        en: "the key that signed was not valid when it did",
        fr: "la clé qui a signé n'était pas valable à ce moment",
    },
    help: Text {
        en: "have the same person do the act again with a valid key, for instance `qms approve {code}`; `qms actor show {actor}` lists their keys",
        fr: "faire refaire l'acte par la même personne avec une clé valable, par exemple `qms approve {code}` ; `qms actor show {actor}` donne ses clés",
    },
    pages: [
        include_str!("a205_key_not_valid_at_the_act.rs"),
        include_str!("a205_key_not_valid_at_the_act.fr.md"),
    ],
    check: Check::History,
};
