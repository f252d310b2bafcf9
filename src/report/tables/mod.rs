//! Reports as values: columns and rows, one file a report; `report::table` gives them their shape.

pub mod acks;
pub mod activity;
mod cell;
pub mod destroyed;
pub mod disposals;
pub mod documents;
mod found;
pub mod indicators;
pub mod matrix;
pub mod process;
pub mod records;
pub mod review_pack;
pub mod reviews;
pub mod series;
pub mod smac;
pub mod watch;

use crate::corpus::Corpus;
use crate::model::figure::Figure;
use crate::model::layout::EntityKind;
use crate::text::{Lang, Text, date, decimal};
use chrono::NaiveDate;
use series::Series;

/// A report: a title, columns in groups, sections of rows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Table {
    /// Its title.
    pub title: String,
    /// Lines below the title that belong to what it says.
    pub subtitle: Vec<String>,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows, section by section.
    pub sections: Vec<Section>,
    /// What a reader must know, below the rows.
    pub notes: Vec<String>,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its key in JSON.
    pub key: &'static str,
    /// Its title; empty where its group says all.
    pub label: String,
    /// The heading that it shares with its neighbours.
    pub group: Option<Group>,
}

/// A heading over neighbouring columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// As it stands over them.
    pub title: String,
    /// As it stands before each title, where headings cannot be merged.
    pub prefix: String,
}

/// Rows under a heading.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Section {
    /// The heading; none where the table is one.
    pub title: Option<String>,
    /// The rows, a cell for each column.
    pub rows: Vec<Row>,
}

/// A row.
pub type Row = Vec<Cell>;

/// A cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// What it says.
    pub value: Value,
    /// Whether it is one cell with a neighbour.
    pub merge: Merge,
}

/// What a cell says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// A text.
    Text(String),
    /// A civil day.
    Date(NaiveDate),
    /// A number, exact: 8242 with two decimals is 82.42.
    Number {
        /// All its digits.
        digits: i64,
        /// How many of them are decimals.
        decimals: u8,
    },
    /// A run of values, oldest first.
    Series(Series),
}

/// Whether a cell is one with a neighbour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Merge {
    /// It stands alone, or is the first of those that are one.
    None,
    /// With the cell above, whose value it repeats.
    Above,
    /// With the cell on its left, which holds the value.
    Left,
}

impl Column {
    /// A column without a group.
    pub fn new(key: &'static str, label: impl Into<String>) -> Column {
        Column {
            key,
            label: label.into(),
            group: None,
        }
    }

    /// The column's whole title where headings cannot be merged: « Classement : durée ».
    pub fn whole(&self, lang: Lang) -> String {
        let Some(group) = &self.group else {
            return self.label.clone();
        };
        if self.label.is_empty() {
            return group.prefix.clone();
        }
        let mut letters = self.label.chars();
        let first = letters.next().unwrap_or_default();
        // A word all in capitals keeps them.
        let label = match letters.next() {
            Some(second) if second.is_lowercase() => {
                first.to_lowercase().to_string() + &self.label[first.len_utf8()..]
            }
            _ => self.label.clone(),
        };
        format!("{}{}{label}", group.prefix, super::lines::colon(lang))
    }
}

impl Value {
    /// As people read it.
    pub fn shown(&self, lang: Lang) -> String {
        match self {
            Value::Text(text) => text.clone(),
            Value::Date(day) => date(*day, lang),
            Value::Number { digits, decimals } => decimal(*digits, *decimals, lang),
            Value::Series(series) => series.marks(),
        }
    }

    /// As programs read it: days ISO 8601, numbers with a point and nothing else.
    pub fn data(&self) -> String {
        match self {
            Value::Text(text) => text.clone(),
            Value::Date(day) => day.to_string(),
            Value::Number { digits, decimals } => Figure {
                digits: *digits,
                decimals: *decimals,
            }
            .to_string(),
            Value::Series(series) => series.data(),
        }
    }

    /// Whether it says nothing.
    pub fn is_empty(&self) -> bool {
        match self {
            Value::Text(text) => text.trim().is_empty(),
            Value::Series(series) => series.points.is_empty(),
            Value::Date(_) | Value::Number { .. } => false,
        }
    }
}

