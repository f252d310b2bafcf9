//! What is in force is what was validated, to the byte, images included.
//!
//! ## Why
//!
//! The document at the point of use is the one that was decided, protected from unintended
//! alteration (ISO 9001 §7.5.3.1 b). A procedure corrected "just a little" after its validation is
//! a procedure that nobody has signed; so is the older text put back, whose signatures are genuine.
//!
//! ## Wrong
//!
//! A version in force is corrected on the spot:
//!
//! ```sh
//! qms validate MO-00391-V02
//! sed -i 's/15 jours/30 jours/' documents/MO/MO-00391-V02.md
//! git commit -am "Délai corrigé"
//! ```
//!
//! ## Right
//!
//! The correction makes the next version, which follows its own circuit:
//!
//! ```sh
//! qms validate MO-00391-V02
//! qms revise MO-00391 --reason "Délai porté à 30 jours"
//! qms edit MO-00391-V03
//! git commit -am "Projet de MO-00391-V03"
//! qms approve MO-00391-V03
//! qms validate MO-00391-V03
//! ```
//!
//! ## Settings
//!
//! None: what proves the document system is not a matter of taste, and `regles` in qms.yaml changes
//! nothing here.

use crate::rules::prelude::*;

pub(super) static RULE: Rule = Rule {
    code: "A207",
    severity: Severity::Error,
    message: Text {
        en: "what is in force is not what was validated",
        fr: "ce qui est en vigueur n'est pas ce qui a été validé",
    },
    help: Text {
        en: "put back the validated text, from the commit that `qms log {code}` shows, `git restore --source COMMIT -- {path}`, and commit it; a change goes by `qms revise {code} --reason …`",
        fr: "remettre le texte validé, tiré du commit que `qms log {code}` indique, `git restore --source COMMIT -- {path}`, et l'enregistrer par un commit ; une modification passe par `qms revise {code} --reason …`",
    },
    pages: [
        include_str!("a207_in_force_is_not_what_was_validated.rs"),
        include_str!("a207_in_force_is_not_what_was_validated.fr.md"),
    ],
    check: Check::History,
};
