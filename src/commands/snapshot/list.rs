//! `qms snapshot list`: the ledger and the tags, each with its verdict.

use super::super::ground::history_failure;
use super::super::ground::tip_of;
use super::super::{Answer, Context, Exit, Failure};
use super::state::{self, Known, Verdict};
use crate::diagnostic::Diagnostic;
use crate::history::words::short;
use crate::history::{self, Reading};
use crate::report::diagnostics::{Sources, human};
use crate::report::table::{Cell, table};
use crate::report::{Summary, Tone, json};
use crate::text::Text;
use serde_json::{Value, json};

/// List the snapshots, and say whether they hold
#[derive(Debug, clap::Args)]
#[command(alias = "lister")]
pub struct List {}

/// Runs it.
pub fn run(_: &List, ctx: &Context) -> Result<Answer, Failure> {
    const NONE: Text = Text {
        en: "there is no snapshot yet: `qms snapshot create NAME` takes one",
        fr: "il n'y a pas encore d'instantané\u{a0}: `qms snapshot create NOM` en prend un",
    };
    const VALID: Text = Text {
        en: "holds",
        fr: "tient",
    };
    const NOT: Text = Text {
        en: "does not hold",
        fr: "ne tient pas",
    };
    const HEADER: [Text; 6] = [
        Text {
            en: "name",
            fr: "nom",
        },
        Text {
            en: "day",
            fr: "jour",
        },
        Text {
            en: "state",
            fr: "état",
        },
        Text {
            en: "in force",
            fr: "en vigueur",
        },
        Text {
            en: "by",
            fr: "par",
        },
        Text {
            en: "verdict",
            fr: "verdict",
        },
    ];
    let repository = ctx.document_repository()?;
    let tip = match ctx.revision()? {
        Some(commit) => commit,
        None => tip_of(repository)?,
    };
    let corpus = ctx.load(&repository.tree_of(tip))?;
    let history =
        history::read(repository, tip, &Reading::at(ctx.now())).map_err(history_failure)?;
    let known = state::all(repository, &corpus)?;
    let mut rows: Vec<(&Known<'_>, Verdict)> = Vec::new();
    for snapshot in &known {
        let verdict = state::verdict(ctx, repository, &history, snapshot)?;
        rows.push((snapshot, verdict));
    }
    let findings: Vec<Diagnostic> = rows
        .iter()
        .flat_map(|(known, verdict)| {
            verdict
                .faults
                .iter()
                .map(|fault| state::finding(&known.name, fault))
        })
        .collect();
    let exit = if findings.is_empty() {
        Exit::Done
    } else {
        Exit::Found
    };
    ctx.answer(
        exit,
        || {
            let all: Vec<Value> = rows
                .iter()
                .map(|(known, verdict)| element(known, verdict))
                .collect();
            let found: Vec<Value> = findings
                .iter()
                .map(|finding| json::diagnostic(finding, None, ctx.lang))
                .collect();
            json::body([("snapshots", json!(all)), ("diagnostics", json!(found))])
        },
        |style| {
            let lang = style.lang;
            if rows.is_empty() {
                return format!("{}\n", NONE.get(lang));
            }
            let cells: Vec<Vec<Cell>> = rows
                .iter()
                .map(|(known, verdict)| {
                    let said = verdict
                        .judged
                        .as_ref()
                        .and_then(|judged| judged.manifest.as_ref());
                    let text = |value: Option<String>| Cell::from(value.unwrap_or_default());
                    let verdict_cell = match verdict.faults.is_empty() {
                        true => Cell::toned(VALID.get(lang), Tone::Good),
                        false => Cell::toned(NOT.get(lang), Tone::Bad),
                    };
                    vec![
                        Cell::from(known.name.clone()),
                        text(said.map(|said| said.day.to_string())),
                        text(said.map(|said| short(&said.commit))),
                        text(said.map(|said| said.counts.in_force.to_string())),
                        text(actor(known, verdict)),
                        verdict_cell,
                    ]
                })
                .collect();
            let header: Vec<&str> = HEADER.iter().map(|text| text.get(lang)).collect();
            let mut text = table(&header, &cells, style);
            if !findings.is_empty() {
                text.push('\n');
                text.push_str(&human::findings(
                    &findings,
                    &Sources::default(),
                    &Summary::of(&findings),
                    style,
                ));
            }
            text
        },
    )
}

fn actor(known: &Known<'_>, verdict: &Verdict) -> Option<String> {
    let stated = verdict
        .judged
        .as_ref()
        .and_then(|judged| judged.statement.as_ref())
        .map(|statement| statement.actor.clone());
    stated.or_else(|| {
        known
            .entry
            .and_then(|entry| entry.actor.as_ref())
            .map(|actor| actor.value.to_string())
    })
}

/// One snapshot for programs.
pub(super) fn element(known: &Known<'_>, verdict: &Verdict) -> Value {
    let judged = verdict.judged.as_ref();
    let said = judged.and_then(|judged| judged.manifest.as_ref());
    let role = judged
        .and_then(|judged| judged.statement.as_ref())
        .and_then(|statement| statement.role.clone());
    json!({
        "name": known.name,
        "tag": known.tag.as_ref().map(|tag| tag.id.to_string()),
        "commit": judged.and_then(|judged| judged.commit).map(|commit| commit.to_string()),
        "sha512": said.map(|said| said.seal.to_string()),
        "date": said.map(|said| said.day.to_string()),
        "actor": actor(known, verdict),
        "role": role,
        "in_force": said.map(|said| said.counts.in_force),
        "upcoming": said.map(|said| said.counts.upcoming),
        "records": said.map(|said| said.counts.records),
        "tickets": said.map(|said| said.counts.tickets),
        "acts": said.map(|said| said.counts.acts),
        "in_ledger": known.entry.is_some(),
        "valid": verdict.faults.is_empty(),
    })
}
