//! `qms smac list`: the tickets, their answers and their actions, as known on the day asked.

use super::super::{Answer, Context, Exit, Failure, typed, unread};
use super::desk::kind;
use crate::model::entity::Entity;
use crate::model::layout::EntityKind;
use crate::model::ticket::TicketStatus;
use crate::report::json;
use crate::report::ticket::{self, TicketLine};
use crate::text::{Lang, Text};

/// List tickets, their answers and their actions
#[derive(Debug, clap::Args)]
#[command(alias = "lister")]
pub struct List {
    /// Only those whose answer, or an action, is late
    #[arg(long)]
    late: bool,
    /// Only those in this status: open, analysed, answered, acting, closed
    #[arg(long, value_name = "STATUS")]
    status: Option<String>,
    /// Only those of this kind: NC, PA, RE, RI
    #[arg(long, value_name = "KIND")]
    kind: Option<String>,
    /// Only those of this process
    #[arg(long, value_name = "PROCESS")]
    process: Option<String>,
}

/// Runs it.
pub fn run(args: &List, ctx: &Context) -> Result<Answer, Failure> {
    let corpus = ctx.corpus()?;
    let (policy, day) = (corpus.policy(), corpus.as_of());
    let kind = args
        .kind
        .as_deref()
        .map(|typed| kind(corpus, typed))
        .transpose()?;
    let status = args
        .status
        .as_deref()
        .map(|typed| status_named(typed, ctx.lang))
        .transpose()?;
    let process = args
        .process
        .as_deref()
        .map(|typed| typed::process_named(corpus, typed))
        .transpose()?;
    let mut tickets: Vec<_> = corpus
        .entities(EntityKind::Ticket)
        .filter_map(|(file, entity)| match entity {
            Entity::Ticket(ticket) => Some((file, ticket)),
            _ => None,
        })
        .collect();
    tickets.sort_by(|(a, one), (b, other)| (&one.code, &a.path).cmp(&(&other.code, &b.path)));
    let lines: Vec<TicketLine> = tickets
        .into_iter()
        .map(|(file, ticket)| TicketLine::of(policy, ticket, &file.path, day))
        // What was received after the day asked was not there yet.
        .filter(|line| line.received.is_none_or(|received| received <= day))
        .filter(|line| !args.late || line.is_late() || line.actions_late > 0)
        .filter(|line| kind.as_ref().is_none_or(|kind| line.kind == *kind))
        .filter(|line| status.is_none_or(|status| line.status == status))
        .filter(|line| {
            process
                .as_ref()
                .is_none_or(|process| line.process == *process)
        })
        .collect();
    let unread = unread::tell(ctx, corpus, &[EntityKind::Ticket]);
    ctx.answer(
        Exit::Done,
        || {
            json::body([
                ("tickets", lines.iter().map(TicketLine::json).collect()),
                ("unread", unread.clone()),
            ])
        },
        |style| ticket::list(&lines, style),
    )
}

fn status_named(typed: &str, lang: Lang) -> Result<TicketStatus, Failure> {
    const UNKNOWN: Text = Text {
        en: "`{status}` is no status of a ticket",
        fr: "`{status}` n'est pas un statut de fiche",
    };
    let known = TicketStatus::ALL.map(|status| (status, status.as_str(), status.label()));
    typed::status_named(typed, lang, UNKNOWN, known)
}
