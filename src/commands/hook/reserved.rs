//! Numbers reserved on a server: each is made once, brings nothing else, and stays.

use super::moves::Move;
use crate::commands::reserve::RESERVED;
use crate::diagnostic::{Diagnostic, Severity};
use crate::repository::Repository;
use crate::text::Text;

/// What is wrong with a reservation that a push makes, moves or deletes.
pub(super) fn reservation(repository: &Repository, one: &Move) -> Option<Diagnostic> {
    const STAYS: Text = Text {
        en: "the reservation `{code}` does not move and is not deleted: its number may be in use",
        fr: "la réservation `{code}` ne bouge pas et ne se supprime pas\u{a0}: son numéro est peut-être pris",
    };
    const LEAVE: Text = Text {
        en: "leave it as it is: numbers may have gaps",
        fr: "la laisser telle quelle\u{a0}: les numéros peuvent avoir des trous",
    };
    const NO_CODE: Text = Text {
        en: "`{code}` is no code whose number could be reserved",
        fr: "`{code}` n'est pas un code dont on puisse réserver le numéro",
    };
    const MORE: Text = Text {
        en: "the reservation `{code}` brings more than a number",
        fr: "la réservation `{code}` apporte plus qu'un numéro",
    };
    const BY_NEW: Text = Text {
        en: "`qms new TYPE --title … --reserve` makes it",
        fr: "`qms new TYPE --title … --reserve` la fait",
    };
    let code = one.name.strip_prefix(RESERVED)?;
    let (rule, text, help) = match (one.old, one.new) {
        (Some(_), _) => ("C004", STAYS, LEAVE),
        (None, None) => return None,
        (None, Some(_)) if !is_numbered(code) => ("C001", NO_CODE, BY_NEW),
        (None, Some(new)) => match repository.commit(new) {
            Ok(commit) if commit.holds_nothing() => return None,
            _ => ("C004", MORE, BY_NEW),
        },
    };
    Some(Diagnostic {
        rule,
        severity: Severity::Error,
        place: None,
        code: Some(code.to_owned()),
        commit: one.new.or(one.old).map(|id| id.to_string()),
        message: text.with("code", code),
        help: Some(help.into()),
    })
}

/// Whether it has the shape of `PR-07` or `CR-2026-005`, of whatever type: the types are those of a
/// branch, and the server may have none yet.
fn is_numbered(code: &str) -> bool {
    let mut parts = code.split('-');
    let kind = parts.next().unwrap_or_default();
    let numbers: Vec<&str> = parts.collect();
    let is_kind = !kind.is_empty() && kind.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let is_number = |text: &&str| {
        (1..=9).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    is_kind && (1..=2).contains(&numbers.len()) && numbers.iter().all(is_number)
}
