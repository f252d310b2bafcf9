//! What a change of the terms lets go earlier, or for less, for whoever signs it (40-retention).

use super::{Context, Failure};
use crate::corpus::Corpus;
use crate::model::layout;
use crate::model::layout::stem;
use crate::model::policy::is_under;
use crate::repository::Edit;
use crate::retention::{self, Loosened, Moved};
use crate::text::Text;
use chrono::NaiveDate;
use serde_json::{Value, json};

/// What a change of the terms does.
#[derive(Debug, Default)]
pub struct Shortened {
    /// What may be destroyed earlier than before.
    pub moved: Vec<Moved>,
    /// What may be destroyed for less.
    pub loosened: Vec<Loosened>,
}

/// What a change of the terms does; nothing where none changed.
///
/// # Errors
/// It takes out a series that records or tickets belong to.
pub fn shortened(before: &Corpus, after: &Corpus, edits: &[Edit]) -> Result<Shortened, Failure> {
    const NEEDED: Text = Text {
        en: "series `{series}` is that of {count} records or tickets, such as `{code}`",
        fr: "la série `{series}` est celle de {count} enregistrements ou fiches, dont `{code}`",
    };
    const HELP: Text = Text {
        en: "leave it until they are destroyed, or give them another series first",
        fr: "la laisser jusqu'à leur destruction, ou leur donner d'abord une autre série",
    };
    const FOLDER: &str = "registres/enregistrements";
    let terms = |edit: &Edit| edit.path == layout::POLICY || is_under(&edit.path, FOLDER);
    if !edits.iter().any(terms) {
        return Ok(Shortened::default());
    }
    let (before, after) = (retention::items(before), retention::items(after));
    let removed = edits
        .iter()
        .filter(|edit| edit.content.is_none() && is_under(&edit.path, FOLDER));
    for edit in removed {
        let slug = stem(&edit.path);
        let mut orphans = after
            .iter()
            .filter(|item| item.series_name.is_some_and(|name| name.as_str() == slug));
        if let Some(first) = orphans.next() {
            let message = NEEDED
                .with("series", slug)
                .with("count", orphans.count() + 1)
                .with("code", first.code.to_string());
            return Err(Failure::refused("R101", message).help(HELP));
        }
    }
    Ok(Shortened {
        moved: retention::moved_earlier(&before, &after),
        loosened: retention::loosened(&before, &after),
    })
}

/// Says what falls due, one by one, and how many may go earlier on a day to come.
pub fn tell(ctx: &Context, shortened: &Shortened, day: NaiveDate) {
    const LESS: Text = Text {
        en: "by this change `{code}` may leave as “{after}”, where it was “{before}”",
        fr: "par ce changement `{code}` peut partir «\u{a0}{after}\u{a0}», alors que c'était «\u{a0}{before}\u{a0}»",
    };
    let moved = &shortened.moved;
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
    for loosened in &shortened.loosened {
        ctx.say(
            LESS.with("code", loosened.code.to_string())
                .with("before", loosened.before.label())
                .with("after", loosened.after.label()),
        );
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
