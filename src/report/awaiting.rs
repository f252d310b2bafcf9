//! What awaits whom: for people by person, for programs one element a task.

use super::lines::{folded, heading, wrap};
use super::table::{Cell, table};
use super::{Style, Tone};
use crate::text::{Text, date, escape_controls, number, plural};
use chrono::NaiveDate;
use serde_json::{Value, json};

/// A decision that is awaited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    /// On which code.
    pub code: String,
    /// The title of what bears it.
    pub title: String,
    /// The label of its record series, of a record or ticket.
    pub series: Option<String>,
    /// Which decision.
    pub step: Step,
    /// In which role; empty where it is somebody's in whatever role.
    pub role: String,
    /// The role in words.
    pub role_label: String,
    /// The ids of those who may.
    pub actors: Vec<String>,
    /// Their names.
    pub names: Vec<String>,
    /// Since when; none where only the history knows.
    pub since: Option<NaiveDate>,
}

/// The decision that is awaited (`step` of 20-cli), with what people call it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// An approval.
    Approve,
    /// A validation.
    Validate,
    /// A periodic review.
    Review,
    /// The revision that a review asked for.
    Revise,
    /// The withdrawal that a review asked for.
    Withdraw,
    /// The answer to a complaint.
    Answer,
    /// The analysis of a ticket.
    Analyse,
    /// The decision on the actions of a ticket, or that none is needed.
    Decide,
    /// An action.
    Act,
    /// The judgement of an action's effectiveness.
    Judge,
    /// The closing of a ticket.
    Close,
    /// A superseded version must leave, a record or ticket is past its last day.
    Destroy,
}

impl Step {
    /// The word of JSON; what a review asked for stays a review until it is done, and an action is
    /// decided, done and judged.
    pub fn as_str(self) -> &'static str {
        match self {
            Step::Approve => "approve",
            Step::Validate => "validate",
            Step::Review | Step::Revise | Step::Withdraw => "review",
            Step::Answer => "answer",
            Step::Analyse => "analyse",
            Step::Decide | Step::Act | Step::Judge => "action",
            Step::Close => "close",
            Step::Destroy => "destroy",
        }
    }

    fn label(self) -> Text {
        match self {
            Step::Approve => Text {
                en: "approve",
                fr: "approuver",
            },
            Step::Validate => Text {
                en: "validate",
                fr: "valider",
            },
            Step::Review => Text {
                en: "review",
                fr: "revoir",
            },
            Step::Revise => Text {
                en: "revise",
                fr: "réviser",
            },
            Step::Withdraw => Text {
                en: "withdraw",
                fr: "retirer",
            },
            Step::Answer => Text {
                en: "answer",
                fr: "répondre",
            },
            Step::Analyse => Text {
                en: "analyse",
                fr: "analyser",
            },
            Step::Decide => Text {
                en: "decide actions",
                fr: "décider des actions",
            },
            Step::Act => Text {
                en: "do",
                fr: "réaliser",
            },
            Step::Judge => Text {
                en: "judge the effect",
                fr: "juger l'efficacité",
            },
            Step::Close => Text {
                en: "close",
                fr: "clore",
            },
            Step::Destroy => Text {
                en: "destroy",
                fr: "détruire",
            },
        }
    }
}

impl Task {
    /// Its JSON.
    pub fn json(&self) -> Value {
        json!({
            "code": self.code,
            "step": self.step.as_str(),
            "role": (!self.role.is_empty()).then_some(&self.role),
            "actors": self.actors,
            "since": self.since.map(|day| day.to_string()),
        })
    }
}

/// What else a person wants to know when asking where things stand.
#[derive(Debug, Clone, Default)]
pub struct Beside {
    /// Drafts that are still being written, with why.
    pub unfinished: Vec<(String, Text)>,
    /// Files that are not committed.
    pub uncommitted: Vec<String>,
}

