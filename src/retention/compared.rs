//! What a change of a series makes of what is kept: terms that end earlier than they did, for whoever
//! signs the change (40-retention).

use super::Item;
use crate::model::code::Code;
use crate::model::retention::Assessment;
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
        let Ok(place) = before.binary_search_by(|known| known.code.cmp(item.code)) else {
            continue;
        };
        let (old, new) = (end(&before[place].state), end(&item.state));
        let Some(new) = new else { continue };
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

fn end(state: &Assessment) -> Option<NaiveDate> {
    state.destroy_from.or(state.decide_from)
}
