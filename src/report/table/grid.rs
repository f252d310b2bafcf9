//! A report in columns: groups over their titles, rules between rows, merged cells through them.

use super::clean;
use super::fit::{held, widths};
use crate::report::lines::{length, toned, wrap};
use crate::report::tables::{Merge, Section, Table, Value};
use crate::report::{Style, Tone};
use std::collections::VecDeque;

const GAP: usize = 2;

/// Columns side by side, rules between rows.
pub(super) struct Grid<'t> {
    table: &'t Table,
    widths: Vec<usize>,
    style: &'t Style,
}

impl<'t> Grid<'t> {
    /// The columns, where the page is wide enough for them.
    pub(super) fn fitted(table: &'t Table, style: &'t Style) -> Option<Grid<'t>> {
        let held = held(table, style.lang, &clean);
        let gaps = GAP * table.columns.len().saturating_sub(1);
        Some(Grid {
            widths: widths(&held, style.width.checked_sub(gaps)?)?,
            table,
            style,
        })
    }

    fn width(&self, column: usize, count: usize) -> usize {
        let widths = self.widths.iter().skip(column).take(count);
        widths.sum::<usize>() + GAP * count.saturating_sub(1)
    }

    /// Groups over their columns, then titles, then a heavy rule.
    pub(super) fn header(&self) -> String {
        let mut out = String::new();
        if self.table.has_groups() {
            let groups = self.table.groups();
            let parts: Vec<(String, usize)> = groups
                .iter()
                .map(|(group, first, count)| {
                    let title = group.map(|group| clean(&group.title)).unwrap_or_default();
                    (title, self.width(*first, *count))
                })
                .collect();
            out.push_str(&self.line(&parts));
            let under: Vec<String> = groups
                .iter()
                .zip(&parts)
                .map(|((group, ..), (_, width))| match group {
                    Some(_) => "─".repeat(*width),
                    None => " ".repeat(*width),
                })
                .collect();
            out.push_str(&self.quiet(&under.join(&" ".repeat(GAP))));
        }
        let labels = self.table.columns.iter().zip(&self.widths);
        let labels: Vec<(String, usize)> = labels
            .map(|(column, width)| (clean(&column.label), *width))
            .collect();
        out.push_str(&self.line(&labels));
        out.push_str(&self.quiet(&"━".repeat(self.width(0, self.widths.len()))));
        out
    }

    /// Titles beside each other, each wrapped in its width.
    fn line(&self, parts: &[(String, usize)]) -> String {
        let wrapped: Vec<Vec<String>> = parts
            .iter()
            .map(|(text, width)| wrap(text, *width, 0).lines().map(str::to_owned).collect())
            .collect();
        let height = wrapped.iter().map(Vec::len).max().unwrap_or(0);
        let mut out = String::new();
        for index in 0..height {
            let cells = wrapped.iter().zip(parts).map(|(lines, (_, width))| {
                let line = lines.get(index).map(String::as_str).unwrap_or_default();
                padded(&toned(line, Tone::Strong, self.style), *width)
            });
            let cells: Vec<String> = cells.collect();
            out.push_str(cells.join(&" ".repeat(GAP)).trim_end());
            out.push('\n');
        }
        out
    }

    fn quiet(&self, rule: &str) -> String {
        format!("{}\n", self.style.tone(Tone::Quiet, rule.trim_end()))
    }

    /// The rows of a section.
    pub(super) fn rows(&self, section: &Section) -> String {
        let columns = self.widths.len();
        // What cells that cover several rows still have to say.
        let mut carried: Vec<VecDeque<String>> = vec![VecDeque::new(); columns];
        let mut out = String::new();
        for (index, row) in section.rows.iter().enumerate() {
            let mut own: Vec<Vec<String>> = vec![Vec::new(); columns];
            let mut covered = vec![1; columns];
            for (column, cell) in row.iter().enumerate() {
                let Some((down, right)) = section.span(index, column) else {
                    continue;
                };
                covered[column] = right;
                let text = clean(&cell.value.shown(self.style.lang));
                let width = self.width(column, right);
                let wrapped = wrap(&text, width, 0);
                let number = matches!(cell.value, Value::Number { .. });
                let lines = wrapped.lines().map(|line| match number {
                    true => format!("{}{line}", " ".repeat(width.saturating_sub(length(line)))),
                    false => line.to_owned(),
                });
                if down > 1 {
                    carried[column] = lines.collect();
                } else {
                    own[column] = lines.collect();
                }
            }
            let ends = |column: usize| !goes_on(section, index, column);
            let height = (0..columns)
                .map(|column| match ends(column) {
                    true => own[column].len().max(carried[column].len()),
                    false => own[column].len(),
                })
                .max()
                .unwrap_or(0)
                .max(1);
            for line in 0..height {
                let mut drawn = String::new();
                let mut column = 0;
                while column < columns {
                    let said = carried[column]
                        .pop_front()
                        .or_else(|| own[column].get(line).cloned())
                        .unwrap_or_default();
                    let count = covered[column];
                    drawn.push_str(&padded(&said, self.width(column, count)));
                    drawn.push_str(&" ".repeat(GAP));
                    column += count;
                }
                out.push_str(drawn.trim_end());
                out.push('\n');
            }
            if index + 1 < section.rows.len() {
                out.push_str(&self.rule(section, index, &mut carried));
            }
        }
        out
    }

    /// The rule between a row and the next; a cell that covers both goes through it.
    fn rule(&self, section: &Section, index: usize, carried: &mut [VecDeque<String>]) -> String {
        let mut out = String::new();
        for (column, width) in self.widths.iter().enumerate() {
            if goes_on(section, index, column) {
                let said = carried[column].pop_front().unwrap_or_default();
                out.push_str(&padded(&said, width + GAP));
            } else {
                let joined = column + 1 < self.widths.len() && !goes_on(section, index, column + 1);
                let rule = "─".repeat(width + if joined { GAP } else { 0 });
                out.push_str(&self.style.tone(Tone::Quiet, &rule));
                out.push_str(&" ".repeat(if joined { 0 } else { GAP }));
            }
        }
        format!("{}\n", out.trim_end())
    }
}

/// Whether the cell of a row also covers the next row.
fn goes_on(section: &Section, row: usize, column: usize) -> bool {
    let below = section.rows.get(row + 1).and_then(|row| row.get(column));
    below.is_some_and(|cell| cell.merge == Merge::Above)
}

fn padded(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(length(text))))
}
