//! What falls due, on the terminal, for programs and for calendars; what tickets await.

use crate::sandbox::Sandbox;
use serde_json::Value;
use std::path::Path;
use std::process::{Command, Output};

fn put(folder: &Path, path: &str, text: &str) {
    let path = folder.join(path);
    std::fs::create_dir_all(path.parent().expect("a folder")).expect("it can be made");
    std::fs::write(path, text).expect("it can be written");
}

fn ticket(root: &Path, code: &str, received: &str, more: &str) {
    let text = format!(
        "---\ncode: {code}\ntitre: Dossier confidentiel\nrecu: {received}\ncanal: courrier\nprocessus: PAPED\n{more}---\n"
    );
    put(root, &format!("smac/2026/{code}.md"), &text);
}

/// A service with one of each of what falls due, seen on 21 November 2026.
fn service() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    put(root, "qms.yaml", "organisation: Service social\n");
    for (id, role) in [
        (
            "pilote-paped",
            "{role: pilote, processus: PAPED, du: 2024-01-01}",
        ),
        (
            "correspondant-ac",
            "{role: correspondant-amelioration-continue, du: 2024-01-01}",
        ),
        (
            "chargee-documentation",
            "{role: chargee-documentation, du: 2024-01-01}",
        ),
        ("agent-paped", "{role: agent, du: 2024-01-01}"),
    ] {
        let text = format!(
            "---\nid: {id}\nnom: {id}\ncourriel: {id}@service.example\nroles:\n  - {role}\n---\n"
        );
        put(root, &format!("acteurs/{id}.md"), &text);
    }
    put(
        root,
        "processus/PAPED.md",
        "---\ncode: PAPED\ntitre: Prévention\nfinalite: Aider.\n---\n",
    );
    for (series, observations) in [
        ("fiche-reclamation-externe", "CNIL"),
        ("autodiagnostic", ""),
    ] {
        put(
            root,
            &format!("registres/enregistrements/{series}.md"),
            &format!(
                "---\nlibelle: {series}\nsection: A\nobservations: \"{observations}\"\nclassement: {{duree: 3 ans}}\narchivage: {{duree: 1 an}}\ndestruction: sans conditions\n---\n"
            ),
        );
    }
    // Answer on 27 November; an action that is late; an effect to judge by the 24th.
    ticket(root, "RE-2026-0001", "2026-11-12", "");
    ticket(
        root,
        "NC-2026-0001",
        "2026-06-01",
        "analyse: {date: 2026-06-10, acteur: pilote-paped}\nactions:\n  - {id: A1, nature: correction, intitule: x, responsable: agent-paped, echeance: 2026-11-20}\n  - {id: A2, nature: corrective, intitule: y, responsable: agent-paped, echeance: 2026-09-01, realisee: 2026-08-24}\n",
    );
    // Closed: E on 21 November, the CNIL's last day a month later.
    let closed = "reponse: {date: 2022-11-10, acteur: pilote-paped, canal: courrier}\nanalyse: {date: 2022-11-10, acteur: pilote-paped}\nsans-action: isolé\nclos-le: 2022-11-20\n";
    ticket(root, "RE-2022-0001", "2022-11-02", closed);
    put(
        root,
        "enregistrements/AD/AD-2023-001.md",
        "---\ncode: AD-2023-001\ntitre: Essai\ndate: 2023-12-05\nprocessus: PAPED\ngel:\n  - {depuis: 2026-01-01, acteur: pilote-paped, motif: litige, reevaluation: 2026-12-01}\n---\n",
    );
    put(
        root,
        "registres/documents/revues.md",
        "---\ntypologie: Abonnements\nsous-type: Revues\nabonnement: {fournisseur: x, echeance: 2026-12-31}\n---\n",
    );
    put(
        root,
        "registres/veille/lettre-reseau.md",
        "---\nthematiques: [Textes]\nsource: Lettre réseau\nfrequence: hebdomadaire\nresponsable: Chargée de développement documentaire\nconsultations:\n  - {date: 2026-11-14, acteur: agent-paped}\n---\n",
    );
    folder
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_qms"))
        .arg("-C")
        .arg(folder)
        .args(["--as-of", "2026-11-21"])
        .args(arguments)
        .env_clear()
        .env("COLUMNS", "80")
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .output()
        .expect("the binary runs")
}

