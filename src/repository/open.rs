//! Opening a repository, and making one.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

use gix::ThreadSafeRepository;
use gix::sec::Trust;

use super::environment;
use super::files::{flush_folder, temporary_folder_in};
use super::handle::{Handle, Reads};

/// Why a repository cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// Neither the folder nor one above it is in a git repository.
    #[error("no git repository at {}", path.display())]
    NoRepository {
        /// The folder that was asked for, made absolute.
        path: PathBuf,
    },
    /// It belongs to another user; git refuses it as well until `safe.directory` names it.
    #[error("the repository at {} belongs to another user", path.display())]
    Untrusted {
        /// The root of its work tree; the folder of git when it is bare.
        path: PathBuf,
    },
    /// There is one, and it cannot be read.
    #[error("cannot read the repository at {}: {cause}", path.display())]
    Unreadable {
        /// What could not be read: the folder asked for, the folder of git, or its `config`.
        path: PathBuf,
        /// What the system or the library said.
        cause: String,
    },
    /// `init` found a repository already there.
    #[error("there is a repository at {} already", path.display())]
    Exists {
        /// The folder that holds the `.git` found.
        path: PathBuf,
    },
}

/// A git repository. Clones share it; it can be used from many threads at once.
#[derive(Clone)]
pub struct Repository {
    shared: Arc<Shared>,
}

struct Shared {
    store: RwLock<ThreadSafeRepository>,
    /// Handles not in use, each with its own cache: making one for every object read would lose the cache.
    idle: Mutex<Vec<Handle>>,
    reads: Option<Reads>,
    root: Option<PathBuf>,
    git_dir: PathBuf,
    common_dir: PathBuf,
    /// Where objects wait that a push brings, until it is accepted.
    quarantine: Option<PathBuf>,
}

impl Repository {
    /// Opens the repository whose work tree is, or holds, the folder `dir`; a bare one is opened for reading.
    ///
    /// # Errors
    /// None there, one of another owner, or one that cannot be read.
    pub fn open(dir: &Path) -> Result<Repository, OpenError> {
        // The working directory may change later; what is open stays where it was.
        let dir = &std::path::absolute(dir).map_err(|error| OpenError::Unreadable {
            path: dir.to_owned(),
            cause: error.to_string(),
        })?;
        let mapping = gix::sec::trust::Mapping {
            full: environment::options(&[]),
            reduced: environment::options(&[]),
        };
        let found = gix::discover::upwards(dir).map_err(|error| match dir.exists() {
            true => OpenError::NoRepository {
                path: dir.to_owned(),
            },
            false => OpenError::Unreadable {
                path: dir.to_owned(),
                cause: error.to_string(),
            },
        })?;
        let (git_dir, _) = found.0.into_repository_and_work_tree_directories();
        let store = ThreadSafeRepository::discover_opts(
            dir,
            gix::discover::upwards::Options::default(),
            mapping,
        )
        .map_err(|error| OpenError::Unreadable {
            path: git_dir,
            cause: describe(&error),
        })?;
        Repository::from_store(store, None)
    }

    /// Opens a repository as the hook of a server sees it: with the objects that a push brings and
    /// that git keeps apart until the push is accepted.
    ///
    /// # Errors
    /// As for [`Repository::open`].
    pub fn open_receiving(dir: &Path, quarantine: &Path) -> Result<Repository, OpenError> {
        let open = Repository::open(dir)?;
        let store = open.fresh().into_sync();
        Repository::from_store(store, Some(quarantine.to_owned()))
    }

    /// Takes back [`Repository::init`] where nothing was committed since: removes the folder of git
    /// of a repository whose `HEAD` is unborn. A repository with a commit is left as it is.
    pub fn forget_unborn(&self) {
        let unborn = self.head().is_ok_and(|head| head.tip.is_none())
            && self.references("refs/").is_ok_and(|all| all.is_empty());
        if unborn {
            // Best effort: an empty repository left behind harms nothing.
            let _ = std::fs::remove_dir_all(self.git_dir());
        }
    }

