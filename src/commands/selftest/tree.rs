//! What plain commits do to controlled files: what is in force, what has left, what is no file.

use super::super::Failure;
use super::case::{Mutation, Verdict, error};
use super::desk::{Sheet, document_path};
use super::history::{FIRST, Life, OTHER, SECOND, document, receipt};
use crate::parse::edit;
use crate::parse::workflow::WorkflowKey;
use crate::repository::Mode;
use crate::text::Text;

/// Every forgery of the tree.
pub const CASES: &[Mutation] = &[
    error(
        "tree-in-force-edited",
        Text {
            en: "the text of a document in force is changed",
            fr: "le texte d'un document en vigueur est modifié",
        },
        &["A207"],
        |life| life.judge(&plain(life).replaced(&second(), "toute l'année", "le lundi")),
    ),
    error(
        "tree-in-force-removed",
        Text {
            en: "a document in force is removed",
            fr: "un document en vigueur est supprimé",
        },
        &["A212"],
        |life| life.judge(&plain(life).without(&second())),
    ),
    error(
        "tree-superseded-put-back",
        Text {
            en: "a superseded version that had left is put back, byte for byte",
            fr: "une version remplacée, sortie du référentiel, y est remise à l'octet près",
        },
        &["A209"],
        |life| {
            let before = life.read.sheet.text(&document_path(FIRST));
            life.judge(&plain(life).put(&document_path(FIRST), &before))
        },
    ),
    error(
        "tree-entry-typed",
        Text {
            en: "an approval is typed into a draft",
            fr: "une approbation est écrite à la main dans un projet",
        },
        &["A208"],
        |life| {
            let approved = life.side_approved.sheet.text(&document_path(OTHER));
            life.judge(&life.side_draft.next().put(&document_path(OTHER), &approved))
        },
    ),
    error(
        "tree-draft-entry-taken-out",
        Text {
            en: "an approval is taken out of a draft whose text stays as approved",
            fr: "une approbation est retirée d'un projet dont le texte reste tel qu'approuvé",
        },
        &["A209"],
        |life| {
            let before = life.side_draft.sheet.text(&document_path(OTHER));
            life.judge(&plain(life).put(&document_path(OTHER), &before))
        },
    ),
    error(
        "tree-entry-taken-out",
        Text {
            en: "an approval is taken out of a document in force",
            fr: "une approbation est retirée d'un document en vigueur",
        },
        &["A209"],
        |life| {
            let path = second();
            let text = edit::set(&plain(life).text(&path), WorkflowKey::Approvals, None)
                .map_err(|error| Failure::io(&path, format!("{error:?}")))?;
            life.judge(&plain(life).put(&path, &text))
        },
    ),
    error(
        "tree-all-entries-taken-out",
        Text {
            en: "all that acts wrote is taken out of a document in force, its text unchanged",
            fr: "tout ce que les actes ont inscrit est retiré d'un document en vigueur, son texte restant inchangé",
        },
        &["A209"],
        |life| {
            let before = life.second_draft.sheet.text(&second());
            life.judge(&plain(life).put(&second(), &before))
        },
    ),
    error(
        "tree-date-moved",
        Text {
            en: "the effective date of a document in force is moved by hand",
            fr: "la date d'application d'un document en vigueur est déplacée à la main",
        },
        &["A209"],
        |life| {
            let date = life.second_validated.sheet.day().to_string();
            let from = format!("application: {date}");
            life.judge(&plain(life).replaced(&second(), &from, "application: 2030-01-01"))
        },
    ),
    error(
        "tree-acknowledgement-typed",
        Text {
            en: "an acknowledgement is written by hand",
            fr: "une prise de connaissance est écrite à la main",
        },
        &["A209"],
        |life| {
            let text = life
                .read
                .sheet
                .text(&receipt())
                .replace("agent", "referent");
            let path = receipt().replace("agent.md", "referent.md");
            life.judge(&plain(life).put(&path, &text))
        },
    ),
    error(
        "tree-acknowledgement-removed",
        Text {
            en: "an acknowledgement is removed",
            fr: "une prise de connaissance est supprimée",
        },
        &["A209"],
        |life| life.judge(&plain(life).without(&receipt())),
    ),
    error(
        "tree-link",
        Text {
            en: "a link stands in the folder of documents",
            fr: "un lien symbolique est placé dans le dossier des documents",
        },
        &["F009"],
        |life| {
            let path = document_path("MO-00500-V01");
            let sheet = plain(life).put(&path, "MO-00391-V02.md");
            life.judge(&sheet.with_mode(&path, Mode::Link))
        },
    ),
    error(
        "tree-in-force-link",
        Text {
            en: "a link stands in the place of a document in force",
            fr: "un lien symbolique prend la place d'un document en vigueur",
        },
        &["A207", "F009"],
        |life| {
            let sheet = plain(life).put(&second(), "../../README.md");
            life.judge(&sheet.with_mode(&second(), Mode::Link))
        },
    ),
    error(
        "tree-submodule",
        Text {
            en: "another repository is mounted in the folder of documents",
            fr: "un autre dépôt est monté dans le dossier des documents",
        },
        &["F009"],
        |life| {
            let commit = life.root.commit.to_string();
            let sheet = plain(life).put("documents/MO/annexe", &commit);
            life.judge(&sheet.with_mode("documents/MO/annexe", Mode::Submodule))
        },
    ),
    error(
        "tree-executable",
        Text {
            en: "a draft is made executable",
            fr: "un projet est rendu exécutable",
        },
        &["F009"],
        |life| life.judge(&plain(life).with_mode(&document_path(OTHER), Mode::Executable)),
    ),
    error(
        "tree-in-force-executable",
        Text {
            en: "a document in force is made executable",
            fr: "un document en vigueur est rendu exécutable",
        },
        &["F009"],
        |life| life.judge(&plain(life).with_mode(&second(), Mode::Executable)),
    ),
    error(
        "tree-attributes",
        Text {
            en: "a `.gitattributes` stands in the folder of documents",
            fr: "un `.gitattributes` est placé dans le dossier des documents",
        },
        &["F009"],
        |life| life.judge(&plain(life).put("documents/.gitattributes", "*.md merge=union\n")),
    ),
    error(
        "tree-root-attributes",
        Text {
            en: "the `.gitattributes` at the root, signed by the administrator, filters the documents",
            fr: "le `.gitattributes` de la racine, signé par l'administrateur, filtre les documents",
        },
        &["F009"],
        |life| {
            let sheet = plain(life).put(".gitattributes", "*.md filter=secret\n");
            life.judge(&sheet.signed("administrateur"))
        },
    ),
    error(
        "tree-twin",
        Text {
            en: "two names that some systems take for one",
            fr: "deux noms que certains systèmes prennent pour un seul",
        },
        &["F009"],
        |life| {
            let sheet = plain(life).put("documents/MO/schema.png", "image");
            life.judge(&sheet.put("documents/MO/Schema.png", "image"))
        },
    ),
    error(
        "tree-no-code",
        Text {
            en: "a file among the documents has a name that is no code",
            fr: "un fichier rangé parmi les documents a un nom qui n'est pas un code",
        },
        &["C001"],
        |life| {
            let text = document("MO-391-V1", "");
            life.judge(&plain(life).put("documents/MO/MO-391-V1.md", &text))
        },
    ),
    error(
        "tree-wrong-folder",
        Text {
            en: "a document stands in the folder of another type",
            fr: "un document est rangé dans le dossier d'un autre type",
        },
        &["C002"],
        |life| {
            let text = document("MO-00500-V01", "");
            life.judge(&plain(life).put("documents/PR/MO-00500-V01.md", &text))
        },
    ),
    error(
        "tree-left-standing",
        Text {
            en: "a forgery is left standing under later commits",
            fr: "une falsification reste en place sous des commits ultérieurs",
        },
        &["A207"],
        left_standing,
    ),
];

fn second() -> String {
    document_path(SECOND)
}

/// A plain commit at the end of the history.
fn plain(life: &Life) -> Sheet {
    life.merged.next()
}

fn left_standing(life: &Life) -> Result<Verdict, Failure> {
    let forged = plain(life)
        .replaced(&second(), "toute l'année", "le lundi")
        .write(&life.scratch)?;
    let later = forged
        .next()
        .put("README.md", "Suite.\n")
        .write(&life.scratch)?;
    life.judge(&later.next().put("README.md", "Fin.\n"))
}
