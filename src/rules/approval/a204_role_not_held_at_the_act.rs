//! The signer of an act held the role that it asks for, for the process of the document, by the register as it stood before the act.
//!
//! ## Why
//!
//! Authority is checked at every signature (21 CFR 11.10 g) and responsibilities are assigned
//! beforehand (ISO 9001 §5.3). A mandate given after the act, or by the act itself, would let
//! anyone approve anything; a mandate that has ended entitles to nothing more, whatever date the
//! commit claims.
//!
//! ## Wrong
//!
//! The approval comes before the mandate:
//!
//! ```sh
//! qms approve MO-00391-V02
//! qms actor role pilote-paped --add pilote --process PAPED
//! ```
//!
//! ## Right
//!
//! The mandate comes first, in a commit of its own:
//!
//! ```sh
//! qms actor role pilote-paped --add pilote --process PAPED
//! qms approve MO-00391-V02
//! ```
//!
//! ## Settings
//!
//! None: what proves the document system is not a matter of taste, and `regles` in qms.yaml changes
//! nothing here. Which roles approve and validate a type is set by `types.<T>.approbation` and
//! `types.<T>.validation`.

use crate::rules::prelude::*;

pub(super) static RULE: Rule = Rule {
    code: "A204",
    severity: Severity::Error,
    message: Text {
        en: "the signer did not hold the role that the act asks for",
        fr: "le signataire ne tenait pas le rôle que l'acte demande",
    },
    help: Text {
        en: "have the act done again by one who holds the role, `qms actor list`; a mandate is given before the act, never after: `qms actor role {actor} --add ROLE`",
        fr: "faire refaire l'acte par qui tient le rôle, `qms actor list` ; un mandat se donne avant l'acte, jamais après : `qms actor role {actor} --add ROLE`",
    },
    pages: [
        include_str!("a204_role_not_held_at_the_act.rs"),
        include_str!("a204_role_not_held_at_the_act.fr.md"),
    ],
    check: Check::History,
};
