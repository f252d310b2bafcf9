//! What is kept, as lists show it and as JSON says it (`items` of 20-cli).

use super::table::{Cell, table};
use super::{Style, Tone, lines};
use crate::corpus::Corpus;
use crate::model::names::Slug;
use crate::model::retention::{Condition, Hold, Stage};
use crate::retention::{Gone, Item, Kind, words};
use crate::text::{Lang, Text, number, plural};
use chrono::NaiveDate;
use serde_json::{Value, json};

/// What a list says of one thing kept, or destroyed.
#[derive(Debug, Clone)]
pub struct RetentionLine {
    /// Its code.
    pub code: String,
    /// What it is.
    pub kind: Kind,
    /// Its title.
    pub title: String,
    /// The slug of its series.
    pub series: Option<String>,
    /// The label of its series; of a version, the name of its type.
    pub group: String,
    /// Its stage.
    pub stage: Stage,
    /// The day that its time is counted from.
    pub since: Option<NaiveDate>,
    /// The end of filing.
    pub active_until: Option<NaiveDate>,
    /// The end of archiving.
    pub archived_until: Option<NaiveDate>,
    /// The first day on which it may be destroyed.
    pub destroy_from: Option<NaiveDate>,
    /// The last day on which it may still stand.
    pub destroy_by: Option<NaiveDate>,
    /// What its destruction asks for.
    pub condition: Option<Condition>,
    /// The sentence that explains the days.
    pub rule: String,
    /// What it waits for.
    pub waiting_for: Option<String>,
    /// The same, as people say it.
    pub awaited: Option<String>,
    /// The hold in force.
    pub hold: Option<Hold>,
    /// Where it stands; none once it left the tree.
    pub path: Option<String>,
    /// When it was destroyed, and under which certificate.
    pub destroyed: Option<(Option<NaiveDate>, String)>,
}

impl RetentionLine {
    /// What is kept, in a language.
    pub fn of(item: &Item<'_>, corpus: &Corpus, lang: Lang) -> RetentionLine {
        let policy = corpus.policy();
        let kind = policy.document_type(item.code.kind());
        let group = match item.series {
            Some(series) => series.label.value.clone(),
            None => match item.series_name {
                Some(name) => name.to_string(),
                None => kind.map(|kind| kind.name.clone()).unwrap_or_default(),
            },
        };
        let state = &item.state;
        RetentionLine {
            code: item.code.to_string(),
            kind: item.kind,
            title: item.title.value.clone(),
            series: item.series_name.map(Slug::to_string),
            group,
            stage: state.stage,
            since: state.since,
            active_until: state.filing.last(),
            archived_until: state.archiving.last(),
            destroy_from: state.destroy_from,
            destroy_by: state.destroy_by,
            condition: Some(state.condition),
            rule: words::rule(item, policy).render(lang),
            waiting_for: state
                .waiting_for
                .as_ref()
                .map(|waiting| words::waited(waiting, lang)),
            awaited: state
                .waiting_for
                .as_ref()
                .map(|waiting| words::waiting(waiting).render(lang)),
            hold: state.hold.clone(),
            path: Some(item.file.path.to_string()),
            destroyed: None,
        }
    }

    /// What a certificate says was destroyed.
    pub fn gone(gone: &Gone<'_>, corpus: &Corpus) -> RetentionLine {
        let element = gone.element;
        let condition = element.condition.as_ref();
        let series = element.series.as_ref();
        RetentionLine {
            code: gone.code.clone(),
            kind: gone.kind,
            title: element.title.clone().unwrap_or_default(),
            group: series
                .and_then(|slug| corpus.series(slug))
                .map(|series| series.label.value.clone())
                .or(series.map(Slug::to_string))
                .or_else(|| {
                    let kind = gone.code.split('-').next().unwrap_or_default();
                    let kind = corpus.policy().document_type(kind)?;
                    Some(kind.name.clone())
                })
                .unwrap_or_default(),
            series: series.map(Slug::to_string),
            stage: Stage::Destroyed,
            since: None,
            active_until: None,
            archived_until: None,
            destroy_from: element.due,
            destroy_by: None,
            condition: condition.and_then(|word| {
                Condition::ALL
                    .into_iter()
                    .find(|condition| condition.on_disk() == word.value)
            }),
            rule: element.rule.clone().unwrap_or_default(),
            waiting_for: None,
            awaited: None,
            hold: None,
            path: None,
            destroyed: Some((gone.day, gone.certificate.to_owned())),
        }
    }

