//! A report row by row, for a page that its columns do not fit.

use super::clean;
use crate::report::lines::{colon, length, toned, wrap};
use crate::report::tables::{Merge, Row, Section, Table};
use crate::report::{Style, Tone};

const GAP: usize = 2;

/// Row by row: what rows have in common once, then each row with its first cell as a heading.
pub(super) fn blocks(table: &Table, section: &Section, style: &Style) -> String {
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
