//! The files of git's index: what the next commit will hold.

use std::collections::BTreeMap;
use std::sync::Arc;

use gix::index::entry::{Flags, Mode as IndexMode, Stage};

use super::{Kind, Tree, committed};
use crate::repository::open::describe;
use crate::repository::{BlobId, Mode, Repository, StatusError, TreeId, environment};

impl Repository {
    /// The files of the index, read from the objects alone. While git makes a commit of some files only, the index is
    /// the one that git names to its hooks.
    ///
    /// # Errors
    /// The index or an object of it cannot be read.
    pub fn staged(&self) -> Result<Tree, StatusError> {
        let unreadable = |error: gix::Error| StatusError::Unreadable(describe(&error));
        let handle = self.fresh();
        // Only one of this repository: a hook of another one may have started us.
        let own = self.git_dir().canonicalize().ok();
        let named = environment::index_file().filter(|path| {
            let file = path.canonicalize().ok();
            file.is_some_and(|file| file.parent() == own.as_deref())
        });
        let index = match named {
            Some(path) => {
                let options = gix::index::decode::Options::default();
                let file = gix::index::File::at(path, handle.object_hash(), false, options)
                    .map_err(|error| StatusError::Unreadable(error.to_string()))?;
                gix::worktree::IndexPersistedOrInMemory::InMemory(file)
            }
            None => gix::worktree::IndexPersistedOrInMemory::Persisted(
                handle.index_or_empty().map_err(unreadable)?,
            ),
        };
        let mut files = BTreeMap::new();
        for entry in index.entries() {
            let path = entry.path(&index);
            if entry.flags.contains(Flags::INTENT_TO_ADD) {
                continue;
            }
            if entry.mode == IndexMode::DIR {
                // A folder that a sparse checkout leaves out is kept as its tree.
                let base = format!("{}/", path.to_string().trim_end_matches('/'));
                let mut found = Vec::new();
                committed::walk(&handle, TreeId(entry.id), base.as_bytes(), &mut found)
                    .map_err(|error| StatusError::Read(error.into()))?;
                files.extend(found.into_iter().map(|entry| (entry.path.clone(), entry)));
                continue;
            }
            let mode = match entry.mode {
                IndexMode::FILE_EXECUTABLE => Mode::Executable,
                IndexMode::SYMLINK => Mode::Link,
                IndexMode::COMMIT => Mode::Submodule,
                _ => Mode::Plain,
            };
            let mut file = committed::file(path, mode, BlobId(entry.id));
            if entry.stage() != Stage::Unconflicted {
                file.kind = Kind::Unreadable("in conflict".to_owned());
            }
            files.insert(file.path.clone(), file);
        }
        Ok(Tree::Staged(self.clone(), Arc::new(files)))
    }
}
