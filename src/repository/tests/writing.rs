//! Acts carried out, with git as the judge.

use std::fs;

use super::sandbox::{Sandbox, accept, edit, plan, removal};
use crate::repository::{
    CreateError, Key, OpenError, PlanError, Repository, Signing, SigningKey, Verdict, WriteError,
    create_new_file, verify, write_file_atomically,
};

const DOCUMENT: &str = "documents/MO/MO-00391-V01.md";

#[test]
fn an_act_leaves_a_clean_repository_and_other_changes_alone() {
    let sandbox = Sandbox::with_documents();
    sandbox.write("staged.md", "staged\n");
    sandbox.git(&["add", "staged.md"]);
    sandbox.write("acteurs/claire.md", "edited\n");
    sandbox.write("untracked.md", "untracked\n");
    let before = sandbox.status();
    let repository = sandbox.open();
    let tip = sandbox.tip();
    let edits = vec![
        edit(DOCUMENT, "approuvé\n"),
        edit("registres/new/x.md", "new\n"),
        removal("documents/PR/PR-01-V1.md"),
    ];
    let lock = repository.act_lock().unwrap();
    let made = repository
        .commit_plan(&lock, &plan(Some(tip), edits), &accept)
        .unwrap();
    assert_eq!(sandbox.tip(), made);
    assert_eq!(sandbox.status(), before);
    assert_eq!(sandbox.read(DOCUMENT), "approuvé\n");
    assert!(!sandbox.root.join("documents/PR").exists());
    let changed = sandbox.git(&[
        "diff-tree",
        "-r",
        "--name-status",
        "--no-renames",
        "HEAD~",
        "HEAD",
    ]);
    assert_eq!(
        changed,
        format!("M\t{DOCUMENT}\nD\tdocuments/PR/PR-01-V1.md\nA\tregistres/new/x.md")
    );
    assert_eq!(
        sandbox.git(&["diff-files", "--name-only"]),
        "acteurs/claire.md"
    );
    assert!(
        sandbox
            .git(&["reflog", "-1", "--format=%gs"])
            .starts_with("qms: Approbation")
    );
    assert!(
        sandbox
            .git(&["reflog", "-1", "--format=%gs", "main"])
            .starts_with("qms: Approbation")
    );
    assert_eq!(
        sandbox.git(&["log", "-1", "--format=%an <%ae> %ai"]),
        "Claire Élan <claire@example.org> 2026-11-23 13:01:00 +0100"
    );
    sandbox.git(&["fsck", "--strict", "--no-dangling"]);
    assert!(!repository.git_dir().join("qms/pending.json").exists());
    assert!(!repository.git_dir().join("index.lock").exists());
}

#[test]
fn a_signed_act_is_accepted_by_git() {
    for format in ["sha1", "sha256"] {
        let sandbox = Sandbox::with_format(format);
        sandbox.write(DOCUMENT, "un\n");
        sandbox.commit_all("start");
        let path = sandbox.ssh_key("k", &["-t", "ed25519"]);
        sandbox.sign_with(&path);
        let line = fs::read_to_string(path.with_extension("pub")).unwrap();
        fs::write(
            sandbox.dir.path().join("allowed"),
            format!("claire@example.org {line}"),
        )
        .unwrap();
        sandbox.git(&[
            "config",
            "gpg.ssh.allowedSignersFile",
            sandbox.dir.path().join("allowed").to_str().unwrap(),
        ]);
        let repository = sandbox.open();
        let mut plan = plan(Some(sandbox.tip()), vec![edit(DOCUMENT, "deux\n")]);
        plan.signing = Signing::Always;
        let key = Key::parse(&line).unwrap();
        let made = repository
            .commit_plan(
                &repository.act_lock().unwrap(),
                &plan,
                &|commit| match verify(commit.signature.as_ref().unwrap(), &commit.payload, &[&key])
                {
                    Verdict::Good { key: 0 } => Ok(()),
                    other => Err(other),
                },
            )
            .unwrap();
        sandbox.git(&["verify-commit", &made.to_string()]);
        sandbox.git(&["fsck", "--strict", "--no-dangling"]);
        assert_eq!(sandbox.status(), "");
    }
}

