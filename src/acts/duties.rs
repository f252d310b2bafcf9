//! Who may act, in which role, and not after whom.

use super::{Refusal, Situation};
use crate::corpus::Version;
use crate::history::entitled;
use crate::model::act::ActKind;
use crate::model::code::Code;
use crate::model::names::{ProcessCode, RoleId};
use crate::model::policy::Level;
use crate::text::{Message, Text, Value};

/// The role in which the person acts: the first of the type's list that they hold for the
/// document's process and that still lacks an entry, else the first that they hold (20-cli).
///
/// # Errors
/// They hold none.
pub(super) fn role(
    situation: &Situation<'_>,
    act: ActKind,
    version: &Version<'_>,
    lacking: &[RoleId],
) -> Result<RoleId, Refusal> {
    let document = version.document;
    chosen(
        situation,
        act,
        (&document.code, &document.process.value),
        lacking,
    )
}

/// The role in which the person acts on a record or ticket, for its process.
///
/// # Errors
/// They hold none.
pub(super) fn role_on(
    situation: &Situation<'_>,
    act: ActKind,
    code: &Code,
    process: &ProcessCode,
) -> Result<RoleId, Refusal> {
    chosen(situation, act, (code, process), &[])
}

fn chosen(
    situation: &Situation<'_>,
    act: ActKind,
    (named, process): (&Code, &ProcessCode),
    lacking: &[RoleId],
) -> Result<RoleId, Refusal> {
    const DENIED: Text = Text {
        en: "`{actor}` may not do this on `{code}`: it takes {roles} for the process {process}",
        fr: "`{actor}` ne peut pas le faire sur `{code}`\u{a0}: il faut être {roles} pour le processus {process}",
    };
    const NOBODY: Text = Text {
        en: "nobody may do this on `{code}`: its type names no role for it",
        fr: "personne ne peut le faire sur `{code}`\u{a0}: son type ne nomme aucun rôle pour cela",
    };
    const HELP: Text = Text {
        en: "who can: `qms actor list --role {role}`",
        fr: "qui le peut\u{a0}: `qms actor list --role {role}`",
    };
    let code = named.to_string();
    let asked = entitled::roles(act, situation.policy(), named.kind());
    let held: Vec<&RoleId> = asked
        .iter()
        .copied()
        .filter(|role| situation.actor.holds(role, Some(process), situation.day))
        .collect();
    if let Some(role) = held
        .iter()
        .find(|role| lacking.contains(role))
        .or(held.first())
    {
        return Ok((*role).clone());
    }
    let Some(first) = asked.first() else {
        return Err(Refusal::new("A204", NOBODY.with("code", code)));
    };
    let labels: Vec<String> = asked
        .iter()
        .map(|role| {
            situation
                .policy()
                .role_label(role)
                .unwrap_or(role.as_str())
                .to_owned()
        })
        .collect();
    let message = DENIED
        .with("actor", situation.actor.id.value.as_str())
        .with("code", code)
        .with("roles", Value::Either(labels))
        .with("process", process.as_str());
    Err(Refusal::new("A204", message).help(HELP.with("role", first.as_str())))
}

/// What a separation of duties says of a case that occurred: nothing, a note, or a refusal.
///
/// # Errors
/// qms.yaml makes it an error.
pub(super) fn separated(
    level: Level,
    message: Message,
    help: Text,
) -> Result<Option<Message>, Refusal> {
    match level {
        Level::Off => Ok(None),
        Level::On(crate::diagnostic::Severity::Error) => {
            let help = message.reworded(help);
            Err(Refusal::new("A103", message).help(help))
        }
        Level::On(_) => Ok(Some(message)),
    }
}
