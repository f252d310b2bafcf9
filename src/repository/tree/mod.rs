//! The files of one revision: the work tree, a commit, or memory, read alike.

mod committed;
mod staged;
mod work;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use super::{BlobId, CommitId, Mode, ObjectError, Repository};

/// The largest file that [`Tree::read`] gives: more than any document or image has, less than would exhaust memory.
pub const READ_LIMIT: u64 = 64 << 20;

/// Where files are read from.
#[derive(Debug, Clone)]
pub enum Tree {
    /// The folder on disk, whether it is in a git repository or not.
    WorkingTree(PathBuf),
    /// A commit, read from the objects alone.
    Commit(Repository, CommitId),
    /// What the next commit will hold: the index, read once, its files from the objects.
    Staged(Repository, Arc<BTreeMap<String, Entry>>),
    /// Files given by their paths.
    Memory(BTreeMap<String, Vec<u8>>),
    /// Another tree, with some files put over it, or taken out of it where there are no bytes.
    Overlay(Box<Tree>, BTreeMap<String, Option<Vec<u8>>>),
}

/// One file of a tree, or what stands in the place of one.
#[derive(Debug, Clone)]
pub struct Entry {
    /// From the root, parts separated by `/`; replaced characters where the name is not UTF-8.
    pub path: String,
    /// Whether the name is UTF-8.
    pub utf8: bool,
    /// Only a plain or executable file has bytes to read.
    pub kind: Kind,
    /// In bytes, where it is known without reading the file.
    pub size: Option<u64>,
    place: Place,
}

/// What stands under a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// A file without the executable bit.
    Plain,
    /// A file with the executable bit; it is read all the same.
    Executable,
    /// A symbolic link; never followed.
    Link,
    /// Another repository, or a folder that holds one.
    Submodule,
    /// A device, a pipe, a socket.
    Other,
    /// A file or folder that could not be looked at, and why.
    Unreadable(String),
}

#[derive(Debug, Clone)]
enum Place {
    /// Found by its path.
    Named,
    /// A file whose path is not UTF-8, so that `path` does not lead to it.
    Native(PathBuf),
    Blob(BlobId),
}

/// Why the files cannot be listed.
#[derive(Debug, Clone, thiserror::Error)]
pub enum TreeError {
    /// The root folder is not there or cannot be read.
    #[error("cannot read {}: {cause}", path.display())]
    Root {
        /// The root of the work tree.
        path: PathBuf,
        /// What the system said.
        cause: String,
    },
    /// The commit, or a tree of it, is missing or damaged.
    #[error(transparent)]
    Object(#[from] ObjectError),
}

/// Why a file cannot be read.
#[derive(Debug, Clone, thiserror::Error)]
pub enum ReadError {
    /// It is gone since it was listed, or the system refuses it.
    #[error("cannot read {path}: {cause}")]
    Unreadable {
        /// From the root, as in [`Entry`].
        path: String,
        /// What the system said.
        cause: String,
    },
    /// It is larger than the caller allows, so that no file can exhaust memory.
    #[error("{path} has {size} bytes, more than {limit}")]
    TooLarge {
        /// From the root, as in [`Entry`].
        path: String,
        /// In bytes; of a file that grew meanwhile, those read so far.
        size: u64,
        /// In bytes.
        limit: u64,
    },
    /// A link, a submodule, a device.
    #[error("{path} is not a plain file")]
    NotAFile {
        /// From the root, as in [`Entry`].
        path: String,
    },
    /// The blob, or the commit that leads to it, is missing or damaged.
    #[error(transparent)]
    Object(#[from] ObjectError),
}

impl Tree {
    /// All files below the given folders, and the files of exactly these names, sorted by the bytes of their paths; all
    /// files of the tree when no folder is given. A folder that is not there has no files; what cannot be looked at is
    /// an entry of its own. `.git` is left out.
    ///
    /// # Errors
    /// The root cannot be read, or an object of the commit is missing or damaged.
    pub fn list(&self, folders: &[&str]) -> Result<Vec<Entry>, TreeError> {
        let mut entries = match self {
            Tree::WorkingTree(root) => work::list(root, folders)?,
            Tree::Commit(repository, commit) => committed::list(repository, *commit, folders)?,
            Tree::Staged(_, files) => files
                .values()
                .filter(|entry| asked(&entry.path, folders))
                .cloned()
                .collect(),
            Tree::Memory(files) => memory(files.iter(), folders),
            Tree::Overlay(below, files) => {
                let mut entries = below.list(folders)?;
                entries.retain(|entry| !files.contains_key(&entry.path));
                let put = files
                    .iter()
                    .filter_map(|(path, bytes)| Some((path, bytes.as_ref()?)));
                entries.extend(memory(put, folders));
                entries
            }
        };
        entries.sort_by(|a, b| a.path.as_bytes().cmp(b.path.as_bytes()));
        // A folder and one inside it may both be asked for.
        entries.dedup_by(|a, b| a.path == b.path && a.utf8 && b.utf8);
        Ok(entries)
    }

