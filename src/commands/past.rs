//! What left the tree, read from the history: superseded versions, and numbers that were given.

use super::{Context, Failure};
use crate::corpus::{Corpus, Version};
use crate::history::{Departed, departed};
use crate::model::code::{Class, Code};
use crate::model::layout;
use crate::repository::{ObjectError, Tree};
use std::collections::{BTreeMap, BTreeSet};

/// The tree that is read, together with the documents that left it.
pub struct Past {
    /// Every version, in the tree or gone.
    pub corpus: Corpus,
    /// The bytes of both.
    pub tree: Tree,
    gone: BTreeSet<String>,
}

impl Past {
    /// Reads the history of the revision that is read. Outside git, nothing ever left.
    pub fn read(ctx: &Context) -> Result<Past, Failure> {
        let present = ctx.tree()?;
        let mut files = BTreeMap::new();
        let mut roots = vec![layout::POLICY];
        roots.extend(layout::FOLDERS);
        for entry in present
            .list(&roots)
            .map_err(|error| Failure::io("qms", error))?
        {
            if let Ok(bytes) = present.read(&entry) {
                files.insert(entry.path.clone(), bytes);
            }
        }
        let mut gone = BTreeSet::new();
        for (one, bytes) in left(ctx, ctx.corpus()?)? {
            if one.code.document().is_some() && !files.contains_key(&one.path) {
                gone.insert(one.path.clone());
                files.insert(one.path, bytes);
            }
        }
        let tree = Tree::Memory(files);
        let corpus = ctx.load(&tree)?;
        Ok(Past { corpus, tree, gone })
    }

    /// Whether a file left the tree.
    pub fn is_gone(&self, path: &str) -> bool {
        self.gone.contains(path)
    }

    /// The versions that left the tree once validated. A draft that was deleted was abandoned:
    /// its code is free, and it is no version (10-format).
    pub fn departed(&self) -> impl Iterator<Item = Version<'_>> {
        self.corpus
            .documents()
            .filter(|version| self.is_gone(&version.file.path) && version.status.is_frozen())
    }
}

/// Codes that left the tree and may not be given again: those of validated versions, and every
/// number of a record, ticket or certificate.
pub fn taken(ctx: &Context) -> Result<Vec<Code>, Failure> {
    let corpus = ctx.corpus()?;
    let mut codes = Vec::new();
    for (one, bytes) in left(ctx, corpus)? {
        let document = corpus.policy().codes.class(one.code.kind()) == Some(Class::Document);
        // The entries of the file say whether it was validated; `verify` says whether by acts.
        let validated = bytes.windows(13).any(|window| window == b"\nvalidations:");
        if !document || validated {
            codes.push(one.code);
        }
    }
    Ok(codes)
}

fn left(ctx: &Context, corpus: &Corpus) -> Result<Vec<(Departed, Vec<u8>)>, Failure> {
    let fault = |error: ObjectError| {
        Failure::could_not_run(super::FailureKind::NotVerifiable, unreadable(&error))
    };
    let Ok(repository) = ctx.document_repository() else {
        return Ok(Vec::new());
    };
    let head = repository
        .head()
        .map_err(|error| Failure::io("HEAD", error))?
        .tip;
    let Some(tip) = ctx.revision()?.or(head) else {
        return Ok(Vec::new());
    };
    let mut all = Vec::new();
    for one in departed(repository, tip, &corpus.policy().codes).map_err(fault)? {
        let bytes = repository.blob(one.blob).map_err(fault)?;
        all.push((one, bytes));
    }
    Ok(all)
}

fn unreadable(error: &ObjectError) -> crate::text::Message {
    const TEXT: crate::text::Text = crate::text::Text {
        en: "the history cannot be read to its beginning: {cause}",
        fr: "l'historique ne peut pas être lu jusqu'à son début\u{a0}: {cause}",
    };
    TEXT.with("cause", error.to_string())
}
