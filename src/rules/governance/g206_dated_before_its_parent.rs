//! The date of an act lies not more than ten minutes before that of the commit it follows, nor in the future.
//!
//! ## Why
//!
//! The audit trail is dated (21 CFR 11.10 e). The date of a commit is what its workstation
//! declares: the order of the acts is proven, their hour is not. A date that contradicts the order
//! points to a clock that is wrong, or to an act that wanted to seem older: before the end of a
//! mandate, for instance.
//!
//! ## Wrong
//!
//! The approval claims a day that is earlier than the commit it follows:
//!
//! ```text
//! $ git log -1 --format=%cI
//! 2026-03-17T09:12:44+01:00
//! $ GIT_COMMITTER_DATE=2026-01-05T10:00:00+01:00 git commit -S -F approbation.txt documents/MO/MO-00391-V02.md
//! ```
//!
//! ## Right
//!
//! The clock is right, and the act takes its date from it:
//!
//! ```text
//! $ git log -1 --format=%cI
//! 2026-03-17T09:12:44+01:00
//! $ date --iso-8601=minutes
//! 2026-03-17T14:30+01:00
//! $ qms approve MO-00391-V02
//! ```
//!
//! ## Settings
//!
//! None: what proves the document system is not a matter of taste, and `regles` in qms.yaml changes
//! nothing here. A date in the future stays a warning.

use crate::rules::prelude::*;

pub(super) static RULE: Rule = Rule {
    code: "G206",
    severity: Severity::Error,
    message: Text {
        en: "the commit is dated before the one that it follows",
        fr: "le commit est daté d'avant celui qu'il suit",
    },
    help: Text {
        en: "set the clock of the workstation right and do the act again, for instance `qms approve {code}`; then explain this commit: `qms settle {commit} --reason …`",
        fr: "mettre le poste de travail à l'heure et refaire l'acte, par exemple `qms approve {code}` ; puis expliquer ce commit : `qms settle {commit} --reason …`",
    },
    pages: [
        include_str!("g206_dated_before_its_parent.rs"),
        include_str!("g206_dated_before_its_parent.fr.md"),
    ],
    check: Check::History,
};
