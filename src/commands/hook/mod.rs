//! `qms hook`: what git runs before a commit, before a push, and where a push arrives.

mod moves;
mod pre_push;
mod pre_receive;
mod reserved;

use super::{Answer, Context, Exit, Failure, french::French};
use crate::report::json;
use crate::repository::{Repository, Tree, write_program};
use crate::text::Text;
use serde_json::json;
use std::path::PathBuf;

/// What git runs before a commit, before a push, and where a push arrives
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
    /// Judge by the rules what the next commit would contain
    PreCommit,
    /// Refuse to push documents whose approvals rest on no act
    PrePush {
        /// What git says of the remote
        #[arg(value_name = "REMOTE", hide = true)]
        remote: Vec<String>,
    },
    /// On a server: refuse whole a push that would bring a history that does not conform
    PreReceive {
        /// The commit in which trust begins, in full; by default the one that this repository keeps
        #[arg(long, value_name = "COMMIT")]
        trust_root: Option<String>,
    },
}

/// The French of its help.
pub const FRENCH: &French = &[
    (
        "",
        "Ce que git lance avant un commit, avant un envoi, et là où un envoi arrive",
    ),
    (
        "install",
        "Mettre les crochets dans ce clone, sans toucher à ceux d'un autre outil",
    ),
    (
        "pre-commit",
        "Juger selon les règles ce que contiendrait le prochain commit",
    ),
    (
        "pre-push",
        "Refuser d'envoyer des documents dont les approbations ne reposent sur aucun acte",
    ),
    ("pre-push.remote", "Ce que git dit du dépôt distant"),
    (
        "pre-receive",
        "Sur un serveur\u{a0}: refuser en bloc un envoi qui apporterait un historique non conforme",
    ),
    (
        "pre-receive.trust_root",
        "Le commit où commence la confiance, en entier\u{a0}; par défaut, celui que ce dépôt garde",
    ),
];

/// The hooks and what they run. One that lacks the program lets git go on: a hook is a comfort,
/// the proof is `qms verify`.
const HOOKS: [(&str, &str); 2] = [
    (
        "pre-commit",
        "#!/bin/sh\n# qms hook: the rules, before each commit\ncommand -v qms >/dev/null 2>&1 || { echo \"qms: introuvable, rien n'a été contrôlé (not found, nothing was checked)\" >&2; exit 0; }\nexec qms hook pre-commit\n",
    ),
    (
        "pre-push",
        "#!/bin/sh\n# qms hook: no act is lost on its way\ncommand -v qms >/dev/null 2>&1 || { echo \"qms: introuvable, rien n'a été contrôlé (not found, nothing was checked)\" >&2; exit 0; }\nexec qms hook pre-push \"$@\"\n",
    ),
];

/// The hook of a server. Without the program nothing comes in: here the door is guarded.
const SERVER_HOOKS: [(&str, &str); 1] = [(
    "pre-receive",
    "#!/bin/sh\n# qms hook: nothing that does not conform comes in\nexec qms hook pre-receive\n",
)];

/// What tells our hooks from those of another tool.
const MARK: &str = "# qms hook";

/// Runs it.
pub fn run(args: &HookArgs, ctx: &Context) -> Result<Answer, Failure> {
    match &args.which {
        Which::Install => install(ctx),
        Which::PreCommit => super::check::run(&super::check::Check::staged(), ctx),
        Which::PrePush { .. } => pre_push::run(ctx),
        Which::PreReceive { trust_root } => pre_receive::run(ctx, trust_root.as_deref()),
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
    let bare = ctx.repository()?.root().is_none();
    let (repository, hooks) = match bare {
        true => (ctx.repository()?, SERVER_HOOKS.as_slice()),
        false => (ctx.document_repository()?, HOOKS.as_slice()),
    };
    if !bare {
        // A rebase drops signatures: this clone pulls by merging.
        repository
            .set_config_local("pull.rebase", "false")
            .map_err(super::signing::config_failure)?;
    }
    let folder = folder(repository);
    let mut written = Vec::new();
    for (name, script) in hooks {
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
