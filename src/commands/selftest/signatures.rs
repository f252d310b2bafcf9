//! The signature of an act: removed, damaged, borrowed, or made with a key that may not.

use super::super::Failure;
use super::case::{Mutation, Verdict, error};
use super::desk::{Seal, Sheet};
use super::history::{FIRST, Life, UNKNOWN, WITHDRAWN, approve, approve_as};
use crate::text::Text;

/// Every forgery of a signature.
pub const CASES: &[Mutation] = &[
    error(
        "signature-removed",
        Text {
            en: "the signature is removed",
            fr: "la signature est retirée",
        },
        &["A202"],
        |life| with_seal(life, Seal::None),
    ),
    error(
        "signature-byte",
        Text {
            en: "one byte of the signature is changed",
            fr: "un octet de la signature est modifié",
        },
        &["A202"],
        |life| {
            let armor = one_byte(&life.second_approved.armor);
            with_seal(life, Seal::Armor(armor))
        },
    ),
    error(
        "signature-of-another-commit",
        Text {
            en: "the signature is that of another act of the same person",
            fr: "la signature est celle d'un autre acte de la même personne",
        },
        &["A202"],
        |life| with_seal(life, Seal::Armor(life.approved.armor.clone())),
    ),
    error(
        "signature-of-unknown-key",
        Text {
            en: "the act is signed with a key that nobody registered",
            fr: "l'acte est signé par une clé que personne n'a inscrite",
        },
        &["A203"],
        |life| with_seal(life, Seal::Key(UNKNOWN)),
    ),
    error(
        "signature-of-another-actor",
        Text {
            en: "the act is signed with the key of another registered person",
            fr: "l'acte est signé par la clé d'une autre personne inscrite",
        },
        &["A203"],
        |life| with_seal(life, Seal::Key("pilote-smir")),
    ),
    error(
        "signature-of-withdrawn-key",
        Text {
            en: "the act is signed with a key that was withdrawn",
            fr: "l'acte est signé par une clé retirée",
        },
        &["A205"],
        |life| with_seal(life, Seal::Key(WITHDRAWN)),
    ),
    error(
        "signature-of-expired-key",
        Text {
            en: "the act is signed with a key past its last day",
            fr: "l'acte est signé par une clé dont la date de fin est passée",
        },
        &["A205"],
        |life| after(life, "du: 2024-01-01, au: 2026-03-03}\n---"),
    ),
    error(
        "signature-of-compromised-key",
        Text {
            en: "the act is signed with a key that was declared compromised",
            fr: "l'acte est signé par une clé déclarée compromise",
        },
        &["A205"],
        |life| {
            let key = "du: 2024-01-01, compromise: {date: 2026-03-03, motif: perdue}}\n---";
            after(life, key)
        },
    ),
];

fn with_seal(life: &Life, seal: Seal) -> Result<Verdict, Failure> {
    let sheet: Sheet = life.second_approved.sheet.clone();
    life.judge(&sheet.sealed(seal))
}

/// Changes one sign in the middle of the armour.
fn one_byte(armor: &[u8]) -> Vec<u8> {
    let mut armor = armor.to_vec();
    let middle = armor.len() * 3 / 4;
    let at = (middle..armor.len()).find(|at| armor.get(*at).is_some_and(u8::is_ascii_alphabetic));
    if let Some(byte) = at.and_then(|at| armor.get_mut(at)) {
        *byte ^= 0x20;
    }
    armor
}

/// The pilot approves the first version after the register said something else of the key.
fn after(life: &Life, key: &str) -> Result<Verdict, Failure> {
    let register = life
        .register
        .next()
        .replaced("acteurs/pilote-paped.md", "du: 2024-01-01}\n---", key)
        .saying("Clé du pilote")
        .signed("administrateur")
        .write(&life.scratch)?;
    let path = super::desk::document_path(FIRST);
    let draft = register
        .next()
        .put(&path, &life.draft.sheet.text(&path))
        .write(&life.scratch)?;
    life.judge(&approve(&draft, FIRST)?)
}

/// Someone else approves the second version.
pub fn approved_by(life: &Life, who: &'static str, role: &str) -> Result<Verdict, Failure> {
    let code = super::history::SECOND;
    life.judge(&approve_as(life.second_draft.next(), code, who, role)?)
}
