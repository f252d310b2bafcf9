//! The lock that keeps two acts of one work tree apart; the system releases it when its holder dies.

use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};

use crate::repository::Repository;

/// Held while a plan is judged and carried out.
#[derive(Debug)]
pub struct ActLock {
    file: File,
}

impl Drop for ActLock {
    fn drop(&mut self) {
        // Closing the file is not enough where a program that another thread is just starting has it too.
        let _ = self.file.unlock();
    }
}

/// The lock cannot be taken.
#[derive(Debug, thiserror::Error)]
#[error("{}: {cause}", path.display())]
pub struct LockError {
    /// `qms/lock` in git's folder of this work tree.
    pub path: PathBuf,
    /// What the system said.
    pub cause: String,
}

impl Repository {
    /// Takes the lock, and waits for an act that is under way.
    ///
    /// # Errors
    /// The folder of git cannot be written.
    pub fn act_lock(&self) -> Result<ActLock, LockError> {
        wait_for(self.git_dir())
    }

    /// Takes the lock of what all work trees share, git's configuration, and waits for it. In the main work tree it is
    /// the lock of acts: who holds that one does not ask for this one.
    pub(in crate::repository) fn settings_lock(&self) -> Result<ActLock, LockError> {
        wait_for(self.common_dir())
    }

    /// Takes the lock if it is free.
    pub(super) fn try_act_lock(&self) -> Result<Option<ActLock>, LockError> {
        let (path, file) = lock_file(self.git_dir())?;
        match file.try_lock() {
            Ok(()) => Ok(Some(ActLock { file })),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => Err(LockError {
                path,
                cause: error.to_string(),
            }),
        }
    }
}

fn wait_for(git_dir: &Path) -> Result<ActLock, LockError> {
    let (path, file) = lock_file(git_dir)?;
    file.lock().map_err(|error| LockError {
        path,
        cause: error.to_string(),
    })?;
    Ok(ActLock { file })
}

fn lock_file(git_dir: &Path) -> Result<(PathBuf, File), LockError> {
    let folder = git_dir.join("qms");
    let path = folder.join("lock");
    let open = || {
        fs::create_dir_all(&folder)?;
        File::options()
            .create(true)
            .truncate(false)
            .write(true)
            .open(&path)
    };
    match open() {
        Ok(file) => Ok((path, file)),
        Err(error) => Err(LockError {
            path,
            cause: error.to_string(),
        }),
    }
}
