//! `qms smac show`: one ticket, where it stands, and where it is cited.

use super::super::show::{body, events, referred_by, source, used_by};
use super::super::{Answer, Context, Exit, Failure};
use super::desk::ticket;
use crate::parse::front_matter::split;
use crate::parse::{ticket::TABLE, yaml};
use crate::report::sheet_of_ticket::{self, Shown};
use crate::report::ticket::TicketLine;
use crate::report::{cartouche, front_matter, json, page};
use serde_json::Value;

/// Show a ticket, its deadline, its actions, and where it is cited
#[derive(Debug, clap::Args)]
#[command(alias = "montrer")]
pub struct Show {
    /// The ticket
    code: String,
}

/// Runs it.
pub fn run(args: &Show, ctx: &Context) -> Result<Answer, Failure> {
    let corpus = ctx.whole()?;
    let (file, ticket) = ticket(ctx, corpus, &args.code)?;
    let line = TicketLine::of(corpus.policy(), ticket, &file.path, corpus.as_of());
    let text = source(ctx, file)?;
    let referrers = used_by(corpus, file);
    ctx.answer(
        Exit::Done,
        || {
            let span = split(&text).yaml().unwrap_or_default();
            let inside = &text[span.start..span.end];
            let (node, _) = yaml::read(inside, span.start, &yaml::Limits::default());
            json::body([
                ("ticket", front_matter::json(&node, TABLE)),
                ("state", line.json()),
                ("path", Value::from(&*file.path)),
                ("events", events(ctx, file)),
                ("referred_by", referred_by(&referrers)),
            ])
        },
        |style| {
            let shown = Shown {
                corpus,
                ticket,
                line: &line,
                day: corpus.as_of(),
            };
            let said = page::text(text[body(&text)].trim(), style);
            let gap = if said.is_empty() { "" } else { "\n" };
            format!(
                "{}{gap}{said}{}",
                sheet_of_ticket::text(&shown, style),
                cartouche::used_by(&referrers, style)
            )
        },
    )
}
