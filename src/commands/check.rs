//! `qms check`: the rules, on the tree.

use super::findings::{self, Findings, Judged};
use super::scope::Scope;
use super::{Answer, Context, Failure, FailureKind, french::French};
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
    /// Only what the next commit changes, as it is staged
    #[arg(long)]
    staged: bool,
    /// Only what differs between this commit, tag or branch and what is read
    #[arg(long, value_name = "REV")]
    since: Option<String>,
    /// Warnings fail as well
    #[arg(long)]
    strict: bool,
}

impl Check {
    /// What git asks for before a commit.
    pub fn staged() -> Check {
        Check {
            staged: true,
            paths: Vec::new(),
            since: None,
            strict: false,
        }
    }
}

/// The French of its help.
pub const FRENCH: &French = &[
    ("", "Juger les documents selon les règles"),
    ("paths", "Seulement ce qui se trouve sous ces chemins"),
    (
        "staged",
        "Seulement ce que change le prochain commit, tel qu'il est indexé",
    ),
    (
        "since",
        "Seulement ce qui diffère entre ce commit, cette étiquette ou cette branche et ce qui est lu",
    ),
    ("strict", "Les avertissements font échouer aussi"),
];

/// Runs it.
pub fn run(args: &Check, ctx: &Context) -> Result<Answer, Failure> {
    let prefixes = args
        .paths
        .iter()
        .map(|path| ctx.inside(path))
        .collect::<Result<Vec<_>, _>>()?;
    let scope = scope(args, prefixes.clone(), ctx)?;
    let tree = ctx.tree()?;
    let corpus = ctx.whole()?;
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
    let mut found: Vec<Diagnostic> = rules::run(corpus, Softening::ByStatus)
        .into_iter()
        .filter(|diagnostic| scope.tells(diagnostic))
        .collect();
    found.extend(scope.departed(ctx, corpus)?);
    let files = corpus
        .files()
        .iter()
        .map(|file| &*file.path)
        .filter(|path| scope.has(path))
        .count()
        + usize::from(scope.has_policy());
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

/// Which findings are told.
fn scope(args: &Check, prefixes: Vec<String>, ctx: &Context) -> Result<Scope, Failure> {
    const TOGETHER: Text = Text {
        en: "`--staged` reads the index: it does not go with `{option}`",
        fr: "`--staged` lit l'index\u{a0}: il ne va pas avec `{option}`",
    };
    let scope = Scope::under(prefixes);
    let other = match (&ctx.options.at, &args.since) {
        (Some(_), _) => Some("--at"),
        (None, Some(_)) => Some("--since"),
        (None, None) => None,
    };
    match (args.staged, other, &args.since) {
        (true, Some(option), _) => Err(Failure::could_not_run(
            FailureKind::Usage,
            TOGETHER.with("option", option),
        )),
        (true, None, _) => scope.staged(ctx),
        (false, _, Some(revision)) => scope.since(revision, ctx),
        (false, _, None) => Ok(scope),
    }
}
