//! The note of an act that is under way, by which one that was killed is finished or undone.

use std::fs;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::trees::EditedPath;
use super::{ActLock, CommitPlan, LockError, WriteError, checkout, index, io_at, reference};
use crate::repository::files::{self, Whose, flush_folder, write_file_atomically};
use crate::repository::{BlobId, CommitId, Mode, ObjectError, Repository, ResolveError};

/// The folder of git's that is ours.
const FOLDER: &str = "qms";
/// The note of an act that is under way.
const NOTE: &str = "pending.json";

/// What was found of an act that was stopped, and what was done with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recovered {
    /// The commit that the act had built; it may be in no branch.
    pub commit: CommitId,
    /// The first line of its message.
    pub subject: String,
    /// How far the act had come, and so what was done.
    pub outcome: Outcome,
    /// Files with other bytes than the commit replaced; they were left as they are.
    pub kept: Vec<String>,
}

/// How a stopped act ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// The branch had moved: index and files were brought to the commit.
    Finished,
    /// The branch had not moved: the act did not take place.
    NotDone,
    /// The branch has moved on since, or another is checked out: there was nothing left to do.
    Overtaken,
}

/// Why a stopped act cannot be put right yet.
#[derive(Debug, thiserror::Error)]
pub enum RecoverError {
    /// The note cannot be read.
    #[error("{}: {cause}", path.display())]
    Note {
        /// `qms/pending.json` in git's folder.
        path: PathBuf,
        /// What the system said, or the place where it is no JSON of ours.
        cause: String,
    },
    /// The lock of acts cannot be taken.
    #[error(transparent)]
    Lock(#[from] LockError),
    /// A file or the index cannot be brought to the commit, or another process holds git's lock.
    #[error(transparent)]
    Write(#[from] WriteError),
    /// The branch that is checked out cannot be told.
    #[error(transparent)]
    Head(#[from] ResolveError),
    /// Whether the branch leads to the commit cannot be told.
    #[error(transparent)]
    Object(#[from] ObjectError),
}

/// The note itself.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Intent {
    pub(super) branch: String,
    pub(super) old: Option<String>,
    pub(super) new: String,
    subject: String,
    /// Whose temporary files may be removed.
    process: u32,
    paths: Vec<NotedPath>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct NotedPath {
    path: String,
    old: Option<NotedFile>,
    new: Option<NotedFile>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct NotedFile {
    executable: bool,
    id: String,
}

impl Intent {
    /// The note for a plan whose commit is built.
    pub(super) fn new(
        branch: &str,
        plan: &CommitPlan,
        commit: CommitId,
        paths: &[EditedPath],
    ) -> Intent {
        let note = |file: Option<(Mode, BlobId)>| {
            file.map(|(mode, id)| NotedFile {
                executable: mode == Mode::Executable,
                id: id.to_string(),
            })
        };
        Intent {
            branch: branch.to_owned(),
            old: plan.expected_tip.map(|tip| tip.to_string()),
            new: commit.to_string(),
            subject: plan.message.lines().next().unwrap_or_default().to_owned(),
            process: std::process::id(),
            paths: paths
                .iter()
                .map(|edited| NotedPath {
                    path: edited.path.clone(),
                    old: note(edited.old),
                    new: note(edited.new),
                })
                .collect(),
        }
    }

    /// Writes the note and makes it durable.
    pub(super) fn write(&self, repository: &Repository) -> Result<(), WriteError> {
        let path = note_path(repository);
        let bytes = serde_json::to_vec(self).map_err(|error| io_at(&path, &error.into()))?;
        write_file_atomically(&path, &bytes).map_err(|error| io_at(&path, &error))
    }

    /// Takes the note away: the act is done, or did not take place.
    pub(super) fn remove(&self, repository: &Repository) -> Result<(), WriteError> {
        let path = note_path(repository);
        let folder = path.parent().unwrap_or(repository.git_dir());
        fs::remove_file(&path)
            .and_then(|()| flush_folder(folder))
            .map_err(|error| io_at(&path, &error))
    }

    /// The commit that was made.
    pub(super) fn commit(&self) -> Result<CommitId, WriteError> {
        self.new.parse().map_err(|_| WriteError::BadText("note"))
    }

    /// The paths of the plan.
    pub(super) fn paths(&self) -> Result<Vec<EditedPath>, WriteError> {
        let file = |noted: &Option<NotedFile>| -> Result<Option<(Mode, BlobId)>, WriteError> {
            let Some(noted) = noted else { return Ok(None) };
            let mode = if noted.executable {
                Mode::Executable
            } else {
                Mode::Plain
            };
            let id = noted.id.parse().map_err(|_| WriteError::BadText("note"))?;
            Ok(Some((mode, id)))
        };
        self.paths
            .iter()
            .map(|noted| {
                Ok(EditedPath {
                    path: noted.path.clone(),
                    old: file(&noted.old)?,
                    new: file(&noted.new)?,
                })
            })
            .collect()
    }

    fn remove_temporaries(&self, repository: &Repository) {
        let Some(root) = repository.root() else {
            return;
        };
        for noted in &self.paths {
            if let Some(folder) = root.join(&noted.path).parent() {
                files::remove_temporaries(folder, Whose::Process(self.process));
            }
        }
    }

    fn read(repository: &Repository) -> Result<Option<Intent>, RecoverError> {
        let path = note_path(repository);
        let bytes = match fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(error) => {
                return Err(RecoverError::Note {
                    path,
                    cause: error.to_string(),
                });
            }
        };
        serde_json::from_slice(&bytes)
            .map(Some)
            .map_err(|error| RecoverError::Note {
                path,
                cause: error.to_string(),
            })
    }
}

/// Whether an act that was begun in a work tree left its note: looked for without opening the repository, so that a
/// reading command pays a look at two files.
pub fn act_was_stopped(root: &Path) -> bool {
    let git = root.join(".git");
    // In a linked work tree `.git` is a file that names the folder.
    let folder = match fs::read_to_string(&git) {
        Ok(text) => match text.trim().strip_prefix("gitdir: ") {
            Some(named) => root.join(named),
            None => return false,
        },
        Err(_) => git,
    };
    let ours = folder.join(FOLDER);
    ours.join(NOTE).is_file() || ours.join(super::tag::NOTE).is_file()
}

impl Repository {
    /// Puts right what an act left that was stopped: finishes it when its branch had moved, forgets it otherwise. While
    /// an act is under way nothing is done, and nothing is waited for; without a note nothing is written.
    ///
    /// # Errors
    /// The note, the head or a file cannot be read or written, or git's lock is held by another process.
    pub fn recover(&self) -> Result<Option<Recovered>, RecoverError> {
        if !note_path(self).exists() && !super::tag::was_stopped(self) {
            return Ok(None);
        }
        match self.try_act_lock()? {
            Some(lock) => self.recover_locked(&lock),
            None => Ok(None),
        }
    }

    /// As [`Repository::recover`], for one who holds the lock already.
    pub(super) fn recover_locked(
        &self,
        _lock: &ActLock,
    ) -> Result<Option<Recovered>, RecoverError> {
        super::tag::remove_own_lock(self)?;
        if self.git_dir() == self.common_dir() {
            self.remove_own_config_lock();
        }
        // Only the holder of the lock writes there.
        files::remove_temporaries(&self.git_dir().join("qms"), Whose::Anyone);
        let Some(intent) = Intent::read(self)? else {
            return Ok(None);
        };
        // Whoever holds the act's lock knows that the one who wrote the note is gone.
        index::remove_own_lock(self, &intent)?;
        reference::remove_own_lock(self, &intent)?;
        intent.remove_temporaries(self);
        let commit = intent.commit()?;
        let tip = reference::tip(self, &intent.branch)?;
        let head = self.head()?;
        let mut kept = Vec::new();
        let outcome = if tip == Some(commit)
            && head.branch.as_deref() == Some(intent.branch.as_str())
        {
            let held = index::lock(self, &intent)?;
            let handle = self.fresh();
            let finished = intent.paths().and_then(|paths| {
                let kept = checkout::update(self, &handle, &paths)?;
                index::update(self, &handle, &paths, (&kept[..], index::Others::Keep))?;
                Ok(kept)
            });
            let released = held.release();
            kept = finished?;
            released?;
            Outcome::Finished
        } else if tip == Some(commit) || tip.map_or(Ok(false), |tip| self.leads_to(commit, tip))? {
            Outcome::Overtaken
        } else {
            Outcome::NotDone
        };
        intent.remove(self)?;
        Ok(Some(Recovered {
            commit,
            subject: intent.subject,
            outcome,
            kept,
        }))
    }
}

fn note_path(repository: &Repository) -> PathBuf {
    repository.git_dir().join(FOLDER).join(NOTE)
}
