//! The calendar is read back by a small reader of RFC 5545, written apart from the writer.

use super::{Event, calendar};
use chrono::{DateTime, Utc};

fn stamp() -> DateTime<Utc> {
    "2026-11-21T12:00:00Z".parse().expect("a time of the test")
}

fn event(uid: &str, day: &str, summary: &str) -> Event {
    Event {
        uid: uid.to_owned(),
        day: day.parse().expect("a date of the test"),
        summary: summary.to_owned(),
    }
}

/// Name with its parameters, and value, of every line: unfolded first (RFC 5545, 3.1).
fn read(bytes: &[u8]) -> Vec<(String, String)> {
    let text = std::str::from_utf8(bytes).expect("UTF-8");
    assert!(text.ends_with("\r\n"));
    let bare = text.replace("\r\n", "");
    assert!(!bare.contains(['\r', '\n']), "a line end of its own");
    for line in text.split("\r\n") {
        assert!(line.len() <= 75, "{} octets: {line}", line.len());
    }
    let unfolded = text.replace("\r\n ", "");
    let lines = unfolded.split("\r\n").filter(|line| !line.is_empty());
    lines
        .map(|line| line.split_once(':').expect("a name and a value"))
        .map(|(name, value)| (name.to_owned(), unescaped(value)))
        .collect()
}

fn unescaped(value: &str) -> String {
    let mut out = String::new();
    let mut characters = value.chars();
    while let Some(character) = characters.next() {
        match (character, character == '\\') {
            (_, true) => match characters.next().expect("what is escaped") {
                'n' | 'N' => out.push('\n'),
                other => out.push(other),
            },
            (other, false) => out.push(other),
        }
    }
    out
}

fn values<'l>(lines: &'l [(String, String)], name: &str) -> Vec<&'l str> {
    let named = lines.iter().filter(|(key, _)| key == name);
    named.map(|(_, value)| value.as_str()).collect()
}

#[test]
fn a_calendar_is_read_back_as_it_was_meant() {
    let long = "é".repeat(200) + "; a, b\\c\nd";
    let events = [
        event("re-2026-0007-answer@qms", "2026-12-01", "RE-2026-0007"),
        event("veille-watch@qms", "2026-12-02", &long),
    ];
    let lines = read(&calendar("Service social, Île-de-France", &events, stamp()));
    assert_eq!(values(&lines, "BEGIN"), ["VCALENDAR", "VEVENT", "VEVENT"]);
    assert_eq!(values(&lines, "END"), ["VEVENT", "VEVENT", "VCALENDAR"]);
    assert_eq!(values(&lines, "METHOD"), ["PUBLISH"]);
    assert_eq!(values(&lines, "VERSION"), ["2.0"]);
    assert_eq!(values(&lines, "PRODID").len(), 1);
    assert_eq!(
        values(&lines, "X-WR-CALNAME"),
        ["Service social, Île-de-France"]
    );
    assert_eq!(
        values(&lines, "UID"),
        ["re-2026-0007-answer@qms", "veille-watch@qms"]
    );
    assert_eq!(
        values(&lines, "DTSTART;VALUE=DATE"),
        ["20261201", "20261202"]
    );
    assert_eq!(values(&lines, "DTSTAMP"), ["20261121T120000Z"; 2]);
    assert_eq!(values(&lines, "SUMMARY"), ["RE-2026-0007", long.as_str()]);
}

#[test]
fn a_line_is_folded_at_its_seventy_fifth_octet_and_not_before() {
    // `SUMMARY:` takes eight.
    for (length, folded) in [(66, false), (67, false), (68, true)] {
        let text = "x".repeat(length);
        let bytes = calendar("qms", &[event("u@qms", "2026-12-01", &text)], stamp());
        let shown = String::from_utf8(bytes.clone()).expect("UTF-8");
        assert_eq!(shown.contains("\r\n x"), folded, "{length}");
        assert_eq!(values(&read(&bytes), "SUMMARY"), [text.as_str()]);
    }
}

#[test]
fn two_events_never_share_a_name() {
    let twins = [
        event("a-action@qms", "2026-12-01", "un"),
        event("a-action@qms", "2026-12-02", "deux"),
    ];
    let lines = read(&calendar("qms", &twins, stamp()));
    assert_eq!(values(&lines, "UID"), ["a-action@qms", "a-action-2@qms"]);
}

#[test]
fn a_control_character_does_not_break_the_calendar() {
    let hostile = event("u@qms", "2026-12-01", "a\r\nEND:VCALENDAR\u{1b}[31m\u{7f}");
    let lines = read(&calendar("qms", &[hostile], stamp()));
    assert_eq!(values(&lines, "END"), ["VEVENT", "VCALENDAR"]);
    assert_eq!(values(&lines, "SUMMARY"), ["a\nEND:VCALENDAR[31m"]);
}
