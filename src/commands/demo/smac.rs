//! The service's daily life: complaints, a non-conformity, watch, counters, a sign-in sheet.

use super::super::Failure;
use super::life::worded;
use super::stage::{Expect, Stage};
use super::told::{APPOINTMENT, EVIDENCE, TELEPHONE};
use crate::text::Text;

/// Who opens and follows the tickets of the process.
const CORRESPONDENT: &str = "correspondant-ac";
/// Who decides and closes.
const PILOT: &str = "pilote-paped";
/// Who notes what has been read elsewhere, and counts.
const DOCUMENTALIST: &str = "chargee-documentation";
/// Who gathers the sheets and the figures.
const ASSISTANT: &str = "assistante-qualite";

/// Two complaints, and a non-conformity whose effect is still to be judged: its code.
pub fn play(stage: &mut Stage<'_>) -> Result<String, Failure> {
    stage.wait(1);
    let in_time = received(stage)?;
    let late = called(stage)?;
    let faulty = deviated(stage)?;
    stage.wait(4);
    answer(stage, &in_time)?;
    decide(stage, &faulty)?;
    stage.wait(4);
    carry_out(stage, &in_time, &faulty)?;
    stage.wait(12);
    answer_late(stage, &late)?;
    Ok(faulty)
}

/// Two months later: the effect is judged; what was read, counted and signed is noted.
pub fn later(stage: &mut Stage<'_>, faulty: &str) -> Result<(), Failure> {
    stage.wait(1);
    judge(stage, faulty)?;
    stage.wait(1);
    watch(stage)?;
    count(stage)?;
    sign(stage)?;
    stage.wait(1);
    figures(stage)
}

/// A command of tickets, whose change is committed at once.
fn enter(stage: &mut Stage<'_>, id: &str, words: &[&str]) -> Result<(), Failure> {
    let mut line = vec!["smac"];
    line.extend(words);
    line.push("--commit");
    stage.run(id, &line, Expect::Done)
}

/// The code of the ticket of a kind that was opened last, this year.
fn last(stage: &Stage<'_>, kind: &str) -> Result<String, Failure> {
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
fn narrate(stage: &mut Stage<'_>, code: &str, sentences: &[&str]) -> Result<(), Failure> {
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

/// An agent reports what deviates from a document.
fn deviated(stage: &mut Stage<'_>) -> Result<String, Failure> {
    stage.tell(Text {
        en: "Any agent reports what deviates from a document: a non-conformity",
        fr: "Tout agent signale ce qui s'écarte d'un document\u{a0}: une non-conformité",
    });
    let title = worded(
        stage,
        Text {
            en: "Action entered as done without its evidence",
            fr: "Action notée réalisée sans sa preuve",
        },
    );
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

/// The cause of the non-conformity, what does away with it, and what may not be closed yet.
fn decide(stage: &mut Stage<'_>, code: &str) -> Result<(), Failure> {
    stage.tell(Text {
        en: "The cause of the non-conformity, then a corrective action; refused: nothing closes before it is done",
        fr: "La cause de la non-conformité, puis une action corrective\u{a0}; refusé\u{a0}: rien ne se clôt tant qu'elle n'est pas réalisée",
    });
    let cause = worded(
        stage,
        Text {
            en: "the reminder does not ask for the evidence",
            fr: "la relance ne demande pas la preuve",
        },
    );
    let method = worded(
        stage,
        Text {
            en: "5 whys",
            fr: "5 pourquoi",
        },
    );
    let action = worded(
        stage,
        Text {
            en: "Ask for the evidence in the reminder",
            fr: "Demander la preuve dans la relance",
        },
    );
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

/// The deviation has not come back.
fn judge(stage: &mut Stage<'_>, code: &str) -> Result<(), Failure> {
    stage.tell(Text {
        en: "Two months later: the action was effective, the non-conformity is closed",
        fr: "Deux mois après\u{a0}: l'action a été efficace, la non-conformité est close",
    });
    enter(stage, PILOT, &["judge", code, "A1", "--effective", "yes"])?;
    narrate(stage, code, &EVIDENCE)?;
    stage.run(PILOT, &["smac", "close", code], Expect::Done)?;
    stage.run(PILOT, &["smac", "list"], Expect::Done)
}

/// A new text is found, touches a document, and the document is reviewed.
fn watch(stage: &mut Stage<'_>) -> Result<(), Failure> {
    stage.tell(Text {
        en: "Watch: a text touches a procedure, which its pilot reviews",
        fr: "La veille\u{a0}: un texte touche une procédure, que son pilote revoit",
    });
    let text = worded(
        stage,
        Text {
            en: "Letter of the fortnight: time limits of social aid",
            fr: "Lettre de la quinzaine\u{a0}: délais de l'aide sociale",
        },
    );
    let follow_up = worded(
        stage,
        Text {
            en: "PR-01 to be reviewed",
            fr: "PR-01 à revoir",
        },
    );
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
    let message = worded(
        stage,
        Text {
            en: "Family guide read",
            fr: "Guide familial consulté",
        },
    );
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
    let message = worded(
        stage,
        Text {
            en: "Counter of the searches",
            fr: "Compteur des recherches",
        },
    );
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
