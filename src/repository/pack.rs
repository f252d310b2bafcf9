//! Objects of a repository as one file of git's own kind: the same objects give the same bytes, on any machine.

mod delta;
mod read;
mod write;

pub use read::{PackFault, Unpacked, unpack};

/// What an entry of a pack is, by the number that git gives it.
const COMMIT: u8 = 1;
const TREE: u8 = 2;
const BLOB: u8 = 3;
const TAG: u8 = 4;
/// A difference from an entry that stands before, by its distance.
const DELTA: u8 = 6;
