//! Who refers to a document that is about to change or to leave: said before, not after.

use super::Context;
use crate::corpus::{Corpus, Version};
use crate::text::Text;

/// The files that refer to a document, its own versions excepted: each once.
pub fn paths(corpus: &Corpus, version: &Version<'_>) -> Vec<String> {
    let id = version.document.code.document();
    let referrers = id.map(|id| corpus.referrers(&id)).unwrap_or_default();
    let mut paths: Vec<String> = referrers.iter().map(|one| one.path.to_string()).collect();
    paths.dedup();
    paths
}

/// Says who refers to a document; nothing where nobody does.
pub fn tell(ctx: &Context, corpus: &Corpus, version: &Version<'_>) {
    const REFERRED: Text = Text {
        en: "{code} is referred to by: {paths}",
        fr: "{code} est cité par\u{a0}: {paths}",
    };
    let paths = paths(corpus, version);
    if !paths.is_empty() {
        let code = version.document.code.stem();
        ctx.say(REFERRED.with("code", code).with("paths", paths));
    }
}
