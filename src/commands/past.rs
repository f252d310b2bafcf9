//! What left the tree, read from the history: superseded versions, and numbers that were given.

use super::{Context, Failure};
use crate::corpus::{Corpus, Version};
use crate::history::{Course, Departed};
use crate::model::code::{Class, Code};
use crate::model::entity::Entity;
use crate::model::layout::EntityKind;
use crate::parse;
use crate::repository::{ObjectError, Tree};
use crate::text::{Message, Text};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

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
        let present = ctx.corpus()?;
        let mut gone = BTreeMap::new();
        for (one, bytes) in left(ctx, present)? {
            if one.code.document().is_some() && present.file(&one.path).is_none() {
                gone.insert(one.path, Some(bytes));
            }
        }
        let paths = gone.keys().cloned().collect();
        let tree = Tree::Overlay(Box::new(ctx.tree()?), gone);
        let corpus = ctx.load(&tree)?;
        Ok(Past {
            corpus,
            tree,
            gone: paths,
        })
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
        let validated = || {
            let path = Arc::from(one.path.as_str());
            let last = parse::read(EntityKind::Document, &path, &bytes, corpus.policy());
            matches!(last.entity, Some(Entity::Document(document)) if !document.validations.is_empty())
        };
        if !document || validated() {
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
    let course = Course::to(repository, tip).map_err(fault)?;
    for one in course.departed(&corpus.policy().codes).map_err(fault)? {
        let bytes = repository.blob(one.blob).map_err(fault)?;
        all.push((one, bytes));
    }
    Ok(all)
}

/// The history cannot be read.
pub fn unreadable(error: &ObjectError) -> Message {
    const TEXT: Text = Text {
        en: "the history cannot be read to its beginning: {cause}",
        fr: "l'historique ne peut pas être lu jusqu'à son début\u{a0}: {cause}",
    };
    TEXT.with("cause", error.to_string())
}
