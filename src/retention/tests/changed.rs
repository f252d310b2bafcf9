//! What a change of a series makes of what it already holds.

use super::sandbox::{Repository, day};
use crate::corpus::Corpus;
use crate::model::retention::Condition;
use crate::retention::{Loosened, Moved, items, loosened, moved_earlier};

const CODE: &str = "CR-2024-001";
const MEASURES: &str = "fin de traitement des mesures décidées suite au rapport";
const FREE: &str = "sans conditions";
const TRANSFER: &str = "A.H.à remettre à la Direction qualité en vue de la conservation au titre des archives historiques";

/// A record of 10 February 2024 in a series of these cells, seen at the beginning of 2026.
fn kept(cells: [&str; 3]) -> Corpus {
    Repository::new("")
        .series("s", cells, "")
        .record(CODE, "s", "2024-02-10", "")
        .corpus("2026-01-01")
}

/// What leaves earlier: its code, its day before the change and after it.
fn moved(before: [&str; 3], after: [&str; 3]) -> Vec<String> {
    let (before, after) = (kept(before), kept(after));
    moved_earlier(&items(&before), &items(&after))
        .into_iter()
        .map(
            |Moved {
                 code,
                 before,
                 after,
             }| format!("{code} {before:?} {after}"),
        )
        .collect()
}

fn filed(term: &str) -> [&str; 3] {
    [term, "pas d'archivage", FREE]
}

#[test]
fn a_shorter_term_is_told_with_the_day_it_had_and_the_day_it_has() {
    assert_eq!(
        moved(filed("3 ans"), filed("1 an")),
        ["CR-2024-001 Some(2027-02-11) 2025-02-11"]
    );
}

#[test]
fn a_term_that_is_longer_or_the_same_takes_nothing_from_anyone() {
    assert_eq!(moved(filed("1 an"), filed("3 ans")), [] as [String; 0]);
    assert_eq!(moved(filed("3 ans"), filed("3 ans")), [] as [String; 0]);
}

#[test]
fn what_had_no_end_and_has_one_now_is_told_too() {
    // Nothing is said of its measures: they may still be under way.
    assert_eq!(
        moved(filed(MEASURES), filed("3 ans")),
        ["CR-2024-001 None 2027-02-11"]
    );
    assert_eq!(moved(filed("3 ans"), filed(MEASURES)), [] as [String; 0]);
}

#[test]
fn a_receipt_that_is_no_longer_asked_for_is_told_and_one_that_is_now_asked_is_not() {
    let asked = kept(["3 ans", "1 an", TRANSFER]);
    let free = kept(["3 ans", "1 an", FREE]);
    let (asked, free) = (items(&asked), items(&free));
    let [told] = &loosened(&asked, &free)[..] else {
        panic!("one record lost its receipt");
    };
    let Loosened {
        code,
        before,
        after,
    } = told;
    assert_eq!(code.to_string(), CODE);
    assert_eq!((*before, *after), (Condition::Transfer, Condition::Free));
    assert_eq!(loosened(&free, &asked), []);
    assert_eq!(loosened(&asked, &asked), []);
}

#[test]
fn what_was_not_there_before_the_change_loses_nothing_by_it() {
    let none = Repository::new("").series("s", filed("3 ans"), "");
    let (none, new) = (none.corpus("2026-01-01"), kept(filed("1 an")));
    assert_eq!(items(&new)[0].state.leaves_from(), Some(day("2025-02-11")));
    assert_eq!(moved_earlier(&items(&none), &items(&new)), []);
    assert_eq!(loosened(&items(&none), &items(&new)), []);
}
