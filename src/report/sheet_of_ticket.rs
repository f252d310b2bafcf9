//! The cover of a ticket: where it stands, what was found, what was decided.

use super::cartouche::actor_name;
use super::lines::{Sheet, heading};
use super::table::{Cell, table};
use super::ticket::{TicketLine, tone};
use super::{Style, Tone};
use crate::corpus::Corpus;
use crate::model::action::{Action, Effect};
use crate::model::ticket::Ticket;
use crate::text::{Lang, Text, date};
use chrono::NaiveDate;

/// A ticket that is shown, as known on a day.
#[derive(Debug, Clone, Copy)]
pub struct Shown<'s> {
    /// What stands beside it.
    pub corpus: &'s Corpus,
    /// What it says.
    pub ticket: &'s Ticket,
    /// Where it stands.
    pub line: &'s TicketLine,
    /// The day.
    pub day: NaiveDate,
}

/// The cover, for people.
pub fn text(shown: &Shown<'_>, style: &Style) -> String {
    const APART: Text = Text {
        en: "kept apart",
        fr: "conservée à part",
    };
    let lang = style.lang;
    let (ticket, line) = (shown.ticket, shown.line);
    let label = |en, fr| Text { en, fr };
    let day_of = |day: Option<NaiveDate>| day.map(|day| date(day, lang)).unwrap_or_default();
    let process = shown
        .corpus
        .process(&ticket.process.value)
        .map(|process| format!("{} — {}", line.process, process.title.value));
    let documents: Vec<&str> = ticket
        .documents
        .iter()
        .map(|code| code.value.as_str())
        .collect();
    let mut sheet = Sheet::default();
    sheet.toned(
        label("Status", "Statut"),
        line.status.label().get(lang),
        tone(line.status),
        lang,
    );
    let answer = line.answer(lang);
    sheet.named(
        label("Answer", "Réponse").get(lang),
        answer.text,
        answer.tone,
    );
    let lines = [
        (label("Received", "Reçue"), day_of(line.received)),
        (
            label("Channel", "Canal"),
            ticket.channel.clone().unwrap_or_default(),
        ),
        (
            label("Process", "Processus"),
            process.unwrap_or_else(|| line.process.clone()),
        ),
        (
            label("Reported by", "Déclarant"),
            ticket.reporter.clone().unwrap_or_default(),
        ),
        (
            label("Severity", "Gravité"),
            ticket.severity.clone().unwrap_or_default(),
        ),
        (
            label("Requirement", "Exigence"),
            ticket
                .requirement
                .as_ref()
                .map(|text| text.value.clone())
                .unwrap_or_default(),
        ),
        (label("Documents", "Documents"), documents.join(", ")),
        (
            label("Acknowledged", "Accusé de réception"),
            day_of(ticket.acknowledged),
        ),
        (label("Analysed", "Analysée"), day_of(ticket.analysed)),
        (label("Causes", "Causes"), ticket.causes.join("\n")),
        (
            label("No action", "Sans action"),
            ticket.no_action.clone().unwrap_or_default(),
        ),
        (
            label("Closed", "Close"),
            day_of(ticket.closed.as_ref().map(|closed| closed.value)),
        ),
        (
            label("Confidential part", "Partie confidentielle"),
            ticket
                .confidential
                .as_ref()
                .map(|_| APART.get(lang).to_owned())
                .unwrap_or_default(),
        ),
    ];
    for (label, value) in lines {
        sheet.line(label, value, lang);
    }
    let title = format!("{} — {}", line.code, line.title);
    let title = crate::text::escape_controls(&title).into_owned();
    let actions = match ticket.actions.is_empty() {
        true => String::new(),
        false => format!("\n{}", actions(shown, style)),
    };
    format!(
        "{}\n{}{actions}",
        heading(&title, style),
        sheet.render(style)
    )
}

fn actions(shown: &Shown<'_>, style: &Style) -> String {
    const HEADER: [Text; 6] = [
        Text {
            en: "No.",
            fr: "N°",
        },
        Text {
            en: "Action",
            fr: "Action",
        },
        Text {
            en: "By",
            fr: "Par",
        },
        Text {
            en: "Due",
            fr: "Échéance",
        },
        Text {
            en: "Done",
            fr: "Réalisée",
        },
        Text {
            en: "Effect",
            fr: "Efficacité",
        },
    ];
    let lang = style.lang;
    let rows: Vec<Vec<Cell>> = shown
        .ticket
        .actions
        .iter()
        .enumerate()
        .map(|(place, action)| {
            let done = action.done.filter(|done| *done <= shown.day);
            let owner = action.owner.as_ref().map(|owner| &owner.value);
            vec![
                Cell::from(action.name(place)),
                Cell::from(action.title.clone().unwrap_or_default()),
                Cell::from(
                    owner
                        .map(|owner| actor_name(shown.corpus, owner))
                        .unwrap_or_default(),
                ),
                due(action, shown.day, lang),
                Cell::from(done.map(|day| date(day, lang)).unwrap_or_default()),
                effect(action, shown.day, lang),
            ]
        })
        .collect();
    table(&HEADER.map(|text| text.get(lang)), &rows, style)
}

fn due(action: &Action, day: NaiveDate, lang: Lang) -> Cell {
    let Some(due) = action.due.as_ref().map(|due| due.value) else {
        return Cell::from("");
    };
    match action.awaited(day).is_some_and(|due| due < day) {
        true => Cell::toned(date(due, lang), Tone::Bad),
        false => Cell::from(date(due, lang)),
    }
}

fn effect(action: &Action, day: NaiveDate, lang: Lang) -> Cell {
    const GOOD: Text = Text {
        en: "effective",
        fr: "efficace",
    };
    const BAD: Text = Text {
        en: "ineffective",
        fr: "inefficace",
    };
    let known = action
        .verdict
        .filter(|verdict| verdict.date.is_none_or(|date| date <= day));
    match known.map(|verdict| verdict.effect) {
        Some(Effect::Effective) => Cell::toned(GOOD.get(lang), Tone::Good),
        Some(Effect::Ineffective) => Cell::toned(BAD.get(lang), Tone::Bad),
        None => Cell::from(""),
    }
}