/// The tasks of each person or role, the oldest first.
pub fn text(tasks: &[Task], beside: &Beside, as_of: NaiveDate, style: &Style) -> String {
    let lang = style.lang;
    const NOTHING: Text = Text {
        en: "nothing is awaited",
        fr: "rien n'est attendu",
    };
    const NOBODY: Text = Text {
        en: "{role} (nobody holds this role)",
        fr: "{role} (personne ne tient ce rôle)",
    };
    let mut out = String::new();
    if tasks.is_empty() {
        out.push_str(&format!("{}\n", style.tone(Tone::Good, NOTHING.get(lang))));
    }
    let who = |task: &Task| {
        let names = task.names.join(", ");
        match (names.is_empty(), names == task.role_label) {
            (true, _) => NOBODY.with("role", &task.role_label).render(lang),
            (_, true) => names,
            _ => format!("{names} ({})", task.role_label),
        }
    };
    let mut groups: Vec<(String, Vec<&Task>)> = Vec::new();
    for task in tasks {
        let who = who(task);
        match groups.iter_mut().find(|(known, _)| *known == who) {
            Some((_, group)) => group.push(task),
            None => groups.push((who, vec![task])),
        }
    }
    let mut many = false;
    for (index, (who, group)) in groups.iter().enumerate() {
        out.push_str(if index == 0 { "" } else { "\n" });
        out.push_str(&heading(&escape_controls(who), style));
        let lines = folded(group.iter().copied(), |task| task.series.as_deref());
        many |= lines.iter().any(|(_, count)| *count > 1);
        let rows: Vec<Vec<Cell>> = lines
            .into_iter()
            .map(|(task, count)| row(task, count, as_of, style))
            .collect();
        const HEADER: [Text; 4] = [
            Text {
                en: "Code",
                fr: "Code",
            },
            Text {
                en: "Title",
                fr: "Titre",
            },
            Text {
                en: "To do",
                fr: "À faire",
            },
            Text {
                en: "Since",
                fr: "Depuis",
            },
        ];
        out.push_str(&table(&HEADER.map(|text| text.get(lang)), &rows, style));
    }
    if many {
        const EACH: Text = Text {
            en: "`qms retention --due` lists each of them",
            fr: "`qms retention --due` les donne un à un",
        };
        out.push_str(&wrap(EACH.get(lang), style.width, 0));
    }
    if !beside.unfinished.is_empty() {
        const WRITTEN: Text = Text {
            en: "Still being written",
            fr: "En cours de rédaction",
        };
        out.push_str(&format!("\n{}", heading(WRITTEN.get(lang), style)));
        for (code, why) in &beside.unfinished {
            out.push_str(&wrap(
                &format!("{code} {}", style.tone(Tone::Quiet, why.get(lang))),
                style.width,
                2,
            ));
        }
    }
    if !beside.uncommitted.is_empty() {
        const UNCOMMITTED: Text = Text {
            en: "Not committed",
            fr: "Pas encore dans un commit",
        };
        out.push_str(&format!("\n{}", heading(UNCOMMITTED.get(lang), style)));
        for path in beside.uncommitted.iter().take(10) {
            out.push_str(&format!("{}\n", escape_controls(path)));
        }
        if let Some(more) = beside.uncommitted.len().checked_sub(11) {
            const ONE: Text = Text {
                en: "and {count} more",
                fr: "et {count} autre",
            };
            const MORE: Text = Text {
                en: "and {count} more",
                fr: "et {count} autres",
            };
            let told = [ONE, MORE].map(|text| text.with("count", more + 1).render(lang));
            let told = plural(more + 1, &told[0], &told[1], lang);
            out.push_str(&format!("{told}\n"));
        }
    }
    out
}

fn row(task: &Task, stands_for: usize, as_of: NaiveDate, style: &Style) -> Vec<Cell> {
    let lang = style.lang;
    let since = task.since.map(|day| {
        let days = (as_of - day).num_days().max(0);
        let count = usize::try_from(days).unwrap_or(usize::MAX);
        let unit = plural(
            count,
            Text {
                en: "day",
                fr: "jour",
            }
            .get(lang),
            Text {
                en: "days",
                fr: "jours",
            }
            .get(lang),
            lang,
        );
        let text = format!("{} ({} {unit})", date(day, lang), number(days, lang));
        if days > 30 {
            Cell::toned(text, Tone::Bad)
        } else {
            Cell::from(text)
        }
    });
    const SERIES: Text = Text {
        en: "{series}: {count} in all",
        fr: "{series}\u{a0}: {count} en tout",
    };
    let (code, title) = match (&task.series, stands_for) {
        (Some(series), 2..) => (
            format!("{}, …", task.code),
            SERIES
                .with("series", series)
                .with("count", stands_for)
                .render(lang),
        ),
        _ => (task.code.clone(), task.title.clone()),
    };
    vec![
        Cell::from(code),
        Cell::from(title),
        Cell::toned(task.step.label().get(lang), Tone::Attention),
        since.unwrap_or_else(|| Cell::from("")),
    ]
}

#[cfg(test)]
mod tests;
