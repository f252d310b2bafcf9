//! What each commit changed, read before any is judged, the newest first: that is the order in
//! which git packs build objects on one another, and reading them so costs a fraction.

use crate::repository::{Change, CommitId, ObjectError, Repository, StoredCommit, TreeId};
use rustc_hash::{FxHashMap, FxHashSet};

/// The changes of commits, from each parent that is judged.
#[derive(Debug, Default)]
pub struct Diffs {
    found: FxHashMap<(CommitId, CommitId), Vec<Change>>,
}

impl Diffs {
    /// Compares the tree of every commit with those of its parents, two at the most; commits of
    /// `before` are not judged.
    ///
    /// # Errors
    /// A tree is missing or damaged.
    pub fn of(
        repository: &Repository,
        commits: &[StoredCommit],
        before: &FxHashSet<CommitId>,
    ) -> Result<Diffs, ObjectError> {
        let mut heads: FxHashMap<CommitId, (TreeId, Vec<CommitId>)> = FxHashMap::default();
        for commit in commits {
            heads.insert(commit.id(), commit.head()?);
        }
        let mut found = FxHashMap::default();
        for commit in commits.iter().rev() {
            if before.contains(&commit.id()) {
                continue;
            }
            let Some((tree, parents)) = heads.get(&commit.id()) else {
                continue;
            };
            for parent in parents.iter().take(2) {
                let old = match heads.get(parent) {
                    Some((old, _)) => *old,
                    // Read before: what comes after a verification begins with such a parent.
                    None => repository.commit(*parent)?.tree,
                };
                let changes = repository.tree_changes(Some(old), *tree)?;
                found.insert((*parent, commit.id()), changes);
            }
        }
        Ok(Diffs { found })
    }

    /// Every path that some commit changed.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.found
            .values()
            .flatten()
            .map(|change| change.path.as_str())
    }

    /// What a commit changed from a parent; read now, where it was not before.
    ///
    /// # Errors
    /// A tree is missing or damaged.
    pub fn from(
        &self,
        repository: &Repository,
        parent: CommitId,
        commit: CommitId,
    ) -> Result<Vec<Change>, ObjectError> {
        match self.found.get(&(parent, commit)) {
            Some(changes) => Ok(changes.clone()),
            None => repository.changes(Some(parent), commit),
        }
    }
}
