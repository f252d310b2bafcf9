//! Every act is a signed commit of one parent, whose statement says what was done, to which code, on which text, by whom and in which role.
//!
//! ## Why
//!
//! A signature is worth what it says: the name, the date and the meaning of the act must stand
//! beside it (21 CFR 11.50), and the decision to publish must be evidence that can be produced
//! (ISO 9001 §7.5.2 c). A statement in which a line lacks, stands twice or is written otherwise
//! could be read in two ways: it counts for nothing.
//!
//! ## Wrong
//!
//! A statement written by hand, without the digest and without the role:
//!
//! ```text
//! Approbation de MO-00391-V02 — Traitement des non-conformités
//!
//! Qms-Act: approve
//! Qms-Code: MO-00391-V02
//! Qms-Actor: pilote-paped
//! ```
//!
//! ## Right
//!
//! `qms approve MO-00391-V02` writes the whole statement, here with the digest cut short:
//!
//! ```text
//! Approbation de MO-00391-V02 — Traitement des non-conformités
//!
//! Qms-Act: approve
//! Qms-Code: MO-00391-V02
//! Qms-Digest: sha256:5f0c…
//! Qms-Actor: pilote-paped
//! Qms-Role: pilote
//! ```
//!
//! ## Settings
//!
//! None: what proves the document system is not a matter of taste, and `regles` in qms.yaml changes
//! nothing here.

use crate::rules::prelude::*;

pub(super) static RULE: Rule = Rule {
    code: "A201",
    severity: Severity::Error,
    message: Text {
        en: "the commit is not a well-formed act",
        fr: "le commit n'est pas un acte bien formé",
    },
    help: Text {
        en: "do the act again by its command, such as `qms approve {code}`, which writes the whole statement, then explain this commit: `qms settle {commit} --reason …`",
        fr: "refaire l'acte par sa commande, par exemple `qms approve {code}`, qui écrit l'énoncé entier, puis expliquer ce commit : `qms settle {commit} --reason …`",
    },
    pages: [
        include_str!("a201_act_not_well_formed.rs"),
        include_str!("a201_act_not_well_formed.fr.md"),
    ],
    check: Check::History,
};
