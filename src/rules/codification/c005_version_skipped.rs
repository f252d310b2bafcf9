//! The versions of a document follow one another: a third version in force has had a second.
//!
//! ## Why
//!
//! Changes are controlled, version by version (ISO 9001 §7.5.3.2 c). A gap makes the reader look
//! for a version that nobody can show, and the auditor doubt whether it was destroyed.
//!
//! ## Wrong
//!
//! The file of the first version was copied under the name of the third:
//!
//! ```sh
//! cp documents/MO/MO-00391-V01.md documents/MO/MO-00391-V03.md
//! git add documents/MO
//! git commit -m "Projet de MO-00391-V03"
//! qms approve MO-00391-V03
//! qms validate MO-00391-V03
//! ```
//!
//! ## Right
//!
//! `qms revise` gives the number that follows:
//!
//! ```sh
//! qms revise MO-00391 --reason "Délai porté à 30 jours"
//! qms approve MO-00391-V02
//! qms validate MO-00391-V02
//! ```
//!
//! ## Settings
//!
//! None: what proves the document system is not a matter of taste, and `regles` in qms.yaml changes
//! nothing here.

use crate::rules::prelude::*;

pub(super) static RULE: Rule = Rule {
    code: "C005",
    severity: Severity::Error,
    message: Text {
        en: "the version before this one never was",
        fr: "la version précédente n'a jamais existé",
    },
    help: Text {
        en: "number the draft as the version that follows the last one, which `qms log {code}` shows: `qms revise` gives that number",
        fr: "numéroter le projet comme la version qui suit la dernière, que `qms log {code}` montre : `qms revise` donne ce numéro",
    },
    pages: [
        include_str!("c005_version_skipped.rs"),
        include_str!("c005_version_skipped.fr.md"),
    ],
    check: Check::History,
};
