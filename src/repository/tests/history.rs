//! Commits, ancestry and changes, with what a forger would try.

use super::sandbox::{NOON, Sandbox};
use crate::repository::{CommitId, Malformation, Mode, ObjectError};
use std::fs;

#[test]
fn a_commit_is_read_as_git_reads_it() {
    let sandbox = Sandbox::with_documents();
    let commit = sandbox.open().commit(sandbox.tip()).unwrap();
    assert_eq!(
        commit.tree.to_string(),
        sandbox.git(&["rev-parse", "HEAD^{tree}"])
    );
    assert_eq!(commit.message, b"start\n");
    assert_eq!(
        (commit.author.name.as_str(), commit.author.email.as_str()),
        ("Claire", "claire@example.org")
    );
    assert_eq!(
        (commit.committer.seconds, commit.committer.offset),
        (NOON, 60)
    );
    assert!(commit.malformed.is_empty() && commit.parents.is_empty() && commit.signature.is_none());
}

/// Makes an object of these bytes, whatever git thinks of them.
fn forged(sandbox: &Sandbox, text: &[u8]) -> CommitId {
    sandbox
        .git_stdin(
            &[
                "hash-object",
                "-t",
                "commit",
                "-w",
                "--literally",
                "--stdin",
            ],
            text,
        )
        .parse()
        .unwrap()
}

#[test]
fn malformed_commits_are_named() {
    let sandbox = Sandbox::with_documents();
    let tree = sandbox.git(&["rev-parse", "HEAD^{tree}"]);
    let tip = sandbox.tip();
    let who = "C <c@x> 1 +0000";
    let repository = sandbox.open();
    let found = |text: String| {
        repository
            .commit(forged(&sandbox, text.as_bytes()))
            .unwrap()
            .malformed
    };
    let rest = format!("author {who}\ncommitter {who}\n\nm\n");
    assert_eq!(found(format!("tree {tree}\nparent {tip}\n{rest}")), []);
    assert_eq!(
        found(format!("tree {tree}\ntree {tree}\n{rest}")),
        [
            Malformation::MisplacedHeader("tree".to_owned()),
            Malformation::DuplicateHeader("tree".to_owned())
        ]
    );
    assert_eq!(
        found(format!(
            "tree {tree}\nauthor {who}\nparent {tip}\ncommitter {who}\n\nm\n"
        )),
        [Malformation::MisplacedHeader("parent".to_owned())]
    );
    assert_eq!(
        found(format!(
            "tree {tree}\nauthor {who}\nauthor {who}\ncommitter {who}\n\nm\n"
        )),
        [Malformation::DuplicateHeader("author".to_owned())]
    );
    assert_eq!(
        found(format!("tree {tree}\ncommitter {who}\n\nm\n")),
        [Malformation::MissingHeader("author")]
    );
    assert_eq!(
        found(format!(
            "tree {tree}\nauthor {who}\ncommitter C c@x 1 +0000\n\nm\n"
        )),
        [Malformation::BadHeader("committer".to_owned())]
    );
    assert_eq!(
        found(format!(
            "tree {tree}\nauthor {who}\ncommitter {who}\ngpgsig a\n b\ngpgsig c\n\nm\n"
        )),
        [Malformation::TwoSignatures]
    );
    assert_eq!(
        found(format!(
            "tree {tree}\nauthor {who}\ncommitter {who}\ngpgsig-sha256 a\n b\n\nm\n"
        )),
        [Malformation::ForeignSignature]
    );
    assert_eq!(
        found(format!(
            "tree {tree}\nauthor {who}\ncommitter {who}\n\nm\0x\n"
        )),
        [Malformation::Nul]
    );
    assert_eq!(
        found(format!("tree {tree}\nauthor {who}\ncommitter {who}\n")),
        [Malformation::NoMessage]
    );
    let no_tree = forged(
        &sandbox,
        format!("author {who}\ncommitter {who}\n\nm\n").as_bytes(),
    );
    assert!(matches!(
        repository.commit(no_tree),
        Err(ObjectError::Malformed(_))
    ));
}

#[test]
fn the_payload_is_the_commit_without_its_signature() {
    let sandbox = Sandbox::with_documents();
    let key = sandbox.ssh_key("k", &["-t", "ed25519"]);
    sandbox.sign_with(&key);
    sandbox.git(&["commit", "-q", "--allow-empty", "-S", "-m", "signed"]);
    let commit = sandbox.open().commit(sandbox.tip()).unwrap();
    let raw = sandbox.git(&["cat-file", "commit", "HEAD"]);
    let without: Vec<&str> = raw
        .lines()
        .filter(|line| !line.starts_with("gpgsig") && !line.starts_with(' '))
        .collect();
    assert_eq!(
        String::from_utf8(commit.payload).unwrap(),
        without.join("\n") + "\n"
    );
    assert!(
        commit
            .signature
            .unwrap()
            .armor
            .starts_with(b"-----BEGIN SSH SIGNATURE-----\n")
    );
}

