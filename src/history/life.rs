//! The commits that made and changed one file, acts or not.

use crate::repository::{CommitId, ObjectError, RawCommit, Repository};

/// One commit that changed a file.
#[derive(Debug, Clone)]
pub struct Touch {
    /// The commit.
    pub commit: RawCommit,
    /// What it did to the file.
    pub kind: TouchKind,
}

/// What a commit did to a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TouchKind {
    /// It was not there before.
    Written,
    /// It changed.
    Changed,
    /// It left the tree.
    Left,
}

/// The commits that lead to `tip` and changed the file at `path`, parents first. A merge is one
/// only where the file differs from both sides.
///
/// # Errors
/// An object is missing or damaged.
pub fn life(repository: &Repository, tip: CommitId, path: &str) -> Result<Vec<Touch>, ObjectError> {
    let mut touches = Vec::new();
    for id in repository.ancestry(tip, &[])? {
        let commit = repository.commit(id)?;
        let now = repository.blob_at(id, path)?;
        let mut before = Vec::new();
        for parent in &commit.parents {
            before.push(repository.blob_at(*parent, path)?);
        }
        if before.contains(&now) || (before.is_empty() && now.is_none()) {
            continue;
        }
        let was_there = before.iter().any(Option::is_some);
        let kind = match (was_there, now.is_some()) {
            (false, _) => TouchKind::Written,
            (true, true) => TouchKind::Changed,
            (true, false) => TouchKind::Left,
        };
        touches.push(Touch { commit, kind });
    }
    Ok(touches)
}
