//! An audit tag is signed by one entitled, bears the name of its object, and points where the ledger says.
//!
//! ## Why
//!
//! An audit bears on a state of the system that can be produced again, complete and unchanged
//! (ISO 9001 §9.2; 21 CFR 11.10 b). A tag is moved by one command; the ledger, which is part of the
//! signed history, says what was audited.
//!
//! ## Wrong
//!
//! The tag is moved to a later state:
//!
//! ```sh
//! qms snapshot create audit-2026
//! git tag --force --sign -m "Audit 2026" audit-2026 HEAD
//! git push --force origin audit-2026
//! ```
//!
//! ## Right
//!
//! A later state is another snapshot, with a name of its own:
//!
//! ```sh
//! qms snapshot create audit-2026
//! qms snapshot create audit-2026-suivi
//! qms snapshot list
//! ```
//!
//! ## Settings
//!
//! None: what proves the document system is not a matter of taste, and `regles` in qms.yaml changes
//! nothing here. Who may take a snapshot is set by `instantane`.

use crate::rules::prelude::*;

pub(super) static RULE: Rule = Rule {
    code: "G204",
    severity: Severity::Error,
    message: Text {
        en: "an audit tag is not what the ledger of snapshots says",
        fr: "une étiquette d'audit n'est pas ce que dit le registre des instantanés",
    },
    help: Text {
        en: "compare the tag with the ledger, `qms snapshot list`, and fetch the true one again, `git fetch --force origin tag {code}`; another state is another snapshot: `qms snapshot create NAME`",
        fr: "comparer l'étiquette au registre, `qms snapshot list`, et reprendre la bonne, `git fetch --force origin tag {code}` ; un autre état est un autre instantané : `qms snapshot create NAME`",
    },
    pages: [
        include_str!("g204_audit_tag_not_as_entered.rs"),
        include_str!("g204_audit_tag_not_as_entered.fr.md"),
    ],
    check: Check::History,
};
