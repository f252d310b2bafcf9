//! What was kept before a change and is gone after it, without a certificate: for whoever looks at
//! the change. The history says the rest.

use crate::corpus::Corpus;
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::retention::{self, Item, Kind};
use crate::text::{Message, Text};
use rustc_hash::FxHashSet;

/// How much an open record weighs that a change takes out: until it is closed it may still be a draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Open {
    /// It was published: evidence is missing.
    Published,
    /// It is being committed: whoever does it should know.
    Staged,
}

/// The records and tickets of `before` that `after` has no more, and no certificate of (R105, S108).
pub fn departed(before: &Corpus, after: &Corpus, open: Open) -> Vec<Diagnostic> {
    let certified: FxHashSet<String> = retention::gone(after)
        .into_iter()
        .filter_map(|gone| after.policy().codes.canonical(&gone.code).ok())
        .map(|code| code.to_string())
        .collect();
    retention::items(before)
        .iter()
        .filter(|item| item.kind != Kind::Document)
        .filter(|item| after.with_code(item.code).next().is_none())
        .filter(|item| !certified.contains(&item.code.to_string()))
        .map(|item| word(item, open))
        .collect()
}

fn word(item: &Item<'_>, open: Open) -> Diagnostic {
    const FROM: Text = Text {
        en: "`{code}` was taken out without a certificate; it can be destroyed from {day}",
        fr: "`{code}` a été retiré sans certificat\u{a0}; il peut être détruit à partir du {day}",
    };
    const UNKNOWN: Text = Text {
        en: "`{code}` was taken out without a certificate; the day on which it can be destroyed is not known yet",
        fr: "`{code}` a été retiré sans certificat\u{a0}; le jour où il pourra être détruit n'est pas encore connu",
    };
    const HELP: Text = Text {
        en: "put the file back; when its day has come: `qms destroy {code}`",
        fr: "remettre le fichier\u{a0}; quand son jour sera venu\u{a0}: `qms destroy {code}`",
    };
    let code = item.code.to_string();
    let day = item.state.destroy_from.or(item.state.decide_from);
    let message: Message = match day {
        Some(day) => FROM.with("day", day),
        None => UNKNOWN.into(),
    }
    .with("code", code.clone());
    let closed = item.record().is_none_or(|record| record.closed.is_some());
    let severity = match open {
        Open::Staged if !closed => Severity::Warning,
        _ => Severity::Error,
    };
    Diagnostic {
        rule: match item.kind {
            Kind::Ticket => "S108",
            _ => "R105",
        },
        severity,
        place: Some(Place::file(&item.file.path)),
        code: Some(code),
        commit: None,
        help: Some(message.reworded(HELP)),
        message,
    }
}
