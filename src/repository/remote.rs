//! The repository that this one is pushed to: what it has, and one new reference on it, by the `git` program.

use std::env;
use std::io;
use std::process::{Command, Output, Stdio};

use super::{CommitId, Repository, ResolveError};

/// Variables by which git would work on another repository, or with other objects, than the one that is open.
const FOREIGN: [&str; 13] = [
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_COMMON_DIR",
    "GIT_INDEX_FILE",
    "GIT_OBJECT_DIRECTORY",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_QUARANTINE_PATH",
    "GIT_NAMESPACE",
    "GIT_PREFIX",
    "GIT_SHALLOW_FILE",
    "GIT_GRAFT_FILE",
    "GIT_REPLACE_REF_BASE",
    "GIT_IMPLICIT_WORK_TREE",
];

/// Whether a person can be asked for a password or a passphrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asking {
    /// On the terminal.
    Allowed,
    /// Nobody is there.
    Forbidden,
}

/// Why a remote gave nothing, or took nothing.
#[derive(Debug, thiserror::Error)]
pub enum RemoteError {
    /// The repository knows none.
    #[error("no remote")]
    Unknown,
    /// It knows several: none is `origin`, or the upstream of the branch that is checked out.
    #[error("several remotes: {0:?}")]
    Several(Vec<String>),
    /// The program is not there.
    #[error("git is not installed")]
    GitMissing,
    /// git, or the server through it, said why not.
    #[error("{0}")]
    Failed(String),
    /// The branch that is checked out cannot be told.
    #[error(transparent)]
    Head(#[from] ResolveError),
}

/// One remote of a repository.
#[derive(Debug, Clone)]
pub struct Remote {
    repository: Repository,
    name: String,
    asking: Asking,
}

/// A reference of a remote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemoteRef {
    /// In full: `refs/heads/main`.
    pub name: String,
    /// The commit that it names.
    pub commit: CommitId,
}

impl Repository {
    /// The remote that the branch checked out follows, else `origin`, else the only one.
    ///
    /// # Errors
    /// There is none, or which of several is not said.
    pub fn remote(&self, asking: Asking) -> Result<Remote, RemoteError> {
        let known: Vec<String> = self.with(|repo| {
            let names = repo.remote_names();
            names.iter().map(|name| name.to_string()).collect()
        });
        let branch = self.head()?.branch;
        let upstream = branch
            .as_deref()
            .and_then(|branch| branch.strip_prefix("refs/heads/"))
            .and_then(|branch| self.config_string(&format!("branch.{branch}.remote")));
        let name = match (upstream.filter(|name| known.contains(name)), &known[..]) {
            (Some(upstream), _) => upstream,
            (None, []) => return Err(RemoteError::Unknown),
            (None, [only]) => only.clone(),
            (None, several) if several.iter().any(|name| name == "origin") => "origin".to_owned(),
            (None, several) => return Err(RemoteError::Several(several.to_vec())),
        };
        Ok(Remote {
            repository: self.clone(),
            name,
            asking,
        })
    }
}

impl Remote {
    /// Its name here: `origin`.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its references that match one of the patterns (`refs/heads/*`), as it has them now; those that
    /// name no object of 40 or 64 digits are left out.
    ///
    /// # Errors
    /// It does not answer.
    pub fn references(&self, patterns: &[&str]) -> Result<Vec<RemoteRef>, RemoteError> {
        let mut command = self.git(&["ls-remote", "--quiet", "--refs"]);
        command.arg("--").arg(&self.name).args(patterns);
        let output = run(command)?;
        if !output.status.success() {
            return Err(RemoteError::Failed(said(&output)));
        }
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        let line = |line: &str| {
            let (id, name) = line.split_once('\t')?;
            Some(RemoteRef {
                name: name.to_owned(),
                commit: id.parse().ok()?,
            })
        };
        Ok(text.lines().filter_map(line).collect())
    }

    /// Brings branches of it here, as `git fetch` does: nothing that is checked out moves.
    ///
    /// # Errors
    /// It does not answer, or has no such branch.
    pub fn fetch(&self, branches: &[String]) -> Result<(), RemoteError> {
        let mut command = self.git(&["fetch", "--quiet", "--no-tags"]);
        command.args(["--no-recurse-submodules", "--"]);
        let output = run({
            command.arg(&self.name).args(branches);
            command
        })?;
        match output.status.success() {
            true => Ok(()),
            false => Err(RemoteError::Failed(said(&output))),
        }
    }

    /// Makes a reference on it, which must not be there: of two who make the same one, the server
    /// takes one and refuses the other.
    ///
    /// # Errors
    /// It is there, the server does not want it, or does not answer: ask for
    /// [`Remote::references`] to know which.
    pub fn create(&self, reference: &str, commit: CommitId) -> Result<(), RemoteError> {
        // No hook of this clone: what it would judge is not sent.
        let mut command = self.git(&["push", "--porcelain", "--no-verify", "--no-signed"]);
        command.args(["--no-follow-tags", "--recurse-submodules=no"]);
        command.arg(format!("--force-with-lease={reference}:"));
        command
            .arg("--")
            .arg(&self.name)
            .arg(format!("{commit}:{reference}"));
        let output = run(command)?;
        match output.status.success() {
            true => Ok(()),
            false => Err(RemoteError::Failed(said(&output))),
        }
    }

    fn git(&self, arguments: &[&str]) -> Command {
        let git_dir = self.repository.git_dir();
        let mut command = Command::new("git");
        // A remote may be a path from the root of the work tree.
        command
            .current_dir(self.repository.root().unwrap_or(git_dir))
            .arg("--git-dir")
            .arg(git_dir)
            .args(arguments);
        for variable in FOREIGN {
            command.env_remove(variable);
        }
        if self.asking == Asking::Forbidden {
            command.env("GIT_TERMINAL_PROMPT", "0");
            let chosen = ["GIT_SSH_COMMAND", "GIT_SSH"]
                .iter()
                .any(|variable| env::var_os(variable).is_some())
                || self.repository.config_string("core.sshCommand").is_some();
            if !chosen {
                command.env("GIT_SSH_COMMAND", "ssh -oBatchMode=yes");
            }
        }
        command
    }
}

fn run(mut command: Command) -> Result<Output, RemoteError> {
    let output = command.stdin(Stdio::null()).output();
    output.map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => RemoteError::GitMissing,
        _ => RemoteError::Failed(error.to_string()),
    })
}

/// The one line that tells most: what the server says, else what git says of the reference, else
/// the first line that is no warning.
fn said(output: &Output) -> String {
    let errors = String::from_utf8_lossy(&output.stderr).into_owned();
    let answers = String::from_utf8_lossy(&output.stdout).into_owned();
    let tells = |line: &&str| line.chars().any(char::is_alphanumeric);
    let server = errors
        .lines()
        .filter_map(|line| line.strip_prefix("remote:"))
        .map(str::trim)
        .find(tells);
    let reference = answers
        .lines()
        .filter(|line| line.starts_with("!\t"))
        .find_map(|line| line.rsplit('\t').next());
    let git = || {
        let told = |line: &&str| {
            let start = line.to_ascii_lowercase();
            !["warning", "hint", "**"]
                .iter()
                .any(|word| start.starts_with(word))
        };
        errors.lines().map(str::trim).filter(tells).find(told)
    };
    match server.or(reference).or_else(git) {
        Some(line) => ["fatal: ", "error: "]
            .iter()
            .find_map(|word| line.strip_prefix(word))
            .unwrap_or(line)
            .to_owned(),
        None => format!("git: {}", output.status),
    }
}
