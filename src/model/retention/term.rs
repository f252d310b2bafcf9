//! A phase of filing or archiving, as a cell states it.

use crate::model::calendar::Duration;
use std::sync::Arc;

/// One cell of a duration (40-retention, `cell`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Phase {
    /// « pas d'archivage », « néant »: there is no such phase.
    Empty,
    /// Decided elsewhere, in these words: never computed.
    Elsewhere(String),
    /// Computed.
    Until(Term),
}

/// What ends a phase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Term {
    /// `… ou …`: whichever comes first.
    First(Vec<Term>),
    /// `… et …`: all of them.
    Last(Vec<Term>),
    /// `année en cours + 3 ans`: the last day of the year, so many years later.
    YearEnd {
        /// How many years after that of its origin.
        years: u32,
        /// Counted from; the phase's own by default.
        since: Option<Origin>,
    },
    /// `3 ans`.
    Length {
        /// How long.
        length: Duration,
        /// Counted from; the phase's own by default.
        since: Option<Origin>,
    },
    /// `12 comptes rendus`: until so many newer ones stand in the series.
    Window {
        /// How many.
        count: u32,
        /// What is counted, as qms.yaml spells it.
        label: Arc<str>,
    },
    /// Something that happens, with a time after it.
    Event {
        /// What happens.
        origin: Origin,
        /// How long after it; at once by default.
        more: Option<Duration>,
    },
}

/// A day that time is counted from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// `date` of a record; `recu` of a ticket, which has no other.
    Date,
    /// `recu`.
    Reception,
    /// `clos-le`.
    Closing,
    /// The end of the measures that were decided.
    Measures,
    /// `application`.
    Effective,
    /// An event of qms.yaml: its phrase, and the key that says when it happened.
    Event {
        /// As qms.yaml spells it.
        phrase: Arc<str>,
        /// The key of the front-matter.
        key: Arc<str>,
    },
}

impl Term {
    /// Its length, where it is a single one in months or years: two such phases are counted as one,
    /// without drift (40-retention).
    pub fn months(&self) -> Option<(u32, Option<&Origin>)> {
        match self {
            Term::Length {
                length: Duration::Months(months),
                since,
            } => Some((*months, since.as_ref())),
            _ => None,
        }
    }

    /// Whether a window counts somewhere in it.
    pub fn has_window(&self) -> bool {
        match self {
            Term::First(terms) | Term::Last(terms) => terms.iter().any(Term::has_window),
            Term::Window { .. } => true,
            Term::YearEnd { .. } | Term::Length { .. } | Term::Event { .. } => false,
        }
    }

    /// Whether it waits for the end of measures somewhere in it.
    pub fn waits_for_measures(&self) -> bool {
        match self {
            Term::First(terms) | Term::Last(terms) => terms.iter().any(Term::waits_for_measures),
            Term::Event { origin, .. } => *origin == Origin::Measures,
            Term::YearEnd { since, .. } | Term::Length { since, .. } => {
                *since == Some(Origin::Measures)
            }
            Term::Window { .. } => false,
        }
    }
}

impl Phase {
    /// Whether a window counts in it.
    pub fn has_window(&self) -> bool {
        matches!(self, Phase::Until(term) if term.has_window())
    }

    /// Whether it waits for the end of measures.
    pub fn waits_for_measures(&self) -> bool {
        matches!(self, Phase::Until(term) if term.waits_for_measures())
    }
}
