//! Acts at the same time, places that cannot be written, answers that arrive nowhere: nothing is lost,
//! nothing is half done, and what happened is said. What the system's calls can do besides is tried
//! by `cargo test --test faults`.

use crate::sandbox::{Ended, PROCEDURE, Sandbox};
use std::collections::BTreeSet;
use std::fs::File;
use std::path::Path;
use std::process::Stdio;

const MANY: usize = 8;

/// Runs commands of one person all at once.
fn together(sandbox: &Sandbox, person: &str, lines: &[Vec<String>]) -> Vec<Ended> {
    let start = |line: &Vec<String>| {
        let mut command = sandbox.command(person, env!("CARGO_BIN_EXE_qms"));
        command.args(line).stdin(Stdio::null());
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        command.spawn().expect("the program starts")
    };
    let running: Vec<_> = lines.iter().map(start).collect();
    let ended = |child: std::process::Child| {
        let output = child.wait_with_output().expect("it ends");
        Ended {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8_lossy(&output.stdout).into_owned(),
            err: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    };
    running.into_iter().map(ended).collect()
}

fn line(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

fn is_sound(sandbox: &Sandbox) {
    let fsck = sandbox.git(
        "agent",
        &["fsck", "--strict", "--no-dangling", "--no-progress"],
    );
    assert_eq!(fsck.trim(), "");
    let left = sandbox.shell(
        &sandbox.depot(),
        "find . -name '.qms-*' -o -name '*.lock' -o -name 'pending*'",
    );
    assert_eq!(left.out, "");
}

#[test]
fn acts_at_the_same_time_all_land_one_after_the_other() {
    let mut sandbox = Sandbox::service();
    let codes: Vec<String> = (11..11 + MANY)
        .map(|number| format!("PR-{number}-V1"))
        .collect();
    for code in &codes {
        let text = PROCEDURE.replace("{code}", code);
        sandbox.draft(&format!("documents/PR/{code}.md"), &text);
    }
    sandbox.later("2026-11-21T14:00:00Z");
    let lines: Vec<_> = codes.iter().map(|code| line(&["approve", code])).collect();
    for (ended, code) in together(&sandbox, "pilote", &lines).iter().zip(&codes) {
        assert_eq!(ended.code, 0, "{code} {ended:?}");
        assert!(
            sandbox
                .read(&format!("documents/PR/{code}.md"))
                .contains("approbations:")
        );
    }
    let acts = sandbox.git("agent", &["log", "--format=%s", "--grep=^Qms-Act: approve"]);
    assert_eq!(acts.lines().count(), MANY, "{acts}");
    assert_eq!(sandbox.git("agent", &["status", "--porcelain"]), "");
    sandbox.done("agent", &["verify", "--full"]);
    is_sound(&sandbox);
}

#[test]
fn tickets_opened_at_the_same_time_have_each_its_own_number_and_words() {
    let sandbox = Sandbox::service();
    for commit in [&["--commit"][..], &[]] {
        let titles: Vec<String> = (0..MANY)
            .map(|one| format!("Fait {one} {}", commit.len()))
            .collect();
        let lines: Vec<_> = titles
            .iter()
            .map(|title| line(&[&["smac", "open", "NC", "--title", title], commit].concat()))
            .collect();
        let ended = together(&sandbox, "referent", &lines);
        let mut paths = BTreeSet::new();
        for (ended, title) in ended.iter().zip(&titles) {
            assert_eq!(ended.code, 0, "{ended:?}");
            let found = sandbox.shell(&sandbox.depot(), &format!("grep -rlF '{title}' smac"));
            assert_eq!(found.out.lines().count(), 1, "{title} {found:?} {ended:?}");
            paths.insert(found.out);
        }
        assert_eq!(paths.len(), MANY);
    }
    is_sound(&sandbox);
}

#[test]
fn what_is_entered_in_one_ticket_or_register_at_the_same_time_is_all_there() {
    let sandbox = Sandbox::service();
    sandbox.done(
        "referent",
        &["smac", "open", "NC", "--title", "Un oubli", "--commit"],
    );
    let actions: Vec<String> = (0..MANY)
        .map(|one| format!("Reprendre le dossier {one}"))
        .collect();
    let lines: Vec<_> = actions
        .iter()
        .map(|title| {
            let words = [
                "smac",
                "act",
                "NC-2026-0001",
                "--title",
                title,
                "--owner",
                "agent",
            ];
            line(
                &[
                    &words[..],
                    &["--due", "2026-12-15", "--nature", "correction", "--commit"],
                ]
                .concat(),
            )
        })
        .collect();
    for ended in together(&sandbox, "pilote", &lines) {
        assert_eq!(ended.code, 0, "{ended:?}");
    }
    let ticket = sandbox.git("agent", &["show", "HEAD:smac/2026/NC-2026-0001.md"]);
    for title in &actions {
        assert!(ticket.contains(title), "{title}: {ticket}");
    }
    sandbox.write(
        "registres/indicateurs/accueils.md",
        "---\nnumero: 1\ntitre: Accueils\nformule: nombre d'assurés reçus\nunite: assurés\nperiodicite: mensuelle\nresponsable: pilote\n---\n",
    );
    let lines: Vec<_> = (1..=MANY)
        .map(|month| {
            line(&[
                "indicator",
                "set",
                "accueils",
                &format!("2026-0{month}"),
                "61",
            ])
        })
        .collect();
    for ended in together(&sandbox, "pilote", &lines) {
        assert_eq!(ended.code, 0, "{ended:?}");
    }
    let register = sandbox.read("registres/indicateurs/accueils.md");
    assert_eq!(
        register.matches("periode: 2026-0").count(),
        MANY,
        "{register}"
    );
}

#[test]
fn of_those_who_found_the_same_service_at_once_one_does() {
    let sandbox = Sandbox::empty();
    sandbox.key("admin");
    let lines = vec![line(&["init", "--admin", "admin"]); MANY];
    let ended = together(&sandbox, "admin", &lines);
    let done = ended.iter().filter(|ended| ended.code == 0).count();
    assert_eq!(done, 1, "{ended:#?}");
    for ended in ended.iter().filter(|ended| ended.code != 0) {
        assert_eq!(ended.code, 2, "{ended:?}");
        assert!(ended.err.starts_with("erreur"), "{ended:?}");
    }
    assert_eq!(
        sandbox
            .git("admin", &["rev-list", "--count", "HEAD"])
            .trim(),
        "1"
    );
    assert_eq!(sandbox.git("admin", &["status", "--porcelain"]), "");
    is_sound(&sandbox);
}

#[test]
fn where_something_stands_in_the_way_nothing_is_done_and_the_place_is_named() {
    let sandbox = Sandbox::service();
    let git = sandbox.depot().join(".git");
    let path = "documents/PR/PR-01-V1.md";
    let before = (
        sandbox.git("agent", &["rev-parse", "HEAD"]),
        sandbox.read(path),
    );
    for place in [
        "qms",
        "logs/refs/heads",
        "objects",
        "index.lock",
        "refs/heads/main.lock",
    ] {
        // Nobody can be denied a file in place of a folder, or of a lock: not even the administrator of the system.
        let (place, aside) = (git.join(place), sandbox.folder().join("a-part"));
        if place.exists() {
            std::fs::rename(&place, &aside).expect("it moves");
        }
        std::fs::write(&place, "").expect("a file");
        let ended = sandbox.qms("pilote", &["approve", "PR-01"]);
        std::fs::remove_file(&place).expect("it is ours");
        if aside.exists() {
            std::fs::rename(&aside, &place).expect("it moves back");
        }
        assert_eq!(ended.code, 2, "{place:?} {ended:?}");
        assert!(ended.err.contains("erreur"), "{place:?} {ended:?}");
        let after = (
            sandbox.git("agent", &["rev-parse", "HEAD"]),
            sandbox.read(path),
        );
        assert_eq!(after, before, "{place:?}");
        assert_eq!(
            sandbox.git("agent", &["status", "--porcelain"]),
            "",
            "{place:?}"
        );
        is_sound(&sandbox);
    }
    sandbox.done("pilote", &["approve", "PR-01"]);
}

#[test]
fn a_file_in_the_place_of_a_folder_keeps_an_answer_and_a_draft_out() {
    let sandbox = Sandbox::service();
    sandbox.write("fichier", "à moi\n");
    for arguments in [
        &["list", "-o", "fichier/liste"][..],
        &["man", "-o", "fichier"],
    ] {
        let ended = sandbox.qms("agent", arguments);
        assert_eq!(ended.code, 2, "{ended:?}");
        assert!(ended.err.contains("fichier"), "{ended:?}");
    }
    assert_eq!(sandbox.read("fichier"), "à moi\n");
    sandbox.write("smac/2026", "à moi\n");
    let ended = sandbox.qms("referent", &["smac", "open", "NC", "--title", "Un oubli"]);
    assert_eq!(ended.code, 2, "{ended:?}");
    assert_eq!(sandbox.read("smac/2026"), "à moi\n");
}

/// Runs with standard output, or error, into a place of the system.
fn into(sandbox: &Sandbox, arguments: &[&str], place: &str) -> Ended {
    let file = || File::options().write(true).open(place).expect("a device");
    let mut command = sandbox.command("pilote", env!("CARGO_BIN_EXE_qms"));
    command.args(arguments).stdin(Stdio::null()).stdout(file());
    let output = command.output().expect("it ends");
    Ended {
        code: output.status.code().unwrap_or(-1),
        out: String::new(),
        err: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

#[test]
fn an_answer_that_finds_no_room_is_a_failure_that_says_so() {
    if !Path::new("/dev/full").exists() {
        return;
    }
    let sandbox = Sandbox::service();
    let fr = "mais sa réponse ne peut pas être écrite\u{a0}: il n'y a plus de place sur le disque";
    let en = "but its answer cannot be written: no space is left on the disk";
    for (lang, told) in [("fr", fr), ("en", en)] {
        for arguments in [
            &["list"][..],
            &["--help"],
            &["report", "documents", "--format", "csv"],
        ] {
            let ended = into(
                &sandbox,
                &[&["--lang", lang], arguments].concat(),
                "/dev/full",
            );
            assert_eq!(ended.code, 2, "{arguments:?} {ended:?}");
            assert!(ended.err.contains(told), "{arguments:?} {ended:?}");
        }
    }
    for arguments in [&["list"][..], &["report", "documents", "--format", "xlsx"]] {
        let ended = sandbox.qms("agent", &[arguments, &["-o", "/dev/full"]].concat());
        assert_eq!(ended.code, 2, "{ended:?}");
        assert!(
            ended.err.contains("/dev/full")
                && ended.err.replace('\n', " ").contains("plus de place"),
            "{ended:?}"
        );
    }
    // An act is made all the same, and the words do not say otherwise.
    let ended = into(&sandbox, &["approve", "PR-01"], "/dev/full");
    assert!(
        ended.code == 2 && ended.err.contains("allée à son terme"),
        "{ended:?}"
    );
    assert!(
        sandbox
            .read("documents/PR/PR-01-V1.md")
            .contains("approbations:")
    );
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let sandbox = Sandbox::service();
    let program = env!("CARGO_BIN_EXE_qms");
    let script = format!("{{ '{program}' man; echo \"$?\" >code; }} | head -c 1 >/dev/null");
    let ended = sandbox.shell(&sandbox.depot(), &script);
    assert_eq!((ended.err.as_str(), sandbox.read("code").trim()), ("", "0"));
    // Nor is one that nobody ever reads.
    let script = format!("'{program}' list >&- 2>&-; echo \"$?\"");
    let ended = sandbox.shell(&sandbox.depot(), &script);
    assert!(matches!(ended.out.trim(), "0" | "2"), "{ended:?}");
}

#[test]
fn an_answer_that_may_not_go_where_it_is_sent_stops_the_act_before_it_is_made() {
    let sandbox = Sandbox::service();
    let before = sandbox.git("agent", &["rev-parse", "HEAD"]);
    let path = "documents/PR/PR-01-V1.md";
    let text = sandbox.read(path);
    for place in [
        path,
        "../depot/documents/PR/PR-01-V1.md",
        "processus/../qms.yaml",
    ] {
        let ended = sandbox.qms("pilote", &["approve", "PR-01", "-o", place]);
        assert_eq!(ended.code, 2, "{ended:?}");
        assert!(ended.err.contains("système documentaire"), "{ended:?}");
    }
    assert_eq!(sandbox.git("agent", &["rev-parse", "HEAD"]), before);
    assert_eq!(sandbox.read(path), text);
}

#[test]
fn what_a_killed_command_left_beside_the_files_is_gone_after_the_next_look() {
    let sandbox = Sandbox::service();
    let left = "documents/PR/.qms-4000000-0.tmp";
    sandbox.write(left, "la moitié");
    // One that a running command holds is not touched, and no document either.
    let held = sandbox.depot().join("documents/PR/.qms-4000000-1.tmp");
    let file = File::create(&held).expect("a file");
    file.lock().expect("a lock");
    let listed = sandbox.done("agent", &["list"]);
    assert!(
        listed.contains("PR-01-V1") && !listed.contains(".qms-"),
        "{listed}"
    );
    assert!(!sandbox.depot().join(left).exists() && held.exists());
    sandbox.done("agent", &["check"]);
    drop(file);
    sandbox.done("agent", &["list"]);
    assert!(!held.exists());
}

#[test]
fn a_lock_that_a_killed_command_left_on_the_settings_is_taken_over_and_a_foreign_one_named() {
    let sandbox = Sandbox::service();
    let lock = sandbox.depot().join(".git/config.lock");
    std::fs::write(&lock, "# qms\n").expect("a file");
    sandbox.done("referent", &["hook", "install"]);
    assert!(!lock.exists());
    std::fs::write(&lock, "[core]\n").expect("a file");
    let ended = sandbox.qms("referent", &["hook", "install"]);
    assert_eq!(ended.code, 2, "{ended:?}");
    assert!(
        ended.err.contains("config.lock") && ended.err.contains("supprimer"),
        "{ended:?}"
    );
    assert!(lock.exists());
}

#[test]
fn a_founding_that_was_stopped_after_its_commit_is_finished_by_whatever_comes_next() {
    let sandbox = Sandbox::service();
    // As a kill leaves it: the branch has moved, no file is there yet.
    let new = sandbox.git("admin", &["rev-list", "--max-parents=0", "HEAD"]);
    let new = new.trim();
    let listed = sandbox.git("admin", &["ls-tree", "-r", new]);
    let path = |line: &str| {
        let (head, path) = line.split_once('\t')?;
        let id = head.rsplit(' ').next()?;
        Some(format!(
            "{{\"path\":\"{path}\",\"old\":null,\"new\":{{\"executable\":false,\"id\":\"{id}\"}}}}"
        ))
    };
    let paths: Vec<String> = listed.lines().filter_map(path).collect();
    sandbox.git("admin", &["reset", "-q", "--hard", new]);
    let wiped = sandbox.shell(
        &sandbox.depot(),
        "find . -mindepth 1 -maxdepth 1 ! -name .git -exec rm -r {} +; rm .git/index",
    );
    assert_eq!(wiped.code, 0, "{wiped:?}");
    let note = format!(
        "{{\"branch\":\"refs/heads/main\",\"old\":null,\"new\":\"{new}\",\"subject\":\"Dépôt\",\"process\":4000000,\"paths\":[{}]}}",
        paths.join(",")
    );
    std::fs::write(sandbox.depot().join(".git/qms/pending.json"), note).expect("the note");
    let ended = sandbox.qms("admin", &["status"]);
    assert_eq!(ended.code, 0, "{ended:?}");
    assert!(ended.err.contains("interrompu"), "{ended:?}");
    assert_eq!(sandbox.git("admin", &["status", "--porcelain"]), "");
    let again = sandbox.qms("admin", &["init"]);
    assert!(again.code == 2 && again.err.contains("déjà"), "{again:?}");
    is_sound(&sandbox);
}
