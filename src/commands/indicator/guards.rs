//! What the value of a period must be to be noted: of the rhythm of its indicator, not to come, for
//! an area that is not a slip for another.

use super::super::{Failure, FailureKind};
use crate::model::names::{folded, nearest};
use crate::model::period::Period;
use crate::model::registers::Indicator;
use crate::text::{Message, Text};
use chrono::NaiveDate;

/// A beginning of `periodicite`, how its periods are written, and which are so written.
type Rhythm = (&'static str, Text, fn(&str) -> bool);

/// How often an indicator may be read.
const RHYTHMS: [Rhythm; 4] = [
    (
        "annuel",
        Text {
            en: "YYYY: 2026",
            fr: "AAAA\u{a0}: 2026",
        },
        |period| period.len() == 4,
    ),
    (
        "semestriel",
        Text {
            en: "YYYY-Sn: 2026-S1",
            fr: "AAAA-Sn\u{a0}: 2026-S1",
        },
        |period| period.contains('S'),
    ),
    (
        "trimestriel",
        Text {
            en: "YYYY-Tn: 2026-T3",
            fr: "AAAA-Tn\u{a0}: 2026-T3",
        },
        |period| period.contains('T'),
    ),
    (
        "mensuel",
        Text {
            en: "YYYY-MM: 2026-10",
            fr: "AAAA-MM\u{a0}: 2026-10",
        },
        |period| period.len() == 7 && !period.contains(['S', 'T']),
    ),
];

/// Refuses a period that is not of the rhythm of its indicator.
pub fn shape(indicator: &Indicator, period: &str) -> Result<(), Failure> {
    const OTHER: Text = Text {
        en: "`{period}` is no period of this indicator: its `periodicite` is `{rhythm}`",
        fr: "`{period}` n'est pas une période de cet indicateur\u{a0}: sa `periodicite` est `{rhythm}`",
    };
    let said = indicator.periodicity.as_deref().unwrap_or_default().trim();
    let plain = folded(said);
    let rhythm = RHYTHMS.iter().find(|(word, ..)| plain.starts_with(word));
    match rhythm {
        Some((_, written, fits)) if !fits(period) => {
            let message = OTHER.with("period", period).with("rhythm", said);
            Err(Failure::could_not_run(FailureKind::Usage, message).help(*written))
        }
        _ => Ok(()),
    }
}

/// Refuses a period that has not begun.
pub fn to_come(period: &str, span: Period, today: NaiveDate) -> Result<(), Failure> {
    const TEXT: Text = Text {
        en: "{period} is to come: it begins on {first}",
        fr: "{period} est à venir\u{a0}: elle commence le {first}",
    };
    if span.first <= today {
        return Ok(());
    }
    let message = TEXT.with("period", period).with("first", span.first);
    Err(Failure::could_not_run(FailureKind::Usage, message))
}

/// A value without the sign of its unit: `98,5 %` of an indicator in `%`.
pub fn bare<'v>(indicator: &Indicator, value: &'v str) -> &'v str {
    let percent = indicator.unit.as_deref().map(str::trim) == Some("%");
    let value = value.trim();
    match value.strip_suffix('%') {
        Some(bare) if percent => bare.trim_end(),
        _ => value,
    }
}

/// What is noted already for a period and area, as written.
pub fn noted<'i>(indicator: &'i Indicator, period: &str, area: Option<&str>) -> Option<&'i str> {
    let of = |said: Option<&str>| said.map(str::trim).filter(|said| !said.is_empty()) == area;
    let mut values = indicator.values.iter();
    let measure = values
        .find(|measure| measure.period.value.trim() == period && of(measure.area.as_deref()))?;
    Some(measure.value.value.trim())
}

/// Refuses an area that is near a known one; says of any other that it is the first of its name.
pub fn area(indicator: &Indicator, area: &str, new: bool) -> Result<Option<Message>, Failure> {
    const UNKNOWN: Text = Text {
        en: "this indicator has no area `{area}`",
        fr: "cet indicateur n'a pas de zone `{area}`",
    };
    const NEAR: Text = Text {
        en: "did you mean `{near}`? `--new-area` says that it is another one",
        fr: "vouliez-vous dire `{near}`\u{a0}? `--new-area` dit que c'en est une autre",
    };
    const FIRST: Text = Text {
        en: "`{area}` is a new area of this indicator, which has: {known}",
        fr: "`{area}` est une nouvelle zone de cet indicateur, qui a\u{a0}: {known}",
    };
    let areas = indicator.values.iter().filter_map(|measure| {
        let area = measure.area.as_deref()?.trim();
        (!area.is_empty()).then_some(area)
    });
    let mut known: Vec<&str> = areas.collect();
    known.sort_unstable();
    known.dedup();
    if known.is_empty() || known.contains(&area) {
        return Ok(None);
    }
    match nearest(area, known.iter().copied()).filter(|_| !new) {
        Some(near) => {
            let message = UNKNOWN.with("area", area);
            Err(Failure::could_not_run(FailureKind::Usage, message).help(NEAR.with("near", near)))
        }
        None => {
            let known: Vec<String> = known.iter().map(|area| format!("`{area}`")).collect();
            Ok(Some(FIRST.with("area", area).with("known", known)))
        }
    }
}
