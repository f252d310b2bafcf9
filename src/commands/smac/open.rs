//! `qms smac open`: a ticket in one short line.

use super::super::placing::{Place, write, written};
use super::super::{Answer, Context, Failure, decide, drafting, new, past, reserve};
use super::desk::{asked, choice, kind, publish};
use super::requirement;
use crate::acts::draft::{self, Draft, DraftRefusal, Opening, Request};
use crate::acts::ticket::not_to_come;
use crate::acts::words;
use crate::corpus::Corpus;
use crate::model::code::Code;
use crate::text::Text;
use chrono::NaiveDate;

/// Open a ticket
#[derive(Debug, clap::Args)]
#[command(alias = "ouvrir")]
pub struct Open {
    /// NC nonconformity, PA proposal, RE complaint of a client, RI complaint of a colleague
    #[arg(value_name = "KIND")]
    kind: String,
    /// The fact in a few words, without anything that tells who
    #[arg(long)]
    title: Option<String>,
    /// The day it was received; today by default
    #[arg(long, value_name = "YYYY-MM-DD")]
    received: Option<NaiveDate>,
    /// How it came in: telephone, de-visu, courrier, courriel, site, medialog, interne
    #[arg(long)]
    channel: Option<String>,
    /// The process; the only one of the repository by default
    #[arg(long)]
    process: Option<String>,
    /// A role or unit, never a client
    #[arg(long, value_name = "ROLE")]
    reporter: Option<String>,
    /// mineure, majeure or critique
    #[arg(long)]
    severity: Option<String>,
    /// The document that was not followed, or the client requirement of the process card
    #[arg(long, value_name = "CODE|TEXT")]
    requirement: Option<String>,
    /// The documents concerned
    #[arg(long, value_name = "CODE", num_args = 1..)]
    document: Vec<String>,
    /// Take the number on the remote first, so that no other site draws it
    #[arg(long)]
    reserve: bool,
    /// Commit the file at once
    #[arg(long)]
    commit: bool,
}

/// Runs it.
pub fn run(args: &Open, ctx: &Context) -> Result<Answer, Failure> {
    super::super::ground::no_date_or_revision(ctx)?;
    let corpus = ctx.corpus()?;
    let kind = kind(corpus, &args.kind)?;
    let received = args.received.unwrap_or_else(|| ctx.today(corpus.policy()));
    not_to_come("S101", received, ctx.today(corpus.policy())).map_err(decide::refused)?;
    let title = title(args, ctx, corpus)?;
    let channel = channel(args, ctx, &kind)?;
    let process = process(args, ctx, corpus)?;
    let severity = args
        .severity
        .as_deref()
        .map(|typed| choice("gravite", "--severity", typed))
        .transpose()?;
    if let Some(reporter) = &args.reporter {
        words::clear(corpus, "--reporter", reporter).map_err(decide::refused)?;
    }
    let documents = args
        .document
        .iter()
        .map(|typed| requirement::document(corpus, typed))
        .collect::<Result<Vec<String>, Failure>>()?;
    let requirement = match &args.requirement {
        Some(typed) => Some(requirement::read(corpus, process.as_deref(), typed)?),
        None => None,
    };
    let author = new::author(ctx, corpus);
    let template = new::template(ctx, corpus, &kind)?;
    let make = |taken: &[Code]| -> Result<Draft, DraftRefusal> {
        let request = Request {
            kind: &kind,
            title: &title,
            purpose: None,
            process: process.as_deref(),
            number: None,
            date: Some(received),
            series: None,
            form: None,
            author: &author,
            template: &template,
            taken,
        };
        let facts = Opening {
            channel: channel.as_deref(),
            reporter: args.reporter.as_deref(),
            severity: severity.as_deref(),
            requirement: requirement.as_deref(),
            documents: &documents,
            line: None,
        };
        draft::opened(draft::create(corpus, &request)?, &facts)
    };
    let refused = |refusal| failure(refusal, &kind);
    if !args.reserve {
        let made = make(&past::taken(ctx)?).map_err(refused)?;
        due(ctx, corpus, &made, received);
        return write(ctx, &made, publish(args.commit));
    }
    let place = Place::ready(ctx, publish(args.commit))?;
    let reserved = reserve::draw(ctx, &author, &make, &refused)?;
    place
        .put(ctx, &reserved.draft)
        .map_err(|failure| reserve::stays(failure, &reserved, corpus))?;
    due(ctx, corpus, &reserved.draft, received);
    let message = new::RESERVED
        .with("code", &reserved.draft.code)
        .with("path", &reserved.draft.path)
        .with("remote", &reserved.remote);
    written(ctx, &reserved.draft, message)
}

