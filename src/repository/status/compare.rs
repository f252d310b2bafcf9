//! One path in head, index and work tree.

use std::collections::HashMap;
use std::path::Path;

use gix::bstr::BStr;
use gix::index::entry::Stage;
use gix::objs::Kind as ObjectKind;

use super::{PathState, StatusError};
use crate::repository::folder::Child;
use crate::repository::handle::Handle;
use crate::repository::objects::child_at;
use crate::repository::open::describe;
use crate::repository::tree::Kind;
use crate::repository::{BlobId, CommitId, Mode, ObjectError, ReadError, Repository, Tree, TreeId};

/// What is needed to compare paths, opened once.
pub(in crate::repository) struct Comparison<'repo> {
    handle: &'repo Handle,
    pub(super) root: std::path::PathBuf,
    pub(super) head_commit: Option<CommitId>,
    head: Option<TreeId>,
    /// The files of the head that are asked for, when they are many.
    pub(super) head_files: Option<HashMap<String, (Mode, BlobId)>>,
    pipeline: gix::filter::Pipeline<'repo>,
    index: gix::worktree::IndexPersistedOrInMemory,
    /// Where the file system keeps no executable bit, the one of the index holds.
    modes_are_kept: bool,
}

/// What stands in the work tree at a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::repository) enum Working {
    Absent,
    /// A file, by the mode and id that git would commit it under.
    File(Mode, BlobId),
    /// A link, a folder's stand-in, a device.
    NotAFile,
}

impl<'repo> Comparison<'repo> {
    /// Opens index, head and filters.
    pub(in crate::repository) fn new(
        repository: &'repo Repository,
        handle: &'repo Handle,
    ) -> Result<Self, StatusError> {
        let root = repository.root().ok_or(StatusError::Bare)?.to_owned();
        let head_commit = repository.head()?.tip;
        let object = |error: ObjectError| StatusError::Read(ReadError::Object(error));
        let head = head_commit
            .map(|id| repository.tree_id(id))
            .transpose()
            .map_err(object)?;
        let (pipeline, index) = handle.filter_pipeline(None).map_err(unreadable)?;
        Ok(Comparison {
            handle,
            root,
            head_commit,
            head,
            head_files: None,
            pipeline,
            index,
            modes_are_kept: cfg!(unix) && repository.config_bool("core.fileMode") != Some(false),
        })
    }

    /// How one path stands.
    pub(in crate::repository) fn state(&mut self, path: &str) -> Result<PathState, StatusError> {
        let name = BStr::new(path.as_bytes());
        if [Stage::Base, Stage::Ours, Stage::Theirs]
            .iter()
            .any(|stage| self.index.entry_by_path_and_stage(name, *stage).is_some())
        {
            return Ok(PathState::Unmerged);
        }
        let indexed = self.indexed_file(path);
        let head = self.head_file(path)?;
        let working = self.working(path)?;
        Ok(match (head, indexed, working) {
            (None, None, Working::Absent) => PathState::Clean,
            (None, None, _) => PathState::Untracked,
            (head, indexed, _) if head != indexed => PathState::Staged,
            (_, _, Working::Absent) => PathState::Missing,
            (_, Some((mode, id)), Working::File(work_mode, work_id))
                if mode == work_mode && id == work_id =>
            {
                PathState::Clean
            }
            _ => PathState::Modified,
        })
    }

    /// The file in the index; one that is only announced (`git add -N`) is none yet.
    pub(in crate::repository) fn indexed_file(&self, path: &str) -> Option<(Mode, BlobId)> {
        let entry = self
            .index
            .entry_by_path_and_stage(BStr::new(path.as_bytes()), Stage::Unconflicted)?;
        if entry
            .flags
            .contains(gix::index::entry::Flags::INTENT_TO_ADD)
        {
            return None;
        }
        let mode = match entry.mode {
            gix::index::entry::Mode::FILE_EXECUTABLE => Mode::Executable,
            gix::index::entry::Mode::SYMLINK => Mode::Link,
            gix::index::entry::Mode::COMMIT => Mode::Submodule,
            _ => Mode::Plain,
        };
        Some((mode, BlobId(entry.id)))
    }

