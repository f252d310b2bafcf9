//! A correction, corrective or preventive action, of a ticket or of an audit report.

use crate::model::names::{ActorId, Located};
use chrono::NaiveDate;

/// An action that was decided (10-format, `actions`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Action {
    /// `responsable`.
    pub owner: Option<Located<ActorId>>,
    /// `realisee`.
    pub done: Option<NaiveDate>,
    /// `efficacite`: whether it was judged effective, and when.
    pub verdict: Option<Verdict>,
}

/// The judgement of an action's effectiveness.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Verdict {
    /// On which day; none where it is not said.
    pub date: Option<NaiveDate>,
    /// What it says.
    pub effect: Effect,
}

/// Whether an action did away with what it was decided against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    /// `efficace`
    Effective,
    /// `inefficace`: the action is open again.
    Ineffective,
}

impl Action {
    /// The day it was closed, as known on a day: done, and not judged ineffective (10-format).
    pub fn closed(&self, day: NaiveDate) -> Option<NaiveDate> {
        let failed = self.verdict.is_some_and(|verdict| {
            verdict.effect == Effect::Ineffective && verdict.date.is_none_or(|date| date <= day)
        });
        self.done.filter(|done| *done <= day && !failed)
    }
}
