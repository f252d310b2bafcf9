//! `qms init`: the tree, the first administrator, and the signed commit that is the trust root.

use super::embedded::{TEMPLATE, files};
use super::signer::own_key;
use super::signing::{commit, config_failure, plan_failure, ready, recover};
use super::{Answer, Context, Exit, Failure, FailureKind, french::French};
use crate::history;
use crate::model::layout;
use crate::model::names::slug;
use crate::parse::policy::default_policy;
use crate::parse::{fields, yaml};
use crate::report::json;
use crate::repository::{
    CommitPlan, Edit, Identity, Key, OpenError, PathState, Repository, SignError, Signing, Tree,
    is_file,
};
use crate::text::{Lang, Text};
use serde_json::json;
use std::path::{Path, PathBuf};

/// Lay down a document repository, signed by its first administrator
#[derive(Debug, clap::Args)]
#[command(alias = "initialiser")]
pub struct Init {
    /// The folder; the current one by default
    #[arg(value_name = "DIR")]
    folder: Option<PathBuf>,
    /// Who runs the system
    #[arg(long, value_name = "NAME")]
    organisation: Option<String>,
    /// The id of the first administrator; made from the name by default
    #[arg(long, value_name = "ID")]
    admin: Option<String>,
    /// The printed name; git's user.name by default
    #[arg(long)]
    name: Option<String>,
    /// The e-mail of the commits; git's user.email by default
    #[arg(long)]
    email: Option<String>,
    /// The public key; the one that git signs with by default
    #[arg(long, value_name = "FILE.pub")]
    key: Option<PathBuf>,
}

/// The French of its help.
pub const FRENCH: &French = &[
    (
        "",
        "Créer un dépôt documentaire, signé par son premier administrateur",
    ),
    ("folder", "Le dossier ; par défaut le dossier courant"),
    ("organisation", "Qui tient le système"),
    (
        "admin",
        "L'identifiant du premier administrateur ; par défaut tiré du nom",
    ),
    ("name", "Le nom imprimé ; par défaut le user.name de git"),
    (
        "email",
        "Le courriel des commits ; par défaut le user.email de git",
    ),
    (
        "key",
        "La clé publique ; par défaut celle avec laquelle git signe",
    ),
];

/// Runs it.
pub fn run(args: &Init, ctx: &Context) -> Result<Answer, Failure> {
    let folder = args.folder.as_ref().map_or_else(
        || ctx.folder(),
        |given| ctx.folder().map(|here| here.join(given)),
    )?;
    let (repository, made) = open_or_make(&folder)?;
    let ended = lay_down(args, ctx, &repository, &folder);
    if ended.is_err() && made == Made::Now {
        // Nothing was committed: the folder goes back to what it was.
        repository.forget_unborn();
    }
    ended
}

/// Whether the git repository was there.
#[derive(PartialEq, Eq)]
enum Made {
    /// `init` made it.
    Now,
    /// It stood already.
    Before,
}

