//! `qms hook`: what git runs before a commit and before a push.

use super::decide::history_failure;
use super::{Answer, Context, Exit, Failure, FailureKind, french::French};
use crate::corpus::Version;
use crate::diagnostic::{Diagnostic, Severity};
use crate::history::words;
use crate::history::{self, Backing, History, Reading};
use crate::model::act::ActKind;
use crate::model::document::Entry;
use crate::report::json;
use crate::repository::{CommitId, Repository, Tree, write_program};
use crate::text::Text;
use serde_json::json;
use std::path::PathBuf;

/// What git runs before a commit and before a push
#[derive(Debug, clap::Args)]
#[command(alias = "crochet")]
pub struct HookArgs {
    #[command(subcommand)]
    which: Which,
}

#[derive(Debug, clap::Subcommand)]
enum Which {
    /// Put the hooks into this clone, beside none of another tool's
    #[command(alias = "installer")]
    Install,
    /// Refuse to push documents whose approvals rest on no act
    PrePush {
        /// What git says of the remote
        #[arg(value_name = "REMOTE", hide = true)]
        remote: Vec<String>,
    },
}

/// The French of its help.
pub const FRENCH: &French = &[
    ("", "Ce que git lance avant un commit et avant un envoi"),
    (
        "install",
        "Mettre les crochets dans ce clone, sans toucher à ceux d'un autre outil",
    ),
    (
        "pre-push",
        "Refuser d'envoyer des documents dont les approbations ne reposent sur aucun acte",
    ),
    ("pre-push.remote", "Ce que git dit du dépôt distant"),
];

/// The hooks and what they run. One that lacks the program lets git go on: a hook is a comfort,
/// the proof is `qms verify`.
const HOOKS: [(&str, &str); 2] = [
    (
        "pre-commit",
        "#!/bin/sh\n# qms hook: the rules, before each commit\ncommand -v qms >/dev/null 2>&1 || exit 0\nexec qms check --staged\n",
    ),
    (
        "pre-push",
        "#!/bin/sh\n# qms hook: no act is lost on its way\ncommand -v qms >/dev/null 2>&1 || exit 0\nexec qms hook pre-push \"$@\"\n",
    ),
];

/// What tells our hooks from those of another tool.
const MARK: &str = "# qms hook";

/// Runs it.
pub fn run(args: &HookArgs, ctx: &Context) -> Result<Answer, Failure> {
    match &args.which {
        Which::Install => install(ctx),
        Which::PrePush { .. } => pre_push(ctx),
    }
}

fn install(ctx: &Context) -> Result<Answer, Failure> {
    const FOREIGN: Text = Text {
        en: "`{path}` belongs to another tool and was left as it is; add this line to it: {line}",
        fr: "`{path}` appartient à un autre outil et a été laissé tel quel\u{a0}; y ajouter cette ligne\u{a0}: {line}",
    };
    const DONE: Text = Text {
        en: "hooks in place: {paths}",
        fr: "crochets en place\u{a0}: {paths}",
    };
    let repository = ctx.document_repository()?;
    // A rebase drops signatures: this clone pulls by merging.
    repository
        .set_config_local("pull.rebase", "false")
        .map_err(|error| Failure::io("git config", error))?;
    let folder = folder(repository);
    let mut written = Vec::new();
    for (name, script) in HOOKS {
        let path = folder.join(name);
        let there = Tree::WorkingTree(folder.clone())
            .read_path(name)
            .map_err(|error| Failure::io(name, error))?;
        if there.is_some_and(|bytes| !String::from_utf8_lossy(&bytes).contains(MARK)) {
            let line = script
                .lines()
                .last()
                .unwrap_or_default()
                .trim_start_matches("exec ");
            ctx.say(
                FOREIGN
                    .with("path", path.display().to_string())
                    .with("line", line),
            );
            continue;
        }
        write_program(&path, script)
            .map_err(|error| Failure::io(&path.display().to_string(), error))?;
        written.push(path.display().to_string());
    }
    let body = json::body([("paths", json!(written))]);
    ctx.answer(
        Exit::Done,
        || body,
        |style| DONE.with("paths", written.clone()).render(style.lang) + "\n",
    )
}

/// Where git looks for hooks.
fn folder(repository: &Repository) -> PathBuf {
    match repository.config_string("core.hooksPath") {
        Some(path) if !path.is_empty() => repository
            .root()
            .map_or_else(|| PathBuf::from(&path), |root| root.join(&path)),
        _ => repository.common_dir().join("hooks"),
    }
}

