//! A table as a workbook of one sheet, and one more for runs of values; only this file and the one
//! below it name rust_xlsxwriter.
//!
//! Texts are written as texts, so that none is a formula; the same table gives the same bytes.

mod charts;

use super::fit::{held, widths};
use super::{Edition, NO_ROW, one_line};
use crate::report::lines::wrap;
use crate::report::tables::{Cell, Section, Table, Value};
use crate::text::{Lang, Text};
use chrono::{Datelike, NaiveDate};
use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet,
    XlsxError,
};

/// The workbook.
///
/// # Errors
/// What the table holds does not fit a sheet: too many rows, a text that is too long.
pub fn xlsx(table: &Table, edition: &Edition) -> Result<Vec<u8>, String> {
    written(table, edition).map_err(|error| error.to_string())
}

fn written(table: &Table, edition: &Edition) -> Result<Vec<u8>, XlsxError> {
    const NAME: Text = Text {
        en: "Table",
        fr: "Tableau",
    };
    let mut workbook = Workbook::new();
    let mut properties = DocProperties::new()
        .set_title(table.title.as_str())
        .set_company(edition.organisation.as_str());
    if let Some(day) = excel_day(edition.day) {
        properties = properties.set_creation_datetime(&day);
    }
    workbook.set_properties(&properties);
    let sheet = workbook.add_worksheet();
    sheet.set_name(NAME.get(edition.lang))?;
    let mut page = Page {
        table,
        lang: edition.lang,
        widths: columns(table, edition.lang),
        row: 0,
    };
    for (index, width) in page.widths.iter().enumerate() {
        sheet.set_column_width(column(index), *width as u32 + 2)?;
    }
    page.head(sheet, edition)?;
    let first = page.row;
    page.titles(sheet)?;
    let labels = page.row - 1;
    for section in &table.sections {
        page.section(sheet, section)?;
    }
    let last = page.row.saturating_sub(1).max(labels);
    let right = column(table.columns.len().saturating_sub(1));
    sheet.autofilter(labels, 0, last, right)?;
    sheet.set_freeze_panes(labels + 1, 1)?;
    sheet.set_repeat_rows(first, labels)?;
    page.notes(sheet)?;
    printed(sheet, table, edition);
    charts::sheet(&mut workbook, table, edition.lang)?;
    workbook.save_to_buffer()
}

/// A4 landscape, as wide as the table, a line at the foot of every sheet.
fn printed(sheet: &mut Worksheet, table: &Table, edition: &Edition) {
    let plain = |text: &str| one_line(text).replace('&', "&&");
    let foot: String = plain(&format!(
        "{} — {}",
        table.title,
        edition.lines().join(" · ")
    ))
    .chars()
    .take(220)
    .collect();
    sheet
        .set_landscape()
        .set_paper_size(9)
        .set_print_fit_to_pages(1, 0)
        .set_margins(0.4, 0.4, 0.5, 0.6, 0.3, 0.3)
        .set_footer(format!("&L&8{foot}&R&8&P / &N"));
}

/// The width of each column in characters.
fn columns(table: &Table, lang: Lang) -> Vec<usize> {
    let held = held(table, lang, &one_line);
    // The narrowest page on which the table can be read prints the largest.
    [140, 160, 190, 230, 300]
        .into_iter()
        .find_map(|page| widths(&held, page))
        .unwrap_or_else(|| vec![22; table.columns.len()])
        .into_iter()
        .map(|width| width.clamp(8, 60))
        .collect()
}

/// A sheet being written, from the top.
struct Page<'t> {
    table: &'t Table,
    lang: Lang,
    widths: Vec<usize>,
    row: u32,
}

