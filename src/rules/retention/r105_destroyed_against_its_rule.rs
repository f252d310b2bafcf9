//! Nothing is destroyed before its date, while it is held, or without a certificate.
//!
//! ## Why
//!
//! Retention and disposition are decided in advance and leave a trace (ISO 9001 §7.5.3.2 d);
//! records remain available throughout their retention period (21 CFR 11.10 c). Public archives are
//! eliminated under rules (code du patrimoine, L212-2). A record that goes too early is evidence
//! that lacks at the audit or before the judge.
//!
//! ## Wrong
//!
//! A record is deleted by an ordinary commit:
//!
//! ```sh
//! git rm enregistrements/CR/CR-2024-003.md
//! git commit -m "Ménage"
//! ```
//!
//! ## Right
//!
//! What is past its date leaves by an act, which writes the certificate:
//!
//! ```sh
//! qms retention --due
//! qms destroy CR-2024-003
//! ```
//!
//! ## Settings
//!
//! None: what proves the document system is not a matter of taste, and `regles` in qms.yaml changes
//! nothing here. How long what is kept is set by the series (`classement`, `archivage`,
//! `destruction`) and by `types.<T>.destruction`; who may destroy, by `destruction`.

use crate::rules::prelude::*;

pub(super) static RULE: Rule = Rule {
    code: "R105",
    severity: Severity::Error,
    message: Text {
        en: "a file was destroyed against the rule that keeps it",
        fr: "un fichier a été détruit en violation de sa règle de conservation",
    },
    help: Text {
        en: "put the file back, `git restore --source {commit}~ -- {path}`, and commit it; when its date has come: `qms destroy {code}`",
        fr: "remettre le fichier, `git restore --source {commit}~ -- {path}`, et l'enregistrer par un commit ; quand sa date sera venue : `qms destroy {code}`",
    },
    pages: [
        include_str!("r105_destroyed_against_its_rule.rs"),
        include_str!("r105_destroyed_against_its_rule.fr.md"),
    ],
    check: Check::History,
};
