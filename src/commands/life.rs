//! The life of a document as events: its acts with their verdicts, and the commits of its file.

use super::ground::history_failure;
use super::{Context, Failure, chain};
use crate::history::words;
use crate::history::{ActRecord, Course, Fact, History, Signer, Touch, TouchKind};
use crate::model::code::Code;
use crate::text::{Lang, Message, Text};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// One thing that happened.
pub struct Event {
    place: usize,
    /// On which day.
    pub date: String,
    /// In which commit.
    pub commit: String,
    /// To which code.
    pub code: String,
    /// The act; none for a plain commit.
    pub act: Option<&'static str>,
    /// Who, where a registered key or a statement says so.
    pub actor: Option<String>,
    /// In which role.
    pub role: Option<String>,
    /// The verdict on the signature, a word of JSON.
    pub signature: &'static str,
    /// What it means, or why it means nothing.
    pub meaning: Message,
}

/// What happened to some codes in the course of a history, first to last. A code comes with the
/// path of its file, in the tree or not.
///
/// # Errors
/// The history cannot be judged.
pub fn events(
    ctx: &Context,
    course: &Course<'_>,
    files: &[(Code, String)],
) -> Result<Vec<Event>, Failure> {
    let codes: BTreeSet<String> = files.iter().map(|(code, _)| code.to_string()).collect();
    let history =
        chain::history(ctx, course.repository(), course.tip()).map_err(history_failure)?;
    let own = |act: &&ActRecord| {
        act.statement
            .code
            .as_ref()
            .is_some_and(|code| codes.contains(code))
    };
    let mut events: Vec<Event> = history
        .acts()
        .iter()
        .filter(own)
        .map(|act| event(course, act))
        .collect();
    let told: BTreeSet<(String, String)> = events
        .iter()
        .map(|event| (event.commit.clone(), event.code.clone()))
        .collect();
    let paths: Vec<&str> = files.iter().map(|(_, path)| path.as_str()).collect();
    let touches = course
        .life(&paths)
        .map_err(|error| Failure::io("git", error))?;
    for touch in touches {
        let code = &files[touch.file].0;
        // A version that left by its successor's validation has that commit told as its own end.
        if !told.contains(&(touch.commit.id.to_string(), code.to_string())) {
            events.push(plain(course, &history, code, &touch));
        }
    }
    events.sort_by(|a, b| (a.place, &a.code).cmp(&(b.place, &b.code)));
    Ok(events)
}

impl Event {
    /// Its JSON (20-cli), its words in one language.
    pub fn json(&self, lang: Lang) -> Value {
        json!({
            "date": self.date,
            "commit": self.commit,
            "code": self.code,
            "act": self.act,
            "actor": self.actor,
            "role": self.role,
            "signature": self.signature,
            "meaning": self.meaning.render(lang),
        })
    }
}

fn event(course: &Course<'_>, act: &ActRecord) -> Event {
    const VOID: Text = Text {
        en: "no effect [{rule}]: {why}",
        fr: "sans effet [{rule}]\u{a0}: {why}",
    };
    const WHY: Text = Text {
        en: "{meaning}: {reason}",
        fr: "{meaning}\u{a0}: {reason}",
    };
    let words = act.statement.words().meaning;
    let meaning = match (act.first_error(), &act.statement.reason) {
        (Some(fact), _) => VOID
            .with("rule", Fact::rule(fact))
            .with("why", words::fact(fact)),
        (None, Some(reason)) => WHY.with("meaning", words).with("reason", reason),
        (None, None) => words.into(),
    };
    Event {
        place: course.place(act.commit),
        date: act.day.to_string(),
        commit: act.commit.to_string(),
        code: act.statement.code.clone().unwrap_or_default(),
        act: Some(act.statement.act.as_str()),
        actor: Some(act.statement.actor.clone()),
        role: act.statement.role.clone(),
        signature: act.signer.as_str(),
        meaning,
    }
}

fn plain(course: &Course<'_>, history: &History, code: &Code, touch: &Touch) -> Event {
    const WRITTEN: Text = Text {
        en: "draft written: {subject}",
        fr: "projet rédigé\u{a0}: {subject}",
    };
    const CHANGED: Text = Text {
        en: "text edited: {subject}",
        fr: "texte modifié\u{a0}: {subject}",
    };
    const LEFT: Text = Text {
        en: "left the tree: {subject}",
        fr: "sorti du dépôt\u{a0}: {subject}",
    };
    let words = match touch.kind {
        TouchKind::Written => WRITTEN,
        TouchKind::Changed => CHANGED,
        TouchKind::Left => LEFT,
    };
    let subject = String::from_utf8_lossy(&touch.commit.message)
        .lines()
        .next()
        .unwrap_or_default()
        .to_owned();
    let message = words.with("subject", subject);
    let signer = history.register().signer(&touch.commit);
    Event {
        place: course.place(touch.commit.id),
        date: history.day_of(&touch.commit).to_string(),
        commit: touch.commit.id.to_string(),
        code: code.to_string(),
        act: None,
        // A draft may be written by anyone: without a registered key, nobody is named.
        actor: match &signer {
            Signer::Good { actor, .. } => Some(actor.to_string()),
            _ => None,
        },
        role: None,
        signature: signer.as_str(),
        meaning: message,
    }
}
