//! What a commit changes: two trees compared by id, so that unchanged folders cost nothing.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::folder::{Between, Child, Folder, TreeLine, order};
use super::handle::Handle;
use super::objects::{MAX_DEPTH, ObjectError, read_tree_beside};
use super::status::{Comparison, Working};
use super::{BlobId, CommitId, Mode, Repository, StatusError, Tree, TreeId};

/// A file that differs between two commits. A file that became a folder is the end of one path and the start of others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Replaced characters where the name is not UTF-8.
    pub path: String,
    /// Whether the name is UTF-8.
    pub utf8: bool,
    /// What the first commit has there; `None` for a file that is new. The id of a submodule is a commit of its own
    /// repository.
    pub old: Option<(Mode, BlobId)>,
    /// What the second commit has there; `None` for a file that is gone.
    pub new: Option<(Mode, BlobId)>,
}

impl Repository {
    /// The files that differ between two commits, sorted by path; all files of `new` when there is no `old`.
    ///
    /// # Errors
    /// A commit or tree is missing or damaged.
    pub fn changes(
        &self,
        old: Option<CommitId>,
        new: CommitId,
    ) -> Result<Vec<Change>, ObjectError> {
        let old = old.map(|id| self.tree_id(id)).transpose()?;
        let new = self.tree_id(new)?;
        self.tree_changes(old, new)
    }

    /// As [`Repository::changes`], for two trees.
    ///
    /// # Errors
    /// A tree is missing or damaged.
    pub fn tree_changes(
        &self,
        old: Option<TreeId>,
        new: TreeId,
    ) -> Result<Vec<Change>, ObjectError> {
        let mut found = Vec::new();
        self.with(|repo| compare(repo, &[], old, Some(new), &mut found))?;
        found.sort_by(|a: &Change, b: &Change| a.path.cmp(&b.path));
        Ok(found)
    }

    /// The paths below the given folders (or of exactly these names) whose files differ between a commit and another
    /// tree of this repository: new, changed or gone. Without a commit all are new. The files of the work tree are
    /// taken as git would store them.
    ///
    /// # Errors
    /// Something cannot be listed or read.
    pub fn differing(
        &self,
        old: Option<CommitId>,
        new: &Tree,
        folders: &[&str],
    ) -> Result<BTreeSet<String>, StatusError> {
        let mut before = BTreeMap::new();
        if let Some(commit) = old {
            for entry in self.tree_of(commit).list(folders)? {
                before.insert(entry.path.clone(), entry.committed());
            }
        }
        let handle = self.fresh();
        let mut comparison = match new {
            Tree::WorkingTree(_) => Some(Comparison::new(self, &handle)?),
            _ => None,
        };
        let mut differing = BTreeSet::new();
        for entry in new.list(folders)? {
            let known = before.remove(&entry.path).flatten();
            let file = match &mut comparison {
                Some(comparison) => match comparison.working(&entry.path)? {
                    Working::File(mode, id) => Some((mode, id)),
                    Working::Absent | Working::NotAFile => None,
                },
                None => entry.committed(),
            };
            if file.is_none() || file != known {
                differing.insert(entry.path);
            }
        }
        differing.extend(before.into_keys());
        Ok(differing)
    }
}

fn compare(
    repo: &Handle,
    base: &[u8],
    old: Option<TreeId>,
    new: Option<TreeId>,
    found: &mut Vec<Change>,
) -> Result<(), ObjectError> {
    if old == new {
        return Ok(());
    }
    // Folders in folders without end would end the stack; git stops at the same depth.
    if memchr::memchr_iter(b'/', base).count() > MAX_DEPTH {
        return Err(ObjectError::Malformed(
            new.or(old).map_or_else(String::new, |id| id.to_string()),
        ));
    }
    // One of the two is mostly known already: the other is read beside it.
    let known = new.and_then(|id| repo.known_tree(id.0));
    let old = old
        .map(|id| read_tree_beside(repo, id, known.as_deref()))
        .transpose()?;
    let new = new
        .map(|id| read_tree_beside(repo, id, old.as_deref()))
        .transpose()?;
    let between = match (&old, &new) {
        (Some(old), Some(new)) => old.differing(new),
        (old, new) => Between {
            first: 0,
            ends: (
                old.as_ref().map_or(0, |old| old.len()),
                new.as_ref().map_or(0, |new| new.len()),
            ),
        },
    };
    let line = |folder: &'_ Option<Arc<Folder>>, at: usize, end: usize| {
        (at < end)
            .then(|| folder.as_ref()?.line(at))
            .flatten()
            .map(|line| (line.name.to_vec(), line.child))
    };
    let (mut at_old, mut at_new) = (between.first, between.first);
    loop {
        let (one, other) = (
            line(&old, at_old, between.ends.0),
            line(&new, at_new, between.ends.1),
        );
        let order = match (&one, &other) {
            (None, None) => return Ok(()),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (Some((name, child)), Some((other, theirs))) => order(
                &TreeLine {
                    name,
                    child: *child,
                },
                &TreeLine {
                    name: other,
                    child: *theirs,
                },
            ),
        };
        let before = one.filter(|_| order != Ordering::Greater);
        let after = other.filter(|_| order != Ordering::Less);
        at_old += usize::from(before.is_some());
        at_new += usize::from(after.is_some());
        let name = before
            .as_ref()
            .or(after.as_ref())
            .map(|line| line.0.clone());
        let (before, after) = (before.map(|line| line.1), after.map(|line| line.1));
        if before == after {
            continue;
        }
        let mut path = base.to_vec();
        path.extend(name.unwrap_or_default());
        let (old_file, new_file) = (file(before), file(after));
        if old_file.is_some() || new_file.is_some() {
            let utf8 = std::str::from_utf8(&path).is_ok();
            let path = String::from_utf8_lossy(&path).into_owned();
            found.push(Change {
                path,
                utf8,
                old: old_file,
                new: new_file,
            });
        }
        path.push(b'/');
        compare(repo, &path, folder(before), folder(after), found)?;
    }
}

fn file(child: Option<Child>) -> Option<(Mode, BlobId)> {
    match child? {
        Child::File(mode, id) => Some((mode, id)),
        Child::Folder(_) => None,
    }
}

fn folder(child: Option<Child>) -> Option<TreeId> {
    match child? {
        Child::Folder(id) => Some(id),
        Child::File(..) => None,
    }
}
