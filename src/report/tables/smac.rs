//! The tickets of the improvement system, a row each, by kind.

use super::found::{is_late, received, tickets};
use super::{Cell, Row, Section, Table, columns, say, unread};
use crate::corpus::Corpus;
use crate::model::layout::EntityKind;
use crate::model::ticket::Ticket;
use crate::text::{Lang, Text};

const TITLE: Text = say(
    "NONCONFORMITIES, PROPOSALS, COMPLAINTS",
    "NON-CONFORMITÉS, PROPOSITIONS, RÉCLAMATIONS",
);

const COLUMNS: [(&str, Text); 10] = [
    ("code", say("Code", "Code")),
    ("title", say("Title", "Titre")),
    ("kind", say("Kind", "Nature")),
    ("process", say("Process", "Processus")),
    ("status", say("Status", "Statut")),
    ("received", say("Received", "Reçue le")),
    ("answer_due", say("Answer due", "Réponse due le")),
    ("answered", say("Answered", "Répondue le")),
    ("actions_open", say("Actions open", "Actions en cours")),
    ("actions_late", say("Actions late", "Actions en retard")),
];

/// The table of a corpus, on its day.
pub fn table(corpus: &Corpus, lang: Lang) -> Table {
    const LATE: Text = say(
        "Unanswered and past due: {codes}.",
        "Sans réponse et hors délai\u{a0}: {codes}.",
    );
    let tickets = tickets(corpus);
    let today = corpus.as_of();
    let late: Vec<String> = tickets
        .iter()
        .filter(|ticket| {
            let due = ticket.answer_awaited(corpus.policy(), today);
            due.is_some_and(|due| due < today)
        })
        .map(|ticket| ticket.code.to_string())
        .collect();
    let mut notes: Vec<String> = unread(corpus, &[EntityKind::Ticket], lang)
        .into_iter()
        .collect();
    if !late.is_empty() {
        notes.insert(0, LATE.with("codes", late).render(lang));
    }
    let kinds = corpus.policy().tickets.iter();
    Table {
        title: TITLE.get(lang).to_owned(),
        columns: columns(&COLUMNS, lang),
        sections: kinds
            .map(|kind| Section {
                title: Some(format!("{} - {}", kind.id, kind.name)),
                rows: tickets
                    .iter()
                    .filter(|ticket| *ticket.code.kind() == *kind.id)
                    .map(|ticket| row(corpus, ticket, lang))
                    .collect(),
            })
            .collect(),
        notes,
        ..Table::default()
    }
}

fn row(corpus: &Corpus, ticket: &Ticket, lang: Lang) -> Row {
    let today = corpus.as_of();
    let kind = corpus.policy().ticket_kind(ticket.code.kind());
    let open = ticket
        .actions
        .iter()
        .filter(|one| one.closed(today).is_none());
    let late = ticket.actions.iter().filter(|one| is_late(one, today));
    vec![
        Cell::from(ticket.code.to_string()),
        Cell::from(ticket.title.value.clone()),
        Cell::from(kind.map(|kind| kind.name.clone())),
        Cell::from(ticket.process.value.to_string()),
        Cell::from(ticket.status(today).label().get(lang)),
        Cell::from(received(ticket)),
        Cell::from(ticket.answer_due(corpus.policy())),
        Cell::from(ticket.answered.filter(|day| *day <= today)),
        Cell::from(open.count()),
        Cell::from(late.count()),
    ]
}
