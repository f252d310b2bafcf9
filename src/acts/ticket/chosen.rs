//! One action of a ticket: the one that is meant, a key of it written, its verdict in the history.

use super::Desk;
use crate::acts::Refusal;
use crate::model::action::Action;
use crate::model::names::nearest;
use crate::parse::edit_items;
use crate::parse::yaml::Node;
use crate::text::Text;

/// The action that is named, or the only one that awaits this.
pub(super) fn chosen<'d>(
    desk: &Desk<'d>,
    named: Option<&str>,
    command: &'static str,
    awaits: &dyn Fn(&Action) -> bool,
) -> Result<(usize, String, &'d Action), Refusal> {
    const NONE: Text = Text {
        en: "`{code}` has no action",
        fr: "`{code}` n'a aucune action",
    };
    const NONE_HELP: Text = Text {
        en: "one is decided by `qms smac act {code} --title \"…\" --owner ID --due DATE`",
        fr: "on en décide une par `qms smac act {code} --title \"…\" --owner ID --due DATE`",
    };
    const UNKNOWN: Text = Text {
        en: "`{code}` has no action `{id}`; it has: {known}",
        fr: "`{code}` n'a pas d'action `{id}`\u{a0}; elle a\u{a0}: {known}",
    };
    const NEAR: Text = Text {
        en: "did you mean `{command} {code} {near}`?",
        fr: "vouliez-vous dire `{command} {code} {near}`\u{a0}?",
    };
    const WHICH: Text = Text {
        en: "which action of `{code}`? it has: {known}",
        fr: "quelle action de `{code}`\u{a0}? elle a\u{a0}: {known}",
    };
    const WHICH_HELP: Text = Text {
        en: "`{command} {code} {near}`",
        fr: "`{command} {code} {near}`",
    };
    let all: Vec<(usize, String, &Action)> = desk
        .ticket
        .actions
        .iter()
        .enumerate()
        .map(|(place, action)| (place, action.name(place), action))
        .collect();
    let known: Vec<String> = all.iter().map(|(_, id, _)| id.clone()).collect();
    let worded = |text: Text, near: &str| {
        text.with("code", desk.code())
            .with("known", known.clone())
            .with("command", command)
            .with("near", near)
    };
    let Some(first) = known.first() else {
        let message = worded(NONE, "");
        let help = message.reworded(NONE_HELP);
        return Err(Refusal::new("S105", message).help(help));
    };
    if let Some(id) = named {
        let found = all.iter().find(|(_, one, _)| one.eq_ignore_ascii_case(id));
        return found.cloned().ok_or_else(|| {
            let near = nearest(id, known.iter().map(String::as_str)).unwrap_or(first);
            let message = worded(UNKNOWN, near).with("id", id);
            let help = message.reworded(NEAR);
            Refusal::new("S105", message).help(help)
        });
    }
    let awaiting: Vec<_> = all.iter().filter(|(_, _, action)| awaits(action)).collect();
    match (awaiting.as_slice(), all.as_slice()) {
        ([only], _) => Ok((*only).clone()),
        ([], [only]) => Ok(only.clone()),
        (several, _) => {
            let near = several.first().map_or(first, |(_, id, _)| id);
            let message = worded(WHICH, near);
            let help = message.reworded(WHICH_HELP);
            Err(Refusal::new("S105", message).help(help))
        }
    }
}

/// An action as its file has it.
pub(super) fn item(desk: &Desk<'_>, text: &str, place: usize) -> Result<Node, Refusal> {
    let tree = edit_items::tree(text);
    let found = tree.as_ref().ok().and_then(|tree| {
        let items = tree.get("actions")?.items();
        items.get(place).cloned()
    });
    found.ok_or_else(|| desk.not_edited())
}

/// The text with a key of an action set.
pub(super) fn with(
    desk: &Desk<'_>,
    text: &str,
    place: usize,
    (key, value): (&str, &str),
) -> Result<String, Refusal> {
    let item = item(desk, text, place)?;
    let edited = edit_items::set_in_item(text, &item, key, value);
    desk.kept(&["actions"], edited)
}

/// Whether the last commit has the verdict that stands in an action.
pub(super) fn verdict_kept(desk: &Desk<'_>, place: usize) -> bool {
    desk.history_keeps(&|file| {
        let action = file.get("actions")?.items().get(place)?;
        action.get("efficacite").cloned()
    })
}
