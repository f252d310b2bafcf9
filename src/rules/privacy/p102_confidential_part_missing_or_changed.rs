//! The confidential part that a ticket announces is there, and is what it was.
//!
//! ## Why
//!
//! Names, contacts and the account of the facts are kept apart, encrypted, so that they can really
//! be destroyed one day. Until then they must be there and intact (GDPR, article 5(1)(f);
//! ISO 9001 §7.5.3.1 b): the ticket keeps their fingerprint. A confidential part that lacks without
//! a certificate is not a destruction: it is a loss, to be treated as a personal data breach.
//!
//! ## Wrong
//!
//! The confidential part is deleted, and the ticket still announces it:
//!
//! ```sh
//! git update-ref -d refs/qms/vault/RE-2026-0007
//! ```
//!
//! ## Right
//!
//! It is replaced, then destroyed, by the commands that also keep the ticket right:
//!
//! ```sh
//! qms smac edit RE-2026-0007
//! qms smac close RE-2026-0007
//! qms destroy RE-2026-0007
//! ```
//!
//! ## Settings
//!
//! None: what proves the document system is not a matter of taste, and `regles` in qms.yaml changes
//! nothing here.

use crate::rules::prelude::*;

pub(super) static RULE: Rule = Rule {
    code: "P102",
    severity: Severity::Error,
    message: Text {
        en: "the confidential part of a ticket is missing or was changed",
        fr: "la partie confidentielle d'une fiche manque ou a été modifiée",
    },
    help: Text {
        en: "bring it back from the server, `git fetch origin +refs/qms/vault/{code}:refs/qms/vault/{code}`, or from a clone that has it; if none has, record the loss as an incident: `qms smac open NC`",
        fr: "la reprendre sur le serveur, `git fetch origin +refs/qms/vault/{code}:refs/qms/vault/{code}`, ou dans un clone qui la possède ; si aucun ne l'a, consigner la perte comme un incident : `qms smac open NC`",
    },
    pages: [
        include_str!("p102_confidential_part_missing_or_changed.rs"),
        include_str!("p102_confidential_part_missing_or_changed.fr.md"),
    ],
    check: Check::History,
};
