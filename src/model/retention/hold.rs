//! A hold: destruction is suspended until its release (« gel », SEDA HoldRule).

use crate::diagnostic::Span;
use crate::model::names::{ActorId, Located};
use chrono::NaiveDate;

/// One hold on a record or ticket (10-format, `gel`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hold {
    /// `depuis`: its first day.
    pub since: Located<NaiveDate>,
    /// `acteur`.
    pub actor: Option<ActorId>,
    /// `motif`.
    pub reason: Option<String>,
    /// `reevaluation`: when it is looked at again; passed, it is a warning and never a release.
    pub reassess: Option<Located<NaiveDate>>,
    /// `leve`.
    pub release: Option<Release>,
    /// The whole entry.
    pub span: Span,
}

/// The release of a hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Release {
    /// Its last day.
    pub date: NaiveDate,
    /// Who released it.
    pub actor: Option<ActorId>,
}

impl Hold {
    /// Whether it has begun by a day; what comes later does not count.
    pub fn has_begun(&self, day: NaiveDate) -> bool {
        self.since.value <= day
    }

    /// Its release, where it came by a day.
    pub fn released(&self, day: NaiveDate) -> Option<NaiveDate> {
        let release = self.release.as_ref().map(|release| release.date);
        release.filter(|date| *date <= day)
    }

    /// Whether it is in force on a day: from its first day to that of its release, both included.
    pub fn is_in_force(&self, day: NaiveDate) -> bool {
        self.has_begun(day) && self.released(day).is_none_or(|date| date == day)
    }
}
