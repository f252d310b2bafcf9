//! A table as CSV (RFC 4180); only this file names csv.
//!
//! A spreadsheet takes a text that begins like a formula for one: such a text gets an apostrophe in
//! front of it (OWASP, CSV injection).

use crate::report::tables::{Table, Value};
use crate::text::{Lang, Text};
use csv::{QuoteStyle, Terminator, WriterBuilder};

/// Whom the file is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dialect {
    /// Programs: commas, no byte order mark.
    Plain,
    /// A French Excel: semicolons, a byte order mark, decimal commas.
    Excel,
}

/// The rows under one line of titles; the section is the first column, where there are sections.
pub fn csv(table: &Table, lang: Lang, dialect: Dialect) -> Vec<u8> {
    const SECTION: Text = Text {
        en: "Section",
        fr: "Section",
    };
    let mut out = Vec::new();
    if dialect == Dialect::Excel {
        out.extend_from_slice("\u{feff}".as_bytes());
    }
    let sectioned = table.sections.iter().any(|section| section.title.is_some());
    let section = |text: &str| sectioned.then(|| neutral(text));
    let mut rows = vec![
        section(SECTION.get(lang))
            .into_iter()
            .chain(
                table
                    .columns
                    .iter()
                    .map(|column| neutral(&column.whole(lang))),
            )
            .collect::<Vec<_>>(),
    ];
    for one in &table.sections {
        for row in &one.rows {
            let cells = row.iter().map(|cell| field(&cell.value, dialect));
            let first = section(one.title.as_deref().unwrap_or_default());
            rows.push(first.into_iter().chain(cells).collect());
        }
    }
    let mut writer = WriterBuilder::new()
        .delimiter(if dialect == Dialect::Excel {
            b';'
        } else {
            b','
        })
        .terminator(Terminator::CRLF)
        .quote_style(QuoteStyle::Necessary)
        .from_writer(out);
    for row in rows {
        // Rows are of one length, and memory takes them all.
        let _ = writer.write_record(row);
    }
    writer.into_inner().unwrap_or_default()
}

fn field(value: &Value, dialect: Dialect) -> String {
    match value {
        Value::Text(text) => neutral(text),
        Value::Number { .. } if dialect == Dialect::Excel => value.data().replace('.', ","),
        _ => value.data(),
    }
}

/// A text that no spreadsheet takes for a formula.
fn neutral(text: &str) -> String {
    const STARTS: [char; 11] = [
        '=', '+', '-', '@', '\t', '\r', '\n', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}',
    ];
    // A dash alone says that there is nothing, and no spreadsheet takes it for a formula.
    if text.starts_with(STARTS) && text != "-" {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::tables::{Cell, Column, Section};
    use chrono::NaiveDate;

    fn table() -> Table {
        let cells = [
            "=HYPERLINK(\"http://e\",\"x\")",
            "@SUM",
            "+1",
            "-1",
            "\tx",
            "deux\nlignes; une, \"citée\"",
        ];
        let mut rows: Vec<Vec<Cell>> = cells
            .iter()
            .map(|cell| vec![Cell::from(*cell), Cell::from(3_i64)])
            .collect();
        rows.push(vec![
            Cell::from(NaiveDate::from_ymd_opt(2026, 11, 21)),
            Cell::of(Value::Number {
                digits: -8_242,
                decimals: 2,
            }),
        ]);
        Table {
            columns: vec![Column::new("a", "Titre"), Column::new("b", "Nombre")],
            sections: vec![Section { title: None, rows }],
            ..Table::default()
        }
    }

    #[test]
    fn no_field_begins_like_a_formula_and_quotes_are_those_of_the_rfc() {
        let out = String::from_utf8(csv(&table(), Lang::Fr, Dialect::Plain)).expect("UTF-8");
        assert_eq!(
            out,
            "Titre,Nombre\r\n\"'=HYPERLINK(\"\"http://e\"\",\"\"x\"\")\",3\r\n'@SUM,3\r\n'+1,3\r\n'-1,3\r\n'\tx,3\r\n\"deux\nlignes; une, \"\"citée\"\"\",3\r\n2026-11-21,-82.42\r\n"
        );
    }

    #[test]
    fn a_french_excel_gets_its_mark_its_semicolons_and_its_commas() {
        let out = String::from_utf8(csv(&table(), Lang::Fr, Dialect::Excel)).expect("UTF-8");
        assert!(out.starts_with("\u{feff}Titre;Nombre\r\n"), "{out}");
        assert!(out.ends_with("2026-11-21;-82,42\r\n"), "{out}");
    }
}
