//! Audit snapshots at the command line, with git as another judge.

use crate::sandbox::{PROCEDURE, Sandbox};

/// A service with one procedure in force.
fn in_force() -> Sandbox {
    let mut sandbox = Sandbox::service();
    sandbox.done("pilote", &["approve", "PR-01"]);
    sandbox.later("2026-11-21T14:00:00Z");
    sandbox.done("directrice", &["validate", "PR-01"]);
    sandbox.later("2026-11-21T15:00:00Z");
    sandbox
}

/// The same, with a snapshot of it.
fn taken() -> Sandbox {
    let mut sandbox = in_force();
    sandbox.done("admin", &["snapshot", "create", "audit-2026", "--yes"]);
    sandbox.later("2026-11-21T16:00:00Z");
    sandbox
}

/// The file by which git knows the keys.
fn signers(sandbox: &Sandbox) -> String {
    sandbox.done("admin", &["actor", "allowed-signers", "-o", "../signers"]);
    format!(
        "gpg.ssh.allowedSignersFile={}",
        sandbox.depot().join("../signers").display()
    )
}

#[test]
fn a_snapshot_is_a_signed_tag_and_a_line_of_the_ledger() {
    let sandbox = taken();
    let setting = signers(&sandbox);
    sandbox.git("admin", &["-c", &setting, "verify-tag", "audit-2026"]);
    sandbox.git("admin", &["-c", &setting, "verify-commit", "HEAD"]);
    sandbox.git("admin", &["fsck", "--strict", "--no-dangling"]);
    let message = sandbox.git(
        "admin",
        &["for-each-ref", "--format=%(contents)", "refs/tags"],
    );
    for words in [
        "Instantané audit-2026\n\norganisation: Service social\nracine: ",
        "en-vigueur: 1\n",
        "\nPR-01-V1\n  version: 1\n  application: 2026-11-21\n  empreinte: sha256:",
        "  acte: approve 2026-11-21 ",
        " directrice directrice\n\nQms-Act: snapshot\nQms-Code: audit-2026\nQms-Digest: sha256:",
        "Qms-Actor: admin\nQms-Role: administrateur\n",
    ] {
        assert!(message.contains(words), "{words}\n{message}");
    }
    let entry = sandbox.read("registres/instantanes/audit-2026.md");
    let tag = sandbox.git("admin", &["rev-parse", "audit-2026"]);
    // Quoted where YAML might take the id for a number.
    let line = entry.lines().find(|line| line.starts_with("objet: "));
    assert!(
        line.is_some_and(|line| line.contains(tag.trim())),
        "{entry}"
    );
    assert_eq!(sandbox.git("admin", &["status", "--porcelain"]), "");
    sandbox.done("agent", &["check"]);
    let list = sandbox.done("agent", &["snapshot", "list"]);
    assert!(
        list.contains("audit-2026") && list.contains("tient"),
        "{list}"
    );
    let json = sandbox.done(
        "agent",
        &["--format", "json", "snapshot", "verify", "audit-2026"],
    );
    assert!(json.contains("\"valid\": true"), "{json}");
    assert!(json.contains("\"in_force\": 1"), "{json}");
}

#[test]
fn what_may_not_be_taken_is_refused_and_nothing_changes() {
    let sandbox = in_force();
    let refused = sandbox.qms("agent", &["snapshot", "create", "audit", "--yes"]);
    assert_eq!(refused.code, 1, "{}", refused.err);
    assert!(refused.err.contains("A204"), "{}", refused.err);
    let refused = sandbox.qms("admin", &["snapshot", "create", "a/b"]);
    assert_eq!(refused.code, 2, "{}", refused.err);
    let dry = sandbox.done("admin", &["snapshot", "create", "audit", "--dry-run"]);
    assert!(dry.contains("PR-01-V1"), "{dry}");
    assert_eq!(sandbox.git("admin", &["tag"]), "");
    sandbox.git("admin", &["tag", "audit"]);
    let refused = sandbox.qms("admin", &["snapshot", "create", "audit"]);
    assert_eq!(refused.code, 1, "{}", refused.err);
    sandbox.done("admin", &["snapshot", "create", "autre"]);
    let refused = sandbox.qms("admin", &["snapshot", "create", "autre"]);
    assert_eq!(refused.code, 1, "{}", refused.err);
    // An act without effect before it: nothing is sealed over a doubt.
    sandbox.write(
        "documents/PR/PR-02-V1.md",
        &PROCEDURE.replace("{code}", "PR-02-V1"),
    );
    sandbox.git("agent", &["add", "-A"]);
    sandbox.git(
        "agent",
        &[
            "commit",
            "-q",
            "-S",
            "-m",
            "x\n\nQms-Act: approve\nQms-Code: PR-02-V1\n",
        ],
    );
    let refused = sandbox.qms("admin", &["snapshot", "create", "troisieme"]);
    assert_eq!(refused.code, 1, "{}", refused.err);
    assert!(refused.err.contains("qms verify"), "{}", refused.err);
}

