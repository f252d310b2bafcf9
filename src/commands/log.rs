//! `qms log`: the life of a document, from its acts and the commits of its file.

use super::decide::history_failure;
use super::governed::tip_of;
use super::target;
use super::{Answer, Context, Exit, Failure, french::French};
use crate::acts::message::meaning;
use crate::acts::words;
use crate::corpus::Corpus;
use crate::history::{self, ActRecord, History, Interest, Signer, Touch, TouchKind};
use crate::model::code::{Code, Reference};
use crate::report::{Style, json, table};
use crate::text::{Lang, Text};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// Tell the life of a document: who did what, when, under which key
#[derive(Debug, clap::Args)]
#[command(alias = "journal")]
pub struct Log {
    /// The document; without a version, all of them
    #[arg(value_name = "CODE")]
    code: String,
}

/// The French of its help.
pub const FRENCH: &French = &[
    ("", "Raconter la vie d'un document\u{a0}: qui a fait quoi, quand, avec quelle clé"),
    ("code", "Le document\u{a0}; sans version, toutes"),
];

/// One thing that happened.
struct Event {
    place: usize,
    date: String,
    commit: String,
    code: String,
    act: Option<&'static str>,
    actor: Option<String>,
    role: Option<String>,
    signature: &'static str,
    meaning: Value,
    said: [String; 2],
}

/// Runs it.
pub fn run(args: &Log, ctx: &Context) -> Result<Answer, Failure> {
    let repository = ctx.document_repository()?;
    let tip = match ctx.revision()? {
        Some(commit) => commit,
        None => tip_of(repository)?,
    };
    let corpus = ctx.load(&repository.tree_of(tip))?;
    let reference = target::reference(&corpus, &args.code)?;
    let departed = history::departed(repository, tip, &corpus.policy().codes).map_err(|error| Failure::io("git", error))?;
    let concerns = |code: &Code| match &reference {
        Reference::Exact(exact) => code == exact,
        Reference::Document(id) => code.document().as_ref() == Some(id),
    };
    let mut files: Vec<(Code, String)> = Vec::new();
    for (code, found) in corpus.all_codes().into_iter().filter(|(code, _)| concerns(code)) {
        files.extend(found.iter().map(|file| (code.clone(), file.path.to_string())));
    }
    files.extend(departed.iter().filter(|gone| concerns(&gone.code)).map(|gone| (gone.code.clone(), gone.path.clone())));
    if files.is_empty() {
        return Err(target::unknown(&corpus, &args.code));
    }
    let codes: BTreeSet<String> = files.iter().map(|(code, _)| code.to_string()).collect();
    let history = history::read(repository, tip, &Interest::Codes(codes.clone()), ctx.now()).map_err(history_failure)?;
    let mut events: Vec<Event> =
        history.acts().iter().filter(|act| act.statement.code.as_ref().is_some_and(|code| codes.contains(code))).map(event).collect();
    for (code, path) in &files {
        for touch in history::life(repository, tip, path).map_err(|error| Failure::io("git", error))? {
            let acted = history.acts().iter().any(|act| act.commit == touch.commit.id);
            if !acted {
                events.push(plain(&history, code, &touch));
            }
        }
    }
    events.sort_by(|a, b| (a.place, &a.code).cmp(&(b.place, &b.code)));
    let body = body(&corpus, &reference, &files, &events);
    ctx.answer(Exit::Done, || body, |style| text(&events, style))
}

fn event(act: &ActRecord) -> Event {
    let words = meaning(act.statement.act);
    let broken = act.first_error().map(words::fact);
    let said = |lang: Lang| match &broken {
        None => act.statement.reason.clone().map_or_else(|| words.get(lang).to_owned(), |reason| format!("{} — {reason}", words.get(lang))),
        Some(why) => VOID.with("rule", act.first_error().map_or("", history::Fact::rule)).with("why", why.clone()).render(lang),
    };
    Event {
        place: act.place,
        date: act.day.to_string(),
        commit: act.commit.to_string(),
        code: act.statement.code.clone().unwrap_or_default(),
        act: Some(act.statement.act.as_str()),
        actor: Some(act.statement.actor.clone()),
        role: act.statement.role.clone(),
        signature: signature(&act.signer),
        meaning: json!({"en": said(Lang::En), "fr": said(Lang::Fr)}),
        said: [said(Lang::En), said(Lang::Fr)],
    }
}

