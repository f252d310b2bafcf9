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
        let (status, kind) = (*self.statuses.get(index)?)?;
        Some(Version {
            file: self.files.get(index)?,
            document: self.document_at(index)?,
            kind: self.policy.types.get(kind)?,
            status,
        })
    }

    /// The documents that have a file, sorted by code.
    pub fn document_ids(&self) -> impl Iterator<Item = &DocumentId> {
        self.ranks.documents()
    }

    /// The versions of a document in the tree, oldest first.
    pub fn versions(&self, id: &DocumentId) -> Vec<Version<'_>> {
        self.each_version(id).collect()
    }

    /// The same, one by one.
    pub fn each_version(&self, id: &DocumentId) -> impl DoubleEndedIterator<Item = Version<'_>> {
        self.ranks
            .versions(id)
            .iter()
            .filter_map(|index| self.version_at(*index))
    }

    /// The versions of every document, document by document, oldest first.
    pub fn by_document(&self) -> impl Iterator<Item = impl Iterator<Item = Version<'_>>> {
        self.ranks
            .all_versions()
            .map(|versions| versions.iter().filter_map(|index| self.version_at(*index)))
    }

    /// One version.
    pub fn version(&self, code: &Code) -> Option<Version<'_>> {
        self.each_version(&code.document()?)
            .find(|version| version.document.code == *code)
    }

    /// The version in force on the corpus's day.
    pub fn in_force(&self, id: &DocumentId) -> Option<Version<'_>> {
        self.each_version(id)
            .rev()
            .find(|version| version.status == Status::Effective)
    }

    /// The version that a person means by a code: the one in force where none is named, the
    /// newest where none is in force (10-format).
    pub fn meant(&self, reference: &Reference) -> Option<Version<'_>> {
        match reference {
            Reference::Exact(code) => self.version(code),
            Reference::Document(id) => self
                .in_force(id)
                .or_else(|| self.each_version(id).next_back()),
        }
    }

    /// The status that a version has on another day.
    pub fn status_on(&self, version: &Version<'_>, day: NaiveDate) -> Status {
        let later = self.later(&version.document.code);
        version
            .document
            .status(version.kind, later.iter().map(|next| next.document), day)
    }

    /// The later versions of the same document, oldest first.
    pub fn later(&self, code: &Code) -> Vec<Version<'_>> {
        let Some(id) = code.document() else {
            return Vec::new();
        };
        self.versions(&id)
            .into_iter()
            .filter(|version| version.document.code > *code)
            .collect()
    }

    /// The version that took the place of another: the first later one that counts.
    pub fn successor(&self, code: &Code) -> Option<Version<'_>> {
        self.each_version(&code.document()?).find(|version| {
            version.document.code > *code
                && version
                    .document
                    .effective_from(version.kind, self.as_of)
                    .is_some()
        })
    }

    pub(super) fn derive_statuses(&self, day: NaiveDate) -> Vec<Option<(Status, usize)>> {
        let mut statuses = vec![None; self.files.len()];
        for indices in self.ranks.all_versions() {
            for (rank, index) in indices.iter().enumerate() {
                let Some(document) = self.document_at(*index) else {
                    continue;
                };
                let Some(place) = self
                    .policy
                    .types
                    .iter()
                    .position(|known| *known.id == *document.code.kind())
                else {
                    continue;
                };
                let later = indices[rank + 1..]
                    .iter()
                    .filter_map(|next| self.document_at(*next))
                    .filter(|next| next.code > document.code);
                statuses[*index] = Some((
                    document.status(&self.policy.types[place], later, day),
                    place,
                ));
            }
        }
        statuses
    }
}
