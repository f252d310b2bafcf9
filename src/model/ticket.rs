//! SMAC tickets: nonconformities, proposals, complaints.

use crate::model::action::Action;
use crate::model::code::Code;
use crate::model::names::{Located, ProcessCode, Slug};
use crate::model::policy::Policy;
use crate::model::retention::{Facts, Hold, Origin};
use crate::text::Text;
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
    /// `canal`: how it came in.
    pub channel: Option<String>,
    /// `declarant`: a role or unit, never a client's name.
    pub reporter: Option<String>,
    /// `gravite`.
    pub severity: Option<String>,
    /// `accuse-reception`.
    pub acknowledged: Option<NaiveDate>,
    /// `analyse.causes`.
    pub causes: Vec<String>,
    /// `confidentiel.empreinte`: the fingerprint of what is kept apart.
    pub confidential: Option<String>,
    /// `reponse.date`.
    pub answered: Option<NaiveDate>,
    /// `analyse.date`.
    pub analysed: Option<NaiveDate>,
    /// Actions decided, with their owners.
    pub actions: Vec<Action>,
    /// `sans-action`: why none was needed.
    pub no_action: Option<String>,
    /// The days under the keys that `evenements` of qms.yaml names.
    pub events: Vec<(String, NaiveDate)>,
    /// `clos-le`.
    pub closed: Option<Located<NaiveDate>>,
    /// `gel`.
    pub holds: Vec<Hold>,
}

impl Ticket {
    /// Its dated facts, as known on a day: its time is counted from its last closing.
    pub fn facts<'f>(&'f self, series: &'f Slug, day: NaiveDate) -> Facts<'f> {
        let received = self.received.as_ref().map(|date| date.value);
        let closed = self.closed.as_ref().map(|date| date.value);
        let ends: Option<Vec<NaiveDate>> = self
            .actions
            .iter()
            .map(|action| action.closed(day))
            .collect();
        let measures = match &self.no_action {
            Some(_) if self.actions.is_empty() => received,
            _ => ends.and_then(|ends| ends.into_iter().max()),
        };
        Facts {
            usual: Origin::Closing,
            date: received,
            received,
            closed: closed.filter(|date| *date <= day),
            measures,
            events: &self.events,
            series,
            place: received,
            day,
        }
    }

    /// Whether it is still open on a day.
    pub fn is_open(&self, day: NaiveDate) -> bool {
        self.closed.as_ref().is_none_or(|closed| closed.value > day)
    }
}

/// The status of a ticket on a day (10-format): derived from its dated facts, never stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TicketStatus {
    /// Received.
    Open,
    /// Its causes are known.
    Analysed,
    /// It was answered.
    Answered,
    /// Actions were decided, and are not all closed.
    Acting,
    /// It no longer changes.
    Closed,
}

impl TicketStatus {
    /// Every status, in the order of a ticket's life.
    pub const ALL: [TicketStatus; 5] = [
        TicketStatus::Open,
        TicketStatus::Analysed,
        TicketStatus::Answered,
        TicketStatus::Acting,
        TicketStatus::Closed,
    ];

    /// The word of JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            TicketStatus::Open => "open",
            TicketStatus::Analysed => "analysed",
            TicketStatus::Answered => "answered",
            TicketStatus::Acting => "acting",
            TicketStatus::Closed => "closed",
        }
    }

    /// The word on screen.
    pub fn label(self) -> Text {
        match self {
            TicketStatus::Open => Text {
                en: "open",
                fr: "ouverte",
            },
            TicketStatus::Analysed => Text {
                en: "analysed",
                fr: "analysée",
            },
            TicketStatus::Answered => Text {
                en: "answered",
                fr: "répondue",
            },
            TicketStatus::Acting => Text {
                en: "acting",
                fr: "actions en cours",
            },
            TicketStatus::Closed => Text {
                en: "closed",
                fr: "close",
            },
        }
    }
}

impl Ticket {
    /// Its status on a day.
    pub fn status(&self, day: NaiveDate) -> TicketStatus {
        let known = |date: Option<NaiveDate>| date.is_some_and(|date| date <= day);
        if !self.is_open(day) {
            TicketStatus::Closed
        } else if self
            .actions
            .iter()
            .any(|action| action.closed(day).is_none())
        {
            TicketStatus::Acting
        } else if known(self.answered) {
            TicketStatus::Answered
        } else if known(self.analysed) {
            TicketStatus::Analysed
        } else {
            TicketStatus::Open
        }
    }

    /// Whether it had come in by a day: what is dated after it does not count.
    pub fn is_known(&self, day: NaiveDate) -> bool {
        self.received.as_ref().is_none_or(|date| date.value <= day)
    }

    /// Whether its kind asks for an answer within a time.
    pub fn asks_answer(&self, policy: &Policy) -> bool {
        policy
            .ticket_kind(self.code.kind())
            .is_some_and(|kind| kind.response.is_some())
    }

    /// Whether it was answered by a day.
    pub fn is_answered(&self, day: NaiveDate) -> bool {
        self.answered.is_some_and(|date| date <= day)
    }

    /// Whether it was analysed by a day.
    pub fn is_analysed(&self, day: NaiveDate) -> bool {
        self.analysed.is_some_and(|date| date <= day)
    }

    /// The last day on which its answer is in time, while one is awaited on a day.
    pub fn answer_awaited(&self, policy: &Policy, day: NaiveDate) -> Option<NaiveDate> {
        let awaited = self.is_known(day) && self.is_open(day) && !self.is_answered(day);
        self.answer_due(policy).filter(|_| awaited)
    }

    /// The last day on which its answer is in time; none where its kind asks for no answer.
    pub fn answer_due(&self, policy: &Policy) -> Option<NaiveDate> {
        let time = policy.ticket_kind(self.code.kind())?.answer?;
        let received = self.received.as_ref()?.value;
        Some(time.due(received, &policy.calendar))
    }
}
