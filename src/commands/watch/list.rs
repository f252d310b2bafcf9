//! `qms watch list`: the sources, when each was last consulted and when it is to be again.

use super::super::{Answer, Context, Exit, Failure, unread};
use crate::model::layout::EntityKind;
use crate::report::table::{Cell, table};
use crate::report::tables::watch::{items, last_consultation};
use crate::report::{Tone, json};
use crate::text::{Text, date};
use serde_json::{Value, json};

/// List the sources, when each was last consulted and when it is to be again
#[derive(Debug, clap::Args)]
#[command(alias = "lister")]
pub struct List {}

const NAME: Text = Text {
    en: "Name",
    fr: "Nom",
};
const SOURCE: Text = Text {
    en: "Source",
    fr: "Source",
};
const LAST: Text = Text {
    en: "Last consulted",
    fr: "Dernière consultation",
};
const NEXT: Text = Text {
    en: "Next due",
    fr: "Prochaine",
};
const NEVER: Text = Text {
    en: "never",
    fr: "jamais",
};
const LATE: Text = Text {
    en: "{day}, late",
    fr: "{day}, en retard",
};
const NOTHING: Text = Text {
    en: "no source is watched yet: `qms new veille SLUG` makes one",
    fr: "aucune source n'est suivie\u{a0}: `qms new veille NOM` en crée une",
};

/// Runs it.
pub fn run(_: &List, ctx: &Context) -> Result<Answer, Failure> {
    let corpus = ctx.corpus()?;
    let (items, today) = (items(corpus), corpus.as_of());
    let unread = unread::tell(ctx, corpus, &[EntityKind::WatchItem]);
    let body = || {
        let all: Vec<Value> = items
            .iter()
            .map(|item| {
                let last = last_consultation(item, today);
                let due = item.consultation_due(today, &corpus.policy().calendar);
                let by = last.and_then(|(_, entry)| entry.actor.as_ref());
                json!({
                    "slug": item.slug.as_str(),
                    "source": item.source.value,
                    "frequency": item.frequency.as_ref().map(|text| &text.value),
                    "last": last.map(|(day, _)| day.to_string()),
                    "actor": by.map(|actor| actor.value.as_str()),
                    "next_due": due.map(|day| day.to_string()),
                    "late": due.is_some_and(|day| day < today),
                })
            })
            .collect();
        json::body([("watch", Value::Array(all)), ("unread", unread.clone())])
    };
    ctx.answer(Exit::Done, body, |style| {
        let lang = style.lang;
        if items.is_empty() {
            return format!("{}\n", NOTHING.get(lang));
        }
        let rows: Vec<Vec<Cell>> = items
            .iter()
            .map(|item| {
                let last = last_consultation(item, today).map(|(day, _)| date(day, lang));
                let due = item.consultation_due(today, &corpus.policy().calendar);
                let shown = due.map(|day| date(day, lang)).unwrap_or_default();
                vec![
                    Cell::from(item.slug.as_str()),
                    Cell::from(item.source.value.as_str()),
                    Cell::from(last.unwrap_or_else(|| NEVER.get(lang).to_owned())),
                    match due {
                        Some(day) if day < today => {
                            Cell::toned(LATE.with("day", day).render(lang), Tone::Bad)
                        }
                        _ => Cell::from(shown),
                    },
                ]
            })
            .collect();
        let header = [NAME, SOURCE, LAST, NEXT].map(|text| text.get(lang));
        table(&header, &rows, style)
    })
}
