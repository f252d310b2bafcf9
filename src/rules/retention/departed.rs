//! What was kept before a change and is gone after it without a certificate, or closed before it and
//! changed by it: for whoever looks at the change. The history says the rest.

use crate::corpus::{Corpus, File};
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::model::entity::Entity;
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
    retention::filed(before)
        .iter()
        .filter(|item| after.with_code(item.code).next().is_none())
        .filter(|item| !certified.contains(&item.code.to_string()))
        .map(|item| word(item, open))
        .collect()
}

/// The closed records, closed tickets and certificates of `before` that `after` has otherwise: their
/// text changed, or a record is closed no more (R107, A209).
pub fn altered(before: &Corpus, after: &Corpus) -> Vec<Diagnostic> {
    const CLOSED: Text = Text {
        en: "`{code}` is closed, and was changed",
        fr: "`{code}` est clos, et a été modifié",
    };
    const ERRATUM: Text = Text {
        en: "put the closed text back; an error is corrected by another record that bears `erratum-de: {code}`",
        fr: "remettre le texte clos\u{a0}; une erreur se corrige par un autre enregistrement, qui porte `erratum-de: {code}`",
    };
    const EVIDENCE: Text = Text {
        en: "`{code}` is a certificate, and was changed or taken out",
        fr: "`{code}` est un certificat, et a été modifié ou retiré",
    };
    const BACK: Text = Text {
        en: "put it back as it was: certificates are written by acts alone",
        fr: "le remettre tel qu'il était\u{a0}: les certificats ne sont écrits que par des actes",
    };
    let digest = |file: &File| file.parsed.as_ref().map(|parsed| parsed.digest);
    let mut found = Vec::new();
    for file in before.files() {
        let now = after.file(&file.path);
        let same = now.is_some_and(|now| digest(now) == digest(file));
        let (rule, text, help) = match file.entity() {
            Some(Entity::Record(record)) if record.closed.is_some() && now.is_some() => {
                let closed = now.is_some_and(|now| match now.entity() {
                    Some(Entity::Record(now)) => now.closed == record.closed,
                    _ => false,
                });
                if same && closed {
                    continue;
                }
                ("R107", CLOSED, ERRATUM)
            }
            Some(Entity::Ticket(ticket)) if ticket.closed.is_some() => {
                // A ticket that was reopened may change, and be closed again.
                let still = now.is_some_and(|now| match now.entity() {
                    Some(Entity::Ticket(now)) => now.closed == ticket.closed,
                    _ => false,
                });
                if same || !still {
                    continue;
                }
                ("R107", CLOSED, ERRATUM)
            }
            Some(Entity::DisposalCertificate(_)) if !same => ("A209", EVIDENCE, BACK),
            _ => continue,
        };
        let code = crate::model::layout::stem(&file.path).to_owned();
        let message = text.with("code", code.clone());
        found.push(Diagnostic {
            rule,
            severity: Severity::Error,
            place: Some(Place::file(&file.path)),
            code: Some(code),
            commit: None,
            help: Some(message.reworded(help)),
            message,
        });
    }
    found
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
    let day = item.state.leaves_from();
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
