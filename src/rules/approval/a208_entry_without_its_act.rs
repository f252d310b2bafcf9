//! Every approval, validation, review or withdrawal that counts in a file was written there by its act.
//!
//! ## Why
//!
//! The audit trail is made by the system as the decisions are taken, and not typed in afterwards
//! (21 CFR 11.10 e). A line of the front-matter is only text; what proves the review and approval
//! (ISO 9001 §7.5.2 c) is the signed commit that wrote it, one act for one entry.
//!
//! ## Wrong
//!
//! The entry is written by hand and committed like a draft:
//!
//! ```text
//! $ qms edit MO-00391-V02
//! $ git diff -U0 documents/MO/MO-00391-V02.md
//! +approbations:
//! +  - {acteur: pilote-paped, role: pilote, date: 2026-03-09, empreinte: "5f0c…"}
//! $ git commit -am "Approuvé en réunion"
//! ```
//!
//! ## Right
//!
//! The act writes the entry and signs it:
//!
//! ```sh
//! qms approve MO-00391-V02
//! qms log MO-00391-V02
//! ```
//!
//! ## Settings
//!
//! None: what proves the document system is not a matter of taste, and `regles` in qms.yaml changes
//! nothing here.

use crate::rules::prelude::*;

pub(super) static RULE: Rule = Rule {
    code: "A208",
    severity: Severity::Error,
    message: Text {
        en: "an entry that counts was not written by its act",
        fr: "une mention qui compte n'a pas été écrite par son acte",
    },
    help: Text {
        en: "take the entry out of `{path}` and have the act done: `qms approve {code}`, then `qms validate {code}`",
        fr: "ôter la mention de `{path}` et faire faire l'acte : `qms approve {code}`, puis `qms validate {code}`",
    },
    pages: [
        include_str!("a208_entry_without_its_act.rs"),
        include_str!("a208_entry_without_its_act.fr.md"),
    ],
    check: Check::History,
};
