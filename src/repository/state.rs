//! Where the repository stands: its head, what is under way, its configuration and its user.

use std::fs;

use gix::bstr::ByteSlice;
use gix::objs::Kind;

use super::files::{link_new_file, write_file_atomically};
use super::open::describe;
use super::{CommitId, OpenError, Repository};

/// git's lock of its configuration.
const CONFIG_LOCK: &str = "config.lock";
/// What it holds while it is ours; git writes a configuration into it.
const CONFIG_TOKEN: &[u8] = b"# qms\n";

/// What `HEAD` says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// The full name of the branch, such as `refs/heads/main`; `None` when `HEAD` is detached.
    pub branch: Option<String>,
    /// `None` on a branch without a commit.
    pub tip: Option<CommitId>,
}

/// What git has begun and not finished.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InProgress {
    /// `git merge` that waits for its conflicts or its message.
    Merge,
    /// `git rebase`, whichever way it replays the commits.
    Rebase,
    /// `git am`
    ApplyMail,
    /// `git cherry-pick` of one commit or several.
    CherryPick,
    /// `git revert` of one commit or several.
    Revert,
    /// `git bisect`, which checks out other commits than the branch.
    Bisect,
}

/// A name and an e-mail address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// As commits show it. No commit is made with one that is blank, or has `<`, `>` or a control character.
    pub name: String,
    /// As commits show it, without `<` and `>`.
    pub email: String,
}

/// Whether a commit is known to a remote, as far as this clone knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Published {
    /// A remote-tracking branch leads to it.
    Yes,
    /// There are remote-tracking branches, and none leads to it.
    No,
    /// There is no remote-tracking branch to compare with.
    NoRemote,
}

/// Why a revision cannot be told.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ResolveError {
    /// It begins with `-`, so some program would take it for an option.
    #[error("{0} looks like an option")]
    Option(String),
    /// Nothing is called so, a short id has several meanings, or the expression is none.
    #[error("no commit is called {0}")]
    NotFound(String),
    /// It names a blob or a tree.
    #[error("{0} is not a commit")]
    NotACommit(String),
    /// The reference or an object on the way is there and cannot be read.
    #[error("cannot read {rev}: {cause}")]
    Unreadable {
        /// What was looked for: a revision, a branch, the beginning of reference names, or `HEAD`.
        rev: String,
        /// The reasons of the library, the outermost first.
        cause: String,
    },
}

/// Why a setting or the head cannot be read or written.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The key is not `section.name` or `section.subsection.name`, or the value cannot be written.
    #[error("{0} is not a setting")]
    BadKey(String),
    /// The configuration cannot be read to be changed, or its new bytes not written; the old ones stand.
    #[error("{path}: {cause}")]
    Unwritable {
        /// The file of the configuration.
        path: String,
        /// What the system or the library said.
        cause: String,
    },
    /// Another process holds the configuration's lock.
    #[error("{path} is held")]
    Locked {
        /// The lock; it is for its holder, or for a person, to remove.
        path: String,
    },
    /// The setting is written, and the repository cannot be opened with it.
    #[error(transparent)]
    Open(#[from] OpenError),
}

impl Repository {
    /// The branch and the commit that are checked out.
    ///
    /// # Errors
    /// `HEAD` or its branch is damaged.
    pub fn head(&self) -> Result<Head, ResolveError> {
        let fault = |cause: String| ResolveError::Unreadable {
            rev: "HEAD".to_owned(),
            cause,
        };
        self.with(|repo| {
            let head = repo.head().map_err(|error| fault(describe(&error)))?;
            let branch = head.referent_name().map(|name| name.as_bstr().to_string());
            let tip = head.id().map(|id| CommitId(id.detach()));
            Ok(Head { branch, tip })
        })
    }

    /// What git has begun here and not finished.
    pub fn in_progress(&self) -> Option<InProgress> {
        let there = |name: &str| self.git_dir().join(name).exists();
        let signs = [
            ("rebase-merge", InProgress::Rebase),
            ("rebase-apply/applying", InProgress::ApplyMail),
            ("rebase-apply", InProgress::Rebase),
            ("MERGE_HEAD", InProgress::Merge),
            ("CHERRY_PICK_HEAD", InProgress::CherryPick),
            ("REVERT_HEAD", InProgress::Revert),
            ("BISECT_LOG", InProgress::Bisect),
        ];
        signs
            .into_iter()
            .find(|(name, _)| there(name))
            .map(|(_, state)| state)
    }

    /// The commit that `rev` names: an id, a full or short branch or tag name, or an expression such as `HEAD~2`.
    ///
    /// # Errors
    /// Nothing, or something other than a commit, is called so; it begins with `-`.
    pub fn resolve(&self, rev: &str) -> Result<CommitId, ResolveError> {
        if rev.starts_with('-') {
            return Err(ResolveError::Option(rev.to_owned()));
        }
        self.with(|repo| {
            let found = repo
                .rev_parse_single(rev)
                .map_err(|_| ResolveError::NotFound(rev.to_owned()))?;
            let object = found.object().map_err(|error| ResolveError::Unreadable {
                rev: rev.to_owned(),
                cause: describe(&error),
            })?;
            let commit = object
                .peel_to_kind(Kind::Commit)
                .map_err(|_| ResolveError::NotACommit(rev.to_owned()))?;
            Ok(CommitId(commit.id))
        })
    }

    /// Whether history is cut off: then nothing that rests on it can be verified.
    pub fn is_shallow(&self) -> bool {
        fs::metadata(self.common_dir().join("shallow")).is_ok_and(|data| data.len() > 0)
    }

