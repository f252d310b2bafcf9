//! The shape of the history that was read: who comes before whom, by ancestry alone.

use crate::repository::CommitId;
use std::collections::HashMap;

/// Commits, parents before children, by their place in that order.
#[derive(Debug, Default)]
pub struct Ancestry {
    order: Vec<CommitId>,
    places: HashMap<CommitId, usize>,
    parents: Vec<Vec<usize>>,
}

impl Ancestry {
    /// Adds a commit whose parents were added before; parents that were not are left out.
    pub fn add(&mut self, commit: CommitId, parents: &[CommitId]) -> usize {
        let place = self.order.len();
        self.order.push(commit);
        self.places.insert(commit, place);
        self.parents.push(
            parents
                .iter()
                .filter_map(|parent| self.places.get(parent).copied())
                .collect(),
        );
        place
    }

    /// The place of a commit.
    pub fn place(&self, commit: CommitId) -> Option<usize> {
        self.places.get(&commit).copied()
    }

    /// Every commit, parents before children.
    pub fn order(&self) -> &[CommitId] {
        &self.order
    }

    /// Whether `ancestor` is `commit` or leads to it. Places outside lead nowhere.
    pub fn leads_to(&self, ancestor: usize, commit: usize) -> bool {
        let mut stack = vec![commit];
        let mut seen = std::collections::HashSet::new();
        while let Some(place) = stack.pop() {
            if place == ancestor {
                return true;
            }
            // A parent stands before its child: what stands before the ancestor cannot come from it.
            if place < ancestor || !seen.insert(place) {
                continue;
            }
            stack.extend(self.parents.get(place).into_iter().flatten().copied());
        }
        false
    }

    /// A common ancestor that no other common ancestor descends from.
    pub fn common(&self, a: usize, b: usize) -> Option<usize> {
        let of_a = self.ancestors(a);
        self.ancestors(b)
            .into_iter()
            .filter(|place| of_a.contains(place))
            .max()
    }

    fn ancestors(&self, commit: usize) -> std::collections::HashSet<usize> {
        let mut seen = std::collections::HashSet::new();
        let mut stack = vec![commit];
        while let Some(place) = stack.pop() {
            if seen.insert(place) {
                stack.extend(self.parents.get(place).into_iter().flatten().copied());
            }
        }
        seen
    }
}
