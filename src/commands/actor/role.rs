//! `qms actor role`: a role given, or ended with yesterday.

use super::super::governed::{Mode, register};
use super::super::{Answer, Context, Failure, FailureKind, named};
use super::add::{mandate, role_known};
use super::{done, file_of};
use crate::model::actor::Actor;
use crate::parse::edit_items::{append_item, set_in_item, tree};
use crate::parse::yaml::Node;
use crate::repository::Edit;
use crate::text::Text;
use chrono::{Days, NaiveDate};

/// Give a role, or end it
#[derive(Debug, clap::Args)]
#[command(group(clap::ArgGroup::new("what").required(true).args(["add", "end"])))]
pub struct Role {
    /// The actor
    id: String,
    /// The role given
    #[arg(long, value_name = "ROLE")]
    add: Option<String>,
    /// The role ended; its last day is yesterday
    #[arg(long, value_name = "ROLE")]
    end: Option<String>,
    /// For which process
    #[arg(long, value_name = "PROCESS")]
    process: Option<String>,
    /// First day
    #[arg(long, value_name = "DATE", conflicts_with = "end")]
    from: Option<NaiveDate>,
    /// Last day
    #[arg(long, value_name = "DATE", conflicts_with = "end")]
    until: Option<NaiveDate>,
    /// The actor stood in for, during an absence: both dates are then required
    #[arg(long, value_name = "ID", requires_all = ["from", "until"], conflicts_with = "end")]
    deputy_for: Option<String>,
}

/// Runs it.
pub fn run(args: &Role, ctx: &Context) -> Result<Answer, Failure> {
    const GIVEN: Text = Text {
        en: "`{id}` holds the role `{role}` from {from}",
        fr: "`{id}` tient le rôle `{role}` à partir du {from}",
    };
    const ENDED: Text = Text {
        en: "the role `{role}` of `{id}` ended with {last}",
        fr: "le rôle `{role}` de `{id}` a pris fin le {last}",
    };
    const SUBJECT_GIVEN: Text = Text {
        en: "Give {id} the role {role}",
        fr: "Rôle {role} donné à {id}",
    };
    const SUBJECT_ENDED: Text = Text {
        en: "End the role {role} of {id}",
        fr: "Fin du rôle {role} de {id}",
    };
    const FROM: Text = Text {
        en: "a role given from the past would reach back: the first day is today at the earliest",
        fr: "un rôle ne se donne pas dans le passé\u{a0}: le premier jour est au plus tôt aujourd'hui",
    };
    let mut message = GIVEN.into();
    let registered = register(ctx, Mode::Carry, |corpus, repository| {
        let (actor, path, text) = file_of(corpus, repository, &args.id)?;
        let id = actor.id.value.as_str();
        let today = ctx.today(corpus.policy());
        let (edited, subject) = match (&args.add, &args.end) {
            (Some(role), _) => {
                let given = args
                    .process
                    .as_ref()
                    .map_or_else(|| role.clone(), |process| format!("{role}:{process}"));
                let (role, process) = mandate(corpus, &given)?;
                let other = args.deputy_for.as_ref();
                let other = other.map(|other| named::actor(corpus, other)).transpose()?;
                let from = args.from.unwrap_or(today);
                if from < today {
                    return Err(Failure::could_not_run(FailureKind::Usage, FROM));
                }
                message = GIVEN.with("id", id).with("role", &role).with("from", from);
                let item = item(&role, process.as_deref(), (from, args.until), other);
                let edited = append_item(&text, "roles", &item)
                    .map_err(|error| Failure::io(&path, format!("{error:?}")))?;
                (edited, SUBJECT_GIVEN.with("role", role))
            }
            (None, Some(role)) => {
                role_known(corpus, role)?;
                let last = today.checked_sub_days(Days::new(1)).unwrap_or(today);
                message = ENDED.with("id", id).with("role", role).with("last", last);
                (
                    end(&text, &path, args, (role, last))?,
                    SUBJECT_ENDED.with("role", role),
                )
            }
            (None, None) => unreachable_usage()?,
        };
        let subject = subject.with("id", id).render(corpus.policy().lang);
        Ok((
            vec![Edit {
                path,
                content: Some(edited.into_bytes()),
            }],
            subject,
        ))
    })?;
    done(ctx, &registered, message)
}

/// clap's group asks for one of both; the types do not know it.
fn unreachable_usage<T>() -> Result<T, Failure> {
    const TEXT: Text = Text {
        en: "give `--add ROLE` or `--end ROLE`",
        fr: "donner `--add RÔLE` ou `--end RÔLE`",
    };
    Err(Failure::could_not_run(FailureKind::Usage, TEXT))
}

fn item(
    role: &str,
    process: Option<&str>,
    (from, until): (NaiveDate, Option<NaiveDate>),
    other: Option<&Actor>,
) -> String {
    let mut item = format!("{{role: {role}");
    if let Some(process) = process {
        item.push_str(&format!(", processus: {process}"));
    }
    item.push_str(&format!(", du: {from}"));
    if let Some(until) = until {
        item.push_str(&format!(", au: {until}"));
    }
    if let Some(other) = other {
        item.push_str(&format!(", suppleant-de: {}", other.id.value));
    }
    item + "}"
}

/// Ends every mandate of the role that still runs; all processes where none is named.
fn end(
    text: &str,
    path: &str,
    args: &Role,
    (role, last): (&str, NaiveDate),
) -> Result<String, Failure> {
    const NONE: Text = Text {
        en: "`{id}` does not hold the role `{role}`",
        fr: "`{id}` ne tient pas le rôle `{role}`",
    };
    let fault = |error| Failure::io(path, format!("{error:?}"));
    let mut text = text.to_owned();
    let mut ended = 0;
    loop {
        let node = tree(&text).map_err(fault)?;
        let value =
            |item: &Node, key: &str| item.get(key).and_then(Node::as_str).map(str::to_owned);
        let running =
            node.get("roles")
                .map(Node::items)
                .unwrap_or_default()
                .iter()
                .find(|item| {
                    value(item, "role").as_deref() == Some(role)
                        && args.process.as_ref().is_none_or(|process| {
                            value(item, "processus").as_ref() == Some(process)
                        })
                        && value(item, "au")
                            .and_then(|until| until.parse::<NaiveDate>().ok())
                            .is_none_or(|until| until > last)
                });
        let Some(item) = running else { break };
        text = set_in_item(&text, item, "au", &last.to_string()).map_err(fault)?;
        ended += 1;
    }
    if ended == 0 {
        return Err(Failure::could_not_run(
            FailureKind::State,
            NONE.with("id", &args.id).with("role", role),
        ));
    }
    Ok(text)
}
