//! Numbers drawn by several sites: whoever reserves one has it alone, and who cannot is told.

use crate::sandbox::{Ended, Sandbox};
use std::path::PathBuf;

/// Two clones of one service, and the server between them.
struct Sites {
    sandbox: Sandbox,
}

const PARIS: &str = ".";
const LILLE: &str = "../lille";

impl Sites {
    fn new() -> Sites {
        let sandbox = Sandbox::service();
        let git = |arguments: &[&str]| sandbox.git("agent", arguments);
        git(&["init", "-q", "--bare", "-b", "main", "../serveur.git"]);
        for strict in ["receive.fsckObjects", "receive.denyNonFastForwards"] {
            git(&["-C", "../serveur.git", "config", strict, "true"]);
        }
        git(&["remote", "add", "origin", "../serveur.git"]);
        git(&["push", "-q", "-u", "origin", "main"]);
        git(&["clone", "-q", "../serveur.git", LILLE]);
        Sites { sandbox }
    }

    fn server(&self) -> PathBuf {
        self.sandbox.depot().join("../serveur.git")
    }

    /// What the server runs before it takes a push.
    fn hook(&self, script: &str) {
        let path = self.server().join("hooks/pre-receive");
        std::fs::write(&path, format!("#!/bin/sh\n{script}\n")).expect("the hook");
        let ended = self
            .sandbox
            .shell(&self.server(), "chmod +x hooks/pre-receive");
        assert_eq!(ended.code, 0, "{}", ended.err);
    }

    /// The numbers reserved on the server.
    fn reserved(&self) -> Vec<String> {
        let format = "--format=%(refname:lstrip=3)";
        let arguments = ["-C", "../serveur.git", "for-each-ref", format, "refs/qms"];
        let listed = self.sandbox.git("agent", &arguments);
        listed.lines().map(str::to_owned).collect()
    }

    fn new_at(&self, site: &str, arguments: &[&str]) -> Ended {
        let new = [&["-C", site, "new"], arguments].concat();
        self.sandbox.qms("referent", &new)
    }

    /// The code that a site draws.
    fn drawn(&self, site: &str, arguments: &[&str]) -> String {
        let json = [arguments, &["--format", "json"]].concat();
        let ended = self.new_at(site, &json);
        assert_eq!(ended.code, 0, "{}{}", ended.out, ended.err);
        let answer: serde_json::Value = serde_json::from_str(&ended.out).expect("JSON");
        let code = &answer["created"][0]["code"];
        code.as_str().expect("a code").to_owned()
    }