#[test]
fn a_run_stopped_between_tag_and_ledger_is_completed_by_the_same_person() {
    let mut sandbox = taken();
    sandbox.git("admin", &["reset", "-q", "--hard", "HEAD~1"]);
    let found = sandbox.qms("agent", &["snapshot", "list"]);
    assert_eq!(found.code, 1, "{}", found.out);
    assert!(
        found.out.contains("qms snapshot create audit-2026"),
        "{}",
        found.out
    );
    sandbox.draft(
        "documents/PR/PR-02-V1.md",
        &PROCEDURE
            .replace("{code}", "PR-02-V1")
            .replace("Accueillir un assuré", "Orienter un assuré"),
    );
    let refused = sandbox.qms("directrice", &["snapshot", "create", "audit-2026"]);
    assert_eq!(refused.code, 1, "{}", refused.err);
    sandbox.later("2026-11-21T17:00:00Z");
    let tag = sandbox.git("admin", &["rev-parse", "audit-2026"]);
    sandbox.done("admin", &["snapshot", "create", "audit-2026"]);
    assert_eq!(tag, sandbox.git("admin", &["rev-parse", "audit-2026"]));
    sandbox.done("agent", &["snapshot", "verify", "audit-2026"]);
}

#[test]
fn a_tag_that_moved_vanished_or_was_signed_again_is_found() {
    let sandbox = taken();
    let tag = sandbox.git("admin", &["rev-parse", "audit-2026"]);
    let tag = tag.trim();
    let message = sandbox.git("admin", &["cat-file", "tag", tag]);
    let body = message.split_once("\n\n").map_or("", |(_, body)| body);
    let body = body.split("-----BEGIN").next().unwrap_or_default();
    let cases: [(&str, &[&str]); 5] = [
        ("vanished", &["tag", "-d", "audit-2026"]),
        ("moved", &["update-ref", "refs/tags/audit-2026", "HEAD"]),
        (
            "signed again",
            &["tag", "-s", "-f", "-m", body, "audit-2026", "HEAD~1"],
        ),
        (
            "not signed",
            &["tag", "-a", "-f", "-m", body, "audit-2026", "HEAD~1"],
        ),
        (
            "another state",
            &["tag", "-s", "-f", "-m", body, "audit-2026", "HEAD"],
        ),
    ];
    for (case, arguments) in cases {
        let who = if case == "signed again" {
            "agent"
        } else {
            "admin"
        };
        sandbox.git(who, arguments);
        for command in [
            &["snapshot", "list"][..],
            &["snapshot", "verify", "audit-2026"],
        ] {
            let found = sandbox.qms("agent", command);
            assert_eq!(found.code, 1, "{case} {}{}", found.out, found.err);
            assert!(found.out.contains("G204"), "{case} {}", found.out);
        }
        sandbox.git("admin", &["update-ref", "refs/tags/audit-2026", tag]);
    }
    // Under another name the object still says its own.
    sandbox.git("admin", &["update-ref", "refs/tags/copie", tag]);
    let found = sandbox.qms("agent", &["snapshot", "list"]);
    assert!(found.out.contains("se nomme lui-même"), "{}", found.out);
}

#[test]
fn two_snapshots_tell_what_happened_between() {
    let mut sandbox = taken();
    sandbox.draft(
        "documents/PR/PR-02-V1.md",
        &PROCEDURE
            .replace("{code}", "PR-02-V1")
            .replace("Accueillir un assuré", "Orienter un assuré"),
    );
    sandbox.later("2026-11-22T09:00:00Z");
    sandbox.done("pilote", &["approve", "PR-02"]);
    sandbox.later("2026-11-22T10:00:00Z");
    sandbox.done("directrice", &["validate", "PR-02"]);
    sandbox.later("2026-11-22T11:00:00Z");
    sandbox.done(
        "directrice",
        &["withdraw", "PR-01", "--reason", "Sans objet."],
    );
    sandbox.later("2026-11-22T12:00:00Z");
    sandbox.done("admin", &["snapshot", "create", "suivi"]);
    let text = sandbox.done("agent", &["snapshot", "diff", "audit-2026", "suivi"]);
    assert!(text.contains("Documents parus\n  PR-02-V1"), "{text}");
    assert!(text.contains("en vigueur\n  PR-01-V1"), "{text}");
    let json = sandbox.done(
        "agent",
        &["--format", "json", "snapshot", "diff", "audit-2026", "HEAD"],
    );
    for key in ["\"added\"", "\"removed\"", "\"changed\"", "\"tickets\""] {
        assert!(json.contains(key), "{json}");
    }
}

