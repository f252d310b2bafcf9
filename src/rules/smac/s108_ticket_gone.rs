//! The number of a ticket never disappears without a certificate.
//!
//! ## Why
//!
//! Evidence of nonconformities and of the actions taken is kept (ISO 9001 §10.2.2), and so is that
//! of complaints. If a ticket can be deleted, the embarrassing ones will be, and the figures of the
//! year with them: the sequence of numbers shows that none lacks.
//!
//! ## Wrong
//!
//! A complaint is deleted:
//!
//! ```sh
//! git rm smac/2026/RE-2026-0007.md
//! git commit -m "Fiche ouverte par erreur"
//! ```
//!
//! ## Right
//!
//! A ticket opened by mistake is analysed and closed as any other, and destroyed when its date
//! comes:
//!
//! ```sh
//! qms smac analyse RE-2026-0007
//! qms smac close RE-2026-0007
//! qms destroy RE-2026-0007
//! ```
//!
//! ## Settings
//!
//! None: what proves the document system is not a matter of taste, and `regles` in qms.yaml changes
//! nothing here.

use crate::rules::prelude::*;

pub(super) static RULE: Rule = Rule {
    code: "S108",
    severity: Severity::Error,
    message: Text {
        en: "a ticket disappeared without a certificate",
        fr: "une fiche a disparu sans certificat",
    },
    help: Text {
        en: "put the ticket back, `git restore --source {commit}~ -- {path}`, and commit it; when its date has come: `qms destroy {code}`",
        fr: "remettre la fiche, `git restore --source {commit}~ -- {path}`, et l'enregistrer par un commit ; quand sa date sera venue : `qms destroy {code}`",
    },
    pages: [
        include_str!("s108_ticket_gone.rs"),
        include_str!("s108_ticket_gone.fr.md"),
    ],
    check: Check::History,
};
