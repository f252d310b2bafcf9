//! A report on a terminal: in columns where the page is wide enough, else row by row.

use super::fit::{held, widths};
use super::{Edition, NO_ROW, one_line};
use crate::report::lines::{colon, flow, length, toned, wrap};
use crate::report::tables::{Merge, Row, Section, Table};
use crate::report::{Style, Tone};
use crate::text::escape_controls;
use std::collections::VecDeque;

const GAP: usize = 2;

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
    let grid = Grid::fitted(table, edition, style);
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

/// A text on one line, safe for a terminal.
fn clean(text: &str) -> String {
    escape_controls(&one_line(text)).into_owned()
}

/// Columns side by side, rules between rows.
struct Grid<'t> {
    table: &'t Table,
    widths: Vec<usize>,
    style: &'t Style,
}

impl<'t> Grid<'t> {
    fn fitted(table: &'t Table, edition: &Edition, style: &'t Style) -> Option<Grid<'t>> {
        let held = held(table, edition.lang, &clean);
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
    fn header(&self) -> String {
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

    fn rows(&self, section: &Section) -> String {
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
                let wrapped = wrap(&text, self.width(column, right), 0);
                let lines = wrapped.lines().map(str::to_owned);
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

/// Row by row: what rows have in common once, then each row with its first cell as a heading.
fn blocks(table: &Table, section: &Section, style: &Style) -> String {
    let runs = section
        .rows
        .iter()
        .any(|row| row.first().is_some_and(|cell| cell.merge == Merge::Above));
    let mut out = String::new();
    let mut start = 0;
    while start < section.rows.len() {
        let (count, _) = section.span(start, 0).unwrap_or((1, 1));
        let common: Vec<usize> = (0..table.columns.len())
            .filter(|column| {
                runs && (*column == 0
                    || count > 1 && section.span(start, *column) == Some((count, 1)))
            })
            .collect();
        if start > 0 {
            out.push('\n');
        }
        let indent = if runs {
            out.push_str(&block(table, &section.rows[start], &common, 0, style));
            2
        } else {
            0
        };
        let rest: Vec<usize> = (0..table.columns.len())
            .filter(|column| !common.contains(column))
            .collect();
        for (index, row) in section.rows[start..start + count].iter().enumerate() {
            if runs || index > 0 {
                out.push('\n');
            }
            out.push_str(&block(table, row, &rest, indent, style));
        }
        start += count;
    }
    out
}

/// Some cells of a row: the first as a heading, the others below it, group by group.
fn block(table: &Table, row: &Row, columns: &[usize], indent: usize, style: &Style) -> String {
    let said = |column: usize| {
        row.get(column)
            .map(|cell| clean(&cell.value.shown(style.lang)))
    };
    let Some((head, rest)) = columns.split_first() else {
        return String::new();
    };
    let heading = toned(&said(*head).unwrap_or_default(), Tone::Strong, style);
    let mut out = wrap(
        &format!("{}{heading}", " ".repeat(indent)),
        style.width,
        indent + 2,
    );
    let group_of = |column: usize| table.columns[column].group.as_ref();
    let own_group = group_of(*head);
    let label_width = table
        .groups()
        .iter()
        .filter(|(group, ..)| group.is_some() && *group != own_group)
        .filter_map(|(group, ..)| group.map(|group| length(&clean(&group.title))))
        .max()
        .unwrap_or(0);
    for columns in rest.chunk_by(|a, b| group_of(*a) == group_of(*b)) {
        let alone = group_of(columns[0]).is_some()
            && table
                .groups()
                .iter()
                .any(|(_, first, count)| *first == columns[0] && *count == 1);
        let covers = |column: usize| {
            let beside = row.iter().skip(column + 1);
            beside.take_while(|cell| cell.merge == Merge::Left).count()
        };
        let mut label: Vec<String> = Vec::new();
        let mut items: Vec<String> = Vec::new();
        for column in columns {
            let Some(text) = said(*column).filter(|text| !text.is_empty()) else {
                continue;
            };
            let covered = covers(*column);
            for column in *column..=*column + covered {
                let title = group_of(column).map(|group| clean(&group.title));
                label.extend(title.filter(|title| !label.contains(title)));
            }
            let name = clean(&table.columns[*column].label);
            items.push(if alone || covered > 0 || name.is_empty() {
                text
            } else {
                let name = toned(&name, Tone::Quiet, style);
                format!("{name}{}{text}", colon(style.lang))
            });
        }
        if items.is_empty() {
            continue;
        }
        let margin = indent + 2;
        if group_of(columns[0]) == own_group {
            out.push_str(&flowed(&items, style.width, margin));
            continue;
        }
        let label = label.join(", ");
        let hang = margin + label_width.max(length(&label)) + GAP;
        let hang = if hang * 2 > style.width { margin } else { hang };
        let drawn = flowed(&items, style.width, hang);
        let gap = hang.saturating_sub(margin + length(&label));
        let label = style.tone(Tone::Quiet, &label);
        if hang == margin {
            out.push_str(&format!("{}{label}\n{drawn}", " ".repeat(margin)));
        } else {
            let text = drawn.trim_start_matches(' ');
            out.push_str(&format!(
                "{}{label}{}{text}",
                " ".repeat(margin),
                " ".repeat(gap)
            ));
        }
    }
    out
}

/// Items one after another from a margin; what an item has more than its line hangs below it.
fn flowed(items: &[String], width: usize, margin: usize) -> String {
    let hang = margin + if items.len() > 1 { GAP } else { 0 };
    let mut lines: Vec<String> = Vec::new();
    for item in items {
        match lines.last_mut() {
            Some(line) if length(line) + 3 + length(item) <= width => {
                line.push_str(" · ");
                line.push_str(item);
            }
            _ => lines.push(format!("{}{item}", " ".repeat(margin))),
        }
    }
    lines.iter().map(|line| wrap(line, width, hang)).collect()
}
