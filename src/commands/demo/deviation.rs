//! A non-conformity, from what an agent saw to the judgement that it does not come back.

use super::super::Failure;
use super::cast::PILOT;
use super::stage::{Expect, Stage};
use super::ticket::{enter, last, narrate};
use super::told::EVIDENCE;
use crate::text::Text;

/// An agent reports what deviates from a document.
pub fn deviated(stage: &mut Stage<'_>) -> Result<String, Failure> {
    stage.tell(Text {
        en: "Any agent reports what deviates from a document: a non-conformity",
        fr: "Tout agent signale ce qui s'écarte d'un document\u{a0}: une non-conformité",
    });
    let title = stage.worded(Text {
        en: "Action entered as done without its evidence",
        fr: "Action notée réalisée sans sa preuve",
    });
    enter(
        stage,
        "agent-paped",
        &[
            "open",
            "NC",
            "--title",
            title,
            "--severity",
            "majeure",
            "--requirement",
            "MO-391",
            "--document",
            "MO-391",
        ],
    )?;
    last(stage, "NC")
}

/// The cause of the non-conformity, what does away with it, and what may not be closed yet.
pub fn decide(stage: &mut Stage<'_>, code: &str) -> Result<(), Failure> {
    stage.tell(Text {
        en: "The cause of the non-conformity, then a corrective action; refused: nothing closes before it is done",
        fr: "La cause de la non-conformité, puis une action corrective\u{a0}; refusé\u{a0}: rien ne se clôt tant qu'elle n'est pas réalisée",
    });
    let cause = stage.worded(Text {
        en: "the reminder does not ask for the evidence",
        fr: "la relance ne demande pas la preuve",
    });
    let method = stage.worded(Text {
        en: "5 whys",
        fr: "5 pourquoi",
    });
    let action = stage.worded(Text {
        en: "Ask for the evidence in the reminder",
        fr: "Demander la preuve dans la relance",
    });
    let analysed = ["analyse", code, "--method", method, "--cause", cause];
    enter(stage, PILOT, &analysed)?;
    let due = stage.in_days(20);
    enter(
        stage,
        PILOT,
        &[
            "act",
            code,
            "--title",
            action,
            "--owner",
            "referent-paped",
            "--due",
            &due,
        ],
    )?;
    stage.run(PILOT, &["smac", "close", code], Expect::Refused)
}

/// The deviation has not come back.
pub fn judge(stage: &mut Stage<'_>, code: &str) -> Result<(), Failure> {
    stage.tell(Text {
        en: "Two months later: the action was effective, the non-conformity is closed",
        fr: "Deux mois après\u{a0}: l'action a été efficace, la non-conformité est close",
    });
    enter(stage, PILOT, &["judge", code, "A1", "--effective", "yes"])?;
    narrate(stage, code, &EVIDENCE)?;
    stage.run(PILOT, &["smac", "close", code], Expect::Done)
}
