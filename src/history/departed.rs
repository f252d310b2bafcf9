//! Versions that were in the tree and left it.

use crate::model::code::{Code, CodeTable, Reference};
use crate::model::layout::{self, EntityKind, Position};
use crate::repository::{BlobId, CommitId, ObjectError, Repository};
use std::collections::BTreeMap;

/// One document, record, ticket or certificate that is no longer in the tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Departed {
    /// Its code, from the name of its file.
    pub code: Code,
    /// Where it stood.
    pub path: String,
    /// The last commit that has it.
    pub last: CommitId,
    /// The commit that it left by.
    pub left_by: CommitId,
    /// Its last bytes.
    pub blob: BlobId,
}

/// Everything with a code that some commit before `tip` had and `tip` has not, sorted by path.
/// One pass over the changes of every commit; a file that left twice is told by its last leave.
///
/// # Errors
/// An object is missing or damaged.
pub fn departed(
    repository: &Repository,
    tip: CommitId,
    codes: &CodeTable,
) -> Result<Vec<Departed>, ObjectError> {
    let mut left: BTreeMap<String, Departed> = BTreeMap::new();
    for commit in repository.ancestry(tip, &[])? {
        let parents = repository.commit(commit)?.parents;
        let Some(parent) = parents.first() else {
            continue;
        };
        for change in repository.changes(Some(*parent), commit)? {
            let (Some((_, blob)), None) = (change.old, change.new) else {
                continue;
            };
            if let Some(code) = code_of(&change.path, codes) {
                left.insert(
                    change.path.clone(),
                    Departed {
                        code,
                        path: change.path,
                        last: *parent,
                        left_by: commit,
                        blob,
                    },
                );
            }
        }
    }
    let mut gone = Vec::new();
    for departed in left.into_values() {
        if repository.file_at(tip, &departed.path)?.is_none() {
            gone.push(departed);
        }
    }
    Ok(gone)
}

fn code_of(path: &str, codes: &CodeTable) -> Option<Code> {
    let coded = matches!(
        layout::position(path),
        Position::Entity(
            EntityKind::Document
                | EntityKind::Record
                | EntityKind::Ticket
                | EntityKind::DisposalCertificate
        )
    );
    match codes.lenient(layout::stem(path)) {
        Ok(Reference::Exact(code)) if coded => Some(code),
        _ => None,
    }
}
