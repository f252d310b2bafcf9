//! `qms key`: a signing key where there is none, and the line that the administrator registers.

use super::signing::sign_failure;
use super::{Answer, Context, Exit, Failure, french::French};
use crate::report::json;
use crate::repository::{Key, Repository, SignError, generate_ssh_key, is_file};
use crate::text::Text;
use serde_json::json;
use std::path::{Path, PathBuf};

/// Make an SSH key where there is none, and set this clone to sign with it
#[derive(Debug, clap::Args)]
#[command(alias = "cle")]
pub struct KeyArgs {
    /// Where the private key is, or goes; by default ~/.ssh/id_ed25519_qms
    #[arg(long, value_name = "FILE")]
    file: Option<PathBuf>,
}

/// The French of its help.
pub const FRENCH: &French = &[
    (
        "",
        "Faire une clé SSH là où il n'y en a pas, et régler ce clone pour signer avec elle",
    ),
    (
        "file",
        "Où est, ou ira, la clé privée ; par défaut ~/.ssh/id_ed25519_qms",
    ),
];

/// Runs it.
pub fn run(args: &KeyArgs, ctx: &Context) -> Result<Answer, Failure> {
    const HAS: Text = Text {
        en: "this clone signs with the key {fingerprint}",
        fr: "ce clone signe avec la clé {fingerprint}",
    };
    const MADE: Text = Text {
        en: "a key was made, {fingerprint}, and this clone set to sign with it",
        fr: "une clé a été faite, {fingerprint}, et ce clone réglé pour signer avec elle",
    };
    const USED: Text = Text {
        en: "the key of `{file}`, {fingerprint}, now signs in this clone",
        fr: "la clé de `{file}`, {fingerprint}, signe désormais dans ce clone",
    };
    const SEND: Text = Text {
        en: "send this line to the administrator, who registers it (`qms actor add ID --name … --email … --key FILE.pub`):",
        fr: "envoyez cette ligne à l'administrateur, qui l'inscrit (`qms actor add ID --name … --email … --key FICHIER.pub`)\u{a0}:",
    };
    // Before `init` there is no repository: the key is made all the same, and `init` finds it.
    let Ok(repository) = ctx.repository() else {
        return before_init(args, ctx);
    };
    // A rebase drops signatures; and git asks how to pull where nothing is said.
    repository
        .set_config_local("pull.rebase", "false")
        .map_err(super::signing::config_failure)?;
    let (key, message) = match repository.signing_public_key() {
        Ok(key) if args.file.is_none() => {
            let message = HAS.with("fingerprint", key.fingerprint());
            if let Some(answer) = registered(ctx, &key) {
                return answer;
            }
            (key, message)
        }
        Err(error) if args.file.is_none() && !matches!(error, SignError::NoKey) => {
            return Err(sign_failure(error));
        }
        _ => {
            let file = private_key_file(args.file.as_deref(), ctx)?;
            let existed = is_file(&file);
            if !existed {
                let comment = repository.user().map(|user| user.email).unwrap_or_default();
                generate_ssh_key(&file, &comment).map_err(sign_failure)?;
            }
            let key = sign_with(repository, &file)?;
            let text = if existed { USED } else { MADE };
            let message = text
                .with("fingerprint", key.fingerprint())
                .with("file", file.display().to_string());
            (key, message)
        }
    };
    let line = key.text();
    let body = json::body([
        ("fingerprint", json!(key.fingerprint())),
        ("key", json!(line)),
    ]);
    ctx.answer(
        Exit::Done,
        || body,
        |style| {
            format!(
                "{}\n{}\n\n{line}\n",
                message.render(style.lang),
                SEND.get(style.lang)
            )
        },
    )
}

/// The answer where the key is registered already: there is nothing to send.
fn registered(ctx: &Context, key: &Key) -> Option<Result<Answer, Failure>> {
    const KNOWN: Text = Text {
        en: "this clone signs with the key {fingerprint}, registered as that of `{id}`",
        fr: "ce clone signe avec la clé {fingerprint}, inscrite comme celle de `{id}`",
    };
    let corpus = ctx.corpus().ok()?;
    let (actor, _) = super::signer::acting(ctx, corpus).ok()?;
    let message = KNOWN
        .with("fingerprint", key.fingerprint())
        .with("id", actor.id.value.as_str());
    let body = json::body([
        ("fingerprint", json!(key.fingerprint())),
        ("key", json!(key.text())),
    ]);
    Some(ctx.answer(
        Exit::Done,
        || body,
        |style| message.render(style.lang) + "\n",
    ))
}

fn before_init(args: &KeyArgs, ctx: &Context) -> Result<Answer, Failure> {
    const READY: Text = Text {
        en: "the key {fingerprint} is ready in `{file}`; `qms init` here, or `qms key` in a clone, sets git to sign with it",
        fr: "la clé {fingerprint} est prête dans `{file}`\u{a0}; `qms init` ici, ou `qms key` dans un clone, règle git pour signer avec elle",
    };
    let file = private_key_file(args.file.as_deref(), ctx)?;
    let key = if is_file(&file) {
        super::actor::read_key(&public_part(&file))?
    } else {
        generate_ssh_key(&file, "").map_err(sign_failure)?
    };
    let message = READY
        .with("fingerprint", key.fingerprint())
        .with("file", file.display().to_string());
    let line = key.text();
    let body = json::body([
        ("fingerprint", json!(key.fingerprint())),
        ("key", json!(line)),
    ]);
    ctx.answer(
        Exit::Done,
        || body,
        |style| format!("{}\n\n{line}\n", message.render(style.lang)),
    )
}

/// The public part stands beside the private one.
pub fn public_part(file: &Path) -> PathBuf {
    PathBuf::from(format!("{}.pub", file.display()))
}

/// Where the private key is, or goes: as said, else in the usual place.
pub fn private_key_file(given: Option<&Path>, ctx: &Context) -> Result<PathBuf, Failure> {
    if let Some(file) = given {
        return Ok(ctx.folder_of_reader().join(file));
    }
    let home = ctx
        .environment
        .variable("HOME")
        .or_else(|| ctx.environment.variable("USERPROFILE"));
    match home {
        Some(home) => Ok(PathBuf::from(home).join(".ssh").join("id_ed25519_qms")),
        None => {
            const NO_HOME: Text = Text {
                en: "no home folder is known: say where the key goes with `--file`",
                fr: "aucun dossier personnel n'est connu\u{a0}: dire où va la clé par `--file`",
            };
            Err(Failure::could_not_run(super::FailureKind::Usage, NO_HOME))
        }
    }
}

/// Sets a clone to sign with a key of a file, and reads the key back through git's settings.
pub fn sign_with(repository: &Repository, file: &Path) -> Result<Key, Failure> {
    let set = |key: &str, value: &str| {
        repository
            .set_config_local(key, value)
            .map_err(super::signing::config_failure)
    };
    set("gpg.format", "ssh")?;
    set("user.signingKey", &public_part(file).display().to_string())?;
    set("commit.gpgSign", "true")?;

    repository.signing_public_key().map_err(sign_failure)
}
