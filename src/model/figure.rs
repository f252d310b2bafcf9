//! Exact decimal numbers, as indicators and activity reports give them: never a rounded binary one.

use std::fmt;

/// The most decimals that a figure keeps.
const MOST: u8 = 6;

/// A number with its decimals: 8242 with two decimals is 82.42.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Figure {
    /// All its digits.
    pub digits: i64,
    /// How many of them are decimals.
    pub decimals: u8,
}

impl Figure {
    /// Reads `82.42`, `82,42`, `6 750`: blanks part thousands, the decimal mark is a point or a comma.
    pub fn parse(text: &str) -> Option<Figure> {
        let plain: String = text
            .trim()
            .chars()
            .filter(|letter| !matches!(letter, ' ' | '\u{a0}' | '\u{202f}'))
            .map(|letter| if letter == ',' { '.' } else { letter })
            .collect();
        let (negative, plain) = match plain.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, plain.as_str()),
        };
        let (whole, part) = plain.split_once('.').unwrap_or((plain, ""));
        let all_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || !all_digits(whole) || !all_digits(part) {
            return None;
        }
        if plain.contains('.') && part.is_empty() {
            return None;
        }
        let decimals = u8::try_from(part.len())
            .ok()
            .filter(|count| *count <= MOST)?;
        let digits: i64 = format!("{whole}{part}").parse().ok()?;
        Some(Figure {
            digits: if negative { -digits } else { digits },
            decimals,
        })
    }

    /// The same number with more decimals; saturates.
    fn scaled(self, decimals: u8) -> i64 {
        let more = u32::from(decimals.saturating_sub(self.decimals));
        self.digits.saturating_mul(10_i64.saturating_pow(more))
    }

    /// The sum of two.
    #[must_use]
    pub fn plus(self, other: Figure) -> Figure {
        let decimals = self.decimals.max(other.decimals);
        Figure {
            digits: self.scaled(decimals).saturating_add(other.scaled(decimals)),
            decimals,
        }
    }

    /// The difference to another.
    #[must_use]
    pub fn minus(self, other: Figure) -> Figure {
        self.plus(Figure {
            digits: other.digits.saturating_neg(),
            ..other
        })
    }

    /// The sum of several.
    pub fn sum(figures: impl IntoIterator<Item = Figure>) -> Figure {
        figures.into_iter().fold(Figure::default(), Figure::plus)
    }

    /// For drawing alone: near it, not exact.
    pub fn approximate(self) -> f64 {
        self.digits as f64 / 10_f64.powi(i32::from(self.decimals))
    }
}

impl From<i64> for Figure {
    fn from(count: i64) -> Figure {
        Figure {
            digits: count,
            decimals: 0,
        }
    }
}

/// As files and programs write it: with a point, without parted thousands.
impl fmt::Display for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let width = usize::from(self.decimals) + 1;
        let plain = format!("{:0width$}", self.digits.unsigned_abs());
        let (whole, part) = plain.split_at(plain.len() - usize::from(self.decimals));
        let sign = if self.digits < 0 { "-" } else { "" };
        let point = if part.is_empty() { "" } else { "." };
        write!(f, "{sign}{whole}{point}{part}")
    }
}

/// A share in percent with two decimals, rounded half up; none of nothing.
pub fn rate(part: usize, whole: usize) -> Option<Figure> {
    let (part, whole) = (part as u128, whole as u128);
    let digits = (part * 20_000 + whole).checked_div(whole * 2)?;
    Some(Figure {
        digits: i64::try_from(digits).ok()?,
        decimals: 2,
    })
}

/// The mean of whole numbers with one decimal, rounded half up; none of nothing.
pub fn mean(values: &[i64]) -> Option<Figure> {
    let count = i64::try_from(values.len())
        .ok()
        .filter(|count| *count > 0)?;
    let sum: i64 = values.iter().sum();
    Some(Figure {
        digits: (sum * 20 + count).div_euclid(count * 2),
        decimals: 1,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nine_thousand_and_ninety_of_eleven_thousand_and_twenty_nine_is_82_42_percent() {
        assert_eq!(
            rate(9_090, 11_029).map(|rate| rate.to_string()),
            Some("82.42".to_owned())
        );
        assert_eq!(
            rate(1, 3).map(|rate| rate.to_string()),
            Some("33.33".to_owned())
        );
        assert_eq!(
            rate(2, 3).map(|rate| rate.to_string()),
            Some("66.67".to_owned())
        );
        assert_eq!(rate(0, 0), None);
    }

    #[test]
    fn a_number_is_read_as_the_french_write_it_and_written_with_a_point() {
        for (text, written) in [
            ("82,42", "82.42"),
            ("82.420", "82.420"),
            ("6 750", "6750"),
            ("11\u{202f}029", "11029"),
            ("-0,05", "-0.05"),
            ("007", "7"),
        ] {
            assert_eq!(
                Figure::parse(text).map(|one| one.to_string()).as_deref(),
                Some(written)
            );
        }
        for text in [
            "",
            "x",
            "1,2,3",
            "1e3",
            "5,",
            ",5",
            "+1",
            "99999999999999999999",
        ] {
            assert_eq!(Figure::parse(text), None, "{text}");
        }
    }

    #[test]
    fn sums_and_means_keep_their_decimals() {
        let figures = ["0.1", "0.25", "2"].map(|text| Figure::parse(text).expect("a figure"));
        assert_eq!(Figure::sum(figures).to_string(), "2.35");
        assert_eq!(
            mean(&[8, 9]).map(|mean| mean.to_string()),
            Some("8.5".to_owned())
        );
        assert_eq!(mean(&[]), None);
    }
}
