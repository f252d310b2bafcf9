//! Where a record stands on a day: its phases, its stage, the day from which it may leave.

use super::count::{Cause, Counted, Facts, Start, Waiting, count};
use super::fate::{Condition, Fate, Visa};
use super::hold::Hold;
use super::term::{Origin, Phase, Term};
use super::windows::Windows;
use crate::model::calendar::Duration;
use crate::text::Text;
use chrono::NaiveDate;

/// What the cells of a series mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Schedule {
    /// `classement.duree`.
    pub filing: Phase,
    /// `archivage.duree`.
    pub archiving: Phase,
    /// `destruction`.
    pub fate: Fate,
    /// Whether the archives' visa is asked beside.
    pub visa: Visa,
}

impl Schedule {
    /// What a destruction asks for, first of all (20-cli, `condition`).
    pub fn condition(&self) -> Condition {
        let elsewhere = [&self.filing, &self.archiving]
            .into_iter()
            .any(|phase| matches!(phase, Phase::Elsewhere(_)));
        match (self.fate.condition(), self.visa) {
            _ if elsewhere => Condition::Elsewhere,
            (Condition::Free, Visa::Required) => Condition::Visa,
            (own, _) => own,
        }
    }

    /// Whether the archives' visa is asked.
    pub fn asks_visa(&self) -> bool {
        self.visa == Visa::Required || matches!(self.fate, Fate::Visa(_))
    }

    /// The words of what is decided elsewhere, where something is.
    pub fn elsewhere(&self) -> Option<&str> {
        let phases = [&self.filing, &self.archiving].into_iter();
        let phase = phases.filter_map(|phase| match phase {
            Phase::Elsewhere(words) => Some(words.as_str()),
            _ => None,
        });
        let fate = match &self.fate {
            Fate::Elsewhere(words) => Some(words.as_str()),
            _ => None,
        };
        phase.chain(fate).next()
    }

    /// Whether a window counts in one of its phases.
    pub fn has_window(&self) -> bool {
        self.filing.has_window() || self.archiving.has_window()
    }

    /// Whether one of its phases waits for the end of measures.
    pub fn waits_for_measures(&self) -> bool {
        self.filing.waits_for_measures() || self.archiving.waits_for_measures()
    }
}

/// How a phase ends, as known on the day asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PhaseEnd {
    /// There is no such phase.
    Empty,
    /// On a day.
    Until(Counted),
    /// Not known yet.
    Waiting(Waiting),
    /// Decided elsewhere.
    Elsewhere,
}

impl PhaseEnd {
    /// Its last day.
    pub fn last(&self) -> Option<NaiveDate> {
        match self {
            PhaseEnd::Until(counted) => Some(counted.last),
            _ => None,
        }
    }
}

/// Where something kept stands (40-retention, "Stage").
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// The end of a phase is not known.
    Waiting,
    /// In filing.
    Active,
    /// In archives.
    Archived,
    /// Past its last day.
    Due,
    /// Past its last day, and held.
    Held,
    /// What comes next is decided elsewhere.
    Elsewhere,
    /// Kept for ever.
    Permanent,
    /// Gone, with a certificate.
    Destroyed,
}

impl Stage {
    /// Every stage.
    pub const ALL: [Stage; 8] = [
        Stage::Waiting,
        Stage::Active,
        Stage::Archived,
        Stage::Due,
        Stage::Held,
        Stage::Elsewhere,
        Stage::Permanent,
        Stage::Destroyed,
    ];

    /// The word of JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Stage::Waiting => "waiting",
            Stage::Active => "active",
            Stage::Archived => "archived",
            Stage::Due => "due",
            Stage::Held => "held",
            Stage::Elsewhere => "elsewhere",
            Stage::Permanent => "permanent",
            Stage::Destroyed => "destroyed",
        }
    }

    /// The word on screen.
    pub fn label(self) -> Text {
        match self {
            Stage::Waiting => Text {
                en: "waiting",
                fr: "en attente",
            },
            Stage::Active => Text {
                en: "filed",
                fr: "en classement",
            },
            Stage::Archived => Text {
                en: "archived",
                fr: "en archivage",
            },
            Stage::Due => Text {
                en: "due",
                fr: "échu",
            },
            Stage::Held => Text {
                en: "held",
                fr: "gelé",
            },
            Stage::Elsewhere => Text {
                en: "to be decided",
                fr: "à statuer",
            },
            Stage::Permanent => Text {
                en: "kept for ever",
                fr: "conservé définitivement",
            },
            Stage::Destroyed => Text {
                en: "destroyed",
                fr: "détruit",
            },
        }
    }
}

