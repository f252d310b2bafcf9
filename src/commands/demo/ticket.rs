//! A ticket on the stage: what is entered in it, its code, its story.

use super::super::Failure;
use super::cast::CORRESPONDENT;
use super::stage::{Expect, Stage};
use crate::text::Text;

/// A command of tickets, whose change is committed at once.
pub fn enter(stage: &mut Stage<'_>, id: &str, words: &[&str]) -> Result<(), Failure> {
    let mut line = vec!["smac"];
    line.extend(words);
    line.push("--commit");
    stage.run(id, &line, Expect::Done)
}

/// The code of the ticket of a kind that was opened last, this year.
pub fn last(stage: &Stage<'_>, kind: &str) -> Result<String, Failure> {
    let year = stage.year();
    let code = |number: u32| format!("{kind}-{year}-{number:04}");
    let mut number = 1;
    while !stage.read(&path_of(&code(number + 1)))?.is_empty() {
        number += 1;
    }
    Ok(code(number))
}

/// Where a ticket stands.
fn path_of(code: &str) -> String {
    let year = code.split('-').nth(1).unwrap_or_default();
    format!("smac/{year}/{code}.md")
}

/// The correspondent writes the story where the template says what to write.
pub fn narrate(stage: &mut Stage<'_>, code: &str, sentences: &[&str]) -> Result<(), Failure> {
    let path = path_of(code);
    let mut sentences = sentences.iter();
    let mut text = String::new();
    for line in stage.read(&path)?.lines() {
        let told = line.starts_with("> ").then(|| sentences.next()).flatten();
        text.push_str(told.unwrap_or(&line));
        text.push('\n');
    }
    stage.commit(
        CORRESPONDENT,
        Text {
            en: "The story of the ticket, read again before closing",
            fr: "Le récit de la fiche, relu avant la clôture",
        },
        vec![(path, text)],
    )
}
