//! What each commit changed, read before any is judged, in the order in which packs build objects
//! on one another: reading them so costs a fraction.

use crate::repository::{Change, CommitId, ObjectError, Repository, StoredCommit, TreeId};
use rustc_hash::{FxHashMap, FxHashSet};
use std::borrow::Cow;

/// The changes of commits, from each parent that is judged.
#[derive(Debug, Default)]
pub struct Diffs {
    found: FxHashMap<(CommitId, CommitId), Vec<Change>>,
}

/// The commits in the order in which their trees are read at the least cost: an object of a pack
/// stands on another, mostly the older on the newer, after an import the newer on the older.
fn in_order_of_packs<'c>(
    repository: &Repository,
    commits: &'c [StoredCommit],
    heads: &FxHashMap<CommitId, (TreeId, Vec<CommitId>)>,
) -> Box<dyn Iterator<Item = &'c StoredCommit> + 'c> {
    const ASKED: usize = 64;
    let step = (commits.len() / ASKED).max(1);
    let (mut older, mut newer) = (0_usize, 0_usize);
    for commit in commits.iter().step_by(step) {
        let Some((tree, parents)) = heads.get(&commit.id()) else {
            continue;
        };
        let before = parents.first().and_then(|parent| heads.get(parent));
        if let Some((old, _)) = before {
            let (old, new) = (repository.tree_depth(*old), repository.tree_depth(*tree));
            older += usize::from(old > new);
            newer += usize::from(old < new);
        }
    }
    match newer > older {
        true => Box::new(commits.iter()),
        false => Box::new(commits.iter().rev()),
    }
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
        for commit in in_order_of_packs(repository, commits, &heads) {
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
    pub fn between(
        &self,
        repository: &Repository,
        parent: CommitId,
        commit: CommitId,
    ) -> Result<Cow<'_, [Change]>, ObjectError> {
        match self.found.get(&(parent, commit)) {
            Some(changes) => Ok(Cow::Borrowed(changes)),
            None => repository.changes(Some(parent), commit).map(Cow::Owned),
        }
    }
}