fn qms(folder: &Path, arguments: &[&str]) -> String {
    let output = run(folder, arguments);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {said}");
    String::from_utf8(output.stdout).expect("UTF-8")
}

fn items(folder: &Path, key: &str, arguments: &[&str]) -> Vec<Value> {
    let out = qms(folder, &[arguments, &["--format", "json"]].concat());
    let answer: Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!(answer["schema"], 1);
    answer[key].as_array().expect("a list").clone()
}

#[test]
fn everything_that_falls_due_is_told_in_the_order_of_its_day() {
    let folder = service();
    let found: Vec<String> = items(folder.path(), "items", &["due", "--within", "6w"])
        .iter()
        .map(|item| {
            let word = |key: &str| item[key].as_str().unwrap_or_default().to_owned();
            let who: Vec<&str> = item["who"]
                .as_array()
                .expect("a list")
                .iter()
                .filter_map(Value::as_str)
                .collect();
            format!(
                "{} {} {}{} {} {} {}",
                word("date"),
                word("what"),
                word("code"),
                item["action"]
                    .as_str()
                    .map(|id| format!("/{id}"))
                    .unwrap_or_default(),
                item["days_left"],
                item["late"],
                who.join("+"),
            )
        })
        .collect();
    assert_eq!(
        found,
        [
            "2026-11-20 action NC-2026-0001/A1 -1 true agent-paped",
            "2026-11-21 watch lettre-reseau 0 false Chargée de développement documentaire",
            "2026-11-21 retention RE-2022-0001 0 false pilote-paped",
            "2026-11-24 review NC-2026-0001/A2 3 false pilote-paped+correspondant-ac",
            "2026-11-27 answer RE-2026-0001 6 false pilote-paped+correspondant-ac",
            "2026-12-01 hold AD-2023-001 10 false pilote-paped",
            "2026-12-06 archive AD-2023-001 15 false pilote-paped",
            "2026-12-21 retention RE-2022-0001 30 false pilote-paped",
            "2026-12-31 subscription revues 40 false chargee-documentation",
        ]
    );
    let limit = items(folder.path(), "items", &["due", "--within", "6s"]);
    let limits: Vec<bool> = limit
        .iter()
        .filter(|item| item["code"] == "RE-2022-0001")
        .map(|item| item["limit"] == true)
        .collect();
    assert_eq!(limits, [false, true]);
}

#[test]
fn one_looks_as_far_ahead_as_one_says_and_sees_what_is_late_all_the_same() {
    let folder = service();
    let count = |within: &[&str]| items(folder.path(), "items", &[&["due"], within].concat()).len();
    assert_eq!(count(&[]), 8);
    assert_eq!(count(&["--within", "2d"]), 3);
    assert_eq!(count(&["--within", "3j"]), 4);
    assert_eq!(count(&["--within", "1w"]), 5);
    assert_eq!(count(&["--within", "2m"]), 9);
    for wrong in ["30", "d", "0d", "30 d", "1y", "-1d"] {
        let argument = format!("--within={wrong}");
        let output = run(folder.path(), &["due", &argument]);
        assert_eq!(output.status.code(), Some(2), "{wrong}");
    }
}

#[test]
fn people_read_what_is_late_first_within_eighty_columns() {
    let folder = service();
    for (lang, heads) in [
        (
            "fr",
            ["En retard", "Aujourd'hui", "Sous une semaine", "Plus tard"],
        ),
        ("en", ["Late", "Today", "Within a week", "Later"]),
    ] {
        let shown = qms(folder.path(), &["due", "--within", "6w", "--lang", lang]);
        let found: Vec<&str> = shown.lines().filter(|line| heads.contains(line)).collect();
        assert_eq!(found, heads);
        for line in shown.lines() {
            assert!(line.chars().count() <= 80, "{line}");
        }
    }
}

