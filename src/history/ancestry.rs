//! The shape of the history that was read: who comes before whom, by ancestry alone.
//!
//! The commits form lines: each goes on the line of its first parent, or begins one. A commit knows
//! of every other line how far it reaches back into it, so that "leads to" costs one look-up,
//! however long the history is.

use crate::repository::CommitId;
use rpds::HashTrieMap;
use rustc_hash::FxHashMap;

/// How far a commit reaches back into each line that is not its own.
type Reach = HashTrieMap<u32, u32>;

/// A position on a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Spot {
    line: u32,
    at: u32,
}

/// Commits, parents before children, by their place in that order.
///
/// A history that is gone on with has a past: places that were read before, of which only the last
/// has a name. All of the past leads to all that comes after it.
#[derive(Debug, Default)]
pub struct Ancestry {
    past: usize,
    order: Vec<CommitId>,
    places: FxHashMap<CommitId, usize>,
    spots: Vec<Spot>,
    reach: Vec<Reach>,
    /// For each line, where it took in others: its position there, and theirs.
    joins: Vec<Vec<(u32, Spot)>>,
    /// The last position of each line.
    ends: Vec<u32>,
}

impl Ancestry {
    /// A history of which `past` commits were read before, `tip` the last of them.
    pub fn after(past: usize, tip: CommitId) -> Ancestry {
        let mut ancestry = Ancestry {
            past: past.saturating_sub(1),
            ..Ancestry::default()
        };
        ancestry.add(tip, &[]);
        ancestry
    }

    /// Adds a commit whose parents were added before; parents that were not are left out.
    pub fn add(&mut self, commit: CommitId, parents: &[CommitId]) -> usize {
        let index = self.order.len();
        let parents: Vec<usize> = parents
            .iter()
            .filter_map(|parent| self.places.get(parent).map(|place| place - self.past))
            .collect();
        let first = parents.first().map(|parent| self.spots[*parent]);
        let goes_on = first.filter(|spot| self.ends[spot.line as usize] == spot.at);
        let (spot, mut reach) = match (goes_on, parents.first()) {
            (Some(spot), Some(parent)) => {
                let at = spot.at + 1;
                self.ends[spot.line as usize] = at;
                let line = spot.line;
                (Spot { line, at }, self.reach[*parent].clone())
            }
            _ => {
                let line = self.ends.len() as u32;
                self.ends.push(0);
                self.joins.push(Vec::new());
                (Spot { line, at: 0 }, Reach::new())
            }
        };
        for parent in parents {
            let other = self.spots[parent];
            if other.line != spot.line {
                self.joins[spot.line as usize].push((spot.at, other));
                self.take_in(&mut reach, spot, other);
            }
        }
        self.order.push(commit);
        self.places.insert(commit, index + self.past);
        self.spots.push(spot);
        self.reach.push(reach);
        index + self.past
    }

    /// Adds to what a commit reaches all that another position reaches.
    fn take_in(&self, reach: &mut Reach, own: Spot, other: Spot) {
        let mut open = vec![other];
        while let Some(spot) = open.pop() {
            let known = match spot.line == own.line {
                true => Some(own.at),
                false => reach.get(&spot.line).copied(),
            };
            if known.is_some_and(|known| known >= spot.at) {
                continue;
            }
            reach.insert_mut(spot.line, spot.at);
            let joins = &self.joins[spot.line as usize];
            let end = joins.partition_point(|(at, _)| *at <= spot.at);
            let begin = known.map_or(0, |known| joins.partition_point(|(at, _)| *at <= known));
            open.extend(joins[begin..end].iter().map(|(_, joined)| *joined));
        }
    }

    /// The place of a commit; none for one of the past, the last excepted.
    pub fn place(&self, commit: CommitId) -> Option<usize> {
        self.places.get(&commit).copied()
    }

    /// The commit at a place; none in the past.
    pub fn at(&self, place: usize) -> Option<CommitId> {
        self.order.get(place.checked_sub(self.past)?).copied()
    }

    /// How many commits there are, those of the past included.
    pub fn len(&self) -> usize {
        self.past + self.order.len()
    }

    /// Whether `ancestor` is `commit` or leads to it. Places outside lead nowhere; within the past,
    /// what came first is taken to lead to what came later.
    pub fn leads_to(&self, ancestor: usize, commit: usize) -> bool {
        if commit >= self.len() || ancestor > commit {
            return false;
        }
        if ancestor <= self.past {
            return true;
        }
        let (one, other) = (
            self.spots[ancestor - self.past],
            self.spots[commit - self.past],
        );
        if one.line == other.line {
            return one.at <= other.at;
        }
        self.reach[commit - self.past]
            .get(&one.line)
            .is_some_and(|at| *at >= one.at)
    }

    /// Whether neither of two commits leads to the other.
    pub fn beside(&self, a: usize, b: usize) -> bool {
        !self.leads_to(a, b) && !self.leads_to(b, a)
    }

    /// Whether the history has one line alone, so that nothing is beside anything.
    pub fn is_single_line(&self) -> bool {
        self.ends.len() <= 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn id(number: usize) -> CommitId {
        format!("{number:040x}").parse().unwrap()
    }

    proptest! {
        #[test]
        fn leading_to_is_what_a_walk_over_the_parents_finds(shape in prop::collection::vec((0_usize..8, 0_usize..8, any::<bool>()), 1..60)) {
            let mut ancestry = Ancestry::default();
            let mut parents: Vec<Vec<usize>> = Vec::new();
            for (number, (one, other, merges)) in shape.into_iter().enumerate() {
                let mut own = Vec::new();
                if number > 0 {
                    own.push(number - 1 - one.min(number - 1));
                    let second = number - 1 - other.min(number - 1);
                    if merges && second != own[0] {
                        own.push(second);
                    }
                }
                let ids: Vec<CommitId> = own.iter().map(|parent| id(*parent)).collect();
                prop_assert_eq!(ancestry.add(id(number), &ids), number);
                parents.push(own);
            }
            for commit in 0..parents.len() {
                let mut before = std::collections::HashSet::new();
                let mut open = vec![commit];
                while let Some(place) = open.pop() {
                    if before.insert(place) {
                        open.extend(&parents[place]);
                    }
                }
                for ancestor in 0..parents.len() {
                    prop_assert_eq!(ancestry.leads_to(ancestor, commit), before.contains(&ancestor));
                }
            }
        }
    }

    #[test]
    fn the_past_leads_to_all_that_comes_after_it() {
        let mut ancestry = Ancestry::after(10, id(9));
        assert_eq!(ancestry.place(id(9)), Some(9));
        assert_eq!(ancestry.add(id(10), &[id(9)]), 10);
        assert_eq!(ancestry.add(id(11), &[id(9)]), 11);
        assert!(ancestry.leads_to(3, 10) && ancestry.leads_to(9, 11));
        assert!(ancestry.beside(10, 11));
    }
}
