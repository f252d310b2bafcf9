//! Tree objects, read strictly: the folders of a commit, line by line.
//!
//! Of two neighbouring commits a folder differs in a line or two: what it shares with the one
//! before, at its beginning and end, is neither read nor judged again.

use std::cmp::Ordering;

use super::hashing::{Hashed, States, shared};
use super::objects::Mode;
use super::{BlobId, TreeId};

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

/// A tree object that is as git writes them: sorted, no name twice, no name that is none.
#[derive(Debug)]
pub(super) struct Folder {
    bytes: Vec<u8>,
    /// Where each line begins.
    starts: Vec<u32>,
    hash: gix::hash::Kind,
    states: States,
}

/// The lines of two folders that are not the same at the beginning and end of both.
pub(super) struct Between {
    /// How many lines both begin with.
    pub(super) first: usize,
    /// Where the lines end, in each, that differ.
    pub(super) ends: (usize, usize),
}

impl Folder {
    /// Reads a tree object; `None` where git would not have written it.
    pub(super) fn read(bytes: Vec<u8>, hash: gix::hash::Kind) -> Option<Folder> {
        let mut starts = Vec::with_capacity(bytes.len() / (hash.len_in_bytes() + 20) + 1);
        scan(&bytes, 0, bytes.len(), hash, &mut starts)?;
        let folder = Folder {
            bytes,
            starts,
            hash,
            states: States::default(),
        };
        let sound = folder.view().are_sound(0, folder.len());
        sound.then_some(folder)
    }

    /// The same, beside a folder that was read before.
    pub(super) fn read_beside(bytes: Vec<u8>, near: &Folder) -> Option<Folder> {
        match Folder::beside(&bytes, near) {
            Some(starts) => {
                let hash = near.hash;
                let folder = Folder {
                    bytes,
                    starts,
                    hash,
                    states: States::default(),
                };
                Some(folder)
            }
            // Rare: what is shared does not end where a line does.
            None => Folder::read(bytes, near.hash),
        }
    }

    /// Where the lines begin, if those that `near` has not are sound among the others.
    fn beside(bytes: &[u8], near: &Folder) -> Option<Vec<u32>> {
        let (first, end) = near.shared_with(bytes);
        let tail = near.start(end);
        let own = bytes.len() - (near.bytes.len() - tail);
        let mut starts = Vec::with_capacity(near.starts.len() + 2);
        starts.extend_from_slice(&near.starts[..first]);
        scan(bytes, near.start(first), own, near.hash, &mut starts)?;
        let last = starts.len();
        for start in &near.starts[end..] {
            starts.push(u32::try_from(*start as usize - tail + own).ok()?);
        }
        let view = Lines {
            bytes,
            starts: &starts,
            hash: near.hash,
        };
        // The lines next to those that are new are looked at once more, for their order.
        let sound = view.are_sound(first.saturating_sub(1), (last + 1).min(starts.len()));
        sound.then_some(starts)
    }

    /// Keeps the states of its hash, for what is hashed beside it.
    pub(super) fn keep(&mut self, states: States) {
        self.states = states;
    }

    /// What another tree is hashed beside.
    pub(super) fn hashed(&self) -> Hashed<'_> {
        Hashed {
            bytes: &self.bytes,
            states: &self.states,
        }
    }

    /// The object as it is stored.
    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// How many lines there are.
    pub(super) fn len(&self) -> usize {
        self.starts.len()
    }

    /// In bytes.
    pub(super) fn size(&self) -> usize {
        self.bytes.len() + 4 * self.starts.len() + self.states.size()
    }

    /// One line.
    pub(super) fn line(&self, index: usize) -> Option<TreeLine<'_>> {
        self.view().line(index)
    }

    fn view(&self) -> Lines<'_> {
        Lines {
            bytes: &self.bytes,
            starts: &self.starts,
            hash: self.hash,
        }
    }

    fn start(&self, index: usize) -> usize {
        self.view().start(index)
    }

    /// Every line, in git's order.
    pub(super) fn lines(&self) -> impl Iterator<Item = TreeLine<'_>> {
        (0..self.len()).filter_map(|index| self.line(index))
    }

    /// The line of a name, whatever it leads to.
    pub(super) fn find(&self, name: &[u8]) -> Option<TreeLine<'_>> {
        let file = Child::File(Mode::Plain, BlobId(self.hash.null()));
        let folder = Child::Folder(TreeId(self.hash.null()));
        [file, folder]
            .into_iter()
            .find_map(|child| self.view().place(&TreeLine { name, child }))
            .and_then(|index| self.line(index))
    }

    /// The lines in which another folder differs.
    pub(super) fn differing(&self, other: &Folder) -> Between {
        let (first, end) = self.shared_with(&other.bytes);
        let same = self.bytes.len() - self.start(end);
        let stop = other.bytes.len() - same;
        let found = other
            .starts
            .partition_point(|start| (*start as usize) < stop);
        // What ends alike may begin in the middle of a line there: a name may look like one.
        match other.start(found) == stop {
            true => Between {
                first,
                ends: (end, found),
            },
            false => Between {
                first,
                ends: (self.len(), other.len()),
            },
        }
    }

    /// How many lines some bytes share with the beginning, and from which line on with the end.
    fn shared_with(&self, other: &[u8]) -> (usize, usize) {
        let prefix = shared(&self.bytes, other);
        // A line is shared when it ends before the first byte that differs.
        let first = match prefix == self.bytes.len() {
            true => self.len(),
            false => self
                .starts
                .partition_point(|start| *start as usize <= prefix)
                .saturating_sub(1),
        };
        let begin = self.start(first);
        let longest = (self.bytes.len() - begin).min(other.len() - begin);
        let suffix = shared_end(&self.bytes, other).min(longest);
        let tail = self.bytes.len() - suffix;
        let end = self
            .starts
            .partition_point(|start| (*start as usize) < tail)
            .max(first);
        (first, end)
    }
}

