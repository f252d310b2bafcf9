//! The message of an act's commit: a subject and a body that people read, and the statements.

use super::thing::Thing;
use super::{Refusal, Situation};
use crate::corpus::Version;
use crate::model::act::{ActKind, HoldChange, Statement};
use crate::model::names::RoleId;
use crate::parse::trailers::{self, Trailers};
use crate::text::{Lang, Text, escape_controls};
use chrono::NaiveDate;

/// What the body says of one code.
#[derive(Debug, Clone)]
pub struct Line {
    /// The code.
    pub code: String,
    /// Its title.
    pub title: String,
    /// The effective date of a validation.
    pub effective: Option<NaiveDate>,
    /// A remark of the person's.
    pub note: Option<String>,
}

impl Line {
    /// The line of a version.
    pub fn of(version: &Version<'_>) -> Line {
        let document = version.document;
        Line {
            code: document.code.to_string(),
            title: document.title.value.clone(),
            effective: None,
            note: None,
        }
    }

    /// The line of a record, a ticket or a version.
    pub fn of_thing(thing: &Thing<'_>) -> Line {
        Line {
            code: thing.code().to_string(),
            title: thing.title().to_owned(),
            effective: None,
            note: None,
        }
    }
}

/// What an act means, for the body and for `log` (30-trust: printed name, role, meaning).
pub fn meaning(statement: &Statement) -> Text {
    match statement.act {
        ActKind::Hold if statement.hold == Some(HoldChange::Lifted) => Text {
            en: "its destruction is no longer suspended",
            fr: "sa destruction n'est plus suspendue",
        },
        ActKind::Approve => Text {
            en: "the content is adequate",
            fr: "le contenu est adéquat",
        },
        ActKind::Validate => Text {
            en: "it may come into force",
            fr: "il peut entrer en vigueur",
        },
        ActKind::Reject => Text {
            en: "it goes back to its author",
            fr: "il retourne à son rédacteur",
        },
        ActKind::Review => Text {
            en: "it was reviewed",
            fr: "il a été revu",
        },
        ActKind::Withdraw => Text {
            en: "it is taken out of force",
            fr: "il n'est plus en vigueur",
        },
        ActKind::Close => Text {
            en: "it no longer changes",
            fr: "il ne change plus",
        },
        ActKind::Reopen => Text {
            en: "it is open again",
            fr: "il est rouvert",
        },
        ActKind::Archive => Text {
            en: "it was archived",
            fr: "il a été archivé",
        },
        ActKind::Hold => Text {
            en: "its destruction is suspended",
            fr: "sa destruction est suspendue",
        },
        ActKind::Destroy => Text {
            en: "it was destroyed",
            fr: "il a été détruit",
        },
        ActKind::Ack => Text {
            en: "read and understood",
            fr: "lu et compris",
        },
        ActKind::Snapshot => Text {
            en: "the state was recorded for audit",
            fr: "l'état a été figé pour audit",
        },
        ActKind::Settle => Text {
            en: "a past fault is explained",
            fr: "un défaut passé est expliqué",
        },
    }
}

/// The subject for one code, and for several.
fn subjects(statement: &Statement) -> (Text, Text) {
    const fn pair(one: Text, many: Text) -> (Text, Text) {
        (one, many)
    }
    match statement.act {
        ActKind::Hold if statement.hold == Some(HoldChange::Lifted) => pair(
            Text {
                en: "Release of {code}",
                fr: "Levée du gel de {code}",
            },
            Text {
                en: "Release of {count} items",
                fr: "Levée du gel de {count} éléments",
            },
        ),
        ActKind::Approve => pair(
            Text {
                en: "Approve {code}",
                fr: "Approbation de {code}",
            },
            Text {
                en: "Approve {count} documents",
                fr: "Approbation de {count} documents",
            },
        ),
        ActKind::Validate => pair(
            Text {
                en: "Validate {code}",
                fr: "Validation de {code}",
            },
            Text {
                en: "Validate {count} documents",
                fr: "Validation de {count} documents",
            },
        ),
        ActKind::Reject => pair(
            Text {
                en: "Send back {code}",
                fr: "Renvoi de {code}",
            },
            Text {
                en: "Send back {count} documents",
                fr: "Renvoi de {count} documents",
            },
        ),
        ActKind::Review => pair(
            Text {
                en: "Review {code}",
                fr: "Revue de {code}",
            },
            Text {
                en: "Review {count} documents",
                fr: "Revue de {count} documents",
            },
        ),
        ActKind::Withdraw => pair(
            Text {
                en: "Withdraw {code}",
                fr: "Retrait de {code}",
            },
            Text {
                en: "Withdraw {count} documents",
                fr: "Retrait de {count} documents",
            },
        ),
        ActKind::Close => pair(
            Text {
                en: "Close {code}",
                fr: "Clôture de {code}",
            },
            Text {
                en: "Close {count} items",
                fr: "Clôture de {count} éléments",
            },
        ),
        ActKind::Reopen => pair(
            Text {
                en: "Reopen {code}",
                fr: "Réouverture de {code}",
            },
            Text {
                en: "Reopen {count} items",
                fr: "Réouverture de {count} éléments",
            },
        ),
        ActKind::Archive => pair(
            Text {
                en: "Archive {code}",
                fr: "Archivage de {code}",
            },
            Text {
                en: "Archive {count} items",
                fr: "Archivage de {count} éléments",
            },
        ),
        ActKind::Hold => pair(
            Text {
                en: "Hold on {code}",
                fr: "Gel de {code}",
            },
            Text {
                en: "Hold on {count} items",
                fr: "Gel de {count} éléments",
            },
        ),
        ActKind::Destroy => pair(
            Text {
                en: "Destroy {code}",
                fr: "Destruction de {code}",
            },
            Text {
                en: "Destroy {count} items",
                fr: "Destruction de {count} éléments",
            },
        ),
        ActKind::Ack => pair(
            Text {
                en: "Read {code}",
                fr: "Lecture de {code}",
            },
            Text {
                en: "Read {count} documents",
                fr: "Lecture de {count} documents",
            },
        ),
        ActKind::Snapshot => pair(
            Text {
                en: "Snapshot {code}",
                fr: "Instantané {code}",
            },
            Text {
                en: "{count} snapshots",
                fr: "{count} instantanés",
            },
        ),
        ActKind::Settle => pair(
            Text {
                en: "Settle {code}",
                fr: "Règlement de {code}",
            },
            Text {
                en: "Settle {count} faults",
                fr: "Règlement de {count} défauts",
            },
        ),
    }
}

