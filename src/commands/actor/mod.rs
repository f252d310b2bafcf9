//! `qms actor`: the register of those who act, their roles and their keys.

mod add;
pub mod allowed_signers;
mod key;
mod list;
mod role;
mod show;

use super::governed::Registered;
use super::{Answer, Context, Exit, Failure, FailureKind, french::French, named};
use crate::corpus::Corpus;
use crate::model::actor::Actor;
use crate::model::layout;
use crate::report::json;
use crate::repository::{Key, KeyDefect, Repository, Tree};
use crate::text::{Message, Text};
use serde_json::json;
use std::path::Path;

/// Those who act: their roles and their keys
#[derive(Debug, clap::Args)]
#[command(alias = "acteur", arg_required_else_help = true)]
pub struct ActorArgs {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    Add(add::Add),
    Role(role::Role),
    Key(key::KeyChange),
    List(list::List),
    Show(show::Show),
    AllowedSigners(allowed_signers::AllowedSigners),
}

/// The French of its help.
pub const FRENCH: &French = &[
    ("", "Ceux qui agissent : leurs rôles et leurs clés"),
    ("add", "Inscrire un acteur, en un commit signé"),
    ("add.id", "Son identifiant : minuscules, chiffres, tirets"),
    ("add.name", "Son nom imprimé"),
    ("add.email", "Le courriel de ses commits"),
    (
        "add.key",
        "Sa clé publique : un fichier .pub ou un certificat OpenPGP",
    ),
    (
        "add.roles",
        "Un rôle, pour un processus ou pour tous ; peut être répété",
    ),
    (
        "add.from",
        "Le premier jour de ses rôles et de sa clé ; aujourd'hui par défaut",
    ),
    ("role", "Donner un rôle, ou y mettre fin"),
    ("role.id", "L'acteur"),
    ("role.add", "Le rôle donné"),
    (
        "role.end",
        "Le rôle auquel mettre fin ; son dernier jour est hier",
    ),
    ("role.process", "Pour quel processus"),
    ("role.from", "Premier jour"),
    ("role.until", "Dernier jour"),
    (
        "role.deputy_for",
        "L'acteur suppléé, pour une absence : les deux dates sont alors requises",
    ),
    ("key", "Ajouter, retirer ou déclarer compromise une clé"),
    ("key.id", "L'acteur"),
    ("key.add", "La clé publique à ajouter"),
    (
        "key.withdraw",
        "L'empreinte de la clé à retirer ; son dernier jour est hier",
    ),
    (
        "key.compromised",
        "L'empreinte de la clé tombée en d'autres mains",
    ),
    (
        "key.since",
        "Le commit à partir duquel ses actes sont en doute",
    ),
    ("key.reason", "Pourquoi"),
    ("list", "Lister les acteurs"),
    ("list.role", "Seulement ceux qui tiennent ce rôle"),
    ("show", "Montrer un acteur"),
    ("show.id", "L'acteur"),
    (
        "allowed-signers",
        "Écrire le fichier dont git a besoin pour vérifier les signatures",
    ),
];

/// Runs it.
pub fn run(args: &ActorArgs, ctx: &Context) -> Result<Answer, Failure> {
    match &args.command {
        Command::Add(args) => add::run(args, ctx),
        Command::Role(args) => role::run(args, ctx),
        Command::Key(args) => key::run(args, ctx),
        Command::List(args) => list::run(args, ctx),
        Command::Show(args) => show::run(args, ctx),
        Command::AllowedSigners(args) => allowed_signers::run(args, ctx),
    }
}

/// Reads a public key from a file.
pub fn read_key(path: &Path) -> Result<Key, Failure> {
    let folder = path.parent().unwrap_or(Path::new(".")).to_owned();
    let name = path
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default();
    const MISSING: Text = Text {
        en: "`{file}` is not there",
        fr: "`{file}` n'existe pas",
    };
    let bytes = Tree::WorkingTree(folder)
        .read_path(&name)
        .map_err(|error| Failure::io(&path.display().to_string(), error))?
        .ok_or_else(|| Failure::not_found(MISSING.with("file", path.display().to_string())))?;
    Key::parse(&String::from_utf8_lossy(&bytes))
        .map_err(|defect| key_failure(&defect, &path.display().to_string()))
}