/// What is kept, and by which rule.
#[derive(Debug)]
pub struct Kept<'k> {
    /// What its series asks.
    pub schedule: &'k Schedule,
    /// How long past its last day it may still stand, where that is limited (CNIL).
    pub tolerance: Option<Duration>,
    /// Its dated facts.
    pub facts: Facts<'k>,
    /// Its holds.
    pub holds: &'k [Hold],
}

/// Where something stands on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assessment {
    /// Its stage.
    pub stage: Stage,
    /// The day that its time is counted from.
    pub since: Option<NaiveDate>,
    /// The end of filing.
    pub filing: PhaseEnd,
    /// The end of archiving.
    pub archiving: PhaseEnd,
    /// E: the first day on which it may be destroyed, holds counted; none while that is not known,
    /// or where it is decided elsewhere.
    pub destroy_from: Option<NaiveDate>,
    /// The last day on which it may still stand, where there is one.
    pub destroy_by: Option<NaiveDate>,
    /// The first day on which a decision from elsewhere may do away with it.
    pub decide_from: Option<NaiveDate>,
    /// What its destruction asks for.
    pub condition: Condition,
    /// What it waits for.
    pub waiting_for: Option<Waiting>,
    /// The hold in force.
    pub hold: Option<Hold>,
}

impl Assessment {
    /// The first day on which it may leave: when its time is over, or when a decision from elsewhere
    /// may say so.
    pub fn leaves_from(&self) -> Option<NaiveDate> {
        self.destroy_from.or(self.decide_from)
    }
}

/// Assesses a record or ticket on the day of its facts.
pub fn assess(kept: &Kept<'_>, windows: &Windows) -> Assessment {
    let (schedule, facts) = (kept.schedule, &kept.facts);
    let own = facts.of(&facts.usual);
    let filing = match &schedule.filing {
        Phase::Empty => PhaseEnd::Empty,
        Phase::Elsewhere(_) => PhaseEnd::Elsewhere,
        Phase::Until(term) => ended(count(term, Start::Own, facts, windows)),
    };
    let archiving = archiving(schedule, &filing, facts, windows);
    let waiting = [&filing, &archiving].into_iter().find_map(|end| match end {
        PhaseEnd::Waiting(waiting) => Some(waiting.clone()),
        _ => None,
    });
    let after = |last: NaiveDate| last.succ_opt().unwrap_or(NaiveDate::MAX);
    // The first day after the phases that are known; without any, the day that time is counted from.
    let over = archiving.last().or(filing.last()).map(after).or(own);
    let elsewhere = matches!(filing, PhaseEnd::Elsewhere)
        || matches!(archiving, PhaseEnd::Elsewhere)
        || matches!(schedule.fate, Fate::Elsewhere(_));
    // A phase that is decided elsewhere waits for nothing; without any, its own day must be known.
    let unknown = over.is_none() && filing != PhaseEnd::Elsewhere;
    let waiting = waiting.or_else(|| unknown.then(|| Waiting::For(facts.usual.clone())));
    let condition = schedule.condition();
    let mut found = Assessment {
        stage: Stage::Waiting,
        since: own,
        destroy_from: None,
        destroy_by: None,
        decide_from: over.filter(|_| elsewhere && waiting.is_none()),
        condition,
        hold: in_force(kept.holds, facts.day).cloned(),
        filing,
        archiving,
        waiting_for: waiting,
    };
    if found.waiting_for.is_some() {
        return found;
    }
    let Some(over) = over else {
        if elsewhere {
            found.stage = Stage::Elsewhere;
        }
        return found;
    };
    if !elsewhere && condition != Condition::Permanent {
        found.destroy_from = released(over, kept.holds, facts.day);
        // A hold blocks disposal, not the count: the limit stays.
        found.destroy_by = kept.tolerance.map(|tolerance| tolerance.after(over));
    }
    let within = |end: &PhaseEnd| end.last().is_some_and(|last| facts.day <= last);
    found.stage = if within(&found.filing) {
        Stage::Active
    } else if within(&found.archiving) {
        Stage::Archived
    } else if elsewhere && found.filing == PhaseEnd::Elsewhere {
        Stage::Elsewhere
    } else if facts.day < over {
        Stage::Active
    } else if elsewhere {
        Stage::Elsewhere
    } else if condition == Condition::Permanent {
        Stage::Permanent
    } else if found.hold.is_some() {
        Stage::Held
    } else {
        Stage::Due
    };
    found
}

