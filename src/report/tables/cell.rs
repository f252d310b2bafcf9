//! What becomes a cell: texts, days, counts, figures.

use super::{Cell, Merge, Value};
use crate::model::figure::Figure;
use chrono::NaiveDate;

impl From<&str> for Cell {
    fn from(text: &str) -> Cell {
        Cell::from(text.to_owned())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Cell {
        Cell::of(Value::Text(text))
    }
}

impl From<Option<String>> for Cell {
    fn from(text: Option<String>) -> Cell {
        Cell::from(text.unwrap_or_default())
    }
}

impl From<Option<NaiveDate>> for Cell {
    fn from(day: Option<NaiveDate>) -> Cell {
        day.map_or_else(|| Cell::from(""), |day| Cell::of(Value::Date(day)))
    }
}

impl From<i64> for Cell {
    fn from(count: i64) -> Cell {
        Cell::of(Value::Number {
            digits: count,
            decimals: 0,
        })
    }
}

impl From<usize> for Cell {
    fn from(count: usize) -> Cell {
        Cell::from(i64::try_from(count).unwrap_or(i64::MAX))
    }
}

impl From<Figure> for Cell {
    fn from(figure: Figure) -> Cell {
        Cell::of(Value::Number {
            digits: figure.digits,
            decimals: figure.decimals,
        })
    }
}

impl From<Option<Figure>> for Cell {
    fn from(figure: Option<Figure>) -> Cell {
        figure.map_or_else(|| Cell::from(""), Cell::from)
    }
}

impl Cell {
    /// A cell that stands alone.
    pub fn of(value: Value) -> Cell {
        Cell {
            value,
            merge: Merge::None,
        }
    }

    /// A cell that is one with the cell on its left.
    pub fn left() -> Cell {
        Cell {
            merge: Merge::Left,
            ..Cell::from("")
        }
    }
}