fn lay_down(
    args: &Init,
    ctx: &Context,
    repository: &Repository,
    folder: &Path,
) -> Result<Answer, Failure> {
    let root = repository
        .root()
        .map(Path::to_owned)
        .unwrap_or_else(|| folder.to_owned());
    // One that was stopped after its commit is finished, and stands already.
    recover(ctx, repository)?;
    refuse_existing(&root)?;
    let ctx = &ctx.elsewhere(&root);
    let identity = identity(args, repository)?;
    let key = first_key(args, ctx, repository)?;
    let id = args.admin.clone().unwrap_or_else(|| slug(&identity.name));
    if !fields::is_actor_id(&id) {
        const BAD: Text = Text {
            en: "`{id}` is no actor's id: lower case, digits and `-`",
            fr: "`{id}` n'est pas un identifiant d'acteur\u{a0}: minuscules, chiffres et `-`",
        };
        return Err(Failure::could_not_run(
            FailureKind::Usage,
            BAD.with("id", id),
        ));
    }
    // Before the commit: a rebase of it would drop its signature.
    repository
        .set_config_local("pull.rebase", "false")
        .map_err(config_failure)?;
    let lock = ready(ctx, repository)?;
    // Somebody else may have laid it down while this one waited.
    refuse_existing(&root)?;
    let policy = default_policy();
    let day = ctx.today(&policy);
    let tree = Tree::WorkingTree(root.clone());
    let mut edits = Vec::new();
    let mut kept = Vec::new();
    for (path, bytes) in files(&TEMPLATE) {
        // What the organisation already has (a README, a CI file) stays its own.
        if tree.read_path(&path).is_ok_and(|there| there.is_some())
            || repository
                .path_state(&path)
                .is_ok_and(|state| state != PathState::Clean)
        {
            kept.push(path);
            continue;
        }
        edits.push(Edit {
            content: Some(laid_down(&path, bytes, args)),
            path,
        });
    }
    let actor = first_actor(&id, &identity, &key, &day.to_string());
    edits.push(Edit {
        path: layout::actor_path(&id),
        content: Some(actor.into_bytes()),
    });

    let head = repository
        .head()
        .map_err(|error| Failure::io("HEAD", error))?;
    let plan = CommitPlan {
        expected_tip: head.tip,
        edits,
        message: subject(ctx.lang, args.organisation.as_deref()),
        author: identity.clone(),
        committer: identity,
        seconds: ctx.now().timestamp(),
        offset_minutes: ctx.offset_minutes(&policy),
        signing: Signing::Always,
    };
    let made = commit(repository, &lock, &plan, &key).map_err(plan_failure)?;
    drop(lock);
    history::pin(repository, made).map_err(|error| Failure::io("git", error))?;
    answer(ctx, repository, &made.to_string(), &key, &id, &kept)
}

fn answer(
    ctx: &Context,
    repository: &Repository,
    root: &str,
    key: &Key,
    id: &str,
    kept: &[String],
) -> Result<Answer, Failure> {
    const DONE: Text = Text {
        en: "document repository laid down in `{folder}`\n\n  trust root   {root}\n  key          {fingerprint} ({id})\n\nKeep both outside the repository: whoever verifies it begins from them.\nNext: `qms actor add` registers the others, `qms new processus CODE --title …` the first process; `README.md` tells the day of each.",
        fr: "dépôt documentaire créé dans `{folder}`\n\n  racine de confiance   {root}\n  clé                   {fingerprint} ({id})\n\nGardez les deux hors du dépôt\u{a0}: toute vérification part de là.\nEnsuite\u{a0}: `qms actor add` inscrit les autres, `qms new processus CODE --title …` le premier processus\u{a0}; `README.md` raconte la journée de chacun.",
    };
    const KEPT: Text = Text {
        en: "left as they were: {paths}",
        fr: "laissés tels quels\u{a0}: {paths}",
    };
    if !kept.is_empty() {
        ctx.say(KEPT.with("paths", kept.to_vec()));
    }
    let folder = repository
        .root()
        .map(|root| root.display().to_string())
        .unwrap_or_default();
    let message = DONE
        .with("folder", folder)
        .with("root", root)
        .with("fingerprint", key.fingerprint())
        .with("id", id);
    let body = json::body([
        ("root", json!(root)),
        ("fingerprint", json!(key.fingerprint())),
        ("admin", json!(id)),
    ]);
    ctx.answer(
        Exit::Done,
        || body,
        |style| message.render(style.lang) + "\n",
    )
}

fn open_or_make(folder: &Path) -> Result<(Repository, Made), Failure> {
    match Repository::open(folder) {
        Ok(repository) => Ok((repository, Made::Before)),
        Err(OpenError::NoRepository { .. } | OpenError::Unreadable { .. }) => {
            let shown = folder.display().to_string();
            let made = match Repository::init(folder, "main") {
                // Somebody else made it meanwhile.
                Err(OpenError::Exists { .. }) => {
                    Repository::open(folder).map(|repository| (repository, Made::Before))
                }
                made => made.map(|repository| (repository, Made::Now)),
            };
            made.map_err(|error| Failure::io(&shown, error))
        }
        Err(error) => Err(Failure::io(&folder.display().to_string(), error)),
    }
}

