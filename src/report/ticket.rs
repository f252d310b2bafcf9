//! A SMAC ticket as lists show it and as JSON says it (`tickets` of 20-cli).

use super::table::{Cell, table};
use super::{Style, Tone};
use crate::model::action::Action;
use crate::model::policy::Policy;
use crate::model::ticket::{Ticket, TicketStatus};
use crate::text::{Lang, Text, date, number, plural};
use chrono::NaiveDate;
use serde_json::{Value, json};

/// What a list says of one ticket, as known on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TicketLine {
    /// Its code.
    pub code: String,
    /// Its kind: `RE`.
    pub kind: String,
    /// Its title.
    pub title: String,
    /// Its process.
    pub process: String,
    /// Its status.
    pub status: TicketStatus,
    /// When it was received.
    pub received: Option<NaiveDate>,
    /// The last day for its answer, where its kind has an answer time.
    pub answer_due: Option<NaiveDate>,
    /// When it was answered.
    pub answered: Option<NaiveDate>,
    /// Days to the answer, negative when late; none once answered or closed.
    pub days_left: Option<i64>,
    /// Actions not closed.
    pub actions_open: usize,
    /// Those past their day.
    pub actions_late: usize,
    /// Where it stands.
    pub path: String,
}

impl TicketLine {
    /// A ticket as known on a day.
    pub fn of(policy: &Policy, ticket: &Ticket, path: &str, day: NaiveDate) -> TicketLine {
        let answer_due = ticket.answer_due(policy);
        let answered = ticket.answered.filter(|answered| *answered <= day);
        let open = |action: &&Action| action.closed(day).is_none();
        let late = |action: &&Action| action.awaited(day).is_some_and(|due| due < day);
        TicketLine {
            code: ticket.code.to_string(),
            kind: ticket.code.kind().to_owned(),
            title: ticket.title.value.clone(),
            process: ticket.process.value.to_string(),
            status: ticket.status(day),
            received: ticket.received.as_ref().map(|received| received.value),
            answer_due,
            answered,
            days_left: ticket
                .answer_awaited(policy, day)
                .map(|due| (due - day).num_days()),
            actions_open: ticket.actions.iter().filter(open).count(),
            actions_late: ticket.actions.iter().filter(late).count(),
            path: path.to_owned(),
        }
    }

    /// Whether it is open, unanswered and past due.
    pub fn is_late(&self) -> bool {
        self.days_left.is_some_and(|days| days < 0)
    }

    /// Whether it was answered after its last day.
    pub fn answered_late(&self) -> bool {
        matches!((self.answered, self.answer_due), (Some(answered), Some(due)) if answered > due)
    }

    /// Its JSON.
    pub fn json(&self) -> Value {
        let day = |day: Option<NaiveDate>| day.map(|day| day.to_string());
        json!({
            "code": self.code,
            "kind": self.kind,
            "title": self.title,
            "process": self.process,
            "status": self.status.as_str(),
            "received": day(self.received),
            "answer_due": day(self.answer_due),
            "answered": day(self.answered),
            "answered_late": self.answered_late(),
            "days_left": self.days_left,
            "late": self.is_late(),
            "actions_open": self.actions_open,
            "actions_late": self.actions_late,
            "path": self.path,
        })
    }

    /// When its answer is due, or was given, in words.
    pub fn answer(&self, lang: Lang) -> Cell {
        const GIVEN: Text = Text {
            en: "given on {day}",
            fr: "donnée le {day}",
        };
        const GIVEN_LATE: Text = Text {
            en: "given on {day}, late",
            fr: "donnée le {day}, en retard",
        };
        const LEFT: Text = Text {
            en: "{day} ({days} d)",
            fr: "{day} ({days} j)",
        };
        const LATE: Text = Text {
            en: "{day} ({days} d late)",
            fr: "{day} ({days} j de retard)",
        };
        let worded = |text: Text, day: NaiveDate, days: i64| {
            text.with("day", date(day, lang))
                .with("days", number(days, lang))
                .render(lang)
        };
        match (self.answered, self.answer_due, self.days_left) {
            (Some(day), ..) if self.answered_late() => {
                Cell::toned(worded(GIVEN_LATE, day, 0), Tone::Attention)
            }
            (Some(day), ..) => Cell::from(worded(GIVEN, day, 0)),
            (_, Some(due), Some(days)) if days < 0 => {
                Cell::toned(worded(LATE, due, -days), Tone::Bad)
            }
            (_, Some(due), Some(days)) => Cell::from(worded(LEFT, due, days)),
            _ => Cell::from(""),
        }
    }
}

/// The tone of a status.
pub fn tone(status: TicketStatus) -> Tone {
    match status {
        TicketStatus::Closed => Tone::Quiet,
        _ => Tone::Attention,
    }
}