impl Section {
    /// How many rows and columns the cell at a place covers; none where another covers it.
    pub fn span(&self, row: usize, column: usize) -> Option<(usize, usize)> {
        let merge = |row: usize, column: usize| {
            let cell = self.rows.get(row)?.get(column)?;
            Some(cell.merge)
        };
        if merge(row, column)? != Merge::None {
            return None;
        }
        let down = (row + 1..)
            .take_while(|below| merge(*below, column) == Some(Merge::Above))
            .count();
        let right = (column + 1..)
            .take_while(|beside| merge(row, *beside) == Some(Merge::Left))
            .count();
        Some((down + 1, right + 1))
    }
}

impl Table {
    /// Neighbouring columns under one heading: the heading, the first column, how many.
    pub fn groups(&self) -> Vec<(Option<&Group>, usize, usize)> {
        let mut groups: Vec<(Option<&Group>, usize, usize)> = Vec::new();
        for (index, column) in self.columns.iter().enumerate() {
            let own = column.group.as_ref();
            match groups.last_mut() {
                Some((group, _, count)) if own.is_some() && *group == own => *count += 1,
                _ => groups.push((own, index, 1)),
            }
        }
        groups
    }

    /// Whether some column has a group.
    pub fn has_groups(&self) -> bool {
        self.columns.iter().any(|column| column.group.is_some())
    }
}

/// Columns without groups, each a key of JSON and a title.
fn columns(columns: &[(&'static str, Text)], lang: Lang) -> Vec<Column> {
    columns
        .iter()
        .map(|(key, label)| Column::new(key, label.get(lang)))
        .collect()
}

/// A sentence of a report in both languages.
const fn say(en: &'static str, fr: &'static str) -> Text {
    Text { en, fr }
}

/// Makes one cell of equal cells above one another in a column; where `within` names a column, only
/// as far as that one is merged.
pub fn merge_down(rows: &mut [Row], column: usize, within: Option<usize>) {
    for row in 1..rows.len() {
        let (above, below) = rows.split_at_mut(row);
        let (Some(above), Some(below)) = (above.last(), below.first_mut()) else {
            continue;
        };
        let inside = within.is_none_or(|outer| below[outer].merge == Merge::Above);
        let same = above[column].value == below[column].value;
        if inside && same && !below[column].value.is_empty() {
            below[column].merge = Merge::Above;
        }
    }
}

impl Table {
    /// The runs of values that it holds, from the top.
    pub fn series(&self) -> impl Iterator<Item = &Series> {
        let rows = self.sections.iter().flat_map(|section| &section.rows);
        rows.flatten().filter_map(|cell| match &cell.value {
            Value::Series(series) if !series.points.is_empty() => Some(series),
            _ => None,
        })
    }
}

/// What the reports say of destruction in a git repository.
const DESTRUCTION: Text = Text {
    en: "Destruction: what is destroyed is removed from the tree and kept in the history of the repository.",
    fr: "Destruction\u{a0}: ce qui est détruit est retiré de l'arborescence, conservé dans l'historique du dépôt.",
};

/// The notes below a table of the register: what destruction means, and what could not be read.
fn notes(corpus: &Corpus, kinds: &[EntityKind], lang: Lang) -> Vec<String> {
    let mut notes = vec![DESTRUCTION.get(lang).to_owned()];
    notes.extend(unread(corpus, kinds, lang));
    notes
}

/// What figures are counted from.
const COUNTED: [EntityKind; 5] = [
    EntityKind::Document,
    EntityKind::Record,
    EntityKind::Ticket,
    EntityKind::Indicator,
    EntityKind::DisposalCertificate,
];

/// The note that names what could not be read; none where all could.
fn unread(corpus: &Corpus, kinds: &[EntityKind], lang: Lang) -> Option<String> {
    const UNREAD: Text = Text {
        en: "Not in this table, since they cannot be read: {paths}.",
        fr: "Absents de ce tableau, faute d'être lisibles\u{a0}: {paths}.",
    };
    let unread: Vec<String> = corpus
        .unread(kinds)
        .map(|file| file.path.to_string())
        .collect();
    (!unread.is_empty()).then(|| UNREAD.with("paths", unread).render(lang))
}

#[cfg(test)]
mod tests;
