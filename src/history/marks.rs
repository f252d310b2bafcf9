//! Which files bear workflow keys, read once each: most drafts bear none.

use crate::model::document::Document;
use crate::model::entity::Entity;
use crate::model::layout::{self, EntityKind, Position};
use crate::model::policy::Policy;
use crate::parse;
use crate::parse::front_matter::split_bytes;
use crate::parse::workflow::blocks_in;
use crate::repository::{BlobId, ObjectError, Repository};
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// In bytes: a file beyond this is none that is read (10-format).
pub(super) const LARGEST: u64 = 5 << 20;

/// What is known of the files that were read.
#[derive(Debug, Default)]
pub struct Marks {
    known: FxHashMap<BlobId, Option<Arc<Marked>>>,
}

/// A file that bears workflow keys.
#[derive(Debug)]
pub struct Marked {
    /// The document, where it is one that can be read.
    pub document: Option<Document>,
    /// The lines of its workflow keys.
    pub blocks: Vec<u8>,
}

impl Marks {
    /// The workflow keys of a file; none where it bears none.
    ///
    /// # Errors
    /// The object is missing or damaged.
    pub fn of(
        &mut self,
        repository: &Repository,
        path: &str,
        blob: BlobId,
        policy: &Policy,
    ) -> Result<Option<Arc<Marked>>, ObjectError> {
        if let Some(known) = self.known.get(&blob) {
            return Ok(known.clone());
        }
        let marked = match repository.blob_within(blob, LARGEST)? {
            Some(bytes) => read(path, &bytes, policy).map(Arc::new),
            // No reader takes such a file for a document: it is in no force.
            None => None,
        };
        self.known.insert(blob, marked.clone());
        Ok(marked)
    }
}

/// The lines of the workflow keys of a file.
pub(super) fn blocks(bytes: &[u8]) -> Vec<u8> {
    blocks_in(bytes)
        .iter()
        .filter_map(|block| bytes.get(block.span.start..block.span.end))
        .flatten()
        .copied()
        .collect()
}

fn read(path: &str, bytes: &[u8], policy: &Policy) -> Option<Marked> {
    let blocks = blocks(bytes);
    if blocks.is_empty() && !may_hide_a_key(bytes) {
        return None;
    }
    let document = match layout::position(path) {
        Position::Entity(kind @ EntityKind::Document) => {
            parse::read_head(kind, &Arc::from(path), bytes, policy).entity
        }
        _ => None,
    };
    let document = match document {
        Some(Entity::Document(document)) => Some(*document),
        _ => None,
    };
    let bears = document.as_ref().is_some_and(|document| {
        !document.approvals.is_empty()
            || !document.validations.is_empty()
            || document.withdrawal.is_some()
            || document.review.is_some()
    });
    (!blocks.is_empty() || bears).then_some(Marked { document, blocks })
}

/// Whether the front-matter has lines that a reader of YAML might take for a workflow key and the
/// byte rule does not: quoted, escaped, in a flow, or with an accent.
fn may_hide_a_key(bytes: &[u8]) -> bool {
    let Some(yaml) = split_bytes(bytes).yaml() else {
        return false;
    };
    let inside = bytes.get(yaml.start..yaml.end).unwrap_or_default();
    inside.split(|byte| *byte == b'\n').any(|line| {
        let key = line.split(|byte| *byte == b':').next().unwrap_or_default();
        let plain = |byte: &u8| byte.is_ascii_lowercase() || *byte == b'-';
        let apart = matches!(
            line.first(),
            None | Some(b' ' | b'\t' | b'#' | b'-' | b'\r')
        );
        !apart && !key.iter().all(plain)
    })
}