    /// The bytes of a file that [`Tree::list`] gave, up to [`READ_LIMIT`].
    ///
    /// # Errors
    /// It is no plain file, is too large, or cannot be read.
    pub fn read(&self, entry: &Entry) -> Result<Vec<u8>, ReadError> {
        self.read_within(entry, READ_LIMIT)
    }

    /// As [`Tree::read`], with a limit of the caller's.
    ///
    /// # Errors
    /// As for [`Tree::read`].
    pub fn read_within(&self, entry: &Entry, limit: u64) -> Result<Vec<u8>, ReadError> {
        if !matches!(entry.kind, Kind::Plain | Kind::Executable) {
            return Err(ReadError::NotAFile {
                path: entry.path.clone(),
            });
        }
        match (self, &entry.place) {
            (Tree::Overlay(below, files), _) => match files.get(&entry.path) {
                None => below.read_within(entry, limit),
                Some(bytes) => given(bytes.as_ref(), &entry.path),
            },
            (Tree::WorkingTree(root), Place::Native(below)) => {
                work::read(&root.join(below), entry, limit)
            }
            (Tree::WorkingTree(root), _) => work::read(&root.join(&entry.path), entry, limit),
            (Tree::Commit(repository, _) | Tree::Staged(repository, _), Place::Blob(id)) => {
                committed::read(repository, *id, &entry.path, limit)
            }
            (Tree::Commit(..) | Tree::Staged(..), _) => Err(ReadError::NotAFile {
                path: entry.path.clone(),
            }),
            (Tree::Memory(files), _) => given(files.get(&entry.path), &entry.path),
        }
    }

    /// The bytes of the file at `path`; `None` when nothing is there.
    ///
    /// # Errors
    /// As for [`Tree::read`]; what stands there is no plain file, or a link leads there.
    pub fn read_path(&self, path: &str) -> Result<Option<Vec<u8>>, ReadError> {
        match self.entry(path)? {
            Some(entry) => self.read(&entry).map(Some),
            None => Ok(None),
        }
    }

    /// What stands at `path`; `None` when nothing is there, or a folder.
    ///
    /// # Errors
    /// The path cannot be looked at.
    pub fn entry(&self, path: &str) -> Result<Option<Entry>, ReadError> {
        match self {
            Tree::WorkingTree(root) => work::entry(root, path),
            Tree::Commit(repository, commit) => Ok(committed::entry(repository, *commit, path)?),
            Tree::Staged(_, files) => Ok(files.get(path).cloned()),
            Tree::Memory(files) => Ok(files
                .get(path)
                .map(|bytes| Entry::named(path, Kind::Plain, Some(bytes.len())))),
            Tree::Overlay(below, files) => match files.get(path) {
                None => below.entry(path),
                Some(bytes) => Ok(bytes
                    .as_ref()
                    .map(|bytes| Entry::named(path, Kind::Plain, Some(bytes.len())))),
            },
        }
    }
}

impl Entry {
    fn named(path: &str, kind: Kind, size: Option<usize>) -> Entry {
        let size = size.and_then(|size| u64::try_from(size).ok());
        Entry {
            path: path.to_owned(),
            utf8: true,
            kind,
            size,
            place: Place::Named,
        }
    }

    /// Mode and id of the file, where the tree is a commit or the index.
    pub(super) fn committed(&self) -> Option<(Mode, BlobId)> {
        let mode = match self.kind {
            Kind::Plain => Mode::Plain,
            Kind::Executable => Mode::Executable,
            Kind::Link => Mode::Link,
            Kind::Submodule => Mode::Submodule,
            Kind::Other | Kind::Unreadable(_) => return None,
        };
        self.blob_id().map(|id| (mode, id))
    }

    /// The id of the file's bytes, where the tree is a commit or the index.
    pub fn blob_id(&self) -> Option<BlobId> {
        match self.place {
            Place::Blob(id) => Some(id),
            Place::Named | Place::Native(_) => None,
        }
    }
}

/// The bytes of a file that is held in memory.
fn given(bytes: Option<&Vec<u8>>, path: &str) -> Result<Vec<u8>, ReadError> {
    bytes.cloned().ok_or_else(|| ReadError::Unreadable {
        path: path.to_owned(),
        cause: "not there".to_owned(),
    })
}

fn memory<'f>(
    files: impl Iterator<Item = (&'f String, &'f Vec<u8>)>,
    folders: &[&str],
) -> Vec<Entry> {
    files
        .filter(|(path, _)| asked(path, folders))
        .map(|(path, bytes)| Entry::named(path, Kind::Plain, Some(bytes.len())))
        .collect()
}

/// Whether a path is, or is below, one of the folders; all are when none is given.
fn asked(path: &str, folders: &[&str]) -> bool {
    let below = |folder: &&str| {
        path.strip_prefix(*folder)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    folders.is_empty() || folders.iter().any(below)
}
