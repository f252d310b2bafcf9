//! A table for programs: every cell a text, days ISO 8601 (20-cli).

use super::super::json::body;
use crate::report::tables::Table;
use serde_json::{Map, Value, json};

/// The body of the answer.
pub fn json(table: &Table) -> Map<String, Value> {
    let columns: Vec<Value> = table
        .columns
        .iter()
        .map(|column| {
            json!({
                "key": column.key,
                "label": column.label,
                "group": column.group.as_ref().map(|group| &group.title),
            })
        })
        .collect();
    let sections: Vec<Value> = table
        .sections
        .iter()
        .map(|section| {
            let rows: Vec<Value> = section
                .rows
                .iter()
                .map(|row| {
                    let cells = table.columns.iter().zip(row);
                    let cells = cells.map(|(column, cell)| {
                        (column.key.to_owned(), Value::String(cell.value.data()))
                    });
                    Value::Object(cells.collect())
                })
                .collect();
            json!({"title": section.title, "rows": rows})
        })
        .collect();
    let series: Vec<Value> = table
        .series()
        .map(|series| {
            let points = series
                .points
                .iter()
                .map(|point| json!({"period": point.label, "value": point.value.to_string()}));
            json!({
                "title": series.title,
                "unit": series.unit,
                "points": points.collect::<Vec<_>>(),
            })
        })
        .collect();
    body([
        ("title", json!(table.title)),
        ("subtitle", json!(table.subtitle)),
        ("columns", json!(columns)),
        ("sections", json!(sections)),
        ("series", json!(series)),
        ("notes", json!(table.notes)),
    ])
}
