//! The chain of a document, broken at an entry: what is said, and what mends it.

use super::Refusal;
use crate::history::words;
use crate::history::{Backing, Fact};
use crate::model::act::ActKind;
use crate::model::document::Entry;
use crate::text::Text;

/// The chain of a document is broken at an entry: which commit, which rule, which remedy.
pub(super) fn broken(code: String, entry: &Entry, act: ActKind, backing: Backing<'_>) -> Refusal {
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
        .with("code", code)
        .with("act", act.as_str());
    let help = message.reworded(HELP);
    Refusal::new(rule, message).help(help)
}
