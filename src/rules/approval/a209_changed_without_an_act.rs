//! Entries that count, certificates and closed records change by acts alone, and what left by an act does not come back.
//!
//! ## Why
//!
//! What is kept as evidence is protected from unintended alteration (ISO 9001 §7.5.3.2), and a
//! change never obscures what was recorded before (21 CFR 11.10 e). A date touched up, an entry
//! taken out, a superseded version put back in its folder would make the register say something
//! other than what was decided.
//!
//! ## Wrong
//!
//! A version that its successor removed is taken back from the history:
//!
//! ```sh
//! qms validate MO-00391-V03
//! git checkout HEAD~1 -- documents/MO/MO-00391-V02.md
//! git commit -m "V02 remise à disposition"
//! ```
//!
//! ## Right
//!
//! The older text is read where it is kept, and stays out of the tree:
//!
//! ```sh
//! qms validate MO-00391-V03
//! qms show MO-00391 --on 2026-02-28
//! qms diff MO-00391 V02 V03
//! ```
//!
//! ## Settings
//!
//! None: what proves the document system is not a matter of taste, and `regles` in qms.yaml changes
//! nothing here.

use crate::rules::prelude::*;

pub(super) static RULE: Rule = Rule {
    code: "A209",
    severity: Severity::Error,
    message: Text {
        en: "what acts alone may change was changed without one",
        fr: "ce que seuls les actes modifient a été modifié sans acte",
    },
    help: Text {
        en: "put the content back as it was, `git restore --source {commit}~ -- {path}` (or `git rm` for what had left), commit it, then `qms settle {commit} --reason …`",
        fr: "remettre le contenu tel qu'il était, `git restore --source {commit}~ -- {path}` (ou `git rm` pour ce qui était sorti), l'enregistrer par un commit, puis `qms settle {commit} --reason …`",
    },
    pages: [
        include_str!("a209_changed_without_an_act.rs"),
        include_str!("a209_changed_without_an_act.fr.md"),
    ],
    check: Check::History,
};
