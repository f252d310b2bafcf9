//! How often a source is consulted, in the words that people write.

use crate::model::calendar::{CalendarPolicy, Duration};
use crate::model::deadline::{carried, next_business};
use crate::model::names::folded;
use chrono::NaiveDate;

/// How often.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Frequency {
    /// `quotidienne`: each day that is worked, Monday to Friday.
    EachBusinessDay,
    /// `mensuelle`, `15 jours`: once in that time.
    Every(Duration),
}

impl Frequency {
    /// The words that are understood, beside a duration.
    pub const WORDS: [&str; 8] = [
        "quotidienne",
        "hebdomadaire",
        "bimensuelle",
        "mensuelle",
        "bimestrielle",
        "trimestrielle",
        "semestrielle",
        "annuelle",
    ];

    /// Reads `mensuelle`, `bi-mensuel`, `tous les 15 jours`, `1 mois`; accents, case and the plural do
    /// not matter.
    pub fn parse(text: &str) -> Option<Frequency> {
        let plain = folded(text);
        let plain = plain.split_whitespace().collect::<Vec<_>>().join(" ");
        let length = plain
            .strip_prefix("tous les ")
            .or(plain.strip_prefix("toutes les "))
            .unwrap_or(&plain);
        if let Some(length) = Duration::parse(length) {
            return Some(Frequency::Every(length));
        }
        let word = plain.replace('-', "");
        Some(match word.strip_suffix('s').unwrap_or(&word) {
            "quotidienne" | "quotidien" | "journaliere" | "journalier" => {
                Frequency::EachBusinessDay
            }
            "hebdomadaire" => Frequency::Every(Duration::Days(7)),
            // Twice a month, as newsletters of a fortnight are called; every two months has its own word.
            "bimensuelle" | "bimensuel" => Frequency::Every(Duration::Days(15)),
            "mensuelle" | "mensuel" => Frequency::Every(Duration::Months(1)),
            "bimestrielle" | "bimestriel" => Frequency::Every(Duration::Months(2)),
            "trimestrielle" | "trimestriel" => Frequency::Every(Duration::Months(3)),
            "semestrielle" | "semestriel" => Frequency::Every(Duration::Months(6)),
            "annuelle" | "annuel" => Frequency::Every(Duration::Months(12)),
            _ => return None,
        })
    }

    /// The last day in time after one that counted.
    pub fn next(self, last: NaiveDate, calendar: &CalendarPolicy) -> NaiveDate {
        match self {
            Frequency::EachBusinessDay => next_business(last.succ_opt().unwrap_or(last), calendar),
            Frequency::Every(length) => carried(length.after(last), calendar),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date of the test")
    }

    #[test]
    fn a_frequency_is_read_as_people_write_it() {
        for (text, next) in [
            ("quotidienne", "2026-11-23"),
            ("Hebdomadaire", "2026-11-27"),
            ("bimensuelle", "2026-12-05"),
            ("bi-mensuelles", "2026-12-05"),
            ("15 jours", "2026-12-05"),
            ("tous les 15\u{a0}jours", "2026-12-05"),
            ("mensuelle", "2026-12-20"),
            ("1 mois", "2026-12-20"),
            ("bimestriel", "2027-01-20"),
            ("trimestrielle", "2027-02-20"),
            ("semestrielle", "2027-05-20"),
            ("annuelle", "2027-11-20"),
        ] {
            let frequency = Frequency::parse(text).expect(text);
            // A Friday.
            let next_day = frequency.next(day("2026-11-20"), &CalendarPolicy::default());
            assert_eq!(next_day, day(next), "{text}");
        }
        for text in [
            "",
            "souvent",
            "menssuelle",
            "0 jours",
            "selon la thématique",
        ] {
            assert_eq!(Frequency::parse(text), None, "{text}");
        }
        for word in Frequency::WORDS {
            assert!(Frequency::parse(word).is_some(), "{word}");
        }
    }

    #[test]
    fn what_is_counted_goes_to_the_next_worked_day_where_the_organisation_says_so() {
        let calendar = CalendarPolicy {
            carry: crate::model::calendar::Carry::NextWorkingDay,
            ..CalendarPolicy::default()
        };
        let weekly = Frequency::parse("hebdomadaire").expect("a frequency");
        // 25 December 2026 is a Friday.
        assert_eq!(weekly.next(day("2026-12-18"), &calendar), day("2026-12-28"));
    }
}
