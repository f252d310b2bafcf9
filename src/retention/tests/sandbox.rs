//! A repository in memory, and what `retention` says of it on a day.

use super::super::{Item, items};
use crate::corpus::{self, Corpus};
use crate::model::retention::Waiting;
use crate::repository::Tree;
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// A civil day.
pub fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date of the test")
}

/// Files in memory.
#[derive(Default, Clone)]
pub struct Repository {
    files: BTreeMap<String, Vec<u8>>,
}

impl Repository {
    /// A policy, with the lines of qms.yaml.
    pub fn new(policy: &str) -> Repository {
        let mut repository = Repository::default();
        repository.put("qms.yaml", policy);
        repository
    }

    /// A file.
    pub fn put(&mut self, path: &str, text: &str) {
        self.files.insert(path.to_owned(), text.as_bytes().to_vec());
    }

    /// A series with its three cells and more lines.
    pub fn series(mut self, slug: &str, cells: [&str; 3], more: &str) -> Repository {
        let [filing, archiving, fate] = cells;
        let path = format!("registres/enregistrements/{slug}.md");
        let text = format!(
            "---\nlibelle: {slug}\nsection: A\nclassement: {{duree: \"{filing}\"}}\narchivage: {{duree: \"{archiving}\"}}\ndestruction: \"{fate}\"\n{more}---\n"
        );
        self.put(&path, &text);
        self
    }

    /// A record of a series and a day.
    pub fn record(mut self, code: &str, series: &str, date: &str, more: &str) -> Repository {
        let kind = code.split('-').next().unwrap_or_default();
        let path = format!("enregistrements/{kind}/{code}.md");
        let text = format!(
            "---\ncode: {code}\ntitre: Essai\ndate: {date}\nserie: {series}\nprocessus: PAPED\n{more}---\n"
        );
        self.put(&path, &text);
        self
    }

    /// A ticket received on a day.
    pub fn ticket(mut self, code: &str, received: &str, more: &str) -> Repository {
        let year = code.split('-').nth(1).unwrap_or_default();
        let path = format!("smac/{year}/{code}.md");
        let text = format!(
            "---\ncode: {code}\ntitre: Essai\nrecu: {received}\ncanal: interne\nprocessus: PAPED\n{more}---\n"
        );
        self.put(&path, &text);
        self
    }

    /// What it holds, seen from a day.
    pub fn corpus(&self, as_of: &str) -> Corpus {
        let as_of = day(as_of);
        corpus::load(&Tree::Memory(self.files.clone()), |_| as_of).expect("it has a policy")
    }

    /// What `retention` says of a code on a day, in short: stage, end of filing, end of archiving,
    /// first day of destruction, what it waits for.
    pub fn says(&self, code: &str, as_of: &str) -> String {
        let corpus = self.corpus(as_of);
        let items = items(&corpus);
        let item = items
            .iter()
            .find(|item| item.code.to_string() == code)
            .unwrap_or_else(|| panic!("{code} is not kept"));
        short(item)
    }
}

fn short(item: &Item<'_>) -> String {
    let state = &item.state;
    let day = |day: Option<NaiveDate>| day.map_or("-".to_owned(), |day| day.to_string());
    let waits = match &state.waiting_for {
        None => String::new(),
        Some(Waiting::For(origin)) => format!(" ({})", crate::retention::words::key(origin)),
        Some(Waiting::Newer(count, label)) => format!(" ({count} {label})"),
        Some(other) => format!(" ({other:?})"),
    };
    format!(
        "{}{waits} {} {} {}",
        state.stage.as_str(),
        day(state.filing.last()),
        day(state.archiving.last()),
        day(state.destroy_from)
    )
}