/// The lines of a tree object whose beginnings are known.
#[derive(Clone, Copy)]
struct Lines<'l> {
    bytes: &'l [u8],
    starts: &'l [u32],
    hash: gix::hash::Kind,
}

impl<'l> Lines<'l> {
    fn start(self, index: usize) -> usize {
        self.starts
            .get(index)
            .map_or(self.bytes.len(), |start| *start as usize)
    }

    fn line(self, index: usize) -> Option<TreeLine<'l>> {
        let line = self.bytes.get(self.start(index)..self.start(index + 1))?;
        let (_, child, name) = parse(line, self.hash)?;
        Some(TreeLine { name, child })
    }

    /// Whether some lines stand in order, and none of them has a twin: a file and a folder of one
    /// name are apart in git's order, so neighbours alone do not show it.
    fn are_sound(self, first: usize, end: usize) -> bool {
        let all = first == 0 && end == self.starts.len();
        let mut before: Option<TreeLine<'_>> = None;
        for index in first..end {
            let Some(line) = self.line(index) else {
                return false;
            };
            if before.is_some_and(|before| !order(&before, &line).is_lt()) {
                return false;
            }
            let twin = match line.child {
                Child::Folder(_) => Some(Child::File(Mode::Plain, BlobId(self.hash.null()))),
                // Of two twins one is a folder: where all lines are looked at, that is enough.
                Child::File(..) if all => None,
                Child::File(..) => Some(Child::Folder(TreeId(self.hash.null()))),
            };
            let name = line.name;
            if twin.is_some_and(|child| self.place(&TreeLine { name, child }).is_some()) {
                return false;
            }
            before = Some(line);
        }
        true
    }

    fn place(self, wanted: &TreeLine<'_>) -> Option<usize> {
        let (mut low, mut high) = (0, self.starts.len());
        while low < high {
            let middle = low + (high - low) / 2;
            match order(&self.line(middle)?, wanted) {
                Ordering::Less => low = middle + 1,
                Ordering::Greater => high = middle,
                Ordering::Equal => return Some(middle),
            }
        }
        None
    }
}

