//! What a change of a series makes of what is kept: terms that end earlier than they did, for whoever
//! signs the change (40-retention).

use super::Item;
use crate::model::code::Code;
use crate::model::retention::Condition;
use chrono::NaiveDate;

/// Something whose time ends earlier after a change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    /// Its code.
    pub code: Code,
    /// Its first day of destruction or decision before the change; none where it was not known.
    pub before: Option<NaiveDate>,
    /// The same after it.
    pub after: NaiveDate,
}

/// What may leave earlier by a change: the items of two corpora, before it and after it, each
/// sorted by code.
pub fn moved_earlier(before: &[Item<'_>], after: &[Item<'_>]) -> Vec<Moved> {
    let mut moved = Vec::new();
    for item in after {
        let Some(known) = super::find(before, item.code) else {
            continue;
        };
        let old = known.state.leaves_from();
        let Some(new) = item.state.leaves_from() else {
            continue;
        };
        if old.is_none_or(|old| new < old) {
            moved.push(Moved {
                code: item.code.clone(),
                before: old,
                after: new,
            });
        }
    }
    moved
}

/// Something whose destruction asks for less after a change: visa, receipt, decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loosened {
    /// Its code.
    pub code: Code,
    /// What was asked before the change.
    pub before: Condition,
    /// What is asked after it.
    pub after: Condition,
}

/// What a change lets go without the visa, the receipt or the decision that it asked for.
pub fn loosened(before: &[Item<'_>], after: &[Item<'_>]) -> Vec<Loosened> {
    let asks = |item: &Item<'_>| {
        [
            item.asks_visa(),
            item.asks_transfer(),
            item.asks_decision(),
            item.state.condition == Condition::Permanent,
        ]
    };
    let mut found = Vec::new();
    for item in after {
        let Some(old) = super::find(before, item.code) else {
            continue;
        };
        let less = asks(old)
            .into_iter()
            .zip(asks(item))
            .any(|(old, new)| old && !new);
        if less && item.series.is_some() {
            found.push(Loosened {
                code: item.code.clone(),
                before: match old.state.condition {
                    Condition::Free => Condition::Visa,
                    other => other,
                },
                after: item.state.condition,
            });
        }
    }
    found
}
