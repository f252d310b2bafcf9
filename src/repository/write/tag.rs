//! Making a signed tag: the object first, durable and read back, then its reference, which must not be there.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use gix::objs::Kind;

use super::plan::{stamp, stamp_time, store};
use super::trees::NewObject;
use super::{ActLock, PlanError, WriteError, io_at};
use crate::repository::files::{flush_folder, link_new_file, write_file_atomically};
use crate::repository::open::describe;
use crate::repository::{
    CommitId, Identity, RawTag, Repository, ResolveError, SigningKey, TagId, Target,
};

/// The note of a tag that is under way: its id, and the file of its reference.
pub(super) const NOTE: &str = "pending-tag";

/// A signed tag to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TagPlan {
    /// Without `refs/tags/`: ASCII letters, digits, `.`, `_`, `-`.
    pub name: String,
    /// The commit that it names.
    pub target: CommitId,
    /// Not blank, without NUL and without a line that git would take for a signature; ends in a line break.
    pub message: String,
    /// Who makes it.
    pub tagger: Identity,
    /// Since 1970, UTC.
    pub seconds: i64,
    /// East of UTC.
    pub offset_minutes: i32,
    /// With which key.
    pub key: SigningKey,
}

impl Repository {
    /// Makes the tag of a plan. `on_built` judges the tag as read back from the store, before any reference names it.
    ///
    /// # Errors
    /// No reference was made.
    pub fn tag_plan<R>(
        &self,
        lock: &ActLock,
        plan: &TagPlan,
        on_built: &dyn Fn(&RawTag) -> Result<(), R>,
    ) -> Result<TagId, PlanError<R>> {
        if self.root().is_none() {
            return Err(WriteError::Bare.into());
        }
        self.recover_locked(lock).map_err(|error| WriteError::Io {
            path: self.git_dir().join("qms"),
            cause: error.to_string(),
        })?;
        let reference = format!("refs/tags/{}", plan.name);
        if !sound(&plan.name) {
            return Err(WriteError::BadPath(reference).into());
        }
        if self.is_taken(&reference)? {
            return Err(WriteError::TagExists(plan.name.clone()).into());
        }
        let handle = self.fresh();
        let mut bytes = payload(plan)?;
        let armor = self.sign(&bytes, &plan.key).map_err(WriteError::from)?;
        let signed = bytes.len();
        bytes.extend_from_slice(&armor);
        let id = gix::objs::compute_hash(handle.object_hash(), Kind::Tag, &bytes)
            .map_err(|_| WriteError::BadText("tag"))?;
        let object = NewObject {
            id,
            kind: Kind::Tag,
            bytes,
        };
        store(&handle, &[object])?;
        let id = TagId(id);
        let raw = self.tag(id).map_err(WriteError::from)?;
        let as_built = raw.payload.len() == signed
            && raw.name == plan.name
            && raw.target == Target::Commit(plan.target)
            && raw.malformed.is_empty();
        if !as_built {
            return Err(WriteError::BadText("tag").into());
        }
        on_built(&raw).map_err(PlanError::Refused)?;
        self.name_tag(&reference, id)?;
        Ok(id)
    }

    /// Whether a reference, or a folder of references, has this name.
    fn is_taken(&self, reference: &str) -> Result<bool, WriteError> {
        let below = !self.references(&format!("{reference}/"))?.is_empty();
        Ok(below || self.held(reference)?.is_some())
    }

    fn held(&self, reference: &str) -> Result<Option<String>, WriteError> {
        let found = self.with(|repo| {
            repo.try_find_reference(reference).map(|found| {
                found.map(|found| match found.target().try_id() {
                    Some(id) => id.to_hex().to_string(),
                    None => String::new(),
                })
            })
        });
        found.map_err(|error| {
            WriteError::Head(ResolveError::Unreadable {
                rev: reference.to_owned(),
                cause: describe(&error),
            })
        })
    }

