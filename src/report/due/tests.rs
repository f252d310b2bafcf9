//! Deadlines as people, programs and calendars read them.

use super::{Deadline, What, text};
use crate::report::{Paint, Style};
use crate::text::Lang;
use chrono::NaiveDate;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date of the test")
}

fn deadline(date: &str, what: What, code: &str) -> Deadline {
    Deadline {
        date: day(date),
        what,
        code: code.to_owned(),
        title: format!("Titre de {code}"),
        action: None,
        who: vec!["pilote-paped".to_owned()],
        names: vec!["Pilote PAPED".to_owned()],
        series: None,
    }
}

fn said(deadlines: &[Deadline], lang: Lang) -> String {
    let style = Style {
        lang,
        paint: Paint::Plain,
        width: 80,
    };
    text(deadlines, day("2026-11-21"), &style).replace('\u{a0}', " ")
}

#[test]
fn what_is_late_comes_first_and_what_is_far_last() {
    let deadlines = [
        deadline("2026-11-20", What::Answer, "RE-2026-0007"),
        deadline("2026-11-21", What::Review, "MO-00391-V02"),
        deadline("2026-11-28", What::Watch, "lettre-reseau"),
        deadline("2026-11-29", What::Hold, "AD-2023-001"),
    ];
    assert_eq!(
        said(&deadlines, Lang::Fr),
        "En retard\n20/11/2026 RE-2026-0007 répondre (il y a 1 j)\n  Titre de RE-2026-0007 · Pilote PAPED\n\n\
         Aujourd'hui\n21/11/2026 MO-00391-V02 revue\n  Titre de MO-00391-V02 · Pilote PAPED\n\n\
         Sous une semaine\n28/11/2026 lettre-reseau veille (dans 7 j)\n  Titre de lettre-reseau · Pilote PAPED\n\n\
         Plus tard\n29/11/2026 AD-2023-001 gel à réexaminer (dans 8 j)\n  Titre de AD-2023-001 · Pilote PAPED\n"
    );
    assert!(
        said(&deadlines, Lang::En).starts_with("Late\n2026-11-20 RE-2026-0007 answer (1 d ago)\n")
    );
    assert_eq!(said(&[], Lang::En), "nothing falls due\n");
}

#[test]
fn a_series_that_ends_by_the_hundred_is_told_on_one_line() {
    let mut deadlines: Vec<Deadline> = (1..=300)
        .map(|number| Deadline {
            series: Some("Fiche".to_owned()),
            ..deadline(
                "2026-01-01",
                What::Retention,
                &format!("NC-2022-{number:04}"),
            )
        })
        .collect();
    deadlines.push(deadline("2026-02-01", What::Retention, "RA-2022-001"));
    let said = said(&deadlines, Lang::Fr);
    assert!(
        said.contains("NC-2022-0001, …") && said.contains("Fiche : 300 en tout"),
        "{said}"
    );
    assert!(
        said.contains("RA-2022-001") && !said.contains("NC-2022-0002"),
        "{said}"
    );
    assert!(
        said.contains("`qms due --format json` les donne un à un"),
        "{said}"
    );
}

#[test]
fn an_event_is_named_by_what_it_is_and_never_by_its_day_or_title() {
    let action = Deadline {
        action: Some("A2".to_owned()),
        ..deadline("2026-11-28", What::Action, "NC-2026-0012")
    };
    let moved = Deadline {
        date: day("2027-02-01"),
        title: "Autre titre".to_owned(),
        ..action.clone()
    };
    let (first, later) = (action.event(Lang::Fr), moved.event(Lang::Fr));
    assert_eq!(first.uid, "nc-2026-0012-a2-action@qms");
    assert_eq!((&first.uid, &first.summary), (&later.uid, &later.summary));
    assert_ne!(first.day, later.day);
    assert_eq!(first.summary, "NC-2026-0012, action A2\u{a0}: action");
    for (what, uid) in [
        (What::Answer, "nc-2026-0012-answer@qms"),
        (What::Retention, "nc-2026-0012-retention@qms"),
        (What::Limit, "nc-2026-0012-limit-retention@qms"),
        (What::Hold, "nc-2026-0012-hold@qms"),
    ] {
        let event = deadline("2026-11-28", what, "NC-2026-0012").event(Lang::En);
        assert_eq!(event.uid, uid);
        assert!(!event.summary.contains("Titre"), "{}", event.summary);
    }
}
