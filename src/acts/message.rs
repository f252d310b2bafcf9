//! The message of an act's commit: a subject and a body that people read, and the statements.

use super::thing::Thing;
use super::{Refusal, Situation};
use crate::corpus::Version;
use crate::model::act::Statement;
use crate::model::names::RoleId;
use crate::parse::trailers::{self, Trailers};
use crate::text::{Lang, Text, escape_controls};
use chrono::NaiveDate;

/// What the body says of one code.
#[derive(Debug, Clone)]
pub struct Line {
    /// The code.
    pub code: String,
    /// Its title.
    pub title: String,
    /// The effective date of a validation.
    pub effective: Option<NaiveDate>,
    /// A remark of the person's.
    pub note: Option<String>,
}

impl Line {
    /// The line of a version.
    pub fn of(version: &Version<'_>) -> Line {
        let document = version.document;
        Line {
            code: document.code.to_string(),
            title: document.title.value.clone(),
            effective: None,
            note: None,
        }
    }

    /// The line of a record, a ticket or a version.
    pub fn of_thing(thing: &Thing<'_>) -> Line {
        Line {
            code: thing.code().to_string(),
            title: thing.title().to_owned(),
            effective: None,
            note: None,
        }
    }
}

/// The whole message, in the repository's language. It is read back: a statement that would not
/// come out as it went in is refused before anything is signed.
///
/// # Errors
/// A value that cannot stand in a trailer, such as a reason on two lines.
pub fn message(
    situation: &Situation<'_>,
    statements: &[Statement],
    lines: &[Line],
) -> Result<String, Refusal> {
    const SIGNED: Text = Text {
        en: "{name} ({actor}), {role}: {meaning}.",
        fr: "{name} ({actor}), {role}\u{a0}: {meaning}.",
    };
    const ALONE: Text = Text {
        en: "{name} ({actor}): {meaning}.",
        fr: "{name} ({actor})\u{a0}: {meaning}.",
    };
    const EFFECTIVE: Text = Text {
        en: "in force from {date}",
        fr: "en vigueur à partir du {date}",
    };
    const REASON: Text = Text {
        en: "Reason: {reason}",
        fr: "Motif\u{a0}: {reason}",
    };
    const CANNOT: Text = Text {
        en: "this cannot be signed: a text on several lines, or with characters that are not seen",
        fr: "ceci ne peut pas être signé\u{a0}: un texte sur plusieurs lignes, ou avec des caractères invisibles",
    };
    let policy = situation.policy();
    let lang = policy.lang;
    let Some(first) = statements.first() else {
        return Err(Refusal::new("A201", CANNOT));
    };
    let mut text = subject(first, lines, lang);
    let role = first.role.as_deref().map(RoleId::new);
    let label = role
        .as_ref()
        .map(|role| policy.role_label(role).unwrap_or(role.as_str()).to_owned());
    let signed = match label {
        Some(label) => SIGNED.with("role", label),
        None => ALONE.into(),
    };
    let signed = signed
        .with("name", situation.actor.name.value.as_str())
        .with("actor", situation.actor.id.value.as_str())
        .with("meaning", first.words().meaning);
    text.push_str(&format!("\n\n{}\n", signed.render(lang)));
    for line in lines {
        text.push_str(&format!(
            "- {} — {}",
            line.code,
            escape_controls(&line.title)
        ));
        if let Some(date) = line.effective {
            text.push_str(&format!(", {}", EFFECTIVE.with("date", date).render(lang)));
        }
        text.push('\n');
        if let Some(note) = &line.note {
            text.push_str(&format!("  {}\n", escape_controls(note)));
        }
    }
    if let Some(reason) = &first.reason {
        text.push_str(&format!(
            "{}\n",
            REASON
                .with("reason", escape_controls(reason).into_owned())
                .render(lang)
        ));
    }
    text.push('\n');
    text.push_str(&trailers::write(statements));
    match trailers::read(text.as_bytes()) {
        Trailers::Statements(read) if read == statements => Ok(text),
        _ => Err(Refusal::new("A201", CANNOT)),
    }
}

fn subject(statement: &Statement, lines: &[Line], lang: Lang) -> String {
    let [one, many] = statement.words().subjects;
    match lines {
        [line] => format!(
            "{} — {}",
            one.with("code", &line.code).render(lang),
            escape_controls(&line.title)
        ),
        several => many.with("count", several.len()).render(lang),
    }
}
