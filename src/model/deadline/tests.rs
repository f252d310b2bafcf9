//! Deadlines held against the printed tables, and against a calendar that is made another way.

use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date of the test")
}

#[test]
fn a_complaint_falls_due_by_the_table_of_40_retention() {
    let plain = CalendarPolicy::default();
    let carried = CalendarPolicy {
        carry: Carry::NextWorkingDay,
        ..CalendarPolicy::default()
    };
    for (received, calendar, next, working, business) in [
        (
            "2026-05-04",
            "2026-05-19",
            "2026-05-19",
            "2026-05-23",
            "2026-05-28",
        ),
        (
            "2026-07-31",
            "2026-08-15",
            "2026-08-17",
            "2026-08-19",
            "2026-08-21",
        ),
        (
            "2026-12-17",
            "2027-01-01",
            "2027-01-04",
            "2027-01-06",
            "2027-01-11",
        ),
        (
            "2028-02-15",
            "2028-03-01",
            "2028-03-01",
            "2028-03-03",
            "2028-03-07",
        ),
    ] {
        let due = |text: &str, policy: &CalendarPolicy| {
            let time = ResponseTime::parse(text).expect("a time");
            time.due(day(received), policy).to_string()
        };
        assert_eq!(due("15 jours", &plain), calendar);
        assert_eq!(due("15 jours", &carried), next);
        assert_eq!(due("15 jours ouvrables", &plain), working);
        assert_eq!(due("15 jours ouvrés", &plain), business);
    }
}

#[test]
fn easter_falls_where_the_tables_have_it() {
    for date in [
        "1954-04-18",
        "1981-04-19",
        "2000-04-23",
        "2008-03-23",
        "2024-03-31",
        "2026-04-05",
        "2038-04-25",
        "2049-04-18",
    ] {
        assert_eq!(easter(day(date).year()), Some(day(date)));
    }
}

#[test]
fn a_closure_is_no_day_to_answer_on() {
    let closed = CalendarPolicy {
        closures: vec![(day("2026-08-17"), day("2026-08-18"))],
        carry: Carry::NextWorkingDay,
        ..CalendarPolicy::default()
    };
    let time = ResponseTime::parse("15 jours").expect("a time");
    assert_eq!(time.due(day("2026-07-31"), &closed), day("2026-08-19"));
}

#[test]
fn who_works_on_public_holidays_counts_them() {
    let without = CalendarPolicy {
        holidays: Holidays::None,
        carry: Carry::NextWorkingDay,
        ..CalendarPolicy::default()
    };
    let due = |text: &str, policy: &CalendarPolicy| {
        let time = ResponseTime::parse(text).expect("a time");
        time.due(day("2026-12-17"), policy)
    };
    // 25 December and 1 January are Fridays of that winter.
    assert_eq!(due("15 jours", &without), day("2027-01-01"));
    assert_eq!(due("15 jours ouvrés", &without), day("2027-01-07"));
    assert_eq!(
        due("15 jours ouvrés", &CalendarPolicy::default()),
        day("2027-01-11")
    );
}

#[test]
fn a_closure_without_end_keeps_nobody_waiting() {
    let shut = CalendarPolicy {
        closures: vec![(day("2026-01-01"), day("9999-12-31"))],
        ..CalendarPolicy::default()
    };
    for time in [ResponseTime::Working(15), ResponseTime::Business(15)] {
        assert!(time.due(day("2026-05-04"), &shut) < day("2037-01-01"));
    }
}

