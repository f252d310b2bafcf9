//! `qms smac act`: an action that was decided.

use super::super::{Answer, Context, Failure, FailureKind, decide, named};
use super::desk::{asked, enter, publish, take};
use crate::acts::ticket::{Decided, act};
use crate::model::action::Nature;
use crate::text::Text;
use chrono::NaiveDate;

/// Decide an action
#[derive(Debug, clap::Args)]
#[command(alias = "agir")]
pub struct Act {
    /// The ticket
    code: String,
    /// What is to be done
    #[arg(long)]
    title: Option<String>,
    /// The actor who does it
    #[arg(long, value_name = "ID")]
    owner: Option<String>,
    /// By when
    #[arg(long, value_name = "YYYY-MM-DD")]
    due: Option<NaiveDate>,
    /// correction (of the defect), corrective (of its cause), preventive (of a possible cause)
    #[arg(long, default_value = "corrective", value_parser = ["correction", "corrective", "preventive"])]
    nature: String,
    /// Commit the file at once
    #[arg(long)]
    commit: bool,
}

/// Runs it.
pub fn run(args: &Act, ctx: &Context) -> Result<Answer, Failure> {
    const TITLE: Text = Text {
        en: "What is to be done?",
        fr: "Que faut-il faire\u{a0}?",
    };
    const NO_TITLE: Text = Text {
        en: "what is to be done? `--title \"…\"`",
        fr: "que faut-il faire\u{a0}? `--title \"…\"`",
    };
    const OWNER: Text = Text {
        en: "Who does it (the id of an actor)?",
        fr: "Qui la mène (l'identifiant d'un acteur)\u{a0}?",
    };
    const NO_OWNER: Text = Text {
        en: "who does it? `--owner ID`",
        fr: "qui la mène\u{a0}? `--owner ID`",
    };
    const DUE: Text = Text {
        en: "By when (2026-12-31)?",
        fr: "Pour quand (2026-12-31)\u{a0}?",
    };
    const NO_DUE: Text = Text {
        en: "by when? `--due 2026-12-31`",
        fr: "pour quand\u{a0}? `--due 2026-12-31`",
    };
    let taken = take(ctx, &args.code)?;
    let desk = taken.desk(ctx);
    desk.open().map_err(decide::refused)?;
    let title = asked(ctx, args.title.as_deref(), TITLE, NO_TITLE)?;
    let owner = asked(ctx, args.owner.as_deref(), OWNER, NO_OWNER)?;
    let owner = &named::actor(taken.corpus, owner.trim())?.id.value;
    let due = match args.due {
        Some(due) => due,
        None => asked(ctx, None, DUE, NO_DUE)?
            .parse()
            .map_err(|_| Failure::could_not_run(FailureKind::Usage, NO_DUE))?,
    };
    let nature = Nature::ALL
        .into_iter()
        .find(|nature| nature.as_str() == args.nature)
        .unwrap_or(Nature::Corrective);
    let given = Decided {
        nature,
        title: title.trim(),
        owner,
        due,
    };
    enter(ctx, &taken, publish(args.commit), act(&desk, &given))
}