/// A service with a picture, a ticket and a name that looks like a formula, its snapshot exported.
fn exported() -> (Sandbox, Vec<u8>) {
    let mut sandbox = Sandbox::service();
    let text = PROCEDURE
        .replace("{code}", "PR-02-V1")
        .replace("titre: Accueillir un assuré", "titre: \"=HYPERLINK(1)\"")
        .replace(
            "# Accueillir un assuré",
            "# =HYPERLINK(1)\n\n![Plan](plan.png)",
        );
    sandbox.write("documents/PR/plan.png", "pixels");
    sandbox.git("referent", &["add", "documents/PR/plan.png"]);
    sandbox.draft("documents/PR/PR-02-V1.md", &text);
    sandbox.later("2026-11-21T13:30:00Z");
    sandbox.done("pilote", &["approve", "PR-01", "PR-02"]);
    sandbox.later("2026-11-21T14:00:00Z");
    sandbox.done("directrice", &["validate", "PR-01", "PR-02"]);
    sandbox.draft(
        "smac/2026/RE-2026-0001.md",
        "---\ncode: RE-2026-0001\ntitre: Délai trop long\nrecu: 2026-11-20\ncanal: courrier\nprocessus: ACCUEIL\n---\n",
    );
    sandbox.later("2026-11-21T15:00:00Z");
    sandbox.done("admin", &["snapshot", "create", "audit-2026"]);
    sandbox.later("2026-11-21T16:00:00Z");
    sandbox.done(
        "agent",
        &["snapshot", "export", "audit-2026", "-o", "../a.zip"],
    );
    let bytes = std::fs::read(sandbox.depot().join("../a.zip")).expect("the archive");
    (sandbox, bytes)
}

fn root(sandbox: &Sandbox) -> String {
    let ids = sandbox.git("admin", &["rev-list", "--max-parents=0", "HEAD"]);
    ids.trim().to_owned()
}

/// Verifies bytes as an archive, away from any repository.
fn verify(sandbox: &Sandbox, bytes: &[u8], more: &[&str]) -> crate::sandbox::Ended {
    std::fs::write(sandbox.depot().join("../b.zip"), bytes).expect("the archive");
    let home = sandbox.depot().join("../home").display().to_string();
    let file = sandbox.depot().join("../b.zip").display().to_string();
    let mut arguments = vec!["-C", &home, "snapshot", "verify", &file];
    arguments.extend(more);
    sandbox.qms("agent", &arguments)
}

#[test]
fn an_exported_snapshot_proves_itself_from_the_file_and_a_root() {
    let (sandbox, bytes) = exported();
    let root = root(&sandbox);
    let without = verify(&sandbox, &bytes, &[]);
    assert_eq!(without.code, 2, "{}", without.err);
    assert!(without.err.contains("--trust-root"), "{}", without.err);
    let good = verify(&sandbox, &bytes, &["--trust-root", &root]);
    assert_eq!(good.code, 0, "{}{}", good.out, good.err);
    assert!(good.out.contains("2 documents"), "{}", good.out);
    let other = verify(&sandbox, &bytes, &["--trust-root", &"1".repeat(40)]);
    assert_eq!(other.code, 2, "{}", other.err);
    let pinned = sandbox.qms("agent", &["snapshot", "verify", "../a.zip"]);
    assert_eq!(pinned.code, 0, "{}{}", pinned.out, pinned.err);
    assert!(pinned.err.contains(&root), "{}", pinned.err);
    // What was unpacked is private, and gone.
    let left = std::fs::read_dir(sandbox.depot().join("../tmp")).expect("the temporary folder");
    assert_eq!(left.count(), 0);
}

#[test]
fn two_clones_export_the_same_bytes_in_any_time_zone() {
    let (sandbox, bytes) = exported();
    sandbox.git("agent", &["clone", "-q", "--no-local", ".", "../clone"]);
    sandbox.git("agent", &["-C", "../clone", "gc", "-q"]);
    for (zone, lang) in [("Asia/Tokyo", "en"), ("America/Lima", "fr")] {
        let clone = sandbox.depot().join("../clone").display().to_string();
        sandbox.done_in_zone(
            zone,
            &[
                "-C",
                &clone,
                "--lang",
                lang,
                "snapshot",
                "export",
                "audit-2026",
                "-o",
                "../c.zip",
            ],
        );
        let other = std::fs::read(sandbox.depot().join("../c.zip")).expect("the archive");
        assert!(other == bytes, "{zone}");
    }
}

