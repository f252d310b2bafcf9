//! What is entered in a ticket while it is open: its file with one fact more, every other byte kept.

mod actions;
mod chosen;
mod facts;
mod judging;
mod requalify;

pub use actions::{Decided, act, done};
pub use facts::{Analysed, Answered, analyse, answer};
pub use judging::{Judged, judge};
pub use requalify::{requalified, successor};

use super::Refusal;
use crate::corpus::Corpus;
use crate::model::ticket::Ticket;
use crate::parse::edit::EditRefusal;
use crate::parse::edit_items;
use crate::parse::yaml::Node;
use crate::text::{Message, Text};
use chrono::NaiveDate;

/// A ticket as it stands, and the day on which something is entered in it.
#[derive(Debug, Clone, Copy)]
pub struct Desk<'d> {
    /// What stands beside it.
    pub corpus: &'d Corpus,
    /// What it says.
    pub ticket: &'d Ticket,
    /// Its file.
    pub text: &'d str,
    /// Its file in the last commit.
    pub committed: Option<&'d str>,
    /// Today.
    pub day: NaiveDate,
}

/// The file with what was entered.
#[derive(Debug, Clone)]
pub struct Entered {
    /// Its text.
    pub text: String,
    /// What was entered, in a sentence.
    pub said: Message,
    /// What the person should know beside that.
    pub notes: Vec<Message>,
}

/// The keys of a ticket, in the order of a file.
const ORDER: [&str; 11] = [
    "code",
    "titre",
    "recu",
    "canal",
    "processus",
    "declarant",
    "gravite",
    "exigence",
    "accuse-reception",
    "reponse",
    "analyse",
];

impl Desk<'_> {
    fn code(&self) -> String {
        self.ticket.code.to_string()
    }

    /// Nothing is entered in a closed ticket.
    ///
    /// # Errors
    /// It is closed.
    pub fn open(&self) -> Result<(), Refusal> {
        const CLOSED: Text = Text {
            en: "`{code}` was closed on {day}: nothing more is entered in it",
            fr: "`{code}` est close depuis le {day}\u{a0}: on n'y porte plus rien",
        };
        const HELP: Text = Text {
            en: "open it again first: `qms smac reopen {code} --reason \"…\"`",
            fr: "la rouvrir d'abord\u{a0}: `qms smac reopen {code} --reason \"…\"`",
        };
        let Some(day) = &self.ticket.closed else {
            return Ok(());
        };
        let message = CLOSED.with("code", self.code()).with("day", day.value);
        let help = message.reworded(HELP);
        Err(Refusal::new("R107", message).help(help))
    }

    /// The day of a fact: not to come, since it would not count until then, and not before the
    /// reception that it follows.
    ///
    /// # Errors
    /// It is.
    fn fact(&self, rule: &'static str, given: Option<NaiveDate>) -> Result<NaiveDate, Refusal> {
        const BEFORE: Text = Text {
            en: "`{code}` was received on {received}: {day} is before that",
            fr: "`{code}` a été reçue le {received}\u{a0}: le {day} est antérieur",
        };
        const HELP: Text = Text {
            en: "`--date` is the day of the fact; a wrong reception is put right by `qms smac edit {code}`",
            fr: "`--date` est le jour du fait\u{a0}; une réception fausse se corrige par `qms smac edit {code}`",
        };
        let day = given.unwrap_or(self.day);
        not_to_come(rule, day, self.day)?;
        match self.ticket.received.as_ref().map(|received| received.value) {
            Some(received) if day < received => {
                let message = BEFORE
                    .with("code", self.code())
                    .with("received", received)
                    .with("day", day);
                let help = message.reworded(HELP);
                Err(Refusal::new(rule, message).help(help))
            }
            _ => Ok(day),
        }
    }

    /// Whether the last commit says the same there: what is replaced stays in the history, else it
    /// is gone.
    fn history_keeps(&self, there: &dyn Fn(&Node) -> Option<Node>) -> bool {
        let said = |text: &str| there(&edit_items::tree(text).ok()?);
        match (self.committed.and_then(said), said(self.text)) {
            (Some(committed), Some(now)) => committed.same_value(&now),
            _ => false,
        }
    }

    /// The text after an edit, where it changed these keys and nothing else.
    ///
    /// # Errors
    /// The file is not one in which keys can be set.
    fn kept(&self, keys: &[&str], edited: Result<String, EditRefusal>) -> Result<String, Refusal> {
        let sound = edited.ok().filter(|edited| {
            let others = |text: &str| -> Option<Vec<(Box<str>, Node)>> {
                let tree = edit_items::tree(text).ok()?;
                let pairs = tree.pairs().iter();
                let others = pairs.filter(|pair| !keys.contains(&&*pair.key));
                Some(
                    others
                        .map(|pair| (pair.key.clone(), pair.value.clone()))
                        .collect(),
                )
            };
            match (others(self.text), others(edited)) {
                (Some(before), Some(after)) => {
                    before.len() == after.len()
                        && before
                            .iter()
                            .zip(&after)
                            .all(|(a, b)| a.0 == b.0 && a.1.same_value(&b.1))
                }
                _ => false,
            }
        });
        sound.ok_or_else(|| self.not_edited())
    }

    fn not_edited(&self) -> Refusal {
        const TEXT: Text = Text {
            en: "the front-matter of `{code}` cannot be edited by the program",
            fr: "l'en-tête de `{code}` ne peut pas être modifié par le programme",
        };
        const HELP: Text = Text {
            en: "`qms check` says what is wrong with it; `qms smac edit {code}` opens it",
            fr: "`qms check` dit ce qui ne va pas\u{a0}; `qms smac edit {code}` l'ouvre",
        };
        let message = TEXT.with("code", self.code());
        let help = message.reworded(HELP);
        Refusal::new("F002", message).help(help)
    }
}

/// Refuses a day that is to come.
///
/// # Errors
/// It is.
pub fn not_to_come(rule: &'static str, day: NaiveDate, today: NaiveDate) -> Result<(), Refusal> {
    const TEXT: Text = Text {
        en: "{day} is to come: what has not happened yet is no fact",
        fr: "le {day} est à venir\u{a0}: ce qui n'a pas encore eu lieu n'est pas un fait",
    };
    const HELP: Text = Text {
        en: "enter it on its day; today is {today}",
        fr: "le porter le jour venu\u{a0}; aujourd'hui, c'est le {today}",
    };
    if day <= today {
        return Ok(());
    }
    let message = TEXT.with("day", day).with("today", today);
    let help = message.reworded(HELP);
    Err(Refusal {
        first_date: Some(day),
        ..Refusal::new(rule, message).help(help)
    })
}
