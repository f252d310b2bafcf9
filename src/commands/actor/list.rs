//! `qms actor list`: who is registered, and holds what today.

use super::super::{Answer, Context, Exit, Failure};
use super::add::role_known;
use crate::model::actor::Actor;
use crate::model::names::RoleId;
use crate::report::{json, table};
use crate::repository::Key;
use crate::text::{Text, date};
use chrono::NaiveDate;
use serde_json::{Value, json};

/// List the actors
#[derive(Debug, clap::Args)]
pub struct List {
    /// Only those who hold this role
    #[arg(long, value_name = "ROLE")]
    role: Option<String>,
}

/// Runs it.
pub fn run(args: &List, ctx: &Context) -> Result<Answer, Failure> {
    let corpus = ctx.corpus()?;
    let day = corpus.as_of();
    if let Some(role) = &args.role {
        role_known(corpus, role)?;
    }
    let asked = args.role.as_deref().map(RoleId::new);
    let actors: Vec<&Actor> = corpus
        .actors()
        .map(|(_, actor)| actor)
        .filter(|actor| {
            asked
                .as_ref()
                .is_none_or(|role| actor.holds(role, None, day))
        })
        .collect();
    ctx.answer(
        Exit::Done,
        || {
            json::body([(
                "actors",
                Value::Array(actors.iter().map(|actor| actor_json(actor)).collect()),
            )])
        },
        |style| {
            const HEADER: [Text; 4] = [
                Text {
                    en: "Id",
                    fr: "Identifiant",
                },
                Text {
                    en: "Name",
                    fr: "Nom",
                },
                Text {
                    en: "Roles",
                    fr: "Rôles",
                },
                Text {
                    en: "Keys",
                    fr: "Clés",
                },
            ];
            let header: Vec<&str> = HEADER.iter().map(|text| text.get(style.lang)).collect();
            let rows: Vec<Vec<String>> = actors
                .iter()
                .map(|actor| {
                    let usable = actor.keys.iter().filter(|key| key.usable(day)).count();
                    vec![
                        actor.id.value.to_string(),
                        actor.name.value.clone(),
                        mandates(actor, day, style.lang),
                        usable.to_string(),
                    ]
                })
                .collect();
            table::terminal(&header, &rows, style)
        },
    )
}

/// The roles held on a day, with what bounds them.
pub fn mandates(actor: &Actor, day: NaiveDate, lang: crate::text::Lang) -> String {
    const UNTIL: Text = Text {
        en: "until {day}",
        fr: "jusqu'au {day}",
    };
    const FOR: Text = Text {
        en: "for {id}",
        fr: "suppléant de {id}",
    };
    actor
        .mandates
        .iter()
        .filter(|mandate| crate::model::actor::within(day, mandate.from, mandate.until))
        .map(|mandate| {
            let mut text = mandate.role.value.to_string();
            if let Some(process) = &mandate.process {
                text = format!("{text}:{}", process.value);
            }
            let mut notes = Vec::new();
            if let Some(until) = mandate.until {
                notes.push(UNTIL.with("day", date(until, lang)).render(lang));
            }
            if let Some(other) = &mandate.deputy_for {
                notes.push(FOR.with("id", other.value.as_str()).render(lang));
            }
            if notes.is_empty() {
                text
            } else {
                format!("{text} ({})", notes.join(", "))
            }
        })
        .collect::<Vec<_>>()
        .join(", ")
}

/// An actor as JSON.
pub fn actor_json(actor: &Actor) -> Value {
    let roles: Vec<Value> = actor
        .mandates
        .iter()
        .map(|mandate| {
            json!({
                "role": mandate.role.value.as_str(),
                "process": mandate.process.as_ref().map(|process| process.value.as_str()),
                "from": mandate.from.map(|day| day.to_string()),
                "until": mandate.until.map(|day| day.to_string()),
                "deputy_for": mandate.deputy_for.as_ref().map(|other| other.value.as_str()),
            })
        })
        .collect();
    let keys: Vec<Value> = actor
        .keys
        .iter()
        .map(|key| {
            json!({
                "fingerprint": Key::parse(&key.text).ok().map(|known| known.fingerprint()),
                "from": key.from.map(|day| day.to_string()),
                "until": key.until.map(|day| day.to_string()),
                "compromised": key.compromised.is_some(),
            })
        })
        .collect();
    json!({"id": actor.id.value.as_str(), "name": actor.name.value, "email": actor.email.value, "roles": roles, "keys": keys})
}
