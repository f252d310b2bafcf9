//! A ticket, or a record of a CNIL series, holds no personal data in clear.
//!
//! ## Why
//!
//! What is committed stays in every clone for good: a number that identifies somebody can no longer be
//! destroyed on its day, nor kept from those who have no business with it (GDPR, article 5(1)(c), (e)
//! and (f); ISO 9001 §7.5.3). Looked for, in front-matter and body: social-security numbers (15 digits with
//! a right key, or 13 whose sex, month and department are possible), French phone numbers (those in 08 are
//! services), e-mail addresses other than those of registered actors, IBANs with a right checksum. Who is
//! concerned is named by an opaque reference that the service keeps elsewhere. The finding never repeats
//! the value.
//!
//! ## Wrong
//!
//! ```md smac/2026/RE-2026-0007.md
//! ---
//! code: RE-2026-0007
//! titre: Réponse reçue trop tard
//! recu: 2026-11-16
//! canal: telephone
//! processus: PAPED
//! ---
//! # Réponse reçue trop tard
//!
//! La personne attend notre appel au 06 12 34 56 78.
//! ```
//!
//! ## Right
//!
//! ```md smac/2026/RE-2026-0007.md
//! ---
//! code: RE-2026-0007
//! titre: Réponse reçue trop tard
//! recu: 2026-11-16
//! canal: telephone
//! processus: PAPED
//! ---
//! # Réponse reçue trop tard
//!
//! La personne du dossier D-118 attend notre appel.
//! ```
//!
//! ## Settings
//!
//! `regles: {P101: off | info | warning | error}` in qms.yaml; `error` by default.

use crate::model::entity::Entity;
use crate::model::layout::EntityKind;
use crate::parse::personal::Personal;
use crate::rules::prelude::*;

pub(super) static RULE: Rule = Rule {
    code: "P101",
    severity: Severity::Error,
    message: Text {
        en: "`{code}` holds {what} in clear",
        fr: "`{code}` contient {what} en clair",
    },
    help: Text {
        en: "take it out before it is committed: `qms edit {code}`; a reference to the file of the service says as much; where it is in a commit already, tell the data protection officer",
        fr: "le retirer avant tout commit\u{a0}: `qms edit {code}`\u{a0}; une référence au dossier du service en dit autant\u{a0}; s'il est déjà dans un commit, prévenir le délégué à la protection des données",
    },
    pages: [
        include_str!("p101_personal_data_in_clear.rs"),
        include_str!("p101_personal_data_in_clear.fr.md"),
    ],
    check: Check::Tree(check),
};

fn check(corpus: &Corpus, found: &mut Found) {
    let kept = [EntityKind::Ticket, EntityKind::Record];
    for file in corpus
        .files()
        .iter()
        .filter(|file| file.kind.is_some_and(|kind| kept.contains(&kind)))
    {
        let Some(parsed) = file
            .parsed
            .as_ref()
            .filter(|parsed| !parsed.personal().is_empty())
        else {
            continue;
        };
        // What cannot be read as a record may be one of such a series: it is judged as if it were.
        let exempt = match file.entity() {
            Some(Entity::Record(record)) => {
                !crate::corpus::series_of_record(corpus.policy(), record)
                    .and_then(|series| corpus.series(series))
                    .is_some_and(|series| series.is_cnil())
            }
            _ => false,
        };
        if exempt {
            continue;
        }
        let name = file
            .code()
            .map_or_else(|| file.path.to_string(), ToString::to_string);
        for one in parsed
            .personal()
            .iter()
            .filter(|one| !known(corpus, &one.value))
        {
            found
                .at(file.at(one.span))
                .code(&name)
                .with("what", one.value.label());
        }
    }
}

fn known(corpus: &Corpus, personal: &Personal) -> bool {
    matches!(personal, Personal::Email(address) if corpus.knows_address(address))
}