#[test]
fn a_calendar_has_the_same_bytes_twice_and_no_word_of_a_ticket() {
    let folder = service();
    let arguments = ["due", "--within", "6w", "--format", "ics"];
    let calendar = qms(folder.path(), &arguments);
    assert_eq!(calendar, qms(folder.path(), &arguments));
    assert_eq!(calendar.matches("BEGIN:VEVENT\r\n").count(), 9);
    for line in [
        "METHOD:PUBLISH",
        "DTSTAMP:20261121T000000Z",
        "UID:nc-2026-0001-a1-action@qms",
        "UID:nc-2026-0001-a2-review@qms",
        "UID:re-2022-0001-retention@qms",
        "UID:re-2022-0001-limit-retention@qms",
        "UID:lettre-reseau-watch@qms",
        "DTSTART;VALUE=DATE:20261127",
        "SUMMARY:RE-2026-0001\u{a0}: répondre",
    ] {
        assert!(
            calendar.contains(&format!("{line}\r\n")),
            "{line}\n{calendar}"
        );
    }
    assert!(!calendar.contains("confidentiel"), "{calendar}");
}

#[test]
fn a_deadline_that_moves_keeps_its_name_in_the_calendar() {
    let folder = service();
    let arguments = ["due", "--within", "6w", "--format", "ics"];
    let names = |calendar: &str| {
        let mut names: Vec<String> = calendar
            .lines()
            .filter(|line| line.starts_with("UID:"))
            .map(str::to_owned)
            .collect();
        names.sort();
        names
    };
    let before = qms(folder.path(), &arguments);
    ticket(folder.path(), "RE-2026-0001", "2026-11-16", "");
    let after = qms(folder.path(), &arguments);
    assert_ne!(before, after);
    assert_eq!(names(&before), names(&after));
    assert!(after.contains("DTSTART;VALUE=DATE:20261201"), "{after}");
}

#[test]
fn a_calendar_bears_the_time_of_the_commit_that_it_is_made_from() {
    let sandbox = Sandbox::service();
    let depot = sandbox.depot();
    let time = sandbox.git(
        "admin",
        &["log", "-1", "--format=%cd", "--date=format-local:%s"],
    );
    let seconds: i64 = time.trim().parse().expect("seconds");
    let stamp = chrono::DateTime::from_timestamp(seconds, 0)
        .expect("a time")
        .format("DTSTAMP:%Y%m%dT%H%M%SZ\r\n")
        .to_string();
    put(
        &depot,
        "registres/veille/textes.md",
        "---\nthematiques: [Textes]\nsource: Lettre réseau\nfrequence: mensuelle\n---\n",
    );
    let shown = sandbox.done("admin", &["due", "--format", "ics"]);
    assert!(shown.contains(&stamp), "{stamp}\n{}", shown);
}

#[test]
fn every_step_of_a_ticket_awaits_somebody() {
    let folder = service();
    let root = folder.path();
    let steps = |code: &str| -> Vec<String> {
        items(root, "awaiting", &["status"])
            .iter()
            .filter(|task| task["code"] == code)
            .map(|task| {
                let actors: Vec<&str> = task["actors"]
                    .as_array()
                    .expect("a list")
                    .iter()
                    .filter_map(Value::as_str)
                    .collect();
                let step = task["step"].as_str().expect("a word");
                format!("{step} {} {}", actors.join("+"), task["since"])
            })
            .collect()
    };
    assert_eq!(
        steps("RE-2026-0001"),
        [
            "answer pilote-paped+correspondant-ac \"2026-11-12\"",
            "analyse pilote-paped+correspondant-ac \"2026-11-12\""
        ]
    );
    assert_eq!(steps("NC-2026-0001"), ["action agent-paped \"2026-06-10\""]);
    let analysed = "reponse: {date: 2026-11-18, acteur: pilote-paped, canal: courrier}\nanalyse: {date: 2026-11-19, acteur: pilote-paped}\n";
    ticket(root, "RE-2026-0001", "2026-11-12", analysed);
    assert_eq!(
        steps("RE-2026-0001"),
        ["action pilote-paped+correspondant-ac \"2026-11-19\""]
    );
    let decided = format!("{analysed}sans-action: isolé\n");
    ticket(root, "RE-2026-0001", "2026-11-12", &decided);
    assert_eq!(steps("RE-2026-0001"), ["close pilote-paped \"2026-11-19\""]);
    let closed = format!("{decided}clos-le: 2026-11-20\n");
    ticket(root, "RE-2026-0001", "2026-11-12", &closed);
    assert_eq!(steps("RE-2026-0001"), [""; 0]);
    for lang in ["fr", "en"] {
        let shown = qms(root, &["status", "--lang", lang]);
        assert!(shown.contains("agent-paped"), "{shown}");
    }
}
