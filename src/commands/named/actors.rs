//! An actor whom a person names by id.

use super::Failure;
use crate::corpus::Corpus;
use crate::model::actor::Actor;
use crate::model::names::nearest;
use crate::text::{Message, Text};

/// A registered actor, by id in any case; the nearest one is proposed where there is none.
pub fn actor<'c>(corpus: &'c Corpus, typed: &str) -> Result<&'c Actor, Failure> {
    let mut actors = corpus.actors().map(|(_, actor)| actor);
    actors
        .find(|actor| actor.id.value.as_str().eq_ignore_ascii_case(typed))
        .ok_or_else(|| no_actor(corpus, typed))
}

/// That no actor has an id.
pub fn no_actor(corpus: &Corpus, typed: &str) -> Failure {
    const UNKNOWN: Text = Text {
        en: "no actor `{id}` is registered",
        fr: "aucun acteur `{id}` n'est inscrit",
    };
    Failure::not_found(UNKNOWN.with("id", typed)).help(actor_help(corpus, typed))
}

/// Whom a name that is nobody's may have meant, and where all actors are shown.
pub fn actor_help(corpus: &Corpus, typed: &str) -> Message {
    const NEAR: Text = Text {
        en: "did you mean `{near}`? `qms actor list` shows them all",
        fr: "vouliez-vous dire `{near}`\u{a0}? `qms actor list` les montre tous",
    };
    const LIST: Text = Text {
        en: "`qms actor list` shows them all",
        fr: "`qms actor list` les montre tous",
    };
    let ids = corpus.actors().map(|(_, actor)| actor.id.value.as_str());
    match nearest(typed, ids) {
        Some(near) => NEAR.with("near", near),
        None => LIST.into(),
    }
}
