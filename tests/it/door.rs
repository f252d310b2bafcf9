//! The door of a server: what does not conform does not come in, what is kept does not leave.

use crate::sandbox::Sandbox;
use std::path::PathBuf;

struct Door {
    sandbox: Sandbox,
    _folder: tempfile::TempDir,
}

impl Door {
    /// A server with the hook, and a service that pushed to it.
    fn new() -> Door {
        let sandbox = Sandbox::service();
        sandbox.done("pilote", &["approve", "PR-01"]);
        sandbox.done("directrice", &["validate", "PR-01"]);
        let folder = tempfile::tempdir().expect("a folder");
        let server = folder.path().join("serveur.git");
        let place = server.display().to_string();
        sandbox.git("admin", &["init", "-q", "--bare", "-b", "main", &place]);
        sandbox.done("admin", &["-C", &place, "hook", "install"]);
        let program = PathBuf::from(env!("CARGO_BIN_EXE_qms"));
        let hook = std::fs::read_to_string(server.join("hooks/pre-receive")).expect("the hook");
        let hook = hook.replace("exec qms", &format!("exec '{}'", program.display()));
        std::fs::write(server.join("hooks/pre-receive"), hook).expect("the hook");
        sandbox.git("admin", &["remote", "add", "serveur", &place]);
        sandbox.git("admin", &["push", "-q", "serveur", "main"]);
        Door {
            sandbox,
            _folder: folder,
        }
    }

    fn refused(&self, what: &[&str], rule: &str) {
        let ended = self
            .sandbox
            .try_git("agent", &[&["push", "serveur"], what].concat());
        assert_ne!(ended.code, 0, "{}", ended.err);
        assert!(ended.err.contains(&format!("[{rule}]")), "{}", ended.err);
    }

    fn taken(&self, what: &[&str]) {
        self.sandbox
            .git("agent", &[&["push", "-q", "serveur"], what].concat());
    }
}

const PATH: &str = "documents/PR/PR-01-V1.md";

#[test]
fn a_push_that_changes_what_is_in_force_is_refused_even_where_it_puts_it_back() {
    let door = Door::new();
    let text = door.sandbox.read(PATH);
    door.sandbox
        .draft(PATH, &text.replace("L'orienter", "Le renvoyer"));
    door.refused(&["main"], "A207");
    door.sandbox.draft(PATH, &text);
    door.refused(&["main"], "A207");
    door.sandbox
        .git("agent", &["reset", "-q", "--hard", "HEAD~2"]);
    door.sandbox.draft("notes.txt", "Une note.\n");
    door.taken(&["main"]);
}

#[test]
fn rewinds_and_deletions_that_lose_commits_are_refused() {
    let door = Door::new();
    door.sandbox.git("agent", &["branch", "ancien", "HEAD~1"]);
    door.refused(&["-f", "ancien:main"], "G203");
    door.refused(&[":main"], "G203");
    door.taken(&["ancien"]);
    door.taken(&[":ancien"]);
    door.sandbox
        .git("agent", &["checkout", "-q", "-b", "essai"]);
    door.sandbox.draft("notes.txt", "Une note.\n");
    door.taken(&["essai"]);
    door.refused(&[":essai"], "G203");
}

#[test]
fn audit_tags_come_in_as_they_were_made_and_stay() {
    let door = Door::new();
    door.sandbox
        .done("admin", &["snapshot", "create", "audit-2026", "--yes"]);
    door.taken(&["main", "audit-2026"]);
    door.refused(&[":refs/tags/audit-2026"], "G204");
    door.sandbox
        .git("agent", &["tag", "-f", "audit-2026", "HEAD"]);
    door.refused(&["-f", "audit-2026"], "G204");
    door.sandbox.git(
        "agent",
        &["tag", "-s", "-m", "x\n\nQms-Act: snapshot\n", "audit-faux"],
    );
    door.refused(&["audit-faux"], "G204");
}

#[test]
fn references_that_replace_objects_do_not_come_in() {
    let door = Door::new();
    door.sandbox.git("agent", &["replace", "HEAD~1", "HEAD~2"]);
    door.refused(&["refs/replace/*"], "G205");
}

#[test]
fn another_history_under_the_same_branch_is_refused() {
    let door = Door::new();
    door.sandbox
        .git("agent", &["checkout", "-q", "--orphan", "autre"]);
    door.sandbox.git(
        "agent",
        &["commit", "-q", "-S", "-m", "Une autre fondation"],
    );
    let ended = door.sandbox.try_git("agent", &["push", "serveur", "autre"]);
    assert_ne!(ended.code, 0, "{}", ended.err);
    assert!(ended.err.contains("G202"), "{}", ended.err);
}

#[test]
fn reserved_numbers_come_in_bring_nothing_else_and_stay() {
    let door = Door::new();
    door.sandbox
        .done("agent", &["new", "CR", "--title", "Réunion", "--reserve"]);
    let name = "refs/qms/reserved/CR-2026-001";
    door.refused(&[&format!(":{name}")], "C004");
    door.refused(&["-f", &format!("HEAD:{name}")], "C004");
    door.refused(&["HEAD:refs/qms/reserved/CR-2026-002"], "C004");
    let kept = door.sandbox.git("agent", &["ls-remote", "serveur", name]);
    let held = kept.split('\t').next().expect("an id").to_owned();
    door.sandbox.git("agent", &["fetch", "-q", "serveur", name]);
    door.refused(&[&format!("{held}:refs/qms/reserved/nouveau/CR")], "C001");
    let after = door
        .sandbox
        .git("agent", &["ls-remote", "serveur", "refs/qms/*"]);
    assert_eq!(after, kept);
}
