//! The key that signs an act is that of the actor whom the act names; the name and e-mail of the commit are that actor's.
//!
//! ## Why
//!
//! A signature belongs to one person and is never lent (21 CFR 11.100). If one may sign in the name
//! of another, neither the responsibility (ISO 9001 §5.3) nor the separation of duties means
//! anything. The key decides who acted; a name or an e-mail that differs from the register misleads
//! the reader, and is a warning.
//!
//! ## Wrong
//!
//! Signed on the workstation of `agent-paped`, with that agent's key:
//!
//! ```text
//! Qms-Act: approve
//! Qms-Code: MO-00391-V02
//! Qms-Digest: sha256:5f0c…
//! Qms-Actor: pilote-paped
//! Qms-Role: pilote
//! ```
//!
//! ## Right
//!
//! Each signs with the key that the register gives them; `qms` takes the name and e-mail from it:
//!
//! ```sh
//! qms actor show pilote-paped
//! qms key
//! qms approve MO-00391-V02
//! ```
//!
//! ## Settings
//!
//! None: what proves the document system is not a matter of taste, and `regles` in qms.yaml changes
//! nothing here. The difference of name or e-mail stays a warning.

use crate::rules::prelude::*;

pub(super) static RULE: Rule = Rule {
    code: "A203",
    severity: Severity::Error,
    message: Text {
        en: "the key of the signature is not that of the actor named",
        fr: "la clé de la signature n'est pas celle de l'acteur nommé",
    },
    help: Text {
        en: "have the act done by the actor themself, with their own key: `qms actor show {actor}` lists it, `qms key` says which one signs here",
        fr: "faire faire l'acte par l'acteur lui-même, avec sa propre clé : `qms actor show {actor}` la donne, `qms key` dit laquelle signe ici",
    },
    pages: [
        include_str!("a203_key_of_another_actor.rs"),
        include_str!("a203_key_of_another_actor.fr.md"),
    ],
    check: Check::History,
};