#[test]
fn what_the_caller_refuses_is_not_done() {
    let sandbox = Sandbox::with_documents();
    let repository = sandbox.open();
    let tip = sandbox.tip();
    let lock = repository.act_lock().unwrap();
    let refused =
        repository.commit_plan(&lock, &plan(Some(tip), vec![edit(DOCUMENT, "x")]), &|_| {
            Err("no")
        });
    assert!(matches!(refused, Err(PlanError::Refused("no"))));
    assert_eq!((sandbox.tip(), sandbox.status()), (tip, String::new()));
}

#[test]
fn a_stale_tip_a_held_lock_and_uncommitted_changes_refuse() {
    let sandbox = Sandbox::with_documents();
    let repository = sandbox.open();
    let first = sandbox.tip();
    let second = sandbox.commit_all("second");
    let lock = repository.act_lock().unwrap();
    let run = |tip, edits| match repository.commit_plan(&lock, &plan(tip, edits), &accept) {
        Err(PlanError::Write(error)) => error,
        other => panic!("{other:?}"),
    };
    assert!(
        matches!(run(Some(first), vec![edit(DOCUMENT, "x")]), WriteError::TipMoved { found } if found == Some(second))
    );
    for path in [
        "../x",
        ".git/config",
        "a//b",
        "/etc/x",
        "documents/.GIT/x",
        "a\\b",
        "",
    ] {
        assert!(
            matches!(
                run(Some(second), vec![edit(path, "x")]),
                WriteError::BadPath(_)
            ),
            "{path}"
        );
    }
    assert!(matches!(
        run(Some(second), vec![edit("documents", "x")]),
        WriteError::NotAFile(_)
    ));
    assert!(matches!(
        run(Some(second), vec![edit(&format!("{DOCUMENT}/x"), "x")]),
        WriteError::NotAFile(_)
    ));
    for name in ["index.lock", "refs/heads/main.lock"] {
        let path = sandbox.root.join(".git").join(name);
        fs::write(&path, "").unwrap();
        assert!(
            matches!(
                run(Some(second), vec![edit(DOCUMENT, "x")]),
                WriteError::Locked { .. }
            ),
            "{name}"
        );
        assert!(path.exists());
        fs::remove_file(path).unwrap();
    }
    sandbox.write(DOCUMENT, "uncommitted\n");
    assert!(matches!(
        run(Some(second), vec![edit(DOCUMENT, "x")]),
        WriteError::Dirty(_)
    ));
    // A registration commits what the work tree holds.
    repository
        .commit_plan(
            &lock,
            &plan(Some(second), vec![edit(DOCUMENT, "uncommitted\n")]),
            &accept,
        )
        .unwrap();
    assert_eq!(sandbox.status(), "");
    sandbox.git(&["checkout", "-q", "--detach"]);
    assert!(matches!(
        run(Some(sandbox.tip()), vec![]),
        WriteError::Detached
    ));
}

#[test]
fn the_first_commit_of_a_repository_is_made() {
    let sandbox = Sandbox::new();
    let repository = sandbox.open();
    sandbox.write("qms.yaml", "here\n");
    let edits = vec![
        edit("qms.yaml", "here\n"),
        edit("acteurs/claire.md", "claire\n"),
    ];
    let mut plan = plan(None, edits);
    plan.signing = Signing::With(SigningKey::File(sandbox.ssh_key("k", &["-t", "ed25519"])));
    let made = repository
        .commit_plan(&repository.act_lock().unwrap(), &plan, &accept)
        .unwrap();
    assert!(repository.commit(made).unwrap().signature.is_some());
    assert_eq!(
        (sandbox.status(), sandbox.read("acteurs/claire.md").as_str()),
        (String::new(), "claire\n")
    );
    sandbox.git(&["fsck", "--strict", "--no-dangling"]);
}

