//! The second sheet of a workbook: every run of values with its periods, and a chart of each.

use super::Table;
use crate::report::tables::series::Series;
use crate::text::{Lang, Text};
use rust_xlsxwriter::{Chart, ChartFont, Format, Workbook, XlsxError};

/// The lines that a chart covers, at the usual height.
const CHART: u32 = 16;

/// The name of the sheet.
fn name(lang: Lang) -> &'static str {
    const NAME: Text = Text {
        en: "Values",
        fr: "Valeurs",
    };
    NAME.get(lang)
}

/// The first and last line of the values of each run.
fn places(table: &Table) -> Vec<(u32, u32)> {
    let mut top = 0;
    let places = table.series().map(|series| {
        let count = u32::try_from(series.points.len()).unwrap_or(u32::MAX);
        let first = top + 2;
        top = first + count.max(CHART) + 1;
        (first, first + count.saturating_sub(1))
    });
    places.collect()
}

/// The most that a workbook takes as the text of a drawing, in UTF-16 units.
const MOST: usize = 255;

/// What is said of a chart to those who do not see it.
fn said(series: &Series, lang: Lang) -> String {
    let range = series.described(lang);
    // The range says more than the end of a long title.
    let kept = MOST.saturating_sub(units(&range) + units(" — "));
    cut(&format!("{} — {range}", cut(&series.title, kept)), MOST)
}

fn units(text: &str) -> usize {
    text.encode_utf16().count()
}

/// A text of at most so many UTF-16 units; one that was longer ends with `…`.
fn cut(text: &str, most: usize) -> String {
    if units(text) <= most {
        return text.to_owned();
    }
    let mut length = 1;
    let kept = text.chars().take_while(|letter| {
        length += letter.len_utf16();
        length <= most
    });
    let kept: String = kept.collect();
    kept + "…"
}

/// Writes the sheet, where the table holds runs of values.
pub(super) fn sheet(workbook: &mut Workbook, table: &Table, lang: Lang) -> Result<(), XlsxError> {
    const PERIOD: Text = Text {
        en: "Period",
        fr: "Période",
    };
    const VALUE: Text = Text {
        en: "Value",
        fr: "Valeur",
    };
    let places = places(table);
    if places.is_empty() {
        return Ok(());
    }
    let bold = Format::new().set_bold();
    let sheet = workbook.add_worksheet();
    sheet.set_name(name(lang))?;
    sheet.set_column_width(0, 16)?.set_column_width(1, 16)?;
    for (series, (first, last)) in table.series().zip(places) {
        sheet.write_string_with_format(first - 2, 0, &series.title, &bold)?;
        sheet.write_string_with_format(first - 1, 0, PERIOD.get(lang), &bold)?;
        let value = match series.unit.as_str() {
            "" => VALUE.get(lang).to_owned(),
            unit => format!("{} ({unit})", VALUE.get(lang)),
        };
        sheet.write_string_with_format(first - 1, 1, value, &bold)?;
        for (row, point) in (first..).zip(&series.points) {
            let format = super::number(point.value.decimals);
            sheet.write_string(row, 0, &point.label)?;
            sheet.write_number_with_format(row, 1, point.value.approximate(), &format)?;
        }
        let mut chart = match series.points.len() {
            1 => Chart::new_column(),
            _ => Chart::new_line(),
        };
        chart
            .add_series()
            .set_categories((name(lang), first, 0, last, 0))
            .set_values((name(lang), first, 1, last, 1));
        chart
            .title()
            .set_name(&series.title)
            .set_font(ChartFont::new().set_size(11));
        chart.legend().set_hidden();
        chart.y_axis().set_name(&series.unit);
        chart.set_alt_text(said(series, lang));
        sheet.insert_chart(first - 1, 3, &chart)?;
    }
    sheet
        .set_landscape()
        .set_paper_size(9)
        .set_print_fit_to_pages(1, 0);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::figure::Figure;
    use crate::report::tables::series::Point;

    fn run(title: &str, unit: &str) -> Series {
        let points = (1..=60).map(|number| Point {
            label: format!("2026-{number:02}"),
            value: Figure::from(number),
        });
        Series {
            title: title.to_owned(),
            unit: unit.to_owned(),
            points: points.collect(),
        }
    }

    #[test]
    fn a_long_run_is_told_by_its_range() {
        assert_eq!(
            said(&run("Appels", ""), Lang::Fr),
            "Appels — 60 valeurs de 2026-01 à 2026-60, de 1 à 60"
        );
    }

    #[test]
    fn a_text_fits_a_workbook_whatever_it_is_made_of() {
        for title in ["é".repeat(400), "🌍".repeat(200), "🌍".repeat(127)] {
            let text = said(&run(&title, ""), Lang::Fr);
            assert!(units(&text) <= MOST, "{}: {text}", units(&text));
            assert!(
                text.ends_with("… — 60 valeurs de 2026-01 à 2026-60, de 1 à 60"),
                "{text}"
            );
        }
        let text = said(&run("Appels", &"unité ".repeat(60)), Lang::Fr);
        assert!(units(&text) <= MOST && text.ends_with('…'), "{text}");
        assert_eq!(cut(&"a".repeat(MOST), MOST), "a".repeat(MOST));
    }
}
