//! `qms smac requalify`: a ticket taken over by one of the right kind.

use super::super::placing::Place;
use super::super::signing::moved;
use super::super::{Answer, Context, Exit, Failure, FailureKind, decide, new, past};
use super::desk::{by, kind, publish, take, unchanged};
use super::open::failure;
use crate::acts::draft::{self, Request};
use crate::acts::ticket::{requalified, successor};
use crate::report::json;
use crate::repository::Edit;
use crate::text::Text;
use serde_json::json;

/// Take a ticket over under another kind: a new one opens, the old one says why it ends
#[derive(Debug, clap::Args)]
#[command(alias = "requalifier")]
pub struct Requalify {
    /// The ticket
    code: String,
    /// What it really is: NC, PA, RE, RI
    #[arg(value_name = "KIND")]
    kind: String,
    /// Why
    #[arg(long)]
    reason: String,
    /// Commit both files at once
    #[arg(long)]
    commit: bool,
}

/// Runs it.
pub fn run(args: &Requalify, ctx: &Context) -> Result<Answer, Failure> {
    const SAME: Text = Text {
        en: "`{code}` is of that kind already",
        fr: "`{code}` est déjà de cette nature",
    };
    let taken = take(ctx, &args.code)?;
    let (corpus, ticket) = (taken.corpus, taken.ticket);
    let desk = taken.desk(ctx);
    let kind = kind(corpus, &args.kind)?;
    if kind == ticket.code.kind() {
        let message = SAME.with("code", ticket.code.to_string());
        return Err(Failure::could_not_run(FailureKind::Usage, message));
    }
    let request = Request {
        kind: &kind,
        title: &ticket.title.value,
        purpose: None,
        process: Some(ticket.process.value.as_str()),
        number: None,
        date: ticket.received.as_ref().map(|received| received.value),
        series: None,
        form: None,
        author: &new::author(ctx, corpus),
        template: &new::template(ctx, corpus, &kind)?,
        taken: &past::taken(ctx)?,
    };
    let made = draft::create(corpus, &request).map_err(|refusal| failure(refusal, &kind))?;
    let by = by(ctx, corpus, None)?;
    let entered =
        requalified(&desk, &made.code, &args.reason, by.as_ref()).map_err(decide::refused)?;
    let made = successor(&desk, made, &args.reason).map_err(|refusal| failure(refusal, &kind))?;
    let edits = [
        (&made.path, made.text.clone()),
        (&taken.file.path.to_string(), entered.text),
    ]
    .map(|(path, text)| Edit {
        path: path.clone(),
        content: Some(text.into_bytes()),
    });
    let place = Place::ready(ctx, publish(args.commit))?;
    unchanged(ctx, &taken)?;
    if !place.is_free(ctx, &made.path)? {
        ctx.overtaken();
        return Err(moved());
    }
    let commit = place.change(ctx, edits.into(), &entered.said)?;
    for note in entered.notes {
        ctx.say(note);
    }
    let body = json::body([
        ("created", json!([{"code": made.code, "path": made.path}])),
        (
            "changed",
            json!([{"code": ticket.code.to_string(), "path": &*taken.file.path}]),
        ),
        ("commit", json!(commit.map(|commit| commit.to_string()))),
    ]);
    ctx.answer(
        Exit::Done,
        || body,
        |style| entered.said.render(style.lang) + "\n",
    )
}
