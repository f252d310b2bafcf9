//! Nothing stands between the reader and the objects of the history: no replacement, no graft, no shallow boundary.
//!
//! ## Why
//!
//! Altered or invalid records must be discerned (21 CFR 11.10 a). git can show one commit in place
//! of another, or hide a part of the history, without changing any object: whoever reads then sees
//! a history that nobody signed. A history that was cut off is neither conforming nor
//! nonconforming: it cannot be verified.
//!
//! ## Wrong
//!
//! One commit is shown in place of another, in a clone that has only a part of the history:
//!
//! ```sh
//! git clone --depth 10 https://forge.example/documents.git
//! git replace 1f3a9c07d2 8c41d06b9e
//! ```
//!
//! ## Right
//!
//! The clone is complete, and shows the objects as they are:
//!
//! ```sh
//! git fetch --unshallow
//! git replace --list
//! git replace -d 1f3a9c07d2
//! qms verify
//! ```
//!
//! ## Settings
//!
//! None: what proves the document system is not a matter of taste, and `regles` in qms.yaml changes
//! nothing here.

use crate::rules::prelude::*;

pub(super) static RULE: Rule = Rule {
    code: "G205",
    severity: Severity::Error,
    message: Text {
        en: "something stands between the reader and the objects of the history",
        fr: "quelque chose s'interpose entre le lecteur et les objets de l'historique",
    },
    help: Text {
        en: "take it away: `git replace -d {commit}` for a replacement, delete `.git/info/grafts` for a graft, `git fetch --unshallow` for a shallow clone",
        fr: "l'ôter : `git replace -d {commit}` pour un remplacement, supprimer `.git/info/grafts` pour une greffe, `git fetch --unshallow` pour un clone superficiel",
    },
    pages: [
        include_str!("g205_objects_not_as_they_are.rs"),
        include_str!("g205_objects_not_as_they_are.fr.md"),
    ],
    check: Check::History,
};
