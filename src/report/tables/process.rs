//! The process card with what stands around it: documents in force, pilots, indicators, open tickets.

use super::documents::in_force;
use super::found::{indicators, last_value, received, tickets};
use super::{Cell, Column, Row, Section, Table, columns, merge_down, say};
use crate::corpus::{Corpus, Target};
use crate::model::document::Status;
use crate::model::names::{ProcessCode, RoleId};
use crate::model::process::Process;
use crate::text::{Lang, Text, date};

const COLUMNS: [(&str, Text); 4] = [
    ("item", say("Item", "Élément")),
    ("content", say("Content", "Contenu")),
    ("state", say("State", "État")),
    ("date", say("Date", "Date")),
];

/// The role that pilots hold.
const PILOT: &str = "pilote";

/// The card of a process; none where there is no such process.
pub fn table(corpus: &Corpus, code: &ProcessCode, lang: Lang) -> Option<Table> {
    const TITLE: Text = say("PROCESS CARD", "FICHE DE PROCESSUS");
    const GROUP: Text = say("process group: {name}", "macro-processus\u{a0}: {name}");
    const PURPOSE: Text = say("purpose: {words}", "finalité\u{a0}: {words}");
    let process = corpus.process(code)?;
    let group = process.group.as_ref();
    let purpose = PURPOSE.with("words", &process.purpose.value);
    let card = Card {
        corpus,
        process,
        lang,
    };
    Some(Table {
        title: format!("{} {} — {}", TITLE.get(lang), code, process.title.value),
        subtitle: group
            .map(|name| GROUP.with("name", name).render(lang))
            .into_iter()
            .chain([purpose.render(lang)])
            .collect(),
        columns: card.columns(),
        sections: card.sections(),
        notes: super::unread(corpus, &super::COUNTED, lang)
            .into_iter()
            .collect(),
    })
}

struct Card<'c> {
    corpus: &'c Corpus,
    process: &'c Process,
    lang: Lang,
}

