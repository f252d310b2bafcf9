//! A table on a terminal; only this file names tabled.

use super::{Paint, Style};
use crate::text::escape_controls;
use tabled::builder::Builder;
use tabled::settings::object::Rows;
use tabled::settings::peaker::Priority;
use tabled::settings::{Color, Modify, Padding, Style as Border, Width};

/// Rows under a header, wrapped to the width. Nothing is cut: a long cell takes more lines.
pub fn terminal(header: &[&str], rows: &[Vec<String>], style: &Style) -> String {
    let mut builder = Builder::default();
    builder.push_record(header.iter().map(|cell| (*cell).to_owned()));
    for row in rows {
        builder.push_record(row.iter().map(|cell| escape_controls(cell).into_owned()));
    }
    let mut table = builder.build();
    table.with(Border::blank()).with(Padding::new(0, 1, 0, 0));
    // The widest column gives way first: priority keeps codes and dates whole.
    table.with(Width::wrap(style.width).priority(Priority::max(true)).keep_words(true));
    if style.paint == Paint::Colour {
        table.with(Modify::new(Rows::first()).with(Color::BOLD));
    }
    let drawn = table.to_string();
    drawn.lines().map(|line| format!("{}\n", line.trim_end())).collect()
}
