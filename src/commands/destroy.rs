//! `qms destroy`: what left force leaves the tree, with a certificate.

use super::decide::{Chosen, How, decide_kept};
use super::{Answer, Context, Failure, french::French};
use crate::acts;
use crate::acts::destroy::{Extent, Grounds};
use crate::acts::thing::Thing;
use crate::corpus::Corpus;
use crate::model::code::Code;
use crate::model::entity::Entity;
use crate::model::layout::stem;
use crate::repository::CommitId;
use crate::retention::words;
use crate::text::Text;
use clap::builder::NonEmptyStringValueParser;
use std::cell::Cell;

/// Destroy records, tickets and superseded versions that are due, with a certificate
#[derive(Debug, clap::Args)]
#[command(alias = "detruire")]
pub struct Destroy {
    /// Records, tickets or versions to destroy
    #[arg(
        required_unless_present = "due",
        conflicts_with = "due",
        value_name = "CODE"
    )]
    codes: Vec<String>,
    /// All that is due and needs nothing more
    #[arg(long)]
    due: bool,
    /// The archives' visa
    #[arg(long, value_name = "REF", value_parser = NonEmptyStringValueParser::new())]
    visa: Option<String>,
    /// The transfer receipt
    #[arg(long, value_name = "REF", value_parser = NonEmptyStringValueParser::new())]
    transfer: Option<String>,
    /// The decision
    #[arg(long, value_name = "REF", value_parser = NonEmptyStringValueParser::new())]
    decision: Option<String>,
    #[command(flatten)]
    how: How,
}

/// The French of its help.
pub const FRENCH: &French = &[
    (
        "",
        "Détruire des enregistrements, fiches et versions périmées échus, avec un certificat",
    ),
    ("codes", "Enregistrements, fiches ou versions à détruire"),
    ("due", "Tout ce qui est échu et ne demande rien de plus"),
    ("visa", "Le visa des archives"),
    ("transfer", "Le récépissé de versement"),
    ("decision", "La décision"),
    ("dry_run", "Dire ce qui serait fait, et si c'est permis"),
    ("yes", "Ne pas poser de question"),
];

/// Runs it.
pub fn run(args: &Destroy, ctx: &Context) -> Result<Answer, Failure> {
    let grounds = Grounds {
        visa: args.visa.clone(),
        transfer: args.transfer.clone(),
        decision: args.decision.clone(),
        taken: certificates_elsewhere(ctx)?,
    };
    let plan = |situation: &acts::Situation<'_>, things: &[Thing<'_>]| {
        let extent = match args.due {
            true => Extent::Own,
            false => Extent::All,
        };
        acts::destroy::plan(situation, things, &grounds, extent)
    };
    if !args.due {
        return decide_kept(ctx, &args.how, &Chosen::Kept(&args.codes), &plan);
    }
    let told = Cell::new(false);
    let found = Chosen::Found(&|corpus| {
        if !told.replace(true) {
            tell_lacking(ctx, corpus, &grounds);
        }
        acts::destroy::all_due(corpus, &grounds)
    });
    decide_kept(ctx, &args.how, &found, &plan)
}

/// The certificates of the branches that were fetched: two sites that destroy beside one another
/// must not draw the same number, for no merge can keep both.
fn certificates_elsewhere(ctx: &Context) -> Result<Vec<Code>, Failure> {
    let repository = ctx.document_repository()?;
    let branches = repository
        .references("refs/remotes/")
        .map_err(|error| Failure::io("git", error))?;
    let mut taken = Vec::new();
    for (_, tip) in branches {
        let Ok(tip) = tip.parse::<CommitId>() else {
            continue;
        };
        // A branch that cannot be read takes no number; `verify` says what is wrong with it.
        let listed = repository.tree_of(tip).list(&["registres/destructions"]);
        for entry in listed.unwrap_or_default() {
            let code = ctx.corpus()?.policy().codes.canonical(stem(&entry.path));
            taken.extend(code);
        }
    }
    Ok(taken)
}

/// What is past its last day and stays, with what it lacks.
fn tell_lacking(ctx: &Context, corpus: &Corpus, grounds: &Grounds) {
    const LACKS: Text = Text {
        en: "`{code}` stays: it lacks {options} ({rule})",
        fr: "`{code}` reste\u{a0}: il lui manque {options} ({rule})",
    };
    const HELD: Text = Text {
        en: "`{code}` stays: it is held ({reason})",
        fr: "`{code}` reste\u{a0}: il est gelé ({reason})",
    };
    const OPEN: Text = Text {
        en: "`{code}` stays: the ticket is open",
        fr: "`{code}` reste\u{a0}: la fiche est ouverte",
    };
    const STAYS: Text = Text {
        en: "`{code}` stays: {rule}",
        fr: "`{code}` reste\u{a0}: {rule}",
    };
    for item in acts::destroy::all_lacking(corpus, grounds) {
        let code = item.code.to_string();
        if let Some(hold) = &item.state.hold {
            let reason = hold.reason.clone().unwrap_or_default();
            ctx.say(HELD.with("code", code).with("reason", reason));
            continue;
        }
        let lacking = acts::destroy::lacks(&item, grounds);
        if lacking.is_empty() {
            let open = matches!(item.file.entity(), Some(Entity::Ticket(ticket)) if ticket.is_open(corpus.as_of()));
            let message = if open { OPEN } else { STAYS }.with("code", code);
            ctx.say(message.with("rule", words::rule(&item, corpus.policy())));
            continue;
        }
        let options: Vec<String> = lacking.iter().map(|option| format!("`{option}`")).collect();
        let rule = words::rule(&item, corpus.policy());
        let message = LACKS.with("code", code).with("options", options);
        ctx.say(message.with("rule", rule));
    }
}
