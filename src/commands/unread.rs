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
    const POLICY: Text = Text {
        en: "`{path}` cannot be read, and what is shown here follows the default rules: `qms check {path}` says why",
        fr: "`{path}` est illisible, et ce qui est montré ici suit les règles par défaut\u{a0}: `qms check {path}` dit pourquoi",
    };
    let mut paths: Vec<&str> = corpus.unread(kinds).map(|file| &*file.path).collect();
    for path in &paths {
        ctx.say(UNREAD.with("path", *path));
    }
    if let Some(policy) = corpus.policy_file().filter(|policy| !policy.is_readable()) {
        ctx.say(POLICY.with("path", &*policy.path));
        paths.push(&policy.path);
    }
    json!(paths)
}
