//! The rules judged on the history: which they are, how they are worded, and what their pages owe the reader.

use super::{Rule, all, find, history};
use crate::diagnostic::Severity;
use crate::text::Lang;

/// Those that 50-rules marks (h).
const OF_THE_HISTORY: [&str; 24] = [
    "C004", "C005", "A201", "A202", "A203", "A204", "A205", "A206", "A207", "A208", "A209", "A210",
    "A211", "A212", "G201", "G202", "G203", "G204", "G205", "G206", "R105", "R107", "S108", "P102",
];

fn of_the_history() -> impl Iterator<Item = &'static Rule> {
    all().filter(|rule| rule.is_of_the_history())
}

/// The fenced blocks of a page, each with the heading it stands under and its opening line.
fn blocks(markdown: &str) -> Vec<(usize, String)> {
    let mut blocks: Vec<(usize, String)> = Vec::new();
    let (mut heading, mut open) = (0, false);
    for line in markdown.lines() {
        let fence = line.starts_with("```");
        if fence && !open {
            blocks.push((heading, String::new()));
        }
        if let (true, Some((_, text))) = (fence || open, blocks.last_mut()) {
            text.push_str(line);
            text.push('\n');
        }
        open ^= fence;
        if !open && line.starts_with("## ") {
            heading += 1;
        }
    }
    blocks
}

/// The beginnings of the words that carry the meaning of a sentence.
fn stems(sentence: &str) -> Vec<String> {
    sentence
        .split(|c: char| !c.is_alphabetic())
        .filter(|word| word.chars().count() >= 5)
        .map(|word| word.to_lowercase().chars().take(5).collect())
        .collect()
}

#[test]
fn every_rule_of_the_history_has_its_file_and_weighs_an_error() {
    let codes: Vec<&str> = of_the_history().map(|rule| rule.code).collect();
    assert_eq!(codes, OF_THE_HISTORY);
    for rule in of_the_history() {
        assert_eq!(rule.severity, Severity::Error, "{}", rule.code);
    }
}

#[test]
fn a_rule_of_the_tree_is_not_one_of_the_history() {
    assert!(history("a202").is_some_and(|rule| rule.code == "A202"));
    // Its sentence has values that only the tree gives, though the history finds it as well.
    assert!(find("A103").is_some() && history("A103").is_none());
}

#[test]
fn what_the_history_finds_is_stated_without_values_and_its_remedy_with_four_at_most() {
    for rule in of_the_history() {
        for lang in [Lang::En, Lang::Fr] {
            assert!(rule.message.placeholders(lang).is_empty(), "{}", rule.code);
            for name in rule.help.placeholders(lang) {
                assert!(
                    ["code", "path", "commit", "actor"].contains(&name),
                    "{}: `{name}` is filled by nobody",
                    rule.code
                );
            }
            // A value that is not there reads `…`, which only a command or a name bears.
            let prose: String = rule.help.get(lang).split('`').step_by(2).collect();
            assert!(!prose.contains('{'), "{}: {prose}", rule.code);
            assert!(
                rule.help.get(lang).contains('`'),
                "{}: its remedy names no command",
                rule.code
            );
        }
    }
}

#[test]
fn a_page_of_the_history_shows_one_history_that_breaks_it_and_one_that_keeps_it() {
    for rule in of_the_history() {
        let pages = [Lang::En, Lang::Fr].map(|lang| rule.page(lang).markdown);
        let [en, fr] = [blocks(&pages[0]), blocks(&pages[1])];
        assert_eq!(en, fr, "{}: the languages show different blocks", rule.code);
        let headings: Vec<usize> = en.iter().map(|(heading, _)| *heading).collect();
        assert_eq!(headings, [2, 3], "{}: one Wrong, one Right", rule.code);
        assert_ne!(en[0].1, en[1].1, "{}", rule.code);
        for (_, block) in &en {
            let opening = block.lines().next();
            assert!(
                matches!(opening, Some("```sh" | "```text")),
                "{}: {opening:?} would be run as a tree",
                rule.code
            );
        }
    }
}

#[test]
fn a_page_of_the_history_is_short_names_its_subject_and_says_what_it_stands_for() {
    let mut wrong = Vec::new();
    for rule in of_the_history() {
        for lang in [Lang::En, Lang::Fr] {
            let page = rule.page(lang).markdown;
            let title = page.lines().next().unwrap_or_default();
            let subject = stems(rule.message.get(lang));
            let clause = ["ISO 9001 §", "21 CFR 11."];
            for (holds, owed) in [
                (page.lines().count() < 60, "is too long"),
                (title.ends_with('.'), "does not open with a sentence"),
                (
                    stems(title).iter().any(|stem| subject.contains(stem)),
                    "does not name what the rule finds",
                ),
                (
                    clause.iter().any(|clause| page.contains(clause)),
                    "says nothing of the clause it stands for",
                ),
                (
                    page.contains("`regles`"),
                    "does not say whether it can be set",
                ),
            ] {
                if !holds {
                    wrong.push(format!("{} {}: {owed}: {title}", rule.code, lang.code()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn french_pages_of_the_history_have_their_no_break_spaces() {
    for rule in of_the_history() {
        let page = rule.page(Lang::Fr).markdown;
        let mut open = false;
        for line in page.lines() {
            open ^= line.starts_with("```");
            let prose = line.split('`').step_by(2).collect::<Vec<_>>().join("`");
            for mark in [" :", " ;", " ?", " !", "« ", " »", "\"", "“"] {
                assert!(open || !prose.contains(mark), "{}: {line}", rule.code);
            }
        }
    }
}
