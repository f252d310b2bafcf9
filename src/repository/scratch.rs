//! A throwaway repository in a private folder, into which any object can be written as it is: what
//! forgeries are staged in. It is removed with all in it when it is let go.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use gix::objs::{Kind, Write};

use super::folder::{Child, TreeLine, order};
use super::open::describe;
use super::sign::{SigningKey, generate_ssh_key};
use super::write::{serialise, with_signature};
use super::{BlobId, CommitId, Key, Mode, Repository, TagId, TreeId};

/// The files of a commit: mode and bytes by path from the root; of a submodule the bytes are its commit's id.
pub type Files = BTreeMap<String, (Mode, Vec<u8>)>;

/// A file below some folder: its path from there, its mode, its bytes.
type Below<'f> = (&'f str, Mode, &'f [u8]);

/// What could not be made or written.
#[derive(Debug, thiserror::Error)]
#[error("{what}: {cause}")]
pub struct ScratchError {
    /// The file or object concerned.
    pub what: String,
    /// What the system or the library said.
    pub cause: String,
}

impl ScratchError {
    fn new(what: impl ToString, cause: impl ToString) -> ScratchError {
        ScratchError {
            what: what.to_string(),
            cause: cause.to_string(),
        }
    }
}

/// The folder: a repository without files of its own in `depot`, keys in `cles`.
#[derive(Debug)]
pub struct Scratch {
    repository: Repository,
    folder: Folder,
}

/// Removed when it goes out of use, however that comes.
#[derive(Debug)]
struct Folder(PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        // What cannot be removed stays in the temporary folder, which the system clears.
        let _ = fs::remove_dir_all(&self.0);
    }
}

impl Scratch {
    /// Makes it in the system's temporary folder, for this user alone, its name beginning as said.
    ///
    /// # Errors
    /// The temporary folder cannot be written.
    pub fn new(name: &str) -> Result<Scratch, ScratchError> {
        let folder = Folder(private_folder(name)?);
        let depot = folder.0.join("depot");
        let repository =
            Repository::init(&depot, "main").map_err(|error| ScratchError::new("git", error))?;
        // Whatever program the user signs with, these keys are files that it knows nothing of.
        repository
            .set_config_local("gpg.ssh.program", "ssh-keygen")
            .map_err(|error| ScratchError::new("git config", error))?;
        Ok(Scratch { repository, folder })
    }

    /// Where it stands.
    pub fn folder(&self) -> &Path {
        &self.folder.0
    }

    /// The repository.
    pub fn repository(&self) -> &Repository {
        &self.repository
    }

    /// The repository as another process would open it.
    ///
    /// # Errors
    /// It can no longer be read.
    pub fn reopened(&self) -> Result<Repository, ScratchError> {
        Repository::open(&self.folder.0.join("depot"))
            .map_err(|error| ScratchError::new("git", error))
    }

    /// Makes a key of that name, and gives its public half.
    ///
    /// # Errors
    /// ssh-keygen is not installed, or refuses.
    pub fn make_key(&self, name: &str) -> Result<Key, super::SignError> {
        generate_ssh_key(&self.key_path(name), name)
    }

    /// Signs bytes with the key of that name; the answer is the armour.
    ///
    /// # Errors
    /// There is no such key, or ssh-keygen refuses.
    pub fn sign(&self, name: &str, payload: &[u8]) -> Result<Vec<u8>, super::SignError> {
        self.repository
            .sign(payload, &SigningKey::File(self.key_path(name)))
    }

    /// Writes blobs and trees, whatever the modes and names.
    ///
    /// # Errors
    /// The disk is full, or the like.
    pub fn write_tree(&self, files: &Files) -> Result<TreeId, ScratchError> {
        let files: Vec<Below<'_>> = files
            .iter()
            .map(|(path, (mode, bytes))| (path.as_str(), *mode, bytes.as_slice()))
            .collect();
        self.write_folder(&files)
    }

