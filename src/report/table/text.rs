//! A report on a terminal: in columns where the page is wide enough, else row by row.

use super::blocks::blocks;
use super::grid::Grid;
use super::{Edition, NO_ROW, clean};
use crate::report::lines::{flow, toned, wrap};
use crate::report::tables::Table;
use crate::report::{Style, Tone};

/// The report, fitted to the page.
pub fn text(table: &Table, edition: &Edition, style: &Style) -> String {
    let mut out = wrap(
        &toned(&clean(&table.title), Tone::Strong, style),
        style.width,
        0,
    );
    out.push_str(&flow(
        &edition
            .lines()
            .iter()
            .map(|line| clean(line))
            .collect::<Vec<_>>(),
        " · ",
        style.width,
        0,
    ));
    for line in &table.subtitle {
        out.push_str(&wrap(&clean(line), style.width, 0));
    }
    out.push('\n');
    let grid = Grid::fitted(table, style);
    if let Some(grid) = &grid {
        out.push_str(&grid.header());
    }
    for (index, section) in table.sections.iter().enumerate() {
        if index > 0 {
            out.push('\n');
        }
        if let Some(title) = &section.title {
            out.push_str(&wrap(
                &toned(&clean(title), Tone::Strong, style),
                style.width,
                2,
            ));
            out.push('\n');
        }
        out.push_str(&match &grid {
            _ if section.rows.is_empty() => format!("{}\n", NO_ROW.get(edition.lang)),
            Some(grid) => grid.rows(section),
            None => blocks(table, section, style),
        });
    }
    if !table.notes.is_empty() {
        out.push('\n');
    }
    for note in &table.notes {
        out.push_str(&wrap(&clean(note), style.width, 0));
    }
    out
}
