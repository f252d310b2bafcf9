//! What falls due and what is overdue: for people by nearness, for programs one element a deadline
//! (`items` of 20-cli), for calendars one event each.

use super::ics::Event;
use super::lines::{colon, heading, toned, wrap};
use super::{Style, Tone};
use crate::model::names::slug;
use crate::text::{Lang, Text, date, escape_controls};
use chrono::NaiveDate;
use serde_json::{Value, json};
use std::collections::{HashMap, HashSet};

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

    fn nearness(&self, as_of: NaiveDate) -> Nearness {
        match self.days_left(as_of) {
            ..0 => Nearness::Late,
            0 => Nearness::Today,
            1..=7 => Nearness::Week,
            _ => Nearness::Later,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Nearness {
    Late,
    Today,
    Week,
    Later,
}

impl Nearness {
    fn label(self) -> Text {
        match self {
            Nearness::Late => Text {
                en: "Late",
                fr: "En retard",
            },
            Nearness::Today => Text {
                en: "Today",
                fr: "Aujourd'hui",
            },
            Nearness::Week => Text {
                en: "Within a week",
                fr: "Sous une semaine",
            },
            Nearness::Later => Text {
                en: "Later",
                fr: "Plus tard",
            },
        }
    }
}

/// The deadlines for people, which are sorted by day: what is late first.
pub fn text(deadlines: &[Deadline], as_of: NaiveDate, style: &Style) -> String {
    const NOTHING: Text = Text {
        en: "nothing falls due",
        fr: "rien n'arrive à échéance",
    };
    const MANY: Text = Text {
        en: "`qms retention --due` lists each of them",
        fr: "`qms retention --due` les donne un à un",
    };
    let lang = style.lang;
    if deadlines.is_empty() {
        return format!("{}\n", style.tone(Tone::Good, NOTHING.get(lang)));
    }
    let mut out = String::new();
    let mut many = false;
    for group in deadlines.chunk_by(|a, b| a.nearness(as_of) == b.nearness(as_of)) {
        let Some(first) = group.first() else { continue };
        if !out.is_empty() {
            out.push('\n');
        }
        out.push_str(&heading(first.nearness(as_of).label().get(lang), style));
        let lines = folded(group);
        many |= lines.iter().any(|(_, count)| *count > 1);
        for (deadline, count) in lines {
            out.push_str(&told(deadline, count, as_of, style));
        }
    }
    if many {
        out.push_str(&wrap(MANY.get(lang), style.width, 0));
    }
    out
}

/// More than so many of one series are told on one line.
const HANDFUL: usize = 5;

/// The deadlines of a group, each with how many it stands for: beyond a handful, those of one series
/// and of one kind are the first of them and their number.
fn folded(group: &[Deadline]) -> Vec<(&Deadline, usize)> {
    let mut counts: HashMap<(&str, What), usize> = HashMap::new();
    for deadline in group {
        if let Some(series) = &deadline.series {
            *counts.entry((series, deadline.what)).or_default() += 1;
        }
    }
    let mut told: HashSet<(&str, What)> = HashSet::new();
    let mut lines = Vec::new();
    for deadline in group {
        let key = deadline.series.as_deref().map(|name| (name, deadline.what));
        let count = key.and_then(|key| counts.get(&key)).copied();
        match (key, count) {
            (Some(key), Some(count)) if count > HANDFUL => {
                if told.insert(key) {
                    lines.push((deadline, count));
                }
            }
            _ => lines.push((deadline, 1)),
        }
    }
    lines
}

/// Two lines: when, which, what and how near; below, its title and who is to do it.
fn told(deadline: &Deadline, stands_for: usize, as_of: NaiveDate, style: &Style) -> String {
    const LEFT: Text = Text {
        en: "in {days} d",
        fr: "dans {days}\u{a0}j",
    };
    const PAST: Text = Text {
        en: "{days} d ago",
        fr: "il y a {days}\u{a0}j",
    };
    const SERIES: Text = Text {
        en: "{series}: {count} in all",
        fr: "{series}\u{a0}: {count} en tout",
    };
    let lang = style.lang;
    let left = deadline.days_left(as_of);
    let (tone, near) = match left {
        ..0 => (Tone::Bad, Some(PAST)),
        0 => (Tone::Attention, None),
        1..=7 => (Tone::Attention, Some(LEFT)),
        _ => (Tone::Quiet, Some(LEFT)),
    };
    let near = near.map(|text| text.with("days", left.abs()).render(lang));
    let code = match (&deadline.action, stands_for) {
        (_, 2..) => format!("{}, …", deadline.code),
        (Some(action), _) => format!("{} {action}", deadline.code),
        (None, _) => deadline.code.clone(),
    };
    let title = match (&deadline.series, stands_for) {
        (Some(series), 2..) => SERIES
            .with("series", series)
            .with("count", stands_for)
            .render(lang),
        _ => deadline.title.clone(),
    };
    let head = format!(
        "{} {} {}{}",
        toned(&date(deadline.date, lang), tone, style),
        toned(&escape_controls(&code), Tone::Strong, style),
        deadline.what.label().get(lang),
        near.map(|near| format!(" ({near})")).unwrap_or_default(),
    );
    let parts = [title, deadline.names.join(", ")];
    let parts: Vec<&str> = parts
        .iter()
        .map(String::as_str)
        .filter(|part| !part.is_empty())
        .collect();
    let below = format!("  {}", escape_controls(&parts.join(" · ")));
    wrap(&head, style.width, 2) + &wrap(&below, style.width, 2)
}

#[cfg(test)]
mod tests;
