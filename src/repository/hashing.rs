//! The names of trees, hashed again: beside a tree that begins with the same bytes, only from
//! where the two part.
//!
//! A hash takes its input in order, so that equal beginnings leave it in equal states. From one
//! commit to the next a folder of thousands of files differs in one line: on average half of it
//! need not be hashed a second time, and nothing is believed that was not hashed.

use gix::ObjectId;
use gix::hash::{Hasher, Kind};

/// A state is kept after each of so many bytes.
const STEP: usize = 4096;

/// The states that a hash went through on a tree, one every [`STEP`] bytes.
#[derive(Default)]
pub(super) struct States(Vec<Hasher>);

/// A tree that was hashed.
pub(super) struct Hashed<'t> {
    pub(super) bytes: &'t [u8],
    pub(super) states: &'t States,
}

impl States {
    /// In bytes.
    pub(super) fn size(&self) -> usize {
        self.0.len() * size_of::<Hasher>()
    }
}

impl std::fmt::Debug for States {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} states", self.0.len())
    }
}

/// The name of a tree object, and the states on the way; none where a collision was made on purpose.
pub(super) fn tree(
    kind: Kind,
    bytes: &[u8],
    near: Option<Hashed<'_>>,
) -> Option<(ObjectId, States)> {
    // The size stands first in what is hashed: trees of other sizes share nothing.
    let near = near.filter(|near| near.bytes.len() == bytes.len());
    let known = near.map_or(&[][..], |near| {
        let shared = shared(near.bytes, bytes) / STEP;
        near.states.0.get(..shared).unwrap_or(&near.states.0)
    });
    let mut states = Vec::with_capacity(bytes.len() / STEP);
    states.extend_from_slice(known);
    let mut hasher = known.last().cloned().unwrap_or_else(|| {
        let mut hasher = gix::hash::hasher(kind);
        hasher.update(format!("tree {}\0", bytes.len()).as_bytes());
        hasher
    });
    let mut rest = bytes.get(known.len() * STEP..)?;
    while let Some((step, after)) = rest.split_at_checked(STEP) {
        hasher.update(step);
        states.push(hasher.clone());
        rest = after;
    }
    hasher.update(rest);
    Some((hasher.try_finalize().ok()?, States(states)))
}

/// How many bytes two texts begin with alike.
pub(super) fn shared(a: &[u8], b: &[u8]) -> usize {
    const BLOCK: usize = 256;
    let length = a.len().min(b.len());
    let mut at = 0;
    while at + BLOCK <= length && a[at..at + BLOCK] == b[at..at + BLOCK] {
        at += BLOCK;
    }
    at + a[at..length]
        .iter()
        .zip(&b[at..length])
        .take_while(|(a, b)| a == b)
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn plain(kind: Kind, bytes: &[u8]) -> ObjectId {
        gix::objs::compute_hash(kind, gix::objs::Kind::Tree, bytes).unwrap()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn beside_another_a_tree_has_the_name_that_it_has_alone(
            size in 0_usize..5 * STEP,
            at in any::<prop::sample::Index>(),
            longer in any::<bool>(),
            sha256 in any::<bool>(),
        ) {
            let kind = if sha256 { Kind::Sha256 } else { Kind::Sha1 };
            let one: Vec<u8> = (0..size).map(|index| (index % 251) as u8).collect();
            let mut two = one.clone();
            if let Some(byte) = two.get_mut(at.index(size.max(1))) {
                *byte ^= 1;
            }
            two.extend(longer.then_some(7));
            let (name, states) = tree(kind, &one, None).unwrap();
            prop_assert_eq!(name, plain(kind, &one));
            let near = Hashed { bytes: &one, states: &states };
            let (name, states) = tree(kind, &two, Some(near)).unwrap();
            prop_assert_eq!(name, plain(kind, &two));
            // The states that were taken over serve a third as well.
            let near = Hashed { bytes: &two, states: &states };
            prop_assert_eq!(tree(kind, &one, Some(near)).unwrap().0, plain(kind, &one));
            let near = Hashed { bytes: &two, states: &states };
            prop_assert_eq!(tree(kind, &two, Some(near)).unwrap().0, plain(kind, &two));
        }
    }
}
