//! Versions of documents and which one is in force on a day.

use super::{Corpus, File};
use crate::model::code::{Code, DocumentId, Reference};
use crate::model::document::{Document, Status};
use crate::model::policy::DocumentType;
use chrono::NaiveDate;

/// One version of a controlled document, with all that is needed to judge it.
#[derive(Debug, Clone, Copy)]
pub struct Version<'c> {
    /// Its file.
    pub file: &'c File,
    /// What the file says.
    pub document: &'c Document,
    /// Its type.
    pub kind: &'c DocumentType,
    /// Its status on the corpus's day.
    pub status: Status,
}

impl Corpus {
    /// Every version of every document in the tree, sorted by path.
    pub fn documents(&self) -> impl Iterator<Item = Version<'_>> {
        (0..self.files.len()).filter_map(|index| self.version_at(index))
    }

    fn version_at(&self, index: usize) -> Option<Version<'_>> {
        let document = self.document_at(index)?;
        let kind = self.policy.document_type(document.code.kind())?;
        Some(Version { file: &self.files[index], document, kind, status: self.statuses[index]? })
    }

    /// The documents that have a file, sorted by code.
    pub fn document_ids(&self) -> impl Iterator<Item = &DocumentId> {
        self.versions.keys()
    }

    /// The versions of a document in the tree, oldest first.
    pub fn versions(&self, id: &DocumentId) -> Vec<Version<'_>> {
        self.versions.get(id).into_iter().flatten().filter_map(|index| self.version_at(*index)).collect()
    }

    /// One version.
    pub fn version(&self, code: &Code) -> Option<Version<'_>> {
        self.versions(&code.document()?).into_iter().find(|version| version.document.code == *code)
    }

    /// The version in force on the corpus's day.
    pub fn in_force(&self, id: &DocumentId) -> Option<Version<'_>> {
        self.versions(id).into_iter().rev().find(|version| version.status == Status::Effective)
    }

    /// The version that a person means by a code: the one in force where none is named, the
    /// newest where none is in force (10-format).
    pub fn meant(&self, reference: &Reference) -> Option<Version<'_>> {
        match reference {
            Reference::Exact(code) => self.version(code),
            Reference::Document(id) => self.in_force(id).or_else(|| self.versions(id).pop()),
        }
    }

    /// The status that a version has on another day.
    pub fn status_on(&self, version: &Version<'_>, day: NaiveDate) -> Status {
        let later = self.later(&version.document.code);
        version.document.status(version.kind, later.iter().map(|next| next.document), day)
    }

    /// The later versions of the same document, oldest first.
    pub fn later(&self, code: &Code) -> Vec<Version<'_>> {
        let Some(id) = code.document() else { return Vec::new() };
        self.versions(&id).into_iter().filter(|version| version.document.code > *code).collect()
    }

    /// The version that took the place of another: the first later one that counts.
    pub fn successor(&self, code: &Code) -> Option<Version<'_>> {
        self.later(code).into_iter().find(|version| version.document.effective_from(version.kind, self.as_of).is_some())
    }

    pub(super) fn derive_statuses(&self, day: NaiveDate) -> Vec<Option<Status>> {
        let mut statuses = vec![None; self.files.len()];
        for indices in self.versions.values() {
            for (rank, index) in indices.iter().enumerate() {
                let Some(document) = self.document_at(*index) else { continue };
                let Some(kind) = self.policy.document_type(document.code.kind()) else { continue };
                let later = indices[rank + 1..]
                    .iter()
                    .filter_map(|next| self.document_at(*next))
                    .filter(|next| next.code > document.code);
                statuses[*index] = Some(document.status(kind, later, day));
            }
        }
        statuses
    }
}
