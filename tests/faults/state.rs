//! What a person would find: references, index, files, and what lies about that should not.

use crate::sandbox::Sandbox;
use std::collections::BTreeMap;
use std::path::Path;

/// Everything of a service that an act may change, or must not.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct State {
    /// Each reference: of the branch its tree, of all others the object.
    pub references: BTreeMap<String, String>,
    /// The references of the server.
    pub server: BTreeMap<String, String>,
    /// What git says of index and work tree.
    pub status: String,
    /// The files of the work tree and beside it, by path.
    pub files: BTreeMap<String, Vec<u8>>,
    /// Locks, notes and temporary files.
    pub litter: Vec<String>,
}

impl State {
    /// Looks, and changes nothing.
    pub fn of(sandbox: &Sandbox) -> State {
        let mut state = State::default();
        walk(sandbox.folder(), sandbox.folder(), &mut state);
        if sandbox.depot().join(".git/HEAD").exists() {
            state.references = references(sandbox, ".");
            let git = [
                "--no-optional-locks",
                "-c",
                "core.quotePath=false",
                "status",
                "--porcelain=v2",
                "-uall",
            ];
            state.status = sandbox.git("agent", &git);
        }
        if sandbox.folder().join("serveur.git").exists() {
            state.server = references(sandbox, "../serveur.git");
        }
        state
    }

    /// Whether git finds every object whole.
    pub fn fsck(sandbox: &Sandbox) -> Result<(), String> {
        for (folder, repository) in [("depot/.git", "."), ("serveur.git", "../serveur.git")] {
            if !sandbox.folder().join(folder).join("HEAD").exists() {
                continue;
            }
            let fsck = [
                "-C",
                repository,
                "fsck",
                "--strict",
                "--no-dangling",
                "--no-progress",
            ];
            let ended = sandbox.try_git("agent", &fsck);
            let told = format!("{}{}", ended.out, ended.err);
            // An empty repository has nothing to look at.
            let said: Vec<&str> = told
                .lines()
                .filter(|line| !line.starts_with("notice:"))
                .collect();
            if ended.code != 0 || !said.is_empty() {
                return Err(format!("git fsck: {}", said.join("\n")));
            }
        }
        Ok(())
    }
}

fn references(sandbox: &Sandbox, repository: &str) -> BTreeMap<String, String> {
    let format = "--format=%(refname) %(objectname) %(tree)";
    let listed = sandbox.git("agent", &["-C", repository, "for-each-ref", format]);
    let one = |line: &str| {
        let mut words = line.split(' ');
        let name = words.next()?.to_owned();
        let object = words.next()?;
        // The branch is held by what it says: its commits bear the hour at which they were made.
        let held = match &*name {
            "refs/heads/main" => words.next()?,
            // A reservation is drawn by lot.
            _ if name.starts_with("refs/qms/") => "",
            _ => object,
        };
        Some((name, held.to_owned()))
    };
    listed.lines().filter_map(one).collect()
}

fn walk(root: &Path, folder: &Path, state: &mut State) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        let inner = path
            .strip_prefix(root)
            .expect("below")
            .display()
            .to_string();
        if matches!(&*inner, "home" | "tmp" | "cles" | "bin" | "disque") {
            continue;
        }
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let git = inner.starts_with("depot/.git/") || inner.starts_with("serveur.git/");
        let temporary = name.starts_with(".qms-") && name.ends_with(".tmp");
        let note = name == "pending.json" || name == "pending-tag";
        if temporary || (git && (name.ends_with(".lock") || note)) {
            state.litter.push(inner);
        } else if path.is_dir() {
            walk(root, &path, state);
        } else if !git || inner.contains("/hooks/") || inner.ends_with(".git/config") {
            let bytes = std::fs::read(&path).expect("a file");
            state.files.insert(inner, bytes);
        }
    }
    state.litter.sort();
}