/// Notes where the lines of some bytes begin; `None` where they are none.
fn scan(
    bytes: &[u8],
    from: usize,
    to: usize,
    hash: gix::hash::Kind,
    starts: &mut Vec<u32>,
) -> Option<()> {
    let mut at = from;
    while at < to {
        let (length, _, name) = parse(bytes.get(at..to)?, hash)?;
        if matches!(name, b"" | b"." | b"..") || memchr::memchr(b'/', name).is_some() {
            return None;
        }
        starts.push(u32::try_from(at).ok()?);
        at += length;
    }
    (at == to).then_some(())
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

/// The first line of some bytes: its length, what it leads to, its name.
fn parse(rest: &[u8], hash: gix::hash::Kind) -> Option<(usize, Child, &[u8])> {
    let space = memchr::memchr(b' ', rest.get(..rest.len().min(8))?)?;
    let (mode, after) = rest.split_at(space);
    let end = memchr::memchr(0, after)?;
    let name = &after[1..end];
    let id = after.get(end + 1..end + 1 + hash.len_in_bytes())?;
    let id = gix::ObjectId::try_from(id).ok()?;
    let child = match mode {
        b"40000" | b"040000" => Child::Folder(TreeId(id)),
        b"100644" => Child::File(Mode::Plain, BlobId(id)),
        // 100664 is what very old versions of git wrote: not the plain mode that is asked for.
        b"100755" | b"100664" => Child::File(Mode::Executable, BlobId(id)),
        b"120000" => Child::File(Mode::Link, BlobId(id)),
        b"160000" => Child::File(Mode::Submodule, BlobId(id)),
        _ => return None,
    };
    Some((space + end + 1 + hash.len_in_bytes(), child, name))
}

/// How many bytes two texts end with alike.
fn shared_end(a: &[u8], b: &[u8]) -> usize {
    const STEP: usize = 256;
    let length = a.len().min(b.len());
    let (a, b) = (&a[a.len() - length..], &b[b.len() - length..]);
    let mut left = length;
    while left >= STEP && a[left - STEP..left] == b[left - STEP..left] {
        left -= STEP;
    }
    let rest = a[..left]
        .iter()
        .rev()
        .zip(b[..left].iter().rev())
        .take_while(|(a, b)| a == b)
        .count();
    length - left + rest
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const HASH: gix::hash::Kind = gix::hash::Kind::Sha1;

    /// A tree object of some names, each with an id of one byte repeated.
    fn tree(lines: &[(&str, u8, bool)]) -> Vec<u8> {
        let mut sorted: Vec<_> = lines
            .iter()
            .map(|line| {
                (
                    format!("{}{}", line.0, if line.2 { "/" } else { "" }).into_bytes(),
                    line,
                )
            })
            .collect();
        sorted.sort();
        sorted.dedup_by(|a, b| a.1.0 == b.1.0);
        let mut bytes = Vec::new();
        for (_, (name, id, folder)) in sorted {
            bytes.extend_from_slice(if *folder { b"40000 " } else { b"100644 " });
            bytes.extend_from_slice(name.as_bytes());
            bytes.push(0);
            bytes.extend_from_slice(&[*id; 20]);
        }
        bytes
    }

    fn names(folder: &Folder) -> Vec<(Vec<u8>, Child)> {
        folder
            .lines()
            .map(|line| (line.name.to_vec(), line.child))
            .collect()
    }

    #[test]
    fn a_name_that_looks_like_a_line_is_read_as_the_name_that_it_is() {
        let near = Folder::read(tree(&[("a", 1, false)]), HASH).unwrap();
        let bytes = tree(&[("zz100644 a", 1, false)]);
        let beside = Folder::read_beside(bytes.clone(), &near).unwrap();
        assert_eq!(names(&beside), names(&Folder::read(bytes, HASH).unwrap()));
        let between = near.differing(&beside);
        assert_eq!((between.first, between.ends), (0, (1, 1)));
    }

    #[test]
    fn a_file_and_a_folder_of_one_name_are_no_tree() {
        let near = Folder::read(tree(&[("a", 1, false), ("a-b", 1, false)]), HASH).unwrap();
        let mut bytes = tree(&[("a", 1, false), ("a-b", 1, false)]);
        bytes.extend_from_slice(b"40000 a\0");
        bytes.extend_from_slice(&[2; 20]);
        assert!(Folder::read(bytes.clone(), HASH).is_none());
        assert!(Folder::read_beside(bytes, &near).is_none());
    }

    fn lines() -> impl Strategy<Value = Vec<(&'static str, u8, bool)>> {
        let name = prop::sample::select(vec!["a", "a-b", "a.md", "b", "b0", "c", "d", "100644 a"]);
        prop::collection::vec((name, 1_u8..4, any::<bool>()), 0..8)
    }

    proptest! {
        #[test]
        fn beside_another_a_folder_is_read_as_alone(one in lines(), two in lines()) {
            let (one, two) = (tree(&one), tree(&two));
            let (Some(near), Some(alone)) = (Folder::read(one, HASH), Folder::read(two.clone(), HASH)) else {
                return Ok(());
            };
            let beside = Folder::read_beside(two, &near).unwrap();
            prop_assert_eq!(names(&beside), names(&alone));
            let between = near.differing(&alone);
            let (a, b) = (names(&near), names(&alone));
            prop_assert_eq!(&a[..between.first], &b[..between.first]);
            prop_assert_eq!(&a[between.ends.0..], &b[between.ends.1..]);
        }
    }
}
