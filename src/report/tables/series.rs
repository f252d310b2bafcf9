//! A run of values in one cell: a line of marks in a text, a drawing on a page, a chart in a workbook.

use super::found::with_unit;
use crate::model::figure::Figure;
use crate::report::lines::colon;
use crate::text::{Lang, Text};
use std::fmt::Write as _;

/// What a cell says where it says a run of values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Series {
    /// What is measured.
    pub title: String,
    /// In which unit; empty where none is said.
    pub unit: String,
    /// The values, oldest first.
    pub points: Vec<Point>,
}

/// One value of a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Point {
    /// When, as the file writes it.
    pub label: String,
    /// How much.
    pub value: Figure,
}

/// The marks of a run in a text, lowest first.
const MARKS: [char; 6] = ['▁', '▂', '▃', '▅', '▆', '▇'];

impl Series {
    /// The least and the most; none of nothing.
    pub fn bounds(&self) -> Option<(f64, f64)> {
        let values = self.points.iter().map(|point| point.value.approximate());
        values.fold(None, |bounds, value| match bounds {
            None => Some((value, value)),
            Some((low, high)) => Some((f64::min(low, value), f64::max(high, value))),
        })
    }

    /// Each value as a share of the way from the least to the most; halfway where all are one.
    pub fn heights(&self) -> Vec<f64> {
        let Some((low, high)) = self.bounds() else {
            return Vec::new();
        };
        let heights = self.points.iter().map(|point| {
            let height = (point.value.approximate() - low) / (high - low);
            if height.is_finite() { height } else { 0.5 }
        });
        heights.collect()
    }

    /// Whether there is something to draw: one value alone has no trend.
    pub fn has_trend(&self) -> bool {
        self.points.len() > 1
    }

    /// A mark for each value: ▁▂▃▅▆▇; none for one alone.
    pub fn marks(&self) -> String {
        if !self.has_trend() {
            return String::new();
        }
        let most = (MARKS.len() - 1) as f64;
        let marks = self.heights().into_iter().map(|height| {
            let place = (height * most).round().clamp(0.0, most);
            MARKS.get(place as usize).copied().unwrap_or(MARKS[0])
        });
        marks.collect()
    }

    /// A value of the run with its unit: `93,3 %`.
    pub fn shown(&self, figure: Figure, lang: Lang) -> String {
        with_unit(figure, Some(&self.unit), lang)
    }

    /// The run in a sentence: how many values, from when to when, from the least to the most; of one
    /// alone, that value. Empty of nothing.
    pub fn described(&self, lang: Lang) -> String {
        const RANGE: Text = Text {
            en: "{count} values from {first} to {last}, from {low} to {high}",
            fr: "{count} valeurs de {first} à {last}, de {low} à {high}",
        };
        let (Some(first), Some(last)) = (self.points.first(), self.points.last()) else {
            return String::new();
        };
        if !self.has_trend() {
            let value = self.shown(first.value, lang);
            return format!("{}{}{value}", first.label, colon(lang));
        }
        let by_size =
            |a: &&Point, b: &&Point| a.value.approximate().total_cmp(&b.value.approximate());
        let low = self.points.iter().min_by(by_size).unwrap_or(first);
        let high = self.points.iter().max_by(by_size).unwrap_or(first);
        RANGE
            .with("count", self.points.len())
            .with("first", &first.label)
            .with("last", &last.label)
            .with("low", self.shown(low.value, lang))
            .with("high", self.shown(high.value, lang))
            .render(lang)
    }

    /// Each value with its period: `2026-09=93.3 2026-10=100`.
    pub fn data(&self) -> String {
        let mut out = String::new();
        for point in &self.points {
            let gap = if out.is_empty() { "" } else { " " };
            // Writing to a String cannot fail.
            let _ = write!(out, "{gap}{}={}", point.label, point.value);
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn series(values: &[i64]) -> Series {
        let points = values.iter().zip(2020..).map(|(value, year)| Point {
            label: year.to_string(),
            value: Figure::from(*value),
        });
        Series {
            title: "Essai".to_owned(),
            unit: String::new(),
            points: points.collect(),
        }
    }

    #[test]
    fn a_run_is_drawn_between_its_least_and_its_most() {
        assert_eq!(series(&[10, 12, 14, 20]).marks(), "▁▂▃▇");
        assert_eq!(series(&[5, 5]).marks(), "▅▅");
        assert_eq!(series(&[5]).marks(), "");
        assert_eq!(series(&[]).marks(), "");
        assert_eq!(series(&[1, 2]).data(), "2020=1 2021=2");
    }

    #[test]
    fn a_run_is_told_from_its_first_to_its_last_and_from_its_least_to_its_most() {
        let told = |values: &[i64], lang| series(values).described(lang).replace('\u{a0}', " ");
        assert_eq!(
            told(&[10, 20, 12], Lang::Fr),
            "3 valeurs de 2020 à 2022, de 10 à 20"
        );
        assert_eq!(told(&[5], Lang::Fr), "2020 : 5");
        assert_eq!(told(&[5], Lang::En), "2020: 5");
        assert_eq!(told(&[], Lang::En), "");
    }
}
