//! `qms destroy`: what left force leaves the tree, with a certificate.

use super::decide::{Chosen, How, decide};
use super::named::Meant;
use super::{Answer, Context, Failure, french::French};
use crate::acts;
use crate::acts::destroy::Grounds;
use crate::corpus::Version;
use crate::text::Text;

/// Destroy superseded and withdrawn versions, with a certificate
#[derive(Debug, clap::Args)]
#[command(alias = "detruire")]
pub struct Destroy {
    /// Versions to destroy
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
    #[arg(long, value_name = "REF")]
    visa: Option<String>,
    /// The transfer receipt
    #[arg(long, value_name = "REF")]
    transfer: Option<String>,
    /// The decision
    #[arg(long, value_name = "REF")]
    decision: Option<String>,
    #[command(flatten)]
    how: How,
}

/// The French of its help.
pub const FRENCH: &French = &[
    (
        "",
        "Détruire des versions périmées ou retirées, avec un certificat",
    ),
    ("codes", "Versions à détruire"),
    ("due", "Tout ce qui est échu et ne demande rien de plus"),
    ("visa", "Le visa des archives"),
    ("transfer", "Le récépissé de versement"),
    ("decision", "La décision"),
    ("dry_run", "Dire ce qui serait fait, et si c'est permis"),
    ("yes", "Ne pas poser de question"),
];

/// Runs it.
pub fn run(args: &Destroy, ctx: &Context) -> Result<Answer, Failure> {
    const LACKS: Text = Text {
        en: "`{code}` is due, but its rule asks for more: “{cell}”",
        fr: "`{code}` est échu, mais sa règle demande davantage\u{a0}: «\u{a0}{cell}\u{a0}»",
    };
    let grounds = Grounds {
        visa: args.visa.clone(),
        transfer: args.transfer.clone(),
        decision: args.decision.clone(),
    };
    let plan = |situation: &acts::Situation<'_>, versions: &[Version<'_>]| {
        acts::destroy::plan(situation, versions, &grounds)
    };
    if !args.due {
        return decide(
            ctx,
            &args.how,
            &Chosen::Codes(&args.codes, Meant::InForce),
            &plan,
        );
    }
    let found = Chosen::Found(&|corpus| {
        let (free, lacking) = acts::destroy::all_due(corpus);
        for version in lacking {
            ctx.say(
                LACKS
                    .with("code", version.document.code.to_string())
                    .with("cell", version.kind.fate_cell.as_str()),
            );
        }
        free
    });
    decide(ctx, &args.how, &found, &plan)
}
