//! SMAC tickets: nonconformities, proposals, complaints.

use crate::model::code::Code;
use crate::model::names::{ActorId, Located, ProcessCode};
use chrono::NaiveDate;

/// A ticket: dated facts, from which its status derives (10-format).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ticket {
    /// Its code, from the file's stem.
    pub code: Code,
    /// `titre`.
    pub title: Located<String>,
    /// `recu`: the day it was received.
    pub received: Option<Located<NaiveDate>>,
    /// `processus`.
    pub process: Located<ProcessCode>,
    /// `exigence`: the code or the client requirement that it hurts.
    pub requirement: Option<Located<String>>,
    /// `documents`: the documents concerned.
    pub documents: Vec<Located<String>>,
    /// `reponse.date`.
    pub answered: Option<NaiveDate>,
    /// `analyse.date`.
    pub analysed: Option<NaiveDate>,
    /// Actions decided, with their owners.
    pub actions: Vec<Action>,
    /// `clos-le`.
    pub closed: Option<Located<NaiveDate>>,
}

/// A correction, corrective or preventive action.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Action {
    /// `responsable`.
    pub owner: Option<Located<ActorId>>,
    /// `realisee`.
    pub done: Option<NaiveDate>,
}

impl Ticket {
    /// Whether it is still open on a day.
    pub fn is_open(&self, day: NaiveDate) -> bool {
        self.closed.as_ref().is_none_or(|closed| closed.value > day)
    }
}
