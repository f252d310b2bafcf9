//! A version in force leaves the tree only by an act: the validation of the one that replaces it, or its withdrawal and destruction.
//!
//! ## Why
//!
//! A document is available where and when it is needed (ISO 9001 §7.5.3.1 a), and its disposition
//! is decided (§7.5.3.2 d). A procedure that vanishes between two decisions leaves the agents
//! without an instruction, and nobody answers for it.
//!
//! ## Wrong
//!
//! A version in force is deleted, or renamed, by an ordinary commit:
//!
//! ```sh
//! git rm documents/MO/MO-00391-V02.md
//! git commit -m "Rangement"
//! ```
//!
//! ## Right
//!
//! It is withdrawn by one entitled, with the reason, and leaves from the next day on with a
//! certificate:
//!
//! ```sh
//! qms withdraw MO-00391 --reason "Activité reprise par le siège"
//! qms destroy MO-00391-V02
//! ```
//!
//! ## Settings
//!
//! None: what proves the document system is not a matter of taste, and `regles` in qms.yaml changes
//! nothing here.

use crate::rules::prelude::*;

pub(super) static RULE: Rule = Rule {
    code: "A212",
    severity: Severity::Error,
    message: Text {
        en: "a version in force left the tree without an act",
        fr: "une version en vigueur est sortie de l'arborescence sans acte",
    },
    help: Text {
        en: "put the file back, `git restore --source {commit}~ -- {path}`, and commit it; to take it out of force: `qms withdraw {code} --reason …`",
        fr: "remettre le fichier, `git restore --source {commit}~ -- {path}`, et l'enregistrer par un commit ; pour le sortir de vigueur : `qms withdraw {code} --reason …`",
    },
    pages: [
        include_str!("a212_left_force_without_an_act.rs"),
        include_str!("a212_left_force_without_an_act.fr.md"),
    ],
    check: Check::History,
};