/// The title, asked for on a terminal, and asked for again where it tells who.
fn title(args: &Open, ctx: &Context, corpus: &Corpus) -> Result<String, Failure> {
    const QUESTION: Text = Text {
        en: "What happened, in a few words, without a name?",
        fr: "Que s'est-il passé, en quelques mots, sans nom\u{a0}?",
    };
    const LACKING: Text = Text {
        en: "what happened, in a few words? `--title \"…\"`",
        fr: "que s'est-il passé, en quelques mots\u{a0}? `--title \"…\"`",
    };
    const AGAIN: Text = Text {
        en: "This title holds {what}, which must not be committed. Another title, without it?",
        fr: "Ce titre contient {what}, qui ne doit pas entrer dans un commit. Un autre titre, sans cela\u{a0}?",
    };
    let mut said = asked(ctx, args.title.as_deref(), QUESTION, LACKING)?;
    while let (Some(found), true) = (words::personal(corpus, &said), ctx.may_ask()) {
        let question = AGAIN.with("what", found.label()).render(ctx.lang);
        said = ctx.ask(&format!("{question} "))?;
    }
    words::clear(corpus, "--title", &said).map_err(decide::refused)?;
    Ok(said)
}

/// The channel: that of a client's complaint must be said, others come from within by default.
fn channel(args: &Open, ctx: &Context, kind: &str) -> Result<Option<String>, Failure> {
    const QUESTION: Text = Text {
        en: "How did it come in? telephone, de-visu, courrier, courriel, site, medialog:",
        fr: "Par où est-elle arrivée\u{a0}? telephone, de-visu, courrier, courriel, site, medialog\u{a0}:",
    };
    const LACKING: Text = Text {
        en: "how did it come in? `--channel telephone|de-visu|courrier|courriel|site|medialog`",
        fr: "par où est-elle arrivée\u{a0}? `--channel telephone|de-visu|courrier|courriel|site|medialog`",
    };
    if args.channel.is_none() && kind != "RE" {
        return Ok(None);
    }
    let said = asked(ctx, args.channel.as_deref(), QUESTION, LACKING)?;
    choice("canal", "--channel", &said).map(Some)
}

/// The process, asked for on a terminal where there are several.
fn process(args: &Open, ctx: &Context, corpus: &Corpus) -> Result<Option<String>, Failure> {
    const WHICH: Text = Text {
        en: "Which process? {known}:",
        fr: "Quel processus\u{a0}? {known}\u{a0}:",
    };
    let known: Vec<String> = corpus
        .processes()
        .map(|(_, process)| process.code.value.to_string())
        .collect();
    if args.process.is_some() || known.len() < 2 || !ctx.may_ask() {
        let only = known.first().filter(|_| known.len() == 1);
        return Ok(args.process.clone().or_else(|| only.cloned()));
    }
    let question = WHICH.with("known", known).render(ctx.lang);
    let said = ctx.ask(&format!("{question} "))?;
    Ok(Some(said).filter(|said| !said.is_empty()))
}

/// Says by when an answer is due.
fn due(ctx: &Context, corpus: &Corpus, draft: &Draft, received: NaiveDate) {
    const DUE: Text = Text {
        en: "the answer is due by {day}: `qms smac answer {code}`",
        fr: "la réponse est due au plus tard le {day}\u{a0}: `qms smac answer {code}`",
    };
    let policy = corpus.policy();
    let kind = draft.code.split('-').next().unwrap_or_default();
    if let Some(time) = policy.ticket_kind(kind).and_then(|kind| kind.answer) {
        let day = time.due(received, &policy.calendar);
        ctx.say(DUE.with("day", day).with("code", &draft.code));
    }
}

/// Why no ticket can be drafted.
pub(super) fn failure(refusal: DraftRefusal, kind: &str) -> Failure {
    drafting::failure_of(refusal).unwrap_or_else(|| new::unfillable(kind))
}
