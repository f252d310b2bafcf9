//! What may be done: edits and a statement, or a refusal that says why. Pure: nothing is written
//! here.

pub mod acknowledge;
pub mod approve;
pub mod archive;
mod broken;
pub mod changes;
pub mod close;
pub mod destroy;
pub mod draft;
mod duties;
mod entries;
mod gathering;
pub mod hold;
pub mod message;
mod numbers;
pub mod preview;
pub mod reject;
pub mod reopen;
pub mod review;
pub mod settle;
pub mod snapshot;
mod subject;
pub mod thing;
pub mod ticket;
pub mod validate;
pub mod withdraw;
pub mod words;

#[cfg(test)]
mod tests;

use crate::corpus::Corpus;
use crate::diagnostic::Diagnostic;
use crate::history::History;
use crate::model::act::{ActKind, Statement};
use crate::model::actor::Actor;
use crate::model::policy::Policy;
use crate::repository::{Edit, Tree};
use crate::text::Message;
use chrono::NaiveDate;

/// What an act is decided on: the last commit, its history, and the person who acts.
#[derive(Debug)]
pub struct Situation<'s> {
    /// The files of the last commit.
    pub tree: &'s Tree,
    /// What they say.
    pub corpus: &'s Corpus,
    /// The acts that led to it.
    pub history: &'s History,
    /// Who acts, as the register in effect knows them.
    pub actor: &'s Actor,
    /// The day of the act.
    pub day: NaiveDate,
    /// What the rules have against the tree, with their full weight.
    pub findings: &'s [Diagnostic],
}

/// An act ready to be signed.
#[derive(Debug, Clone)]
pub struct Plan {
    /// What is decided.
    pub act: ActKind,
    /// What is signed, one element a code.
    pub statements: Vec<Statement>,
    /// What changes, and nothing else.
    pub edits: Vec<Edit>,
    /// The whole commit message, the statements at its end.
    pub message: String,
    /// What the person should know, without it being an obstacle.
    pub notes: Vec<Message>,
}

/// Why an act is not done.
#[derive(Debug, Clone)]
pub struct Refusal {
    /// The rule that asks for it.
    pub rule: &'static str,
    /// What is refused.
    pub message: Message,
    /// What would put it right.
    pub help: Option<Message>,
    /// The first day on which it would be possible.
    pub first_date: Option<NaiveDate>,
    /// The findings that stand in the way.
    pub diagnostics: Vec<Diagnostic>,
}

impl Refusal {
    /// A refusal by a rule.
    pub fn new(rule: &'static str, message: impl Into<Message>) -> Refusal {
        Refusal {
            rule,
            message: message.into(),
            help: None,
            first_date: None,
            diagnostics: Vec::new(),
        }
    }

    /// With what would put it right.
    #[must_use]
    pub fn help(mut self, help: impl Into<Message>) -> Refusal {
        self.help = Some(help.into());
        self
    }
}

impl Situation<'_> {
    /// The policy in effect.
    pub fn policy(&self) -> &Policy {
        self.history.register().policy()
    }
}
