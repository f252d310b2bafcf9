//! A table on a terminal; only this file names tabled.

use crate::report::{Paint, Style, Tone, lines};
use crate::text::escape_controls;
use tabled::builder::Builder;
use tabled::settings::object::{Columns, Rows};
use tabled::settings::{Color, Modify, Padding, Style as Border, Width};

/// One cell: its text, and how it is to strike the eye.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// The text; it need not be safe for a terminal.
    pub text: String,
    /// Its colour, where it has one.
    pub tone: Option<Tone>,
}

impl Cell {
    /// A cell in a tone.
    pub fn toned(text: impl Into<String>, tone: Tone) -> Cell {
        Cell {
            text: text.into(),
            tone: Some(tone),
        }
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Cell {
        Cell { text, tone: None }
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Cell {
        Cell::from(text.to_owned())
    }
}

/// Rows of plain cells under a header; see [`table`].
pub fn terminal(header: &[&str], rows: &[Vec<String>], style: &Style) -> String {
    let rows: Vec<Vec<Cell>> = rows
        .iter()
        .map(|row| row.iter().map(|cell| Cell::from(cell.clone())).collect())
        .collect();
    table(header, &rows, style)
}

/// Rows under a header. Nothing is cut: a long cell takes more lines, between words. Where the
/// page is too narrow for the words of all columns, each row becomes a small paragraph.
pub fn table(header: &[&str], rows: &[Vec<Cell>], style: &Style) -> String {
    let rows: Vec<Vec<Cell>> = rows
        .iter()
        .map(|row| {
            row.iter()
                .map(|cell| Cell {
                    text: escape_controls(&cell.text).into_owned(),
                    tone: cell.tone,
                })
                .collect()
        })
        .collect();
    match widths(header, &rows, style.width) {
        Some(widths) => drawn(header, &rows, &widths, style),
        None => paragraphs(header, &rows, style),
    }
}

/// The width of each column: its longest word at least, and a share of the rest; none where even
/// the longest words do not fit side by side.
fn widths(header: &[&str], rows: &[Vec<Cell>], page: usize) -> Option<Vec<usize>> {
    let columns = header.len();
    let mut least = vec![0; columns];
    let mut whole = vec![0; columns];
    for column in 0..columns {
        let cells = rows
            .iter()
            .filter_map(|row| row.get(column))
            .map(|cell| cell.text.as_str());
        for text in cells.chain([header[column]]) {
            whole[column] = whole[column].max(lines::length(text));
            least[column] =
                least[column].max(text.split(' ').map(lines::length).max().unwrap_or(0));
        }
    }
    let gaps = columns.saturating_sub(1);
    let mut free = page.checked_sub(gaps + least.iter().sum::<usize>())?;
    // Short columns are whole first: a date or a status on two lines is hard to read.
    let mut order: Vec<usize> = (0..columns).collect();
    order.sort_by_key(|column| whole[*column]);
    let mut widths = least;
    for column in order {
        let more = (whole[column] - widths[column]).min(free);
        widths[column] += more;
        free -= more;
    }
    let readable = (0..columns).all(|column| widths[column] >= whole[column].min(16));
    readable.then_some(widths)
}

fn drawn(header: &[&str], rows: &[Vec<Cell>], widths: &[usize], style: &Style) -> String {
    let mut builder = Builder::default();
    builder.push_record(header.iter().map(|cell| (*cell).to_owned()));
    for row in rows {
        builder.push_record(row.iter().zip(widths).map(|(cell, width)| {
            let wrapped = lines::wrap(&cell.text, *width, 0);
            let toned = wrapped.lines().map(|line| {
                cell.tone
                    .map_or_else(|| line.to_owned(), |tone| style.tone(tone, line))
            });
            toned.collect::<Vec<_>>().join("\n")
        }));
    }
    let mut table = builder.build();
    table.with(Border::blank()).with(Padding::zero());
    for (column, width) in widths.iter().enumerate() {
        table.with(Modify::new(Columns::one(column)).with(Width::wrap(*width).keep_words(true)));
    }
    if style.paint == Paint::Colour {
        table.with(Modify::new(Rows::first()).with(Color::BOLD));
    }
    let drawn = table.to_string();
    drawn
        .lines()
        .map(|line| format!("{}\n", line.trim_end()))
        .collect()
}

/// The first two cells as a line, the others below it with their headings.
fn paragraphs(header: &[&str], rows: &[Vec<Cell>], style: &Style) -> String {
    let mut out = String::new();
    for row in rows {
        let mut head = String::new();
        let mut rest = Vec::new();
        for (index, cell) in row
            .iter()
            .enumerate()
            .filter(|(_, cell)| !cell.text.is_empty())
        {
            let text = match cell.tone {
                Some(tone) => lines::toned(&cell.text, tone, style),
                None if index == 0 => lines::toned(&cell.text, Tone::Strong, style),
                None => cell.text.clone(),
            };
            if index < 2 {
                head.push_str(if head.is_empty() { "" } else { " " });
                head.push_str(&text);
            } else {
                rest.push(format!(
                    "{}{}{text}",
                    header.get(index).copied().unwrap_or_default(),
                    lines::colon(style.lang)
                ));
            }
        }
        out.push_str(&lines::wrap(&head, style.width, 2));
        out.push_str(&lines::flow(&rest, " · ", style.width, 2));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Lang;

    fn drawn_at(width: usize) -> String {
        let rows = [vec![
            "MO-00391-V02".into(),
            "Traitement des non-conformités".into(),
            "en vigueur".into(),
            "25/03/2026".into(),
        ]];
        table(
            &["Code", "Titre", "Statut", "Application"],
            &rows,
            &Style {
                lang: Lang::Fr,
                paint: Paint::Plain,
                width,
            },
        )
    }

    #[test]
    fn a_wide_page_holds_each_row_on_a_line() {
        assert_eq!(
            drawn_at(100),
            "Code         Titre                          Statut     Application\nMO-00391-V02 Traitement des non-conformités en vigueur 25/03/2026\n"
        );
    }

    #[test]
    fn a_narrower_page_wraps_the_longest_column() {
        assert_eq!(
            drawn_at(55),
            "Code         Titre           Statut     Application\nMO-00391-V02 Traitement des  en vigueur 25/03/2026\n             non-conformités\n"
        );
    }

    #[test]
    fn a_page_too_narrow_for_columns_keeps_every_word() {
        assert_eq!(
            drawn_at(40),
            "MO-00391-V02 Traitement des\n  non-conformités\n  Statut\u{a0}: en vigueur\n  Application\u{a0}: 25/03/2026\n"
        );
    }
}