impl Page<'_> {
    /// What the table is: title, who, when, from what, for whom.
    fn head(&mut self, sheet: &mut Worksheet, edition: &Edition) -> Result<(), XlsxError> {
        let title = Format::new().set_bold().set_font_size(14);
        sheet.write_string_with_format(self.row, 0, self.table.title.as_str(), &title)?;
        self.row += 1;
        let mut lines = vec![edition.lines().join(" · ")];
        lines.extend(self.table.subtitle.iter().cloned());
        for line in lines {
            sheet.write_string(self.row, 0, line)?;
            self.row += 1;
        }
        self.row += 1;
        Ok(())
    }

    /// Groups over their columns, then titles.
    fn titles(&mut self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        let format = framed()
            .set_bold()
            .set_background_color(Color::RGB(0x00E8_EDF3))
            .set_align(FormatAlign::Center)
            .set_align(FormatAlign::VerticalCenter);
        let labels = self.table.columns.iter().enumerate();
        let lines = labels.map(|(index, one)| self.lines(&one.label, index, 1));
        let height = points(lines.max().unwrap_or(1));
        if !self.table.has_groups() {
            sheet.set_row_height(self.row, height)?;
            for (index, one) in self.table.columns.iter().enumerate() {
                sheet.write_string_with_format(self.row, column(index), &one.label, &format)?;
            }
            self.row += 1;
            return Ok(());
        }
        let (top, below) = (self.row, self.row + 1);
        sheet.set_row_height(below, height)?;
        for (group, first, count) in self.table.groups() {
            let own = &self.table.columns[first..first + count];
            let (left, right) = (column(first), column(first + count - 1));
            let title = group.map_or("", |group| group.title.as_str());
            if group.is_none() || own.iter().all(|one| one.label.is_empty()) {
                let text = own.first().map_or("", |one| one.label.as_str());
                let text = if text.is_empty() { title } else { text };
                sheet.merge_range(top, left, below, right, text, &format)?;
                continue;
            }
            if count > 1 {
                sheet.merge_range(top, left, top, right, title, &format)?;
            } else {
                sheet.write_string_with_format(top, left, title, &format)?;
            }
            for (index, one) in own.iter().enumerate() {
                let at = column(first + index);
                sheet.write_string_with_format(below, at, &one.label, &format)?;
            }
        }
        self.row += 2;
        Ok(())
    }

    fn section(&mut self, sheet: &mut Worksheet, section: &Section) -> Result<(), XlsxError> {
        if let Some(title) = &section.title {
            let format = Format::new()
                .set_bold()
                .set_background_color(Color::RGB(0x00F4_F4F4))
                .set_border_top(FormatBorder::Thin)
                .set_border_bottom(FormatBorder::Thin);
            for index in 1..self.table.columns.len() {
                sheet.write_blank(self.row, column(index), &format)?;
            }
            sheet.write_string_with_format(self.row, 0, title, &format)?;
            self.row += 1;
        }
        if section.rows.is_empty() {
            let format = Format::new().set_italic();
            sheet.write_string_with_format(self.row, 0, NO_ROW.get(self.lang), &format)?;
            self.row += 1;
        }
        let top = self.row;
        for (index, row) in section.rows.iter().enumerate() {
            for (place, cell) in row.iter().enumerate() {
                if let Some(span) = section.span(index, place) {
                    self.cell(sheet, place, cell, span)?;
                }
            }
            self.row += 1;
        }
        self.heights(sheet, section, top)
    }

    fn cell(
        &self,
        sheet: &mut Worksheet,
        place: usize,
        cell: &Cell,
        (down, right): (usize, usize),
    ) -> Result<(), XlsxError> {
        let (row, at) = (self.row, column(place));
        let format = match &cell.value {
            Value::Text(_) => framed(),
            Value::Date(_) => framed().set_num_format(match self.lang {
                Lang::Fr => "dd/mm/yyyy",
                Lang::En => "yyyy-mm-dd",
            }),
            Value::Number { decimals, .. } => framed().set_num_format(shape(*decimals)),
            Value::Series(_) => framed(),
        };
        if down > 1 || right > 1 {
            let last = row + u32::try_from(down).unwrap_or(1) - 1;
            sheet.merge_range(row, at, last, column(place + right - 1), "", &format)?;
        }
        match &cell.value {
            Value::Text(text) if text.is_empty() => sheet.write_blank(row, at, &format)?,
            Value::Text(text) => sheet.write_string_with_format(row, at, text, &format)?,
            // A chart of it stands on the second sheet; the marks are seen by every program.
            Value::Series(series) => {
                sheet.write_string_with_format(row, at, series.marks(), &format)?
            }
            Value::Date(day) => match excel_day(*day) {
                Some(date) => sheet.write_datetime_with_format(row, at, &date, &format)?,
                None => sheet.write_string_with_format(row, at, day.to_string(), &format)?,
            },
            Value::Number { digits, decimals } => {
                let scale = 10_f64.powi(i32::from(*decimals));
                sheet.write_number_with_format(row, at, *digits as f64 / scale, &format)?
            }
        };
        Ok(())
    }

    /// Rows are given their height, since not every program finds it itself; what a merged cell needs
    /// more than its rows have is given to the last of them.
    fn heights(&self, sheet: &mut Worksheet, section: &Section, top: u32) -> Result<(), XlsxError> {
        let mut heights: Vec<usize> = vec![1; section.rows.len()];
        let mut merged = Vec::new();
        for (row, cells) in section.rows.iter().enumerate() {
            for (place, cell) in cells.iter().enumerate() {
                let text = cell.value.shown(self.lang);
                match section.span(row, place) {
                    Some((1, right)) => {
                        heights[row] = heights[row].max(self.lines(&text, place, right));
                    }
                    Some((down, right)) => {
                        merged.push((row, row + down - 1, self.lines(&text, place, right)))
                    }
                    None => {}
                }
            }
        }
        for (first, last, needed) in merged {
            let given: usize = heights[first..=last].iter().sum();
            heights[last] += needed.saturating_sub(given);
        }
        for (row, lines) in (top..).zip(heights) {
            sheet.set_row_height(row, points(lines))?;
        }
        Ok(())
    }

    /// The lines that a text takes over some columns.
    fn lines(&self, text: &str, place: usize, count: usize) -> usize {
        let widths = self.widths.iter().skip(place).take(count);
        // A column is two wider than its text; in a proportional face one of them is text.
        wrap(text, widths.map(|width| width + 1).sum(), 0)
            .lines()
            .count()
    }

    fn notes(&mut self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        self.row += 1;
        for note in &self.table.notes {
            sheet.write_string(self.row, 0, note)?;
            self.row += 1;
        }
        Ok(())
    }
}

/// How a number is shown.
fn shape(decimals: u8) -> String {
    match decimals {
        0 => "#,##0".to_owned(),
        more => format!("#,##0.{}", "0".repeat(usize::from(more))),
    }
}

/// A number without a frame.
fn number(decimals: u8) -> Format {
    Format::new().set_num_format(shape(decimals))
}

/// The height of so many lines.
fn points(lines: usize) -> f64 {
    (lines.max(1) as f64 * 15.0).min(409.0)
}

/// A cell with a frame, its text wrapped from the top.
fn framed() -> Format {
    Format::new()
        .set_border(FormatBorder::Thin)
        .set_text_wrap()
        .set_align(FormatAlign::Top)
}

fn column(index: usize) -> u16 {
    u16::try_from(index).unwrap_or(u16::MAX)
}

/// A day that a spreadsheet knows: from 1900 on.
fn excel_day(day: NaiveDate) -> Option<ExcelDateTime> {
    let part = |value: u32| u8::try_from(value).ok();
    let year = u16::try_from(day.year()).ok()?;
    ExcelDateTime::from_ymd(year, part(day.month())?, part(day.day())?).ok()
}