#[test]
fn plain_tools_verify_what_was_exported_as_it_says() {
    let (sandbox, bytes) = exported();
    let entries = entries(&bytes);
    let names: Vec<&str> = entries.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(
        names,
        [
            "LISEZMOI.txt",
            "manifeste.txt",
            "allowed-signers",
            "tables/actes.csv",
            "tables/documents.csv",
            "etat/documents/PR/PR-01-V1.md",
            "etat/documents/PR/PR-02-V1.md",
            "etat/documents/PR/plan.png",
            "etat/smac/2026/RE-2026-0001.md",
            "preuve/etiquette",
            "preuve/objets.pack",
        ]
    );
    let table = String::from_utf8_lossy(&entries[4].1).into_owned();
    assert!(table.contains("\"'=HYPERLINK(1)\""), "{table}");
    let folder = sandbox.depot().join("../ouvert");
    for (name, bytes) in &entries {
        let path = folder.join(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, bytes).expect("a file");
    }
    // What LISEZMOI.txt says, line by line.
    let readme = String::from_utf8_lossy(&entries[0].1).into_owned();
    let script: Vec<&str> = readme
        .lines()
        .filter_map(|line| line.strip_prefix("    "))
        .filter(|line| {
            line.starts_with("git") || line.starts_with("sed") || line.starts_with("ssh")
        })
        .filter(|line| !line.contains("documents/..."))
        .collect();
    assert_eq!(script.len(), 9, "{readme}");
    let script = format!("set -e\n{}\n", script.join("\n"));
    let ended = sandbox.shell(&folder, &script);
    assert_eq!(ended.code, 0, "{}{}", ended.out, ended.err);
    assert!(
        ended.out.contains("Good \"git\" signature"),
        "{}",
        ended.out
    );
}

#[test]
fn one_flipped_byte_is_found_and_named() {
    let (sandbox, bytes) = exported();
    let root = root(&sandbox);
    let step = bytes.len() / 60 + 1;
    for at in (0..bytes.len())
        .step_by(step)
        .chain(bytes.len() - 30..bytes.len() - 26)
    {
        let mut changed = bytes.clone();
        changed[at] ^= 1;
        let found = verify(&sandbox, &changed, &["--trust-root", &root]);
        assert_eq!(found.code, 1, "byte {at}: {}{}", found.out, found.err);
        assert!(found.out.contains("G204"), "byte {at}: {}", found.out);
    }
    let cut = verify(
        &sandbox,
        &bytes[..bytes.len() / 2],
        &["--trust-root", &root],
    );
    assert_eq!(cut.code, 1, "{}{}", cut.out, cut.err);
}

#[test]
fn an_entry_added_taken_away_or_replaced_is_named() {
    let (sandbox, bytes) = exported();
    let root = root(&sandbox);
    type Change = fn(&mut Vec<(String, Vec<u8>)>);
    let cases: [(&str, Change); 5] = [
        ("etat/documents/PR/PR-09-V1.md", |entries| {
            entries.push(("etat/documents/PR/PR-09-V1.md".to_owned(), b"faux".to_vec()));
        }),
        ("etat/documents/PR/plan.png", |entries| {
            entries.retain(|(name, _)| !name.ends_with("plan.png"));
        }),
        ("tables/actes.csv", |entries| entries[3].1.push(b'x')),
        ("preuve/objets.pack", |entries| {
            entries.retain(|(name, _)| !name.ends_with(".pack"));
        }),
        ("manifeste.txt", |entries| entries.swap(0, 1)),
    ];
    for (name, change) in cases {
        let mut entries = entries(&bytes);
        change(&mut entries);
        let changed = qms::report::archive::write(&entries).expect("an archive");
        let found = verify(
            &sandbox,
            &changed,
            &["--trust-root", &root, "--format", "json"],
        );
        assert_eq!(found.code, 1, "{name}: {}{}", found.out, found.err);
        assert!(found.out.contains("\"valid\": false"), "{}", found.out);
        let named = found.out.contains(name)
            || name == "manifeste.txt" && found.out.contains("LISEZMOI.txt");
        assert!(named, "{name}: {}", found.out);
    }
}

fn entries(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let (entries, faults) = qms::report::archive::read(bytes);
    assert!(faults.is_empty(), "{faults:?}");
    entries
}
