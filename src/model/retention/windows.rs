//! The windows of a series: "keep the newest twelve", without sorting a series for each record.

use crate::model::names::Slug;
use chrono::NaiveDate;
use rustc_hash::FxHashMap;

/// What counts in the window of a series: a record or ticket in the tree, or destroyed with a
/// certificate. An erratum counts with what it corrects.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// The series.
    pub series: Slug,
    /// Its `date`; of a ticket, `recu`.
    pub date: NaiveDate,
}

/// The days of the members of each series, sorted once.
#[derive(Debug, Default)]
pub struct Windows {
    days: FxHashMap<Slug, Vec<NaiveDate>>,
}

impl Windows {
    /// Sorts the members, those of the day and before.
    pub fn of(members: impl IntoIterator<Item = Member>, day: NaiveDate) -> Windows {
        let mut days: FxHashMap<Slug, Vec<NaiveDate>> = FxHashMap::default();
        for member in members {
            if member.date <= day {
                days.entry(member.series).or_default().push(member.date);
            }
        }
        days.values_mut().for_each(|days| days.sort_unstable());
        Windows { days }
    }

    /// The day of the so-manieth member strictly newer than a day; none while there are fewer.
    /// Members of one day are not newer than one another: ties stay (40-retention).
    pub fn left(&self, series: &Slug, date: NaiveDate, count: u32) -> Option<NaiveDate> {
        let days = self.days.get(series)?;
        let newer = days.partition_point(|day| *day <= date);
        let place = usize::try_from(count).ok()?.checked_sub(1)?;
        days.get(newer.checked_add(place)?).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date of the test")
    }

    #[test]
    fn ties_stay_in_the_window_together() {
        let series = Slug::new("cr");
        let member = |date: &str| Member {
            series: series.clone(),
            date: day(date),
        };
        let members = ["2026-01-01", "2026-01-01", "2026-02-01", "2026-03-01"].map(member);
        let windows = Windows::of(members, day("2026-12-31"));
        assert_eq!(
            windows.left(&series, day("2026-01-01"), 1),
            Some(day("2026-02-01"))
        );
        assert_eq!(
            windows.left(&series, day("2026-01-01"), 2),
            Some(day("2026-03-01"))
        );
        assert_eq!(windows.left(&series, day("2026-01-01"), 3), None);
    }

    #[test]
    fn what_is_dated_later_does_not_count_yet() {
        let series = Slug::new("cr");
        let later = Member {
            series: series.clone(),
            date: day("2026-02-01"),
        };
        let windows = Windows::of([later], day("2026-01-31"));
        assert_eq!(windows.left(&series, day("2026-01-01"), 1), None);
    }
}
