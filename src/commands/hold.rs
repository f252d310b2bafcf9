//! `qms hold`: the destruction of a record or ticket is suspended, or released.

use super::decide::{Chosen, How, decide_kept};
use super::{Answer, Context, Failure, french::French};
use crate::acts;
use crate::text::Text;
use chrono::NaiveDate;
use clap::builder::NonEmptyStringValueParser;

/// Suspend the destruction of records or tickets, or release it
#[derive(Debug, clap::Args)]
#[command(alias = "geler")]
pub struct Hold {
    /// Records or tickets
    #[arg(required = true, value_name = "CODE")]
    codes: Vec<String>,
    /// Why
    #[arg(long, value_name = "REASON", required_unless_present = "lift", value_parser = NonEmptyStringValueParser::new())]
    reason: Option<String>,
    /// When it is looked at again; in a year by default
    #[arg(long, value_name = "DATE", conflicts_with = "lift")]
    reassess: Option<NaiveDate>,
    /// Release it
    #[arg(long)]
    lift: bool,
    #[command(flatten)]
    how: How,
}

/// The French of its help.
pub const FRENCH: &French = &[
    (
        "",
        "Suspendre la destruction d'enregistrements ou de fiches, ou la libérer",
    ),
    ("codes", "Enregistrements ou fiches"),
    ("reason", "Pourquoi"),
    (
        "reassess",
        "Quand ce sera réexaminé ; dans un an par défaut",
    ),
    ("lift", "Lever le gel"),
    ("dry_run", "Dire ce qui serait fait, et si c'est permis"),
    ("yes", "Ne pas poser de question"),
];

/// Runs it.
pub fn run(args: &Hold, ctx: &Context) -> Result<Answer, Failure> {
    const LIFTED: Text = Text {
        en: "the reason for the hold is over",
        fr: "le motif du gel a cessé",
    };
    let reason = args.reason.as_deref().map(str::trim);
    decide_kept(
        ctx,
        &args.how,
        &Chosen::Kept(&args.codes),
        &|situation, things| match args.lift {
            true => {
                let reason = reason.unwrap_or(LIFTED.get(situation.policy().lang));
                acts::hold::lift(situation, things, reason)
            }
            false => acts::hold::set(situation, things, reason.unwrap_or_default(), args.reassess),
        },
    )
}
