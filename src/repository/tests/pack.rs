//! Packs written and read, with git as the judge.

use super::sandbox::Sandbox;
use crate::repository::{PackFault, Target, unpack};

/// A history in which a large file changes little from commit to commit.
fn grown(format: &str) -> Sandbox {
    let sandbox = Sandbox::with_format(format);
    let mut lines: Vec<String> = (0..400).map(|line| format!("ligne {line} — é\n")).collect();
    for round in 0..60 {
        lines[round * 5] = format!("ligne changée {round}\n");
        sandbox.write("documents/MO/MO-00391-V01.md", &lines.concat());
        sandbox.write(
            &format!("documents/PR/PR-{round:02}-V1.md"),
            &lines[..round].concat(),
        );
        sandbox.commit_all(&format!("tour {round}"));
    }
    sandbox
}

#[test]
fn git_indexes_what_is_packed_and_the_same_objects_give_the_same_bytes() {
    for format in ["sha1", "sha256"] {
        let sandbox = grown(format);
        let (noting, reads) = sandbox.open().noting_reads();
        let tip = sandbox.tip();
        noting.sha512_of(tip).unwrap();
        for commit in noting.ancestry(tip, &[]).unwrap() {
            let parents = noting.commit(commit).unwrap().parents;
            noting.changes(parents.first().copied(), commit).unwrap();
        }
        let objects = reads.all();
        let pack = sandbox.open().pack(tip, &objects).unwrap();
        sandbox.git(&["repack", "-q", "-a", "-d"]);
        assert_eq!(sandbox.open().pack(tip, &objects).unwrap(), pack);
        let loose: usize = objects.len();
        assert!(pack.len() < 120_000, "{} for {loose} objects", pack.len());

        let other = Sandbox::with_format(format);
        other.git_stdin(&["index-pack", "--stdin"], &pack);
        let listed = other.git(&["cat-file", "--batch-all-objects", "--batch-check"]);
        assert_eq!(listed.lines().count(), objects.len());
        other.git(&["cat-file", "-e", &tip.to_string()]);

        let unpacked = unpack(&pack, &tip.to_string()).unwrap();
        assert_eq!(unpacked.objects, objects);
        let folder = unpacked.repository.git_dir().to_owned();
        assert_eq!(
            unpacked.repository.sha512_of(tip).unwrap(),
            sandbox.open().sha512_of(tip).unwrap()
        );
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let private = std::fs::metadata(folder.parent().unwrap()).unwrap();
            assert_eq!(private.permissions().mode() & 0o777, 0o700);
        }
        drop(unpacked);
        assert!(!folder.exists());
    }
}

#[test]
fn a_pack_that_was_cut_or_changed_is_told() {
    let sandbox = Sandbox::with_documents();
    let tip = sandbox.tip();
    let (noting, reads) = sandbox.open().noting_reads();
    noting.sha512_of(tip).unwrap();
    let objects = reads.all();
    assert!(objects.contains(&Target::Commit(tip)));
    let pack = noting.pack(tip, &objects).unwrap();
    let id = tip.to_string();
    for at in 0..pack.len() {
        let mut changed = pack.clone();
        changed[at] ^= 1;
        assert!(unpack(&changed, &id).is_err(), "{at}");
    }
    for end in [0, 4, 11, 12, 30, pack.len() - 1] {
        assert!(unpack(&pack[..end], &id).is_err(), "{end}");
    }
    // A sum that fits, over bytes that do not.
    let mut longer = pack[..pack.len() - 20].to_vec();
    longer[11] += 1;
    let mut hasher = gix::hash::hasher(gix::hash::Kind::Sha1);
    hasher.update(&longer);
    longer.extend_from_slice(hasher.try_finalize().unwrap().as_slice());
    assert!(matches!(unpack(&longer, &id), Err(PackFault::Entry(_))));
}
