//! `qms check`: the rules, on the tree.

use super::findings::{self, Findings, Judged};
use super::{Answer, Context, Failure, french::French};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::policy::is_under;
use crate::report::diagnostics::{Sources, human};
use crate::report::{Summary, json};
use crate::rules::{self, Softening};
use crate::text::Text;
use serde_json::Value;

/// Judge the documents by the rules
#[derive(Debug, clap::Args)]
#[command(alias = "controler")]
pub struct Check {
    /// Only what stands under these paths
    #[arg(value_name = "PATH")]
    paths: Vec<String>,
    /// Warnings fail as well
    #[arg(long)]
    strict: bool,
}

/// The French of its help.
pub const FRENCH: &French = &[
    ("", "Juger les documents selon les règles"),
    ("paths", "Seulement ce qui se trouve sous ces chemins"),
    ("strict", "Les avertissements font échouer aussi"),
];

/// Runs it.
pub fn run(args: &Check, ctx: &Context) -> Result<Answer, Failure> {
    let tree = ctx.tree()?;
    let corpus = ctx.corpus()?;
    let prefixes = args
        .paths
        .iter()
        .map(|path| ctx.inside(path))
        .collect::<Result<Vec<_>, _>>()?;
    for (prefix, typed) in prefixes.iter().zip(&args.paths) {
        if !prefix.is_empty()
            && !corpus
                .files()
                .iter()
                .any(|file| is_under(&file.path, prefix))
            && prefix != "qms.yaml"
        {
            const NOTHING: Text = Text {
                en: "nothing of the document system stands under `{path}`",
                fr: "rien du système documentaire ne se trouve sous `{path}`",
            };
            return Err(Failure::not_found(NOTHING.with("path", typed)));
        }
    }
    let within = |path: &str| {
        prefixes.is_empty()
            || prefixes
                .iter()
                .any(|prefix| prefix.is_empty() || is_under(path, prefix))
    };
    let found: Vec<Diagnostic> = rules::run(corpus, Softening::ByStatus)
        .into_iter()
        .filter(|diagnostic| {
            diagnostic
                .place
                .as_ref()
                .is_none_or(|place| within(&place.path))
        })
        .collect();
    let files = corpus
        .files()
        .iter()
        .filter(|file| within(&file.path))
        .count()
        + 1;
    let summary = Summary {
        files,
        ..Summary::of(&found)
    };
    let sources = Sources::of(&found, |path| tree.read_path(path).ok().flatten());
    let findings = Findings {
        judged: Judged::Files,
        all: &found,
        sources: &sources,
        fails: if args.strict {
            Severity::Warning
        } else {
            Severity::Error
        },
    };
    findings::answer(
        ctx,
        findings.exit(),
        &findings,
        || {
            let all: Vec<Value> = found
                .iter()
                .map(|diagnostic| json::diagnostic(diagnostic, sources.lines(diagnostic), ctx.lang))
                .collect();
            json::body([
                ("diagnostics", Value::Array(all)),
                ("summary", json::summary(&summary)),
            ])
        },
        |style| human::findings(&found, &sources, &summary, style),
    )
}
