//! A record of a CNIL series is destroyed when its last day and the tolerance have passed.
//!
//! ## Why
//!
//! The period of a series whose `observations` say CNIL is a maximum as well: personal data are kept no
//! longer than their purpose needs (GDPR, article 5.1 e), and records are disposed of as was decided (ISO
//! 9001 §7.5.3.2 d). The tolerance leaves time to decide. A hold suspends the date.
//!
//! ## Wrong
//!
//! ```md smac/2020/NC-2020-0004.md
//! ---
//! code: NC-2020-0004
//! titre: Dossier transmis hors délai
//! recu: 2020-11-03
//! canal: interne
//! processus: PAPED
//! clos-le: 2021-02-15
//! ---
//! ```
//! ```md registres/enregistrements/fiche-de-non-conformite.md
//! ---
//! libelle: Fiche de non conformite
//! section: A
//! observations: CNIL
//! classement: {duree: année en cours + 3 ans}
//! archivage: {duree: pas d'archivage}
//! destruction: sans conditions
//! ---
//! ```
//!
//! ## Right
//!
//! ```md registres/enregistrements/fiche-de-non-conformite.md
//! ---
//! libelle: Fiche de non conformite
//! section: A
//! observations: CNIL
//! classement: {duree: année en cours + 3 ans}
//! archivage: {duree: pas d'archivage}
//! destruction: sans conditions
//! ---
//! ```
//! ```md registres/destructions/2025/DEST-2025-0001.md
//! ---
//! code: DEST-2025-0001
//! date: 2025-01-08
//! acteur: assistante-qualite
//! elements:
//!   - code: NC-2020-0004
//!     titre: Dossier transmis hors délai
//!     chemin: smac/2020/NC-2020-0004.md
//!     serie: fiche-de-non-conformite
//!     regle: année en cours + 3 ans
//!     echeance: 2025-01-01
//!     condition: libre
//! ---
//! ```
//!
//! ## Settings
//!
//! `regles: {R104: off | info | warning | error}` in qms.yaml; `warning` by default, since midnight alone
//! brings it about. The tolerance is `tolerance-cnil`.

use super::due;
use crate::retention::Item;
use crate::rules::prelude::*;

pub(super) static RULE: Rule = Rule {
    code: "R104",
    severity: Severity::Warning,
    message: Text {
        en: "`{code}` may be destroyed from {day} on, and had to be by {by}: its series is declared to the CNIL",
        fr: "`{code}` peut être détruit depuis le {day}, et devait l'être au plus tard le {by}\u{a0}: sa série relève de la CNIL",
    },
    help: Text {
        en: "destroy it: `qms destroy {code}{options}`; what must stay for a dispute is held: `qms hold {code} --reason \"…\"`",
        fr: "le détruire\u{a0}: `qms destroy {code}{options}`\u{a0}; ce qu'un litige oblige à garder se gèle\u{a0}: `qms hold {code} --reason \"…\"`",
    },
    pages: [
        include_str!("r104_personal_data_too_long.rs"),
        include_str!("r104_personal_data_too_long.fr.md"),
    ],
    check: Check::Kept(check),
};

fn check(corpus: &Corpus, items: &[Item<'_>], found: &mut Found) {
    for item in items {
        let late = item.state.destroy_by.filter(|by| *by < corpus.as_of());
        // A hold keeps it by a decision of its own (R109).
        if let Some(by) = late.filter(|_| item.state.hold.is_none()) {
            due(found, item).with("by", by);
        }
    }
}