/// The whole message, in the repository's language. It is read back: a statement that would not
/// come out as it went in is refused before anything is signed.
///
/// # Errors
/// A value that cannot stand in a trailer, such as a reason on two lines.
pub fn message(
    situation: &Situation<'_>,
    statements: &[Statement],
    lines: &[Line],
) -> Result<String, Refusal> {
    const SIGNED: Text = Text {
        en: "{name} ({actor}), {role}: {meaning}.",
        fr: "{name} ({actor}), {role}\u{a0}: {meaning}.",
    };
    const ALONE: Text = Text {
        en: "{name} ({actor}): {meaning}.",
        fr: "{name} ({actor})\u{a0}: {meaning}.",
    };
    const EFFECTIVE: Text = Text {
        en: "in force from {date}",
        fr: "en vigueur à partir du {date}",
    };
    const REASON: Text = Text {
        en: "Reason: {reason}",
        fr: "Motif\u{a0}: {reason}",
    };
    const CANNOT: Text = Text {
        en: "this cannot be signed: a text on several lines, or with characters that are not seen",
        fr: "ceci ne peut pas être signé\u{a0}: un texte sur plusieurs lignes, ou avec des caractères invisibles",
    };
    let policy = situation.policy();
    let lang = policy.lang;
    let Some(first) = statements.first() else {
        return Err(Refusal::new("A201", CANNOT));
    };
    let mut text = subject(first, lines, lang);
    let role = first.role.as_deref().map(RoleId::new);
    let label = role
        .as_ref()
        .map(|role| policy.role_label(role).unwrap_or(role.as_str()).to_owned());
    let signed = match label {
        Some(label) => SIGNED.with("role", label),
        None => ALONE.into(),
    };
    let signed = signed
        .with("name", situation.actor.name.value.as_str())
        .with("actor", situation.actor.id.value.as_str())
        .with("meaning", meaning(first));
    text.push_str(&format!("\n\n{}\n", signed.render(lang)));
    for line in lines {
        text.push_str(&format!(
            "- {} — {}",
            line.code,
            escape_controls(&line.title)
        ));
        if let Some(date) = line.effective {
            text.push_str(&format!(", {}", EFFECTIVE.with("date", date).render(lang)));
        }
        text.push('\n');
        if let Some(note) = &line.note {
            text.push_str(&format!("  {}\n", escape_controls(note)));
        }
    }
    if let Some(reason) = &first.reason {
        text.push_str(&format!(
            "{}\n",
            REASON
                .with("reason", escape_controls(reason).into_owned())
                .render(lang)
        ));
    }
    text.push('\n');
    text.push_str(&trailers::write(statements));
    match trailers::read(text.as_bytes()) {
        Trailers::Statements(read) if read == statements => Ok(text),
        _ => Err(Refusal::new("A201", CANNOT)),
    }
}

fn subject(statement: &Statement, lines: &[Line], lang: Lang) -> String {
    let (one, many) = subjects(statement);
    match lines {
        [line] => format!(
            "{} — {}",
            one.with("code", &line.code).render(lang),
            escape_controls(&line.title)
        ),
        several => many.with("count", several.len()).render(lang),
    }
}
