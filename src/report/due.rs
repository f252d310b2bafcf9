//! What falls due and what is overdue: for people by nearness, for programs one element a deadline
//! (`items` of 20-cli), for calendars one event each.

mod people;

use super::ics::Event;
use super::lines::colon;
use crate::model::names::slug;
use crate::text::{Lang, Text};
use chrono::NaiveDate;
use serde_json::{Value, json};

pub use people::text;

/// A day by which something is to be done, or from which it may be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deadline {
    /// The day.
    pub date: NaiveDate,
    /// What is due.
    pub what: What,
    /// The code, or the slug, of what bears it.
    pub code: String,
    /// Its title, for people: a calendar never has it.
    pub title: String,
    /// The id of the action, where it is one.
    pub action: Option<String>,
    /// The ids of those who are to do it; words where a register names them so.
    pub who: Vec<String>,
    /// Their names.
    pub names: Vec<String>,
    /// The label of its record series: many of one are told on one line.
    pub series: Option<String>,
}

/// What falls due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum What {
    /// The answer to a complaint.
    Answer,
    /// An action.
    Action,
    /// The periodic review of a document.
    Review,
    /// The judgement of an action's effectiveness.
    Effect,
    /// A subscription, by the day that it lapses.
    Subscription,
    /// The consultation of a watch source.
    Watch,
    /// The move to the archives.
    Archive,
    /// The first day on which something kept may leave.
    Retention,
    /// The last day on which personal data may still be there.
    Limit,
    /// The reassessment of a hold.
    Hold,
}

impl What {
    /// The word of JSON and of calendars.
    pub fn as_str(self) -> &'static str {
        match self {
            What::Answer => "answer",
            What::Action => "action",
            What::Review | What::Effect => "review",
            What::Subscription => "subscription",
            What::Watch => "watch",
            What::Archive => "archive",
            What::Retention | What::Limit => "retention",
            What::Hold => "hold",
        }
    }

    fn label(self) -> Text {
        match self {
            What::Answer => Text {
                en: "answer",
                fr: "répondre",
            },
            What::Action => Text {
                en: "action",
                fr: "action",
            },
            What::Review => Text {
                en: "review",
                fr: "revue",
            },
            What::Effect => Text {
                en: "effectiveness",
                fr: "efficacité",
            },
            What::Subscription => Text {
                en: "subscription",
                fr: "abonnement",
            },
            What::Watch => Text {
                en: "watch",
                fr: "veille",
            },
            What::Archive => Text {
                en: "archive",
                fr: "archivage",
            },
            What::Retention => Text {
                en: "end of retention",
                fr: "fin de conservation",
            },
            What::Limit => Text {
                en: "last day (CNIL)",
                fr: "dernier jour (CNIL)",
            },
            What::Hold => Text {
                en: "hold to reassess",
                fr: "gel à réexaminer",
            },
        }
    }
}

impl Deadline {
    /// Days to go; negative once it has passed.
    pub fn days_left(&self, as_of: NaiveDate) -> i64 {
        (self.date - as_of).num_days()
    }

    /// Its JSON.
    pub fn json(&self, as_of: NaiveDate) -> Value {
        let days_left = self.days_left(as_of);
        json!({
            "date": self.date.to_string(),
            "what": self.what.as_str(),
            "code": self.code,
            "who": self.who,
            "days_left": days_left,
            "late": days_left < 0,
            "action": self.action,
            "limit": self.what == What::Limit,
        })
    }

    /// Its event: the code and what is due, nothing of what people wrote. The name says what it is and
    /// never when, so that a deadline that moves is moved.
    pub fn event(&self, lang: Lang) -> Event {
        const ACTION: Text = Text {
            en: "{code}, action {action}",
            fr: "{code}, action {action}",
        };
        let part = match (&self.action, self.what) {
            (Some(action), _) => format!("-{}", slug(action)),
            (None, What::Limit) => "-limit".to_owned(),
            (None, _) => String::new(),
        };
        let uid = format!("{}{part}-{}@qms", self.code, self.what.as_str());
        let subject = match &self.action {
            Some(action) => ACTION
                .with("code", &self.code)
                .with("action", action)
                .render(lang),
            None => self.code.clone(),
        };
        let what = self.what.label().get(lang);
        Event {
            uid: uid.to_lowercase(),
            day: self.date,
            summary: format!("{subject}{}{what}", colon(lang)),
        }
    }
}

#[cfg(test)]
mod tests;
