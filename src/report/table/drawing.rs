//! A run of values as a drawing inside a page: no script, a title and a description for those who
//! do not see it.

use crate::report::html::escape;
use crate::report::lines::colon;
use crate::report::tables::series::{Point, Series};
use crate::text::Lang;
use std::fmt::Write as _;

const WIDTH: f64 = 240.0;
const HEIGHT: f64 = 72.0;
/// What the line keeps free at its left and right, above and below it.
const SIDE: f64 = 8.0;
const TOP: f64 = 16.0;
const FOOT: f64 = 18.0;

/// The drawing; nothing where there is no trend.
pub(super) fn drawing(series: &Series, lang: Lang) -> String {
    let (true, Some(first), Some(last)) = (
        series.has_trend(),
        series.points.first(),
        series.points.last(),
    ) else {
        return String::new();
    };
    let shown = |point: &Point| series.shown(point.value, lang);
    let all: Vec<String> = series
        .points
        .iter()
        .map(|point| format!("{}{}{}", point.label, colon(lang), shown(point)))
        .collect();
    let places = places(series);
    let line: Vec<String> = places
        .iter()
        .map(|(x, y)| format!("{x:.1},{y:.1}"))
        .collect();
    let mut out = format!(
        "<svg role=\"img\" viewBox=\"0 0 {WIDTH} {HEIGHT}\"><title>{}</title><desc>{}. {}</desc>",
        escape(&series.title),
        escape(&series.described(lang)),
        escape(&all.join(", ")),
    );
    let floor = HEIGHT - FOOT;
    let right = WIDTH - SIDE;
    let _ = write!(
        out,
        "<line class=\"rule\" x1=\"{SIDE}\" y1=\"{floor}\" x2=\"{right}\" y2=\"{floor}\"/><polyline class=\"line\" points=\"{}\"/>",
        line.join(" ")
    );
    if let Some((x, y)) = places.last() {
        let _ = write!(
            out,
            "<circle class=\"dot\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"3\"/>"
        );
    }
    let foot = HEIGHT - 5.0;
    let _ = write!(
        out,
        "<text x=\"{SIDE}\" y=\"{foot}\">{}</text><text x=\"{right}\" y=\"{foot}\" text-anchor=\"end\">{}</text><text x=\"{right}\" y=\"11\" text-anchor=\"end\">{}</text></svg>",
        escape(&first.label),
        escape(&last.label),
        escape(&shown(last)),
    );
    out
}

/// Where each value stands, from left to right.
fn places(series: &Series) -> Vec<(f64, f64)> {
    let heights = series.heights();
    let step = (WIDTH - 2.0 * SIDE) / (heights.len().saturating_sub(1).max(1) as f64);
    let tall = HEIGHT - TOP - FOOT - 6.0;
    heights
        .iter()
        .enumerate()
        .map(|(index, height)| {
            (
                SIDE + step * index as f64,
                TOP + 3.0 + tall * (1.0 - height),
            )
        })
        .collect()
}
