//! The files on disk.

use std::fs::{self, File, Metadata};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::{Entry, Kind, Place, ReadError, TreeError};
use crate::repository::Repository;
use crate::repository::files::{is_temporary, remove_abandoned};

/// Whether the file system keeps an executable bit that means something.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Modes {
    Kept,
    Ignored,
}

/// All files below the folders.
pub(super) fn list(root: &Path, folders: &[&str]) -> Result<Vec<Entry>, TreeError> {
    let fault = |error: io::Error| TreeError::Root {
        path: root.to_owned(),
        cause: error.to_string(),
    };
    if !fs::metadata(root).map_err(fault)?.is_dir() {
        return Err(fault(io::ErrorKind::NotADirectory.into()));
    }
    let modes = modes(root);
    let mut found = Vec::new();
    match folders {
        [] => walk(root, root, modes, &mut found),
        _ => {
            for folder in folders {
                if let Some(link) = link_on_the_way(root, folder) {
                    found.push(Entry::named(&link, Kind::Link, None));
                    continue;
                }
                match fs::symlink_metadata(root.join(folder)) {
                    Ok(_) => walk(root, &root.join(folder), modes, &mut found),
                    Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                    Err(error) => found.push(Entry::named(
                        folder,
                        Kind::Unreadable(error.to_string()),
                        None,
                    )),
                }
            }
        }
    }
    Ok(found)
}

/// The part above the last that is a link, since what lies behind it is not in this tree.
fn link_on_the_way(root: &Path, folder: &str) -> Option<String> {
    folder
        .match_indices('/')
        .map(|(at, _)| &folder[..at])
        .find_map(|above| {
            let link = fs::symlink_metadata(root.join(above)).is_ok_and(|data| data.is_symlink());
            link.then(|| above.to_owned())
        })
}

/// What stands at one path; a link on the way is what stands there.
pub(super) fn entry(root: &Path, path: &str) -> Result<Option<Entry>, ReadError> {
    let mut at = root.to_owned();
    let mut parts = path.split('/').peekable();
    while let Some(part) = parts.next() {
        if matches!(part, "" | "." | "..") {
            return Ok(None);
        }
        at.push(part);
        let data = match fs::symlink_metadata(&at) {
            Ok(data) => data,
            Err(error)
                if matches!(
                    error.kind(),
                    io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
                ) =>
            {
                return Ok(None);
            }
            Err(error) => {
                return Err(ReadError::Unreadable {
                    path: path.to_owned(),
                    cause: error.to_string(),
                });
            }
        };
        if data.is_symlink() {
            return Ok(Some(Entry::named(path, Kind::Link, None)));
        }
        if parts.peek().is_none() && !data.is_dir() {
            let size = usize::try_from(data.len()).ok();
            return Ok(Some(Entry::named(path, kind(&data, || modes(root)), size)));
        }
    }
    Ok(None)
}

/// One open, and one read when the size is still the one that the listing saw.
pub(super) fn read(full: &Path, entry: &Entry, limit: u64) -> Result<Vec<u8>, ReadError> {
    let unreadable = |cause: String| ReadError::Unreadable {
        path: entry.path.clone(),
        cause,
    };
    let too_large = |size: u64| ReadError::TooLarge {
        path: entry.path.clone(),
        size,
        limit,
    };
    let expected = entry.size.unwrap_or(0);
    if expected > limit {
        return Err(too_large(expected));
    }
    let mut file = File::open(full).map_err(|error| unreadable(error.to_string()))?;
    // One byte more than expected: a read that leaves room has met the end of the file.
    let expected = usize::try_from(expected).map_err(|_| too_large(expected))?;
    let mut bytes = vec![0; expected + 1];
    let mut filled = 0;
    loop {
        match file.read(&mut bytes[filled..]) {
            Ok(0) => break,
            Ok(count) => filled += count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(unreadable(error.to_string())),
        }
        if filled == expected {
            break;
        }
        if filled == bytes.len() {
            if filled as u64 > limit {
                return Err(too_large(filled as u64));
            }
            bytes.resize(bytes.len() * 2 + 8192, 0);
        }
    }
    bytes.truncate(filled);
    match filled as u64 > limit {
        true => Err(too_large(filled as u64)),
        false => Ok(bytes),
    }
}

fn walk(root: &Path, from: &Path, modes: Modes, found: &mut Vec<Entry>) {
    let mut walk = WalkDir::new(from)
        .follow_links(false)
        .follow_root_links(from == root)
        .into_iter();
    while let Some(step) = walk.next() {
        match step {
            Ok(item) if item.file_type().is_dir() => {
                if item.path() == root {
                    continue;
                }
                if item.file_name() == ".git" {
                    walk.skip_current_dir();
                } else if fs::symlink_metadata(item.path().join(".git")).is_ok() {
                    found.push(place(root, item.path(), Kind::Submodule, None));
                    walk.skip_current_dir();
                }
            }
            // The root of a linked work tree has a file of this name.
            Ok(item) if item.file_name() == ".git" && item.path().parent() == Some(root) => {}
            // Half of a file that is being written, or that a killed command left.
            Ok(item) if is_temporary(item.file_name()) => {
                remove_abandoned(item.path().parent().unwrap_or(from));
            }
            Ok(item) => found.push(looked_at(root, &item, modes)),
            Err(error) => {
                let path = error.path().unwrap_or(from).to_owned();
                found.push(place(root, &path, Kind::Unreadable(reason(&error)), None));
            }
        }
    }
}

fn looked_at(root: &Path, item: &DirEntry, modes: Modes) -> Entry {
    match item.metadata() {
        Ok(data) => place(
            root,
            item.path(),
            kind(&data, || modes),
            data.is_file().then_some(data.len()),
        ),
        Err(error) => place(root, item.path(), Kind::Unreadable(reason(&error)), None),
    }
}

fn reason(error: &walkdir::Error) -> String {
    error
        .io_error()
        .map_or_else(|| error.to_string(), io::Error::to_string)
}

fn place(root: &Path, full: &Path, kind: Kind, size: Option<u64>) -> Entry {
    let below = full.strip_prefix(root).unwrap_or(full);
    let parts: Vec<_> = below
        .components()
        .map(|part| part.as_os_str().to_string_lossy())
        .collect();
    let utf8 = below.to_str().is_some();
    let at = if utf8 {
        Place::Named
    } else {
        Place::Native(PathBuf::from(below))
    };
    Entry {
        path: parts.join("/"),
        utf8,
        kind,
        size,
        place: at,
    }
}

/// The modes are asked for last: to tell them git's settings are read.
fn kind(data: &Metadata, modes: impl FnOnce() -> Modes) -> Kind {
    let kind = data.file_type();
    if kind.is_symlink() {
        Kind::Link
    } else if !kind.is_file() {
        Kind::Other
    } else if executable(data) && modes() == Modes::Kept {
        Kind::Executable
    } else {
        Kind::Plain
    }
}

#[cfg(unix)]
fn executable(data: &Metadata) -> bool {
    use std::os::unix::fs::PermissionsExt;
    data.permissions().mode() & 0o100 != 0
}

#[cfg(not(unix))]
fn executable(_: &Metadata) -> bool {
    false
}

/// Without git the bit is what the file system says; with git, what `core.fileMode` says of it.
fn modes(root: &Path) -> Modes {
    let repository = if root.join(".git").exists() {
        Repository::open(root).ok()
    } else {
        None
    };
    match repository.and_then(|repository| repository.config_bool("core.fileMode")) {
        Some(false) => Modes::Ignored,
        Some(true) | None => Modes::Kept,
    }
}
