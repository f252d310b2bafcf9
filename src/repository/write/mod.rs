//! The one way in which commits are made: all of an act, or nothing of it, whatever stops in between.

mod checkout;
mod index;
mod intent;
mod lock;
mod plan;
mod reference;
mod reservation;
mod tag;
mod trees;

use std::path::PathBuf;

use super::sign::SigningKey;
use super::state::{Identity, InProgress};
use super::{CommitId, ObjectError, ResolveError, SignError, StatusError};

pub use intent::{Outcome, RecoverError, Recovered, act_was_stopped};
pub use lock::{ActLock, LockError};
pub(super) use plan::with_signature;
pub use reservation::Reservation;
pub use tag::TagPlan;
pub(super) use trees::serialise;

/// One file of a commit: its new bytes, or `None` to remove it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// From the root, parts separated by `/`; one path stands in a plan once.
    pub path: String,
    /// The bytes to store; git's filters apply to the work tree alone. A file that is there keeps its mode.
    pub content: Option<Vec<u8>>,
}

/// A commit to be made on the branch that is checked out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommitPlan {
    /// The tip that was judged; `None` on a branch without a commit. Any other tip refuses the plan.
    pub expected_tip: Option<CommitId>,
    /// All that changes. Other staged or edited files stay as they are.
    pub edits: Vec<Edit>,
    /// Not blank and without NUL; a line break is added where the end has none.
    pub message: String,
    /// Who answers for the content.
    pub author: Identity,
    /// Who makes the commit; the reflog names them too.
    pub committer: Identity,
    /// Since 1970, UTC.
    pub seconds: i64,
    /// East of UTC.
    pub offset_minutes: i32,
    /// Whether, and with which key.
    pub signing: Signing,
}

/// Whether a commit is signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Signing {
    /// With git's settings, or not made.
    Always,
    /// As `commit.gpgSign` says.
    AsConfigured,
    /// Whatever git's settings say.
    Never,
    /// With a key that git's settings do not name.
    With(SigningKey),
}

/// Why a plan was not carried out. Nothing was moved, except for `Unfinished`.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// No branch is checked out.
    #[error("HEAD is detached")]
    Detached,
    /// A merge or the like is under way.
    #[error("{0:?} in progress")]
    InProgress(InProgress),
    /// There is no work tree.
    #[error("a bare repository takes no acts")]
    Bare,
    /// Somebody else committed meanwhile: judge again.
    #[error("the branch is at {found:?}")]
    TipMoved {
        /// Where the branch is now; `None` without a commit.
        found: Option<CommitId>,
    },
    /// Another process holds git's lock; it is not removed.
    #[error("{} is held", path.display())]
    Locked {
        /// The lock, of the index or of the branch.
        path: PathBuf,
    },
    /// The path is not one that a repository can hold.
    #[error("bad path {0:?}")]
    BadPath(String),
    /// The path is a folder, a link or a submodule, or leads through one.
    #[error("{0} is not a plain file")]
    NotAFile(String),
    /// A name, address or message that a commit cannot hold.
    #[error("bad {0}")]
    BadText(&'static str),
    /// The file has changes that are not committed and not those of the plan.
    #[error("{0} has changes that are not committed")]
    Dirty(String),
    /// The commit was to be signed and was not.
    #[error(transparent)]
    Sign(#[from] SignError),
    /// An object that the commit builds on, or one just stored, is missing or damaged.
    #[error(transparent)]
    Object(#[from] ObjectError),
    /// The branch that is checked out cannot be told.
    #[error(transparent)]
    Head(#[from] ResolveError),
    /// Whether a file of the plan has changes cannot be told.
    #[error(transparent)]
    Status(#[from] StatusError),
    /// The commit read back is not the one that was built.
    #[error("commit {0} was not stored as built")]
    NotAsBuilt(CommitId),
    /// A tag of this name is there, or a folder of tags.
    #[error("a tag {0} exists")]
    TagExists(String),
    /// A file could not be written, or not made durable.
    #[error("{}: {cause}", path.display())]
    Io {
        /// The file or folder concerned.
        path: PathBuf,
        /// What the system or the library said.
        cause: String,
    },
    /// The commit is made and the branch moved; index or files are not up to date. [`super::Repository::recover`] goes on.
    #[error("commit {commit} is made, its files are not: {cause}")]
    Unfinished {
        /// The commit at the tip of the branch.
        commit: CommitId,
        /// What kept index or files from following.
        cause: String,
    },
}

/// Why a plan was not carried out, when the caller too may refuse what was built.
#[derive(Debug, thiserror::Error)]
pub enum PlanError<R> {
    /// The caller's check of the commit that was built.
    #[error("refused")]
    Refused(R),
    /// The plan itself could not be carried out.
    #[error(transparent)]
    Write(#[from] WriteError),
}

fn io_at(path: &std::path::Path, error: &std::io::Error) -> WriteError {
    WriteError::Io {
        path: path.to_owned(),
        cause: error.to_string(),
    }
}
