//! `check` limited to what changed: since a commit, and in what is staged.

use crate::sandbox::{Ended, PROCEDURE, Sandbox};
use serde_json::Value;

fn procedure(code: &str, author: &str) -> String {
    PROCEDURE
        .replace("{code}", code)
        .replace("redacteur: referent", &format!("redacteur: {author}"))
}

/// The files that findings of a weight stand in, `-` for one that stands nowhere.
#[track_caller]
fn errors(ended: &Ended) -> Vec<String> {
    let answer: Value = serde_json::from_str(&ended.out).expect("JSON");
    let found = answer["diagnostics"].as_array().cloned();
    let found = found.unwrap_or_else(|| panic!("{ended:?}"));
    let mut paths: Vec<String> = found
        .iter()
        .filter(|one| one["severity"] == "error")
        .map(|one| one["path"].as_str().unwrap_or("-").to_owned())
        .collect();
    paths.dedup();
    assert_eq!(ended.code, i32::from(!paths.is_empty()), "{ended:?}");
    paths
}

fn check(sandbox: &Sandbox, arguments: &[&str]) -> Ended {
    sandbox.qms(
        "referent",
        &[&["check", "--format", "json"], arguments].concat(),
    )
}

/// A service in which an older document is wrong already.
fn with_an_old_fault() -> Sandbox {
    let sandbox = Sandbox::service();
    sandbox.draft(
        "documents/PR/PR-02-V1.md",
        &procedure("PR-02-V1", "inconnu"),
    );
    sandbox
}

#[test]
fn since_a_commit_only_what_changed_is_told() {
    let sandbox = with_an_old_fault();
    let old = "documents/PR/PR-02-V1.md";
    assert_eq!(errors(&check(&sandbox, &[])), [old]);
    assert!(errors(&check(&sandbox, &["--since", "HEAD"])).is_empty());
    assert_eq!(errors(&check(&sandbox, &["--since", "HEAD~1"])), [old]);
    // A file that git does not know yet is read all the same.
    let new = "documents/PR/PR-03-V1.md";
    sandbox.write(new, &procedure("PR-03-V1", "personne"));
    assert_eq!(errors(&check(&sandbox, &["--since", "HEAD"])), [new]);
    assert_eq!(errors(&check(&sandbox, &["--since", "HEAD~1"])), [old, new]);
    assert!(errors(&check(&sandbox, &["--since", "HEAD~1", "acteurs"])).is_empty());
    // Changed and put back is unchanged.
    std::fs::remove_file(sandbox.depot().join(new)).expect("ours");
    sandbox.write(old, &procedure("PR-02-V1", "autre"));
    assert_eq!(errors(&check(&sandbox, &["--since", "HEAD"])), [old]);
    sandbox.write(old, &procedure("PR-02-V1", "inconnu"));
    assert!(errors(&check(&sandbox, &["--since", "HEAD"])).is_empty());
    // Between two commits the working tree has no say.
    assert_eq!(
        errors(&check(&sandbox, &["--since", "HEAD~1", "--at", "HEAD"])),
        [old]
    );
    assert!(errors(&check(&sandbox, &["--since", "HEAD~1", "--at", "HEAD~1"])).is_empty());
}

#[test]
fn a_finding_of_the_whole_is_told_where_those_who_govern_changed() {
    let sandbox = Sandbox::service();
    sandbox.write(
        "acteurs/directrice.md",
        &sandbox
            .read("acteurs/directrice.md")
            .replace("role: directrice", "role: referent"),
    );
    assert!(errors(&check(&sandbox, &["--since", "HEAD"])).contains(&"qms.yaml".to_owned()));
    sandbox.git("admin", &["commit", "-qam", "sans directrice"]);
    assert!(errors(&check(&sandbox, &["--since", "HEAD"])).is_empty());
    assert!(errors(&check(&sandbox, &[])).contains(&"qms.yaml".to_owned()));
}

#[test]
fn a_commit_that_is_not_there_ends_with_2() {
    let sandbox = Sandbox::service();
    let ended = check(&sandbox, &["--since", "inconnu"]);
    assert_eq!(ended.code, 2, "{ended:?}");
    let answer: Value = serde_json::from_str(&ended.out).expect("JSON");
    assert_eq!(answer["error"]["kind"], "not-found");
    let unborn = Sandbox::empty();
    unborn.git("admin", &["init", "-q"]);
    unborn.write("qms.yaml", "organisation: Service social\n");
    let ended = check(&unborn, &["--since", "HEAD"]);
    assert_eq!(ended.code, 2, "{ended:?}");
    assert!(ended.out.contains("HEAD"), "{ended:?}");
}

