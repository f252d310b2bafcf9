//! What falls due by a change of the terms, for whoever signs it (40-retention).

use super::Context;
use crate::corpus::Corpus;
use crate::model::layout;
use crate::model::policy::is_under;
use crate::repository::Edit;
use crate::retention::{self, Moved};
use crate::text::Text;
use chrono::NaiveDate;
use serde_json::{Value, json};

/// What may be destroyed earlier after a change than before it; nothing where no term changed.
pub fn moved(before: &Corpus, after: &Corpus, edits: &[Edit]) -> Vec<Moved> {
    let terms = |edit: &Edit| {
        edit.path == layout::POLICY || is_under(&edit.path, "registres/enregistrements")
    };
    if !edits.iter().any(terms) {
        return Vec::new();
    }
    retention::moved_earlier(&retention::items(before), &retention::items(after))
}

/// Says what falls due, one by one, and how many may go earlier on a day to come.
pub fn tell(ctx: &Context, moved: &[Moved], day: NaiveDate) {
    const NOW: Text = Text {
        en: "by this change `{code}` is due since {day}",
        fr: "par ce changement `{code}` est échu depuis le {day}",
    };
    const BEFORE: Text = Text {
        en: "by this change `{code}` is due since {day}, where it was to be from {before}",
        fr: "par ce changement `{code}` est échu depuis le {day}, alors qu'il devait l'être à partir du {before}",
    };
    const LATER: Text = Text {
        en: "by this change others may be destroyed earlier than before, on a day to come: {count}",
        fr: "par ce changement d'autres pourront être détruits plus tôt qu'avant, un jour à venir\u{a0}: {count}",
    };
    let (now, later): (Vec<&Moved>, Vec<&Moved>) =
        moved.iter().partition(|moved| moved.after <= day);
    for moved in now {
        let said = match moved.before {
            Some(before) => BEFORE.with("before", before),
            None => NOW.into(),
        };
        ctx.say(
            said.with("code", moved.code.to_string())
                .with("day", moved.after),
        );
    }
    if !later.is_empty() {
        ctx.say(LATER.with("count", later.len()));
    }
}

/// The same, for JSON.
pub fn json(moved: &[Moved]) -> Value {
    moved
        .iter()
        .map(|moved| {
            json!({
                "code": moved.code.to_string(),
                "before": moved.before.map(|day| day.to_string()),
                "after": moved.after.to_string(),
            })
        })
        .collect()
}