    /// Its JSON.
    pub fn json(&self) -> Value {
        let day = |day: Option<NaiveDate>| day.map(|day| day.to_string());
        json!({
            "code": self.code,
            "kind": self.kind.as_str(),
            "title": self.title,
            "series": self.series,
            "stage": self.stage.as_str(),
            "since": day(self.since),
            "active_until": day(self.active_until),
            "archived_until": day(self.archived_until),
            "destroy_from": day(self.destroy_from),
            "destroy_by": day(self.destroy_by),
            "condition": self.condition.map(Condition::as_str),
            "rule": self.rule,
            "waiting_for": self.waiting_for,
            "hold": self.hold.as_ref().map(|hold| json!({
                "since": hold.since.value.to_string(),
                "reason": hold.reason,
                "actor": hold.actor.as_ref().map(ToString::to_string),
                "reassess": hold.reassess.as_ref().map(|day| day.value.to_string()),
            })),
            "path": self.path,
        })
    }

    /// The same as it stands before the rule, which says by itself what is waited for.
    fn beside_rule(&self, lang: Lang) -> String {
        match self.stage {
            Stage::Waiting => String::new(),
            _ => format!(" {}", self.next(lang)),
        }
    }

    /// The end of the stage that it is in, or the day from which it may leave.
    fn next(&self, lang: Lang) -> String {
        const UNTIL: Text = Text {
            en: "until {day}",
            fr: "jusqu'au {day}",
        };
        const FROM: Text = Text {
            en: "since {day}",
            fr: "depuis le {day}",
        };
        const WAITS: Text = Text {
            en: "waiting for {what}",
            fr: "attend {what}",
        };
        const GONE: Text = Text {
            en: "on {day} ({certificate})",
            fr: "le {day} ({certificate})",
        };
        let said = |text: Text, day: Option<NaiveDate>| {
            day.map(|day| text.with("day", day).render(lang))
                .unwrap_or_default()
        };
        let last = self.archived_until.or(self.active_until);
        match self.stage {
            Stage::Active => said(UNTIL, self.active_until.or(last)),
            Stage::Archived => said(UNTIL, self.archived_until),
            Stage::Due => said(FROM, self.destroy_from),
            Stage::Destroyed => {
                let (day, certificate) = self.destroyed.clone().unwrap_or_default();
                match day {
                    Some(day) => GONE
                        .with("day", day)
                        .with("certificate", certificate)
                        .render(lang),
                    None => certificate,
                }
            }
            Stage::Held => said(FROM, self.hold.as_ref().map(|hold| hold.since.value)),
            Stage::Elsewhere | Stage::Permanent => {
                said(FROM, last.and_then(|last| last.succ_opt()).or(self.since))
            }
            Stage::Waiting => self
                .awaited
                .as_ref()
                .map(|what| WAITS.with("what", what).render(lang))
                .unwrap_or_default(),
        }
    }
}

/// How much a list explains.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Detail {
    /// One line each.
    Lines,
    /// With the sentence that explains each.
    Explained,
}

fn tone(stage: Stage) -> Option<Tone> {
    match stage {
        Stage::Due | Stage::Held | Stage::Elsewhere => Some(Tone::Attention),
        Stage::Active => Some(Tone::Good),
        Stage::Archived | Stage::Destroyed | Stage::Permanent => Some(Tone::Quiet),
        Stage::Waiting => None,
    }
}

