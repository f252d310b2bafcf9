//! The statement of an act, line by line: changed under its signature or signed anew, left out,
//! said twice, folded, misspelt.

use super::super::Failure;
use super::case::{Mutation, Verdict, error};
use super::desk::{DAY, Seal, Sheet};
use super::history::{FIRST, Life, SECOND};
use crate::model::act::{ActKind, Statement};
use crate::text::Text;

/// The five forgeries of one line: what it becomes, and what finds that, beside a signature that
/// no longer holds and with one that does.
macro_rules! lines {
    ($($slug:literal $line:literal ($to:literal) kept $kept:expr, anew $anew:expr;)+) => {
        /// Every line of a validation.
        pub const CASES: &[Mutation] = &[
            $(
                error(
                    concat!("trailer-", $slug, "-changed"),
                    Text {
                        en: concat!("`", $line, "` is changed under the signature"),
                        fr: concat!("`", $line, "` est modifié sous la signature"),
                    },
                    $kept,
                    |life| changed(life, $line, $to, false),
                ),
                error(
                    concat!("trailer-", $slug, "-untrue"),
                    Text {
                        en: concat!("`", $line, "` is changed and the act signed anew"),
                        fr: concat!("`", $line, "` est modifié et l'acte signé à nouveau"),
                    },
                    $anew,
                    |life| changed(life, $line, $to, true),
                ),
                error(
                    concat!("trailer-", $slug, "-missing"),
                    Text {
                        en: concat!("`", $line, "` is missing"),
                        fr: concat!("`", $line, "` manque"),
                    },
                    &["A201"],
                    |life| rewritten(life, $line, |_| String::new()),
                ),
                error(
                    concat!("trailer-", $slug, "-twice"),
                    Text {
                        en: concat!("`", $line, "` stands twice"),
                        fr: concat!("`", $line, "` figure deux fois"),
                    },
                    &["A201"],
                    |life| rewritten(life, $line, |line| format!("{line}\n{line}\n")),
                ),
                error(
                    concat!("trailer-", $slug, "-folded"),
                    Text {
                        en: concat!("`", $line, "` goes over two lines"),
                        fr: concat!("`", $line, "` s'étend sur deux lignes"),
                    },
                    &["A201"],
                    |life| rewritten(life, $line, |line| line.replacen(": ", ":\n ", 1) + "\n"),
                ),
            )+
            error(
                "trailer-unknown",
                Text {
                    en: "a line `Qms-` that does not exist is added",
                    fr: "une ligne `Qms-` qui n'existe pas est ajoutée",
                },
                &["A201"],
                |life| rewritten(life, "Qms-Role", |line| format!("{line}\nQms-Visa: oui\n")),
            ),
            error(
                "trailer-other-case",
                Text {
                    en: "a line is written in other letters: `qms-role`",
                    fr: "une ligne est écrite dans une autre casse\u{a0}: `qms-role`",
                },
                &["A201"],
                |life| rewritten(life, "Qms-Role", |line| line.replace("Qms-Role", "qms-role") + "\n"),
            ),
            error(
                "trailer-earlier",
                Text {
                    en: "a line `Qms-` stands in an earlier paragraph",
                    fr: "une ligne `Qms-` figure dans un paragraphe antérieur",
                },
                &["A201"],
                |life| rewritten(life, "Qms-Act", |line| format!("Qms-Role: agent\n\n{line}\n")),
            ),
        ];
    };
}

lines! {
    "act" "Qms-Act" ("approve") kept &["A201"], anew &["A201"];
    "code" "Qms-Code" ("MO-00391-V03") kept &["A202", "A206", "A210"], anew &["A206", "A210"];
    "digest" "Qms-Digest" ("") kept &["A202", "A206"], anew &["A206"];
    "actor" "Qms-Actor" ("agent") kept &["A202", "A204", "A210"], anew &["A203", "A204", "A210"];
    "role" "Qms-Role" ("pilote") kept &["A202", "A204", "A210"], anew &["A204", "A210"];
    "effective" "Qms-Effective" ("2026-12-24") kept &["A202", "A210"], anew &["A210"];
    "supersedes" "Qms-Supersedes" ("MO-00390-V01") kept &["A202", "A210", "C005"], anew &["A210", "C005"];
}

/// The director validates the second version for a day to come: the first one stays until then.
fn upcoming(life: &Life) -> Result<Sheet, Failure> {
    let sheet = life.second_approved.next();
    let later = Sheet {
        seconds: sheet.seconds + 10 * DAY,
        ..sheet.clone()
    };
    let statement = Statement {
        effective: Some(later.day()),
        supersedes: Some(FIRST.to_owned()),
        ..sheet.statement(ActKind::Validate, SECOND, "directrice", "directrice")
    };
    sheet.act(&statement, "directrice")
}

/// Gives a line another value; an empty one stands for another last digit.
fn changed(life: &Life, line: &str, to: &str, anew: bool) -> Result<Verdict, Failure> {
    let made = upcoming(life)?.write(&life.scratch)?;
    let value = |old: &str| match (to, old.strip_suffix('0')) {
        ("", Some(start)) => format!("{start}1"),
        ("", None) => old.get(..old.len() - 1).unwrap_or_default().to_owned() + "0",
        _ => format!("{line}: {to}"),
    };
    let sheet = with_line(made.sealed_as_it_was(), line, |old| value(old) + "\n");
    life.judge(&match anew {
        true => sheet.sealed(Seal::Key("directrice")),
        false => sheet,
    })
}

/// Writes a line otherwise and signs the act anew.
fn rewritten(life: &Life, line: &str, change: impl Fn(&str) -> String) -> Result<Verdict, Failure> {
    life.judge(&with_line(upcoming(life)?, line, change))
}

fn with_line(sheet: Sheet, line: &str, change: impl Fn(&str) -> String) -> Sheet {
    let start = format!("{line}:");
    let message = sheet
        .message
        .lines()
        .map(|text| match text.starts_with(&start) {
            true => change(text),
            false => format!("{text}\n"),
        })
        .collect();
    Sheet { message, ..sheet }
}