    fn write_folder(&self, files: &[Below<'_>]) -> Result<TreeId, ScratchError> {
        let mut children: BTreeMap<&str, Child> = BTreeMap::new();
        let mut below: BTreeMap<&str, Vec<Below<'_>>> = BTreeMap::new();
        for (path, mode, bytes) in files {
            match path.split_once('/') {
                Some((folder, rest)) => {
                    below.entry(folder).or_default().push((rest, *mode, bytes));
                }
                None => {
                    let id = match mode {
                        Mode::Submodule => String::from_utf8_lossy(bytes)
                            .parse()
                            .map_err(|error| ScratchError::new(path, error))?,
                        _ => BlobId(self.write_object(Kind::Blob, bytes)?),
                    };
                    children.insert(path, Child::File(*mode, id));
                }
            }
        }
        for (folder, inner) in below {
            children.insert(folder, Child::Folder(self.write_folder(&inner)?));
        }
        let mut lines: Vec<TreeLine<'_>> = children
            .into_iter()
            .map(|(name, child)| TreeLine {
                name: name.as_bytes(),
                child,
            })
            .collect();
        lines.sort_by(order);
        self.write_object(Kind::Tree, &serialise(&lines))
            .map(TreeId)
    }

    /// Writes a commit of exactly these bytes, the signature put behind its headers as git does.
    ///
    /// # Errors
    /// The disk is full, or the like.
    pub fn write_commit(
        &self,
        payload: &[u8],
        armor: Option<&[u8]>,
    ) -> Result<CommitId, ScratchError> {
        let header = self.repository.with(|handle| match handle.object_hash() {
            gix::hash::Kind::Sha1 => "gpgsig",
            _ => "gpgsig-sha256",
        });
        let bytes = match armor {
            Some(armor) => with_signature(payload, header, armor),
            None => payload.to_vec(),
        };
        self.write_object(Kind::Commit, &bytes).map(CommitId)
    }

    /// Writes a tag of exactly these bytes; no reference names it.
    ///
    /// # Errors
    /// The disk is full, or the like.
    pub fn write_tag(&self, bytes: &[u8]) -> Result<TagId, ScratchError> {
        self.write_object(Kind::Tag, bytes).map(TagId)
    }

    /// Does something while a file stands in the folder of git, such as `shallow` or a reference.
    ///
    /// # Errors
    /// The file cannot be written or removed.
    pub fn with_git_file<T>(
        &self,
        name: &str,
        bytes: &[u8],
        action: impl FnOnce() -> T,
    ) -> Result<T, ScratchError> {
        let path = self.repository.git_dir().join(name);
        let fault = |error: io::Error| ScratchError::new(path.display(), error);
        let parent = path.parent().unwrap_or(&path);
        fs::create_dir_all(parent)
            .and_then(|()| fs::write(&path, bytes))
            .map_err(fault)?;
        let answer = action();
        fs::remove_file(&path).map_err(fault)?;
        Ok(answer)
    }

    /// Does something while an object, named in full, is missing or holds other bytes on disk.
    ///
    /// # Errors
    /// The object is not there, or its file cannot be written.
    pub fn with_object_file<T>(
        &self,
        id: &str,
        bytes: Option<&[u8]>,
        action: impl FnOnce() -> T,
    ) -> Result<T, ScratchError> {
        let (folder, rest) = id.split_at_checked(2).unwrap_or((id, ""));
        let path = self
            .repository
            .common_dir()
            .join("objects")
            .join(folder)
            .join(rest);
        let aside = path.with_extension("aside");
        let fault = |error: io::Error| ScratchError::new(path.display(), error);
        fs::rename(&path, &aside).map_err(fault)?;
        if let Some(bytes) = bytes {
            fs::write(&path, bytes).map_err(fault)?;
        }
        let answer = action();
        if bytes.is_some() {
            fs::remove_file(&path).map_err(fault)?;
        }
        fs::rename(&aside, &path).map_err(fault)?;
        Ok(answer)
    }

    fn key_path(&self, name: &str) -> PathBuf {
        self.folder.0.join("cles").join(name)
    }

    fn write_object(&self, kind: Kind, bytes: &[u8]) -> Result<gix::ObjectId, ScratchError> {
        self.repository.with(|handle| {
            handle
                .objects
                .write_buf(kind, bytes)
                .map_err(|error| ScratchError::new(kind, describe(&error)))
        })
    }
}

/// A new folder that nobody else may look into: one that is there already is never taken.
fn private_folder(name: &str) -> Result<PathBuf, ScratchError> {
    let base = std::env::temp_dir();
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    for number in 1_u32.. {
        let path = base.join(format!("{name}-{}-{number}", std::process::id()));
        match builder.create(&path) {
            Ok(()) => return Ok(path),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(ScratchError::new(path.display(), error)),
        }
    }
    Err(ScratchError::new(base.display(), "no free name"))
}

/// The first line that a program says of its version; none where it is not installed.
pub fn program_version(program: &str, argument: &str) -> Option<String> {
    let output = Command::new(program)
        .arg(argument)
        .stdin(Stdio::null())
        .output()
        .ok()?;
    [output.stdout, output.stderr].iter().find_map(|said| {
        let text = String::from_utf8_lossy(said);
        let line = text.lines().next()?.trim();
        (!line.is_empty()).then(|| line.to_owned())
    })
}