const VOID: Text = Text { en: "no effect [{rule}]: {why}", fr: "sans effet [{rule}]\u{a0}: {why}" };

fn plain(history: &History, code: &Code, touch: &Touch) -> Event {
    const WRITTEN: Text = Text { en: "draft written: {subject}", fr: "projet rédigé\u{a0}: {subject}" };
    const CHANGED: Text = Text { en: "text edited: {subject}", fr: "texte modifié\u{a0}: {subject}" };
    const LEFT: Text = Text { en: "left the tree: {subject}", fr: "sorti du dépôt\u{a0}: {subject}" };
    let words = match touch.kind {
        TouchKind::Written => WRITTEN,
        TouchKind::Changed => CHANGED,
        TouchKind::Left => LEFT,
    };
    let subject = String::from_utf8_lossy(&touch.commit.message).lines().next().unwrap_or_default().to_owned();
    let message = words.with("subject", subject);
    let signer = history.register().signer(&touch.commit);
    Event {
        place: history.place(touch.commit.id),
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
        signature: signature(&signer),
        meaning: json!({"en": message.render(Lang::En), "fr": message.render(Lang::Fr)}),
        said: [message.render(Lang::En), message.render(Lang::Fr)],
    }
}

fn signature(signer: &Signer) -> &'static str {
    match signer {
        Signer::Good { .. } => "good",
        Signer::Bad => "bad",
        Signer::Unknown { .. } => "unknown",
        Signer::None => "none",
        Signer::Revoked { .. } => "revoked",
    }
}

fn body(corpus: &Corpus, reference: &Reference, files: &[(Code, String)], events: &[Event]) -> serde_json::Map<String, Value> {
    let version = corpus.meant(reference);
    let document = version.map(|version| {
        let document = version.document;
        json!({
            "code": document.code.to_string(),
            "type": document.code.kind(),
            "number": document.code.number(),
            "version": document.code.version(),
            "title": document.title.value,
            "process": document.process.value.as_str(),
            "status": version.status.as_str(),
            "path": &*version.file.path,
        })
    });
    let id = files.first().and_then(|(code, _)| code.document());
    let referred: Vec<Value> = id
        .as_ref()
        .map(|id| corpus.referrers(id))
        .unwrap_or_default()
        .iter()
        .map(|referrer| json!({"code": referrer.code.as_ref().map(ToString::to_string), "path": &*referrer.path}))
        .collect();
    let events: Vec<Value> = events
        .iter()
        .map(|event| {
            json!({
                "date": event.date,
                "commit": event.commit,
                "code": event.code,
                "act": event.act,
                "actor": event.actor,
                "role": event.role,
                "signature": event.signature,
                "meaning": event.meaning,
            })
        })
        .collect();
    json::body([("document", json!(document)), ("events", json!(events)), ("referred_by", json!(referred))])
}

fn text(events: &[Event], style: &Style) -> String {
    const HEADER: [Text; 6] = [
        Text { en: "date", fr: "date" },
        Text { en: "code", fr: "code" },
        Text { en: "who", fr: "qui" },
        Text { en: "role", fr: "rôle" },
        Text { en: "signature", fr: "signature" },
        Text { en: "what", fr: "quoi" },
    ];
    let header: Vec<&str> = HEADER.iter().map(|text| text.get(style.lang)).collect();
    let rows: Vec<Vec<String>> = events
        .iter()
        .map(|event| {
            let signature = match event.signature {
                "good" => Text { en: "good", fr: "bonne" },
                "bad" => Text { en: "bad", fr: "mauvaise" },
                "unknown" => Text { en: "unknown key", fr: "clé inconnue" },
                "revoked" => Text { en: "revoked key", fr: "clé révoquée" },
                _ => Text { en: "none", fr: "aucune" },
            };
            let said = if style.lang == Lang::En { &event.said[0] } else { &event.said[1] };
            vec![
                event.date.clone(),
                event.code.clone(),
                event.actor.clone().unwrap_or_default(),
                event.role.clone().unwrap_or_default(),
                signature.get(style.lang).to_owned(),
                format!("{said} ({})", words::short(&event.commit)),
            ]
        })
        .collect();
    table::terminal(&header, &rows, style)
}
