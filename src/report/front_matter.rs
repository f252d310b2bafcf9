//! The front-matter of any entity, as JSON and as lines to read, by the table of its keys.

use super::Style;
use super::lines::Sheet;
use crate::parse::fields::{Field, Shape, day, is_empty};
use crate::parse::yaml::{Node, NodeKind, fold};
use crate::text::{Lang, date};
use serde_json::{Map, Number, Value};

/// The keys as on disk, in the order of the file. Numbers are numbers where the table says so.
pub fn json(node: &Node, table: &'static [Field]) -> Value {
    let mut object = Map::new();
    for pair in node.pairs() {
        object.insert(
            key(&pair.key),
            value(&pair.value, shape_of(table, &pair.key)),
        );
    }
    Value::Object(object)
}

/// The key without the accents that it may be typed with.
fn key(typed: &str) -> String {
    fold(typed).into_owned()
}

fn shape_of(table: &'static [Field], typed: &str) -> Option<&'static Shape> {
    let name = fold(typed);
    table
        .iter()
        .find(|field| field.name == name)
        .map(|field| &field.shape)
}

fn value(node: &Node, shape: Option<&'static Shape>) -> Value {
    match &node.kind {
        NodeKind::Null => Value::Null,
        NodeKind::Scalar { value, .. } => scalar(value, shape),
        NodeKind::Sequence(items) => Value::Array(
            items
                .iter()
                .map(|item| self::value(item, shape.and_then(inner)))
                .collect(),
        ),
        NodeKind::Mapping(pairs) => {
            let mut object = Map::new();
            for pair in pairs {
                let shape = match shape.map(as_map) {
                    Some(Shape::Map(table)) => shape_of(table, &pair.key),
                    Some(Shape::MapOf(inner)) => Some(*inner),
                    _ => None,
                };
                object.insert(key(&pair.key), self::value(&pair.value, shape));
            }
            Value::Object(object)
        }
    }
}

fn inner(shape: &'static Shape) -> Option<&'static Shape> {
    match shape {
        Shape::List(inner) | Shape::OneOrMany(inner) => Some(inner),
        Shape::Either(first, second) => inner(first).or_else(|| inner(second)),
        _ => None,
    }
}

fn as_map(shape: &'static Shape) -> &'static Shape {
    match shape {
        Shape::Either(first, second) => match as_map(first) {
            found @ (Shape::Map(_) | Shape::MapOf(_)) => found,
            _ => as_map(second),
        },
        other => other,
    }
}

fn scalar(text: &str, shape: Option<&Shape>) -> Value {
    let number = match shape {
        Some(Shape::Integer) => text.parse::<u64>().ok().map(Number::from),
        Some(Shape::Number) => {
            let plain = text.replace(',', ".");
            plain
                .parse::<i64>()
                .ok()
                .map(Number::from)
                .or_else(|| plain.parse().ok().and_then(Number::from_f64))
        }
        _ => None,
    };
    number.map_or_else(|| Value::String(text.to_owned()), Value::Number)
}

/// The keys that say something, one line each, or several for a list.
pub fn text(node: &Node, style: &Style) -> String {
    let mut sheet = Sheet::default();
    for pair in node.pairs().iter().filter(|pair| !is_empty(&pair.value)) {
        sheet.named(&key(&pair.key), said(&pair.value, style.lang), None);
    }
    sheet.render(style)
}

fn said(node: &Node, lang: Lang) -> String {
    match &node.kind {
        NodeKind::Null => String::new(),
        NodeKind::Scalar { value, .. } => {
            day(value).map_or_else(|| value.to_string(), |day| date(day, lang))
        }
        NodeKind::Sequence(items) => {
            let plain = items
                .iter()
                .all(|item| item.as_str().is_some_and(|text| text.chars().count() < 40));
            items
                .iter()
                .map(|item| said(item, lang))
                .collect::<Vec<_>>()
                .join(if plain { ", " } else { "\n" })
        }
        NodeKind::Mapping(pairs) => {
            let parts = pairs.iter().filter(|pair| !is_empty(&pair.value));
            parts
                .map(|pair| {
                    format!(
                        "{} {}",
                        key(&pair.key),
                        said(&pair.value, lang).replace('\n', " / ")
                    )
                })
                .collect::<Vec<_>>()
                .join(", ")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::layout::EntityKind;
    use crate::parse::{table, yaml};

    #[test]
    fn numbers_are_numbers_only_where_the_table_says_so() {
        let source = "rédacteur: a\nordre: 3\nlibelle: 12\nclassement: {duree: 1 an}\n";
        let (node, _) = yaml::read(source, 0, &yaml::Limits::default());
        let found = json(&node, table(EntityKind::RecordSeries));
        assert_eq!(
            found,
            serde_json::json!({"redacteur": "a", "ordre": 3, "libelle": "12", "classement": {"duree": "1 an"}})
        );
    }
}
