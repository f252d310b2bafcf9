//! Tags made and read, with git as the judge.

use std::fs;

use super::sandbox::{NOON, Sandbox};
use crate::repository::{
    Identity, Key, Malformation, PlanError, RawTag, SigningKey, TagPlan, Target, Verdict,
    WriteError, verify,
};

fn accept(_: &RawTag) -> Result<(), ()> {
    Ok(())
}

fn plan(sandbox: &Sandbox, name: &str) -> TagPlan {
    TagPlan {
        name: name.to_owned(),
        target: sandbox.tip(),
        message: "Instantané\n\nQms-Act: snapshot\n".to_owned(),
        tagger: Identity {
            name: "Claire Élan".to_owned(),
            email: "claire@example.org".to_owned(),
        },
        seconds: NOON,
        offset_minutes: 60,
        key: SigningKey::Configured,
    }
}

fn signing(format: &str) -> (Sandbox, Key) {
    let sandbox = Sandbox::with_format(format);
    sandbox.write("documents/MO/MO-00391-V01.md", "un\n");
    sandbox.commit_all("start");
    let path = sandbox.ssh_key("k", &["-t", "ed25519"]);
    sandbox.sign_with(&path);
    let line = fs::read_to_string(path.with_extension("pub")).unwrap();
    fs::write(
        sandbox.dir.path().join("signers"),
        format!("claire@example.org {line}"),
    )
    .unwrap();
    let signers = sandbox.dir.path().join("signers");
    sandbox.git(&[
        "config",
        "gpg.ssh.allowedSignersFile",
        signers.to_str().unwrap(),
    ]);
    (sandbox, Key::parse(&line).unwrap())
}

#[test]
fn git_accepts_a_tag_made_here_in_repositories_of_either_hash_function() {
    for format in ["sha1", "sha256"] {
        let (sandbox, key) = signing(format);
        let repository = sandbox.open();
        let lock = repository.act_lock().unwrap();
        let made = repository
            .tag_plan(&lock, &plan(&sandbox, "audit-2026"), &accept)
            .unwrap();
        sandbox.git(&["verify-tag", "audit-2026"]);
        sandbox.git(&["fsck", "--strict"]);
        assert_eq!(sandbox.git(&["rev-parse", "audit-2026"]), made.to_string());
        let raw = repository.tag(made).unwrap();
        assert_eq!(raw.name, "audit-2026");
        assert_eq!(raw.target, Target::Commit(sandbox.tip()));
        assert_eq!(raw.message, "Instantané\n\nQms-Act: snapshot\n".as_bytes());
        assert_eq!(raw.tagger.name, "Claire Élan");
        assert!(raw.malformed.is_empty());
        let verdict = verify(raw.signature.as_ref().unwrap(), &raw.payload, &[&key]);
        assert_eq!(verdict, Verdict::Good { key: 0 });
    }
}

#[test]
fn a_tag_made_by_git_is_read_and_verified() {
    for format in ["sha1", "sha256"] {
        let (sandbox, key) = signing(format);
        sandbox.git(&["tag", "-s", "-m", "par git", "v1"]);
        sandbox.git(&["tag", "light"]);
        sandbox.git(&["pack-refs", "--all"]);
        sandbox.git(&["tag", "-m", "sans signature", "plain"]);
        let repository = sandbox.open();
        let refs = repository.tag_refs().unwrap();
        let names: Vec<&str> = refs.iter().map(|tag| tag.short()).collect();
        assert_eq!(names, ["light", "plain", "v1"]);
        assert_eq!(refs[0].target, Some(Target::Commit(sandbox.tip())));
        let Some(Target::Tag(id)) = refs[2].target else {
            panic!("{refs:?}");
        };
        let raw = repository.tag(id).unwrap();
        assert!(raw.malformed.is_empty());
        let verdict = verify(raw.signature.as_ref().unwrap(), &raw.payload, &[&key]);
        assert_eq!(verdict, Verdict::Good { key: 0 });
        let Some(Target::Tag(id)) = refs[1].target else {
            panic!("{refs:?}");
        };
        assert!(repository.tag(id).unwrap().signature.is_none());
    }
}