#[test]
fn packed_refs_line_endings_and_linked_work_trees() {
    let sandbox = Sandbox::with_documents();
    sandbox.git(&["config", "core.autocrlf", "true"]);
    sandbox.git(&["pack-refs", "--all"]);
    let other = sandbox.dir.path().join("w");
    sandbox.git(&[
        "worktree",
        "add",
        "-q",
        "-b",
        "side",
        other.to_str().unwrap(),
    ]);
    let linked = Repository::open(&other).unwrap();
    let repository = sandbox.open();
    let tip = sandbox.tip();
    repository
        .commit_plan(
            &repository.act_lock().unwrap(),
            &plan(Some(tip), vec![edit(DOCUMENT, "a\nb\n")]),
            &accept,
        )
        .unwrap();
    linked
        .commit_plan(
            &linked.act_lock().unwrap(),
            &plan(Some(tip), vec![edit(DOCUMENT, "c\n")]),
            &accept,
        )
        .unwrap();
    assert_eq!(sandbox.read(DOCUMENT), "a\r\nb\r\n");
    assert_eq!(fs::read_to_string(other.join(DOCUMENT)).unwrap(), "c\r\n");
    assert_eq!(sandbox.status(), "");
    assert_eq!(
        sandbox.git(&["-C", other.to_str().unwrap(), "status", "--porcelain"]),
        ""
    );
    sandbox.git(&["fsck", "--strict", "--no-dangling"]);
}

#[test]
fn of_two_plans_on_one_tip_one_wins() {
    let sandbox = Sandbox::with_documents();
    let tip = sandbox.tip();
    let results: Vec<_> = std::thread::scope(|scope| {
        let run = |name: &'static str| {
            let repository = sandbox.open();
            scope.spawn(move || {
                let lock = repository.act_lock().unwrap();
                repository.commit_plan(&lock, &plan(Some(tip), vec![edit(name, name)]), &accept)
            })
        };
        let threads = ["a.md", "b.md", "c.md"].map(run);
        threads
            .into_iter()
            .map(|thread| thread.join().unwrap())
            .collect()
    });
    assert_eq!(results.iter().filter(|result| result.is_ok()).count(), 1);
    let lost = |result: &Result<_, _>| {
        matches!(result, Err(PlanError::Write(WriteError::TipMoved { .. })))
    };
    assert_eq!(results.iter().filter(|result| lost(result)).count(), 2);
    assert_eq!(sandbox.status(), "");
}

#[test]
fn new_files_never_replace_and_writes_are_whole() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("a/b.md");
    create_new_file(&path, b"one").unwrap();
    assert!(matches!(
        create_new_file(&path, b"two"),
        Err(CreateError::Exists { .. })
    ));
    write_file_atomically(&path, b"three").unwrap();
    assert_eq!(fs::read(&path).unwrap(), b"three");
    assert_eq!(fs::read_dir(dir.path().join("a")).unwrap().count(), 1);
}

#[test]
fn what_killed_processes_left_is_swept_and_what_is_being_written_is_not() {
    let dir = tempfile::tempdir().unwrap();
    let at = |name: &str| dir.path().join(name);
    fs::write(at(".qms-4000000-0.tmp"), "half").unwrap();
    fs::create_dir(at(".qms-4000000-1.tmp")).unwrap();
    fs::write(at(".qms-4000000-1.tmp/payload"), "half").unwrap();
    let held = fs::File::create(at(".qms-4000000-2.tmp")).unwrap();
    held.lock().unwrap();
    fs::write(at("mine.tmp"), "mine").unwrap();
    create_new_file(&at("new.md"), b"new").unwrap();
    let names = || {
        let entries = fs::read_dir(dir.path()).unwrap();
        let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name()).collect();
        names.sort();
        names
    };
    assert_eq!(names(), [".qms-4000000-2.tmp", "mine.tmp", "new.md"]);
    // Closing it is not enough: a program that another test starts just now still has it open.
    held.unlock().unwrap();
    write_file_atomically(&at("new.md"), b"newer").unwrap();
    assert_eq!(names(), ["mine.tmp", "new.md"]);
}

#[test]
fn a_repository_is_made_whole_or_not_at_all() {
    let dir = tempfile::tempdir().unwrap();
    let half = dir.path().join(".qms-4000000-0.tmp/.git");
    fs::create_dir_all(&half).unwrap();
    fs::write(half.join("HEAD"), "").unwrap();
    let made = Repository::init(dir.path(), "main").unwrap();
    assert_eq!(
        made.head().unwrap().branch.as_deref(),
        Some("refs/heads/main")
    );
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1);
    assert!(matches!(
        Repository::init(dir.path(), "main"),
        Err(OpenError::Exists { .. })
    ));
}
