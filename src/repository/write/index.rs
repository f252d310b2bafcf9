//! git's index: the entries of the plan's paths follow the commit, all others stay.

use std::fs;
use std::io;
use std::path::PathBuf;

use gix::bstr::BStr;
use gix::index::entry::{Flags, Mode as IndexMode, Stage, Stat};

use super::intent::Intent;
use super::trees::EditedPath;
use super::{WriteError, io_at};
use crate::repository::files::{link_new_file, temporary_in};
use crate::repository::handle::Handle;
use crate::repository::open::describe;
use crate::repository::{BlobId, Mode, Repository};

/// git's lock of the index, held by us.
pub(super) struct Held {
    path: PathBuf,
}

/// What happens to an entry that is neither the old nor the new file.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Others {
    /// It was checked under the lock that there is none.
    Overwrite,
    /// Somebody staged it since: it stays.
    Keep,
}

impl Held {
    /// Gives the lock back.
    pub(super) fn release(self) -> Result<(), WriteError> {
        fs::remove_file(&self.path).map_err(|error| io_at(&self.path, &error))
    }
}

/// Takes git's lock. It holds a token until it is given back: after a crash the token says whose it was.
pub(super) fn lock(repository: &Repository, intent: &Intent) -> Result<Held, WriteError> {
    let path = lock_path(repository);
    link_new_file(
        &path,
        token(intent).as_bytes(),
        &repository.git_dir().join("qms"),
    )
    .map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => WriteError::Locked { path: path.clone() },
        _ => io_at(&path, &error),
    })?;
    Ok(Held { path })
}

/// Removes the lock that an act of ours left when it was killed; a foreign one stays.
pub(super) fn remove_own_lock(repository: &Repository, intent: &Intent) -> Result<(), WriteError> {
    let path = lock_path(repository);
    match fs::read_to_string(&path).is_ok_and(|text| text == token(intent)) {
        true => Held { path }.release(),
        false => Ok(()),
    }
}

/// Brings the entries of the paths to their new files; those of `kept` stand in the work tree with other bytes, which
/// git is to see. The lock is held by the caller.
pub(super) fn update(
    repository: &Repository,
    handle: &Handle,
    paths: &[EditedPath],
    (kept, others): (&[String], Others),
) -> Result<(), WriteError> {
    let place = index_path(repository);
    let fault = |error: &gix::Error| WriteError::Io {
        path: place.clone(),
        cause: describe(error),
    };
    let mut index = match fs::metadata(&place) {
        Ok(_) => handle.open_index().map_err(|error| fault(&error))?,
        Err(_) => gix::index::File::from_state(
            gix::index::State::new(handle.object_hash()),
            place.clone(),
        ),
    };
    let root = repository.root().ok_or(WriteError::Bare)?;
    distrust_recent(&mut index);
    for edited in paths {
        let name = BStr::new(edited.path.as_bytes());
        let entry = index.entry_index_by_path_and_stage(name, Stage::Unconflicted);
        let held = entry.map(|at| BlobId(index.entries()[at].id));
        let known = held == edited.old.map(|(_, id)| id) || held == edited.new.map(|(_, id)| id);
        if others == Others::Keep && !known {
            continue;
        }
        if let Some(at) = entry {
            index.remove_entry_at_index(at);
        }
        let Some((mode, id)) = edited.new else {
            continue;
        };
        let stat = match kept.contains(&edited.path) {
            true => Stat::default(),
            false => stat_of(&root.join(&edited.path)),
        };
        let mode = if mode == Mode::Executable {
            IndexMode::FILE_EXECUTABLE
        } else {
            IndexMode::FILE
        };
        index.dangerously_push_entry(stat, id.0, Flags::empty(), mode, name);
        index.sort_entries();
    }
    // The cached trees are those of the old tip.
    index.remove_tree();
    let (temporary, file) =
        temporary_in(&repository.git_dir().join("qms")).map_err(|error| io_at(&place, &error))?;
    let mut buffer = io::BufWriter::new(file);
    let written = index
        .write_to(&mut buffer, gix::index::write::Options::default())
        .map_err(|error| fault(&error))
        .and_then(|_| {
            let file = buffer.into_inner().map_err(|error| error.into_error());
            file.and_then(|file| {
                file.sync_all()?;
                // Open, and so ours, until it has its name.
                fs::rename(&temporary, &place)
            })
            .map_err(|error| io_at(&place, &error))
        });
    if written.is_err() {
        let _ = fs::remove_file(&temporary);
    }
    written
}

/// An entry as old as the index itself may have changed unseen within the clock's tick; in a younger index it would pass
/// for unchanged. Without a size, git looks at the bytes.
fn distrust_recent(index: &mut gix::index::File) {
    let written = index.timestamp();
    for entry in index.entries_mut() {
        let time = entry.stat.mtime;
        let changed = (i64::from(time.secs), i64::from(time.nsecs));
        if changed >= (written.unix_seconds(), i64::from(written.nanoseconds())) {
            entry.stat.size = 0;
        }
    }
}

/// What git remembers of a file to see that it is unchanged; nothing when it is not there.
fn stat_of(path: &std::path::Path) -> Stat {
    gix::index::fs::Metadata::from_path_no_follow(path)
        .ok()
        .and_then(|data| Stat::from_fs(&data).ok())
        .unwrap_or_default()
}

fn token(intent: &Intent) -> String {
    format!("qms {}\n", intent.new)
}

fn index_path(repository: &Repository) -> PathBuf {
    repository.git_dir().join("index")
}

fn lock_path(repository: &Repository) -> PathBuf {
    repository.git_dir().join("index.lock")
}
