//! A plan in the making: what each version, record or ticket adds to an act, all or none.

use super::message::{Line, message};
use super::{Plan, Refusal, Situation};
use crate::model::act::{ActKind, Statement};
use crate::repository::Edit;
use crate::text::Message;

/// What an act does so far.
pub(super) struct Gathering {
    act: ActKind,
    statements: Vec<Statement>,
    lines: Vec<Line>,
    /// What changes beside what each adds.
    pub edits: Vec<Edit>,
    /// What the person should know.
    pub notes: Vec<Message>,
}

impl Gathering {
    /// An act on nothing yet.
    pub fn of(act: ActKind) -> Gathering {
        Gathering {
            act,
            statements: Vec::new(),
            lines: Vec::new(),
            edits: Vec::new(),
            notes: Vec::new(),
        }
    }

    /// Adds one: what changes, what the body says of it, what is signed.
    pub fn add(&mut self, edits: impl IntoIterator<Item = Edit>, line: Line, statement: Statement) {
        self.edits.extend(edits);
        self.lines.push(line);
        self.statements.push(statement);
    }

    /// Whether nothing is signed yet.
    pub fn is_empty(&self) -> bool {
        self.statements.is_empty()
    }

    /// The whole plan.
    ///
    /// # Errors
    /// A value that cannot stand in the message of a commit, such as a reason on two lines.
    pub fn plan(self, situation: &Situation<'_>) -> Result<Plan, Refusal> {
        let message = message(situation, &self.statements, &self.lines)?;
        Ok(Plan {
            act: self.act,
            statements: self.statements,
            edits: self.edits,
            message,
            notes: self.notes,
        })
    }
}
