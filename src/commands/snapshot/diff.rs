//! `qms snapshot diff`: what changed between two snapshots, or two revisions.

use super::super::ground::history_failure;
use super::super::{Answer, Context, Exit, Failure};
use crate::acts::changes::{Changes, State, compare};
use crate::corpus::Corpus;
use crate::history::{self, History, Reading};
use crate::model::snapshot::InForce;
use crate::report::json;
use crate::report::lines::heading;
use crate::text::{Text, escape_controls};
use chrono::NaiveDate;
use serde_json::{Value, json};

/// Say what changed between two snapshots, or two revisions
#[derive(Debug, clap::Args)]
#[command(alias = "comparer")]
pub struct Diff {
    /// The older one
    #[arg(value_name = "A")]
    from: String,
    /// The newer one
    #[arg(value_name = "B")]
    to: String,
}

/// One side.
struct Side {
    corpus: Corpus,
    history: History,
    day: NaiveDate,
}

impl Side {
    /// A snapshot or revision, on the day of its commit.
    fn read(ctx: &Context, revision: &str) -> Result<Side, Failure> {
        let commit = ctx.resolve(revision)?;
        let repository = ctx.document_repository()?;
        let history =
            history::read(repository, commit, &Reading::at(ctx.now())).map_err(history_failure)?;
        let made = chrono::DateTime::from_timestamp(history.last_seconds(), 0).unwrap_or_default();
        Ok(Side {
            corpus: ctx.load(&repository.tree_of(commit))?,
            day: ctx.options.as_of.unwrap_or_else(|| history.day(made)),
            history,
        })
    }

    fn state(&self) -> State<'_> {
        State {
            corpus: &self.corpus,
            history: &self.history,
            day: self.day,
        }
    }
}

/// Runs it.
pub fn run(args: &Diff, ctx: &Context) -> Result<Answer, Failure> {
    let (before, after) = (Side::read(ctx, &args.from)?, Side::read(ctx, &args.to)?);
    let changes = compare(&before.state(), &after.state());
    ctx.answer(
        Exit::Done,
        || {
            let filed = |filed: &crate::acts::changes::Filed| {
                json!({"opened": filed.opened, "closed": filed.closed})
            };
            let changed: Vec<Value> = changes
                .revised
                .iter()
                .map(|(was, is)| json!({"from": element(was), "to": element(is)}))
                .collect();
            json::body([
                ("from", json!(before.history.tip().to_string())),
                ("to", json!(after.history.tip().to_string())),
                ("added", json!(elements(&changes.issued))),
                ("removed", json!(elements(&changes.withdrawn))),
                ("changed", json!(changed)),
                ("destroyed", json!(changes.destroyed)),
                ("records", filed(&changes.records)),
                ("tickets", filed(&changes.tickets)),
            ])
        },
        |style| text(&changes, style),
    )
}

fn elements(documents: &[InForce]) -> Vec<Value> {
    documents.iter().map(element).collect()
}

fn element(document: &InForce) -> Value {
    json!({
        "code": document.code,
        "version": document.version,
        "digest": document.digest.to_string(),
        "path": document.path,
        "effective_from": document.effective.to_string(),
    })
}

fn text(changes: &Changes, style: &crate::report::Style) -> String {
    const NOTHING: Text = Text {
        en: "nothing changed",
        fr: "rien n'a changé",
    };
    const HEADS: [Text; 8] = [
        Text {
            en: "Documents issued",
            fr: "Documents parus",
        },
        Text {
            en: "Documents revised",
            fr: "Documents révisés",
        },
        Text {
            en: "Documents out of force",
            fr: "Documents qui ne sont plus en vigueur",
        },
        Text {
            en: "Destroyed",
            fr: "Détruits",
        },
        Text {
            en: "Records opened",
            fr: "Enregistrements ouverts",
        },
        Text {
            en: "Records closed",
            fr: "Enregistrements clos",
        },
        Text {
            en: "Tickets opened",
            fr: "Fiches ouvertes",
        },
        Text {
            en: "Tickets closed",
            fr: "Fiches closes",
        },
    ];
    let codes = |documents: &[InForce]| -> Vec<String> {
        documents
            .iter()
            .map(|document| format!("{} ({})", document.code, document.effective))
            .collect()
    };
    let revised = changes
        .revised
        .iter()
        .map(|(was, is)| format!("{} → {} ({})", was.code, is.code, is.effective))
        .collect();
    let lists: [Vec<String>; 8] = [
        codes(&changes.issued),
        revised,
        codes(&changes.withdrawn),
        changes.destroyed.clone(),
        changes.records.opened.clone(),
        changes.records.closed.clone(),
        changes.tickets.opened.clone(),
        changes.tickets.closed.clone(),
    ];
    let mut out = String::new();
    for (head, list) in HEADS.into_iter().zip(&lists) {
        if !list.is_empty() {
            if !out.is_empty() {
                out.push('\n');
            }
            out.push_str(&heading(head.get(style.lang), style));
            for item in list {
                out.push_str(&format!("  {}\n", escape_controls(item)));
            }
        }
    }
    if out.is_empty() {
        out = format!("{}\n", NOTHING.get(style.lang));
    }
    out
}
