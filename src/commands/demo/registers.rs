//! What is noted day after day: what was read elsewhere, counted and signed; then the figures.

use super::super::Failure;
use super::cast::{ASSISTANT, PILOT};
use super::stage::{Expect, Stage};
use crate::text::Text;

/// Who notes what has been read elsewhere, and counts.
const DOCUMENTALIST: &str = "chargee-documentation";

/// Plays it, in the last week.
pub fn play(stage: &mut Stage<'_>) -> Result<(), Failure> {
    stage.wait(1);
    watch(stage)?;
    count(stage)?;
    sign(stage)?;
    stage.wait(1);
    figures(stage)
}

/// A new text is found, touches a document, and the document is reviewed.
fn watch(stage: &mut Stage<'_>) -> Result<(), Failure> {
    stage.tell(Text {
        en: "Watch: a text touches a procedure, which its pilot reviews",
        fr: "La veille\u{a0}: un texte touche une procédure, que son pilote revoit",
    });
    let text = stage.worded(Text {
        en: "Letter of the fortnight: time limits of social aid",
        fr: "Lettre de la quinzaine\u{a0}: délais de l'aide sociale",
    });
    let follow_up = stage.worded(Text {
        en: "PR-01 to be reviewed",
        fr: "PR-01 à revoir",
    });
    stage.run(
        DOCUMENTALIST,
        &[
            "watch",
            "log",
            "guide-familial",
            "--by",
            DOCUMENTALIST,
            "--text",
            text,
            "--applicable",
            "oui",
            "--impact",
            "PR-01",
            "--follow-up",
            follow_up,
        ],
        Expect::Done,
    )?;
    let message = stage.worded(Text {
        en: "Family guide read",
        fr: "Guide familial consulté",
    });
    stage.run(DOCUMENTALIST, &["register", "-m", message], Expect::Done)?;
    stage.run(PILOT, &["review", "PR-01"], Expect::Done)
}

/// A counter of the year before.
fn count(stage: &mut Stage<'_>) -> Result<(), Failure> {
    stage.tell(Text {
        en: "A counter is noted: the searches of the year before",
        fr: "Un compteur est noté\u{a0}: les recherches documentaires de l'année précédente",
    });
    let before = stage.year() - 1;
    stage.run(
        DOCUMENTALIST,
        &[
            "indicator",
            "set",
            "recherches-documentaires-traitees",
            &before.to_string(),
            "71",
        ],
        Expect::Done,
    )?;
    let message = stage.worded(Text {
        en: "Counter of the searches",
        fr: "Compteur des recherches",
    });
    stage.run(DOCUMENTALIST, &["register", "-m", message], Expect::Done)
}

/// Those who signed a sheet at a meeting have read the document.
fn sign(stage: &mut Stage<'_>) -> Result<(), Failure> {
    const SHEET: &str = "../emargement.csv";
    stage.tell(Text {
        en: "The sign-in sheet of a meeting: who has signed it attests having read MO-391",
        fr: "La feuille d'émargement d'une réunion\u{a0}: qui l'a signée atteste avoir lu MO-391",
    });
    let sheet = "acteur;signature\nagent-paped;x\ncorrespondant-ac;x\nsuperviseur;\n";
    stage.write(vec![(SHEET.to_owned(), sheet.as_bytes().to_vec())])?;
    stage.run(
        ASSISTANT,
        &["ack", "MO-391", "--sheet", SHEET],
        Expect::Done,
    )
}

/// What the year's meetings are shown.
fn figures(stage: &mut Stage<'_>) -> Result<(), Failure> {
    stage.tell(Text {
        en: "The tickets and the figures of the year, for the review of the process",
        fr: "Les fiches et les chiffres de l'année, pour la revue du processus",
    });
    stage.run_showing(ASSISTANT, &["report", "smac"], Expect::Done, 12)?;
    let year = stage.year().to_string();
    let activity = ["report", "activity", "--year", &year];
    stage.run_showing(ASSISTANT, &activity, Expect::Done, 24)
}
