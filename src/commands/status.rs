//! `qms status`: what awaits whom.

use super::{Answer, Context, Exit, Failure, FailureKind, awaited, chain, french::French, unread};
use crate::corpus::Corpus;
use crate::model::actor::Actor;
use crate::model::layout::EntityKind;
use crate::report::awaiting::{self, Task};
use crate::report::json;
use crate::repository::Key;
use crate::text::Text;

/// Tell what awaits whom
#[derive(Debug, clap::Args)]
#[command(alias = "etat")]
pub struct Status {
    /// Only what awaits me: the actor of git's user.email, or of the key that signs
    #[arg(long)]
    me: bool,
}

/// The French of its help.
pub const FRENCH: &French = &[
    ("", "Dire ce qui attend qui"),
    (
        "me",
        "Seulement ce qui m'attend : l'acteur du user.email de git, ou de la clé qui signe",
    ),
];

/// Runs it.
pub fn run(args: &Status, ctx: &Context) -> Result<Answer, Failure> {
    let corpus = ctx.whole()?;
    let (mut tasks, mut beside) = awaited::tasks(ctx, corpus);
    // Nothing is awaited on a document whose chain is broken but that it be put right.
    let broken = chain::broken(ctx);
    tasks.retain(|task| !broken.contains_key(&task.code));
    chain::tell(ctx, broken.iter());
    if args.me {
        let me = &myself(ctx, corpus)?.id.value;
        tasks.retain(|task| task.actors.iter().any(|actor| actor == me.as_str()));
        let written_by_me: Vec<String> = corpus
            .documents()
            .filter(|version| {
                version
                    .document
                    .authors
                    .iter()
                    .any(|author| author.value == *me)
            })
            .map(|version| version.document.code.to_string())
            .collect();
        beside
            .unfinished
            .retain(|(code, _)| written_by_me.contains(code));
    }
    let kinds = [EntityKind::Document, EntityKind::Record, EntityKind::Ticket];
    let unread = unread::tell(ctx, corpus, &kinds);
    ctx.answer(
        Exit::Done,
        || {
            json::body([
                ("awaiting", tasks.iter().map(Task::json).collect()),
                ("unread", unread.clone()),
            ])
        },
        |style| awaiting::text(&tasks, &beside, corpus.as_of(), style),
    )
}

/// The actor at the keyboard, by e-mail, else by key.
pub fn myself<'c>(ctx: &Context, corpus: &'c Corpus) -> Result<&'c Actor, Failure> {
    const NOBODY: Text = Text {
        en: "git's user.email is not set",
        fr: "le user.email de git n'est pas renseigné",
    };
    const STRANGER: Text = Text {
        en: "no actor has the e-mail `{email}` or your signing key",
        fr: "aucun acteur n'a le courriel `{email}` ni votre clé de signature",
    };
    const HELP: Text = Text {
        en: "`git config user.email YOU@…` names you; an administrator registers you with `qms actor add`",
        fr: "`git config user.email VOUS@…` vous nomme\u{a0}; un administrateur vous inscrit par `qms actor add`",
    };
    let repository = ctx.repository()?;
    let email = repository.user().map(|user| user.email);
    if let Some(actor) = email.as_ref().and_then(|email| {
        corpus
            .actors()
            .map(|(_, actor)| actor)
            .find(|actor| actor.email.value.eq_ignore_ascii_case(email))
    }) {
        return Ok(actor);
    }
    let key = repository
        .signing_public_key()
        .ok()
        .map(|key| key.fingerprint());
    let signs = |actor: &&Actor| {
        actor.keys.iter().any(|own| {
            Key::parse(&own.text.value)
                .ok()
                .map(|key| key.fingerprint())
                == key
        })
    };
    if key.is_some()
        && let Some(actor) = corpus.actors().map(|(_, actor)| actor).find(signs)
    {
        return Ok(actor);
    }
    let failure = match email {
        Some(email) => Failure::could_not_run(FailureKind::Key, STRANGER.with("email", email)),
        None => Failure::could_not_run(FailureKind::Key, NOBODY),
    };
    Err(failure.help(HELP))
}
