//! The history was not rewritten since it was last verified in this clone.
//!
//! ## Why
//!
//! A change never obscures what was recorded before (21 CFR 11.10 e; ISO 9001 §7.5.3.2). Who pushes
//! a shortened history takes the last acts away, a withdrawn mandate for instance, and every
//! signature that is left is good. Only the memory of the last verified state shows it: the clone
//! keeps it.
//!
//! ## Wrong
//!
//! The last acts are taken away, and the shorter history is published:
//!
//! ```sh
//! git reset --hard HEAD~2
//! git push --force
//! ```
//!
//! ## Right
//!
//! An error is put right by a further commit, and explained:
//!
//! ```sh
//! git revert --no-edit HEAD
//! qms settle HEAD~1 --reason "NC-2026-0012"
//! git push
//! ```
//!
//! ## Settings
//!
//! None: what proves the document system is not a matter of taste, and `regles` in qms.yaml changes
//! nothing here.

use crate::rules::prelude::*;

pub(super) static RULE: Rule = Rule {
    code: "G203",
    severity: Severity::Error,
    message: Text {
        en: "the history was rewritten since it was last verified here",
        fr: "l'historique a été réécrit depuis sa dernière vérification ici",
    },
    help: Text {
        en: "take up the former history again: `git reflog` and the other clones still have `{commit}`; a fault is repaired by one more commit, never by rewriting",
        fr: "reprendre l'ancien historique : `git reflog` et les autres clones contiennent encore `{commit}` ; une faute se répare par un commit de plus, jamais par une réécriture",
    },
    pages: [
        include_str!("g203_history_rewritten.rs"),
        include_str!("g203_history_rewritten.fr.md"),
    ],
    check: Check::History,
};
