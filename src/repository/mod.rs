//! Bytes of the repository: trees, commits, signatures and the one way to write; the only floor that names git, files and processes.

#![allow(
    clippy::disallowed_methods,
    reason = "this floor is the one that touches files and processes"
)]

mod ancestry;
mod changes;
mod commits;
mod editor;
mod environment;
mod files;
mod folder;
mod handle;
mod hashing;
mod ids;
mod objects;
mod open;
mod pack;
mod program;
mod remote;
mod scratch;
mod sha512;
mod sign;
mod signature;
mod state;
mod status;
mod tags;
mod tree;
mod write;

pub use ancestry::StoredCommit;
pub use changes::Change;
pub use commits::{Malformation, RawCommit, Stamp};
pub use editor::{EditorError, open_editor};
pub use files::{
    CreateError, create_new_file, is_file, read_input, temporary_folder, write_file_atomically,
    write_output,
};
pub use handle::Reads;
pub use ids::{BlobId, CommitId, ParseIdError, TagId, TreeId};
pub use objects::{Mode, ObjectError};
pub use open::{OpenError, Repository};
pub use pack::{PackFault, Unpacked, unpack};
pub use program::write_program;
pub use remote::{Asking, Remote, RemoteError, RemoteRef};
pub use scratch::{Files, Scratch, ScratchError, program_version};
pub use sign::{SignError, SigningKey, generate_ssh_key};
pub use signature::{
    Key, KeyDefect, KeyKind, Signature, SignatureFormat, Verdict, allowed_signers_line, verify,
};
pub use state::{ConfigError, Head, Identity, InProgress, Published, ResolveError};
pub use status::{PathState, StatusError};
pub use tags::{RawTag, TagError, TagRef, Target};
pub use tree::{Entry, Kind, READ_LIMIT, ReadError, Tree, TreeError};
pub use write::{
    ActLock, CommitPlan, Edit, LockError, Outcome, PlanError, RecoverError, Recovered, Reservation,
    Signing, TagPlan, WriteError, act_was_stopped,
};

#[cfg(test)]
mod tests;