    /// Makes the reference under git's own lock. The lock is made with the id already in it and a note says whose it is,
    /// so that one which a crash leaves can be told from a foreign one.
    fn name_tag(&self, reference: &str, id: TagId) -> Result<(), WriteError> {
        let path = self.common_dir().join(reference);
        let lock = self.common_dir().join(format!("{reference}.lock"));
        let folder = path.parent().unwrap_or(self.common_dir());
        fs::create_dir_all(folder).map_err(|error| io_at(folder, &error))?;
        let note = note_path(self);
        write_file_atomically(&note, format!("{id} {reference}\n").as_bytes())
            .map_err(|error| io_at(&note, &error))?;
        let named = (|| {
            let staging = self.git_dir().join("qms");
            link_new_file(&lock, format!("{id}\n").as_bytes(), &staging).map_err(|error| {
                match error.kind() {
                    io::ErrorKind::AlreadyExists => WriteError::Locked { path: lock.clone() },
                    _ => io_at(&lock, &error),
                }
            })?;
            let moved = self.put(reference, &lock, &path);
            if moved.is_err() {
                // Ours: made above.
                let _ = fs::remove_file(&lock);
            }
            moved
        })();
        let forgotten = fs::remove_file(&note).map_err(|error| io_at(&note, &error));
        named.and(forgotten)?;
        flush_folder(folder).map_err(|error| io_at(folder, &error))?;
        match self.held(reference)? {
            Some(held) if held == id.to_string() => Ok(()),
            _ => Err(WriteError::TagExists(reference.to_owned())),
        }
    }

    fn put(&self, reference: &str, lock: &Path, path: &Path) -> Result<(), WriteError> {
        // Git leaves empty folders where references were; one that holds anything refuses.
        let _ = fs::remove_dir(path);
        if self.is_taken(reference)? || fs::symlink_metadata(path).is_ok() {
            return Err(WriteError::TagExists(reference.to_owned()));
        }
        fs::rename(lock, path).map_err(|error| io_at(path, &error))
    }
}

/// Whether a tag that was begun left its note.
pub(super) fn was_stopped(repository: &Repository) -> bool {
    note_path(repository).exists()
}

/// Removes the lock of a reference that a tag of ours left when it was killed; a foreign one stays.
pub(super) fn remove_own_lock(repository: &Repository) -> Result<(), WriteError> {
    let note = note_path(repository);
    let Ok(text) = fs::read_to_string(&note) else {
        return Ok(());
    };
    if let Some((id, reference)) = text.trim_end().split_once(' ')
        && reference.strip_prefix("refs/tags/").is_some_and(sound)
    {
        let lock = repository.common_dir().join(format!("{reference}.lock"));
        if fs::read_to_string(&lock).is_ok_and(|held| held.trim_end() == id) {
            fs::remove_file(&lock).map_err(|error| io_at(&lock, &error))?;
        }
    }
    fs::remove_file(&note).map_err(|error| io_at(&note, &error))
}

fn note_path(repository: &Repository) -> PathBuf {
    repository.git_dir().join("qms").join(NOTE)
}

/// What a reference, a file name on every system and a command line can hold.
fn sound(name: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-');
    !name.is_empty()
        && name.bytes().all(plain)
        && !name.starts_with(['.', '-'])
        && !name.ends_with('.')
        && !name.ends_with(".lock")
        && !name.contains("..")
}

/// The tag without its signature.
fn payload(plan: &TagPlan) -> Result<Vec<u8>, WriteError> {
    let message = &plan.message;
    let taken = message.lines().any(|line| line.starts_with("-----BEGIN "));
    if message.trim().is_empty() || message.contains('\0') || !message.ends_with('\n') || taken {
        return Err(WriteError::BadText("message"));
    }
    Ok(format!(
        "object {}\ntype commit\ntag {}\ntagger {} {}\n\n{message}",
        plan.target,
        plan.name,
        stamp(&plan.tagger)?,
        stamp_time(plan.seconds, plan.offset_minutes)?,
    )
    .into_bytes())
}
