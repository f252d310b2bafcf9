//! The register, the policy and the other governed files change only in signed commits, by those whom the governance table named before.
//!
//! ## Why
//!
//! Who may decide is itself a decision, and is recorded (ISO 9001 §5.3; 21 CFR 11.10 d and g). If a
//! commit could give its author the right that it uses, no signature would prove anything any more.
//! Hence two demands: the right comes from the register before the change, and the commit changes
//! governed files alone, so that it can be read for what it is.
//!
//! ## Wrong
//!
//! An agent gives themself a role, in an ordinary commit:
//!
//! ```sh
//! sed -i 's/role: agent/role: directrice/' acteurs/agent-paped.md
//! git commit -am "Mise à jour"
//! ```
//!
//! ## Right
//!
//! The administrator gives the mandate, in a signed commit of the register alone:
//!
//! ```sh
//! qms actor role agent-paped --add referent --process PAPED
//! ```
//!
//! ## Settings
//!
//! None: what proves the document system is not a matter of taste, and `regles` in qms.yaml changes
//! nothing here. Who is entitled to which files is set by `gouvernance`.

use crate::rules::prelude::*;

pub(super) static RULE: Rule = Rule {
    code: "G201",
    severity: Severity::Error,
    message: Text {
        en: "a governed file was changed otherwise than by one entitled",
        fr: "un fichier gouverné a été modifié autrement que par qui en a le droit",
    },
    help: Text {
        en: "put back the register in effect, `git restore --source {commit}~ -- {path}`, or have the change made by one entitled to it: `qms register`; then `qms settle {commit} --reason …`",
        fr: "remettre le registre en vigueur, `git restore --source {commit}~ -- {path}`, ou faire faire la modification par qui en a le droit : `qms register` ; puis `qms settle {commit} --reason …`",
    },
    pages: [
        include_str!("g201_register_changed_by_one_not_entitled.rs"),
        include_str!("g201_register_changed_by_one_not_entitled.fr.md"),
    ],
    check: Check::History,
};
