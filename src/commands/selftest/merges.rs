//! Merges that bring more, or less, than their two sides; and what was taken away on the other side.

use super::super::Failure;
use super::case::{Mutation, Verdict, error};
use super::desk::{Made, Sheet, document_path};
use super::history::{Life, OTHER, SECOND, merge};
use crate::model::act::{ActKind, Statement};
use crate::parse::edit;
use crate::parse::workflow::WorkflowKey;
use crate::parse::workflow_values::retrait;
use crate::repository::Files;
use crate::text::Text;

/// Every forgery of a merge.
pub const CASES: &[Mutation] = &[
    error(
        "merge-evil-document",
        Text {
            en: "a merge changes the text of a document in force",
            fr: "une fusion modifie le texte d'un document en vigueur",
        },
        &["A207"],
        |life| {
            let sheet = life.merged.sheet.clone();
            life.judge(&sheet.replaced(&document_path(SECOND), "toute l'année", "le lundi"))
        },
    ),
    error(
        "merge-evil-register",
        Text {
            en: "a merge gives someone a role that neither side gives",
            fr: "une fusion donne à quelqu'un un rôle qu'aucune branche ne donne",
        },
        &["G201"],
        |life| {
            let sheet = life.merged.sheet.clone().signed("agent");
            life.judge(&sheet.replaced("acteurs/agent.md", "role: agent", "role: directrice"))
        },
    ),
    error(
        "merge-evil-entry",
        Text {
            en: "a merge writes an approval that nobody made",
            fr: "une fusion inscrit une approbation que personne n'a faite",
        },
        &["A208"],
        evil_entry,
    ),
    error(
        "merge-dropped-validation",
        Text {
            en: "a merge leaves out a validation that one side made",
            fr: "une fusion écarte une validation faite sur une branche",
        },
        &["A211"],
        dropped_validation,
    ),
    error(
        "merge-dropped-approval",
        Text {
            en: "a merge leaves out an approval that one side made",
            fr: "une fusion écarte une approbation faite sur une branche",
        },
        &["A211"],
        |life| {
            let before = life.side_draft.sheet.text(&document_path(OTHER));
            life.judge(
                &life
                    .merged
                    .sheet
                    .clone()
                    .put(&document_path(OTHER), &before),
            )
        },
    ),
    error(
        "merge-dropped-register",
        Text {
            en: "a merge leaves out a register change that one side made",
            fr: "une fusion écarte une modification du registre faite sur une branche",
        },
        &["A211"],
        |life| {
            let before = life.reviewed.sheet.text("acteurs/agent.md");
            life.judge(&life.merged.sheet.clone().put("acteurs/agent.md", &before))
        },
    ),
    error(
        "merge-octopus",
        Text {
            en: "a merge has three parents",
            fr: "une fusion a trois parents",
        },
        &["A211"],
        |life| {
            let mut sheet = life.merged.sheet.clone();
            sheet.parents.push(life.reviewed.commit);
            life.judge(&sheet)
        },
    ),
    error(
        "merge-foreign-root",
        Text {
            en: "a merge brings in a history of another root",
            fr: "une fusion fait entrer un historique d'une autre racine",
        },
        &["G202"],
        |life| {
            let foreign = Sheet {
                files: Files::new(),
                parents: Vec::new(),
                ..life.root.next()
            };
            let foreign = foreign
                .put("autre.txt", "Ailleurs.\n")
                .write(&life.scratch)?;
            let mut sheet = life.merged.next();
            sheet.parents.push(foreign.commit);
            life.judge(&sheet)
        },
    ),
    error(
        "beside-role-ended",
        Text {
            en: "an approval meets, in a merge, the end of the mandate on the other branch",
            fr: "une approbation rencontre, dans une fusion, la fin du mandat sur l'autre branche",
        },
        &["A204"],
        |life| {
            let ended = "du: 2024-01-01, au: 2026-03-11}\ncles";
            beside(life, "du: 2024-01-01}\ncles", ended)
        },
    ),
    error(
        "beside-key-withdrawn",
        Text {
            en: "an approval meets, in a merge, the withdrawal of its key on the other branch",
            fr: "une approbation rencontre, dans une fusion, le retrait de sa clé sur l'autre branche",
        },
        &["A205"],
        |life| {
            let path = "acteurs/pilote-paped.md";
            let other = life.root.sheet.text(path);
            beside(life, &life.reviewed.sheet.text(path), &other)
        },
    ),
    error(
        "beside-document-withdrawn",
        Text {
            en: "a review meets, in a merge, the withdrawal of the document on the other branch",
            fr: "une revue rencontre, dans une fusion, le retrait du document sur l'autre branche",
        },
        &["A209"],
        document_withdrawn,
    ),
];

/// The pilot's entry, as an approval would write it, in a draft that was not approved.
fn evil_entry(life: &Life) -> Result<Verdict, Failure> {
    let approved = life.side_approved.sheet.text(&document_path(OTHER));
    let sheet = merge(&life.beside, &life.side_draft);
    life.judge(&sheet.put(&document_path(OTHER), &approved))
}

/// One side validates the second version, the other does something else; the merge has the files
/// of the other alone.
fn dropped_validation(life: &Life) -> Result<Verdict, Failure> {
    let note = life
        .second_approved
        .next()
        .put("README.md", "Note.\n")
        .write(&life.scratch)?;
    let mut sheet = note.next().saying("Merge branch 'validation'");
    sheet.parents.push(life.second_validated.commit);
    life.judge(&sheet)
}

/// The branch with the approval meets a branch on which the administrator changed the pilot's file.
fn beside(life: &Life, from: &str, to: &str) -> Result<Verdict, Failure> {
    let register = life
        .reviewed
        .next()
        .replaced("acteurs/pilote-paped.md", from, to)
        .saying("Registre")
        .signed("administrateur")
        .write(&life.scratch)?;
    life.judge(&merge(&register, &life.side_approved))
}

fn document_withdrawn(life: &Life) -> Result<Verdict, Failure> {
    let sheet = life.second_validated.next();
    let reason = "Activité arrêtée.";
    let statement = Statement {
        reason: Some(reason.to_owned()),
        ..sheet.statement(ActKind::Withdraw, SECOND, "directrice", "directrice")
    };
    let path = document_path(SECOND);
    let block = retrait(sheet.day(), "directrice", reason);
    let text = edit::set(&sheet.text(&path), WorkflowKey::Withdrawal, Some(&block))
        .map_err(|error| Failure::io(&path, format!("{error:?}")))?;
    let withdrawn: Made = sheet
        .put(&path, &text)
        .act(&statement, "directrice")?
        .write(&life.scratch)?;
    // The merge bears both keys, as a person who resolves the conflict would write them.
    let reviewed = life.reviewed.sheet.text(&path);
    let both = edit::set(&reviewed, WorkflowKey::Withdrawal, Some(&block))
        .map_err(|error| Failure::io(&path, format!("{error:?}")))?;
    let sheet = merge(&withdrawn, &life.reviewed);
    life.judge(&sheet.put(&path, &both))
}
