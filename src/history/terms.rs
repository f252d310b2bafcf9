//! Whether the time of a record or ticket was over when it was destroyed (R105), by the series as it
//! was rightly written before the act.

use super::ancestry::Ancestry;
use super::breach::Fact;
use super::content::Found;
use super::guard::{Guard, Guards};
use super::ledger::View;
use crate::corpus::{self, Errata, series_of_record, series_of_ticket};
use crate::model::act::{ActKind, HoldChange};
use crate::model::code::Code;
use crate::model::entity::Entity;
use crate::model::layout::EntityKind;
use crate::model::names::Slug;
use crate::model::policy::Policy;
use crate::model::record::RecordSeries;
use crate::model::registers::Disposed;
use crate::model::retention::{
    Assessment, Condition, Facts, Fate, Hold, Schedule, Windows, assess,
};
use crate::parse;
use crate::repository::{CommitId, Mode, ObjectError, Repository};
use chrono::NaiveDate;
use std::cell::OnceCell;
use std::rc::Rc;
use std::sync::Arc;

/// Where the terms that held before a commit are looked up.
pub(super) struct Terms<'t> {
    repository: &'t Repository,
    policy: &'t Policy,
    guards: &'t Guards,
    ancestry: &'t Ancestry,
    /// The place of the commit's parent.
    at: usize,
    members: Members,
}

/// What counts in windows, read once, and only where one counts.
pub(super) type Members = Rc<OnceCell<(Windows, Vec<(Code, NaiveDate)>)>>;

impl<'t> Terms<'t> {
    /// The terms at a place of the history.
    pub fn new(
        repository: &'t Repository,
        policy: &'t Policy,
        guards: &'t Guards,
        (ancestry, at): (&'t Ancestry, usize),
    ) -> Terms<'t> {
        Terms {
            repository,
            policy,
            guards,
            ancestry,
            at,
            members: Members::default(),
        }
    }

