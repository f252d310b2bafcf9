//! An act does what its statement says, all of it and nothing else.
//!
//! ## Why
//!
//! Operations follow the order laid down, step by step (21 CFR 11.10 f), and changes are controlled
//! (ISO 9001 §7.5.3.2 c). Who signs an approval reads one document: another change slipped into the
//! same commit would bear the signature without having been read.
//!
//! ## Wrong
//!
//! Another document is added to the commit of the approval:
//!
//! ```sh
//! qms approve MO-00391-V02
//! git add documents/PR/PR-01-V1.md
//! git commit -S --amend --no-edit
//! ```
//!
//! ## Right
//!
//! Each has a commit of its own:
//!
//! ```sh
//! qms approve MO-00391-V02
//! git add documents/PR/PR-01-V1.md
//! git commit -m "Projet de PR-01"
//! ```
//!
//! ## Settings
//!
//! None: what proves the document system is not a matter of taste, and `regles` in qms.yaml changes
//! nothing here.

use crate::rules::prelude::*;

pub(super) static RULE: Rule = Rule {
    code: "A210",
    severity: Severity::Error,
    message: Text {
        en: "the act does not do exactly what its statement says",
        fr: "l'acte ne fait pas exactement ce que dit son énoncé",
    },
    help: Text {
        en: "put back what the act should not have changed, `git restore --source {commit}~ -- {path}`, commit it, then do the act again by its command and explain this commit: `qms settle {commit} --reason …`",
        fr: "remettre ce que l'acte n'avait pas à modifier, `git restore --source {commit}~ -- {path}`, l'enregistrer par un commit, puis refaire l'acte par sa commande et expliquer ce commit : `qms settle {commit} --reason …`",
    },
    pages: [
        include_str!("a210_act_does_not_do_what_it_says.rs"),
        include_str!("a210_act_does_not_do_what_it_says.fr.md"),
    ],
    check: Check::History,
};