/// The list for people. What is late stands out; the process is told where there are several.
pub fn list(lines: &[TicketLine], style: &Style) -> String {
    const CODE: Text = Text {
        en: "Code",
        fr: "Code",
    };
    const TITLE: Text = Text {
        en: "Title",
        fr: "Titre",
    };
    const PROCESS: Text = Text {
        en: "Process",
        fr: "Processus",
    };
    const STATUS: Text = Text {
        en: "Status",
        fr: "Statut",
    };
    const DUE: Text = Text {
        en: "Answer by",
        fr: "Échéance",
    };
    const DAYS: Text = Text {
        en: "Days",
        fr: "Jours",
    };
    const ACTIONS: Text = Text {
        en: "Actions",
        fr: "Actions",
    };
    const NONE: Text = Text {
        en: "no ticket",
        fr: "aucune fiche",
    };
    let lang = style.lang;
    let Some(first) = lines.first() else {
        return format!("{}\n", NONE.get(lang));
    };
    let several = lines.iter().any(|line| line.process != first.process);
    let mut header = vec![CODE, TITLE, STATUS, DUE, DAYS, ACTIONS];
    if several {
        header.insert(2, PROCESS);
    }
    let rows: Vec<Vec<Cell>> = lines
        .iter()
        .map(|line| {
            let [due, days] = deadline(line, lang);
            let mut row = vec![
                Cell::from(line.code.clone()),
                Cell::from(line.title.clone()),
                Cell::toned(line.status.label().get(lang), tone(line.status)),
                due,
                days,
                actions(line, lang),
            ];
            if several {
                row.insert(2, Cell::from(line.process.clone()));
            }
            row
        })
        .collect();
    let count = i64::try_from(lines.len()).unwrap_or(i64::MAX);
    let word = match lang {
        Lang::Fr => plural(lines.len(), "fiche", "fiches", lang),
        Lang::En => plural(lines.len(), "ticket", "tickets", lang),
    };
    let header: Vec<&str> = header.iter().map(|text| text.get(lang)).collect();
    format!(
        "{}{}\n",
        table(&header, &rows, style),
        style.tone(Tone::Quiet, &format!("{} {word}", number(count, lang)))
    )
}

/// The last day for the answer, and the days that are left to it.
fn deadline(line: &TicketLine, lang: Lang) -> [Cell; 2] {
    let due = line.answer_due.map(|due| date(due, lang));
    const LATE: Text = Text {
        en: "{days} late",
        fr: "{days} de retard",
    };
    const ANSWERED_LATE: Text = Text {
        en: "answered late",
        fr: "répondue en retard",
    };
    let days = line.days_left.map(|days| match days {
        days if days < 0 => LATE.with("days", -days).render(lang),
        days => number(days, lang),
    });
    let days = days.or(line
        .answered_late()
        .then(|| ANSWERED_LATE.get(lang).to_owned()));
    [due, days].map(|text| {
        let text = text.unwrap_or_default();
        match line.is_late() {
            true => Cell::toned(text, Tone::Bad),
            false => Cell::from(text),
        }
    })
}

/// How many actions are open, and how many of them late.
fn actions(line: &TicketLine, lang: Lang) -> Cell {
    const LATE: Text = Text {
        en: "{open} ({late} late)",
        fr: "{open} ({late} en retard)",
    };
    match (line.actions_open, line.actions_late) {
        (0, _) => Cell::from(""),
        (open, 0) => Cell::from(open.to_string()),
        (open, late) => {
            let text = LATE.with("open", open).with("late", late).render(lang);
            Cell::toned(text, Tone::Bad)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus;
    use crate::model::entity::Entity;
    use crate::model::layout::EntityKind;
    use crate::repository::Tree;

    /// A complaint of January, as known in November.
    fn line(facts: &str) -> TicketLine {
        let day: NaiveDate = "2026-11-21".parse().expect("a date of the test");
        let path = "smac/2026/RE-2026-0001.md";
        let text = format!(
            "---\ncode: RE-2026-0001\ntitre: Essai\nrecu: 2026-01-05\ncanal: courriel\nprocessus: PAPED\n{facts}---\n"
        );
        let files = [("qms.yaml", String::new()), (path, text)];
        let files = files.map(|(path, text)| (path.to_owned(), text.into_bytes()));
        let corpus = corpus::load(&Tree::Memory(files.into()), |_| day).expect("it has a policy");
        let mut tickets = corpus.entities(EntityKind::Ticket);
        match tickets.next() {
            Some((_, Entity::Ticket(ticket))) => TicketLine::of(corpus.policy(), ticket, path, day),
            other => panic!("no ticket: {other:?}"),
        }
    }

    #[test]
    fn a_complaint_without_an_answer_is_late_until_it_is_closed() {
        let open = line("");
        assert!(open.is_late(), "{open:?}");
        let closed = line("clos-le: 2026-09-01\n");
        assert!(!closed.is_late(), "{closed:?}");
        assert_eq!(closed.days_left, None);
        assert_eq!(closed.json()["late"], false);
    }

    #[test]
    fn a_complaint_that_was_answered_late_says_so_once_closed() {
        let line = line("reponse: {date: 2026-06-01}\nclos-le: 2026-09-01\n");
        assert!(line.answered_late() && !line.is_late(), "{line:?}");
    }
}
