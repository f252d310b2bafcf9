//! `qms smac analyse`: the causes that were found.

use super::super::{Answer, Context, Failure, decide};
use super::desk::{asked, by, enter, publish, take};
use crate::acts::ticket::{Analysed, analyse};
use crate::text::Text;
use chrono::NaiveDate;

/// Enter the analysis and the causes found
#[derive(Debug, clap::Args)]
#[command(alias = "analyser")]
pub struct Analyse {
    /// The ticket
    code: String,
    /// A cause found; may be given again
    #[arg(long = "cause", value_name = "TEXT")]
    causes: Vec<String>,
    /// The method: 5 whys, Ishikawa
    #[arg(long)]
    method: Option<String>,
    /// Why no action is needed
    #[arg(long, value_name = "REASON")]
    no_action: Option<String>,
    /// Who did it; you by default
    #[arg(long, value_name = "ID")]
    by: Option<String>,
    /// The day of the fact; today by default
    #[arg(long, value_name = "YYYY-MM-DD")]
    date: Option<NaiveDate>,
    /// Commit the file at once
    #[arg(long)]
    commit: bool,
}

/// Runs it.
pub fn run(args: &Analyse, ctx: &Context) -> Result<Answer, Failure> {
    const QUESTION: Text = Text {
        en: "Which cause was found?",
        fr: "Quelle cause a été trouvée\u{a0}?",
    };
    const LACKING: Text = Text {
        en: "which cause was found? `--cause \"…\"`",
        fr: "quelle cause a été trouvée\u{a0}? `--cause \"…\"`",
    };
    let taken = take(ctx, &args.code)?;
    let desk = taken.desk(ctx);
    desk.open().map_err(decide::refused)?;
    let mut causes = args.causes.clone();
    let known = taken.ticket.analysed.is_some() && args.no_action.is_some();
    if causes.is_empty() && !known {
        causes.push(asked(ctx, None, QUESTION, LACKING)?);
    }
    let by = by(ctx, taken.corpus, args.by.as_deref())?;
    let given = Analysed {
        date: args.date,
        by: by.as_ref(),
        method: args.method.as_deref(),
        causes: &causes,
        no_action: args.no_action.as_deref(),
    };
    enter(ctx, &taken, publish(args.commit), analyse(&desk, &given))
}