#[test]
fn what_is_staged_is_judged_and_not_what_lies_beside_it() {
    let sandbox = with_an_old_fault();
    let path = "documents/PR/PR-03-V1.md";
    assert!(errors(&check(&sandbox, &["--staged"])).is_empty());
    // Good in the index, wrong in the working tree; then the other way round.
    sandbox.write(path, &procedure("PR-03-V1", "referent"));
    sandbox.git("referent", &["add", path]);
    sandbox.write(path, &procedure("PR-03-V1", "personne"));
    assert!(errors(&check(&sandbox, &["--staged"])).is_empty());
    sandbox.git("referent", &["add", path]);
    sandbox.write(path, &procedure("PR-03-V1", "referent"));
    let ended = check(&sandbox, &["--staged"]);
    assert_eq!(errors(&ended), [path]);
    let answer: Value = serde_json::from_str(&ended.out).expect("JSON");
    let found = answer["diagnostics"].as_array().expect("findings");
    let author = found.iter().find(|one| one["rule"] == "F007");
    assert_eq!(author.expect("an unknown author")["line"], 6);
    assert_eq!(answer["revision"], Value::Null);
    assert_eq!(answer["summary"]["files"], 1);
    // Taken out again: nothing of it is left to judge.
    sandbox.git("referent", &["rm", "-qf", "--cached", path]);
    assert!(errors(&check(&sandbox, &["--staged"])).is_empty());
}

#[test]
fn a_file_that_is_staged_for_deletion_is_absent() {
    let sandbox = with_an_old_fault();
    sandbox.git("referent", &["rm", "-q", "documents/PR/PR-02-V1.md"]);
    assert!(errors(&check(&sandbox, &["--staged"])).is_empty());
    let path = "documents/PR/PR-03-V1.md";
    let text = procedure("PR-03-V1", "referent") + "\nVoir [la suite](PR-02-V1.md).\n";
    sandbox.write(path, &text);
    sandbox.write(
        "documents/PR/PR-02-V1.md",
        &procedure("PR-02-V1", "referent"),
    );
    sandbox.git("referent", &["add", path]);
    let ended = check(&sandbox, &["--staged"]);
    assert!(ended.out.contains("U301"), "{ended:?}");
}

#[cfg(unix)]
#[test]
fn a_link_or_an_executable_is_seen_in_the_index() {
    let sandbox = Sandbox::service();
    std::os::unix::fs::symlink(
        "PR-01-V1.md",
        sandbox.depot().join("documents/PR/PR-04-V1.md"),
    )
    .expect("a link");
    sandbox.git("referent", &["add", "documents"]);
    sandbox.git(
        "referent",
        &["update-index", "--chmod=+x", "documents/PR/PR-01-V1.md"],
    );
    assert_eq!(
        errors(&check(&sandbox, &["--staged"])),
        ["documents/PR/PR-01-V1.md", "documents/PR/PR-04-V1.md"]
    );
}

#[test]
fn the_index_goes_with_no_commit() {
    let sandbox = Sandbox::service();
    for other in [["--at", "HEAD"], ["--since", "HEAD"]] {
        let ended = check(&sandbox, &["--staged", other[0], other[1]]);
        assert_eq!(ended.code, 2, "{ended:?}");
        let answer: Value = serde_json::from_str(&ended.out).expect("JSON");
        assert_eq!(answer["error"]["kind"], "usage");
    }
    let unborn = Sandbox::empty();
    unborn.git("admin", &["init", "-q"]);
    unborn.write("qms.yaml", "organisation: Service social\n");
    assert_eq!(check(&unborn, &["--staged"]).code, 2);
    unborn.git("admin", &["add", "qms.yaml"]);
    let ended = check(&unborn, &["--staged"]);
    assert!(ended.out.contains("\"diagnostics\""), "{ended:?}");
}

#[test]
fn the_hook_lets_an_old_fault_pass_and_stops_a_new_one() {
    let sandbox = with_an_old_fault();
    sandbox.done("referent", &["hook", "install"]);
    let program = std::path::Path::new(env!("CARGO_BIN_EXE_qms"));
    let folder = program.parent().expect("a folder").display().to_string();
    let hook = sandbox.depot().join(".git/hooks/pre-commit");
    let script = std::fs::read_to_string(&hook).expect("the hook");
    assert!(script.ends_with("exec qms hook pre-commit\n"), "{script}");
    let script = script.replacen('\n', &format!("\nPATH={folder}:$PATH\n"), 1);
    std::fs::write(&hook, script).expect("the hook");
    let commit = |arguments: &[&str]| {
        let unsigned = ["-c", "commit.gpgSign=false", "commit", "-q", "-m", "essai"];
        sandbox.try_git("referent", &[&unsigned[..], arguments].concat())
    };
    let (first, second) = ("documents/PR/PR-01-V1.md", "documents/PR/PR-03-V1.md");
    sandbox.write(second, &procedure("PR-03-V1", "personne"));
    sandbox.git("referent", &["add", second]);
    let stopped = commit(&[]);
    assert!(
        stopped.code == 1 && (stopped.out + &stopped.err).contains("F007"),
        "the new fault stops it"
    );
    // A commit of one file leaves the staged fault of another aside.
    let text = sandbox.read(first) + "\nUn mot de plus.\n";
    sandbox.write(first, &text);
    let ended = commit(&[first]);
    assert_eq!(ended.code, 0, "{ended:?}");
    // `-a` takes what is not staged yet.
    sandbox.git("referent", &["rm", "-q", "--cached", second]);
    sandbox.write(first, &procedure("PR-01-V1", "personne"));
    assert_eq!(commit(&["-a"]).code, 1);
    sandbox.write(first, &(text + "Et un autre.\n"));
    let ended = commit(&["-a"]);
    assert_eq!(ended.code, 0, "{ended:?}");
}
