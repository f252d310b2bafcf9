//! A table in Markdown: GFM has no merged cells, so that titles say their group, and what a cell
//! covers stays empty.

use super::{Edition, NO_ROW, one_line};
use crate::report::tables::{Merge, Section, Table, Value};

/// The whole page.
pub fn markdown(table: &Table, edition: &Edition) -> String {
    let mut out = format!("# {}\n\n", inline(&table.title));
    out.push_str(&inline(&edition.lines().join(" · ")));
    out.push_str("\n\n");
    out.push_str(&body(table, edition, "##"));
    out
}

/// What stands below the head, headings with these marks.
pub fn body(table: &Table, edition: &Edition, heading: &str) -> String {
    let mut out = String::new();
    for line in &table.subtitle {
        out.push_str(&format!("{}\n\n", inline(line)));
    }
    for section in &table.sections {
        if let Some(title) = &section.title {
            out.push_str(&format!("{heading} {}\n\n", inline(title)));
        }
        if section.rows.is_empty() {
            out.push_str(&format!("*{}*\n\n", NO_ROW.get(edition.lang)));
        } else {
            out.push_str(&rows(table, section, edition));
            out.push('\n');
        }
    }
    for note in &table.notes {
        out.push_str(&format!("{}\n\n", inline(note)));
    }
    format!("{}\n", out.trim_end())
}

fn rows(table: &Table, section: &Section, edition: &Edition) -> String {
    let line = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
    let titles = table.columns.iter();
    let mut out = line(
        titles
            .map(|column| inline(&column.whole(edition.lang)))
            .collect(),
    );
    let rules = (0..table.columns.len()).map(|column| match is_number(section, column) {
        true => "---:|",
        false => "---|",
    });
    out.push_str(&format!("|{}\n", rules.collect::<String>()));
    for row in &section.rows {
        out.push_str(&line(
            row.iter()
                .map(|cell| match cell.merge {
                    Merge::None => inline(&cell.value.shown(edition.lang)),
                    _ => String::new(),
                })
                .collect(),
        ));
    }
    out
}

/// Whether a column holds numbers, which stand at its right end.
fn is_number(section: &Section, column: usize) -> bool {
    let mut cells = section.rows.iter().filter_map(|row| row.get(column));
    cells.all(|cell| matches!(cell.value, Value::Number { .. }))
}

/// A text that Markdown takes as it stands.
fn inline(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in one_line(text).chars() {
        if matches!(
            letter,
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '&' | '$'
        ) {
            out.push('\\');
        }
        out.push(letter);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_stays_in_its_column_and_is_no_markup() {
        assert_eq!(
            inline("a|b\n<b>\u{85}[x](y) `c` *d* &amp;"),
            "a\\|b \\<b\\> \\[x\\](y) \\`c\\` \\*d\\* \\&amp;"
        );
    }
}
