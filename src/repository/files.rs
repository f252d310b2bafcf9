//! Files written whole or not at all.

use std::ffi::OsStr;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

/// How the names of temporary files begin; the process and a count follow.
const TEMPORARY: &str = ".qms-";

/// Why a new file was not made.
#[derive(Debug, thiserror::Error)]
pub enum CreateError {
    /// Something stands there; nothing was changed.
    #[error("{} exists", path.display())]
    Exists {
        /// The path that was asked for.
        path: PathBuf,
    },
    /// The file, or a folder on the way, could not be made; what was half written is removed.
    #[error("cannot write {}: {cause}", path.display())]
    Unwritable {
        /// The path that was asked for.
        path: PathBuf,
        /// What the system said.
        cause: io::Error,
    },
}

/// Makes a new, empty folder in the system's temporary folder, its name beginning as said.
///
/// # Errors
/// The temporary folder cannot be written.
pub fn temporary_folder(name: &str) -> io::Result<std::path::PathBuf> {
    let base = std::env::temp_dir();
    for number in 1_u32.. {
        let path = base.join(format!("{name}-{number}"));
        match fs::create_dir(&path) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
            Ok(()) => return Ok(path),
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

/// Writes an answer where a person said: atomically over a plain file, links followed; straight
/// into a device or a pipe, which must stay what it is. The folder must be there.
///
/// # Errors
/// It cannot be written.
pub fn write_output(path: &Path, bytes: &[u8]) -> io::Result<()> {
    use io::Write;
    match fs::metadata(path) {
        Ok(found) if !found.is_file() => {
            let mut file = fs::OpenOptions::new().write(true).open(path)?;
            file.write_all(bytes)?;
            file.flush()
        }
        Ok(_) => write_file_atomically(&path.canonicalize()?, bytes),
        Err(_) => match path.parent() {
            Some(folder) if !folder.as_os_str().is_empty() && !folder.is_dir() => {
                Err(io::ErrorKind::NotFound.into())
            }
            _ => write_file_atomically(path, bytes),
        },
    }
}

/// The bytes of a file that a person named, links followed; none for one above a limit in bytes.
///
/// # Errors
/// It is not there, no plain file, or cannot be read.
pub fn read_input(path: &Path, limit: u64) -> io::Result<Option<Vec<u8>>> {
    use io::Read;
    if !fs::metadata(path)?.is_file() {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    let mut bytes = Vec::new();
    File::open(path)?
        .take(limit.saturating_add(1))
        .read_to_end(&mut bytes)?;
    Ok((bytes.len() as u64 <= limit).then_some(bytes))
}

/// Whether a file stands at a path, links followed: how the root of a document repository is
/// looked for.
pub fn is_file(path: &Path) -> bool {
    path.is_file()
}

/// Writes a file by way of a temporary one beside it: a reader, or a crash, finds the old bytes or the new. Folders that
/// lack are made; the permissions of a file that is there are kept.
///
/// # Errors
/// The folder cannot be written, or the disk is full; the old file is intact.
pub fn write_file_atomically(path: &Path, bytes: &[u8]) -> io::Result<()> {
    write_whole(path, bytes, |_| Ok(()))
}

/// As [`write_file_atomically`]; `dress` gives the temporary file what the final one needs besides its bytes.
pub(super) fn write_whole(
    path: &Path,
    bytes: &[u8],
    dress: impl FnOnce(&Path) -> io::Result<()>,
) -> io::Result<()> {
    let folder = folder_of(path);
    make_folders(folder)?;
    let (temporary, mut file) = temporary_in(folder)?;
    let written = fill(&mut file, bytes)
        .and_then(|()| match fs::symlink_metadata(path) {
            Ok(old) if old.is_file() => fs::set_permissions(&temporary, old.permissions()),
            _ => Ok(()),
        })
        .and_then(|()| dress(&temporary))
        .and_then(|()| fs::rename(&temporary, path));
    if written.is_err() {
        let _ = fs::remove_file(&temporary);
    }
    written?;
    flush_folder(folder)
}

/// Makes a folder with those above it that lack, each durable in the one above.
fn make_folders(folder: &Path) -> io::Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    let above = folder_of(folder);
    if above != folder {
        make_folders(above)?;
    }
    match fs::create_dir(folder) {
        // Somebody else made it meanwhile.
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists && folder.is_dir() => Ok(()),
        Err(error) => Err(error),
        Ok(()) => flush_folder(above),
    }
}

/// Writes a file that must not be there yet, whole or not at all; folders that lack are made.
///
/// # Errors
/// Something of that name is there, or it cannot be written.
pub fn create_new_file(path: &Path, bytes: &[u8]) -> Result<(), CreateError> {
    let unwritable = |cause: io::Error| CreateError::Unwritable {
        path: path.to_owned(),
        cause,
    };
    let folder = folder_of(path);
    make_folders(folder).map_err(unwritable)?;
    link_new_file(path, bytes, folder).map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => CreateError::Exists {
            path: path.to_owned(),
        },
        _ => unwritable(error),
    })?;
    flush_folder(folder).map_err(|error| {
        // One that may be gone after a power cut is worse than none, and it is ours: it was not there before.
        let _ = fs::remove_file(path);
        unwritable(error)
    })
}

