//! The figures of two activity reports beside each other: what they were, what they are, by how much
//! they moved.

use super::super::{Cell, Column, Row, Table, Value, say};
use crate::model::figure::Figure;
use crate::text::{Lang, Text};

/// The place of the figure in a row of an activity report.
const VALUE: usize = 1;

/// Where the earlier figures come from.
#[derive(Debug, Clone, Copy)]
pub struct Earlier<'t> {
    /// The earlier report, in the same language.
    pub table: &'t Table,
    /// The revision that it was made from, as a person named it.
    pub revision: &'t str,
}

/// The later report, with a column for the earlier figures and one for the difference; below each
/// section, what the earlier one had and it has no more.
pub fn beside(mut now: Table, earlier: Earlier<'_>, lang: Lang) -> Table {
    const BEFORE: Text = say("At {revision}", "À {revision}");
    const MOVED: Text = say("Difference", "Écart");
    const NOTE: Text = say(
        "Earlier figures are those that the same report gave at `{revision}`: its tree, seen on the day of its commit, for the year of that day.",
        "Les chiffres antérieurs sont ceux que le même rapport donnait à `{revision}`\u{a0}: son arborescence, vue du jour de son commit, pour l'année de ce jour.",
    );
    let added = [
        Column::new(
            "before",
            BEFORE.with("revision", earlier.revision).render(lang),
        ),
        Column::new("difference", MOVED.get(lang)),
    ];
    now.columns.splice(VALUE + 1..VALUE + 1, added);
    for section in &mut now.sections {
        let known = earlier
            .table
            .sections
            .iter()
            .find(|one| one.title == section.title);
        let known: &[Row] = known.map_or(&[], |one| &one.rows);
        let gone: Vec<Row> = known
            .iter()
            .filter(|one| section.rows.iter().all(|row| row.first() != one.first()))
            .map(no_more)
            .collect();
        for row in &mut section.rows {
            let same = known.iter().find(|one| one.first() == row.first());
            let before = same.and_then(figure);
            let moved = figure(row)
                .zip(before)
                .map(|(now, before)| now.minus(before));
            row.splice(
                VALUE + 1..VALUE + 1,
                [Cell::from(before), Cell::from(moved)],
            );
        }
        section.rows.extend(gone);
    }
    now.notes
        .push(NOTE.with("revision", earlier.revision).render(lang));
    now
}

/// A row that the later report has no more: its figure stands among the earlier ones, alone.
fn no_more(row: &Row) -> Row {
    let mut row = row.clone();
    let before = figure(&row);
    let figures = [Cell::from(""), Cell::from(before), Cell::from("")];
    row.splice(VALUE..=VALUE, figures);
    row
}

fn figure(row: &Row) -> Option<Figure> {
    match row.get(VALUE)?.value {
        Value::Number { digits, decimals } => Some(Figure { digits, decimals }),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::Section;
    use super::*;

    fn report(rows: &[(&str, Option<&str>)]) -> Table {
        let rows = rows.iter().map(|(item, value)| {
            let value = value.and_then(Figure::parse);
            vec![Cell::from(*item), Cell::from(value), Cell::from("fiches")]
        });
        Table {
            columns: ["item", "value", "unit"]
                .map(|key| Column::new(key, key))
                .to_vec(),
            sections: vec![Section {
                title: Some("Fiches".to_owned()),
                rows: rows.collect(),
            }],
            ..Table::default()
        }
    }

    #[test]
    fn a_figure_stands_beside_what_it_was_and_one_that_was_not_beside_nothing() {
        let before = report(&[("Reçues", Some("12")), ("Part", Some("82.42"))]);
        let now = report(&[
            ("Part", Some("90")),
            ("Reçues", Some("9")),
            ("Closes", Some("3")),
        ]);
        let earlier = Earlier {
            table: &before,
            revision: "audit-2025",
        };
        let both = beside(now, earlier, Lang::Fr);
        let said: Vec<Vec<String>> = both.sections[0]
            .rows
            .iter()
            .map(|row| row.iter().map(|cell| cell.value.data()).collect())
            .collect();
        assert_eq!(
            said,
            [
                ["Part", "90", "82.42", "7.58", "fiches"],
                ["Reçues", "9", "12", "-3", "fiches"],
                ["Closes", "3", "", "", "fiches"],
            ]
        );
        assert_eq!(both.columns[2].label, "À audit-2025");
    }

    #[test]
    fn a_figure_that_is_no_more_stands_beside_what_it_was() {
        let before = report(&[("Courrier", Some("4")), ("Reçues", Some("12"))]);
        let earlier = Earlier {
            table: &before,
            revision: "audit-2025",
        };
        let both = beside(report(&[("Reçues", Some("9"))]), earlier, Lang::Fr);
        let said: Vec<Vec<String>> = both.sections[0]
            .rows
            .iter()
            .map(|row| row.iter().map(|cell| cell.value.data()).collect())
            .collect();
        assert_eq!(
            said,
            [
                ["Reçues", "9", "12", "-3", "fiches"],
                ["Courrier", "", "4", "", "fiches"],
            ]
        );
    }
}