    /// Runs what must not succeed: nothing is written here, nothing reserved there.
    fn not_drawn(&self, exit: i32, arguments: &[&str]) -> String {
        let before = self
            .sandbox
            .git("agent", &["status", "--porcelain", "-uall"]);
        let reserved = self.reserved();
        let ended = self.new_at(PARIS, arguments);
        assert_eq!(ended.code, exit, "{}{}", ended.out, ended.err);
        let after = self
            .sandbox
            .git("agent", &["status", "--porcelain", "-uall"]);
        assert_eq!(before, after);
        assert_eq!(reserved, self.reserved());
        // The lines of a message are wrapped.
        ended.err.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

const RECORD: &[&str] = &["CR", "--title", "Réunion de pilotage", "--reserve"];
const COMPLAINT: &[&str] = &["RE", "--title", "Un délai trop long", "--reserve"];
const PROCEDURE: &[&str] = &["PR", "--title", "Orienter", "--reserve"];

#[test]
fn two_sites_that_draw_without_pulling_get_different_numbers() {
    let sites = Sites::new();
    for (what, first, second) in [
        (RECORD, "CR-2026-001", "CR-2026-002"),
        (COMPLAINT, "RE-2026-0001", "RE-2026-0002"),
        (PROCEDURE, "PR-02-V1", "PR-03-V1"),
    ] {
        assert_eq!(sites.drawn(PARIS, what), first);
        assert_eq!(sites.drawn(LILLE, what), second);
    }
    assert_eq!(
        sites.reserved(),
        [
            "CR-2026-001",
            "CR-2026-002",
            "PR-02",
            "PR-03",
            "RE-2026-0001",
            "RE-2026-0002"
        ]
    );
}

#[test]
fn a_record_of_another_year_is_numbered_and_reserved_in_that_year() {
    let sites = Sites::new();
    let typing_error = [RECORD, &["--date", "0204-03-02"]].concat();
    let said = sites.not_drawn(2, &typing_error);
    assert!(said.contains("`0204-03-02`"), "{said}");
    let late = [RECORD, &["--date", "2024-03-02"]].concat();
    assert_eq!(sites.drawn(PARIS, RECORD), "CR-2026-001");
    assert_eq!(sites.drawn(PARIS, &late), "CR-2024-001");
    assert_eq!(sites.drawn(LILLE, &late), "CR-2024-002");
}

#[test]
fn the_answer_says_where_the_number_is_reserved_and_the_commit_is_made() {
    let sites = Sites::new();
    let ended = sites.new_at(PARIS, &[RECORD, &["--commit"]].concat());
    assert!(
        ended.out.contains("son numéro réservé sur `origin`"),
        "{ended:?}"
    );
    let ended = sites.new_at(LILLE, &[RECORD, &["--lang", "en"]].concat());
    assert!(
        ended.out.contains("its number reserved on `origin`"),
        "{ended:?}"
    );
    let last = sites
        .sandbox
        .git("agent", &["show", "--stat", "--format=%s"]);
    assert!(last.contains("enregistrements/CR/CR-2026-001.md"), "{last}");
}

#[test]
fn who_loses_the_race_for_a_number_draws_the_next_one() {
    let sites = Sites::new();
    // Another site's reservation arrives between the question and the push.
    sites.hook(
        "test -e raced && exit 0
        : > raced
        read old new name
        env -u GIT_QUARANTINE_PATH git update-ref \"$name\" refs/heads/main",
    );
    assert_eq!(sites.drawn(PARIS, RECORD), "CR-2026-002");
    assert_eq!(sites.reserved(), ["CR-2026-001", "CR-2026-002"]);
    std::fs::remove_file(sites.server().join("raced")).expect("the mark");
    let ended = sites.new_at(PARIS, &[PROCEDURE, &["--number", "7"]].concat());
    assert_eq!(ended.code, 1, "{ended:?}");
    assert!(ended.err.contains("`PR-07` est déjà réservé"), "{ended:?}");
    assert!(sites.sandbox.read("documents/PR/PR-07-V1.md").is_empty());
}

#[test]
fn an_answer_of_the_server_that_is_lost_loses_no_number() {
    let sites = Sites::new();
    // The server takes it, and what it says after that is an error.
    sites.hook(
        "read old new name
        git cat-file commit \"$new\" > commit
        unset GIT_QUARANTINE_PATH GIT_OBJECT_DIRECTORY GIT_ALTERNATE_OBJECT_DIRECTORIES
        git hash-object -t tree -w /dev/null > tree
        git update-ref \"$name\" \"$(git hash-object -t commit -w commit)\"
        exit 1",
    );
    assert_eq!(sites.drawn(PARIS, RECORD), "CR-2026-001");
}

#[test]
fn a_number_that_another_site_used_without_reserving_it_is_not_drawn() {
    let sites = Sites::new();
    let plain = ["CR", "--title", "Réunion d'équipe", "--commit"];
    assert_eq!(sites.drawn(LILLE, &plain), "CR-2026-001");
    sites
        .sandbox
        .git("agent", &["-C", LILLE, "push", "-q", "origin", "main"]);
    let go = |arguments: &[&str]| {
        let all = [&["-C", LILLE], arguments].concat();
        sites.sandbox.git("agent", &all)
    };
    // On a branch of its own too, and even if it was given up there.
    go(&["checkout", "-q", "-b", "essai"]);
    assert_eq!(sites.drawn(LILLE, &plain), "CR-2026-002");
    go(&["rm", "-q", "enregistrements/CR/CR-2026-002.md"]);
    go(&["commit", "-q", "-m", "Abandon"]);
    go(&["push", "-q", "origin", "essai"]);
    let head = sites.sandbox.git("agent", &["rev-parse", "HEAD"]);
    assert_eq!(sites.drawn(PARIS, RECORD), "CR-2026-003");
    assert_eq!(head, sites.sandbox.git("agent", &["rev-parse", "HEAD"]));
}

#[test]
fn a_number_asked_for_that_only_the_server_has_is_refused() {
    let sites = Sites::new();
    let draft = ["PR", "--title", "Orienter", "--commit"];
    assert_eq!(sites.drawn(LILLE, &draft), "PR-02-V1");
    sites
        .sandbox
        .git("agent", &["-C", LILLE, "push", "-q", "origin", "main"]);
    let said = sites.not_drawn(1, &[PROCEDURE, &["--number", "2"]].concat());
    assert!(said.contains("[C004]"), "{said}");
    assert!(said.contains("pas fusionnés ici"), "{said}");
}

#[test]
fn without_a_remote_or_an_answer_nothing_is_written() {
    let sites = Sites::new();
    let git = |arguments: &[&str]| sites.sandbox.git("agent", arguments);
    git(&["remote", "set-url", "origin", "../disparu.git"]);
    let said = sites.not_drawn(2, RECORD);
    assert!(said.contains("`origin` ne peut pas dire"), "{said}");
    assert!(said.contains("se passer de `--reserve`"), "{said}");
    git(&["remote", "remove", "origin"]);
    let said = sites.not_drawn(2, RECORD);
    assert!(said.contains("pas de dépôt distant"), "{said}");
    git(&["remote", "add", "un", "../serveur.git"]);
    git(&["remote", "add", "deux", "../serveur.git"]);
    let said = sites.not_drawn(2, RECORD);
    assert!(said.contains("deux, un"), "{said}");
    git(&["config", "branch.main.remote", "deux"]);
    assert_eq!(sites.drawn(PARIS, RECORD), "CR-2026-001");
}

#[test]
fn a_server_that_refuses_is_quoted_and_nothing_is_written() {
    let sites = Sites::new();
    sites.hook("echo 'GitLab : envoi interdit ici' >&2; exit 1");
    let said = sites.not_drawn(2, RECORD);
    assert!(
        said.contains("`origin` ne prend pas la réservation de `CR-2026-001`"),
        "{said}"
    );
    assert!(said.contains("GitLab : envoi interdit ici"), "{said}");
}

#[test]
fn what_is_refused_anyway_reserves_nothing() {
    let sites = Sites::new();
    sites.not_drawn(2, &[RECORD, &["--process", "RIEN"]].concat());
    sites.not_drawn(2, &[RECORD, &["--dry-run"]].concat());
    sites.not_drawn(2, &[RECORD, &["--as-of", "2026-01-01"]].concat());
    sites.not_drawn(2, &[RECORD, &["--at", "HEAD"]].concat());
    sites.not_drawn(2, &["serie", "--title", "Une série", "--reserve"]);
    sites.not_drawn(1, &["PR", "--title", "x", "--number", "1", "--reserve"]);
}

#[test]
fn a_number_whose_file_cannot_be_written_stays_reserved_and_the_failure_says_so() {
    let sites = Sites::new();
    let folder = sites.sandbox.depot().join("enregistrements/CR");
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::write(&folder, "pas un dossier").expect("a file");
    let ended = sites.new_at(PARIS, RECORD);
    assert_eq!(ended.code, 2, "{ended:?}");
    let said = ended.err.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        said.contains("`CR-2026-001` reste réservé sur `origin`"),
        "{said}"
    );
    assert_eq!(sites.reserved(), ["CR-2026-001"]);
}

#[test]
fn a_filled_form_says_which_form_and_which_series() {
    let sites = Sites::new();
    let form = &["E", "--title", "Fiche d'accueil remplie"][..];
    let said = sites.not_drawn(2, form);
    assert!(said.contains("de quelle série"), "{said}");
    let series = [form, &["--series", "autodiagnostic"]].concat();
    let said = sites.not_drawn(2, &[&series[..], &["--form", "SE-4"]].concat());
    assert!(said.contains("`SE-4`"), "{said}");
    sites.drawn(
        PARIS,
        &["SE", "--title", "Fiche d'accueil", "--number", "4"],
    );
    sites.drawn(PARIS, &[&series[..], &["--form", "se-4"]].concat());
    let text = sites.sandbox.read("enregistrements/E/E-2026-0001.md");
    assert!(text.contains("\nformulaire: SE-004\n"), "{text}");
    assert!(text.contains("\nserie: autodiagnostic"), "{text}");
    // A series whose support is the form needs no naming.
    let path = "registres/enregistrements/autodiagnostic.md";
    let row = sites.sandbox.read(path);
    let support = "  nature: informatique\n";
    assert!(row.contains(support), "{row}");
    let named = format!("{support}  reference: SE-004\n");
    sites.sandbox.write(path, &row.replacen(support, &named, 1));
    sites.drawn(PARIS, &[form, &["--form", "SE-004-V1"]].concat());
    let text = sites.sandbox.read("enregistrements/E/E-2026-0002.md");
    assert!(text.contains("\nformulaire: SE-004-V1\n"), "{text}");
    assert!(text.contains("\nserie: autodiagnostic"), "{text}");
}

#[test]
fn an_option_that_would_be_passed_over_is_refused() {
    let sites = Sites::new();
    for arguments in [
        &["PR", "--title", "x", "--date", "2025-01-01"][..],
        &["PR", "--title", "x", "--series", "autodiagnostic"],
        &["CR", "--title", "x", "--purpose", "y"],
        &["NC", "--title", "x", "--form", "SE-001"],
        &["CR", "--title", "x", "--number", "3"],
    ] {
        let said = sites.not_drawn(2, arguments);
        assert!(said.contains(arguments[3]), "{said}");
    }
}
