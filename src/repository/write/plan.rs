//! Carrying out a plan, in an order that can stop anywhere.

use std::fs::File;
use std::path::{Path, PathBuf};

use gix::objs::{Kind, Write};

use super::intent::Intent;
use super::trees::{Built, EditedPath, NewObject, build};
use super::{
    ActLock, CommitPlan, PlanError, Signing, WriteError, checkout, index, io_at, reference,
};
use crate::repository::commits::RawCommit;
use crate::repository::files::flush_folder;
use crate::repository::handle::Handle;
use crate::repository::objects::read_object;
use crate::repository::open::describe;
use crate::repository::sign::SigningKey;
use crate::repository::status::{Comparison, Working};
use crate::repository::{CommitId, Identity, Repository};

impl Repository {
    /// Makes the commit of a plan and brings branch, index and work tree to it. `on_built` judges the commit as read
    /// back from the store, before anything is moved.
    ///
    /// Objects are made durable first, then the branch moves if it is still where it was judged, then files and index
    /// follow. A note of what is under way lets [`Repository::recover`] finish it after a crash.
    ///
    /// # Errors
    /// Nothing was moved, except for [`WriteError::Unfinished`].
    pub fn commit_plan<R>(
        &self,
        lock: &ActLock,
        plan: &CommitPlan,
        on_built: &dyn Fn(&RawCommit) -> Result<(), R>,
    ) -> Result<CommitId, PlanError<R>> {
        let branch = self.ready_branch(lock, plan)?;
        let handle = self.fresh();
        let base = plan
            .expected_tip
            .map(|tip| self.tree_id(tip))
            .transpose()
            .map_err(WriteError::from)?;
        let mut built = build(&handle, base, &plan.edits)?;
        self.check_files(&handle, &built.paths)?;
        let payload = payload(plan, &built)?;
        let commit = self.signed(&handle, plan, payload)?;
        let id = CommitId(commit.id);
        built.objects.push(commit);
        store(&handle, &built.objects)?;
        let raw = self.commit(id).map_err(WriteError::from)?;
        let parents: Vec<CommitId> = plan.expected_tip.into_iter().collect();
        if raw.tree != built.tree || raw.parents != parents || !raw.malformed.is_empty() {
            return Err(WriteError::NotAsBuilt(id).into());
        }
        on_built(&raw).map_err(PlanError::Refused)?;
        let intent = Intent::new(&branch, plan, id, &built.paths);
        self.carry_out(&handle, plan, &intent)?;
        Ok(id)
    }

    fn carry_out(
        &self,
        handle: &Handle,
        plan: &CommitPlan,
        intent: &Intent,
    ) -> Result<(), WriteError> {
        intent.write(self)?;
        let log = reference::Log {
            identity: &plan.committer,
            plan,
        };
        let held = index::lock(self, intent);
        let moved = match &held {
            Ok(_) => reference::advance(self, intent, &log),
            Err(_) => Ok(()),
        };
        match (held, moved) {
            (Ok(held), Ok(())) => {
                let followed = self.follow(handle, intent);
                // Whatever could not be done, git is not to be kept waiting: the note is enough to go on.
                let released = held.release();
                let done = followed.and(released).and_then(|()| intent.remove(self));
                done.map_err(|error| match intent.commit() {
                    Ok(commit) => WriteError::Unfinished {
                        commit,
                        cause: error.to_string(),
                    },
                    Err(error) => error,
                })
            }
            (Ok(held), Err(error)) => {
                // The note stays while a lock of ours does: by it the lock is known for ours.
                if held.release().is_ok() && reference::remove_own_lock(self, intent).is_ok() {
                    intent.remove(self)?;
                }
                Err(error)
            }
            (Err(error), _) => {
                intent.remove(self)?;
                Err(error)
            }
        }
    }

    /// Files and index follow the branch.
    fn follow(&self, handle: &Handle, intent: &Intent) -> Result<(), WriteError> {
        reference::flush(self, intent)?;
        let paths = intent.paths()?;
        let kept = checkout::update(self, handle, &paths)?;
        index::update(self, handle, &paths, (&kept[..], index::Others::Overwrite))
    }

    /// The branch to move, when the repository is in a state to be moved.
    fn ready_branch(&self, lock: &ActLock, plan: &CommitPlan) -> Result<String, WriteError> {
        if self.root().is_none() {
            return Err(WriteError::Bare);
        }
        // What an act that was killed left behind is put right first, now that the lock says that it is no longer alive.
        self.recover_locked(lock).map_err(|error| WriteError::Io {
            path: self.git_dir().join("qms"),
            cause: error.to_string(),
        })?;
        if let Some(state) = self.in_progress() {
            return Err(WriteError::InProgress(state));
        }
        let head = self.head()?;
        let branch = head.branch.ok_or(WriteError::Detached)?;
        match head.tip == plan.expected_tip {
            true => Ok(branch),
            false => Err(WriteError::TipMoved { found: head.tip }),
        }
    }

    /// Refuses to write over what is not committed: index and file hold the old bytes, or the new ones already.
    fn check_files(&self, handle: &Handle, paths: &[EditedPath]) -> Result<(), WriteError> {
        let mut comparison = Comparison::new(self, handle)?;
        for edited in paths {
            let indexed = comparison.indexed_file(&edited.path);
            let working = comparison.working(&edited.path)?;
            let unmerged = comparison.state(&edited.path)? == super::super::PathState::Unmerged;
            let as_known = |file: Option<(_, _)>| file == edited.old || file == edited.new;
            let file = match working {
                Working::Absent => None,
                Working::File(mode, id) => Some((mode, id)),
                Working::NotAFile => return Err(WriteError::NotAFile(edited.path.clone())),
            };
            // A file that was removed in the work tree and is rewritten here is a change that would be lost as well.
            if unmerged || !as_known(indexed) || !as_known(file) {
                return Err(WriteError::Dirty(edited.path.clone()));
            }
        }
        Ok(())
    }

