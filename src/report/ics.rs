//! A calendar that other programs subscribe to (RFC 5545): whole days, one event a deadline.

use chrono::{DateTime, NaiveDate, Utc};
use std::collections::HashMap;

/// A whole day of a calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// What names it for ever: a client that knows it updates it in place.
    pub uid: String,
    /// The day.
    pub day: NaiveDate,
    /// What it says.
    pub summary: String,
}

/// The octets of a line, its end not counted.
const LINE: usize = 75;

/// The calendar as bytes. `stamp` is when the information was made: the same input gives the same
/// bytes, and a client takes what bears a later one for newer.
pub fn calendar(name: &str, events: &[Event], stamp: DateTime<Utc>) -> Vec<u8> {
    let stamp = stamp.format("%Y%m%dT%H%M%SZ").to_string();
    let mut out = String::new();
    for line in [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//qms//qms//FR",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
    ] {
        push(&mut out, line);
    }
    push(&mut out, &format!("X-WR-CALNAME:{}", escaped(name)));
    let mut known: HashMap<String, usize> = HashMap::new();
    for event in events {
        push(&mut out, "BEGIN:VEVENT");
        push(
            &mut out,
            &format!("UID:{}", escaped(&unique(&event.uid, &mut known))),
        );
        push(&mut out, &format!("DTSTAMP:{stamp}"));
        push(
            &mut out,
            &format!("DTSTART;VALUE=DATE:{}", event.day.format("%Y%m%d")),
        );
        push(&mut out, &format!("SUMMARY:{}", escaped(&event.summary)));
        // A deadline takes nobody's day.
        push(&mut out, "TRANSP:TRANSPARENT");
        push(&mut out, "END:VEVENT");
    }
    push(&mut out, "END:VCALENDAR");
    out.into_bytes()
}

/// Two events never share a name: a client would show one of them.
fn unique(uid: &str, known: &mut HashMap<String, usize>) -> String {
    let count = known.entry(uid.to_owned()).or_default();
    *count += 1;
    match (*count, uid.rsplit_once('@')) {
        (1, _) | (_, None) => uid.to_owned(),
        (count, Some((name, domain))) => format!("{name}-{count}@{domain}"),
    }
}

/// A text value: `\`, `;`, `,` and line breaks escaped, other control characters left out.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.replace("\r\n", "\n").chars() {
        match character {
            '\\' | ';' | ',' => {
                out.push('\\');
                out.push(character);
            }
            '\n' | '\r' => out.push_str("\\n"),
            other if other.is_control() => {}
            other => out.push(other),
        }
    }
    out
}

/// Adds a line, folded where it is longer than a line may be; no character is cut in two.
fn push(out: &mut String, line: &str) {
    let mut octets = 0;
    for character in line.chars() {
        if octets + character.len_utf8() > LINE {
            out.push_str("\r\n ");
            octets = 1;
        }
        out.push(character);
        octets += character.len_utf8();
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests;
