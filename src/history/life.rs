//! The commits that made and changed some files, acts or not.

use crate::repository::{BlobId, CommitId, Mode, ObjectError, RawCommit, Repository};

/// One commit that changed a file.
#[derive(Debug, Clone)]
pub struct Touch {
    /// Which of the files that were asked for.
    pub file: usize,
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

/// The commits that lead to `tip` and changed one of the files at `paths`, parents first, in one
/// pass. A merge is one only where the file differs from both sides.
///
/// # Errors
/// An object is missing or damaged.
pub fn life(
    repository: &Repository,
    tip: CommitId,
    paths: &[&str],
) -> Result<Vec<Touch>, ObjectError> {
    let mut touches = Vec::new();
    for id in repository.ancestry(tip, &[])? {
        let commit = repository.commit(id)?;
        let now = standing(repository, id, paths)?;
        let mut before = Vec::new();
        for parent in &commit.parents {
            before.push(standing(repository, *parent, paths)?);
        }
        for (file, now) in now.iter().enumerate() {
            let was = |there: fn(&Option<File>) -> bool| before.iter().any(|all| there(&all[file]));
            let same = before.iter().any(|all| all[file] == *now);
            if same || (before.is_empty() && now.is_none()) {
                continue;
            }
            let kind = match (was(Option::is_some), now.is_some()) {
                (false, _) => TouchKind::Written,
                (true, true) => TouchKind::Changed,
                (true, false) => TouchKind::Left,
            };
            touches.push(Touch {
                file,
                commit: commit.clone(),
                kind,
            });
        }
    }
    Ok(touches)
}

type File = (Mode, BlobId);

/// What stands at each path in a commit: ids alone, no bytes are read.
fn standing(
    repository: &Repository,
    commit: CommitId,
    paths: &[&str],
) -> Result<Vec<Option<File>>, ObjectError> {
    paths
        .iter()
        .map(|path| repository.file_at(commit, path))
        .collect()
}