/// Refuses a key that signs for somebody already: one key belongs to one person (30-trust).
fn not_yet_registered(corpus: &Corpus, key: &Key) -> Result<(), Failure> {
    const TAKEN: Text = Text {
        en: "the key {fingerprint} is already that of `{id}`: is it the right file?",
        fr: "la clé {fingerprint} est déjà celle de `{id}`\u{a0}: est-ce le bon fichier\u{a0}?",
    };
    const HELP: Text = Text {
        en: "each person has a key of their own: `qms key`, in their clone, prints it",
        fr: "chacun a sa propre clé\u{a0}: `qms key`, dans son clone, l'affiche",
    };
    let fingerprint = key.fingerprint();
    let holder = corpus.actors().map(|(_, actor)| actor).find(|actor| {
        actor.keys.iter().any(|known| {
            Key::parse(&known.text).is_ok_and(|known| known.fingerprint() == fingerprint)
        })
    });
    match holder {
        None => Ok(()),
        Some(actor) => {
            let message = TAKEN
                .with("fingerprint", fingerprint)
                .with("id", actor.id.value.as_str());
            Err(Failure::refused("G208", message).help(HELP))
        }
    }
}

fn key_failure(defect: &KeyDefect, file: &str) -> Failure {
    const PRIVATE: Text = Text {
        en: "`{file}` holds a private key: never give it to anyone; the public one ends in `.pub`",
        fr: "`{file}` contient une clé privée\u{a0}: ne la donnez à personne\u{a0}; la clé publique finit par `.pub`",
    };
    const WEAK: Text = Text {
        en: "the key of `{file}` is too weak: {algorithm}, {bits} bits",
        fr: "la clé de `{file}` est trop faible\u{a0}: {algorithm}, {bits} bits",
    };
    const BAD: Text = Text {
        en: "`{file}` holds no public key that can be registered: {cause}",
        fr: "`{file}` ne contient pas de clé publique qui puisse être inscrite\u{a0}: {cause}",
    };
    let message = match defect {
        KeyDefect::Private => PRIVATE.with("file", file),
        KeyDefect::Weak { algorithm, bits } => WEAK
            .with("file", file)
            .with("algorithm", algorithm)
            .with("bits", i64::from(*bits)),
        other => BAD.with("file", file).with("cause", other.to_string()),
    };
    Failure::could_not_run(FailureKind::Key, message)
}

/// The item of `cles` for a key: one line for SSH, a block for OpenPGP.
pub fn key_item(key: &Key, day: &str) -> String {
    let text = key.text();
    if text.contains('\n') {
        let block: String = text
            .trim_end()
            .lines()
            .map(|line| format!("      {line}\n"))
            .collect();
        format!("  - cle: |\n{block}    du: {day}\n")
    } else {
        format!(
            "  - {{cle: {}, du: {day}}}\n",
            crate::parse::yaml::quoted_scalar(text.trim())
        )
    }
}

/// The file of an actor at the tip, with what it says.
fn file_of<'c>(
    corpus: &'c Corpus,
    repository: &Repository,
    id: &str,
) -> Result<(&'c Actor, String, String), Failure> {
    let actor = named::actor(corpus, id)?;
    let path = layout::actor_path(actor.id.value.as_str());
    let tip = super::ground::tip_of(repository)?;
    let found = repository
        .blob_at(tip, &path)
        .map_err(|error| Failure::io(&path, error))?;
    let text = found
        .and_then(|(_, bytes)| String::from_utf8(bytes).ok())
        .ok_or_else(|| named::no_actor(corpus, id))?;
    Ok((actor, path, text))
}

/// The answer of a change of the register.
fn done(ctx: &Context, done: &Registered, message: Message) -> Result<Answer, Failure> {
    const MADE: Text = Text {
        en: "{what}\nsigned by `{actor}` in {commit}; not yet published: `git push`",
        fr: "{what}\nsigné par `{actor}` dans {commit}\u{a0}; pas encore publié\u{a0}: `git push`",
    };
    const WOULD: Text = Text {
        en: "{what}\n`{actor}` may do it; nothing was changed",
        fr: "{what}\n`{actor}` peut le faire\u{a0}; rien n'a été modifié",
    };
    let commit = done.commit.map(|id| id.to_string());
    let text = match &commit {
        Some(commit) => MADE.with("commit", commit.chars().take(10).collect::<String>()),
        None => WOULD.into(),
    }
    .with("what", message)
    .with("actor", &done.actor);
    let body = json::body([
        ("act", json!("register")),
        ("commit", json!(commit)),
        ("actor", json!(done.actor)),
        ("paths", json!(done.paths)),
    ]);
    ctx.answer(Exit::Done, || body, |style| text.render(style.lang) + "\n")
}
