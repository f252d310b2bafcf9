//! Objects as bytes: each is hashed again and compared with its name, and trees are read strictly.

use std::sync::Arc;

use gix::objs::Kind;

use super::folder::{Child, Folder};
use super::handle::Handle;
use super::hashing;
use super::open::describe;
use super::{BlobId, CommitId, Repository, TreeId};

/// The deepest nesting of folders that is followed.
pub(super) const MAX_DEPTH: usize = 2048;

/// Why an object cannot be relied on. No verdict rests on such an object.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ObjectError {
    /// It is not in the clone (shallow, partial or damaged).
    #[error("object {0} is missing")]
    Missing(String),
    /// Its bytes do not hash to its name.
    #[error("object {0} is corrupt")]
    Corrupt(String),
    /// It is of another kind than the one that names it says.
    #[error("object {id} is not a {expected}")]
    Kind {
        /// Its name, in hexadecimal digits.
        id: String,
        /// The kind that was looked for, in git's word: `blob`, `tree`, `commit` or `tag`.
        expected: &'static str,
    },
    /// A tree or commit that git would not have written.
    #[error("object {0} is malformed")]
    Malformed(String),
    /// It could not be read or unpacked.
    #[error("object {id} cannot be read: {cause}")]
    Unreadable {
        /// Its name, in hexadecimal digits.
        id: String,
        /// The reasons of the library, the outermost first.
        cause: String,
    },
    /// It is larger than the caller allows.
    #[error("object {id} has {size} bytes, more than {limit}")]
    TooLarge {
        /// Its name, in hexadecimal digits.
        id: String,
        /// In bytes, unpacked.
        size: u64,
        /// In bytes.
        limit: u64,
    },
}

/// What an entry of a tree is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mode {
    /// 100644
    Plain,
    /// 100755
    Executable,
    /// 120000
    Link,
    /// 160000
    Submodule,
}

impl Repository {
    /// The bytes of a blob.
    ///
    /// # Errors
    /// It is missing, damaged, or not a blob.
    pub fn blob(&self, id: BlobId) -> Result<Vec<u8>, ObjectError> {
        self.with(|repo| read_object(repo, id.0, Kind::Blob))
    }

    /// On how many others a tree stands in its pack; 0 for one that stands alone, or is not there.
    pub fn tree_depth(&self, tree: TreeId) -> u32 {
        self.with(|repo| {
            let header = repo.find_header(tree.0).ok();
            header.and_then(|header| header.num_deltas()).unwrap_or(0)
        })
    }

    /// The bytes of a blob that is not larger than `limit` bytes, a larger one unread.
    ///
    /// # Errors
    /// As for [`Repository::blob`].
    pub fn blob_within(&self, id: BlobId, limit: u64) -> Result<Option<Vec<u8>>, ObjectError> {
        self.with(|repo| {
            let large = repo
                .find_header(id.0)
                .is_ok_and(|header| header.size() > limit);
            match large {
                true => Ok(None),
                false => read_object(repo, id.0, Kind::Blob).map(Some),
            }
        })
    }

    /// The mode and bytes of the file at `path` in a commit; `None` when there is no file of that name. The bytes of a
    /// submodule are empty, those of a link its target.
    ///
    /// # Errors
    /// An object on the way is missing or damaged.
    pub fn blob_at(
        &self,
        commit: CommitId,
        path: &str,
    ) -> Result<Option<(Mode, Vec<u8>)>, ObjectError> {
        match self.file_at(commit, path)? {
            Some((Mode::Submodule, _)) => Ok(Some((Mode::Submodule, Vec::new()))),
            Some((mode, id)) => Ok(Some((mode, self.blob(id)?))),
            None => Ok(None),
        }
    }

    /// The mode and id of the file at `path` in a commit, its bytes unread; `None` when there is no file of that name.
    ///
    /// # Errors
    /// An object on the way is missing or damaged.
    pub fn file_at(
        &self,
        commit: CommitId,
        path: &str,
    ) -> Result<Option<(Mode, BlobId)>, ObjectError> {
        let tree = self.tree_id(commit)?;
        self.with(|repo| match child_at(repo, tree, path)? {
            Some(Child::File(mode, id)) => Ok(Some((mode, id))),
            Some(Child::Folder(_)) | None => Ok(None),
        })
    }

