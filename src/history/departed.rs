//! Versions that were in the tree and left it.

use crate::model::code::{Code, CodeTable, Reference};
use crate::model::layout::{self, EntityKind, Position};
use crate::repository::{BlobId, CommitId};

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

/// The code that the path of a file gives it, where it is one of a kind that has codes.
pub(super) fn code_of(path: &str, codes: &CodeTable) -> Option<Code> {
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