#[test]
fn ancestry_puts_parents_first_and_stops_where_told() {
    let sandbox = Sandbox::with_documents();
    let repository = sandbox.open();
    let root = sandbox.tip();
    let second = sandbox.commit_all("second");
    sandbox.git(&["checkout", "-q", "-b", "side", &root.to_string()]);
    let side = sandbox.commit_all("side");
    sandbox.git(&["checkout", "-q", "main"]);
    sandbox.git(&["merge", "-q", "--no-ff", "-m", "merge", "side"]);
    let merge = sandbox.tip();
    let all = repository.ancestry(merge, &[]).unwrap();
    assert_eq!(all.len(), 4);
    assert_eq!((all[0], all[3]), (root, merge));
    // The side branch leads round `second` to the root, which `second` has behind it.
    assert_eq!(
        repository.ancestry(merge, &[second]).unwrap(),
        [side, merge]
    );
    assert_eq!(
        repository.ancestry(merge, &[second, side]).unwrap(),
        [merge]
    );
    assert_eq!(repository.ancestry(second, &[merge]).unwrap(), []);
    assert!(
        repository.leads_to(side, merge).unwrap() && !repository.leads_to(side, second).unwrap()
    );
}

#[test]
fn grafts_replacements_and_gaps_do_not_shorten_history() {
    let sandbox = Sandbox::with_documents();
    let root = sandbox.tip();
    let second = sandbox.commit_all("second");
    let third = sandbox.commit_all("third");
    let other = sandbox.git(&["commit-tree", "-m", "forged", "HEAD^{tree}"]);
    sandbox.git(&["replace", &second.to_string(), &other]);
    fs::write(sandbox.root.join(".git/info/grafts"), format!("{third}\n")).unwrap();
    let repository = sandbox.open();
    assert_eq!(
        repository.ancestry(third, &[]).unwrap(),
        [root, second, third]
    );
    assert_eq!(repository.commit(second).unwrap().message, b"second\n");
    assert_eq!(repository.references("refs/replace/").unwrap().len(), 1);
    assert!(repository.has_grafts());
    let hex = second.to_string();
    fs::remove_file(
        sandbox
            .root
            .join(".git/objects")
            .join(&hex[..2])
            .join(&hex[2..]),
    )
    .unwrap();
    assert_eq!(
        sandbox.open().ancestry(third, &[]),
        Err(ObjectError::Missing(hex))
    );
}

#[test]
fn a_swapped_object_is_corrupt() {
    let sandbox = Sandbox::with_documents();
    let first = sandbox.tip().to_string();
    let second = sandbox.commit_all("second").to_string();
    let place = |hex: &str| {
        sandbox
            .root
            .join(".git/objects")
            .join(&hex[..2])
            .join(&hex[2..])
    };
    fs::remove_file(place(&second)).unwrap();
    fs::copy(place(&first), place(&second)).unwrap();
    let read = sandbox.open().commit(second.parse().unwrap());
    assert!(
        matches!(
            read,
            Err(ObjectError::Corrupt(_) | ObjectError::Unreadable { .. })
        ),
        "{read:?}"
    );
}

#[test]
fn changes_are_those_of_git() {
    let sandbox = Sandbox::with_documents();
    let first = sandbox.tip();
    sandbox.write("documents/MO/MO-00391-V01.md", "deux\n");
    fs::remove_file(sandbox.root.join("acteurs/claire.md")).unwrap();
    sandbox.write("acteurs/claire.md/inside.md", "a folder now\n");
    sandbox.write("documents/PR.md", "beside the folder\n");
    let second = sandbox.commit_all("second");
    let repository = sandbox.open();
    let changes = repository.changes(Some(first), second).unwrap();
    let git = sandbox.git(&[
        "diff-tree",
        "-r",
        "--no-renames",
        "--abbrev=40",
        &first.to_string(),
        &second.to_string(),
    ]);
    let zero = "0".repeat(40);
    let mode = |mode: Option<Mode>| if mode.is_some() { "100644" } else { "000000" };
    let ours: Vec<String> = changes
        .iter()
        .map(|change| {
            let id = |file: Option<(Mode, crate::repository::BlobId)>| {
                file.map_or(zero.clone(), |(_, id)| id.to_string())
            };
            let (old, new) = (
                change.old.map(|(mode, _)| mode),
                change.new.map(|(mode, _)| mode),
            );
            format!(
                ":{} {} {} {} {}",
                mode(old),
                mode(new),
                id(change.old),
                id(change.new),
                change.path
            )
        })
        .collect();
    let mut theirs: Vec<String> = git
        .lines()
        .map(|line| {
            let (head, path) = line.split_once('\t').unwrap();
            format!("{} {path}", head.rsplit_once(' ').unwrap().0)
        })
        .collect();
    theirs.sort_by(|a, b| {
        a.rsplit_once(' ')
            .unwrap()
            .1
            .cmp(b.rsplit_once(' ').unwrap().1)
    });
    assert_eq!(ours, theirs);
    assert_eq!(repository.changes(None, first).unwrap().len(), 3);
    assert_eq!(repository.changes(Some(second), second).unwrap(), []);
    let (mode, bytes) = repository
        .blob_at(first, "acteurs/claire.md")
        .unwrap()
        .unwrap();
    assert_eq!((mode, bytes.as_slice()), (Mode::Plain, &b"claire\n"[..]));
    assert_eq!(
        repository.blob_at(second, "acteurs/claire.md").unwrap(),
        None
    );
}
