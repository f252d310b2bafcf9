//! Who signs: the actor whose key git signs with, as the tree and as the register in effect know
//! them.

use super::signing::sign_failure;
use super::{Context, Failure, FailureKind};
use crate::corpus::Corpus;
use crate::history::{self, History};
use crate::model::actor::Actor;
use crate::model::names::ActorId;
use crate::repository::Key;
use crate::text::Text;
use chrono::NaiveDate;

/// The public key that git signs with here.
pub fn own_key(ctx: &Context) -> Result<Key, Failure> {
    ctx.repository()?.signing_public_key().map_err(sign_failure)
}

/// The registered actor whose key git signs with, and the key.
pub fn acting<'c>(ctx: &Context, corpus: &'c Corpus) -> Result<(&'c Actor, Key), Failure> {
    const UNKNOWN: Text = Text {
        en: "git signs here with the key `{fingerprint}`, which belongs to no registered actor",
        fr: "git signe ici avec la clé `{fingerprint}`, qui n'appartient à aucun acteur inscrit",
    };
    const HELP: Text = Text {
        en: "`qms key` prints what to send to the administrator, who registers it: `qms actor add` or `qms actor key`",
        fr: "`qms key` affiche ce qu'il faut envoyer à l'administrateur, qui l'inscrit\u{a0}: `qms actor add` ou `qms actor key`",
    };
    let own = own_key(ctx)?;
    let fingerprint = own.fingerprint();
    let holder = corpus.actors().map(|(_, actor)| actor).find(|actor| {
        actor
            .keys
            .iter()
            .any(|key| Key::parse(&key.text).is_ok_and(|known| known.fingerprint() == fingerprint))
    });
    match holder {
        Some(actor) => Ok((actor, own)),
        None => Err(Failure::could_not_run(
            FailureKind::Key,
            UNKNOWN.with("fingerprint", fingerprint),
        )
        .help(HELP)),
    }
}

/// The actor as the register in effect knows them, with a key that may sign on a day: what the tree
/// says and nobody was entitled to write does not count.
pub fn in_effect<'h>(
    history: &'h History,
    id: &ActorId,
    key: &Key,
    day: NaiveDate,
) -> Result<&'h history::Registered, Failure> {
    const TEXT: Text = Text {
        en: "the file of `{actor}` was changed by a commit without effect: the register in effect does not know this key",
        fr: "la fiche de `{actor}` a été modifiée par un commit sans effet\u{a0}: le registre en vigueur ne connaît pas cette clé",
    };
    const HELP: Text = Text {
        en: "an administrator registers it again: `qms actor key {actor} --add FILE.pub`",
        fr: "un administrateur l'inscrit à nouveau\u{a0}: `qms actor key {actor} --add FICHIER.pub`",
    };
    let known = history
        .register()
        .actor(id.as_str())
        .filter(|known| known.key(&key.fingerprint()).is_some())
        .ok_or_else(|| {
            let message = TEXT.with("actor", id.as_str());
            let help = message.reworded(HELP);
            Failure::could_not_run(FailureKind::Key, message).help(help)
        })?;
    if history.register().key_in_dates(&key.fingerprint(), day) {
        Ok(known)
    } else {
        Err(ended_key(key))
    }
}

fn ended_key(key: &Key) -> Failure {
    const TEXT: Text = Text {
        en: "the key {fingerprint} is withdrawn or out of its dates: it signs nothing more",
        fr: "la clé {fingerprint} est retirée ou hors de ses dates\u{a0}: elle ne signe plus rien",
    };
    const HELP: Text = Text {
        en: "another administrator registers your new key: `qms actor key ID --add FILE.pub`",
        fr: "un autre administrateur inscrit votre nouvelle clé\u{a0}: `qms actor key ID --add FICHIER.pub`",
    };
    Failure::refused("A205", TEXT.with("fingerprint", key.fingerprint())).help(HELP)
}
