//! Acknowledge: read and understood.

use super::gathering::Gathering;
use super::message::Line;
use super::subject::Subject;
use super::{Plan, Refusal, Situation};
use crate::corpus::Version;
use crate::model::act::{ActKind, Statement};
use crate::model::layout::acknowledgement_path;
use crate::model::names::ActorId;
use crate::parse::yaml::{plain, quoted_scalar};
use crate::repository::Edit;
use crate::text::Text;

/// What becomes of a reader who has read the version already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Again {
    /// It is refused.
    Refused,
    /// The first reading stays: a sheet holds everyone.
    Kept,
}

/// Plans the acknowledgement of versions in force, by the person or, for those who may write the
/// registers, by others.
///
/// # Errors
/// One of them is not in force, or was read already; a reader is not registered, or is another
/// person and the registers are not this one's to write.
pub fn plan(
    situation: &Situation<'_>,
    versions: &[Version<'_>],
    by: &[String],
    again: Again,
) -> Result<Plan, Refusal> {
    let own = situation.actor.id.value.to_string();
    let readers: Vec<&str> = if by.is_empty() {
        vec![own.as_str()]
    } else {
        by.iter().map(String::as_str).collect()
    };
    may_enter(situation, &readers)?;
    let mut gathering = Gathering::of(ActKind::Ack);
    for version in versions {
        let subject = Subject::read(situation, *version)?;
        subject.in_force(situation)?;
        let code = subject.code();
        let mut edits = Vec::new();
        for reader in &readers {
            edits.extend(receipt(situation, &subject, (reader, again))?);
        }
        if edits.is_empty() {
            continue;
        }
        let others: Vec<&str> = readers
            .iter()
            .copied()
            .filter(|reader| *reader != own)
            .collect();
        let line = Line {
            note: (!others.is_empty()).then(|| others.join(", ")),
            ..Line::of(version)
        };
        let statement = Statement {
            code: Some(code),
            digest: Some(version.document.digest),
            assets: subject.assets.clone(),
            ..Statement::new(ActKind::Ack, own.as_str())
        };
        gathering.add(edits, line, statement);
    }
    if gathering.is_empty() {
        return Err(Refusal::new("A210", ALL_READ));
    }
    gathering.plan(situation)
}

/// Nobody of a sheet had still to be entered.
const ALL_READ: Text = Text {
    en: "everyone named has read it already, as it stands",
    fr: "tous ceux qui sont nommés l'ont déjà lu, tel qu'il est",
};

fn receipt(
    situation: &Situation<'_>,
    subject: &Subject<'_>,
    (reader, again): (&str, Again),
) -> Result<Option<Edit>, Refusal> {
    const ALREADY: Text = Text {
        en: "`{actor}` has read `{code}` already, as it stands",
        fr: "`{actor}` a déjà lu `{code}`, tel qu'il est",
    };
    let code = subject.code();
    let path = acknowledgement_path(&code, reader);
    let short = subject.version.document.digest.short();
    let text = format!(
        "---\ncode: {}\nacteur: {}\ndate: {}\nempreinte: {}\n---\n",
        plain(&code),
        plain(reader),
        situation.day,
        quoted_scalar(&short)
    );
    let there = situation.tree.read_path(&path).ok().flatten();
    if there.is_some_and(|bytes| String::from_utf8_lossy(&bytes).contains(&short)) {
        if again == Again::Kept {
            return Ok(None);
        }
        return Err(Refusal::new(
            "A210",
            ALREADY.with("actor", reader).with("code", code),
        ));
    }
    Ok(Some(Edit {
        path,
        content: Some(text.into_bytes()),
    }))
}

fn may_enter(situation: &Situation<'_>, readers: &[&str]) -> Result<(), Refusal> {
    const UNKNOWN: Text = Text {
        en: "`{actor}` is no registered actor",
        fr: "`{actor}` n'est pas un acteur inscrit",
    };
    const UNKNOWN_HELP: Text = Text {
        en: "`qms actor list` shows them",
        fr: "`qms actor list` les montre",
    };
    const OTHERS: Text = Text {
        en: "`{actor}` may enter only their own reading: those who may write `registres/` enter that of others",
        fr: "`{actor}` ne peut inscrire que sa propre lecture\u{a0}: ceux qui écrivent `registres/` inscrivent celle des autres",
    };
    let register = situation.history.register();
    let own = &situation.actor.id.value;
    for reader in readers {
        if register.actor(reader).is_none() {
            return Err(Refusal::new("F007", UNKNOWN.with("actor", *reader)).help(UNKNOWN_HELP));
        }
        if ActorId::new(reader) != *own && !register.may_change(own, "registres", situation.day) {
            return Err(Refusal::new("A204", OTHERS.with("actor", own.as_str())));
        }
    }
    Ok(())
}
