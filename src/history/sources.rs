//! The files that a register is made of, by the ids of their bytes.

use crate::model::layout::{self, EntityKind, Position};
use crate::repository::{BlobId, Change, CommitId, Mode, ObjectError, Repository, TreeError};
use std::collections::BTreeMap;

/// The bytes that a register is made of, by their ids: equal sources are one register.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Sources {
    pub(super) policy: Option<BlobId>,
    pub(super) actors: BTreeMap<String, BlobId>,
}

impl Sources {
    /// What a commit's tree would make the register of.
    ///
    /// # Errors
    /// An object is missing or damaged.
    pub fn of(repository: &Repository, commit: CommitId) -> Result<Sources, ObjectError> {
        let mut sources = Sources::default();
        let listed = repository
            .tree_of(commit)
            .list(&[layout::POLICY, "acteurs"]);
        let entries = match listed {
            Ok(entries) => entries,
            Err(TreeError::Object(error)) => return Err(error),
            // A commit's tree has no root folder that could lack.
            Err(TreeError::Root { path, cause }) => {
                return Err(ObjectError::Unreadable {
                    id: path.display().to_string(),
                    cause,
                });
            }
        };
        for entry in entries {
            if let Some(id) = entry.blob_id() {
                sources.set(&entry.path, Some(id));
            }
        }
        Ok(sources)
    }

    /// Takes over one file, or its removal; other paths are no part of a register.
    pub fn set(&mut self, path: &str, blob: Option<BlobId>) {
        if path == layout::POLICY {
            self.policy = blob;
        } else if layout::position(path) == Position::Entity(EntityKind::Actor) {
            match blob {
                Some(blob) => self.actors.insert(path.to_owned(), blob),
                None => self.actors.remove(path),
            };
        }
    }

    /// The bytes that a path has in it.
    pub fn get(&self, path: &str) -> Option<BlobId> {
        if path == layout::POLICY {
            self.policy
        } else {
            self.actors.get(path).copied()
        }
    }

    /// Every path in it.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.policy
            .iter()
            .map(|_| layout::POLICY)
            .chain(self.actors.keys().map(String::as_str))
    }

    /// With the changes of a commit.
    #[must_use]
    pub fn with(&self, changes: &[Change]) -> Sources {
        let mut after = self.clone();
        for change in changes {
            after.set(
                &change.path,
                change
                    .new
                    .filter(|(mode, _)| *mode == Mode::Plain)
                    .map(|(_, id)| id),
            );
        }
        after
    }
}