    /// Whether the file of grafts, which lets history look other than it is, says anything.
    pub fn has_grafts(&self) -> bool {
        let text = fs::read_to_string(self.common_dir().join("info/grafts")).unwrap_or_default();
        text.lines()
            .any(|line| !line.trim().is_empty() && !line.starts_with('#'))
    }

    /// The full names of all branches, tags and other references that begin with `prefix` (such as `refs/replace/`),
    /// with the ids that they hold, not peeled.
    ///
    /// # Errors
    /// The references cannot be read.
    pub fn references(&self, prefix: &str) -> Result<Vec<(String, String)>, ResolveError> {
        let fault = |error: gix::Error| ResolveError::Unreadable {
            rev: prefix.to_owned(),
            cause: describe(&error),
        };
        self.with(|repo| {
            let platform = repo.references().map_err(fault)?;
            let mut names = Vec::new();
            for reference in platform.all().map_err(fault)? {
                let reference = reference.map_err(|error| ResolveError::Unreadable {
                    rev: prefix.to_owned(),
                    cause: error.to_string(),
                })?;
                let name = reference.name().as_bstr().to_string();
                if name.starts_with(prefix) {
                    names.push((
                        name,
                        reference
                            .target()
                            .try_id()
                            .map_or_else(String::new, |id| id.to_hex().to_string()),
                    ));
                }
            }
            names.sort();
            Ok(names)
        })
    }

    /// A setting of git, from the repository or the user.
    pub fn config_string(&self, key: &str) -> Option<String> {
        self.with(|repo| {
            repo.config_snapshot()
                .string(key)
                .map(|value| value.to_str_lossy().into_owned())
        })
    }

    /// A setting that is yes or no; `None` when unset or neither.
    pub fn config_bool(&self, key: &str) -> Option<bool> {
        self.with(|repo| repo.config_snapshot().boolean(key))
    }

    /// Writes a setting to the repository's own configuration, under git's lock.
    ///
    /// # Errors
    /// The key is none, the file is locked by another process or cannot be written.
    pub fn set_config_local(&self, key: &str, value: &str) -> Result<(), ConfigError> {
        let path = self.common_dir().join("config");
        let lock = self.common_dir().join(CONFIG_LOCK);
        let ours = self.common_dir().join("qms");
        let fault = |error: std::io::Error| ConfigError::Unwritable {
            path: path.display().to_string(),
            cause: error.to_string(),
        };
        let _alone = self
            .settings_lock()
            .map_err(|error| ConfigError::Unwritable {
                path: error.path.display().to_string(),
                cause: error.cause,
            })?;
        self.remove_own_config_lock();
        link_new_file(&lock, CONFIG_TOKEN, &ours).map_err(|error| match error.kind() {
            std::io::ErrorKind::AlreadyExists => ConfigError::Locked {
                path: lock.display().to_string(),
            },
            _ => fault(error),
        })?;
        let written = self
            .edited_config(key, value)
            .and_then(|bytes| write_file_atomically(&path, &bytes).map_err(fault));
        // The lock is ours: made by this call.
        let released = fs::remove_file(&lock);
        written?;
        released.map_err(fault)?;
        Ok(self.reload()?)
    }

    /// Removes git's lock of the configuration where a process of ours left it when it was killed; a foreign one stays.
    /// Whoever calls it holds the lock of acts, or of settings.
    pub(super) fn remove_own_config_lock(&self) {
        let lock = self.common_dir().join(CONFIG_LOCK);
        if fs::read(&lock).is_ok_and(|bytes| bytes == CONFIG_TOKEN) {
            let _ = fs::remove_file(&lock);
        }
    }

    /// The name and e-mail address that git would commit with.
    pub fn user(&self) -> Option<Identity> {
        let own = |section: &str, field: &str| {
            self.config_string(&format!("{section}.{field}"))
                .filter(|text| !text.is_empty())
        };
        let name = own("committer", "name").or_else(|| own("user", "name"))?;
        let email = own("committer", "email").or_else(|| own("user", "email"))?;
        Some(Identity { name, email })
    }

    /// Whether the commit, or one that it leads to, is on a remote-tracking branch.
    ///
    /// # Errors
    /// References or commits cannot be read.
    pub fn published(&self, commit: CommitId) -> Result<Published, ResolveError> {
        let fault = |cause: String| ResolveError::Unreadable {
            rev: commit.to_string(),
            cause,
        };
        let mut answer = Published::NoRemote;
        for (_, id) in self.references("refs/remotes/")? {
            let Ok(tip) = id.parse::<CommitId>() else {
                continue;
            };
            answer = Published::No;
            let base = self.with(|repo| {
                repo.merge_base(commit.0, tip.0)
                    .map(|base| base.map(|id| id.detach()))
            });
            match base {
                Ok(Some(base)) if base == commit.0 => return Ok(Published::Yes),
                Ok(_) => {}
                // Histories without a common commit are an error to the library, and an answer here.
                Err(error) if error.is_not_found() => {}
                Err(error) => return Err(fault(describe(&error))),
            }
        }
        Ok(answer)
    }

    fn edited_config(&self, key: &str, value: &str) -> Result<Vec<u8>, ConfigError> {
        let path = self.common_dir().join("config");
        let fault = |cause: String| ConfigError::Unwritable {
            path: path.display().to_string(),
            cause,
        };
        let mut file =
            gix::config::File::from_path_no_includes(path.clone(), gix::config::Source::Local)
                .map_err(|error| fault(describe(&error)))?;
        file.set_raw_value(key, value)
            .map_err(|_| ConfigError::BadKey(key.to_owned()))?;
        let mut bytes = Vec::new();
        file.write_to(&mut bytes)
            .map_err(|error| fault(error.to_string()))?;
        Ok(bytes)
    }
}