    /// The file in the work tree, as git would store it.
    pub(in crate::repository) fn working(&mut self, path: &str) -> Result<Working, StatusError> {
        let indexed = self.indexed_file(path);
        if let Some((Mode::Submodule, id)) = indexed {
            // What is in another repository is committed there.
            return Ok(Working::File(Mode::Submodule, id));
        }
        let tree = Tree::WorkingTree(self.root.clone());
        let Some(entry) = tree.entry(path)? else {
            return Ok(Working::Absent);
        };
        let mode = match (&entry.kind, indexed) {
            (Kind::Plain, Some((Mode::Executable, _))) if !self.modes_are_kept => Mode::Executable,
            (Kind::Plain, _) => Mode::Plain,
            (Kind::Executable, _) => Mode::Executable,
            (Kind::Link, Some((Mode::Link, _))) => {
                let target = std::fs::read_link(self.root.join(path))
                    .map_err(|error| StatusError::Unreadable(error.to_string()))?;
                let target = gix::path::into_bstr(target).map_err(unreadable)?;
                return Ok(Working::File(Mode::Link, self.blob_id(&target)?));
            }
            _ => return Ok(Working::NotAFile),
        };
        if let Some((_, id)) = indexed
            && self.unchanged(path)
        {
            return Ok(Working::File(mode, id));
        }
        let bytes = tree.read(&entry)?;
        let converted = self
            .pipeline
            .convert_to_git(bytes.as_slice(), Path::new(path), &self.index)
            .map_err(unreadable)?;
        let stored = collect(converted)?;
        Ok(Working::File(mode, self.blob_id(&stored)?))
    }

    /// Whether the file is the one that git looked at last, by all that the system says of it.
    fn unchanged(&self, path: &str) -> bool {
        let entry = self
            .index
            .entry_by_path_and_stage(BStr::new(path.as_bytes()), Stage::Unconflicted);
        let (Some(entry), Ok(options)) = (entry, self.handle.stat_options()) else {
            return false;
        };
        let data = gix::index::fs::Metadata::from_path_no_follow(&self.root.join(path)).ok();
        let stat = data.and_then(|data| gix::index::entry::Stat::from_fs(&data).ok());
        let racy = entry.stat.is_racy(self.index.timestamp(), options);
        !racy && stat.is_some_and(|stat| entry.stat.matches(&stat, options))
    }

    fn blob_id(&self, bytes: &[u8]) -> Result<BlobId, StatusError> {
        gix::objs::compute_hash(self.handle.object_hash(), ObjectKind::Blob, bytes)
            .map(BlobId)
            .map_err(unreadable)
    }

    /// The bytes that git would write for a blob at this path.
    pub(in crate::repository) fn for_work_tree(
        &mut self,
        path: &str,
        blob: &[u8],
    ) -> Result<Vec<u8>, StatusError> {
        use gix::filter::plumbing::driver::apply::Delay;
        use gix::filter::plumbing::pipeline::convert::to_worktree::{Options, UnknownEncoding};
        let options = Options {
            can_delay: Delay::Forbid,
            unknown_encoding: UnknownEncoding::Fail,
        };
        let mut outcome = self
            .pipeline
            .convert_to_worktree(blob, BStr::new(path.as_bytes()), options)
            .map_err(unreadable)?;
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(&mut outcome, &mut bytes)
            .map_err(|error| StatusError::Unreadable(error.to_string()))?;
        Ok(bytes)
    }

    fn head_file(&self, path: &str) -> Result<Option<(Mode, BlobId)>, StatusError> {
        if let Some(files) = &self.head_files {
            return Ok(files.get(path).copied());
        }
        let Some(tree) = self.head else {
            return Ok(None);
        };
        let child = child_at(self.handle, tree, path)
            .map_err(|error| StatusError::Read(ReadError::Object(error)))?;
        Ok(match child {
            Some(Child::File(mode, id)) => Some((mode, id)),
            Some(Child::Folder(_)) | None => None,
        })
    }

    /// The names in the index below the folders.
    pub(super) fn indexed(&self, prefixes: &[&str]) -> Vec<String> {
        let below = |path: &str, folder: &str| {
            path.strip_prefix(folder)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        let names = self
            .index
            .entries()
            .iter()
            .map(|entry| entry.path(&self.index).to_string());
        names
            .filter(|path| prefixes.is_empty() || prefixes.iter().any(|folder| below(path, folder)))
            .collect()
    }

    /// Whether git is told to pass over the file.
    pub(super) fn ignored(&self, path: &str) -> Result<bool, StatusError> {
        let source = gix::worktree::stack::state::ignore::Source::WorktreeThenIdMappingIfNotSkipped;
        let mut stack = self
            .handle
            .excludes(&self.index, None, source)
            .map_err(unreadable)?;
        let platform = stack
            .at_path(path, Some(gix::index::entry::Mode::FILE))
            .map_err(|error| StatusError::Unreadable(error.to_string()))?;
        Ok(platform.is_excluded())
    }
}

fn collect(mut converted: impl std::io::Read) -> Result<Vec<u8>, StatusError> {
    let mut bytes = Vec::new();
    converted
        .read_to_end(&mut bytes)
        .map_err(|error| StatusError::Unreadable(error.to_string()))?;
    Ok(bytes)
}

fn unreadable(error: gix::Error) -> StatusError {
    StatusError::Unreadable(describe(&error))
}
