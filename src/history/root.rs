//! Where trust begins: the commit that `init` made, known from outside or pinned in the clone.

use super::HistoryError;
use super::register::{Registers, Signer};
use super::sources::Sources;
use crate::model::layout;
use crate::repository::{CommitId, Repository, Tree, write_file_atomically};

const FOLDER: &str = "qms";
const NOTE: &str = "trust-root";

/// The trust root, and how it is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrustRoot {
    /// The commit.
    pub commit: CommitId,
    /// How it is known.
    pub source: RootSource,
}

/// How the trust root is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RootSource {
    /// Given from outside the repository.
    Argument,
    /// Kept in the clone since it was first used, or made here.
    Pinned,
    /// Taken from the history itself, this time for the first time.
    FirstUse,
}

impl RootSource {
    /// The word of JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            RootSource::Argument => "argument",
            RootSource::Pinned => "pinned",
            RootSource::FirstUse => "first-use",
        }
    }
}

/// The root that the clone keeps.
///
/// # Errors
/// The note is there and names no commit.
pub fn pinned(repository: &Repository) -> Result<Option<CommitId>, HistoryError> {
    let folder = Tree::WorkingTree(repository.common_dir().join(FOLDER));
    match folder.read_path(NOTE) {
        Ok(None) => Ok(None),
        Ok(Some(bytes)) => String::from_utf8_lossy(&bytes)
            .trim()
            .parse()
            .map(Some)
            .map_err(|_| HistoryError::BadPin),
        Err(_) => Err(HistoryError::BadPin),
    }
}

/// Keeps the root in the clone, so that another is noticed.
///
/// # Errors
/// The folder of git cannot be written.
pub fn pin(repository: &Repository, commit: CommitId) -> std::io::Result<()> {
    write_file_atomically(
        &repository.common_dir().join(FOLDER).join(NOTE),
        format!("{commit}\n").as_bytes(),
    )
}

/// The root of the history whose commits are given, parents first: the one given or pinned, else the first
/// commit that brings qms.yaml and is signed by a key of its own register.
///
/// # Errors
/// There is none, the pinned one does not lead here, or an object is missing.
pub(super) fn find(
    repository: &Repository,
    order: &[CommitId],
    given: Option<CommitId>,
    registers: &mut Registers,
) -> Result<TrustRoot, HistoryError> {
    let known = match given {
        Some(commit) => Some((commit, RootSource::Argument)),
        None => pinned(repository)?.map(|commit| (commit, RootSource::Pinned)),
    };
    if let Some((commit, source)) = known {
        return match order.contains(&commit) {
            true => Ok(TrustRoot { commit, source }),
            false => Err(HistoryError::RootElsewhere(commit)),
        };
    }
    for commit in order {
        if repository.file_at(*commit, layout::POLICY)?.is_none() {
            continue;
        }
        let raw = repository.commit(*commit)?;
        let mut brings = true;
        for parent in &raw.parents {
            brings &= repository.file_at(*parent, layout::POLICY)?.is_none();
        }
        if !brings {
            continue;
        }
        if let Ok(register) = registers.read(&Sources::of(repository, *commit)?)?
            && matches!(register.signer(&raw), Signer::Good { .. })
        {
            return Ok(TrustRoot {
                commit: *commit,
                source: RootSource::FirstUse,
            });
        }
    }
    Err(HistoryError::NoRoot)
}
