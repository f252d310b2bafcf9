//! The workflow keys of a record or ticket, and whether an act added to them what it says (A210).

use crate::model::act::{ActKind, HoldChange, Statement};
use crate::model::entity::Entity;
use crate::model::retention::Hold;
use chrono::NaiveDate;

/// What acts write into a record or ticket.
pub(super) struct Kept<'k> {
    closed: Option<NaiveDate>,
    archived: Option<NaiveDate>,
    holds: &'k [Hold],
}

impl<'k> Kept<'k> {
    /// Those of a file; none where it is neither record nor ticket.
    pub fn of(entity: &'k Entity) -> Option<Kept<'k>> {
        Some(match entity {
            Entity::Record(record) => Kept {
                closed: record.closed.as_ref().map(|date| date.value),
                archived: record.archived.as_ref().map(|date| date.value),
                holds: &record.holds,
            },
            Entity::Ticket(ticket) => Kept {
                closed: ticket.closed.as_ref().map(|date| date.value),
                archived: None,
                holds: &ticket.holds,
            },
            _ => return None,
        })
    }

    /// Whether they are those before and what an act of a day adds.
    pub fn follows(&self, before: &Kept<'_>, statement: &Statement, day: NaiveDate) -> bool {
        match statement.act {
            ActKind::Close => before.closed.is_none() && self.closed == Some(day),
            ActKind::Reopen => before.closed.is_some() && self.closed.is_none(),
            ActKind::Archive => before.archived.is_none() && self.archived == Some(day),
            ActKind::Hold => match statement.hold {
                Some(HoldChange::Set) => self.set(before, statement, day),
                Some(HoldChange::Lifted) => self.lifted(before, statement, day),
                None => false,
            },
            _ => false,
        }
    }

    /// Whether the last hold says when it is looked at again (R109).
    pub fn reassessed(&self) -> bool {
        let last = self.holds.last();
        last.is_some_and(|hold| hold.reassess.is_some())
    }

    /// One hold more, of that day and person, for that reason.
    fn set(&self, before: &Kept<'_>, statement: &Statement, day: NaiveDate) -> bool {
        let Some((new, kept)) = self.holds.split_last() else {
            return false;
        };
        alike(kept, before.holds)
            && new.since.value == day
            && new.release.is_none()
            && new.reason == statement.reason
            && by(new.actor.as_ref().map(|actor| actor.as_str()), statement)
    }

    /// Holds released, one at least, on that day and by that person.
    fn lifted(&self, before: &Kept<'_>, statement: &Statement, day: NaiveDate) -> bool {
        if self.holds.len() != before.holds.len() {
            return false;
        }
        let mut changed = self
            .holds
            .iter()
            .zip(before.holds)
            .filter(|(new, old)| !same(new, old))
            .peekable();
        changed.peek().is_some() && changed.all(|(new, old)| released(new, old, statement, day))
    }
}

/// Whether a hold is another one with its release.
fn released(new: &Hold, old: &Hold, statement: &Statement, day: NaiveDate) -> bool {
    let Some(release) = &new.release else {
        return false;
    };
    let unreleased = Hold {
        release: None,
        ..new.clone()
    };
    same(&unreleased, old)
        && release.date == day
        && by(
            release.actor.as_ref().map(|actor| actor.as_str()),
            statement,
        )
}

fn by(actor: Option<&str>, statement: &Statement) -> bool {
    actor == Some(statement.actor.as_str())
}

fn alike(a: &[Hold], b: &[Hold]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b))
}

/// Whether two holds say the same, wherever they stand.
fn same(a: &Hold, b: &Hold) -> bool {
    let day = |hold: &Hold| hold.reassess.as_ref().map(|day| day.value);
    (a.since.value, &a.actor, &a.reason, day(a), &a.release)
        == (b.since.value, &b.actor, &b.reason, day(b), &b.release)
}
