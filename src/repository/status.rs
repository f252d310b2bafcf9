//! What is not committed: work tree, index and head compared as git compares them.

mod compare;

use std::collections::{BTreeSet, HashMap};

use super::{ReadError, Repository, ResolveError, Tree, TreeError};

pub(super) use compare::{Comparison, Working};

/// How one path stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PathState {
    /// The same in the work tree, the index and the head; or in none of them.
    Clean,
    /// The work tree differs from the index.
    Modified,
    /// The index differs from the head.
    Staged,
    /// In the work tree alone.
    Untracked,
    /// Gone from the work tree.
    Missing,
    /// A merge left it in conflict.
    Unmerged,
}

/// Why the state cannot be told.
#[derive(Debug, thiserror::Error)]
pub enum StatusError {
    /// There is no work tree.
    #[error("a bare repository has no work tree")]
    Bare,
    /// `HEAD` or its branch is damaged.
    #[error(transparent)]
    Head(#[from] ResolveError),
    /// A file of the work tree, or an object of the head, cannot be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// The work tree or the head cannot be listed.
    #[error(transparent)]
    List(#[from] TreeError),
    /// The index or the settings cannot be read, or a filter failed.
    #[error("{0}")]
    Unreadable(String),
}

impl Repository {
    /// How one path stands.
    ///
    /// # Errors
    /// The repository is bare, or something cannot be read.
    pub fn path_state(&self, path: &str) -> Result<PathState, StatusError> {
        let handle = self.fresh();
        Comparison::new(self, &handle)?.state(path)
    }

    /// The paths below the given folders (or of exactly these names) that are not clean, with their state; files that
    /// git is told to ignore are left out.
    ///
    /// # Errors
    /// As for [`Repository::path_state`].
    pub fn dirty_paths(&self, prefixes: &[&str]) -> Result<Vec<(String, PathState)>, StatusError> {
        let handle = self.fresh();
        let mut comparison = Comparison::new(self, &handle)?;
        let mut paths: BTreeSet<String> = BTreeSet::new();
        for entry in Tree::WorkingTree(comparison.root.clone()).list(prefixes)? {
            paths.insert(entry.path);
        }
        if let Some(head) = comparison.head_commit {
            let mut files = HashMap::new();
            for entry in self.tree_of(head).list(prefixes)? {
                if let Some(file) = entry.committed() {
                    files.insert(entry.path.clone(), file);
                }
                paths.insert(entry.path);
            }
            comparison.head_files = Some(files);
        }
        paths.extend(comparison.indexed(prefixes));
        let mut dirty = Vec::new();
        for path in paths {
            let state = comparison.state(&path)?;
            if state != PathState::Clean
                && !(state == PathState::Untracked && comparison.ignored(&path)?)
            {
                dirty.push((path, state));
            }
        }
        Ok(dirty)
    }
}
