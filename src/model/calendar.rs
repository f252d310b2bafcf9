//! Civil days, the durations that people write, and the days off of the organisation.

use chrono::{Days, Months, NaiveDate};

/// A length of time as a cell states it: `15 jours`, `3 ans`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Duration {
    /// Calendar days.
    Days(u32),
    /// Months; years count as twelve.
    Months(u32),
}

impl Duration {
    /// The same day later; where it does not exist, the last day of that month (40-retention).
    /// Saturates at the end of the calendar.
    pub fn after(self, day: NaiveDate) -> NaiveDate {
        let later = match self {
            Duration::Days(count) => day.checked_add_days(Days::new(u64::from(count))),
            Duration::Months(count) => day.checked_add_months(Months::new(count)),
        };
        later.unwrap_or(NaiveDate::MAX)
    }

    /// Reads `3 ans`, `6 mois`, `15 jours`, `2 semaines`.
    pub fn parse(text: &str) -> Option<Duration> {
        let (count, unit) = text.trim().split_once([' ', '\u{a0}', '\u{202f}'])?;
        let count: u32 = count
            .parse()
            .ok()
            .filter(|count| (1..=999).contains(count))?;
        match crate::model::names::folded(unit.trim()).as_str() {
            "jour" | "jours" => Some(Duration::Days(count)),
            "semaine" | "semaines" => Some(Duration::Days(count * 7)),
            "mois" => Some(Duration::Months(count)),
            "an" | "ans" | "annee" | "annees" => Some(Duration::Months(count * 12)),
            _ => None,
        }
    }
}

/// How close to its end a period counts as "soon": a month.
pub const SOON: Duration = Duration::Months(1);

/// How close to its day what is counted in days counts as "soon": a week.
pub const NEAR: Duration = Duration::Days(7);

/// Working days of the organisation.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CalendarPolicy {
    /// The public holidays that are days off.
    pub holidays: Holidays,
    /// Closures, first and last day included.
    pub closures: Vec<(NaiveDate, NaiveDate)>,
    /// Whether a deadline on a day off goes to the next working day.
    pub carry: Carry,
}

/// Which public holidays are days off (`calendrier.jours-feries`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Holidays {
    /// The eleven French ones.
    #[default]
    France,
    /// None: only weekends and closures.
    None,
}

/// What becomes of a deadline that falls on a day off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Carry {
    /// It stays.
    #[default]
    None,
    /// It goes to the next working day.
    NextWorkingDay,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date of the test")
    }

    #[test]
    fn six_months_from_the_31st_end_with_february() {
        assert_eq!(
            Duration::Months(6).after(day("2025-08-31")),
            day("2026-02-28")
        );
    }

    #[test]
    fn durations_are_read_as_people_write_them() {
        assert_eq!(Duration::parse("3 ans"), Some(Duration::Months(36)));
        assert_eq!(Duration::parse("15\u{a0}jours"), Some(Duration::Days(15)));
        assert_eq!(Duration::parse("3 moi"), None);
        assert_eq!(Duration::parse("0 an"), None);
    }
}