    /// Whether an object is an annotated tag whose text has this line. What cannot be read says
    /// nothing.
    pub fn tag_says(&self, object: CommitId, line: &str) -> bool {
        let bytes = self.with(|repo| read_object(repo, object.0, Kind::Tag));
        bytes.is_ok_and(|bytes| {
            bytes
                .split(|byte| *byte == b'\n')
                .any(|own| own == line.as_bytes())
        })
    }

    /// The id of the tree of a commit.
    pub(super) fn tree_id(&self, commit: CommitId) -> Result<TreeId, ObjectError> {
        Ok(self.commit(commit)?.tree)
    }
}

/// The bytes of an object of the given kind, hashed again.
pub(super) fn read_object(
    repo: &Handle,
    id: gix::ObjectId,
    kind: Kind,
) -> Result<Vec<u8>, ObjectError> {
    let (found, bytes) = read_any(repo, id)?;
    let expected = match kind {
        Kind::Blob => "blob",
        Kind::Tree => "tree",
        Kind::Commit => "commit",
        Kind::Tag => "tag",
    };
    if found != kind {
        return Err(ObjectError::Kind {
            id: id.to_hex().to_string(),
            expected,
        });
    }
    Ok(bytes)
}

/// The kind and bytes of an object, hashed again.
pub(super) fn read_any(repo: &Handle, id: gix::ObjectId) -> Result<(Kind, Vec<u8>), ObjectError> {
    unpack(repo, id, |data| {
        let hashed = gix::objs::compute_hash(id.kind(), data.kind, data.data);
        (hashed.ok() == Some(id)).then(|| (data.kind, data.data.to_vec()))
    })
}

/// Lends what is stored under a name to what hashes it; `None` from there means that it bears the
/// name wrongly.
fn unpack<T>(
    repo: &Handle,
    id: gix::ObjectId,
    hash: impl FnOnce(&gix::objs::Data<'_>) -> Option<T>,
) -> Result<T, ObjectError> {
    let name = || id.to_hex().to_string();
    repo.unpacking(|buffer| {
        let found = repo.find_in(&id, buffer);
        let data = found.map_err(|error| ObjectError::Unreadable {
            id: name(),
            cause: describe(&error),
        })?;
        let data = data.ok_or_else(|| ObjectError::Missing(name()))?;
        let hashed = hash(&data).ok_or_else(|| ObjectError::Corrupt(name()))?;
        repo.note(data.kind, id);
        Ok(hashed)
    })
}

/// A folder.
pub(super) fn read_tree(repo: &Handle, id: TreeId) -> Result<Arc<Folder>, ObjectError> {
    read_tree_beside(repo, id, None)
}

/// A folder, read beside one that is much like it.
pub(super) fn read_tree_beside(
    repo: &Handle,
    id: TreeId,
    near: Option<&Folder>,
) -> Result<Arc<Folder>, ObjectError> {
    if let Some(known) = repo.known_tree(id.0) {
        return Ok(known);
    }
    // The empty tree need not be stored.
    let read = if id.0 == gix::ObjectId::empty_tree(id.0.kind()) {
        Some((Vec::new(), hashing::States::default()))
    } else {
        unpack(repo, id.0, |data| match data.kind {
            Kind::Tree => {
                let near = near.map(Folder::hashed);
                let (hashed, states) = hashing::tree(id.0.kind(), data.data, near)?;
                (hashed == id.0).then(|| Some((data.data.to_vec(), states)))
            }
            _ => Some(None),
        })?
    };
    let (bytes, states) = read.ok_or_else(|| ObjectError::Kind {
        id: id.to_string(),
        expected: "tree",
    })?;
    let folder = match near {
        Some(near) => Folder::read_beside(bytes, near),
        None => Folder::read(bytes, id.0.kind()),
    };
    let mut folder = folder.ok_or_else(|| ObjectError::Malformed(id.to_string()))?;
    folder.keep(states);
    let folder = Arc::new(folder);
    repo.keep_tree(id.0, &folder);
    Ok(folder)
}

/// What stands at `path` below a tree; `None` when a part of the path is not there.
pub(super) fn child_at(
    repo: &Handle,
    tree: TreeId,
    path: &str,
) -> Result<Option<Child>, ObjectError> {
    let mut at = Child::Folder(tree);
    for part in path.split('/') {
        let Child::Folder(folder) = at else {
            return Ok(None);
        };
        match read_tree(repo, folder)?.find(part.as_bytes()) {
            Some(line) => at = line.child,
            None => return Ok(None),
        }
    }
    Ok(Some(at))
}