    /// Makes a repository with a work tree in `dir`, on the unborn branch `initial_branch` (a short name).
    ///
    /// # Errors
    /// One is there already, or the folder cannot be written.
    pub fn init(dir: &Path, initial_branch: &str) -> Result<Repository, OpenError> {
        let dir = &std::path::absolute(dir).map_err(|error| OpenError::Unreadable {
            path: dir.to_owned(),
            cause: error.to_string(),
        })?;
        if dir.join(".git").exists() {
            return Err(OpenError::Exists {
                path: dir.to_owned(),
            });
        }
        let unreadable = |cause: String| OpenError::Unreadable {
            path: dir.to_owned(),
            cause,
        };
        let unmade = |error: std::io::Error| unreadable(error.to_string());
        std::fs::create_dir_all(dir).map_err(unmade)?;
        // Made beside its place, so that half of one is never found there.
        let (beside, held) = temporary_folder_in(dir).map_err(unmade)?;
        let made = ThreadSafeRepository::init_opts(
            &beside,
            gix::create::Kind::WithWorktree,
            gix::create::Options::default(),
            environment::options(&[format!("init.defaultBranch={initial_branch}")]),
        )
        .map_err(|error| unreadable(describe(&error)))
        .and_then(|_| {
            let moved = std::fs::rename(beside.join(".git"), dir.join(".git"));
            moved
                .and_then(|()| flush_folder(dir))
                .map_err(|error| match error.kind() {
                    ErrorKind::DirectoryNotEmpty => OpenError::Exists {
                        path: dir.to_owned(),
                    },
                    _ => unmade(error),
                })
        });
        let _ = std::fs::remove_dir_all(&beside);
        drop(held);
        made?;
        Repository::open(dir)
    }

    /// The same repository, seen through handles that note every object that is read from now on.
    pub fn noting_reads(&self) -> (Repository, Reads) {
        let store = self
            .shared
            .store
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone();
        let reads = Reads::default();
        let shared = Shared {
            store: RwLock::new(store),
            idle: Mutex::new(Vec::new()),
            reads: Some(reads.clone()),
            root: self.shared.root.clone(),
            git_dir: self.shared.git_dir.clone(),
            common_dir: self.shared.common_dir.clone(),
            quarantine: self.shared.quarantine.clone(),
        };
        let repository = Repository {
            shared: Arc::new(shared),
        };
        (repository, reads)
    }

    /// The root of the work tree; `None` in a bare repository.
    pub fn root(&self) -> Option<&Path> {
        self.shared.root.as_deref()
    }

    /// The folder of git's own files for this work tree: `.git`, or `.git/worktrees/<name>`.
    pub fn git_dir(&self) -> &Path {
        &self.shared.git_dir
    }

    /// The folder that all work trees of the repository share: objects, branches, configuration.
    pub fn common_dir(&self) -> &Path {
        &self.shared.common_dir
    }

    /// Runs `action` on a handle of its own.
    pub(super) fn with<T>(&self, action: impl FnOnce(&Handle) -> T) -> T {
        let idle = self.idle().pop();
        let handle = idle.unwrap_or_else(|| self.fresh());
        let answer = action(&handle);
        self.idle().push(handle);
        answer
    }

    /// A handle to keep or to change, apart from those that are shared.
    pub(super) fn fresh(&self) -> Handle {
        let store = self
            .shared
            .store
            .read()
            .unwrap_or_else(PoisonError::into_inner);
        Handle::new(
            store.to_thread_local(),
            self.shared.quarantine.as_deref(),
            self.shared.reads.clone(),
        )
    }

    /// Reads the configuration again, after it was changed.
    pub(super) fn reload(&self) -> Result<(), OpenError> {
        let path = self.root().unwrap_or(self.git_dir());
        let store = Repository::open(path)?;
        let store = store
            .shared
            .store
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone();
        *self
            .shared
            .store
            .write()
            .unwrap_or_else(PoisonError::into_inner) = store;
        self.idle().clear();
        Ok(())
    }

    fn idle(&self) -> MutexGuard<'_, Vec<Handle>> {
        self.shared
            .idle
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    fn from_store(
        store: ThreadSafeRepository,
        quarantine: Option<PathBuf>,
    ) -> Result<Repository, OpenError> {
        let handle = store.to_thread_local();
        let root = handle.workdir().map(Path::to_owned);
        let git_dir = handle.git_dir().to_owned();
        if handle.git_dir_trust() != Trust::Full {
            return Err(OpenError::Untrusted {
                path: root.unwrap_or(git_dir),
            });
        }
        let common_dir = handle.common_dir().to_owned();
        // The library passes over a configuration that it cannot read; git refuses it, and so do we.
        let config = common_dir.join("config");
        if let Err(error) =
            gix::config::File::from_path_no_includes(config.clone(), gix::config::Source::Local)
        {
            return Err(OpenError::Unreadable {
                path: config,
                cause: describe(&error),
            });
        }
        let idle = Mutex::new(Vec::new());
        let store = RwLock::new(store);
        Ok(Repository {
            shared: Arc::new(Shared {
                store,
                idle,
                reads: None,
                root,
                git_dir,
                common_dir,
                quarantine,
            }),
        })
    }
}

impl std::fmt::Debug for Repository {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Repository({})", self.git_dir().display())
    }
}

/// The library's error with its causes, on one line.
pub(super) fn describe(error: &gix::Error) -> String {
    let mut parts: Vec<String> = Vec::new();
    for cause in error.iter_errors() {
        let text = cause.to_string();
        if !text.is_empty() && parts.last() != Some(&text) {
            parts.push(text);
        }
    }
    parts.join(": ")
}
