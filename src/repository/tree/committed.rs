//! The files of a commit.

use gix::objs::Kind as ObjectKind;

use super::{Entry, Kind, Place, ReadError};
use crate::repository::folder::Child;
use crate::repository::handle::Handle;
use crate::repository::objects::{MAX_DEPTH, child_at, read_object, read_tree};
use crate::repository::{BlobId, CommitId, Mode, ObjectError, Repository, TreeId};

/// All files below the folders.
pub(super) fn list(
    repository: &Repository,
    commit: CommitId,
    folders: &[&str],
) -> Result<Vec<Entry>, ObjectError> {
    let tree = repository.tree_id(commit)?;
    repository.with(|repo| {
        let mut found = Vec::new();
        if folders.is_empty() {
            walk(repo, tree, b"", &mut found)?;
        }
        for folder in folders {
            match child_at(repo, tree, folder)? {
                Some(Child::Folder(id)) => {
                    walk(repo, id, format!("{folder}/").as_bytes(), &mut found)?
                }
                Some(Child::File(mode, id)) => found.push(file(folder.as_bytes(), mode, id)),
                None => {}
            }
        }
        Ok(found)
    })
}

/// What stands at one path.
pub(super) fn entry(
    repository: &Repository,
    commit: CommitId,
    path: &str,
) -> Result<Option<Entry>, ObjectError> {
    let tree = repository.tree_id(commit)?;
    Ok(match repository.with(|repo| child_at(repo, tree, path))? {
        Some(Child::File(mode, id)) => Some(file(path.as_bytes(), mode, id)),
        Some(Child::Folder(_)) | None => None,
    })
}

/// The bytes of a blob; its size is asked for first, so that a huge one is never unpacked.
pub(super) fn read(
    repository: &Repository,
    id: BlobId,
    path: &str,
    limit: u64,
) -> Result<Vec<u8>, ReadError> {
    repository.with(|repo| {
        let size = match repo.find_header(id.0) {
            Ok(header) => header.size(),
            // Missing and damaged are told apart by reading.
            Err(_) => 0,
        };
        match size > limit {
            true => Err(ReadError::TooLarge {
                path: path.to_owned(),
                size,
                limit,
            }),
            false => Ok(read_object(repo, id.0, ObjectKind::Blob)?),
        }
    })
}

pub(super) fn walk(
    repo: &Handle,
    tree: TreeId,
    base: &[u8],
    found: &mut Vec<Entry>,
) -> Result<(), ObjectError> {
    if memchr::memchr_iter(b'/', base).count() > MAX_DEPTH {
        return Err(ObjectError::Malformed(tree.to_string()));
    }
    let bytes = read_tree(repo, tree)?;
    for line in bytes.lines() {
        let mut path = base.to_vec();
        path.extend_from_slice(line.name);
        match line.child {
            Child::File(mode, id) => found.push(file(&path, mode, id)),
            Child::Folder(id) => {
                path.push(b'/');
                walk(repo, id, &path, found)?;
            }
        }
    }
    Ok(())
}

pub(super) fn file(path: &[u8], mode: Mode, id: BlobId) -> Entry {
    let kind = match mode {
        Mode::Plain => Kind::Plain,
        Mode::Executable => Kind::Executable,
        Mode::Link => Kind::Link,
        Mode::Submodule => Kind::Submodule,
    };
    let utf8 = std::str::from_utf8(path).is_ok();
    Entry {
        path: String::from_utf8_lossy(path).into_owned(),
        utf8,
        kind,
        size: None,
        place: Place::Blob(id),
    }
}
