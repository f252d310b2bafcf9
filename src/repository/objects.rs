//! Objects as bytes: each is hashed again and compared with its name, and trees are read strictly.

use std::cmp::Ordering;
use std::sync::Arc;

use gix::objs::{Find, Kind};

use super::handle::Handle;
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

/// One line of a tree object.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct TreeLine<'tree> {
    pub(super) name: &'tree [u8],
    pub(super) child: Child,
}

/// What a line of a tree leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Child {
    Folder(TreeId),
    File(Mode, BlobId),
}

impl Repository {
    /// The bytes of a blob.
    ///
    /// # Errors
    /// It is missing, damaged, or not a blob.
    pub fn blob(&self, id: BlobId) -> Result<Vec<u8>, ObjectError> {
        self.with(|repo| read_object(repo, id.0, Kind::Blob))
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
    // The empty tree need not be stored.
    if kind == Kind::Tree && id == gix::ObjectId::empty_tree(id.kind()) {
        return Ok(Vec::new());
    }
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
    let name = || id.to_hex().to_string();
    let mut buffer = Vec::new();
    let found = repo.objects.try_find(&id, &mut buffer);
    let data = found.map_err(|error| ObjectError::Unreadable {
        id: name(),
        cause: describe(&error),
    })?;
    let kind = match data {
        Some(data) => {
            let hashed = gix::objs::compute_hash(id.kind(), data.kind, data.data);
            if hashed.ok() != Some(id) {
                return Err(ObjectError::Corrupt(name()));
            }
            data.kind
        }
        None => return Err(ObjectError::Missing(name())),
    };
    repo.note(kind, id);
    Ok((kind, buffer))
}

/// The bytes of a tree.
pub(super) fn read_tree(repo: &Handle, id: TreeId) -> Result<Arc<[u8]>, ObjectError> {
    if let Some(known) = repo.known_tree(id.0) {
        return Ok(known);
    }
    let bytes: Arc<[u8]> = read_object(repo, id.0, Kind::Tree)?.into();
    repo.keep_tree(id.0, &bytes);
    Ok(bytes)
}

/// The lines of a tree, in git's order.
pub(super) fn tree_lines(id: TreeId, bytes: &[u8]) -> Result<Vec<TreeLine<'_>>, ObjectError> {
    parse_tree(bytes, id.0.kind()).ok_or_else(|| ObjectError::Malformed(id.to_string()))
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
        let bytes = read_tree(repo, folder)?;
        let lines = tree_lines(folder, &bytes)?;
        match lines.iter().find(|line| line.name == part.as_bytes()) {
            Some(line) => at = line.child,
            None => return Ok(None),
        }
    }
    Ok(Some(at))
}

/// The order of git's trees: a folder sorts as if its name ended in `/`.
pub(super) fn order(a: &TreeLine<'_>, b: &TreeLine<'_>) -> Ordering {
    let shared = a.name.len().min(b.name.len());
    // A name that ended counts as 0, which no name holds.
    let next = |line: &TreeLine<'_>| match (line.name.get(shared), line.child) {
        (Some(byte), _) => *byte,
        (None, Child::Folder(_)) => b'/',
        (None, Child::File(..)) => 0,
    };
    a.name[..shared]
        .cmp(&b.name[..shared])
        .then_with(|| next(a).cmp(&next(b)))
}

fn parse_tree(mut rest: &[u8], hash: gix::hash::Kind) -> Option<Vec<TreeLine<'_>>> {
    let width = hash.len_in_bytes();
    let mut lines: Vec<TreeLine<'_>> = Vec::with_capacity(rest.len() / (width + 16) + 1);
    while !rest.is_empty() {
        let space = memchr::memchr(b' ', rest)?;
        let (mode, after) = rest.split_at(space);
        let end = memchr::memchr(0, after)?;
        let name = &after[1..end];
        let id = after.get(end + 1..end + 1 + width)?;
        rest = &after[end + 1 + width..];
        let id = gix::ObjectId::try_from(id).ok()?;
        let child = match mode {
            b"40000" | b"040000" => Child::Folder(TreeId(id)),
            b"100644" | b"100664" => Child::File(Mode::Plain, BlobId(id)),
            b"100755" => Child::File(Mode::Executable, BlobId(id)),
            b"120000" => Child::File(Mode::Link, BlobId(id)),
            b"160000" => Child::File(Mode::Submodule, BlobId(id)),
            _ => return None,
        };
        let line = TreeLine { name, child };
        let ordered = lines.last().is_none_or(|last| order(last, &line).is_lt());
        let sound = !matches!(name, b"" | b"." | b"..") && memchr::memchr(b'/', name).is_none();
        if !ordered || !sound {
            return None;
        }
        lines.push(line);
    }
    // A file and a folder of one name are apart in git's order, so neighbours alone do not show the twin.
    let twin = |line: &TreeLine<'_>| {
        let child = Child::File(Mode::Plain, BlobId(hash.null()));
        let file = TreeLine {
            name: line.name,
            child,
        };
        lines.binary_search_by(|other| order(other, &file)).is_ok()
    };
    let twins = lines
        .iter()
        .any(|line| matches!(line.child, Child::Folder(_)) && twin(line));
    (!twins).then_some(lines)
}
