//! The end of life of what is kept: records and tickets closed, archived, held, destroyed.
//!
//! The example bears the days of acts that were never signed here; they are taken out, and the
//! persons of the example do these acts again.

use super::super::Failure;
use super::super::embedded::{EXAMPLE, files};
use super::cast::{ASSISTANT, PILOT};
use super::stage::{Expect, Stage};
use super::texts::without_acts;
use crate::model::layout;
use crate::text::Text;

/// Plays it, in the last month: the records.
pub fn play(stage: &mut Stage<'_>) -> Result<(), Failure> {
    records(stage)?;
    archive_and_hold(stage)?;
    refused(stage)?;
    hand_over(stage)?;
    destroy(stage)
}

/// The files that stand below a folder, of those that are kept.
fn kept(folder: &str) -> impl Iterator<Item = (String, &'static [u8])> {
    files(&EXAMPLE).into_iter().filter(move |(path, _)| {
        path.starts_with(folder) && !path.starts_with("enregistrements/lecture/")
    })
}

/// The files, without the acts.
fn enter(stage: &mut Stage<'_>, folder: &str, message: Text) -> Result<(), Failure> {
    let entered = kept(folder).map(|(path, bytes)| (path, without_acts(bytes)));
    stage.commit(ASSISTANT, message, entered.collect())
}

/// Those that the example has closed are closed by one who may.
fn close(stage: &mut Stage<'_>, actor: &str, folder: &str) -> Result<(), Failure> {
    let closed: Vec<String> = kept(folder)
        .filter(|(_, bytes)| {
            let text = String::from_utf8_lossy(bytes);
            text.lines().any(|line| line.starts_with("clos-le:"))
        })
        .map(|(path, _)| path)
        .collect();
    let mut line = vec!["close"];
    line.extend(closed.iter().map(|path| layout::stem(path)));
    stage.run(actor, &line, Expect::Done)
}

/// The tickets of the years before come in, before the first of this year is opened.
pub fn tickets(stage: &mut Stage<'_>) -> Result<(), Failure> {
    stage.wait(1);
    stage.tell(Text {
        en: "The tickets of five years come in; closed, nothing in them changes any more",
        fr: "Les fiches de cinq années entrent\u{a0}; une fois closes, plus rien n'y change",
    });
    enter(
        stage,
        "smac/",
        Text {
            en: "Tickets since 2022",
            fr: "Fiches depuis 2022",
        },
    )?;
    stage.wait(1);
    close(stage, PILOT, "smac/")?;
    stage.tell(Text {
        en: "Refused: a ticket whose action is not done stays open",
        fr: "Refusé\u{a0}: une fiche dont une action n'est pas réalisée reste ouverte",
    });
    stage.run(PILOT, &["close", "NC-2026-0001"], Expect::Refused)
}

/// The records come in, and those that are over are closed.
fn records(stage: &mut Stage<'_>) -> Result<(), Failure> {
    stage.until_days_ago(30);
    stage.tell(Text {
        en: "The records of five years come in: minutes, audits, dashboards; they are closed too",
        fr: "Les enregistrements de cinq années entrent\u{a0}: comptes rendus, audits, tableaux de bord\u{a0}; eux aussi sont clos",
    });
    enter(
        stage,
        "enregistrements/",
        Text {
            en: "Records since 2022",
            fr: "Enregistrements depuis 2022",
        },
    )?;
    stage.wait(1);
    close(stage, ASSISTANT, "enregistrements/")
}

