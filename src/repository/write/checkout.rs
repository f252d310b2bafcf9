//! The work tree follows the commit, where it still holds the bytes that the commit replaced.

use std::fs;
use std::path::Path;

use super::trees::EditedPath;
use super::{WriteError, io_at};
use crate::repository::files::write_file_atomically;
use crate::repository::handle::Handle;
use crate::repository::objects::read_object;
use crate::repository::status::{Comparison, Working};
use crate::repository::{Mode, Repository};

/// Brings the files to the commit, through git's filters; the answer names those that hold other bytes and were left.
pub(super) fn update(
    repository: &Repository,
    handle: &Handle,
    paths: &[EditedPath],
) -> Result<Vec<String>, WriteError> {
    let root = repository.root().ok_or(WriteError::Bare)?;
    let mut comparison = Comparison::new(repository, handle)?;
    let mut kept = Vec::new();
    for edited in paths {
        let working = comparison.working(&edited.path)?;
        if working == state(edited.new) {
            continue;
        }
        if working != state(edited.old) {
            kept.push(edited.path.clone());
            continue;
        }
        let full = root.join(&edited.path);
        match edited.new {
            Some((_, id)) => {
                let blob = read_object(handle, id.0, gix::objs::Kind::Blob)?;
                let bytes = comparison.for_work_tree(&edited.path, &blob)?;
                write_file_atomically(&full, &bytes).map_err(|error| io_at(&full, &error))?;
            }
            None => {
                fs::remove_file(&full).map_err(|error| io_at(&full, &error))?;
                prune(root, &full);
            }
        }
    }
    Ok(kept)
}

fn state(file: Option<(Mode, crate::repository::BlobId)>) -> Working {
    match file {
        Some((mode, id)) => Working::File(mode, id),
        None => Working::Absent,
    }
}

/// Removes the folders that a removed file leaves empty, as git does.
fn prune(root: &Path, file: &Path) {
    let mut folder = file.parent();
    while let Some(empty) = folder {
        // A folder that holds anything refuses.
        if empty == root || fs::remove_dir(empty).is_err() {
            return;
        }
        folder = empty.parent();
    }
}
