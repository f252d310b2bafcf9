//! What was validated is what was approved: the same text, the same images, and all the approvals that its type asks for.
//!
//! ## Why
//!
//! An approval bears on a content and not on a file name (ISO 9001 §7.5.2 c); the signature is
//! bound to its record (21 CFR 11.70). One word or one image changed between the approval and the
//! validation, and nobody has approved what is published. Only the entries that the acts themselves
//! write may change in between.
//!
//! ## Wrong
//!
//! The text changes between the two acts, and a validation made by hand passes over it:
//!
//! ```sh
//! qms approve MO-00391-V02
//! sed -i 's/15 jours/30 jours/' documents/MO/MO-00391-V02.md
//! git commit -am "Délai corrigé"
//! git commit -S -F validation.txt documents/MO/MO-00391-V02.md
//! ```
//!
//! ## Right
//!
//! The corrected text is approved again before it is validated:
//!
//! ```sh
//! qms approve MO-00391-V02
//! sed -i 's/15 jours/30 jours/' documents/MO/MO-00391-V02.md
//! git commit -am "Délai corrigé"
//! qms approve MO-00391-V02
//! qms validate MO-00391-V02
//! ```
//!
//! ## Settings
//!
//! None: what proves the document system is not a matter of taste, and `regles` in qms.yaml changes
//! nothing here. Which approvals a type asks for is set by `types.<T>.approbation`.

use crate::rules::prelude::*;

pub(super) static RULE: Rule = Rule {
    code: "A206",
    severity: Severity::Error,
    message: Text {
        en: "what was signed is not what had been approved",
        fr: "ce qui a été signé n'est pas ce qui avait été approuvé",
    },
    help: Text {
        en: "have the text as it stands approved, then validated: `qms approve {code}`, `qms validate {code}`",
        fr: "faire approuver, puis valider le texte tel qu'il est : `qms approve {code}`, `qms validate {code}`",
    },
    pages: [
        include_str!("a206_validated_is_not_what_was_approved.rs"),
        include_str!("a206_validated_is_not_what_was_approved.fr.md"),
    ],
    check: Check::History,
};
