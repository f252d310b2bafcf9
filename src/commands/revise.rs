//! `qms revise`: the next version of a document, as a draft.

use super::drafting::failure_of;
use super::named::{Meant, version};
use super::placing::{Publish, write};
use super::{Answer, Context, Failure, FailureKind, french::French};
use crate::acts::draft::{self, Change};
use crate::text::Text;

/// Open the next version of a document, as a draft
#[derive(Debug, clap::Args)]
#[command(alias = "reviser")]
pub struct Revise {
    /// The document; without a version the one in force is meant
    code: String,
    /// Why it is revised
    #[arg(long, value_name = "REASON")]
    reason: String,
    /// What caused it: a ticket, an audit, a directive
    #[arg(long, value_name = "CODE")]
    origin: Option<String>,
    /// Commit the draft at once
    #[arg(long)]
    commit: bool,
}

/// The French of its help.
pub const FRENCH: &French = &[
    ("", "Ouvrir la version suivante d'un document, en projet"),
    (
        "code",
        "Le document ; sans version, celle qui est en vigueur",
    ),
    ("reason", "Pourquoi il est révisé"),
    (
        "origin",
        "Ce qui l'a causé : une fiche, un audit, une directive",
    ),
    ("commit", "Faire aussitôt le commit du projet"),
];

/// Runs it.
pub fn run(args: &Revise, ctx: &Context) -> Result<Answer, Failure> {
    const UNREADABLE: Text = Text {
        en: "`{path}` cannot be edited as it stands: `qms check {path}` says why",
        fr: "`{path}` ne peut pas être modifié en l'état\u{a0}: `qms check {path}` dit pourquoi",
    };
    let corpus = ctx.whole()?;
    let from = version(corpus, &args.code, Meant::InForce)?;
    let path = from.file.path.to_string();
    let bytes = ctx
        .tree()?
        .read_path(&path)
        .map_err(|error| Failure::io(&path, error))?
        .unwrap_or_default();
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let change = Change {
        reason: &args.reason,
        origin: args.origin.as_deref(),
        taken: &super::past::taken(ctx)?,
    };
    let draft = draft::revise(corpus, &from, &text, &change).map_err(|refusal| {
        failure_of(refusal).unwrap_or_else(|| {
            Failure::could_not_run(FailureKind::State, UNREADABLE.with("path", &path))
        })
    })?;
    super::cited::tell(ctx, corpus, &from);
    write(
        ctx,
        &draft,
        if args.commit {
            Publish::Commit
        } else {
            Publish::File
        },
    )
}
