//! Destroy: what is past its time leaves the tree, with a certificate.

mod certificate;
mod refusals;

use super::gathering::Gathering;
use super::message::Line;
use super::numbers::next_of_year;
use super::thing::Thing;
use super::{Plan, Refusal, Situation, duties, words};
use crate::corpus::Corpus;
use crate::model::act::{ActKind, Statement};
use crate::model::code::Code;
use crate::model::retention::{Condition, Stage};
use crate::repository::Edit;
use crate::retention::{self, Item};
use crate::text::Text;
use certificate::{Element, certificate};
use chrono::{Datelike, NaiveDate};

pub use refusals::lacks;
pub(super) use refusals::waiting;

/// What a destruction rests on, where its rule asks for more.
#[derive(Debug, Clone, Default)]
pub struct Grounds {
    /// The archives' visa.
    pub visa: Option<String>,
    /// The transfer receipt.
    pub transfer: Option<String>,
    /// The decision.
    pub decision: Option<String>,
    /// Certificates that are known elsewhere, on the branches of a remote: their numbers are taken.
    pub taken: Vec<Code>,
}

/// Which of the things chosen a destruction is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// All of them, or none.
    All,
    /// Those that are the person's to destroy.
    Own,
}

/// Plans the destruction of records, tickets and versions that left force, under one certificate.
///
/// # Errors
/// One of them is in force or a draft, its day has not come or is not known, it is held, its rule
/// asks for more, or it is not the person's to destroy.
pub fn plan(
    situation: &Situation<'_>,
    things: &[Thing<'_>],
    grounds: &Grounds,
    extent: Extent,
) -> Result<Plan, Refusal> {
    const GIT: Text = Text {
        en: "what is destroyed leaves the tree; git's history keeps it",
        fr: "ce qui est détruit quitte l'arborescence\u{a0}; l'historique de git le conserve",
    };
    for (option, given) in [
        ("--visa", &grounds.visa),
        ("--transfer", &grounds.transfer),
        ("--decision", &grounds.decision),
    ] {
        if let Some(given) = given {
            words::clear(situation.corpus, option, given)?;
        }
    }
    let items = retention::items(situation.corpus);
    let code = next_certificate(situation, grounds);
    let mut gathering = Gathering::of(ActKind::Destroy);
    let mut elements = Vec::new();
    let mut denied = None;
    for thing in things {
        let item = retention::find(&items, thing.code());
        let role = duties::role_on(situation, ActKind::Destroy, thing.code(), thing.process());
        let role = match role {
            Err(refusal) if extent == Extent::Own => {
                denied.get_or_insert(refusal);
                continue;
            }
            other => other?,
        };
        thing.not_left(situation)?;
        let item = refusals::kept(thing, item)?;
        let due = refusals::due(situation, item)?;
        refusals::grounded(situation, item, grounds)?;
        refusals::acts_agree(situation, thing)?;
        let edit = Edit {
            path: thing.file().path.to_string(),
            content: None,
        };
        elements.push(Element::of(situation, thing, item, (due, grounds))?);
        let statement = Statement {
            certificate: Some(code.to_string()),
            // What is destroyed shows nothing any more: its images are not signed.
            ..thing.statement(ActKind::Destroy, situation, role.as_str())
        };
        gathering.add([edit], Line::of_thing(thing), statement);
    }
    if let (true, Some(denied)) = (gathering.is_empty(), denied) {
        return Err(denied);
    }
    let certificate = certificate(situation, &code, &elements);
    gathering.edits.push(certificate);
    gathering.notes.push(GIT.into());
    gathering.plan(situation)
}

/// What is past its last day on the corpus's day, and may leave with these grounds.
pub fn all_due<'c>(corpus: &'c Corpus, grounds: &Grounds) -> Vec<Thing<'c>> {
    let items = retention::items(corpus);
    items
        .iter()
        .filter(|item| ready(item, corpus.as_of()) && lacks(item, grounds).is_empty())
        .filter_map(|item| Thing::of(corpus, item.file))
        .collect()
}

/// What is past its last day on the corpus's day, and lacks something still.
pub fn all_lacking<'c>(corpus: &'c Corpus, grounds: &Grounds) -> Vec<Item<'c>> {
    let day = corpus.as_of();
    let mut items = retention::items(corpus);
    items.retain(|item| match item.state.stage {
        Stage::Held => true,
        Stage::Due | Stage::Elsewhere => !ready(item, day) || !lacks(item, grounds).is_empty(),
        _ => false,
    });
    items
}

/// Whether its day has come and nothing holds it.
fn ready(item: &Item<'_>, day: NaiveDate) -> bool {
    matches!(item.state.stage, Stage::Due | Stage::Elsewhere)
        && item.state.condition != Condition::Permanent
        && item.may_leave(day)
        && !refusals::is_open_ticket(item, day)
}

/// The next certificate of the year. Certificates never leave the tree, so that its files give the
/// number.
fn next_certificate(situation: &Situation<'_>, grounds: &Grounds) -> Code {
    let year = situation.day.year().unsigned_abs();
    next_of_year(situation.corpus, "DEST", (year, 4), &grounds.taken)
}
