//! Every act bears a good signature, by a key registered before it.
//!
//! ## Why
//!
//! The approval of a document before its issue must be attributable to a person (ISO 9001 §7.5.2
//! c), by a signature that cannot be cut out, copied or carried over to another text
//! (21 CFR 11.70). The author's name in a commit is typed in by whoever makes it; only the
//! signature proves something. What rewrites commits (rebase, cherry-pick, squash) loses it.
//!
//! ## Wrong
//!
//! The approval was signed, then copied without its signature:
//!
//! ```sh
//! qms approve MO-00391-V02
//! git rebase --no-gpg-sign --force-rebase HEAD~1
//! ```
//!
//! ## Right
//!
//! The branch is brought in by a merge, which leaves its commits as they are:
//!
//! ```sh
//! qms approve MO-00391-V02
//! git switch main
//! git merge --no-ff revision-mo-391
//! ```
//!
//! ## Settings
//!
//! None: what proves the document system is not a matter of taste, and `regles` in qms.yaml changes
//! nothing here.

use crate::rules::prelude::*;

pub(super) static RULE: Rule = Rule {
    code: "A202",
    severity: Severity::Error,
    message: Text {
        en: "the commit is not signed by a registered key",
        fr: "le commit n'est pas signé par une clé inscrite",
    },
    help: Text {
        en: "have the act done again with a registered key, for instance `qms approve {code}`; `qms key` says which key signs here, and `qms settle {commit} --reason …` explains this commit",
        fr: "faire refaire l'acte avec une clé inscrite, par exemple `qms approve {code}` ; `qms key` dit quelle clé signe ici, et `qms settle {commit} --reason …` explique ce commit",
    },
    pages: [
        include_str!("a202_not_signed_by_a_registered_key.rs"),
        include_str!("a202_not_signed_by_a_registered_key.fr.md"),
    ],
    check: Check::History,
};