#[test]
fn a_name_that_is_taken_or_cannot_be_one_is_refused() {
    let (sandbox, _) = signing("sha1");
    sandbox.git(&["tag", "packed"]);
    sandbox.git(&["pack-refs", "--all"]);
    sandbox.git(&["tag", "loose"]);
    sandbox.git(&["tag", "folder/below"]);
    let repository = sandbox.open();
    let lock = repository.act_lock().unwrap();
    for name in ["packed", "loose", "folder"] {
        let refused = repository.tag_plan(&lock, &plan(&sandbox, name), &accept);
        assert!(
            matches!(refused, Err(PlanError::Write(WriteError::TagExists(_)))),
            "{name}: {refused:?}"
        );
    }
    for name in ["", "a/b", "-d", ".a", "a..b", "a.lock", "a b", "é", "a."] {
        let refused = repository.tag_plan(&lock, &plan(&sandbox, name), &accept);
        assert!(
            matches!(refused, Err(PlanError::Write(WriteError::BadPath(_)))),
            "{name}: {refused:?}"
        );
    }
    let refused = repository.tag_plan(&lock, &plan(&sandbox, "kept-out"), &|_| Err(()));
    assert!(matches!(refused, Err(PlanError::Refused(()))));
    assert_eq!(repository.tag_refs().unwrap().len(), 3);
}

#[test]
fn a_lock_that_a_killed_run_left_goes_and_a_foreign_one_stays() {
    let (sandbox, _) = signing("sha1");
    let lock_file = sandbox.root.join(".git/refs/tags/audit.lock");
    fs::create_dir_all(sandbox.root.join(".git/qms")).unwrap();
    fs::write(&lock_file, format!("{}\n", "1".repeat(40))).unwrap();
    let repository = sandbox.open();
    let lock = repository.act_lock().unwrap();
    let refused = repository.tag_plan(&lock, &plan(&sandbox, "audit"), &accept);
    assert!(matches!(
        refused,
        Err(PlanError::Write(WriteError::Locked { .. }))
    ));
    assert!(lock_file.exists());
    fs::write(
        sandbox.root.join(".git/qms/pending-tag"),
        format!("{} refs/tags/audit\n", "1".repeat(40)),
    )
    .unwrap();
    repository
        .tag_plan(&lock, &plan(&sandbox, "audit"), &accept)
        .unwrap();
    assert!(!lock_file.exists());
    assert!(!sandbox.root.join(".git/qms/pending-tag").exists());
    sandbox.git(&["verify-tag", "audit"]);
}

#[test]
fn what_git_would_not_have_written_is_told() {
    let sandbox = Sandbox::with_documents();
    let tip = sandbox.tip();
    let head = format!("object {tip}\ntype commit\ntag v1\ntagger C <c@e> 1 +0000\n");
    let signature = "-----BEGIN SSH SIGNATURE-----\nAAAA\n-----END SSH SIGNATURE-----\n";
    let cases = [
        (
            format!("{head}\nx\n{signature}{signature}"),
            Malformation::TwoSignatures,
        ),
        (
            format!("{head}gpgsig-sha256 x\n\nx\n"),
            Malformation::ForeignSignature,
        ),
        (
            format!("{head}encoding latin1\n\nx\n"),
            Malformation::BadHeader("encoding latin1".to_owned()),
        ),
        (
            format!("{head}tag v2\n\nx\n"),
            Malformation::DuplicateHeader("tag".to_owned()),
        ),
        (
            format!("object {tip}\ntype commit\ntag v1\n\nx\n"),
            Malformation::MissingHeader("tagger"),
        ),
        (head.clone(), Malformation::NoMessage),
        (
            format!("object {tip}\ntag v1\ntype commit\ntagger C <c@e> 1 +0000\n\nx\n"),
            Malformation::MisplacedHeader("type".to_owned()),
        ),
        (format!("{head}\nx\0y\n"), Malformation::Nul),
    ];
    let repository = sandbox.open();
    for (text, expected) in cases {
        let id = sandbox.git_stdin(
            &["hash-object", "-t", "tag", "-w", "--stdin", "--literally"],
            text.as_bytes(),
        );
        let raw = repository.tag(id.parse().unwrap()).unwrap();
        assert_eq!(raw.malformed, [expected], "{text}");
    }
}

#[test]
fn the_seal_is_over_every_object_in_the_order_of_the_trees() {
    use sha2::{Digest as _, Sha512};
    let sandbox = Sandbox::with_documents();
    let tip = sandbox.tip();
    let mut hasher = Sha512::new();
    let mut feed = |kind: &str, name: &str| {
        let output = sandbox.try_git(&["cat-file", kind, name]).stdout;
        hasher.update(format!("{kind} {}\0", output.len()));
        hasher.update(&output);
    };
    feed("commit", "HEAD");
    feed("tree", "HEAD^{tree}");
    for line in sandbox.git(&["ls-tree", "-r", "-t", "HEAD"]).lines() {
        let mut words = line.split_whitespace().skip(1);
        feed(words.next().unwrap(), words.next().unwrap());
    }
    let expected = hasher.finalize();
    assert_eq!(
        sandbox.open().sha512_of(tip).unwrap().0.as_slice(),
        expected.as_slice()
    );
}
