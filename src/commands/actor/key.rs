//! `qms actor key`: a key added, withdrawn, or declared compromised.

use super::super::governed::{Mode, register};
use super::super::{Answer, Context, Failure, FailureKind};
use super::{done, file_of, key_item, not_yet_registered, read_key};
use crate::parse::edit_items::{append_item, set_in_item, tree};
use crate::parse::yaml::{self, Node};
use crate::repository::{Edit, Key};
use crate::text::{Message, Text};
use chrono::{Days, NaiveDate};
use std::path::PathBuf;

/// Add, withdraw or declare compromised a key
#[derive(Debug, clap::Args)]
#[command(group(clap::ArgGroup::new("what").required(true).args(["add", "withdraw", "compromised"])))]
pub struct KeyChange {
    /// The actor
    id: String,
    /// The public key to add
    #[arg(long, value_name = "FILE.pub")]
    add: Option<PathBuf>,
    /// The fingerprint of the key to withdraw; its last day is yesterday
    #[arg(long, value_name = "FINGERPRINT")]
    withdraw: Option<String>,
    /// The fingerprint of the key that fell into other hands
    #[arg(long, value_name = "FINGERPRINT")]
    compromised: Option<String>,
    /// The commit from which its acts are in doubt
    #[arg(long, value_name = "COMMIT", requires = "compromised")]
    since: Option<String>,
    /// Why
    #[arg(long, requires = "compromised")]
    reason: Option<String>,
}

/// Runs it.
pub fn run(args: &KeyChange, ctx: &Context) -> Result<Answer, Failure> {
    const ADDED: Text = Text {
        en: "the key {fingerprint} signs for `{id}`",
        fr: "la clé {fingerprint} signe pour `{id}`",
    };
    const WITHDRAWN: Text = Text {
        en: "the key {fingerprint} of `{id}` ended with {last}",
        fr: "la clé {fingerprint} de `{id}` a pris fin le {last}",
    };
    const COMPROMISED: Text = Text {
        en: "the key {fingerprint} of `{id}` is declared compromised; its acts in doubt are to be made again with another key",
        fr: "la clé {fingerprint} de `{id}` est déclarée compromise\u{a0}; ses actes en doute sont à refaire avec une autre clé",
    };
    const SUBJECT: Text = Text {
        en: "Keys of {id}",
        fr: "Clés de {id}",
    };
    let added = args
        .add
        .as_ref()
        .map(|file| read_key(&ctx.folder_of_reader().join(file)))
        .transpose()?;
    let since = args
        .since
        .as_ref()
        .map(|commit| ctx.resolve(commit))
        .transpose()?;
    let mut message = Message::from(SUBJECT);
    let mut id = args.id.clone();
    let registered = register(ctx, Mode::Carry, |corpus, repository| {
        let (actor, path, text) = file_of(corpus, repository, &args.id)?;
        id = actor.id.value.to_string();
        let fault = |error| Failure::io(&path, format!("{error:?}"));
        let today = ctx.today(corpus.policy());
        let edited = if let Some(key) = &added {
            not_yet_registered(corpus, key)?;
            message = ADDED.with("fingerprint", key.fingerprint());
            let item = key_item(key, &today.to_string());
            let item = item.trim_start_matches("  - ").trim_end();
            append_item(&text, "cles", item).map_err(fault)?
        } else if let Some(fingerprint) = &args.withdraw {
            let last = today.checked_sub_days(Days::new(1)).unwrap_or(today);
            message = WITHDRAWN
                .with("fingerprint", fingerprint)
                .with("last", last);
            change(&text, args, fingerprint, ("au", &last.to_string()))?
        } else {
            let fingerprint = args.compromised.clone().unwrap_or_default();
            message = COMPROMISED.with("fingerprint", &fingerprint);
            let value = compromise(
                since.map(|commit| commit.to_string()),
                args.reason.as_deref(),
                today,
            );
            change(&text, args, &fingerprint, ("compromise", &value))?
        };
        let subject = SUBJECT.with("id", &id).render(corpus.policy().lang);
        Ok((
            vec![Edit {
                path,
                content: Some(edited.into_bytes()),
            }],
            subject,
        ))
    })?;
    done(ctx, &registered, message.with("id", id))
}

fn compromise(since: Option<String>, reason: Option<&str>, today: NaiveDate) -> String {
    let mut value = format!("{{date: {today}");
    if let Some(commit) = since {
        value.push_str(&format!(", depuis: {}", yaml::quoted_scalar(&commit)));
    }
    if let Some(reason) = reason {
        value.push_str(&format!(", motif: {}", yaml::quoted_scalar(reason)));
    }
    value + "}"
}

fn change(
    text: &str,
    args: &KeyChange,
    fingerprint: &str,
    (key, value): (&str, &str),
) -> Result<String, Failure> {
    const NONE: Text = Text {
        en: "`{id}` has no key {fingerprint}",
        fr: "`{id}` n'a pas de clé {fingerprint}",
    };
    const HELP: Text = Text {
        en: "`qms actor show {id}` shows them",
        fr: "`qms actor show {id}` les montre",
    };
    let fault = |error| Failure::io(&args.id, format!("{error:?}"));
    let node = tree(text).map_err(fault)?;
    let found = node
        .get("cles")
        .map(Node::items)
        .unwrap_or_default()
        .iter()
        .find(|item| {
            item.get("cle")
                .and_then(Node::as_str)
                .and_then(|line| Key::parse(line).ok())
                .is_some_and(|known| known.fingerprint() == fingerprint)
        });
    match found {
        Some(item) => set_in_item(text, item, key, value).map_err(fault),
        None => Err(Failure::could_not_run(
            FailureKind::NotFound,
            NONE.with("id", &args.id).with("fingerprint", fingerprint),
        )
        .help(HELP.with("id", &args.id))),
    }
}
