//! Commits as their exact bytes, split by our own strict reader: what is judged is what was signed, never a re-encoding.

mod reader;

use gix::objs::Kind;

use super::objects::{ObjectError, read_object};
use super::{CommitId, Repository, Signature, Tree, TreeId};

pub(super) use reader::{object_id, parents, parse, parse_stamp, tree};

/// A commit as it stands in the object database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawCommit {
    /// The name that the bytes hash to.
    pub id: CommitId,
    /// The root folder of its files.
    pub tree: TreeId,
    /// In the order of the commit.
    pub parents: Vec<CommitId>,
    /// Who wrote the change; empty when the header is missing or bad, which `malformed` then says.
    pub author: Stamp,
    /// Who made the commit; empty as `author` is.
    pub committer: Stamp,
    /// All after the empty line that ends the headers.
    pub message: Vec<u8>,
    /// The value of the `encoding` header.
    pub encoding: Option<String>,
    /// The names of headers that no plain commit has; an act has none of them.
    pub others: Vec<String>,
    /// From `gpgsig`, in a SHA-256 repository from `gpgsig-sha256`.
    pub signature: Option<Signature>,
    /// The bytes of the object without its signature headers: what was signed.
    pub payload: Vec<u8>,
    /// What git would not have written; an act that has any is none.
    pub malformed: Vec<Malformation>,
}

/// Who wrote or committed, and when they say they did.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Stamp {
    /// As written, without the space before the address; replaced characters where it is not UTF-8.
    pub name: String,
    /// What stands between `<` and `>`; nobody has checked that it is an address.
    pub email: String,
    /// Seconds since 1970, UTC.
    pub seconds: i64,
    /// Minutes east of UTC.
    pub offset: i32,
}

/// A defect of the bytes of a commit or tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Malformation {
    /// The object has no such header.
    MissingHeader(&'static str),
    /// A header that may stand once stands twice; the first one was read.
    DuplicateHeader(String),
    /// A header out of its order: tree, parents, author, committer, others; in a tag object, type, tag, tagger.
    MisplacedHeader(String),
    /// A header line that is no header, or has no valid value.
    BadHeader(String),
    /// Two signatures: it is not said which one counts.
    TwoSignatures,
    /// A signature in the header of the other hash function.
    ForeignSignature,
    /// A NUL byte, behind which readers see nothing.
    Nul,
    /// No empty line ends the headers.
    NoMessage,
}

impl RawCommit {
    /// Splits the bytes of a commit of this name; nobody has hashed them. `None` when it has no tree or parent that can
    /// be read.
    pub fn split(id: CommitId, bytes: &[u8]) -> Option<RawCommit> {
        parse(id, bytes)
    }
}

impl Repository {
    /// Reads a commit and hashes it again.
    ///
    /// # Errors
    /// It is missing, damaged, not a commit, or has no tree or parent that can be read.
    pub fn commit(&self, id: CommitId) -> Result<RawCommit, ObjectError> {
        let bytes = self.with(|repo| read_object(repo, id.0, Kind::Commit))?;
        parse(id, &bytes).ok_or_else(|| ObjectError::Malformed(id.to_string()))
    }

    /// The files of a commit.
    pub fn tree_of(&self, commit: CommitId) -> Tree {
        Tree::Commit(self.clone(), commit)
    }
}
