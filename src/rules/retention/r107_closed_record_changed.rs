//! A closed record never changes.
//!
//! ## Why
//!
//! A record proves what was done; it is never revised, and is protected from unintended alteration
//! (ISO 9001 §7.5.3.2). An error found later is corrected by an erratum, a record of its own that
//! names the first: both remain legible, and one sees what was known when (21 CFR 11.10 e).
//!
//! ## Wrong
//!
//! The minutes are corrected after they were closed:
//!
//! ```sh
//! qms close CR-2026-004
//! sed -i 's/12 présents/11 présents/' enregistrements/CR/CR-2026-004.md
//! git commit -am "Correction"
//! ```
//!
//! ## Right
//!
//! An erratum says what was wrong, in a record that bears `erratum-de: CR-2026-004`:
//!
//! ```sh
//! qms close CR-2026-004
//! qms new CR --title "Erratum au compte-rendu CR-2026-004"
//! qms edit CR-2026-005
//! ```
//!
//! ## Settings
//!
//! None: what proves the document system is not a matter of taste, and `regles` in qms.yaml changes
//! nothing here.

use crate::rules::prelude::*;

pub(super) static RULE: Rule = Rule {
    code: "R107",
    severity: Severity::Error,
    message: Text {
        en: "a closed record was changed",
        fr: "un enregistrement clos a été modifié",
    },
    help: Text {
        en: "put the closed text back, `git restore --source {commit}~ -- {path}`, and commit it; an error is corrected by another record that bears `erratum-de: {code}`",
        fr: "remettre le texte clos, `git restore --source {commit}~ -- {path}`, et l'enregistrer par un commit ; une erreur se corrige par un autre enregistrement, qui porte `erratum-de: {code}`",
    },
    pages: [
        include_str!("r107_closed_record_changed.rs"),
        include_str!("r107_closed_record_changed.fr.md"),
    ],
    check: Check::History,
};
