//! Where everything stands: files by kind, by code and by document, as plain numbers.

use super::File;
use crate::model::code::{Code, DocumentId};
use crate::model::entity::Entity;
use crate::model::layout::EntityKind;
use rustc_hash::FxHashMap;

/// Files by kind and by code. Sorted numbers instead of a list for each: ten thousand documents
/// cost no allocation each.
#[derive(Debug, Default)]
pub(super) struct Ranks {
    /// Files with an entity, by kind, then by path.
    kinds: Vec<(EntityKind, usize)>,
    /// Files with a code, by code, then by path.
    codes: Vec<usize>,
    /// Versions, by document, then by version, then by path.
    versions: Vec<usize>,
    /// The documents, sorted, each with the place in `versions` where it begins.
    documents: Vec<(DocumentId, usize)>,
    /// The place of each document in `documents`.
    places: FxHashMap<DocumentId, usize>,
}

impl Ranks {
    /// Ranks files that are sorted by path.
    pub fn of(files: &[File]) -> Ranks {
        let mut kinds: Vec<_> = files
            .iter()
            .enumerate()
            .filter(|(_, file)| file.entity().is_some())
            .filter_map(|(index, file)| Some((file.kind?, index)))
            .collect();
        kinds.sort_unstable();
        let code = |index: &usize| files.get(*index).and_then(File::code);
        let mut codes: Vec<usize> = (0..files.len())
            .filter(|index| code(index).is_some())
            .collect();
        codes.sort_by(|a, b| code(a).cmp(&code(b)));
        // Codes sort by type, number and version: those of documents are in the order wanted.
        let versions: Vec<usize> = codes
            .iter()
            .copied()
            .filter(|index| document(files, *index).is_some())
            .collect();
        let mut documents: Vec<(DocumentId, usize)> = Vec::new();
        for (rank, index) in versions.iter().enumerate() {
            if let Some(id) = document(files, *index)
                && documents.last().is_none_or(|(last, _)| *last != id)
            {
                documents.push((id, rank));
            }
        }
        let places = documents
            .iter()
            .enumerate()
            .map(|(place, (id, _))| (id.clone(), place))
            .collect();
        Ranks {
            kinds,
            codes,
            versions,
            documents,
            places,
        }
    }

    /// The files of a kind that could be read, by path.
    pub fn of_kind(&self, kind: EntityKind) -> impl Iterator<Item = usize> {
        let start = self.kinds.partition_point(|(known, _)| *known < kind);
        self.kinds[start..]
            .iter()
            .take_while(move |(known, _)| *known == kind)
            .map(|(_, index)| *index)
    }

    /// The files of a code, by path.
    pub fn with_code(&self, files: &[File], code: &Code) -> &[usize] {
        let known = |index: &usize| files.get(*index).and_then(File::code);
        let start = self
            .codes
            .partition_point(|index| known(index) < Some(code));
        let rest = &self.codes[start..];
        &rest[..rest
            .iter()
            .take_while(|index| known(index) == Some(code))
            .count()]
    }

    /// Every file with a code, by code.
    pub fn by_code(&self) -> &[usize] {
        &self.codes
    }

    /// The documents, sorted.
    pub fn documents(&self) -> impl Iterator<Item = &DocumentId> {
        self.documents.iter().map(|(id, _)| id)
    }

    /// The versions of a document, oldest first.
    pub fn versions(&self, id: &DocumentId) -> &[usize] {
        self.places
            .get(id)
            .map_or(&[], |place| self.versions_at(*place))
    }

    /// The versions of every document, document by document.
    pub fn all_versions(&self) -> impl Iterator<Item = &[usize]> {
        (0..self.documents.len()).map(|place| self.versions_at(place))
    }

    fn versions_at(&self, place: usize) -> &[usize] {
        let begins = |place: usize| {
            self.documents
                .get(place)
                .map_or(self.versions.len(), |(_, rank)| *rank)
        };
        &self.versions[begins(place)..begins(place + 1)]
    }
}

fn document(files: &[File], index: usize) -> Option<DocumentId> {
    match files.get(index)?.entity()? {
        Entity::Document(document) => document.code.document(),
        _ => None,
    }
}
