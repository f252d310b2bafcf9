//! Files that a list cannot show because they cannot be read: told, never passed over.

use super::Context;
use crate::corpus::Corpus;
use crate::model::layout::EntityKind;
use crate::text::Text;
use serde_json::{Value, json};

/// Says which files of some kinds are missing from what is listed, and gives their paths for JSON.
pub fn tell(ctx: &Context, corpus: &Corpus, kinds: &[EntityKind]) -> Value {
    const UNREAD: Text = Text {
        en: "`{path}` cannot be read and is missing here: `qms check {path}` says why",
        fr: "`{path}` est illisible et manque ici\u{a0}: `qms check {path}` dit pourquoi",
    };
    let paths: Vec<&str> = corpus.unread(kinds).map(|file| &*file.path).collect();
    for path in &paths {
        ctx.say(UNREAD.with("path", *path));
    }
    json!(paths)
}
