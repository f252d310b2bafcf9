//! What is due by the thousand stays readable.

use super::{Beside, Step, Style, Task, text};
use crate::report::Paint;
use crate::text::Lang;

fn due(number: usize, series: &str) -> Task {
    Task {
        code: format!("NC-2020-{number:04}"),
        title: format!("Titre {number}"),
        series: Some(series.to_owned()),
        step: Step::Destroy,
        role: "pilote".to_owned(),
        role_label: "Pilote".to_owned(),
        actors: vec!["pilote-paped".to_owned()],
        names: vec!["Pilote PAPED".to_owned()],
        since: "2026-11-01".parse().ok(),
    }
}

fn said(tasks: &[Task]) -> String {
    let style = Style {
        lang: Lang::Fr,
        paint: Paint::Plain,
        width: 100,
    };
    let day = "2026-11-21".parse().expect("a date of the test");
    text(tasks, &Beside::default(), day, &style).replace('\u{a0}', " ")
}

#[test]
fn a_handful_of_one_series_is_told_one_by_one() {
    let tasks: Vec<Task> = (1..=5).map(|number| due(number, "Fiche")).collect();
    let said = said(&tasks);
    for number in 1..=5 {
        assert!(said.contains(&format!("Titre {number}")), "{said}");
    }
    assert!(!said.contains("qms retention"), "{said}");
}

#[test]
fn beyond_a_handful_a_series_is_told_on_one_line() {
    let mut tasks: Vec<Task> = (1..=1200).map(|number| due(number, "Fiche")).collect();
    tasks.push(due(2000, "Rapport"));
    let said = said(&tasks);
    assert!(said.contains("NC-2020-0001, …"), "{said}");
    assert!(said.contains("Titre 2000"), "{said}");
    assert!(!said.contains("NC-2020-0002"), "{said}");
    assert!(
        said.contains("`qms retention --due` les donne un à un"),
        "{said}"
    );
    assert!(said.lines().count() < 12, "{said}");
}

#[test]
fn one_more_file_is_told_in_the_singular() {
    let said = |count: usize| {
        let style = Style {
            lang: Lang::Fr,
            paint: Paint::Plain,
            width: 100,
        };
        let beside = Beside {
            uncommitted: (0..count).map(|file| format!("smac/{file}.md")).collect(),
            ..Beside::default()
        };
        let day = "2026-11-21".parse().expect("a date of the test");
        text(&[], &beside, day, &style)
    };
    assert!(said(11).ends_with("et 1 autre\n"), "{}", said(11));
    assert!(said(12).ends_with("et 2 autres\n"), "{}", said(12));
}
