//! A ticket as it is opened: its draft with what is known on the first day.

use super::filled::Filled;
use super::{Draft, DraftRefusal};
use crate::parse::front_matter;
use crate::parse::yaml;

/// What is known of a ticket when it is opened, beside its title, day and process.
#[derive(Debug, Clone, Default)]
pub struct Opening<'o> {
    /// How it came in.
    pub channel: Option<&'o str>,
    /// A role or unit; the author by default.
    pub reporter: Option<&'o str>,
    /// How grave it is.
    pub severity: Option<&'o str>,
    /// The document, or the client requirement, that it hurts.
    pub requirement: Option<&'o str>,
    /// The documents concerned.
    pub documents: &'o [String],
    /// A line under the title of the body.
    pub line: Option<&'o str>,
}

/// The draft with these facts. The examples of the keys that are set leave the template.
///
/// # Errors
/// The template is not one in which keys can be set.
pub fn opened(draft: Draft, facts: &Opening<'_>) -> Result<Draft, DraftRefusal> {
    let mut filled = Filled::new(&draft.text);
    // As a file has them, one after another.
    let order = ["recu", "processus", "declarant", "gravite", "exigence"];
    let documents = (!facts.documents.is_empty()).then(|| yaml::flow_list(facts.documents));
    let given = [
        ("canal", facts.channel.map(yaml::plain)),
        ("declarant", facts.reporter.map(yaml::scalar)),
        ("gravite", facts.severity.map(yaml::plain)),
        ("exigence", facts.requirement.map(yaml::scalar)),
        ("documents", documents),
    ];
    for (key, value) in given {
        if let Some(value) = value {
            filled.show(key, &value, &order)?;
        }
    }
    let mut text = filled.finish(&[]);
    if let Some(line) = facts.line {
        let body = front_matter::split(&text).body(text.len()).start;
        let title = text[body..]
            .lines()
            .next()
            .filter(|first| first.starts_with("# "))
            .map_or(0, |first| first.len() + 1);
        text.insert_str((body + title).min(text.len()), &format!("\n{line}\n"));
    }
    Ok(Draft { text, ..draft })
}