fn pre_push(ctx: &Context) -> Result<Answer, Failure> {
    const LOST: Text = Text {
        en: "this push would publish approvals that rest on no act: a rebase, a squash or an edit undid them",
        fr: "cet envoi publierait des approbations qui ne reposent sur aucun acte\u{a0}: un rebasage, un écrasement ou une modification les a défaits",
    };
    const HELP: Text = Text {
        en: "those who acted do so again, then push: each finding says how",
        fr: "ceux qui ont agi le refont, puis on envoie\u{a0}: chaque point dit comment",
    };
    let said = (ctx.environment.console.read)().map_err(|error| Failure::io("stdin", error))?;
    let repository = ctx.document_repository()?;
    let mut lost = Vec::new();
    for tip in pushed(&String::from_utf8_lossy(&said)) {
        lost.extend(unbacked(ctx, repository, tip?)?);
    }
    lost.sort_by(|a: &Diagnostic, b| a.sort_key().cmp(&b.sort_key()));
    lost.dedup();
    if lost.is_empty() {
        let none: [String; 0] = [];
        return ctx.answer(
            Exit::Done,
            || json::body([("paths", json!(none))]),
            |_| String::new(),
        );
    }
    Err(Failure::refused("A208", LOST).help(HELP).because(lost))
}

/// The commits that git is about to send to branches: one line each, `ref id ref id`. A branch
/// that is deleted sends none.
fn pushed(lines: &str) -> impl Iterator<Item = Result<CommitId, Failure>> {
    const UNREAD: Text = Text {
        en: "git's list of what is pushed cannot be read",
        fr: "la liste que donne git de ce qui est envoyé est illisible",
    };
    let mut tips: Vec<&str> = Vec::new();
    for line in lines.lines() {
        let words: Vec<&str> = line.split(' ').collect();
        if let [_, id, remote, _] = words.as_slice()
            && remote.starts_with("refs/heads/")
            && id.bytes().any(|byte| byte != b'0')
        {
            tips.push(id);
        }
    }
    let parsed: Vec<Result<CommitId, Failure>> = tips
        .into_iter()
        .map(|id| {
            id.parse()
                .map_err(|_| Failure::could_not_run(FailureKind::Usage, UNREAD))
        })
        .collect();
    parsed.into_iter()
}

/// The entries of a commit's documents that no act in its history stands for.
fn unbacked(
    ctx: &Context,
    repository: &Repository,
    tip: CommitId,
) -> Result<Vec<Diagnostic>, Failure> {
    const NOTHING: Text = Text {
        en: "no act in the history wrote the entry of `{actor}` on `{code}`",
        fr: "aucun acte de l'historique n'a écrit l'entrée de `{actor}` sur `{code}`",
    };
    const VOID: Text = Text {
        en: "the entry of `{actor}` on `{code}` rests on commit {commit}, which has no effect: {why}",
        fr: "l'entrée de `{actor}` sur `{code}` vient du commit {commit}, qui est sans effet\u{a0}: {why}",
    };
    const AGAIN: Text = Text {
        en: "`{actor}` makes it again: `qms {act} {code}`",
        fr: "`{actor}` le refait\u{a0}: `qms {act} {code}`",
    };
    const IMAGES: Text = Text {
        en: "an image of `{code}` changed since `{actor}` signed it",
        fr: "une image de `{code}` a changé depuis que `{actor}` l'a signé",
    };
    let tree = repository.tree_of(tip);
    let corpus = ctx.load(&tree)?;
    let history =
        history::read(repository, tip, &Reading::at(ctx.now())).map_err(history_failure)?;
    let mut lost = Vec::new();
    for version in corpus.documents() {
        let document = version.document;
        for (act, entries) in [
            (ActKind::Approve, &document.approvals),
            (ActKind::Validate, &document.validations),
        ] {
            for entry in entries
                .iter()
                .filter(|entry| document.digest.matches(&entry.digest.value))
            {
                let message = match history.backing(document, entry, act) {
                    Backing::Act(_) if rests(&history, &tree, &version, (entry, act)) => continue,
                    Backing::Act(_) => IMAGES.into(),
                    Backing::Void(record) => {
                        let why = record
                            .first_error()
                            .map_or_else(|| words::REJECTED.into(), words::fact);
                        VOID.with("commit", words::short(&record.commit.to_string()))
                            .with("why", why)
                    }
                    Backing::Nothing => NOTHING.into(),
                };
                let code = document.code.to_string();
                let message = message
                    .with("actor", entry.actor.value.as_str())
                    .with("code", code.clone())
                    .with("act", act.as_str());
                lost.push(Diagnostic {
                    rule: "A208",
                    severity: Severity::Error,
                    place: Some(version.file.at(entry.span)),
                    code: Some(code),
                    commit: Some(tip.to_string()),
                    help: Some(message.reworded(AGAIN)),
                    message,
                });
            }
        }
    }
    Ok(lost)
}

/// Whether an act that counts wrote an entry, over the very images that the version shows.
fn rests(
    history: &History,
    tree: &Tree,
    version: &Version<'_>,
    (entry, act): (&Entry, ActKind),
) -> bool {
    let parsed = version.file.parsed.as_ref();
    let shown = parsed.and_then(|parsed| history::assets(tree, &version.file.path, parsed).ok());
    let mut backers = history.backers(version.document, entry, act);
    backers.any(|record| Some(&record.statement.assets) == shown.as_ref())
}
