//! A repository in a temporary folder, made by git with no settings but its own.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

use crate::repository::{CommitId, CommitPlan, Edit, Identity, RawCommit, Repository, Signing};

pub(super) const NOON: i64 = 1_795_435_200;

pub(super) struct Sandbox {
    pub(super) dir: TempDir,
    pub(super) root: PathBuf,
}

impl Sandbox {
    pub(super) fn new() -> Sandbox {
        Sandbox::with_format("sha1")
    }

    pub(super) fn with_format(format: &str) -> Sandbox {
        let dir = tempfile::Builder::new().prefix("q").tempdir().unwrap();
        let root = dir.path().join("r");
        fs::create_dir(&root).unwrap();
        let sandbox = Sandbox { dir, root };
        sandbox.git(&["init", "-q", "-b", "main", "--object-format", format]);
        for (key, value) in [
            ("user.name", "Claire"),
            ("user.email", "claire@example.org"),
            ("commit.gpgSign", "false"),
        ] {
            sandbox.git(&["config", key, value]);
        }
        sandbox
    }

    /// A sandbox with two documents committed.
    pub(super) fn with_documents() -> Sandbox {
        let sandbox = Sandbox::new();
        sandbox.write("documents/MO/MO-00391-V01.md", "un\n");
        sandbox.write("documents/PR/PR-01-V1.md", "procédure\n");
        sandbox.write("acteurs/claire.md", "claire\n");
        sandbox.commit_all("start");
        sandbox
    }

    pub(super) fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command.current_dir(&self.root).env_clear();
        command.env("PATH", std::env::var_os("PATH").unwrap());
        command
            .env("HOME", self.dir.path())
            .env("GNUPGHOME", self.dir.path().join("g"));
        command
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env("GIT_CONFIG_NOSYSTEM", "1");
        command
            .env("GIT_AUTHOR_DATE", format!("{NOON} +0100"))
            .env("GIT_COMMITTER_DATE", format!("{NOON} +0100"));
        command
    }

    pub(super) fn try_git(&self, args: &[&str]) -> Output {
        self.command("git").args(args).output().unwrap()
    }

    pub(super) fn git(&self, args: &[&str]) -> String {
        let output = self.try_git(args);
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "git {args:?}: {stderr}");
        String::from_utf8_lossy(&output.stdout)
            .trim_end()
            .to_owned()
    }

    pub(super) fn git_stdin(&self, args: &[&str], input: &[u8]) -> String {
        use std::io::Write;
        let mut command = self.command("git");
        command
            .args(args)
            .stdin(std::process::Stdio::piped())
            .stdout(std::process::Stdio::piped());
        let mut child = command.spawn().unwrap();
        child.stdin.take().unwrap().write_all(input).unwrap();
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success(), "git {args:?}");
        String::from_utf8_lossy(&output.stdout)
            .trim_end()
            .to_owned()
    }

    pub(super) fn write(&self, path: &str, text: &str) {
        let full = self.root.join(path);
        fs::create_dir_all(full.parent().unwrap()).unwrap();
        fs::write(full, text).unwrap();
    }

    pub(super) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.root.join(path)).unwrap()
    }

    pub(super) fn commit_all(&self, message: &str) -> CommitId {
        self.git(&["add", "-A"]);
        self.git(&["commit", "-q", "--allow-empty", "-m", message]);
        self.tip()
    }

    pub(super) fn tip(&self) -> CommitId {
        self.git(&["rev-parse", "HEAD"]).parse().unwrap()
    }

    pub(super) fn open(&self) -> Repository {
        Repository::open(&self.root).unwrap()
    }

    /// An SSH key without passphrase; its path.
    pub(super) fn ssh_key(&self, name: &str, kind: &[&str]) -> PathBuf {
        let path = self.dir.path().join(name);
        let output = self
            .command("ssh-keygen")
            .args(["-q", "-N", "", "-C", name])
            .args(kind)
            .arg("-f")
            .arg(&path)
            .output();
        assert!(output.unwrap().status.success());
        path
    }

    pub(super) fn sign_with(&self, key: &Path) {
        self.git(&["config", "gpg.format", "ssh"]);
        self.git(&["config", "user.signingKey", key.to_str().unwrap()]);
    }

    pub(super) fn status(&self) -> String {
        self.git(&["status", "--porcelain"])
    }
}

pub(super) fn edit(path: &str, text: &str) -> Edit {
    Edit {
        path: path.to_owned(),
        content: Some(text.as_bytes().to_vec()),
    }
}

pub(super) fn removal(path: &str) -> Edit {
    Edit {
        path: path.to_owned(),
        content: None,
    }
}

pub(super) fn plan(tip: Option<CommitId>, edits: Vec<Edit>) -> CommitPlan {
    let claire = Identity {
        name: "Claire Élan".to_owned(),
        email: "claire@example.org".to_owned(),
    };
    CommitPlan {
        expected_tip: tip,
        edits,
        message: "Approbation de MO-00391-V01\n\nQms-Act: approve\n".to_owned(),
        author: claire.clone(),
        committer: claire,
        seconds: NOON + 60,
        offset_minutes: 60,
        signing: Signing::Never,
    }
}

pub(super) fn accept(_: &RawCommit) -> Result<(), ()> {
    Ok(())
}
