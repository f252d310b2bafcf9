//! Every version that ever was: those of the tree, and those that left it, read from history.

use super::{Context, Failure, FailureKind};
use crate::corpus::{Corpus, Version};
use crate::history;
use crate::model::layout;
use crate::repository::{Repository, Tree};
use crate::text::Text;
use std::collections::BTreeMap;

/// The tree as if nothing had left it.
pub struct Past {
    /// Its entities.
    pub corpus: Corpus,
    /// Its files.
    pub tree: Tree,
}

/// Reads it. Without a history nothing can have left.
pub fn read(ctx: &Context) -> Result<Past, Failure> {
    let tree = ctx.tree()?;
    let corpus = ctx.corpus()?;
    let repository = match ctx.document_repository() {
        Ok(repository) => repository,
        Err(failure) if failure.kind == FailureKind::NotARepository => return Ok(Past { corpus: ctx.load(&tree)?, tree }),
        Err(failure) => return Err(failure),
    };
    let mut files = gone(ctx, corpus, repository)?;
    let mut roots = vec![layout::POLICY];
    roots.extend(layout::FOLDERS);
    let limit = corpus.policy().sizes.document as u64;
    for entry in tree.list(&roots).map_err(|error| Failure::io("qms", error))? {
        // What cannot be read here is a finding of `check`, and has no version to show.
        if let Ok(bytes) = tree.read_within(&entry, limit) {
            files.insert(entry.path, bytes);
        }
    }
    let tree = Tree::Memory(files);
    Ok(Past { corpus: ctx.load(&tree)?, tree })
}

/// The last bytes of every version that left, by path.
fn gone(ctx: &Context, corpus: &Corpus, repository: &Repository) -> Result<BTreeMap<String, Vec<u8>>, Failure> {
    const UNREADABLE: Text = Text { en: "the history cannot be read: {cause}", fr: "l'historique ne peut pas être lu\u{a0}: {cause}" };
    let unreadable = |cause: &dyn std::fmt::Display| Failure::could_not_run(FailureKind::NotVerifiable, UNREADABLE.with("cause", cause.to_string()));
    let tip = match ctx.revision()? {
        Some(commit) => Some(commit),
        None => repository.head().map_err(|error| unreadable(&error))?.tip,
    };
    let Some(tip) = tip else { return Ok(BTreeMap::new()) };
    let mut files = BTreeMap::new();
    for departed in history::departed(repository, tip, &corpus.policy().codes).map_err(|error| unreadable(&error))? {
        if departed.code.document().is_some() {
            files.insert(departed.path, repository.blob(departed.blob).map_err(|error| unreadable(&error))?);
        }
    }
    Ok(files)
}

/// Whether a version of the past still stands in the tree that is read.
pub fn still_stands(corpus: &Corpus, version: &Version<'_>) -> bool {
    corpus.file(&version.file.path).is_some()
}
