//! Two complaints, the one answered in time and the other too late; a non-conformity beside them.

use super::super::Failure;
use super::cast::{CORRESPONDENT, PILOT};
use super::deviation;
use super::stage::{Expect, Stage};
use super::ticket::{enter, last, narrate};
use super::told::{APPOINTMENT, TELEPHONE};
use crate::text::Text;

/// Two complaints, and a non-conformity whose effect is still to be judged: its code.
pub fn play(stage: &mut Stage<'_>) -> Result<String, Failure> {
    stage.wait(1);
    let in_time = received(stage)?;
    let late = called(stage)?;
    let faulty = deviation::deviated(stage)?;
    stage.wait(4);
    answer(stage, &in_time)?;
    deviation::decide(stage, &faulty)?;
    stage.wait(4);
    carry_out(stage, &in_time, &faulty)?;
    stage.wait(12);
    answer_late(stage, &late)?;
    Ok(faulty)
}

/// Two months later: the effect is judged.
pub fn later(stage: &mut Stage<'_>, faulty: &str) -> Result<(), Failure> {
    stage.wait(1);
    deviation::judge(stage, faulty)?;
    stage.run(PILOT, &["smac", "list"], Expect::Done)
}

/// A complaint by e-mail: nothing in its title tells who.
fn received(stage: &mut Stage<'_>) -> Result<String, Failure> {
    stage.tell(Text {
        en: "A complaint comes by e-mail; refused: a telephone number would stay in git for ever",
        fr: "Une réclamation arrive par courriel\u{a0}; refusé\u{a0}: un numéro de téléphone resterait à jamais dans git",
    });
    let telling = stage.worded(Text {
        en: "Appointment put off twice, call back 01 99 00 12 34",
        fr: "Rendez-vous reporté deux fois, rappeler le 01 99 00 12 34",
    });
    let title = stage.worded(Text {
        en: "Appointment put off twice without a reason",
        fr: "Rendez-vous reporté deux fois sans explication",
    });
    let reporter = client(stage);
    let refused = [
        "smac",
        "open",
        "RE",
        "--title",
        telling,
        "--channel",
        "courriel",
    ];
    stage.run(CORRESPONDENT, &refused, Expect::Refused)?;
    enter(
        stage,
        CORRESPONDENT,
        &[
            "open",
            "RE",
            "--title",
            title,
            "--channel",
            "courriel",
            "--reporter",
            reporter,
            "--severity",
            "mineure",
            "--document",
            "PR-02",
        ],
    )?;
    last(stage, "RE")
}

/// How a client is named: by a role.
fn client(stage: &Stage<'_>) -> &'static str {
    stage.worded(Text {
        en: "Client of the service",
        fr: "Client du service",
    })
}

/// Another by telephone, the same day.
fn called(stage: &mut Stage<'_>) -> Result<String, Failure> {
    stage.tell(Text {
        en: "The same day, another comes by telephone",
        fr: "Le même jour, une autre arrive par téléphone",
    });
    let title = stage.worded(Text {
        en: "Calls to the duty desk never returned",
        fr: "Appels à la permanence restés sans suite",
    });
    let reporter = client(stage);
    enter(
        stage,
        CORRESPONDENT,
        &[
            "open",
            "RE",
            "--title",
            title,
            "--channel",
            "telephone",
            "--reporter",
            reporter,
            "--severity",
            "majeure",
            "--document",
            "PR-01",
        ],
    )?;
    last(stage, "RE")
}

/// Analysed, an action decided, answered: the fifth day of fifteen.
fn answer(stage: &mut Stage<'_>, code: &str) -> Result<(), Failure> {
    stage.tell(Text {
        en: "The complaint is analysed, an action decided, and the client answered within the 15 days",
        fr: "La réclamation est analysée, une action décidée, et le client reçoit sa réponse dans les 15 jours",
    });
    let cause = stage.worded(Text {
        en: "the standard message gives no reason",
        fr: "le message type ne donne pas de motif",
    });
    let method = stage.worded(Text {
        en: "apparent cause",
        fr: "cause apparente",
    });
    let action = stage.worded(Text {
        en: "Add the reason to the standard message",
        fr: "Ajouter le motif au message type",
    });
    let analysed = ["analyse", code, "--method", method, "--cause", cause];
    enter(stage, CORRESPONDENT, &analysed)?;
    let due = stage.in_days(15);
    enter(
        stage,
        PILOT,
        &[
            "act",
            code,
            "--title",
            action,
            "--nature",
            "correction",
            "--owner",
            CORRESPONDENT,
            "--due",
            &due,
        ],
    )?;
    enter(stage, PILOT, &["answer", code, "--channel", "courriel"])
}

/// Both actions are done; the complaint is closed, the non-conformity waits for its effect.
fn carry_out(stage: &mut Stage<'_>, in_time: &str, faulty: &str) -> Result<(), Failure> {
    stage.tell(Text {
        en: "Done, with what shows it; the pilot closes the complaint: a signed act",
        fr: "Réalisé, avec ce qui le montre\u{a0}; le pilote clôt la réclamation\u{a0}: un acte signé",
    });
    let message = stage.worded(Text {
        en: "Standard message of the unit",
        fr: "Message type de l'unité",
    });
    let reminder = stage.worded(Text {
        en: "Text of the reminder",
        fr: "Texte de la relance",
    });
    let done = ["done", faulty, "A1", "--evidence", reminder];
    enter(stage, "referent-paped", &done)?;
    let done = ["done", in_time, "A1", "--evidence", message];
    enter(stage, CORRESPONDENT, &done)?;
    narrate(stage, in_time, &APPOINTMENT)?;
    stage.run(PILOT, &["smac", "close", in_time], Expect::Done)
}

/// The other complaint, whose fifteen days are over.
fn answer_late(stage: &mut Stage<'_>, code: &str) -> Result<(), Failure> {
    stage.tell(Text {
        en: "The other complaint is past its time: it is seen, answered, and the lateness stays",
        fr: "L'autre réclamation a dépassé son délai\u{a0}: cela se voit, elle reçoit sa réponse, et le retard reste écrit",
    });
    stage.run(CORRESPONDENT, &["smac", "list", "--late"], Expect::Done)?;
    let weeks = stage.worded(Text { en: "6w", fr: "6s" });
    stage.run(PILOT, &["due", "--within", weeks], Expect::Done)?;
    enter(stage, PILOT, &["answer", code, "--channel", "telephone"])?;
    let cause = stage.worded(Text {
        en: "nobody empties the tray of an absent agent",
        fr: "la bannette d'un agent absent n'est pas relevée",
    });
    let reason = stage.worded(Text {
        en: "The tray is emptied every day since the meeting of the unit.",
        fr: "La bannette est relevée chaque jour depuis la réunion d'unité.",
    });
    let analysed = ["analyse", code, "--cause", cause, "--no-action", reason];
    enter(stage, CORRESPONDENT, &analysed)?;
    narrate(stage, code, &TELEPHONE)?;
    stage.run(PILOT, &["smac", "close", code], Expect::Done)?;
    stage.run_showing(PILOT, &["smac", "show", code], Expect::Done, 14)
}
