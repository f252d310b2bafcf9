//! A number that a validation has given is never given to a second document, not even after the first was destroyed.
//!
//! ## Why
//!
//! Identification is what links a document to all that cites it (ISO 9001 §7.5.2 a). Records,
//! tickets and audit reports go on naming the former document for years; given again, its number
//! would make them speak of a text that they never knew.
//!
//! ## Wrong
//!
//! The number of a destroyed document serves for another one:
//!
//! ```sh
//! qms destroy MO-00391-V02
//! qms new MO --number 391 --title "Accueil téléphonique"
//! qms approve MO-00391-V01
//! qms validate MO-00391-V01
//! ```
//!
//! ## Right
//!
//! The new document takes the next free number:
//!
//! ```sh
//! qms destroy MO-00391-V02
//! qms new MO --title "Accueil téléphonique"
//! qms approve MO-00413-V01
//! qms validate MO-00413-V01
//! ```
//!
//! ## Settings
//!
//! None: what proves the document system is not a matter of taste, and `regles` in qms.yaml changes
//! nothing here.

use crate::rules::prelude::*;

pub(super) static RULE: Rule = Rule {
    code: "C004",
    severity: Severity::Error,
    message: Text {
        en: "the number had been given to another document",
        fr: "le numéro avait été donné à un autre document",
    },
    help: Text {
        en: "give the new document a number of its own instead of `{code}`: `qms new` proposes the next free one",
        fr: "donner au nouveau document un numéro à lui au lieu de `{code}` : `qms new` propose le prochain numéro libre",
    },
    pages: [
        include_str!("c004_number_given_again.rs"),
        include_str!("c004_number_given_again.fr.md"),
    ],
    check: Check::History,
};