fn refuse_existing(root: &Path) -> Result<(), Failure> {
    const THERE: Text = Text {
        en: "`{folder}` is a document repository already: `qms.yaml` is there",
        fr: "`{folder}` est déjà un dépôt documentaire\u{a0}: `qms.yaml` y est",
    };
    if is_file(&root.join(layout::POLICY)) {
        return Err(Failure::could_not_run(
            FailureKind::State,
            THERE.with("folder", root.display().to_string()),
        ));
    }
    Ok(())
}

fn identity(args: &Init, repository: &Repository) -> Result<Identity, Failure> {
    const UNKNOWN: Text = Text {
        en: "git does not know who you are",
        fr: "git ne sait pas qui vous êtes",
    };
    const HELP: Text = Text {
        en: "`git config --global user.name \"…\"` and `user.email`, or give `--name` and `--email`",
        fr: "`git config --global user.name \"…\"` et `user.email`, ou donner `--name` et `--email`",
    };
    let user = repository.user();
    let name = args
        .name
        .clone()
        .or_else(|| user.as_ref().map(|user| user.name.clone()));
    let email = args
        .email
        .clone()
        .or_else(|| user.as_ref().map(|user| user.email.clone()));
    match (name, email) {
        (Some(name), Some(email)) if !name.trim().is_empty() && email.contains('@') => {
            Ok(Identity { name, email })
        }
        _ => Err(Failure::could_not_run(FailureKind::Usage, UNKNOWN).help(HELP)),
    }
}

/// The key of the first administrator must be the one that signs: the trust root is judged by its
/// own register.
fn first_key(args: &Init, ctx: &Context, repository: &Repository) -> Result<Key, Failure> {
    const OTHER: Text = Text {
        en: "git signs here with another key than `{file}`",
        fr: "git signe ici avec une autre clé que `{file}`",
    };
    const HELP: Text = Text {
        en: "`git config user.signingKey {file}` makes git sign with it",
        fr: "`git config user.signingKey {file}` fait signer git avec elle",
    };
    if let Some(file) = &args.key {
        let path = ctx.folder_of_reader().join(file);
        let given = super::actor::read_key(&path)?;
        let set = |key: &str, value: &str| {
            repository
                .set_config_local(key, value)
                .map_err(config_failure)
        };
        if repository.signing_public_key().is_err() {
            set("gpg.format", "ssh")?;
            set("user.signingKey", &path.display().to_string())?;
        }
        let own = own_key(ctx)?;
        if own.fingerprint() != given.fingerprint() {
            let name = file.display().to_string();
            return Err(
                Failure::could_not_run(FailureKind::Key, OTHER.with("file", name.clone()))
                    .help(HELP.with("file", name)),
            );
        }
        return Ok(own);
    }
    // The key that `qms key` made before there was a repository.
    let usual = super::key::private_key_file(None, ctx);
    if let (Err(SignError::NoKey), Ok(usual)) = (repository.signing_public_key(), usual)
        && is_file(&usual)
    {
        return super::key::sign_with(repository, &usual);
    }
    own_key(ctx)
}

fn laid_down(path: &str, bytes: &[u8], args: &Init) -> Vec<u8> {
    if path != layout::POLICY {
        return bytes.to_vec();
    }
    let name = args
        .organisation
        .clone()
        .unwrap_or_else(|| "Service social".to_owned());
    let text = String::from_utf8_lossy(bytes);
    text.replace("\"{{organisation}}\"", &yaml::scalar(&name))
        .into_bytes()
}

/// The file of the first administrator.
fn first_actor(id: &str, identity: &Identity, key: &Key, day: &str) -> String {
    format!(
        "---\nid: {}\nnom: {}\ncourriel: {}\nroles:\n  - {{role: administrateur, du: {day}}}\ncles:\n{}---\n",
        yaml::plain(id),
        yaml::scalar(&identity.name),
        yaml::scalar(&identity.email),
        super::actor::key_item(key, day),
    )
}

fn subject(lang: Lang, organisation: Option<&str>) -> String {
    const TEXT: Text = Text {
        en: "Document repository of {organisation}",
        fr: "Dépôt documentaire de {organisation}",
    };
    const PLAIN: Text = Text {
        en: "Document repository",
        fr: "Dépôt documentaire",
    };
    match organisation {
        Some(name) => TEXT.with("organisation", name).render(lang),
        None => PLAIN.get(lang).to_owned(),
    }
}