/// What is past its filing is moved; what a dispute asks for is held, and another hold released.
fn archive_and_hold(stage: &mut Stage<'_>) -> Result<(), Failure> {
    stage.wait(3);
    stage.tell(Text {
        en: "What is past its filing is archived",
        fr: "Ce qui a fini son classement est archivé",
    });
    stage.run(ASSISTANT, &["archive", "--due"], Expect::Done)?;
    stage.tell(Text {
        en: "A dispute suspends a destruction; another suspension ends",
        fr: "Un litige suspend une destruction\u{a0}; une autre suspension prend fin",
    });
    let dispute = stage.worded(Text {
        en: "Appeal pending on the complaints of 2022",
        fr: "Recours pendant sur les réclamations de 2022",
    });
    stage.run(
        PILOT,
        &["hold", "AD-2022-001", "--reason", dispute],
        Expect::Done,
    )?;
    let asked = stage.worded(Text {
        en: "Asked for by the auditor",
        fr: "Demandé par l'auditeur",
    });
    stage.run(
        ASSISTANT,
        &["hold", "RA-2023-001", "--reason", asked],
        Expect::Done,
    )?;
    stage.wait(10);
    stage.run(ASSISTANT, &["hold", "--lift", "RA-2023-001"], Expect::Done)
}

/// What is due, and what may not go: too early, held, not known yet, without a receipt.
fn refused(stage: &mut Stage<'_>) -> Result<(), Failure> {
    stage.wait(4);
    stage.tell(Text {
        en: "What has passed its last day, and why",
        fr: "Ce qui a passé son dernier jour, et pourquoi",
    });
    stage.run(ASSISTANT, &["retention", "--due"], Expect::Done)?;
    stage.tell(Text {
        en: "Refused: too early, held, still open, to be handed over",
        fr: "Refusé\u{a0}: trop tôt, gelé, encore ouvert, à verser",
    });
    for code in [
        "RE-2025-0001",
        "AD-2022-001",
        "NC-2026-0001",
        "PML-2022-001",
    ] {
        stage.run(PILOT, &["destroy", code], Expect::Refused)?;
    }
    Ok(())
}

/// What goes to the archives leaves with their receipt.
fn hand_over(stage: &mut Stage<'_>) -> Result<(), Failure> {
    stage.tell(Text {
        en: "Handed over to the archives, it leaves with their receipt",
        fr: "Remis aux archives, il part avec leur récépissé",
    });
    stage.run(
        ASSISTANT,
        &["report", "disposals", "--transfer"],
        Expect::Done,
    )?;
    stage.wait(2);
    let receipt = stage.worded(Text {
        en: "receipt 12",
        fr: "récépissé 12",
    });
    stage.run(
        PILOT,
        &["destroy", "PML-2022-001", "--transfer", receipt],
        Expect::Done,
    )
}

/// The list, the signature, the register.
fn destroy(stage: &mut Stage<'_>) -> Result<(), Failure> {
    stage.tell(Text {
        en: "The elimination list; then one destruction, then all that needs nothing more",
        fr: "Le bordereau d'élimination\u{a0}; puis une destruction, puis tout ce qui ne demande rien de plus",
    });
    stage.run(ASSISTANT, &["report", "disposals", "--due"], Expect::Done)?;
    stage.run(PILOT, &["destroy", "CR-2022-001"], Expect::Done)?;
    stage.run(ASSISTANT, &["destroy", "--due"], Expect::Done)?;
    stage.tell(Text {
        en: "What others decide on leaves with their decision; what is held stays",
        fr: "Ce qui se décide ailleurs part avec la décision\u{a0}; ce qui est gelé reste",
    });
    stage.wait(3);
    let decision = stage.worded(Text {
        en: "management control, note 7",
        fr: "contrôle de gestion, note 7",
    });
    stage.run(
        PILOT,
        &["destroy", "E-2025-0001", "--decision", decision],
        Expect::Done,
    )?;
    stage.run(ASSISTANT, &["retention", "AD-2022-001"], Expect::Done)?;
    stage.tell(Text {
        en: "The register of what was destroyed, and the table that rules it all",
        fr: "Le registre de ce qui a été détruit, et le tableau qui règle le tout",
    });
    stage.run(ASSISTANT, &["report", "disposals"], Expect::Done)?;
    stage.run_showing("agent-paped", &["report", "records"], Expect::Done, 12)
}