/// The public holidays of a year, by Gauss's Easter and by days since 1 January.
fn holidays_otherwise(year: i32) -> Vec<NaiveDate> {
    // Gauss, with the two exceptions of Lichtenberg: nothing is shared with the code judged.
    let (a, b, c) = (year % 19, year % 4, year % 7);
    let k = year / 100;
    let p = (13 + 8 * k) / 25;
    let m = (15 - p + k - k / 4) % 30;
    let n = (4 + k - k / 4) % 7;
    let d = (19 * a + m) % 30;
    let e = (2 * b + 4 * c + 6 * d + n) % 7;
    let march = match (d, e) {
        (29, 6) => 50,
        (28, 6) if (11 * m + 11) % 30 < 19 => 49,
        _ => 22 + d + e,
    };
    let first = NaiveDate::from_ymd_opt(year, 3, 1).expect("a day");
    let sunday = first + chrono::TimeDelta::days(i64::from(march) - 1);
    let leap = i64::from(sunday.leap_year());
    let new_year = NaiveDate::from_ymd_opt(year, 1, 1).expect("a day");
    let fixed = [0, 120, 127, 194, 226, 304, 314, 358];
    let mut all: Vec<NaiveDate> = fixed
        .into_iter()
        .map(|after| {
            let leap = if after > 0 { leap } else { 0 };
            new_year + chrono::TimeDelta::days(after + leap)
        })
        .collect();
    all.extend([1, 39, 50].map(|after| sunday + chrono::TimeDelta::days(after)));
    all.sort();
    all
}

/// Days since a Monday, so that no weekday is asked of the library.
fn weekday_otherwise(day: NaiveDate) -> i64 {
    let monday = NaiveDate::from_ymd_opt(2024, 1, 1).expect("a Monday");
    (day - monday).num_days().rem_euclid(7)
}

#[test]
fn every_holiday_of_forty_years_is_that_of_a_calendar_made_another_way() {
    for year in 2015..2055 {
        let holidays = holidays_otherwise(year);
        let found: Vec<NaiveDate> = NaiveDate::from_ymd_opt(year, 1, 1)
            .expect("a day")
            .iter_days()
            .take_while(|day| day.year() == year)
            .filter(|day| is_holiday(*day))
            .collect();
        // Two of them may fall on one day: 8 May and Ascension.
        let mut expected = holidays.clone();
        expected.dedup();
        assert_eq!(found, expected, "{year}");
        assert_eq!(holidays.len(), 11);
    }
}

#[test]
fn every_deadline_of_thirty_years_is_that_of_days_counted_one_by_one() {
    let closures = vec![
        (day("2026-12-24"), day("2026-12-24")),
        (day("2027-08-09"), day("2027-08-13")),
    ];
    let holidays: std::collections::BTreeSet<NaiveDate> =
        (2019..2060).flat_map(holidays_otherwise).collect();
    let closed = |day: NaiveDate| {
        holidays.contains(&day)
            || closures
                .iter()
                .any(|(from, until)| (*from..=*until).contains(&day))
    };
    let works = |day: NaiveDate, week: i64| weekday_otherwise(day) < week && !closed(day);
    let counted = |received: NaiveDate, week: i64, count: usize| {
        let after = received.iter_days().skip(1);
        let mut kept = after.filter(|day| works(*day, week));
        kept.nth(count - 1).expect("a day")
    };
    let calendar = |carry| CalendarPolicy {
        closures: closures.clone(),
        carry,
        ..CalendarPolicy::default()
    };
    let (stays, carries) = (calendar(Carry::None), calendar(Carry::NextWorkingDay));
    let first = day("2020-01-01");
    for received in first.iter_days().take(30 * 366) {
        for count in [1, 7, 15] {
            let days = u32::try_from(count).expect("small");
            let plain = received + chrono::TimeDelta::days(i64::from(days));
            let next = plain.iter_days().find(|day| works(*day, 5)).expect("a day");
            let (working, business) = (counted(received, 6, count), counted(received, 5, count));
            let due = |time: ResponseTime, calendar| time.due(received, calendar);
            let times = [
                ResponseTime::Calendar(Duration::Days(days)),
                ResponseTime::Working(days),
                ResponseTime::Business(days),
            ];
            assert_eq!(due(times[0], &stays), plain, "{received} {count}");
            assert_eq!(due(times[0], &carries), next, "{received} {count}");
            assert_eq!(due(times[1], &stays), working, "{received} {count}");
            assert_eq!(due(times[2], &stays), business, "{received} {count}");
            assert_eq!(due(times[2], &carries), business, "{received} {count}");
            // A Saturday is worked and yet no day to end on.
            let carried = working
                .iter_days()
                .find(|day| works(*day, 5))
                .expect("a day");
            assert_eq!(due(times[1], &carries), carried, "{received} {count}");
        }
    }
}
