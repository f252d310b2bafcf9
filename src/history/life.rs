//! The commits that made and changed some files, acts or not.

use crate::repository::RawCommit;

/// One commit that changed a file.
#[derive(Debug, Clone)]
pub struct Touch {
    /// Which of the files that were asked for.
    pub file: usize,
    /// The commit.
    pub commit: RawCommit,
    /// What it did to the file.
    pub kind: TouchKind,
}

/// What a commit did to a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TouchKind {
    /// It was not there before.
    Written,
    /// It changed.
    Changed,
    /// It left the tree.
    Left,
}

impl TouchKind {
    /// By whether the file was there before, and is after.
    pub(super) fn of(was: bool, is: bool) -> TouchKind {
        match (was, is) {
            (false, _) => TouchKind::Written,
            (true, true) => TouchKind::Changed,
            (true, false) => TouchKind::Left,
        }
    }
}
