//! `qms smac judge`: whether an action did away with what it was decided against.

use super::super::{Answer, Context, Failure, FailureKind};
use super::desk::{by, enter, publish, take};
use crate::acts::ticket::{Judged, judge};
use crate::model::action::Effect;
use crate::text::Text;
use chrono::NaiveDate;

/// Judge the effect of an action that was done
#[derive(Debug, clap::Args)]
#[command(alias = "juger")]
pub struct Judge {
    /// The ticket
    code: String,
    /// The action, A1; the only one by default
    action: Option<String>,
    /// yes, or no: the action is open again
    #[arg(long, value_name = "yes|no", value_parser = ["yes", "no", "oui", "non"])]
    effective: String,
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
pub fn run(args: &Judge, ctx: &Context) -> Result<Answer, Failure> {
    const WHO: Text = Text {
        en: "a verdict names who judged, and git's own user is no registered actor: `--by ID`",
        fr: "un jugement nomme son auteur, et l'utilisateur de git n'est pas un acteur inscrit\u{a0}: `--by ID`",
    };
    let taken = take(ctx, &args.code)?;
    let by = by(ctx, taken.corpus, args.by.as_deref())?
        .ok_or_else(|| Failure::could_not_run(FailureKind::Usage, WHO))?;
    let effect = match args.effective.as_str() {
        "yes" | "oui" => Effect::Effective,
        _ => Effect::Ineffective,
    };
    let given = Judged {
        effect,
        date: args.date,
        by: &by,
    };
    let entered = judge(&taken.desk(ctx), args.action.as_deref(), &given);
    enter(ctx, &taken, publish(args.commit), entered)
}
