//! Which commits lead to a commit, by the parents that the raw objects name; grafts, replacements and caches are not asked.

use std::collections::{HashMap, HashSet};

use gix::objs::Kind;

use super::handle::Handle;
use super::objects::{ObjectError, read_object};
use super::{CommitId, RawCommit, Repository, TreeId, commits};

impl Repository {
    /// The commits that lead to `tip`, itself included, without those that lead to one of `until` (these included);
    /// parents stand before children, and the order depends on the commits alone.
    ///
    /// # Errors
    /// A commit on the way is missing or damaged: the walk never stops silently.
    pub fn ancestry(
        &self,
        tip: CommitId,
        until: &[CommitId],
    ) -> Result<Vec<CommitId>, ObjectError> {
        self.ancestry_of(&[tip], until)
    }

    /// As [`Repository::ancestry`], of several commits at once.
    ///
    /// # Errors
    /// As for [`Repository::ancestry`].
    pub fn ancestry_of(
        &self,
        tips: &[CommitId],
        until: &[CommitId],
    ) -> Result<Vec<CommitId>, ObjectError> {
        self.with(|repo| {
            let known: HashSet<CommitId> = until.iter().copied().collect();
            let found = walk(repo, tips, &known)?;
            // A walk that ends at `until` on every path has met none of its ancestors: those would have led it to a root.
            // Only where it came round (an old branch merged) is the other history walked as well.
            if until.is_empty() || (until.len() == 1 && !found.reached_root) {
                return Ok(found.order);
            }
            let behind = walk(repo, until, &HashSet::new())?;
            let behind: HashSet<CommitId> = behind.order.into_iter().collect();
            Ok(found
                .order
                .into_iter()
                .filter(|id| !behind.contains(id))
                .collect())
        })
    }

    /// The commits that lead to `tip`, itself included, as [`Repository::ancestry`] orders them, each
    /// read once.
    ///
    /// # Errors
    /// As for [`Repository::ancestry`].
    pub fn commits_to(&self, tip: CommitId) -> Result<Vec<StoredCommit>, ObjectError> {
        self.with(|repo| {
            let mut walk = Walk {
                kept: Some(Vec::new()),
                ..Walk::default()
            };
            walk.go(repo, &[tip], &HashSet::new())?;
            let bytes = walk.kept.unwrap_or_default();
            let stored = walk.order.into_iter().zip(bytes);
            Ok(stored
                .map(|(id, bytes)| StoredCommit { id, bytes })
                .collect())
        })
    }

    /// The commits that lead to `tip` and come after `before`, each read once; nothing where one of
    /// them has a parent that is neither `before` nor one of them.
    ///
    /// # Errors
    /// As for [`Repository::ancestry`].
    pub fn commits_after(
        &self,
        before: CommitId,
        tip: CommitId,
    ) -> Result<Option<Vec<StoredCommit>>, ObjectError> {
        self.with(|repo| {
            let mut walk = Walk {
                kept: Some(Vec::new()),
                stops_at_root: true,
                ..Walk::default()
            };
            walk.go(repo, &[tip], &HashSet::from([before]))?;
            if walk.reached_root {
                return Ok(None);
            }
            let bytes = walk.kept.unwrap_or_default();
            let stored = walk.order.into_iter().zip(bytes);
            let stored = stored.map(|(id, bytes)| StoredCommit { id, bytes });
            Ok(Some(stored.collect()))
        })
    }

    /// Whether `ancestor` is `commit` or leads to it.
    ///
    /// # Errors
    /// As for [`Repository::ancestry`].
    pub fn leads_to(&self, ancestor: CommitId, commit: CommitId) -> Result<bool, ObjectError> {
        self.with(|repo| {
            let mut seen = HashSet::from([commit]);
            let mut queue = std::collections::VecDeque::from([commit]);
            while let Some(id) = queue.pop_front() {
                if id == ancestor {
                    return Ok(true);
                }
                for parent in parents(repo, id)? {
                    if seen.insert(parent) {
                        queue.push_back(parent);
                    }
                }
            }
            Ok(false)
        })
    }
}

/// A commit that was read, and hashed again, and is not split yet.
#[derive(Debug, Clone)]
pub struct StoredCommit {
    id: CommitId,
    bytes: Box<[u8]>,
}

impl StoredCommit {
    /// Its name.
    pub fn id(&self) -> CommitId {
        self.id
    }

    /// Its tree and its parents.
    ///
    /// # Errors
    /// They cannot be told.
    pub fn head(&self) -> Result<(TreeId, Vec<CommitId>), ObjectError> {
        let parents = commits::parents(self.id, &self.bytes)?;
        Ok((commits::tree(self.id, &self.bytes)?, parents))
    }

    /// Splits it.
    ///
    /// # Errors
    /// It has no tree or parent that can be read.
    pub fn read(&self) -> Result<RawCommit, ObjectError> {
        commits::parse(self.id, &self.bytes)
            .ok_or_else(|| ObjectError::Malformed(self.id.to_string()))
    }
}

#[derive(Default)]
struct Walk {
    order: Vec<CommitId>,
    /// The bytes of the commits, in the same order, where they are wanted.
    kept: Option<Vec<Box<[u8]>>>,
    reached_root: bool,
    /// Whether to go no further once a commit without parents was met.
    stops_at_root: bool,
}

fn walk(repo: &Handle, tips: &[CommitId], stop: &HashSet<CommitId>) -> Result<Walk, ObjectError> {
    let mut walk = Walk::default();
    walk.go(repo, tips, stop)?;
    Ok(walk)
}

impl Walk {
    /// Depth first, first parents first, without recursion: histories are longer than stacks.
    fn go(
        &mut self,
        repo: &Handle,
        tips: &[CommitId],
        stop: &HashSet<CommitId>,
    ) -> Result<(), ObjectError> {
        let mut done: HashSet<CommitId> = HashSet::new();
        let mut open: HashMap<CommitId, (Vec<CommitId>, Box<[u8]>)> = HashMap::new();
        let mut stack: Vec<CommitId> = tips.iter().rev().copied().collect();
        while let Some(&id) = stack.last() {
            if done.contains(&id) || stop.contains(&id) {
                stack.pop();
                continue;
            }
            if let Some((left, bytes)) = open.get_mut(&id) {
                match left.pop() {
                    Some(parent) => stack.push(parent),
                    None => {
                        if let Some(kept) = &mut self.kept {
                            kept.push(std::mem::take(bytes));
                        }
                        open.remove(&id);
                        done.insert(id);
                        self.order.push(id);
                        stack.pop();
                    }
                }
                continue;
            }
            let bytes = read_object(repo, id.0, Kind::Commit)?;
            let mut left = commits::parents(id, &bytes)?;
            self.reached_root |= left.is_empty();
            if self.reached_root && self.stops_at_root {
                return Ok(());
            }
            left.reverse();
            let bytes = match self.kept {
                Some(_) => bytes.into_boxed_slice(),
                None => Box::default(),
            };
            open.insert(id, (left, bytes));
        }
        Ok(())
    }
}

fn parents(repo: &Handle, id: CommitId) -> Result<Vec<CommitId>, ObjectError> {
    commits::parents(id, &read_object(repo, id.0, Kind::Commit)?)
}
