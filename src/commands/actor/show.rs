//! `qms actor show`: one actor, with roles and keys past and present.

use super::super::{Answer, Context, Exit, Failure, named};
use super::list::{actor_json, mandates};
use crate::model::actor::ActorKey;
use crate::report::json;
use crate::repository::Key;
use crate::text::{Lang, Text, date};

/// Show an actor
#[derive(Debug, clap::Args)]
pub struct Show {
    /// The actor
    id: String,
}

/// Runs it.
pub fn run(args: &Show, ctx: &Context) -> Result<Answer, Failure> {
    let corpus = ctx.whole()?;
    let actor = named::actor(corpus, &args.id)?;
    let day = corpus.as_of();
    ctx.answer(
        Exit::Done,
        || json::body([("actor", actor_json(actor))]),
        |style| {
            const ROLES: Text = Text {
                en: "roles today",
                fr: "rôles à ce jour",
            };
            const KEYS: Text = Text {
                en: "keys",
                fr: "clés",
            };
            let lang = style.lang;
            let keys: String = actor
                .keys
                .iter()
                .map(|key| format!("  {}\n", key_line(key, lang)))
                .collect();
            let text = format!(
                "{} ({})\n{}\n\n{}\n  {}\n{}\n{keys}",
                actor.name.value,
                actor.id.value,
                actor.email.value,
                ROLES.get(lang),
                mandates(actor, day, lang),
                KEYS.get(lang)
            );
            text.lines()
                .map(|line| format!("{}\n", crate::text::escape_controls(line)))
                .collect()
        },
    )
}

fn key_line(key: &ActorKey, lang: Lang) -> String {
    const BETWEEN: Text = Text {
        en: "from {from} until {until}",
        fr: "du {from} au {until}",
    };
    const SINCE: Text = Text {
        en: "since {from}",
        fr: "depuis le {from}",
    };
    const BAD: Text = Text {
        en: "unreadable key",
        fr: "clé illisible",
    };
    const COMPROMISED: Text = Text {
        en: "compromised",
        fr: "compromise",
    };
    let name = Key::parse(&key.text)
        .map_or_else(|_| BAD.get(lang).to_owned(), |known| known.fingerprint());
    let dates = match (key.from, key.until) {
        (Some(from), Some(until)) => BETWEEN
            .with("from", date(from, lang))
            .with("until", date(until, lang))
            .render(lang),
        (Some(from), None) => SINCE.with("from", date(from, lang)).render(lang),
        (None, Some(until)) => format!("→ {}", date(until, lang)),
        (None, None) => String::new(),
    };
    let state = if key.compromised.is_some() {
        COMPROMISED.get(lang)
    } else {
        ""
    };
    format!("{name} {dates} {state}").trim_end().to_owned()
}
