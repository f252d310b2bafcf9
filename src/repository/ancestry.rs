//! Which commits lead to a commit, by the parents that the raw objects name; grafts, replacements and caches are not asked.

use std::collections::{HashMap, HashSet};

use gix::objs::Kind;

use super::handle::Handle;
use super::objects::{ObjectError, read_object};
use super::{CommitId, Repository, commits};

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
        self.with(|repo| {
            let known: HashSet<CommitId> = until.iter().copied().collect();
            let found = walk(repo, &[tip], &known)?;
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

struct Walk {
    order: Vec<CommitId>,
    reached_root: bool,
}

/// Depth first, first parents first, without recursion: histories are longer than stacks.
fn walk(repo: &Handle, tips: &[CommitId], stop: &HashSet<CommitId>) -> Result<Walk, ObjectError> {
    let mut walk = Walk {
        order: Vec::new(),
        reached_root: false,
    };
    let mut done: HashSet<CommitId> = HashSet::new();
    let mut open: HashMap<CommitId, Vec<CommitId>> = HashMap::new();
    let mut stack: Vec<CommitId> = tips.iter().rev().copied().collect();
    while let Some(&id) = stack.last() {
        if done.contains(&id) || stop.contains(&id) {
            stack.pop();
            continue;
        }
        if let Some(left) = open.get_mut(&id) {
            match left.pop() {
                Some(parent) => stack.push(parent),
                None => {
                    open.remove(&id);
                    done.insert(id);
                    walk.order.push(id);
                    stack.pop();
                }
            }
            continue;
        }
        let mut left = parents(repo, id)?;
        walk.reached_root |= left.is_empty();
        left.reverse();
        open.insert(id, left);
    }
    Ok(walk)
}

fn parents(repo: &Handle, id: CommitId) -> Result<Vec<CommitId>, ObjectError> {
    commits::parents(id, &read_object(repo, id.0, Kind::Commit)?)
}
