//! Deadlines for people, by nearness.

use super::Deadline;
use crate::report::lines::{folded, heading, toned, wrap};
use crate::report::{Style, Tone};
use crate::text::{Text, date, escape_controls};
use chrono::NaiveDate;

/// The deadlines for people, which are sorted by day: what is late first.
pub fn text(deadlines: &[Deadline], as_of: NaiveDate, style: &Style) -> String {
    const NOTHING: Text = Text {
        en: "nothing falls due",
        fr: "rien n'arrive à échéance",
    };
    const MANY: Text = Text {
        en: "`qms due --format json` lists each of them",
        fr: "`qms due --format json` les donne un à un",
    };
    let lang = style.lang;
    if deadlines.is_empty() {
        return format!("{}\n", style.tone(Tone::Good, NOTHING.get(lang)));
    }
    let mut out = String::new();
    let mut many = false;
    for group in deadlines.chunk_by(|a, b| Nearness::of(a, as_of) == Nearness::of(b, as_of)) {
        let Some(first) = group.first() else { continue };
        if !out.is_empty() {
            out.push('\n');
        }
        out.push_str(&heading(
            Nearness::of(first, as_of).label().get(lang),
            style,
        ));
        let lines = folded(group.iter(), |one| {
            one.series.as_deref().map(|series| (series, one.what))
        });
        many |= lines.iter().any(|(_, count)| *count > 1);
        for (deadline, count) in lines {
            out.push_str(&told(deadline, count, as_of, style));
        }
    }
    if many {
        out.push_str(&wrap(MANY.get(lang), style.width, 0));
    }
    out
}

/// Two lines: when, which, what and how near; below, its title and who is to do it.
fn told(deadline: &Deadline, stands_for: usize, as_of: NaiveDate, style: &Style) -> String {
    const LEFT: Text = Text {
        en: "in {days} d",
        fr: "dans {days}\u{a0}j",
    };
    const PAST: Text = Text {
        en: "{days} d ago",
        fr: "il y a {days}\u{a0}j",
    };
    const SERIES: Text = Text {
        en: "{series}: {count} in all",
        fr: "{series}\u{a0}: {count} en tout",
    };
    let lang = style.lang;
    let left = deadline.days_left(as_of);
    let (tone, near) = match left {
        ..0 => (Tone::Bad, Some(PAST)),
        0 => (Tone::Attention, None),
        1..=7 => (Tone::Attention, Some(LEFT)),
        _ => (Tone::Quiet, Some(LEFT)),
    };
    let near = near.map(|text| text.with("days", left.abs()).render(lang));
    let code = match (&deadline.action, stands_for) {
        (_, 2..) => format!("{}, …", deadline.code),
        (Some(action), _) => format!("{} {action}", deadline.code),
        (None, _) => deadline.code.clone(),
    };
    let title = match (&deadline.series, stands_for) {
        (Some(series), 2..) => SERIES
            .with("series", series)
            .with("count", stands_for)
            .render(lang),
        _ => deadline.title.clone(),
    };
    let head = format!(
        "{} {} {}{}",
        toned(&date(deadline.date, lang), tone, style),
        toned(&escape_controls(&code), Tone::Strong, style),
        deadline.what.label().get(lang),
        near.map(|near| format!(" ({near})")).unwrap_or_default(),
    );
    let parts = [title, deadline.names.join(", ")];
    let parts: Vec<&str> = parts
        .iter()
        .map(String::as_str)
        .filter(|part| !part.is_empty())
        .collect();
    let below = format!("  {}", escape_controls(&parts.join(" · ")));
    wrap(&head, style.width, 2) + &wrap(&below, style.width, 2)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Nearness {
    Late,
    Today,
    Week,
    Later,
}

impl Nearness {
    fn of(deadline: &Deadline, as_of: NaiveDate) -> Nearness {
        match deadline.days_left(as_of) {
            ..0 => Nearness::Late,
            0 => Nearness::Today,
            1..=7 => Nearness::Week,
            _ => Nearness::Later,
        }
    }

    fn label(self) -> Text {
        match self {
            Nearness::Late => Text {
                en: "Late",
                fr: "En retard",
            },
            Nearness::Today => Text {
                en: "Today",
                fr: "Aujourd'hui",
            },
            Nearness::Week => Text {
                en: "Within a week",
                fr: "Sous une semaine",
            },
            Nearness::Later => Text {
                en: "Later",
                fr: "Plus tard",
            },
        }
    }
}
