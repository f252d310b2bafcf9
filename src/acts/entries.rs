//! The entries of a file that an act keeps, and the one it adds.

use super::subject::Subject;
use super::{Refusal, Situation};
use crate::history::words;
use crate::history::{Backing, Fact};
use crate::model::act::ActKind;
use crate::model::document;
use crate::parse::workflow_values::Entry;
use crate::text::Text;

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
            return Err(broken(subject, entry, act, backing));
        }
    }
    Ok(kept)
}

/// The chain of a document is broken at an entry: which commit, which rule, which remedy.
pub(super) fn broken(
    subject: &Subject<'_>,
    entry: &document::Entry,
    act: ActKind,
    backing: Backing<'_>,
) -> Refusal {
    const VOID: Text = Text {
        en: "the entry of `{actor}` on `{code}` rests on commit {commit}, which has no effect: {why}",
        fr: "l'entrée de `{actor}` sur `{code}` vient du commit {commit}, qui est sans effet\u{a0}: {why}",
    };
    const NOTHING: Text = Text {
        en: "no act in the history wrote the entry of `{actor}` on `{code}`",
        fr: "aucun acte de l'historique n'a écrit l'entrée de `{actor}` sur `{code}`",
    };
    const IMAGES: Text = Text {
        en: "an image of `{code}` changed since `{actor}` signed it, in commit {commit}",
        fr: "une image de `{code}` a changé depuis que `{actor}` l'a signé, dans le commit {commit}",
    };
    const HELP: Text = Text {
        en: "`{actor}` makes it again (`qms {act} {code}`), or `qms reject {code} --reason …` takes it out",
        fr: "`{actor}` le refait (`qms {act} {code}`), ou `qms reject {code} --reason …` l'enlève",
    };
    let (rule, message) = match backing {
        Backing::Void(record) => {
            let why = record
                .first_error()
                .map_or_else(|| words::REJECTED.into(), words::fact);
            let rule = record.first_error().map_or("A208", Fact::rule);
            (
                rule,
                VOID.with("commit", words::short(&record.commit.to_string()))
                    .with("why", why),
            )
        }
        Backing::Act(record) => (
            "A206",
            IMAGES.with("commit", words::short(&record.commit.to_string())),
        ),
        Backing::Nothing => ("A208", NOTHING.into()),
    };
    let message = message
        .with("actor", entry.actor.value.as_str())
        .with("code", subject.code())
        .with("act", act.as_str());
    let help = message.reworded(HELP);
    Refusal::new(rule, message).help(help)
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
