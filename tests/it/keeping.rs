//! What is kept past its day, as the commands tell it.

use serde_json::Value;
use std::path::Path;
use std::process::Command;

fn put(folder: &Path, path: &str, text: &str) {
    let path = folder.join(path);
    std::fs::create_dir_all(path.parent().expect("a folder")).expect("it can be made");
    std::fs::write(path, text).expect("it can be written");
}

/// Tickets of 2020 closed in January 2021, kept to the end of 2024, and one that is open.
fn repository(closed: usize) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    put(root, "qms.yaml", "organisation: Service social\n");
    put(
        root,
        "acteurs/pilote-paped.md",
        "---\nid: pilote-paped\nnom: Pilote PAPED\ncourriel: p@service.example\nroles:\n  - {role: pilote, processus: PAPED, du: 2024-01-01}\n---\n",
    );
    put(
        root,
        "processus/PAPED.md",
        "---\ncode: PAPED\ntitre: Prévention\nfinalite: Aider.\n---\n",
    );
    put(
        root,
        "registres/enregistrements/fiche-de-non-conformite.md",
        "---\nlibelle: Fiche de non-conformité\nsection: B\nclassement: {duree: année en cours + 3 ans}\ndestruction: sans conditions\n---\n",
    );
    for number in 1..=closed + 1 {
        let closing = if number <= closed {
            "clos-le: 2021-01-12\n"
        } else {
            ""
        };
        put(
            root,
            &format!("smac/2020/NC-2020-{number:04}.md"),
            &format!(
                "---\ncode: NC-2020-{number:04}\ntitre: Dossier {number}\nrecu: 2020-11-03\ncanal: interne\nprocessus: PAPED\n{closing}---\n"
            ),
        );
    }
    folder
}

fn qms(folder: &Path, arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_qms"))
        .arg("-C")
        .arg(folder)
        .args(["--as-of", "2026-11-21"])
        .args(arguments)
        .env_clear()
        .env("COLUMNS", "100")
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .output()
        .expect("the binary runs");
    String::from_utf8(output.stdout).expect("UTF-8")
}

#[test]
fn what_is_due_awaits_those_who_may_destroy_it() {
    let folder = repository(7);
    let answer = qms(folder.path(), &["status", "--format", "json"]);
    let answer: Value = serde_json::from_str(&answer).expect("JSON");
    let awaiting = answer["awaiting"].as_array().expect("a list");
    // The ticket that is open awaits its analysis.
    let destroy: Vec<&Value> = awaiting
        .iter()
        .filter(|task| task["step"] != "analyse")
        .collect();
    assert_eq!(destroy.len(), 7, "{answer}");
    for task in destroy {
        assert_eq!(task["step"], "destroy");
        assert_eq!(task["since"], "2025-01-01");
        assert_eq!(task["actors"][0], "pilote-paped");
    }
    let text = qms(folder.path(), &["status"]);
    assert!(
        text.contains("NC-2020-0001, …") && !text.contains("NC-2020-0002"),
        "{text}"
    );
}

#[test]
fn midnight_alone_turns_no_check_red() {
    let folder = repository(2);
    let codes = |strict: &[&str]| {
        let answer = qms(
            folder.path(),
            &[&["check", "--format", "json"], strict].concat(),
        );
        let answer: Value = serde_json::from_str(&answer).expect("JSON");
        let found = answer["diagnostics"].as_array().expect("a list").clone();
        found
            .into_iter()
            .filter(|one| one["rule"] == "R103")
            .map(|one| one["severity"].as_str().unwrap_or_default().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(codes(&[]), ["info", "info"]);
    assert_eq!(codes(&["--strict"]), ["info", "info"]);
}
