//! A correction, corrective or preventive action, of a ticket or of an audit report.

use crate::diagnostic::Span;
use crate::model::calendar::Duration;
use crate::model::names::{ActorId, Located};
use chrono::NaiveDate;

/// An action that was decided (10-format, `actions`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Action {
    /// `id`: its number in the ticket or report.
    pub id: Option<String>,
    /// `nature`.
    pub nature: Option<Nature>,
    /// `intitule`: what is to be done.
    pub title: Option<String>,
    /// `echeance`: by when.
    pub due: Option<Located<NaiveDate>>,
    /// `preuve`.
    pub evidence: Option<String>,
    /// The whole entry.
    pub span: Span,
    /// `responsable`.
    pub owner: Option<Located<ActorId>>,
    /// `realisee`.
    pub done: Option<NaiveDate>,
    /// `efficacite`: whether it was judged effective, and when.
    pub verdict: Option<Verdict>,
}

/// What an action acts on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nature {
    /// The defect itself.
    Correction,
    /// The cause of what happened.
    Corrective,
    /// The cause of what might happen.
    Preventive,
}

impl Nature {
    /// Every nature.
    pub const ALL: [Nature; 3] = [Nature::Correction, Nature::Corrective, Nature::Preventive];

    /// The word on disk.
    pub fn as_str(self) -> &'static str {
        match self {
            Nature::Correction => "correction",
            Nature::Corrective => "corrective",
            Nature::Preventive => "preventive",
        }
    }
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
    /// What it is called: its number, else its place in the list.
    pub fn name(&self, place: usize) -> String {
        self.id.clone().unwrap_or_else(|| (place + 1).to_string())
    }

    /// The day it was closed, as known on a day: done, and not judged ineffective (10-format).
    pub fn closed(&self, day: NaiveDate) -> Option<NaiveDate> {
        let failed = self.verdict.is_some_and(|verdict| {
            verdict.effect == Effect::Ineffective && verdict.date.is_none_or(|date| date <= day)
        });
        self.done.filter(|done| *done <= day && !failed)
    }

    /// The day by which it is to be done, while it is open on a day.
    pub fn awaited(&self, day: NaiveDate) -> Option<NaiveDate> {
        let due = self.due.as_ref()?.value;
        self.closed(day).is_none().then_some(due)
    }

    /// The last day on which its effectiveness is judged in time: of a corrective action that was done
    /// by a day and not judged since (ISO 9001 §10.2.1 d).
    pub fn judgement_due(&self, day: NaiveDate) -> Option<NaiveDate> {
        let judged = self
            .verdict
            .is_some_and(|verdict| verdict.date.is_none_or(|date| date <= day));
        let done = self.done.filter(|done| *done <= day && !judged)?;
        (self.nature == Some(Nature::Corrective)).then(|| JUDGED_WITHIN.after(done))
    }
}

/// How long a corrective action may stand without a judgement of its effectiveness: a quarter, in
/// which the cause would have come back.
pub const JUDGED_WITHIN: Duration = Duration::Months(3);
