//! Moving a branch: only from the tip that was judged, and durable before anything follows.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::intent::Intent;
use super::plan::{stamp, stamp_time};
use super::{CommitPlan, WriteError, io_at};
use crate::repository::files::{flush_folder, link_new_file};
use crate::repository::open::describe;
use crate::repository::{CommitId, Identity, Repository, ResolveError};

/// What the reflog says of the move.
pub(super) struct Log<'plan> {
    pub(super) identity: &'plan Identity,
    pub(super) plan: &'plan CommitPlan,
}

/// Moves the branch of the intent from its old tip to its commit.
///
/// The lock is made with the new value already in it, so that one which a crash leaves can be told from a foreign one.
pub(super) fn advance(
    repository: &Repository,
    intent: &Intent,
    log: &Log<'_>,
) -> Result<(), WriteError> {
    let path = branch_path(repository, &intent.branch);
    let lock = lock_path(repository, &intent.branch);
    let folder = path.parent().unwrap_or(repository.common_dir());
    fs::create_dir_all(folder).map_err(|error| io_at(folder, &error))?;
    let staging = repository.git_dir().join("qms");
    link_new_file(&lock, format!("{}\n", intent.new).as_bytes(), &staging).map_err(|error| {
        match error.kind() {
            io::ErrorKind::AlreadyExists => WriteError::Locked { path: lock.clone() },
            _ => io_at(&lock, &error),
        }
    })?;
    let moved = (|| {
        let found = tip(repository, &intent.branch)?;
        if found.map(|id| id.to_string()) != intent.old {
            return Err(WriteError::TipMoved { found });
        }
        write_logs(repository, intent, log)?;
        fs::rename(&lock, &path).map_err(|error| io_at(&path, &error))
    })();
    if moved.is_err() {
        // Ours: made above.
        let _ = fs::remove_file(&lock);
    }
    moved
}

/// Makes the move durable.
pub(super) fn flush(repository: &Repository, intent: &Intent) -> Result<(), WriteError> {
    let path = branch_path(repository, &intent.branch);
    let folder = path.parent().unwrap_or(repository.common_dir());
    flush_folder(folder).map_err(|error| io_at(folder, &error))
}

/// The commit at the tip of a branch.
pub(super) fn tip(repository: &Repository, branch: &str) -> Result<Option<CommitId>, WriteError> {
    let fault = |cause: String| ResolveError::Unreadable {
        rev: branch.to_owned(),
        cause,
    };
    repository.with(|repo| {
        let found = repo
            .try_find_reference(branch)
            .map_err(|error| fault(describe(&error)))?;
        match found {
            None => Ok(None),
            Some(reference) => match reference.target().try_id() {
                Some(id) => Ok(Some(CommitId(id.to_owned()))),
                // A branch that stands for another one: which of them an act would move is not clear.
                None => Err(WriteError::Detached),
            },
        }
    })
}

/// Removes the lock that an act of ours left when it was killed; a foreign one stays.
pub(super) fn remove_own_lock(repository: &Repository, intent: &Intent) -> Result<(), WriteError> {
    let lock = lock_path(repository, &intent.branch);
    match fs::read_to_string(&lock).is_ok_and(|text| text.trim_end() == intent.new) {
        true => fs::remove_file(&lock).map_err(|error| io_at(&lock, &error)),
        false => Ok(()),
    }
}

fn branch_path(repository: &Repository, branch: &str) -> PathBuf {
    repository.common_dir().join(branch)
}

fn lock_path(repository: &Repository, branch: &str) -> PathBuf {
    repository.common_dir().join(format!("{branch}.lock"))
}

fn write_logs(repository: &Repository, intent: &Intent, log: &Log<'_>) -> Result<(), WriteError> {
    if repository.config_bool("core.logAllRefUpdates") == Some(false) {
        return Ok(());
    }
    let zero = "0".repeat(intent.new.len());
    let subject = log.plan.message.lines().next().unwrap_or_default();
    let line = format!(
        "{} {} {} {}\tqms: {subject}\n",
        intent.old.as_ref().unwrap_or(&zero),
        intent.new,
        stamp(log.identity)?,
        stamp_time(log.plan.seconds, log.plan.offset_minutes)?,
    );
    append(
        &repository.common_dir().join("logs").join(&intent.branch),
        &line,
    )?;
    append(&repository.git_dir().join("logs").join("HEAD"), &line)
}

fn append(path: &Path, line: &str) -> Result<(), WriteError> {
    let written = (|| {
        fs::create_dir_all(path.parent().unwrap_or(path))?;
        let mut file = OpenOptions::new().create(true).append(true).open(path)?;
        file.write_all(line.as_bytes())
    })();
    written.map_err(|error: io::Error| io_at(path, &error))
}