impl Card<'_> {
    fn columns(&self) -> Vec<Column> {
        columns(&COLUMNS, self.lang)
    }

    fn sections(&self) -> Vec<Section> {
        const PILOTS: Text = say("Pilots", "Pilotes");
        const CLIENTS: Text = say("Clients and their requirements", "Clients et exigences");
        const INPUTS: Text = say("Inputs", "Données d'entrée");
        const STEPS: Text = say("Steps and their documents", "Étapes et leurs documents");
        const OUTPUTS: Text = say("Outputs", "Données de sortie");
        const DOCUMENTS: Text = say("Documents in force", "Documents en vigueur");
        const INDICATORS: Text = say("Indicators", "Indicateurs");
        const TICKETS: Text = say("Open tickets", "Fiches ouvertes");
        [
            (PILOTS, self.pilots()),
            (CLIENTS, self.clients()),
            (INPUTS, listed(&self.process.inputs)),
            (STEPS, self.steps()),
            (OUTPUTS, listed(&self.process.outputs)),
            (DOCUMENTS, self.documents()),
            (INDICATORS, self.indicators()),
            (TICKETS, self.tickets()),
        ]
        .into_iter()
        .map(|(title, mut rows)| {
            merge_down(&mut rows, 0, None);
            Section {
                title: Some(title.get(self.lang).to_owned()),
                rows,
            }
        })
        .collect()
    }

    fn pilots(&self) -> Vec<Row> {
        const DEPUTY: Text = say("until {day}", "jusqu'au {day}");
        let (role, today) = (RoleId::new(PILOT), self.corpus.as_of());
        let code = &self.process.code.value;
        let holders = self.corpus.holders(&role, Some(code), today);
        holders
            .iter()
            .map(|actor| {
                let mandate = actor
                    .mandates
                    .iter()
                    .find(|one| one.covers(&role, Some(code), today));
                let until = mandate.and_then(|mandate| mandate.until);
                vec![
                    Cell::from(actor.id.value.as_str()),
                    Cell::from(actor.name.value.clone()),
                    Cell::from(until.map(|day| DEPUTY.with("day", day).render(self.lang))),
                    Cell::from(mandate.and_then(|mandate| mandate.from)),
                ]
            })
            .collect()
    }

    fn clients(&self) -> Vec<Row> {
        let mut rows = Vec::new();
        for client in &self.process.clients {
            let name = client.name.value.as_str();
            if client.requirements.is_empty() {
                rows.push(row(name, "", "", ""));
            }
            let asked = client.requirements.iter();
            rows.extend(asked.map(|asked| row(name, &asked.value, "", "")));
        }
        rows
    }

    fn steps(&self) -> Vec<Row> {
        const NONE: Text = say("no document", "aucun document");
        const MISSING: Text = say("not in the repository", "absent du dépôt");
        let mut rows = Vec::new();
        for (index, step) in self.process.steps.iter().enumerate() {
            let title = format!("{}. {}", index + 1, step.title.value);
            if step.documents.is_empty() {
                rows.push(row(&title, "", NONE.get(self.lang), ""));
            }
            for code in &step.documents {
                rows.push(match self.corpus.resolve(&code.value) {
                    Target::Document(version) => {
                        let document = version.document;
                        let from = document.effective_from(version.kind, self.corpus.as_of());
                        vec![
                            Cell::from(title.as_str()),
                            Cell::from(format!("{} — {}", document.code, document.title.value)),
                            Cell::from(version.status.label().get(self.lang)),
                            Cell::from(from.filter(|_| version.status == Status::Effective)),
                        ]
                    }
                    _ => row(&title, &code.value, MISSING.get(self.lang), ""),
                });
            }
        }
        rows
    }

    fn documents(&self) -> Vec<Row> {
        let own = in_force(self.corpus)
            .into_iter()
            .filter(|version| version.document.process.value == self.process.code.value);
        own.map(|version| {
            vec![
                Cell::from(version.document.code.to_string()),
                Cell::from(version.document.title.value.clone()),
                Cell::from(version.kind.name.clone()),
                Cell::from(
                    version
                        .document
                        .effective_from(version.kind, self.corpus.as_of()),
                ),
            ]
        })
        .collect()
    }

    /// Those that the card names, and those that name the process.
    fn indicators(&self) -> Vec<Row> {
        const TARGET: Text = say("target: {target}", "cible\u{a0}: {target}");
        const NO_VALUE: Text = say("no value", "aucune valeur");
        let code = &self.process.code.value;
        let own = indicators(self.corpus).into_iter().filter(|one| {
            let named = self
                .process
                .indicators
                .iter()
                .any(|slug| *slug.value == *one.slug.as_str());
            named
                || one
                    .process
                    .as_ref()
                    .is_some_and(|process| process.value == *code)
        });
        own.map(|one| {
            let (value, period) = last_value(one, self.corpus.as_of(), self.lang)
                .unwrap_or_else(|| (NO_VALUE.get(self.lang).to_owned(), String::new()));
            let target = one.target.as_ref();
            let target = target.map(|target| TARGET.with("target", target).render(self.lang));
            row(
                &one.title.value,
                &value,
                &target.unwrap_or_default(),
                &period,
            )
        })
        .collect()
    }

    fn tickets(&self) -> Vec<Row> {
        const DUE: Text = say(
            "{status}, answer due on {day}",
            "{status}, réponse due le {day}",
        );
        let today = self.corpus.as_of();
        let own = tickets(self.corpus).into_iter().filter(|ticket| {
            ticket.process.value == self.process.code.value && ticket.is_open(today)
        });
        own.map(|ticket| {
            let status = ticket.status(today).label();
            let state = match ticket.answer_awaited(self.corpus.policy(), today) {
                Some(day) => DUE
                    .with("status", status)
                    .with("day", date(day, self.lang))
                    .render(self.lang),
                None => status.get(self.lang).to_owned(),
            };
            vec![
                Cell::from(ticket.code.to_string()),
                Cell::from(ticket.title.value.clone()),
                Cell::from(state),
                Cell::from(received(ticket)),
            ]
        })
        .collect()
    }
}

fn row(item: &str, content: &str, state: &str, date: &str) -> Row {
    [item, content, state, date].map(Cell::from).to_vec()
}

fn listed(texts: &[String]) -> Vec<Row> {
    texts.iter().map(|text| row(text, "", "", "")).collect()
}
