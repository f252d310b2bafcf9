//! Deadlines by the calendar of the organisation: calendar, working and business days, public
//! holidays, closures (40-retention, "Days and complaints").

use crate::model::calendar::{CalendarPolicy, Carry, Duration, Holidays};
use chrono::{Datelike, Days, NaiveDate, Weekday};

/// A time to answer, as qms.yaml states it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ResponseTime {
    /// `15 jours`, `2 semaines`, `1 mois`: calendar days.
    Calendar(Duration),
    /// `15 jours ouvrables`: Monday to Saturday, no holidays.
    Working(u32),
    /// `15 jours ouvrés`: Monday to Friday, no holidays.
    Business(u32),
}

impl ResponseTime {
    /// Reads `15 jours`, `15 jours ouvrés`, `15 jours ouvrables`.
    pub fn parse(text: &str) -> Option<ResponseTime> {
        let plain = crate::model::names::folded(text);
        let words: Vec<&str> = plain.split_whitespace().collect();
        match words.as_slice() {
            [count, "jour" | "jours", kind] => {
                let days: u32 = count.parse().ok().filter(|days| (1..=999).contains(days))?;
                match *kind {
                    "ouvre" | "ouvres" => Some(ResponseTime::Business(days)),
                    "ouvrable" | "ouvrables" => Some(ResponseTime::Working(days)),
                    "calendaire" | "calendaires" => {
                        Some(ResponseTime::Calendar(Duration::Days(days)))
                    }
                    _ => None,
                }
            }
            _ => Duration::parse(&words.join(" ")).map(ResponseTime::Calendar),
        }
    }

    /// The last day in time. The day of receipt is not counted.
    pub fn due(self, received: NaiveDate, calendar: &CalendarPolicy) -> NaiveDate {
        let counted = match self {
            ResponseTime::Calendar(length) => length.after(received),
            ResponseTime::Working(count) => {
                counted(received, count, |day| is_working(day, calendar))
            }
            ResponseTime::Business(count) => {
                counted(received, count, |day| is_business(day, calendar))
            }
        };
        carried(counted, calendar)
    }
}

/// A counted deadline, moved off days off where the organisation says so (`calendrier.report`).
pub fn carried(day: NaiveDate, calendar: &CalendarPolicy) -> NaiveDate {
    match calendar.carry {
        Carry::None => day,
        Carry::NextWorkingDay => next_business(day, calendar),
    }
}

/// In days: what is passed over at most. Closures of the whole of time would leave no day at all.
const PASSED_OVER: u32 = 3_660;

/// The so-manieth day after another that counts; the day that was reached, where too many do not.
fn counted(from: NaiveDate, count: u32, counts: impl Fn(NaiveDate) -> bool) -> NaiveDate {
    let mut day = from;
    let (mut left, mut passed) = (count, 0);
    while left > 0 && passed < PASSED_OVER {
        let Some(next) = day.succ_opt() else {
            return NaiveDate::MAX;
        };
        day = next;
        match counts(day) {
            true => left -= 1,
            false => passed += 1,
        }
    }
    day
}

/// The day itself, or the first after it that is no Saturday, Sunday, holiday or closure.
pub fn next_business(day: NaiveDate, calendar: &CalendarPolicy) -> NaiveDate {
    if is_business(day, calendar) {
        return day;
    }
    counted(day, 1, |day| is_business(day, calendar))
}

/// Monday to Saturday, no holiday, no closure (« jour ouvrable »).
pub fn is_working(day: NaiveDate, calendar: &CalendarPolicy) -> bool {
    day.weekday() != Weekday::Sun && !is_off(day, calendar)
}

/// Monday to Friday, no holiday, no closure (« jour ouvré »).
pub fn is_business(day: NaiveDate, calendar: &CalendarPolicy) -> bool {
    day.weekday() != Weekday::Sat && is_working(day, calendar)
}

fn is_off(day: NaiveDate, calendar: &CalendarPolicy) -> bool {
    (calendar.holidays == Holidays::France && is_holiday(day))
        || calendar
            .closures
            .iter()
            .any(|(from, until)| *from <= day && day <= *until)
}

/// One of the eleven French public holidays (code du travail, L3133-1).
pub fn is_holiday(day: NaiveDate) -> bool {
    const FIXED: [(u32, u32); 8] = [
        (1, 1),
        (5, 1),
        (5, 8),
        (7, 14),
        (8, 15),
        (11, 1),
        (11, 11),
        (12, 25),
    ];
    if FIXED.contains(&(day.month(), day.day())) {
        return true;
    }
    // Easter Monday, Ascension, Whit Monday.
    let Some(easter) = easter(day.year()) else {
        return false;
    };
    [1, 39, 50]
        .into_iter()
        .any(|after| easter.checked_add_days(Days::new(after)) == Some(day))
}

/// Easter Sunday of a year of the Gregorian calendar (Meeus, Jones and Butcher).
pub fn easter(year: i32) -> Option<NaiveDate> {
    let (a, b, c) = (
        year.rem_euclid(19),
        year.div_euclid(100),
        year.rem_euclid(100),
    );
    let (d, e) = (b.div_euclid(4), b.rem_euclid(4));
    let g = (8 * b + 13).div_euclid(25);
    let h = (19 * a + b - d - g + 15).rem_euclid(30);
    let (i, k) = (c.div_euclid(4), c.rem_euclid(4));
    let l = (32 + 2 * e + 2 * i - h - k).rem_euclid(7);
    let m = (a + 11 * h + 19 * l).div_euclid(433);
    let month = (h + l - 7 * m + 90).div_euclid(25);
    let day = (h + l - 7 * m + 33 * month + 19).rem_euclid(32);
    NaiveDate::from_ymd_opt(year, u32::try_from(month).ok()?, u32::try_from(day).ok()?)
}

#[cfg(test)]
mod tests;
