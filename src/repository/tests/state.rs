//! Opening, head, revisions, settings.

use std::fs;

use super::sandbox::Sandbox;
use crate::repository::{InProgress, OpenError, PathState, Published, Repository, ResolveError};

#[test]
fn a_folder_without_git_is_told_apart() {
    let dir = tempfile::tempdir().unwrap();
    assert!(matches!(
        Repository::open(dir.path()),
        Err(OpenError::NoRepository { .. })
    ));
}

#[test]
fn a_repository_is_found_from_a_folder_inside() {
    let sandbox = Sandbox::with_documents();
    let repository = Repository::open(&sandbox.root.join("documents/MO")).unwrap();
    let canonical = |path: &std::path::Path| fs::canonicalize(path).unwrap();
    assert_eq!(
        canonical(repository.root().unwrap()),
        canonical(&sandbox.root)
    );
    assert!(repository.config_bool("core.bare") == Some(false));
}

#[test]
fn init_makes_a_repository_that_git_knows() {
    let dir = tempfile::tempdir().unwrap();
    let repository = Repository::init(dir.path(), "principal").unwrap();
    assert_eq!(
        repository.head().unwrap().branch.as_deref(),
        Some("refs/heads/principal")
    );
    assert_eq!(repository.head().unwrap().tip, None);
    assert!(matches!(
        Repository::init(dir.path(), "principal"),
        Err(OpenError::Exists { .. })
    ));
    repository
        .set_config_local("qms.trust.root", "abc")
        .unwrap();
    repository
        .set_config_local("user.name", "Élan; \"x\" # y")
        .unwrap();
    assert_eq!(
        repository.config_string("qms.trust.root").as_deref(),
        Some("abc")
    );
    let output = std::process::Command::new("git")
        .arg("-C")
        .arg(dir.path())
        .args(["config", "user.name"])
        .output()
        .unwrap();
    assert_eq!(
        String::from_utf8_lossy(&output.stdout).trim_end(),
        "Élan; \"x\" # y"
    );
}

#[test]
fn revisions_are_resolved_and_options_refused() {
    let sandbox = Sandbox::with_documents();
    let repository = sandbox.open();
    let tip = sandbox.tip();
    sandbox.git(&["tag", "-a", "-m", "x", "audit-1"]);
    for rev in [
        "HEAD",
        "main",
        "refs/heads/main",
        "audit-1",
        "refs/tags/audit-1",
        &tip.to_string(),
        &tip.to_string()[..10],
    ] {
        assert_eq!(repository.resolve(rev).unwrap(), tip, "{rev}");
    }
    assert!(matches!(
        repository.resolve("--all"),
        Err(ResolveError::Option(_))
    ));
    assert!(matches!(
        repository.resolve("absent"),
        Err(ResolveError::NotFound(_))
    ));
    assert!(matches!(
        repository.resolve("HEAD^{tree}"),
        Err(ResolveError::NotACommit(_))
    ));
    assert_eq!(
        repository.head().unwrap().branch.as_deref(),
        Some("refs/heads/main")
    );
    sandbox.git(&["checkout", "-q", "--detach"]);
    assert_eq!(repository.head().unwrap().branch, None);
}

#[test]
fn what_is_under_way_is_seen() {
    let sandbox = Sandbox::with_documents();
    let repository = sandbox.open();
    assert_eq!(repository.in_progress(), None);
    assert!(!repository.is_shallow() && !repository.has_grafts());
    sandbox.git(&["checkout", "-q", "-b", "other"]);
    sandbox.write("a", "1");
    sandbox.commit_all("a");
    sandbox.git(&["checkout", "-q", "main"]);
    sandbox.git(&["merge", "-q", "--no-ff", "--no-commit", "other"]);
    assert_eq!(repository.in_progress(), Some(InProgress::Merge));
    fs::write(
        sandbox.root.join(".git/shallow"),
        format!("{}\n", sandbox.tip()),
    )
    .unwrap();
    assert!(repository.is_shallow());
}

#[test]
fn published_asks_the_remote_tracking_branches() {
    let sandbox = Sandbox::with_documents();
    let repository = sandbox.open();
    let first = sandbox.tip();
    assert_eq!(repository.published(first).unwrap(), Published::NoRemote);
    sandbox.git(&["update-ref", "refs/remotes/origin/main", "HEAD"]);
    let second = sandbox.commit_all("second");
    assert_eq!(repository.published(first).unwrap(), Published::Yes);
    assert_eq!(repository.published(second).unwrap(), Published::No);
}

#[test]
fn states_of_paths_are_those_of_git() {
    let sandbox = Sandbox::with_documents();
    sandbox.write(".gitignore", "*.bak\n");
    sandbox.write("acteurs/paul.md", "paul\n");
    sandbox.write("acteurs/jean.md", "jean\n");
    sandbox.commit_all("more");
    sandbox.write("acteurs/claire.md", "edited\n");
    sandbox.write("acteurs/paul.md", "staged\n");
    sandbox.git(&["add", "acteurs/paul.md"]);
    fs::remove_file(sandbox.root.join("acteurs/jean.md")).unwrap();
    sandbox.write("acteurs/new.md", "new\n");
    sandbox.write("acteurs/new.bak", "ignored\n");
    let dirty = sandbox
        .open()
        .dirty_paths(&["acteurs", "qms.yaml"])
        .unwrap();
    let expected = [
        ("acteurs/claire.md", PathState::Modified),
        ("acteurs/jean.md", PathState::Missing),
        ("acteurs/new.md", PathState::Untracked),
        ("acteurs/paul.md", PathState::Staged),
    ];
    assert_eq!(
        dirty,
        expected.map(|(path, state)| (path.to_owned(), state))
    );
    assert_eq!(
        sandbox
            .open()
            .path_state("documents/PR/PR-01-V1.md")
            .unwrap(),
        PathState::Clean
    );
    assert_eq!(
        sandbox.open().path_state("documents/absent.md").unwrap(),
        PathState::Clean
    );
}

#[test]
fn line_endings_that_git_converts_are_no_change() {
    let sandbox = Sandbox::with_documents();
    sandbox.git(&["config", "core.autocrlf", "true"]);
    sandbox.write("acteurs/claire.md", "claire\r\n");
    assert_eq!(
        sandbox.open().path_state("acteurs/claire.md").unwrap(),
        PathState::Clean
    );
}