    /// The same, with what was read already at this place and for the same day.
    pub fn sharing(self, members: Members) -> Terms<'t> {
        Terms { members, ..self }
    }

    /// What keeps a record or ticket from being destroyed by an act of a day: its time, or what its
    /// certificate owes to its series.
    ///
    /// # Errors
    /// An object is missing or damaged.
    pub fn against(
        &self,
        view: View<'_>,
        code: &Code,
        found: &Found,
        day: NaiveDate,
    ) -> Result<Option<Fact>, ObjectError> {
        let name = code.to_string();
        let Some(entity) = &found.entity else {
            return Ok(None);
        };
        if let Entity::Document(_) = entity {
            let kind = self.policy.document_type(code.kind());
            let condition = kind.map_or(Condition::Free, |kind| kind.fate.condition());
            let transfer = condition == Condition::Transfer;
            let asked = (
                condition == Condition::Visa,
                transfer,
                condition == Condition::Elsewhere,
            );
            if condition == Condition::Permanent {
                return Ok(Some(Fact::TooEarly(name, None)));
            }
            return Ok(lacks(found.disposed.as_ref(), asked).then_some(Fact::Ungrounded(name)));
        }
        let Some((state, schedule)) = self.assess(entity, code, (day, holds(entity)))? else {
            return Ok(Some(Fact::TooEarly(name, None)));
        };
        let first = state.leaves_from();
        let after_hold = released(view, &name).and_then(|day| day.succ_opt());
        let first = first.map(|first| after_hold.map_or(first, |after| first.max(after)));
        if first.is_none_or(|first| first > day) || state.condition == Condition::Permanent {
            let first = first.filter(|_| state.condition != Condition::Permanent);
            return Ok(Some(Fact::TooEarly(name, first)));
        }
        let asked = (
            schedule.asks_visa(),
            matches!(schedule.fate, Fate::Transfer(_)),
            state.condition == Condition::Elsewhere,
        );
        Ok(lacks(found.disposed.as_ref(), asked).then_some(Fact::Ungrounded(name)))
    }

    /// The first day on which what a file holds may be destroyed, seen from a day; none where that is
    /// not known.
    ///
    /// # Errors
    /// An object is missing or damaged.
    pub fn first_day(
        &self,
        entity: &Entity,
        code: &Code,
        day: NaiveDate,
    ) -> Result<Option<NaiveDate>, ObjectError> {
        let state = self.assess(entity, code, (day, &[]))?;
        Ok(state.and_then(|(state, _)| state.leaves_from()))
    }

    /// Where it stands by its series; none where it has none that is understood.
    fn assess(
        &self,
        entity: &Entity,
        code: &Code,
        (day, holds): (NaiveDate, &[Hold]),
    ) -> Result<Option<(Assessment, Schedule)>, ObjectError> {
        let slug = match entity {
            Entity::Record(record) => series_of_record(self.policy, record),
            Entity::Ticket(ticket) => series_of_ticket(self.policy, ticket),
            _ => None,
        };
        let Some(slug) = slug else { return Ok(None) };
        let Some(series) = self.series(slug)? else {
            return Ok(None);
        };
        let Some(schedule) = series.schedule.clone() else {
            return Ok(None);
        };
        let none = (Windows::default(), Vec::new());
        let (windows, errata) = match schedule.has_window() {
            true => self.members.get_or_init(|| self.members_on(day)),
            false => &none,
        };
        let corrected = errata.iter().find(|(erratum, _)| erratum == code);
        let place = corrected.map(|(_, day)| *day);
        let facts: Facts<'_> = match entity {
            Entity::Record(record) => {
                let own = record.date.as_ref().map(|date| date.value);
                record.facts(slug, place.or(own), day)
            }
            Entity::Ticket(ticket) => ticket.facts(slug, day),
            _ => return Ok(None),
        };
        let kept = series.kept(self.policy.cnil_tolerance, facts, holds);
        Ok(kept.map(|kept| (assess(&kept, windows), schedule)))
    }

    /// A series as the register in effect has it.
    fn series(&self, slug: &Slug) -> Result<Option<RecordSeries>, ObjectError> {
        let path = format!("registres/enregistrements/{slug}.md");
        let held = self.guards.seen(self.ancestry, &path, self.at);
        let file = match held.filter(|held| held.guard == Guard::Governed) {
            Some(held) => held.file,
            None => match self.parent() {
                Some(parent) => self.repository.file_at(parent, &path)?,
                None => None,
            },
        };
        let Some((Mode::Plain, blob)) = file else {
            return Ok(None);
        };
        let Some(bytes) = self.repository.blob_within(blob, super::marks::LARGEST)? else {
            return Ok(None);
        };
        let kind = EntityKind::RecordSeries;
        let read = parse::read_head(kind, &Arc::from(path), &bytes, self.policy);
        Ok(match read.entity {
            Some(Entity::RecordSeries(series)) => Some(*series),
            _ => None,
        })
    }

    fn parent(&self) -> Option<CommitId> {
        self.ancestry.at(self.at)
    }

    /// What counts in the windows of the tree before the commit, and the place in them of each
    /// erratum. A tree that cannot be read has none: what waits for a window is then too early.
    fn members_on(&self, day: NaiveDate) -> (Windows, Vec<(Code, NaiveDate)>) {
        let tree = self.parent().map(|parent| self.repository.tree_of(parent));
        let Some(Ok(corpus)) = tree.map(|tree| corpus::load_fronts(&tree, |_| day)) else {
            return (Windows::default(), Vec::new());
        };
        let errata = Errata::of(&corpus);
        let windows = Windows::of(corpus::members(&corpus, &errata), day);
        (windows, errata.all())
    }
}

/// The holds that stand in a file.
fn holds(entity: &Entity) -> &[Hold] {
    match entity {
        Entity::Record(record) => &record.holds,
        Entity::Ticket(ticket) => &ticket.holds,
        _ => &[],
    }
}

/// Whether a certificate lacks what is asked: visa, transfer, decision.
fn lacks(element: Option<&Disposed>, (visa, transfer, decision): (bool, bool, bool)) -> bool {
    let given =
        |value: &Option<String>| value.as_ref().is_some_and(|value| !value.trim().is_empty());
    let Some(element) = element else { return false };
    (visa && !given(&element.visa))
        || (transfer && !given(&element.transfer))
        || (decision && !given(&element.decision))
}

/// The day on which the last hold was released.
fn released(view: View<'_>, code: &str) -> Option<NaiveDate> {
    let lifted = |hold: Option<HoldChange>| hold == Some(HoldChange::Lifted);
    view.on(code)
        .rfind(|record| record.statement.act == ActKind::Hold && lifted(record.statement.hold))
        .map(|record| record.day)
}
