//! A merge has two parents, brings into controlled folders only what one of them has, and drops the effect of no act.
//!
//! ## Why
//!
//! Changes are controlled (ISO 9001 §7.5.3.2 c) wherever they enter. A merge is the one commit
//! whose content the usual views do not show: a text altered there, or an approval that it drops,
//! would pass unseen. What no parent has is therefore judged as a change made by the merge itself.
//!
//! ## Wrong
//!
//! A text in force is altered while the merge is made:
//!
//! ```sh
//! git merge --no-commit revision-pr-01
//! sed -i 's/15 jours/30 jours/' documents/MO/MO-00391-V02.md
//! git commit -am "Fusion"
//! ```
//!
//! ## Right
//!
//! The merge brings the two sides together, and the correction comes as a draft:
//!
//! ```sh
//! git merge --no-ff revision-pr-01
//! qms revise MO-00391 --reason "Délai porté à 30 jours"
//! ```
//!
//! ## Settings
//!
//! None: what proves the document system is not a matter of taste, and `regles` in qms.yaml changes
//! nothing here.

use crate::rules::prelude::*;

pub(super) static RULE: Rule = Rule {
    code: "A211",
    severity: Severity::Error,
    message: Text {
        en: "the merge changes what neither of its parents changed",
        fr: "la fusion modifie ce qu'aucun de ses parents n'a modifié",
    },
    help: Text {
        en: "take up the content of one of the parents, `git restore --source {commit}^1 -- {path}` or `{commit}^2`, commit it, then `qms settle {commit} --reason …`",
        fr: "reprendre le contenu de l'un des parents, `git restore --source {commit}^1 -- {path}` ou `{commit}^2`, l'enregistrer par un commit, puis `qms settle {commit} --reason …`",
    },
    pages: [
        include_str!("a211_merge_changes_by_itself.rs"),
        include_str!("a211_merge_changes_by_itself.fr.md"),
    ],
    check: Check::History,
};
