//! The whole history comes from one trust root: the commit in which the first administrator founded the system.
//!
//! ## Why
//!
//! Every signature is judged by the register before it, that register by the one before, and so on
//! to the first. If the beginning can be chosen, all the rest can be forged (ISO 9001 §7.5.3.1 b;
//! 21 CFR 11.10 a). The id of the root is therefore known from outside the repository, and a
//! history that begins elsewhere is not taken in.
//!
//! ## Wrong
//!
//! A repository that has another beginning is merged into this one:
//!
//! ```sh
//! git fetch ../autre-dossier main
//! git merge --allow-unrelated-histories FETCH_HEAD
//! ```
//!
//! ## Right
//!
//! Its files are brought in as drafts, and the root is checked against the one announced:
//!
//! ```sh
//! cp ../autre-dossier/MO-00412-V01.md documents/MO/
//! git add documents/MO
//! git commit -m "Projet de MO-00412"
//! qms verify --trust-root 7c41e09b52d8f3a6104be95d27c8f0316ea9d45b
//! ```
//!
//! ## Settings
//!
//! None: what proves the document system is not a matter of taste, and `regles` in qms.yaml changes
//! nothing here.

use crate::rules::prelude::*;

pub(super) static RULE: Rule = Rule {
    code: "G202",
    severity: Severity::Error,
    message: Text {
        en: "the history does not come from the trust root alone",
        fr: "l'historique ne vient pas de la seule racine de confiance",
    },
    help: Text {
        en: "compare the root with the one announced outside the repository, `qms verify --trust-root COMMIT`; what `{commit}` brings in enters as drafts, not by a merge",
        fr: "comparer la racine à celle annoncée hors du dépôt, `qms verify --trust-root COMMIT` ; ce qu'apporte `{commit}` entre comme projet, non par une fusion",
    },
    pages: [
        include_str!("g202_not_from_the_trust_root.rs"),
        include_str!("g202_not_from_the_trust_root.fr.md"),
    ],
    check: Check::History,
};