    fn signed(
        &self,
        handle: &Handle,
        plan: &CommitPlan,
        payload: Vec<u8>,
    ) -> Result<NewObject, WriteError> {
        let key = match &plan.signing {
            Signing::Never => None,
            Signing::AsConfigured if self.config_bool("commit.gpgSign") != Some(true) => None,
            Signing::Always | Signing::AsConfigured => Some(&SigningKey::Configured),
            Signing::With(key) => Some(key),
        };
        let bytes = match key {
            None => payload,
            Some(key) => {
                let armor = self.sign(&payload, key)?;
                let header = match handle.object_hash() {
                    gix::hash::Kind::Sha1 => "gpgsig",
                    _ => "gpgsig-sha256",
                };
                with_signature(&payload, header, &armor)
            }
        };
        let id = gix::objs::compute_hash(handle.object_hash(), Kind::Commit, &bytes);
        Ok(NewObject {
            id: id.map_err(|_| WriteError::BadText("commit"))?,
            kind: Kind::Commit,
            bytes,
        })
    }
}

/// The commit without its signature.
fn payload(plan: &CommitPlan, built: &Built) -> Result<Vec<u8>, WriteError> {
    let mut text = format!("tree {}\n", built.tree);
    if let Some(tip) = plan.expected_tip {
        text.push_str(&format!("parent {tip}\n"));
    }
    let when = stamp_time(plan.seconds, plan.offset_minutes)?;
    text.push_str(&format!("author {} {when}\n", stamp(&plan.author)?));
    text.push_str(&format!("committer {} {when}\n\n", stamp(&plan.committer)?));
    if plan.message.trim().is_empty() || plan.message.contains('\0') {
        return Err(WriteError::BadText("message"));
    }
    text.push_str(&plan.message);
    if !text.ends_with('\n') {
        text.push('\n');
    }
    Ok(text.into_bytes())
}

/// `Name <email>`, as a commit can hold it.
pub(super) fn stamp(identity: &Identity) -> Result<String, WriteError> {
    let clean = |text: &str| {
        !text
            .chars()
            .any(|sign| sign.is_control() || matches!(sign, '<' | '>'))
    };
    let Identity { name, email } = identity;
    if name.trim() != name || name.is_empty() || !clean(name) {
        return Err(WriteError::BadText("name"));
    }
    if !clean(email) || email.contains(' ') {
        return Err(WriteError::BadText("email"));
    }
    Ok(format!("{name} <{email}>"))
}

/// `seconds +hhmm`.
pub(super) fn stamp_time(seconds: i64, minutes: i32) -> Result<String, WriteError> {
    if seconds < 0 || minutes.abs() > 14 * 60 {
        return Err(WriteError::BadText("date"));
    }
    let sign = if minutes < 0 { '-' } else { '+' };
    Ok(format!(
        "{seconds} {sign}{:02}{:02}",
        minutes.abs() / 60,
        minutes.abs() % 60
    ))
}

/// Puts the signature behind the headers, as git does.
pub(in crate::repository) fn with_signature(payload: &[u8], header: &str, armor: &[u8]) -> Vec<u8> {
    let end = payload
        .windows(2)
        .position(|pair| pair == b"\n\n")
        .map_or(payload.len(), |at| at + 1);
    let mut bytes = payload[..end].to_vec();
    bytes.extend_from_slice(header.as_bytes());
    for line in armor
        .strip_suffix(b"\n")
        .unwrap_or(armor)
        .split(|byte| *byte == b'\n')
    {
        bytes.push(b' ');
        bytes.extend_from_slice(line);
        bytes.push(b'\n');
    }
    bytes.extend_from_slice(&payload[end..]);
    bytes
}

/// Stores the objects, makes them durable, and reads each back.
pub(super) fn store(handle: &Handle, objects: &[NewObject]) -> Result<(), WriteError> {
    let folder = handle.common_dir().join("objects");
    let mut folders = vec![folder.clone()];
    for object in objects {
        let path = loose_path(&folder, object.id);
        if !handle.has_object(object.id) {
            handle
                .objects
                .write_buf(object.kind, &object.bytes)
                .map_err(|error| WriteError::Io {
                    path: path.clone(),
                    cause: describe(&error),
                })?;
        }
        // An object that is there is in a pack, or was left loose by somebody who did not wait for the disk.
        if let Ok(file) = File::open(&path) {
            file.sync_all().map_err(|error| io_at(&path, &error))?;
            folders.extend(path.parent().map(Path::to_owned));
        }
    }
    folders.sort();
    folders.dedup();
    for folder in folders {
        flush_folder(&folder).map_err(|error| io_at(&folder, &error))?;
    }
    for object in objects {
        if read_object(handle, object.id, object.kind)? != object.bytes {
            return Err(WriteError::NotAsBuilt(CommitId(object.id)));
        }
    }
    Ok(())
}

fn loose_path(folder: &Path, id: gix::ObjectId) -> PathBuf {
    let hex = id.to_hex().to_string();
    folder.join(&hex[..2]).join(&hex[2..])
}
