//! Listing and reading, the same from disk, commit and memory.

use std::fs;

use super::sandbox::Sandbox;
use crate::repository::{Kind, ReadError, Tree};

fn paths(tree: &Tree, folders: &[&str]) -> Vec<String> {
    tree.list(folders)
        .unwrap()
        .into_iter()
        .map(|entry| entry.path)
        .collect()
}

#[test]
fn work_tree_commit_and_memory_agree() {
    let sandbox = Sandbox::with_documents();
    sandbox.write("qms.yaml", "x");
    sandbox.write("documents.md", "x");
    let tip = sandbox.commit_all("all");
    let commit = sandbox.open().tree_of(tip);
    let work = Tree::WorkingTree(sandbox.root.clone());
    let bytes = |tree: &Tree| -> std::collections::BTreeMap<_, _> {
        tree.list(&[])
            .unwrap()
            .iter()
            .map(|entry| (entry.path.clone(), tree.read(entry).unwrap()))
            .collect()
    };
    let memory = Tree::Memory(bytes(&commit));
    assert_eq!(bytes(&work), bytes(&commit));
    for folders in [
        &[][..],
        &["documents", "qms.yaml", "absent"],
        &["documents/MO"],
    ] {
        assert_eq!(paths(&work, folders), paths(&commit, folders));
        assert_eq!(paths(&memory, folders), paths(&commit, folders));
    }
    assert_eq!(
        paths(&work, &["documents"]),
        ["documents/MO/MO-00391-V01.md", "documents/PR/PR-01-V1.md"]
    );
    for tree in [work, commit, memory] {
        assert_eq!(
            tree.read_path("acteurs/claire.md").unwrap().as_deref(),
            Some(&b"claire\n"[..])
        );
        assert_eq!(tree.read_path("acteurs").unwrap(), None);
        assert_eq!(tree.read_path("acteurs/claire.md/x").unwrap(), None);
    }
}

#[cfg(unix)]
#[test]
fn links_are_entries_and_never_followed() {
    let sandbox = Sandbox::with_documents();
    std::os::unix::fs::symlink("/etc/passwd", sandbox.root.join("documents/link.md")).unwrap();
    std::os::unix::fs::symlink("documents", sandbox.root.join("elsewhere")).unwrap();
    let tip = sandbox.commit_all("links");
    for tree in [
        Tree::WorkingTree(sandbox.root.clone()),
        sandbox.open().tree_of(tip),
    ] {
        let entries = tree.list(&["documents", "elsewhere"]).unwrap();
        let link = entries
            .iter()
            .find(|entry| entry.path == "documents/link.md")
            .unwrap();
        assert_eq!(link.kind, Kind::Link);
        assert!(matches!(tree.read(link), Err(ReadError::NotAFile { .. })));
        assert!(
            entries
                .iter()
                .any(|entry| entry.path == "elsewhere" && entry.kind == Kind::Link)
        );
        assert!(tree.read_path("documents/link.md").is_err());
    }
    let work = Tree::WorkingTree(sandbox.root.clone());
    assert!(work.read_path("elsewhere/MO/MO-00391-V01.md").is_err());
    assert_eq!(work.list(&["elsewhere/MO"]).unwrap()[0].kind, Kind::Link);
}

#[cfg(unix)]
#[test]
fn modes_pipes_and_nested_repositories_are_told() {
    use std::os::unix::fs::PermissionsExt;
    let sandbox = Sandbox::with_documents();
    sandbox.write("documents/run.sh", "x");
    fs::set_permissions(
        sandbox.root.join("documents/run.sh"),
        fs::Permissions::from_mode(0o755),
    )
    .unwrap();
    sandbox.write("documents/nested/.git", "gitdir: x");
    sandbox.write("documents/nested/file.md", "x");
    assert!(
        sandbox
            .command("mkfifo")
            .arg("documents/pipe")
            .status()
            .unwrap()
            .success()
    );
    let work = Tree::WorkingTree(sandbox.root.clone());
    let kind = |path: &str| {
        work.list(&["documents"])
            .unwrap()
            .into_iter()
            .find(|entry| entry.path == path)
            .map(|entry| entry.kind)
    };
    assert_eq!(kind("documents/run.sh"), Some(Kind::Executable));
    assert_eq!(kind("documents/nested"), Some(Kind::Submodule));
    assert_eq!(kind("documents/nested/file.md"), None);
    assert_eq!(kind("documents/pipe"), Some(Kind::Other));
    sandbox.git(&["config", "core.fileMode", "false"]);
    assert_eq!(kind("documents/run.sh"), Some(Kind::Plain));
}

#[test]
fn large_files_are_refused_by_their_size() {
    let sandbox = Sandbox::with_documents();
    sandbox.write("documents/big.md", &"x".repeat(5000));
    let tip = sandbox.commit_all("big");
    for tree in [
        Tree::WorkingTree(sandbox.root.clone()),
        sandbox.open().tree_of(tip),
    ] {
        let entry = tree.entry("documents/big.md").unwrap().unwrap();
        let refused = tree.read_within(&entry, 4999);
        assert!(
            matches!(
                refused,
                Err(ReadError::TooLarge {
                    size: 5000,
                    limit: 4999,
                    ..
                })
            ),
            "{refused:?}"
        );
        assert_eq!(tree.read_within(&entry, 5000).unwrap().len(), 5000);
    }
}

#[test]
fn a_file_that_grew_since_it_was_listed_is_read_whole() {
    let sandbox = Sandbox::with_documents();
    let work = Tree::WorkingTree(sandbox.root.clone());
    let entry = work.entry("acteurs/claire.md").unwrap().unwrap();
    let long = "y".repeat(100_000);
    sandbox.write("acteurs/claire.md", &long);
    assert_eq!(work.read(&entry).unwrap(), long.as_bytes());
    sandbox.write("acteurs/claire.md", "z");
    assert_eq!(work.read(&entry).unwrap(), b"z");
}

#[test]
fn many_threads_read_one_commit() {
    use rayon::prelude::*;
    let sandbox = Sandbox::with_documents();
    for number in 0..300 {
        sandbox.write(
            &format!("documents/MO/{number}.md"),
            &format!("text {number}\n").repeat(40),
        );
    }
    let tip = sandbox.commit_all("many");
    sandbox.git(&["gc", "-q"]);
    let tree = sandbox.open().tree_of(tip);
    let entries = tree.list(&["documents/MO"]).unwrap();
    let bytes: usize = entries
        .par_iter()
        .map(|entry| tree.read(entry).unwrap().len())
        .sum();
    let disk: u64 = fs::read_dir(sandbox.root.join("documents/MO"))
        .unwrap()
        .map(|file| file.unwrap().metadata().unwrap().len())
        .sum();
    assert_eq!(bytes as u64, disk);
    assert_eq!(entries.len(), 301);
}
