//! Acts that were killed: each stage is staged by hand, as a kill would leave it.

use std::fs;
use std::path::Path;

use super::sandbox::{Sandbox, accept, edit, plan, removal};
use crate::repository::{CommitId, Outcome, Recovered};

const DOCUMENT: &str = "documents/MO/MO-00391-V01.md";
const GONE: &str = "documents/PR/PR-01-V1.md";

/// A repository before an act, and the commit and note of that act carried out in a copy of it.
struct Killed {
    sandbox: Sandbox,
    old: CommitId,
    new: CommitId,
}

impl Killed {
    fn new() -> Killed {
        let sandbox = Sandbox::with_documents();
        let old = sandbox.tip();
        let repository = sandbox.open();
        let edits = vec![
            edit(DOCUMENT, "deux\n"),
            edit("new.md", "new\n"),
            removal(GONE),
        ];
        let new = repository
            .commit_plan(
                &repository.act_lock().unwrap(),
                &plan(Some(old), edits),
                &accept,
            )
            .unwrap();
        let blob = |rev: &str, path: &str| {
            let id = sandbox.git(&["rev-parse", &format!("{rev}:{path}")]);
            format!("{{\"executable\":false,\"id\":\"{id}\"}}")
        };
        let note = format!(
            "{{\"branch\":\"refs/heads/main\",\"old\":\"{old}\",\"new\":\"{new}\",\"subject\":\"s\",\"process\":4000000,\"paths\":[\
             {{\"path\":\"{DOCUMENT}\",\"old\":{},\"new\":{}}},{{\"path\":\"new.md\",\"old\":null,\"new\":{}}},\
             {{\"path\":\"{GONE}\",\"old\":{},\"new\":null}}]}}",
            blob("HEAD~", DOCUMENT),
            blob("HEAD", DOCUMENT),
            blob("HEAD", "new.md"),
            blob("HEAD~", GONE),
        );
        sandbox.git(&["reset", "-q", "--hard", &old.to_string()]);
        fs::write(sandbox.root.join(".git/qms/pending.json"), note).unwrap();
        Killed { sandbox, old, new }
    }

    fn path(&self, name: &str) -> std::path::PathBuf {
        self.sandbox.root.join(".git").join(name)
    }

    fn own_locks(&self) {
        fs::write(self.path("index.lock"), format!("qms {}\n", self.new)).unwrap();
    }

    fn moved(&self) {
        fs::write(self.path("refs/heads/main"), format!("{}\n", self.new)).unwrap();
    }

    fn recover(&self) -> Recovered {
        let recovered = self.sandbox.open().recover().unwrap().unwrap();
        assert!(!self.path("qms/pending.json").exists());
        assert!(!self.path("index.lock").exists());
        assert!(!self.path("refs/heads/main.lock").exists());
        assert_eq!(self.sandbox.open().recover().unwrap(), None);
        self.sandbox.git(&["fsck", "--strict", "--no-dangling"]);
        recovered
    }
}

fn done(killed: &Killed) {
    assert_eq!(killed.sandbox.tip(), killed.new);
    assert_eq!(killed.sandbox.status(), "");
    assert_eq!(killed.sandbox.read(DOCUMENT), "deux\n");
    assert!(!killed.sandbox.root.join(GONE).exists());
}

#[test]
fn before_the_branch_moved_nothing_took_place() {
    for stage in 0..3 {
        let killed = Killed::new();
        if stage > 0 {
            killed.own_locks();
        }
        if stage > 1 {
            fs::write(
                killed.path("refs/heads/main.lock"),
                format!("{}\n", killed.new),
            )
            .unwrap();
        }
        assert_eq!(killed.recover().outcome, Outcome::NotDone);
        assert_eq!(
            (killed.sandbox.tip(), killed.sandbox.status()),
            (killed.old, String::new())
        );
    }
}

#[test]
fn after_the_branch_moved_the_rest_is_done() {
    for stage in 0..4 {
        let killed = Killed::new();
        killed.own_locks();
        killed.moved();
        if stage > 0 {
            killed.sandbox.write(DOCUMENT, "deux\n");
        }
        killed
            .sandbox
            .write("documents/MO/.qms-4000000-0.tmp", "half");
        if stage > 1 {
            killed.sandbox.write("new.md", "new\n");
            fs::remove_file(killed.sandbox.root.join(GONE)).unwrap();
        }
        if stage > 2 {
            fs::remove_file(killed.path("index.lock")).unwrap();
            killed.sandbox.git(&["reset", "-q"]);
        }
        let recovered = killed.recover();
        assert_eq!(
            (recovered.outcome, recovered.commit),
            (Outcome::Finished, killed.new),
            "stage {stage}"
        );
        assert_eq!(recovered.kept, [] as [String; 0]);
        done(&killed);
    }
}

#[test]
fn what_was_edited_since_is_kept() {
    let killed = Killed::new();
    killed.moved();
    killed.sandbox.write(DOCUMENT, "edited since\n");
    assert_eq!(killed.recover().kept, [DOCUMENT]);
    assert_eq!(killed.sandbox.read(DOCUMENT), "edited since\n");
    assert_eq!(killed.sandbox.status(), format!(" M {DOCUMENT}"));
}

#[test]
fn an_act_that_was_overtaken_is_forgotten() {
    let killed = Killed::new();
    killed
        .sandbox
        .git(&["reset", "-q", "--hard", &killed.new.to_string()]);
    killed.sandbox.commit_all("later");
    assert_eq!(killed.recover().outcome, Outcome::Overtaken);
    let killed = Killed::new();
    killed.sandbox.git(&["branch", "side"]);
    killed.moved();
    killed
        .sandbox
        .git(&["symbolic-ref", "HEAD", "refs/heads/side"]);
    assert_eq!(killed.recover().outcome, Outcome::Overtaken);
}

#[test]
fn a_foreign_lock_is_left_and_a_live_act_not_disturbed() {
    let killed = Killed::new();
    killed.moved();
    let foreign = killed.path("index.lock");
    fs::write(&foreign, "").unwrap();
    assert!(killed.sandbox.open().recover().is_err());
    assert!(Path::new(&foreign).exists());
    fs::remove_file(&foreign).unwrap();
    let repository = killed.sandbox.open();
    let lock = repository.act_lock().unwrap();
    assert_eq!(killed.sandbox.open().recover().unwrap(), None);
    assert!(killed.path("qms/pending.json").exists());
    drop(lock);
    assert_eq!(killed.recover().outcome, Outcome::Finished);
    done(&killed);
}

#[test]
fn the_next_act_finishes_the_one_before() {
    let killed = Killed::new();
    killed.moved();
    killed.own_locks();
    let repository = killed.sandbox.open();
    let next = plan(Some(killed.new), vec![edit("next.md", "next\n")]);
    repository
        .commit_plan(&repository.act_lock().unwrap(), &next, &accept)
        .unwrap();
    assert_eq!(killed.sandbox.status(), "");
    assert_eq!(killed.sandbox.read(DOCUMENT), "deux\n");
}
