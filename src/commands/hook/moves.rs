//! The references that a push moves, as git lists them.

use crate::commands::{Failure, FailureKind};
use crate::repository::CommitId;
use crate::text::Text;

/// One reference that a push moves.
pub(super) struct Move {
    pub(super) old: Option<CommitId>,
    pub(super) new: Option<CommitId>,
    pub(super) name: String,
}

/// What git says on standard input: `old new name`, a line a reference.
pub(super) fn moves(lines: &str) -> Result<Vec<Move>, Failure> {
    const UNREAD: Text = Text {
        en: "git's list of what arrives cannot be read",
        fr: "la liste que donne git de ce qui arrive est illisible",
    };
    let unread = || Failure::could_not_run(FailureKind::Usage, UNREAD);
    let id = |word: &str| -> Result<Option<CommitId>, Failure> {
        match word.bytes().all(|byte| byte == b'0') {
            true => Ok(None),
            false => word.parse().map(Some).map_err(|_| unread()),
        }
    };
    let mut moves = Vec::new();
    for line in lines.lines() {
        let words: Vec<&str> = line.splitn(3, ' ').collect();
        let [old, new, name] = words.as_slice() else {
            return Err(unread());
        };
        moves.push(Move {
            old: id(old)?,
            new: id(new)?,
            name: (*name).to_owned(),
        });
    }
    Ok(moves)
}
