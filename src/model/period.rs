//! The periods that the values of indicators belong to: a year, a half-year, a quarter, a month, a day.

use chrono::{Datelike, Months, NaiveDate};

/// A period: its first and its last day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Period {
    /// The first day.
    pub first: NaiveDate,
    /// The last day.
    pub last: NaiveDate,
}

impl Period {
    /// Reads `2026`, `2026-10`, `2026-T3`, `2026-S1`, `2026-10-31`.
    pub fn parse(text: &str) -> Option<Period> {
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        let year = text.get(..4).filter(|year| digits(year))?;
        let rest = text.get(4..)?;
        let (month, length) = match rest.strip_prefix('-') {
            None if rest.is_empty() => (1, 12),
            None => return None,
            Some(rest) => match (rest.split_at_checked(1)?, rest.len()) {
                (("T", quarter @ ("1" | "2" | "3" | "4")), _) => {
                    (quarter.parse::<u32>().ok()? * 3 - 2, 3)
                }
                (("S", half @ ("1" | "2")), _) => (half.parse::<u32>().ok()? * 6 - 5, 6),
                (_, 2) if digits(rest) => (rest.parse().ok()?, 1),
                (_, 5) => {
                    let day: NaiveDate = text.parse().ok()?;
                    return (day.to_string() == text).then_some(Period {
                        first: day,
                        last: day,
                    });
                }
                _ => return None,
            },
        };
        let first = NaiveDate::from_ymd_opt(year.parse().ok()?, month, 1)?;
        let last = first.checked_add_months(Months::new(length))?.pred_opt()?;
        Some(Period { first, last })
    }

    /// A whole year.
    pub fn year(year: i32) -> Option<Period> {
        Some(Period {
            first: NaiveDate::from_ymd_opt(year, 1, 1)?,
            last: NaiveDate::from_ymd_opt(year, 12, 31)?,
        })
    }

    /// Whether a day lies in it.
    pub fn holds(self, day: NaiveDate) -> bool {
        self.first <= day && day <= self.last
    }

    /// The year of its first day.
    pub fn of_year(self) -> i32 {
        self.first.year()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_period_begins_and_ends_where_its_name_says() {
        for (text, first, last) in [
            ("2026", "2026-01-01", "2026-12-31"),
            ("2024-02", "2024-02-01", "2024-02-29"),
            ("2026-T3", "2026-07-01", "2026-09-30"),
            ("2026-S2", "2026-07-01", "2026-12-31"),
            ("2026-10-31", "2026-10-31", "2026-10-31"),
        ] {
            let period = Period::parse(text).expect("a period");
            assert_eq!(
                (period.first.to_string(), period.last.to_string()),
                (first.to_owned(), last.to_owned())
            );
        }
        for text in [
            "",
            "26",
            "2026-13",
            "2026-T5",
            "2026-1",
            "2026-10-32",
            "2026/10",
            "2026-é",
        ] {
            assert_eq!(Period::parse(text), None, "{text}");
        }
    }
}
