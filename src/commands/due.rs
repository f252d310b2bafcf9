//! `qms due`: all that falls due, and what is overdue.

use super::options::Format;
use super::{
    Answer, Context, Exit, Failure, FailureKind, deadlines, french::French, status, unread,
};
use crate::corpus::Corpus;
use crate::model::calendar::Duration;
use crate::model::layout::EntityKind;
use crate::report::due::{self, Deadline};
use crate::report::{ics, json};
use crate::text::{Message, Text};
use chrono::{DateTime, NaiveTime, Utc};

/// What may have a deadline.
const KINDS: [EntityKind; 5] = [
    EntityKind::Record,
    EntityKind::Ticket,
    EntityKind::Document,
    EntityKind::ExternalDocument,
    EntityKind::WatchItem,
];

/// Tell what falls due, and what is overdue
#[derive(Debug, clap::Args)]
#[command(alias = "echeances")]
pub struct Due {
    /// How far to look ahead: days, weeks or months (30d, 6w, 3m)
    #[arg(long, value_name = "TIME", default_value = "30d")]
    within: String,
    /// Only what falls to me: the actor of git's user.email, or of the key that signs
    #[arg(long)]
    me: bool,
}

/// The French of its help.
pub const FRENCH: &French = &[
    ("", "Dire ce qui arrive à échéance, et ce qui est en retard"),
    (
        "within",
        "Jusqu'où regarder\u{a0}: jours, semaines ou mois (30j, 6s, 3m)",
    ),
    (
        "me",
        "Seulement ce qui me revient\u{a0}: l'acteur du user.email de git, ou de la clé qui signe",
    ),
];

/// Runs it.
pub fn run(args: &Due, ctx: &Context) -> Result<Answer, Failure> {
    let within = length(&args.within)?;
    let corpus = ctx.corpus()?;
    let today = corpus.as_of();
    let mut found = deadlines::until(corpus, within.after(today));
    if args.me {
        let me = &status::myself(ctx, corpus)?.id.value;
        found.retain(|deadline| deadline.who.iter().any(|id| id == me.as_str()));
    }
    if ctx.format() == Format::Ics {
        unread::tell(ctx, corpus, &KINDS);
        return calendar(ctx, corpus, &found);
    }
    let unread = unread::tell(ctx, corpus, &KINDS);
    let items = || found.iter().map(|deadline| deadline.json(today)).collect();
    ctx.answer(
        Exit::Done,
        || json::body([("items", items()), ("unread", unread.clone())]),
        |style| due::text(&found, today, style),
    )
}

fn calendar(ctx: &Context, corpus: &Corpus, found: &[Deadline]) -> Result<Answer, Failure> {
    const NAME: Text = Text {
        en: "Deadlines: {organisation}",
        fr: "Échéances\u{a0}: {organisation}",
    };
    let name: Message = NAME.with("organisation", &corpus.policy().organisation);
    let events: Vec<ics::Event> = found
        .iter()
        .map(|deadline| deadline.event(ctx.lang))
        .collect();
    let bytes = ics::calendar(&name.render(ctx.lang), &events, stamp(ctx, corpus)?);
    Ok(Answer {
        exit: Exit::Done,
        bytes,
    })
}

/// When the information was made: the time of the commit that is read, of the working tree that of the
/// commit it stands on, so that the same input gives the same bytes; outside git, the day asked.
fn stamp(ctx: &Context, corpus: &Corpus) -> Result<DateTime<Utc>, Failure> {
    let commit = match ctx.revision()? {
        Some(commit) => Some(commit),
        None => ctx
            .document_repository()
            .ok()
            .and_then(|repository| repository.head().ok())
            .and_then(|head| head.tip),
    };
    let committed = commit.and_then(|commit| {
        let commit = ctx.repository().ok()?.commit(commit).ok()?;
        DateTime::from_timestamp(commit.committer.seconds, 0)
    });
    Ok(committed.unwrap_or(corpus.as_of().and_time(NaiveTime::MIN).and_utc()))
}

/// `30d`, `6w`, `3m`; in French `30j`, `6s`.
fn length(typed: &str) -> Result<Duration, Failure> {
    const TEXT: Text = Text {
        en: "`{typed}` is no time: a number from 1 to 999 and `d`, `w` or `m` (days, weeks, months)",
        fr: "`{typed}` n'est pas une durée\u{a0}: un nombre de 1 à 999 et `j`, `s` ou `m` (jours, semaines, mois)",
    };
    let wrong = || Failure::could_not_run(FailureKind::Usage, TEXT.with("typed", typed));
    let digits = typed.trim_end_matches(|letter: char| !letter.is_ascii_digit());
    let count: u32 = digits
        .parse()
        .ok()
        .filter(|count| (1..=999).contains(count))
        .ok_or_else(wrong)?;
    match typed.strip_prefix(digits) {
        Some("d" | "j") => Ok(Duration::Days(count)),
        Some("w" | "s") => Ok(Duration::Days(count * 7)),
        Some("m") => Ok(Duration::Months(count)),
        _ => Err(wrong()),
    }
}