/// The list for people, series by series.
pub fn list(lines: &[RetentionLine], detail: Detail, style: &Style) -> String {
    const NONE: Text = Text {
        en: "nothing",
        fr: "rien",
    };
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
            en: "Stage",
            fr: "Étape",
        },
        Text {
            en: "Term",
            fr: "Terme",
        },
    ];
    let lang = style.lang;
    if lines.is_empty() {
        return format!("{}\n", NONE.get(lang));
    }
    let mut out = String::new();
    for group in lines.chunk_by(|a, b| a.group == b.group) {
        let Some(first) = group.first() else { continue };
        if !out.is_empty() {
            out.push('\n');
        }
        let title = lines::toned(&first.group, Tone::Strong, style);
        out.push_str(&lines::wrap(&title, style.width, 2));
        if detail == Detail::Explained {
            group
                .iter()
                .for_each(|line| out.push_str(&explained(line, style)));
            continue;
        }
        let rows: Vec<Vec<Cell>> = group
            .iter()
            .map(|line| {
                let stage = line.stage.label().get(lang);
                vec![
                    Cell::from(line.code.clone()),
                    Cell::from(line.title.clone()),
                    match tone(line.stage) {
                        Some(tone) => Cell::toned(stage, tone),
                        None => Cell::from(stage),
                    },
                    Cell::from(line.next(lang)),
                ]
            })
            .collect();
        out.push_str(&table(&HEADER.map(|text| text.get(lang)), &rows, style));
    }
    out.push('\n');
    out.push_str(&summary(lines, style));
    out
}

/// One thing with the sentence that explains it.
fn explained(line: &RetentionLine, style: &Style) -> String {
    const HOLD: Text = Text {
        en: "held since {day} by {actor}: {reason}",
        fr: "gelé depuis le {day} par {actor}\u{a0}: {reason}",
    };
    const BY: Text = Text {
        en: "to be destroyed by {day}",
        fr: "à détruire au plus tard le {day}",
    };
    let lang = style.lang;
    let stage = line.stage.label().get(lang);
    let stage = tone(line.stage).map_or_else(|| stage.to_owned(), |tone| style.tone(tone, stage));
    let code = lines::toned(&line.code, Tone::Strong, style);
    let next = line.beside_rule(lang);
    let mut out = lines::wrap(
        &format!(
            "{code} {} — {stage}{next}",
            crate::text::escape_controls(&line.title),
        ),
        style.width,
        2,
    );
    let mut say = |text: String| {
        let text = crate::text::escape_controls(&text).into_owned();
        out.push_str(&lines::wrap(&format!("  {text}"), style.width, 2));
    };
    say(line.rule.clone());
    if let Some(hold) = &line.hold {
        let actor = hold.actor.as_ref().map(ToString::to_string);
        say(HOLD
            .with("day", hold.since.value)
            .with("actor", actor.unwrap_or_default())
            .with("reason", hold.reason.clone().unwrap_or_default())
            .render(lang));
    }
    if let Some(day) = line.destroy_by {
        say(BY.with("day", day).render(lang));
    }
    out
}

/// The stage of one thing that is shown, with the sentence that explains it.
pub fn alone(line: &RetentionLine, style: &Style) -> String {
    const KEPT: Text = Text {
        en: "retention: {stage}{next} — {rule}",
        fr: "conservation\u{a0}: {stage}{next} — {rule}",
    };
    let said = KEPT
        .with("stage", line.stage.label())
        .with("next", line.beside_rule(style.lang))
        .with("rule", line.rule.clone())
        .render(style.lang);
    let said = crate::text::escape_controls(&said).into_owned();
    format!("\n{}", lines::wrap(&said, style.width, 2))
}

fn summary(lines: &[RetentionLine], style: &Style) -> String {
    let lang = style.lang;
    let mut parts = Vec::new();
    for stage in Stage::ALL {
        let count = lines.iter().filter(|line| line.stage == stage).count();
        if count > 0 {
            let count = i64::try_from(count).unwrap_or(i64::MAX);
            let colon = lines::colon(lang);
            let stage = stage.label().get(lang);
            parts.push(format!("{stage}{colon}{}", number(count, lang)));
        }
    }
    let word = match lang {
        Lang::Fr => plural(lines.len(), "élément", "éléments", lang),
        Lang::En => plural(lines.len(), "item", "items", lang),
    };
    let count = number(i64::try_from(lines.len()).unwrap_or(i64::MAX), lang);
    let text = format!("{count} {word} ({})", parts.join(", "));
    style.tone(Tone::Quiet, lines::wrap(&text, style.width, 2).trim_end()) + "\n"
}
