//! Two complaints, the one answered in time and the other too late; a non-conformity beside them.

use super::super::Failure;
use super::deviation;
use super::life::worded;
use super::stage::{Expect, Stage};
use super::told::{APPOINTMENT, TELEPHONE};
use crate::text::Text;

/// Who opens and follows the tickets of the process.
const CORRESPONDENT: &str = "correspondant-ac";
/// Who decides and closes.
pub const PILOT: &str = "pilote-paped";

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

/// A command of tickets, whose change is committed at once.
pub fn enter(stage: &mut Stage<'_>, id: &str, words: &[&str]) -> Result<(), Failure> {
    let mut line = vec!["smac"];
    line.extend(words);
    line.push("--commit");
    stage.run(id, &line, Expect::Done)
}

/// The code of the ticket of a kind that was opened last, this year.
pub fn last(stage: &Stage<'_>, kind: &str) -> Result<String, Failure> {
    let year = stage.year();
    let code = |number: u32| format!("{kind}-{year}-{number:04}");
    let mut number = 1;
    while !stage.read(&path_of(&code(number + 1)))?.is_empty() {
        number += 1;
    }
    Ok(code(number))
}

/// Where a ticket stands.
fn path_of(code: &str) -> String {
    let year = code.split('-').nth(1).unwrap_or_default();
    format!("smac/{year}/{code}.md")
}

/// The correspondent writes the story where the template says what to write.
pub fn narrate(stage: &mut Stage<'_>, code: &str, sentences: &[&str]) -> Result<(), Failure> {
    let path = path_of(code);
    let mut sentences = sentences.iter();
    let mut text = String::new();
    for line in stage.read(&path)?.lines() {
        let told = line.starts_with("> ").then(|| sentences.next()).flatten();
        text.push_str(told.unwrap_or(&line));
        text.push('\n');
    }
    stage.commit(
        CORRESPONDENT,
        Text {
            en: "The story of the ticket, read again before closing",
            fr: "Le récit de la fiche, relu avant la clôture",
        },
        vec![(path, text)],
    )
}

/// A complaint by e-mail: nothing in its title tells who.
fn received(stage: &mut Stage<'_>) -> Result<String, Failure> {
    stage.tell(Text {
        en: "A complaint comes by e-mail; refused: a telephone number would stay in git for ever",
        fr: "Une réclamation arrive par courriel\u{a0}; refusé\u{a0}: un numéro de téléphone resterait à jamais dans git",
    });
    let telling = worded(
        stage,
        Text {
            en: "Appointment put off twice, call back 01 99 00 12 34",
            fr: "Rendez-vous reporté deux fois, rappeler le 01 99 00 12 34",
        },
    );
    let title = worded(
        stage,
        Text {
            en: "Appointment put off twice without a reason",
            fr: "Rendez-vous reporté deux fois sans explication",
        },
    );
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
    worded(
        stage,
        Text {
            en: "Client of the service",
            fr: "Client du service",
        },
    )
}

/// Another by telephone, the same day.
fn called(stage: &mut Stage<'_>) -> Result<String, Failure> {
    stage.tell(Text {
        en: "The same day, another comes by telephone",
        fr: "Le même jour, une autre arrive par téléphone",
    });
    let title = worded(
        stage,
        Text {
            en: "Calls to the duty desk never returned",
            fr: "Appels à la permanence restés sans suite",
        },
    );
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
    let cause = worded(
        stage,
        Text {
            en: "the standard message gives no reason",
            fr: "le message type ne donne pas de motif",
        },
    );
    let method = worded(
        stage,
        Text {
            en: "apparent cause",
            fr: "cause apparente",
        },
    );
    let action = worded(
        stage,
        Text {
            en: "Add the reason to the standard message",
            fr: "Ajouter le motif au message type",
        },
    );
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
    let message = worded(
        stage,
        Text {
            en: "Standard message of the unit",
            fr: "Message type de l'unité",
        },
    );
    let reminder = worded(
        stage,
        Text {
            en: "Text of the reminder",
            fr: "Texte de la relance",
        },
    );
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
    let weeks = worded(stage, Text { en: "6w", fr: "6s" });
    stage.run(PILOT, &["due", "--within", weeks], Expect::Done)?;
    enter(stage, PILOT, &["answer", code, "--channel", "telephone"])?;
    let cause = worded(
        stage,
        Text {
            en: "nobody empties the tray of an absent agent",
            fr: "la bannette d'un agent absent n'est pas relevée",
        },
    );
    let reason = worded(
        stage,
        Text {
            en: "The tray is emptied every day since the meeting of the unit.",
            fr: "La bannette est relevée chaque jour depuis la réunion d'unité.",
        },
    );
    let analysed = ["analyse", code, "--cause", cause, "--no-action", reason];
    enter(stage, CORRESPONDENT, &analysed)?;
    narrate(stage, code, &TELEPHONE)?;
    stage.run(PILOT, &["smac", "close", code], Expect::Done)?;
    stage.run_showing(PILOT, &["smac", "show", code], Expect::Done, 14)
}
