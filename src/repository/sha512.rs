//! One number over all that a commit holds, by a stronger hash function than the names of its objects.

use gix::objs::Kind;
use sha2::{Digest as _, Sha512};

use super::folder::Child;
use super::handle::Handle;
use super::objects::{MAX_DEPTH, Mode, ObjectError, read_object, read_tree};
use super::{CommitId, Repository, TreeId};
use crate::model::digest::Seal;

/// More entries than any document repository has: trees that name each other many times over would never end.
const MAX_ENTRIES: u64 = 20_000_000;

impl Repository {
    /// SHA-512 over every object of a commit: the commit, its tree, and then, depth first and in the order of each tree,
    /// every tree and blob below, each as git hashes it: kind, space, size in decimal digits, a zero byte, its bytes. A
    /// file that stands at two paths is taken twice. Of a submodule, which is no object here, the same with the kind
    /// `submodule` and its commit id in hexadecimal digits as bytes.
    ///
    /// # Errors
    /// An object is missing or damaged.
    pub fn sha512_of(&self, commit: CommitId) -> Result<Seal, ObjectError> {
        self.with(|repo| {
            let mut hasher = Sha512::new();
            let bytes = read_object(repo, commit.0, Kind::Commit)?;
            feed(&mut hasher, "commit", &bytes);
            let tree = self.commit(commit)?.tree;
            let mut entries = 0;
            folder(repo, tree, 0, &mut entries, &mut hasher)?;
            Ok(Seal(hasher.finalize().into()))
        })
    }
}

fn folder(
    repo: &Handle,
    id: TreeId,
    depth: usize,
    entries: &mut u64,
    hasher: &mut Sha512,
) -> Result<(), ObjectError> {
    let bytes = read_tree(repo, id)?;
    feed(hasher, "tree", bytes.bytes());
    for line in bytes.lines() {
        *entries += 1;
        if depth > MAX_DEPTH || *entries > MAX_ENTRIES {
            return Err(ObjectError::Malformed(id.to_string()));
        }
        match line.child {
            Child::Folder(below) => folder(repo, below, depth + 1, entries, hasher)?,
            Child::File(Mode::Submodule, commit) => {
                feed(hasher, "submodule", commit.to_string().as_bytes());
            }
            Child::File(_, blob) => feed(hasher, "blob", &read_object(repo, blob.0, Kind::Blob)?),
        }
    }
    Ok(())
}

fn feed(hasher: &mut Sha512, kind: &str, bytes: &[u8]) {
    hasher.update(format!("{kind} {}\0", bytes.len()));
    hasher.update(bytes);
}
