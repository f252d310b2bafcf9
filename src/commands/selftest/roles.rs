//! Acts, rightly signed, of persons who may not make them, or not now.

use super::super::Failure;
use super::case::{Mutation, Verdict, error};
use super::desk::{DAY, Made, Sheet, document_path};
use super::history::{Life, OTHER, SECOND, approve, document, review, validate, validate_as};
use super::signatures::approved_by;
use crate::model::act::{ActKind, Statement};
use crate::text::Text;

/// Every act without the right to it, or out of its order.
pub const CASES: &[Mutation] = &[
    error(
        "role-not-held",
        Text {
            en: "an agent approves as a pilot",
            fr: "un agent approuve au titre de pilote",
        },
        &["A204"],
        |life| approved_by(life, "agent", "pilote"),
    ),
    error(
        "role-not-asked",
        Text {
            en: "a person approves in a role that the type does not ask for",
            fr: "une personne approuve dans un rôle que le type ne prévoit pas",
        },
        &["A204"],
        |life| approved_by(life, "agent", "agent"),
    ),
    error(
        "role-of-other-process",
        Text {
            en: "the pilot of another process approves",
            fr: "le pilote d'un autre processus approuve",
        },
        &["A204"],
        |life| approved_by(life, "pilote-smir", "pilote"),
    ),
    error(
        "role-ended",
        Text {
            en: "a pilot whose mandate has ended approves",
            fr: "un pilote dont le mandat est terminé approuve",
        },
        &["A204"],
        |life| approved_by(life, "ancien-pilote", "pilote"),
    ),
    error(
        "role-granted-by-oneself",
        Text {
            en: "an agent makes themself director, then validates",
            fr: "un agent se donne le rôle de directrice, puis valide",
        },
        &["A204", "G201"],
        granted_by_oneself,
    ),
    error(
        "role-both",
        Text {
            en: "the person who approved validates",
            fr: "la personne qui a approuvé valide",
        },
        &["A103"],
        approver_validates,
    ),
    error(
        "order-no-approval",
        Text {
            en: "a document is validated without approval",
            fr: "un document est validé sans approbation",
        },
        &["A206"],
        |life| life.judge(&validate(&life.side_draft, OTHER, None)?),
    ),
    error(
        "order-changed-between",
        Text {
            en: "the text is changed between approval and validation",
            fr: "le texte est modifié entre l'approbation et la validation",
        },
        &["A206"],
        |life| {
            let changed = life
                .side_approved
                .next()
                .replaced(&document_path(OTHER), "toute l'année", "le lundi")
                .write(&life.scratch)?;
            life.judge(&validate(&changed, OTHER, None)?)
        },
    ),
    error(
        "order-past-date",
        Text {
            en: "a validation takes effect before the day on which it is made",
            fr: "une validation prend effet avant le jour où elle est faite",
        },
        &["A210"],
        past_date,
    ),
    error(
        "order-version-skipped",
        Text {
            en: "a version is validated that follows one never validated",
            fr: "une version est validée à la suite d'une autre qui ne l'a jamais été",
        },
        &["C005"],
        version_skipped,
    ),
    error(
        "order-approved-in-force",
        Text {
            en: "a version in force is approved once more",
            fr: "une version en vigueur est approuvée une fois de plus",
        },
        &["A209"],
        |life| life.judge(&approve(&life.second_validated, SECOND)?),
    ),
    error(
        "order-review-of-draft",
        Text {
            en: "a draft is reviewed as if it were in force",
            fr: "un projet fait l'objet d'une revue comme s'il était en vigueur",
        },
        &["A207"],
        |life| life.judge(&review(&life.side_draft, OTHER)?),
    ),
];

fn granted_by_oneself(life: &Life) -> Result<Verdict, Failure> {
    let granted = life
        .side_approved
        .next()
        .replaced("acteurs/agent.md", "role: agent", "role: directrice")
        .saying("Promotion")
        .signed("agent")
        .write(&life.scratch)?;
    life.judge(&validate_as(granted.next(), OTHER, None, "agent")?)
}

fn approver_validates(life: &Life) -> Result<Verdict, Failure> {
    let both = "roles:\n  - {role: directrice, du: 2024-01-01}\n";
    let register = life
        .side_approved
        .next()
        .replaced("acteurs/pilote-paped.md", "roles:\n", both)
        .saying("Deux rôles")
        .signed("administrateur")
        .write(&life.scratch)?;
    life.judge(&validate_as(register.next(), OTHER, None, "pilote-paped")?)
}

fn past_date(life: &Life) -> Result<Verdict, Failure> {
    let sheet = life.side_approved.next();
    let before = Sheet {
        seconds: sheet.seconds - 3 * DAY,
        ..sheet.clone()
    };
    let statement = Statement {
        effective: Some(before.day()),
        ..sheet.statement(ActKind::Validate, OTHER, "directrice", "directrice")
    };
    life.judge(&sheet.act(&statement, "directrice")?)
}

/// A third version that follows a second one that is only approved.
fn version_skipped(life: &Life) -> Result<Verdict, Failure> {
    const THIRD: &str = "MO-00391-V03";
    let more = format!("remplace: {SECOND}\nmotif: Essai.\n");
    let draft: Made = life
        .second_approved
        .next()
        .put(&document_path(THIRD), &document(THIRD, &more))
        .write(&life.scratch)?;
    let approved = approve(&draft, THIRD)?.write(&life.scratch)?;
    let sheet = approved.next();
    let later = Sheet {
        seconds: sheet.seconds + DAY,
        ..sheet.clone()
    };
    // For a day to come, so that no file has to leave with it.
    let statement = Statement {
        effective: Some(later.day()),
        supersedes: Some(SECOND.to_owned()),
        ..sheet.statement(ActKind::Validate, THIRD, "directrice", "directrice")
    };
    life.judge(&sheet.act(&statement, "directrice")?)
}