/// Makes `path` with the given bytes in one step, or says that it is there: the bytes are never seen half written. They
/// are prepared in the folder `staging`, on the same file system.
pub(super) fn link_new_file(path: &Path, bytes: &[u8], staging: &Path) -> io::Result<()> {
    let (temporary, mut file) = temporary_in(staging)?;
    let linked = fill(&mut file, bytes).and_then(|()| match fs::hard_link(&temporary, path) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(error),
        // Some file systems have no links: there the file is made first and filled after.
        Err(_) => {
            let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
            fill(&mut file, bytes).inspect_err(|_| {
                let _ = fs::remove_file(path);
            })
        }
        Ok(()) => Ok(()),
    });
    let _ = fs::remove_file(&temporary);
    linked
}

/// Makes the names in a folder durable; where folders cannot be opened, the system does it by itself.
pub(super) fn flush_folder(folder: &Path) -> io::Result<()> {
    if cfg!(windows) {
        return Ok(());
    }
    File::open(folder)?.sync_all()
}

/// Whose temporary files are meant.
#[derive(Clone, Copy)]
pub(super) enum Whose {
    /// Of one process, which was killed.
    Process(u32),
    /// In a folder that only the caller writes to now.
    Anyone,
}

/// Removes the temporary files that a killed process left in a folder.
pub(super) fn remove_temporaries(folder: &Path, whose: Whose) {
    let prefix = match whose {
        Whose::Process(process) => format!("{TEMPORARY}{process}-"),
        Whose::Anyone => TEMPORARY.to_owned(),
    };
    let ours = |name: &str| name.starts_with(&prefix) && name.ends_with(".tmp");
    for item in fs::read_dir(folder).into_iter().flatten().flatten() {
        if item.file_name().to_str().is_some_and(ours) {
            let _ = fs::remove_file(item.path());
        }
    }
}

/// A new temporary file in a folder; what killed processes left there is removed. It is locked while it is open: one that
/// nobody locks is nobody's any more, so it stays open until it has its final name.
pub(super) fn temporary_in(folder: &Path) -> io::Result<(PathBuf, File)> {
    remove_abandoned(folder);
    loop {
        let path = temporary_name(folder);
        match OpenOptions::new().write(true).create_new(true).open(&path) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
            Ok(file) if is_held(&path, &file) => return Ok((path, file)),
            Ok(_) => {}
        }
    }
}

/// As [`temporary_in`], a folder that only the user can read. Where folders cannot be opened it is not locked, and no
/// other is removed.
pub(super) fn temporary_folder_in(folder: &Path) -> io::Result<(PathBuf, Option<File>)> {
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    remove_abandoned(folder);
    loop {
        let path = temporary_name(folder);
        match builder.create(&path) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => continue,
            Err(error) => return Err(error),
            Ok(()) => {}
        }
        match File::open(&path) {
            Ok(file) if is_held(&path, &file) => return Ok((path, Some(file))),
            Ok(_) => {}
            Err(_) if path.exists() => return Ok((path, None)),
            Err(_) => {}
        }
    }
}

fn temporary_name(folder: &Path) -> PathBuf {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    folder.join(format!("{TEMPORARY}{}-{count}.tmp", std::process::id()))
}

/// Locks what was just made; not so where another process took it for abandoned before.
fn is_held(path: &Path, file: &File) -> bool {
    !matches!(file.try_lock(), Err(TryLockError::WouldBlock)) && path.exists()
}

/// Whether a file or folder of this name is a temporary one of ours.
pub(super) fn is_temporary(name: &OsStr) -> bool {
    name.to_str()
        .is_some_and(|name| name.starts_with(TEMPORARY) && name.ends_with(".tmp"))
}

/// Removes what temporary is in a folder and no process holds. Where the file system has no locks it stays.
pub(super) fn remove_abandoned(folder: &Path) {
    for item in fs::read_dir(folder).into_iter().flatten().flatten() {
        if !is_temporary(&item.file_name()) {
            continue;
        }
        let path = item.path();
        // A link is nothing that was made here.
        let kind = item.file_type();
        if !kind.is_ok_and(|kind| kind.is_file() || kind.is_dir()) {
            continue;
        }
        if File::open(&path).is_ok_and(|file| file.try_lock().is_ok()) {
            let _ = fs::remove_file(&path).or_else(|_| fs::remove_dir_all(&path));
        }
    }
}

fn fill(file: &mut File, bytes: &[u8]) -> io::Result<()> {
    file.write_all(bytes)?;
    file.sync_all()
}

fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}
