//! The entries of a file that an act keeps, and the one it adds.

use super::broken::broken;
use super::subject::Subject;
use super::{Refusal, Situation};
use crate::model::act::ActKind;
use crate::model::document;
use crate::parse::workflow_values::Entry;

/// The entries of this very content that an act which counts wrote. What an undone act left of the
/// person's own is left out: it is made again.
///
/// # Errors
/// Another person's entry rests on no act, or on one without effect: nothing is built on it.
pub(super) fn kept<'s>(
    situation: &Situation<'_>,
    subject: &Subject<'s>,
    act: ActKind,
) -> Result<Vec<&'s document::Entry>, Refusal> {
    let document = subject.version.document;
    let entries = if act == ActKind::Validate {
        &document.validations
    } else {
        &document.approvals
    };
    let mut kept = Vec::new();
    for entry in document.counting(entries, situation.day) {
        if subject.rests(situation, entry, act) {
            kept.push(entry);
        } else if entry.actor.value != situation.actor.id.value {
            let backing = situation.history.backing(document, entry, act);
            return Err(broken(subject.code(), entry, act, backing));
        }
    }
    Ok(kept)
}

/// The entries as they are written: those kept, and the new one.
pub(super) fn written(
    situation: &Situation<'_>,
    subject: &Subject<'_>,
    kept: &[&document::Entry],
    role: &str,
) -> Vec<Entry> {
    let mut entries: Vec<Entry> = kept
        .iter()
        .filter(|entry| {
            entry.actor.value != situation.actor.id.value || entry.role.value.as_str() != role
        })
        .map(|entry| Entry {
            acteur: entry.actor.value.to_string(),
            role: entry.role.value.to_string(),
            date: entry.date.value,
            empreinte: entry.digest.value.clone(),
        })
        .collect();
    entries.push(Entry {
        acteur: situation.actor.id.value.to_string(),
        role: role.to_owned(),
        date: situation.day,
        empreinte: subject.version.document.digest.short(),
    });
    entries
}
