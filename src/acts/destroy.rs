//! Destroy: what left force leaves the tree, with a certificate.

mod certificate;

use super::message::{Line, message};
use super::subject::Subject;
use super::{Plan, Refusal, Situation, duties};
use crate::corpus::{Corpus, Version};
use crate::model::act::{ActKind, Statement};
use crate::model::code::Code;
use crate::model::document::Status;
use crate::repository::Edit;
use crate::text::Text;
use certificate::{Element, certificate};
use chrono::{Datelike, Days, NaiveDate};

/// What a destruction rests on, where its rule asks for more.
#[derive(Debug, Clone, Default)]
pub struct Grounds {
    /// The archives' visa.
    pub visa: Option<String>,
    /// The transfer receipt.
    pub transfer: Option<String>,
    /// The decision.
    pub decision: Option<String>,
}

/// Plans the destruction of superseded and withdrawn versions, all or none, under one certificate.
///
/// # Errors
/// One of them is in force or a draft, its day has not come, or its rule asks for more.
pub fn plan(
    situation: &Situation<'_>,
    versions: &[Version<'_>],
    grounds: &Grounds,
) -> Result<Plan, Refusal> {
    let mut statements = Vec::new();
    let mut edits = Vec::new();
    let mut lines = Vec::new();
    let mut elements = Vec::new();
    let code = next_certificate(situation);
    for version in versions {
        let subject = Subject::read(situation, *version)?;
        let due = due(situation, &subject)?;
        acts_agree(situation, &subject)?;
        grounded(&subject, grounds)?;
        let role = duties::role(situation, ActKind::Destroy, version, &[])?;
        edits.push(Edit {
            path: version.file.path.to_string(),
            content: None,
        });
        elements.push(Element::of(&subject, due));
        lines.push(Line::of(version));
        // What is destroyed shows nothing any more: its images are not signed.
        let statement = Statement {
            assets: Vec::new(),
            ..subject.statement(ActKind::Destroy, situation, role.as_str())
        };
        statements.push(Statement {
            certificate: Some(code.to_string()),
            ..statement
        });
    }
    edits.push(certificate(situation, &code, &elements, grounds));
    let message = message(situation, &statements, &lines)?;
    Ok(Plan {
        act: ActKind::Destroy,
        statements,
        edits,
        message,
        notes: Vec::new(),
    })
}

/// The first day on which a version may be destroyed (40-retention): its successor's effective
/// date, or the day after its withdrawal.
pub fn first_day(corpus: &Corpus, version: &Version<'_>) -> Option<NaiveDate> {
    if let Some(withdrawal) = &version.document.withdrawal {
        return withdrawal.date.value.checked_add_days(Days::new(1));
    }
    corpus
        .successor(&version.document.code)?
        .document
        .effective
        .as_ref()
        .map(|date| date.value)
}

/// The versions that may leave on the corpus's day: without more to be given, or lacking it.
pub fn all_due(corpus: &Corpus) -> (Vec<Version<'_>>, Vec<Version<'_>>) {
    corpus
        .documents()
        .filter(|version| matches!(version.status, Status::Superseded | Status::Withdrawn))
        .filter(|version| first_day(corpus, version).is_some_and(|day| day <= corpus.as_of()))
        .partition(|version| version.kind.fate.asks_nothing())
}

/// The next certificate of the year. Certificates never leave the tree, so that its files give the
/// number.
fn next_certificate(situation: &Situation<'_>) -> Code {
    let year = situation.day.year().unsigned_abs();
    let codes = situation.corpus.all_codes();
    let last = codes
        .iter()
        .filter(|(code, _)| code.kind() == "DEST" && code.number() == year)
        .map(|(code, _)| code.version())
        .max();
    Code::yearly("DEST", year, last.unwrap_or(0) + 1, 4)
}

fn due(situation: &Situation<'_>, subject: &Subject<'_>) -> Result<NaiveDate, Refusal> {
    const STANDS: Text = Text {
        en: "`{code}` is {status}: only a superseded or withdrawn version is destroyed",
        fr: "`{code}` est {status}\u{a0}: seule une version périmée ou retirée se détruit",
    };
    const DRAFT: Text = Text {
        en: "an abandoned draft is simply deleted: `git rm {path}`",
        fr: "un projet abandonné s'efface simplement\u{a0}: `git rm {path}`",
    };
    const FORCE: Text = Text {
        en: "to take it out of force: `qms withdraw {code} --reason …`",
        fr: "pour l'enlever de ce qui est en vigueur\u{a0}: `qms withdraw {code} --reason …`",
    };
    const EARLY: Text = Text {
        en: "`{code}` cannot be destroyed before {day}",
        fr: "`{code}` ne peut pas être détruit avant le {day}",
    };
    let version = &subject.version;
    let first = first_day(situation.corpus, version);
    let message = STANDS
        .with("code", subject.code())
        .with("status", version.status.label())
        .with("path", &*version.file.path);
    let help = match version.status {
        Status::Superseded | Status::Withdrawn => {
            return match first {
                Some(day) if day <= situation.day => Ok(day),
                _ => {
                    let refusal = Refusal::new(
                        "R105",
                        EARLY
                            .with("code", subject.code())
                            .with("day", first.unwrap_or(NaiveDate::MAX)),
                    );
                    Err(Refusal {
                        first_date: first,
                        ..refusal
                    })
                }
            };
        }
        Status::Draft | Status::Approved => message.reworded(DRAFT),
        Status::Upcoming | Status::Effective => message.reworded(FORCE),
    };
    Err(Refusal {
        first_date: first.filter(|day| *day > situation.day),
        ..Refusal::new("R105", message).help(help)
    })
}

/// Refuses where no act says what the file says of its end: facts typed into a file destroy nothing.
fn acts_agree(situation: &Situation<'_>, subject: &Subject<'_>) -> Result<(), Refusal> {
    const NONE: Text = Text {
        en: "no act of the history took `{code}` out of force",
        fr: "aucun acte de l'historique n'a sorti `{code}` de ce qui est en vigueur",
    };
    const HELP: Text = Text {
        en: "`qms log {code}` tells what happened to it",
        fr: "`qms log {code}` raconte ce qui lui est arrivé",
    };
    let history = situation.history;
    let agreed = match subject.version.status {
        Status::Withdrawn => history.left(&subject.code()).is_some(),
        _ => situation
            .corpus
            .successor(&subject.version.document.code)
            .is_some_and(|next| {
                let code = next.document.code.to_string();
                history.entered(&code, situation.day).is_some()
            }),
    };
    if agreed {
        return Ok(());
    }
    let message = NONE.with("code", subject.code());
    let help = message.reworded(HELP);
    Err(Refusal::new("A208", message).help(help))
}

fn grounded(subject: &Subject<'_>, grounds: &Grounds) -> Result<(), Refusal> {
    const ASKS: Text = Text {
        en: "the rule of `{code}` asks for more: “{cell}”",
        fr: "la règle de `{code}` demande davantage\u{a0}: «\u{a0}{cell}\u{a0}»",
    };
    const HELP: Text = Text {
        en: "give what it asks for: `--visa REF`, `--transfer REF` or `--decision REF`",
        fr: "donner ce qu'elle demande\u{a0}: `--visa REF`, `--transfer REF` ou `--decision REF`",
    };
    let given = grounds.visa.is_some() || grounds.transfer.is_some() || grounds.decision.is_some();
    if subject.version.kind.fate.asks_nothing() || given {
        return Ok(());
    }
    let cell = subject.version.kind.fate_cell.as_str();
    Err(Refusal::new("R106", ASKS.with("code", subject.code()).with("cell", cell)).help(HELP))
}
