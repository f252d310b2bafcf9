//! What people and programs are told of the days of what is kept.

use super::sandbox::Repository;
use crate::model::retention::{Origin, Waiting};
use crate::retention::{items, words};
use crate::text::Lang;

#[test]
fn a_program_is_told_the_key_that_would_say_what_is_awaited() {
    let measures = Waiting::For(Origin::Measures);
    for lang in [Lang::En, Lang::Fr] {
        assert_eq!(words::waited(&measures, lang), "mesures-terminees");
    }
    // Where no key would say it, the words are those for people.
    let series = words::waited(&Waiting::Series, Lang::Fr);
    assert_eq!(series, words::waiting(&Waiting::Series).render(Lang::Fr));
    assert_ne!(series, "");
}

#[test]
fn the_cell_of_the_table_is_quoted_on_one_line() {
    let corpus = Repository::new("")
        .series("s", ["3 ans", "1 an", "versement  aux   archives"], "")
        .record("CR-2024-001", "s", "2024-02-10", "")
        .corpus("2026-01-01");
    let told = words::rule(&items(&corpus)[0], corpus.policy()).render(Lang::En);
    assert!(told.ends_with("then “versement aux archives”"), "{told}");
}