fn archiving(
    schedule: &Schedule,
    filing: &PhaseEnd,
    facts: &Facts<'_>,
    windows: &Windows,
) -> PhaseEnd {
    let term = match (&schedule.archiving, filing) {
        // What follows a decision that is taken elsewhere is not known here.
        (_, PhaseEnd::Elsewhere) => return PhaseEnd::Elsewhere,
        (Phase::Empty, _) => return PhaseEnd::Empty,
        (Phase::Elsewhere(_), _) => return PhaseEnd::Elsewhere,
        (Phase::Until(_), PhaseEnd::Waiting(waiting)) => {
            return PhaseEnd::Waiting(waiting.clone());
        }
        (Phase::Until(term), PhaseEnd::Empty) => {
            return ended(count(term, Start::Own, facts, windows));
        }
        (Phase::Until(term), PhaseEnd::Until(_)) => term,
    };
    let PhaseEnd::Until(filed) = filing else {
        return PhaseEnd::Empty;
    };
    let counted = match whole(schedule, term, filed) {
        Some(counted) => Ok(counted),
        None => count(term, Start::Filing(filed.last), facts, windows),
    };
    ended(counted.map(|counted| Counted {
        last: counted.last.max(filed.last),
        ..counted
    }))
}

/// Two phases in months or years, counted at once from the first day: no drift at a month's end.
fn whole(schedule: &Schedule, archiving: &Term, filed: &Counted) -> Option<Counted> {
    let Phase::Until(filing) = &schedule.filing else {
        return None;
    };
    let (Some((filing, _)), Some((archiving, None))) = (filing.months(), archiving.months()) else {
        return None;
    };
    let Cause::Since(origin, day) = &filed.cause else {
        return None;
    };
    Some(Counted {
        last: Duration::Months(filing.saturating_add(archiving)).after(*day),
        cause: Cause::Since(origin.clone(), *day),
    })
}

fn ended(counted: Result<Counted, Waiting>) -> PhaseEnd {
    counted.map_or_else(PhaseEnd::Waiting, PhaseEnd::Until)
}

/// The hold in force on a day: the one begun first.
fn in_force(holds: &[Hold], day: NaiveDate) -> Option<&Hold> {
    holds
        .iter()
        .filter(|hold| hold.is_in_force(day))
        .min_by_key(|hold| hold.since.value)
}

/// The first day, holds counted; none while one is open.
fn released(first: NaiveDate, holds: &[Hold], day: NaiveDate) -> Option<NaiveDate> {
    let mut first = first;
    for hold in holds.iter().filter(|hold| hold.has_begun(day)) {
        let release = hold.released(day)?;
        first = first.max(release.succ_opt()?);
    }
    Some(first)
}

/// Assesses a version of a document that left force: `first` is the first day on which it may go,
/// `successor` the day from which the next version is in force, where there is one.
pub fn assess_version(
    fate: &Fate,
    first: NaiveDate,
    successor: Option<NaiveDate>,
    day: NaiveDate,
) -> Assessment {
    let last = first.pred_opt().unwrap_or(first);
    let condition = fate.condition();
    let leaves = !matches!(condition, Condition::Elsewhere | Condition::Permanent);
    let stage = match condition {
        _ if day < first => Stage::Active,
        Condition::Elsewhere => Stage::Elsewhere,
        Condition::Permanent => Stage::Permanent,
        _ => Stage::Due,
    };
    Assessment {
        stage,
        since: Some(first),
        filing: PhaseEnd::Until(Counted {
            last,
            cause: Cause::Since(Origin::Effective, last),
        }),
        archiving: PhaseEnd::Empty,
        destroy_from: Some(first).filter(|_| leaves),
        destroy_by: successor.filter(|_| condition == Condition::Publication),
        decide_from: Some(first).filter(|_| condition == Condition::Elsewhere),
        condition,
        waiting_for: None,
        hold: None,
    }
}
