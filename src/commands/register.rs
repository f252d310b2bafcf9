//! `qms register`: the governed changes of the working tree, as one signed commit.

use super::governed::{Mode, register};
use super::{Answer, Context, Exit, Failure, FailureKind, french::French, shortened};
use crate::corpus::Corpus;
use crate::report::json;
use crate::repository::{Edit, PathState, Repository, Tree};
use crate::text::{Lang, Text};
use serde_json::json;

/// Commit the governed changes of the working tree, signed
#[derive(Debug, clap::Args)]
#[command(alias = "inscrire")]
pub struct Register {
    /// The subject of the commit
    #[arg(short, long, value_name = "MSG")]
    message: Option<String>,
    /// Say what would be done, and whether it may be
    #[arg(long)]
    dry_run: bool,
}

/// The French of its help.
pub const FRENCH: &French = &[
    (
        "",
        "Faire un commit signé des seules modifications gouvernées du dossier de travail",
    ),
    ("message", "Le sujet du commit"),
    ("dry_run", "Dire ce qui serait fait, et si c'est permis"),
];

/// Runs it.
pub fn run(args: &Register, ctx: &Context) -> Result<Answer, Failure> {
    if let Some(message) = &args.message {
        one_line(message)?;
    }
    let mode = if args.dry_run {
        Mode::Judge
    } else {
        Mode::Carry
    };
    let done = register(ctx, mode, |corpus, repository| {
        let edits = governed_changes(ctx, corpus, repository)?;
        let subject = args
            .message
            .clone()
            .unwrap_or_else(|| subject(&edits, corpus.policy().lang));
        Ok((edits, subject))
    })?;
    let body = json::body([
        ("act", json!("register")),
        ("commit", json!(done.commit.map(|id| id.to_string()))),
        ("actor", json!(done.actor)),
        ("paths", json!(done.paths)),
        ("due_earlier", shortened::json(&done.shortened.moved)),
    ]);
    const DONE: Text = Text {
        en: "registered by `{actor}` in {commit}: {paths}",
        fr: "inscrit par `{actor}` dans {commit}\u{a0}: {paths}",
    };
    const WOULD: Text = Text {
        en: "`{actor}` may register: {paths}",
        fr: "`{actor}` peut inscrire\u{a0}: {paths}",
    };
    let text = match done.commit {
        Some(commit) => DONE.with("commit", short(&commit.to_string())),
        None => WOULD.into(),
    }
    .with("actor", done.actor)
    .with("paths", done.paths);
    ctx.answer(Exit::Done, || body, |style| text.render(style.lang) + "\n")
}

/// A subject that could be taken for a statement, or that a terminal would not show as it is, has
/// no place above a signature.
fn one_line(message: &str) -> Result<(), Failure> {
    const BAD: Text = Text {
        en: "a subject is one line of text, without control characters, that does not begin with `Qms-`",
        fr: "un sujet tient sur une ligne, sans caractère de contrôle, et ne commence pas par `Qms-`",
    };
    let clean = *crate::text::escape_controls(message) == *message;
    if clean && !message.trim().is_empty() && !message.to_ascii_lowercase().contains("qms-") {
        return Ok(());
    }
    Err(Failure::could_not_run(FailureKind::Usage, BAD))
}

fn short(commit: &str) -> String {
    commit.chars().take(10).collect()
}

fn governed_changes(
    ctx: &Context,
    corpus: &Corpus,
    repository: &Repository,
) -> Result<Vec<Edit>, Failure> {
    const NOTHING: Text = Text {
        en: "no governed file has changed",
        fr: "aucun fichier gouverné n'a changé",
    };
    const UNMERGED: Text = Text {
        en: "`{path}` is left in conflict by a merge",
        fr: "`{path}` est resté en conflit après une fusion",
    };
    let prefixes: Vec<&str> = corpus
        .policy()
        .governance
        .iter()
        .map(|(prefix, _)| prefix.as_str())
        .collect();
    let dirty = repository
        .dirty_paths(&prefixes)
        .map_err(|error| Failure::io("git", error))?;
    let tree = Tree::WorkingTree(ctx.root()?.to_owned());
    let mut edits = Vec::new();
    for (path, state) in dirty {
        if corpus.policy().governors(&path).is_none() {
            continue;
        }
        if state == PathState::Unmerged {
            return Err(Failure::could_not_run(
                FailureKind::State,
                UNMERGED.with("path", path),
            ));
        }
        let content = tree
            .read_path(&path)
            .map_err(|error| Failure::io(&path, error))?;
        edits.push(Edit { path, content });
    }
    if edits.is_empty() {
        return Err(Failure::could_not_run(FailureKind::State, NOTHING));
    }
    Ok(edits)
}

fn subject(edits: &[Edit], lang: Lang) -> String {
    const ONE: Text = Text {
        en: "Register {path}",
        fr: "Inscription de {path}",
    };
    const MANY: Text = Text {
        en: "Register {count} files",
        fr: "Inscription de {count} fichiers",
    };
    match edits {
        [only] => ONE.with("path", &only.path).render(lang),
        several => MANY.with("count", several.len()).render(lang),
    }
}
