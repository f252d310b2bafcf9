//! A run of values in one cell: a line of marks in a text, a drawing on a page, a chart in a workbook.

use crate::model::figure::Figure;
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
}
