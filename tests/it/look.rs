//! The reading commands on the example, run as a person or a program runs them.

use serde_json::Value;
use std::path::Path;
use std::process::{Command, Output};

const DAY: &str = "2026-11-21";

fn qms(arguments: &[&str]) -> Output {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    Command::new(env!("CARGO_BIN_EXE_qms"))
        .args(["-C", "examples/cramif", "--as-of", DAY])
        .args(arguments)
        .current_dir(root)
        .env_clear()
        .env("COLUMNS", "90")
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .output()
        .expect("the binary runs")
}

fn text(arguments: &[&str]) -> String {
    let output = qms(arguments);
    assert_eq!(
        output.status.code(),
        Some(0),
        "{arguments:?}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).expect("UTF-8")
}

fn json(exit: i32, arguments: &[&str]) -> Value {
    let output = qms(&[arguments, &["--format", "json"]].concat());
    assert_eq!(
        output.status.code(),
        Some(exit),
        "{arguments:?}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    serde_json::from_slice(&output.stdout).expect("JSON")
}

#[track_caller]
fn has_keys(value: &Value, keys: &[&str]) {
    let mut found: Vec<&str> = value
        .as_object()
        .expect("an object")
        .keys()
        .map(String::as_str)
        .collect();
    let mut keys = keys.to_vec();
    found.sort_unstable();
    keys.sort_unstable();
    assert_eq!(found, keys);
}

const DOCUMENT: [&str; 14] = [
    "code",
    "type",
    "number",
    "version",
    "title",
    "process",
    "status",
    "path",
    "author",
    "effective_from",
    "superseded_by",
    "review_due",
    "approved_by",
    "validated_by",
];

#[test]
fn a_list_says_what_is_in_force_in_both_languages() {
    assert!(text(&["list"]).contains("en vigueur"));
    let english = text(&["lister", "--lang", "en", "--type", "mo"]);
    assert!(
        english.contains("in force") && !english.contains("PR-01-V1"),
        "{english}"
    );
    assert_eq!(
        text(&["list", "--status", "en-vigueur"]),
        text(&["list", "--status", "effective"])
    );
    let answer = json(0, &["list", "--all"]);
    has_keys(
        &answer,
        &[
            "schema",
            "unread",
            "command",
            "as_of",
            "revision",
            "verified",
            "documents",
        ],
    );
    for document in answer["documents"].as_array().expect("documents") {
        has_keys(document, &DOCUMENT);
    }
    let first = &answer["documents"][0];
    assert_eq!(
        (
            first["code"].as_str(),
            first["number"].as_u64(),
            first["status"].as_str()
        ),
        (Some("PR-01-V1"), Some(1), Some("effective"))
    );
    assert!(first["approved_by"].is_array());
}

#[test]
fn a_mistyped_word_is_answered_with_the_nearest_one() {
    for (arguments, near) in [
        (["list", "--status", "en-vigeur"].as_slice(), "en-vigueur"),
        (&["list", "--process", "PAPD"], "PAPED"),
        (&["show", "MO-392"], "MO-00391"),
        (&["explain", "C01"], "C00"),
        (&["schema", "documnt"], "document"),
        (&["lst"], "`list`"),
        (&["chek"], "`check`"),
        (&["statu"], "`status`"),
        (&["sho"], "`show`"),
        (&["repot"], "`report`"),
        (&["report", "watc"], "`watch`"),
    ] {
        let output = qms(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(
            String::from_utf8_lossy(&output.stderr).contains(near),
            "{arguments:?}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
        let answer = json(2, arguments);
        has_keys(
            &answer["error"],
            &["kind", "message", "help", "rule", "first_date"],
        );
    }
}

#[test]
fn a_document_is_shown_with_who_decided_and_who_uses_it() {
    let french = text(&["montrer", "mo-391"]);
    assert!(
        french.contains("Approbation")
            && french.contains("25/03/2026")
            && french.contains("Utilisé par"),
        "{french}"
    );
    assert!(text(&["show", "MO-391", "--lang", "en"]).contains("Used by"));
    let answer = json(0, &["show", "MO-00391-V02"]);
    has_keys(
        &answer,
        &[
            "schema",
            "command",
            "as_of",
            "revision",
            "verified",
            "document",
            "events",
            "referred_by",
        ],
    );
    has_keys(&answer["document"], &DOCUMENT);
    has_keys(&answer["referred_by"][0], &["code", "path"]);
    let on_disk = std::fs::read_to_string(
        Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/cramif/documents/MO/MO-00391-V02.md"),
    );
    assert_eq!(
        text(&["show", "MO-391", "--format", "md"]),
        on_disk.expect("the example")
    );
}

#[test]
fn a_day_without_a_version_in_force_ends_with_1() {
    assert_eq!(
        json(0, &["show", "MO-391", "--on", "2026-03-25"])["document"]["status"],
        "effective"
    );
    assert_eq!(
        json(1, &["show", "MO-391", "--on", "2026-03-24"])["error"]["kind"],
        "not-found"
    );
    assert_eq!(
        json(2, &["show", "PAPED", "--on", "2026-03-24"])["error"]["kind"],
        "usage"
    );
}

#[test]
fn other_entities_are_shown_with_their_keys() {
    assert_eq!(json(0, &["show", "paped"])["process"]["code"], "PAPED");
    assert_eq!(
        json(0, &["show", "directrice"])["actor"]["id"],
        "directrice"
    );
    assert_eq!(
        json(0, &["show", "fiche-de-non-conformite"])["series"]["section"],
        "A"
    );
    assert!(text(&["show", "directrice"]).contains("courriel"));
}

#[test]
fn a_page_stands_alone_and_runs_nothing() {
    let page = text(&["show", "MO-391", "--format", "html"]);
    assert!(
        page.starts_with("<!doctype html>")
            && page.contains("Content-Security-Policy")
            && page.contains("non maîtrisée")
    );
    assert!(
        !page.contains("<script") && !page.contains("PROJET") && page.contains("<table>"),
        "{page}"
    );
    assert!(
        text(&[
            "show",
            "MO-391",
            "--format",
            "html",
            "--as-of",
            "2026-03-01"
        ])
        .contains("PROJET")
    );
}

#[test]
fn what_is_awaited_names_step_role_and_actors() {
    let fresh = Command::new(env!("CARGO_BIN_EXE_qms"))
        .args(["-C", "docs-template", "--as-of", DAY, "etat"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env_clear()
        .output()
        .expect("the binary runs");
    let fresh = String::from_utf8(fresh.stdout).expect("UTF-8");
    assert!(fresh.contains("rien n'est attendu"), "{fresh}");
    // On the day of the example, three records are past their last day and free to leave.
    let answer = json(0, &["etat"]);
    let tasks = answer["awaiting"].as_array().expect("awaiting");
    let leaving: Vec<_> = tasks
        .iter()
        .filter(|task| task["step"] == "destroy")
        .filter_map(|task| task["code"].as_str())
        .collect();
    assert_eq!(leaving, ["PML-2022-001", "CR-2022-001", "RA-2023-001"]);
    let answer = json(0, &["status", "--as-of", "2029-04-01"]);
    let tasks = answer["awaiting"].as_array().expect("awaiting");
    assert!(
        tasks
            .iter()
            .any(|task| task["step"] == "review" && task["since"] == "2029-03-25"),
        "{answer}"
    );
    has_keys(&tasks[0], &["code", "step", "role", "actors", "since"]);
    assert!(text(&["status", "--as-of", "2029-04-01", "--lang", "en"]).contains("review"));
}

#[test]
fn words_are_found_without_their_accents() {
    let answer = json(0, &["search", "non", "CONFORMITE", "efficacite"]);
    let hits = answer["hits"].as_array().expect("hits");
    assert!(!hits.is_empty());
    hits.iter()
        .for_each(|hit| has_keys(hit, &["code", "path", "line", "text"]));
    assert!(hits.iter().all(|hit| {
        hit["path"]
            .as_str()
            .is_some_and(|path| path.starts_with("documents/"))
    }));
    assert!(text(&["chercher", "zzzzz"]).contains("rien trouvé"));
    assert!(text(&["search", "zzzzz", "--lang", "en"]).contains("nothing found"));
    assert!(text(&["search", "directrice", "--all"]).contains("acteurs/directrice.md"));
}

#[test]
fn a_first_version_has_none_before_it() {
    assert_eq!(json(2, &["diff", "PR-01"])["error"]["kind"], "not-found");
    let same = json(0, &["comparer", "PR-01", "V1", "1"]);
    has_keys(
        &same,
        &[
            "schema", "command", "as_of", "revision", "verified", "code", "from", "to", "hunks",
        ],
    );
    assert_eq!(
        (same["code"].as_str(), same["from"].as_str()),
        (Some("PR-01"), Some("PR-01-V1"))
    );
    assert!(text(&["diff", "PR-01", "V1", "V1"]).contains("aucun mot n'a changé"));
}

#[test]
fn a_rule_is_explained_in_both_languages() {
    let rules = json(0, &["explain"]);
    let code = rules["rules"][0]["rule"]
        .as_str()
        .expect("a rule")
        .to_owned();
    let answer = json(0, &["expliquer", &code.to_lowercase()]);
    has_keys(
        &answer,
        &[
            "schema",
            "command",
            "as_of",
            "revision",
            "verified",
            "rule",
            "severity",
            "judged_on",
            "page",
        ],
    );
    assert_ne!(
        text(&["explain", &code]),
        text(&["explain", &code, "--lang", "en"])
    );
}

#[test]
fn the_list_of_rules_tells_those_of_the_history_from_those_of_the_tree() {
    let judged = |code: &str| {
        let rules = json(0, &["explain"]);
        let rules = rules["rules"].as_array().expect("rules").clone();
        let rule = rules.into_iter().find(|rule| rule["rule"] == code);
        rule.expect("a rule of this code")["judged_on"].clone()
    };
    assert_eq!(
        (judged("A202"), judged("A103")),
        ("history".into(), "tree".into())
    );
    for (lang, legend) in [
        ("fr", "(h)\u{a0}: jugée sur l'historique"),
        ("en", "(h): judged on the history"),
    ] {
        let list = text(&["explain", "--lang", lang]);
        assert!(list.contains(legend), "{list}");
        assert!(
            list.contains("A202 (h)") && !list.contains("A103 (h)"),
            "{list}"
        );
        assert!(text(&["explain", "A202", "--lang", lang]).contains("`qms verify`"));
        assert!(!text(&["explain", "C001", "--lang", lang]).contains("`qms verify`"));
    }
}

#[test]
fn the_schema_of_an_entity_is_json_of_the_draft() {
    let schema: Value = serde_json::from_str(&text(&["schema", "document"])).expect("JSON");
    assert_eq!(
        schema["$schema"],
        "https://json-schema.org/draft/2020-12/schema"
    );
    assert!(
        schema["required"]
            .as_array()
            .is_some_and(|keys| keys.contains(&Value::from("titre")))
    );
    let all: Value = serde_json::from_str(&text(&["schema"])).expect("JSON");
    assert!(all["$defs"]["policy"].is_object() && all["$defs"]["ticket"].is_object());
}

#[test]
fn a_shell_is_offered_the_codes_that_fit() {
    let offered = |words: &[&str]| {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/cramif");
        let output = Command::new(env!("CARGO_BIN_EXE_qms"))
            .args([&["--", "qms"], words].concat())
            .current_dir(root)
            .env_clear()
            .env("COMPLETE", "fish")
            .output()
            .expect("the binary runs");
        String::from_utf8(output.stdout).expect("UTF-8")
    };
    assert!(
        offered(&["show", "MO-003"]).contains("MO-00354-V03\tTraitement d'une réclamation externe")
    );
    assert!(offered(&["list", "--status", "en"]).contains("en-vigueur"));
    assert!(offered(&["smac", "list", "--status", "ac"]).contains("actions-en-cours"));
    assert!(offered(&["smac", "open", "R"]).contains("RE\tRéclamation externe"));
    assert!(offered(&["smac", "act", "--owner", "pil"]).contains("pilote-paped"));
    let card = offered(&["report", "process", ""]);
    assert!(card.contains("PAPED") && !card.contains("MO-003"), "{card}");
    assert!(offered(&["schema", "doc"]).contains("document"));
    assert!(text(&["completions", "bash"]).contains("COMPLETE="));
}

#[test]
fn manual_pages_are_written_one_a_command() {
    let folder = std::env::temp_dir().join(format!("qms-man-{}", std::process::id()));
    let path = folder.to_str().expect("UTF-8").to_owned();
    assert_eq!(text(&["man", "-o", &path]), "");
    let page = std::fs::read_to_string(folder.join("qms-show.1")).expect("a page");
    assert!(
        page.contains(".SH NOM") && folder.join("qms.1").is_file(),
        "{page}"
    );
    std::fs::remove_dir_all(&folder).expect("ours");
    assert!(text(&["man", "--lang", "en"]).contains(".SH NAME"));
}

#[test]
fn help_has_the_same_shape_in_both_languages() {
    for command in [
        &["list"][..],
        &["show"],
        &["diff"],
        &["smac"],
        &["smac", "open"],
        &[],
    ] {
        let lines = |lang: &str| {
            text(&[command, &["--help", "--lang", lang]].concat())
                .lines()
                .filter(|line| line.starts_with("  -") || line.starts_with("      --"))
                .count()
        };
        assert_eq!(lines("fr"), lines("en"), "{command:?}");
        assert_eq!(
            text(&[command, &["-h"]].concat()),
            text(&[command, &["--help"]].concat())
        );
    }
    assert!(text(&["list", "-h"]).contains("Options globales\u{a0}:"));
}

/// A copy of the example in a history of its own, from which a version was removed.
fn history() -> tempfile::TempDir {
    fn copy(from: &Path, to: &Path) {
        std::fs::create_dir_all(to).expect("a folder");
        for entry in std::fs::read_dir(from).expect("the example") {
            let entry = entry.expect("an entry");
            let target = to.join(entry.file_name());
            if entry.path().is_dir() {
                copy(&entry.path(), &target)
            } else {
                std::fs::copy(entry.path(), target)
                    .map(|_| ())
                    .expect("a copy")
            }
        }
    }
    let folder = tempfile::tempdir().expect("a folder");
    copy(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/cramif"),
        folder.path(),
    );
    let git = |arguments: &[&str]| {
        let identity = [
            "-c",
            "user.name=T",
            "-c",
            "user.email=t@example.org",
            "-c",
            "commit.gpgsign=false",
        ];
        let output = Command::new("git")
            .args(identity)
            .args(arguments)
            .current_dir(folder.path())
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .output()
            .expect("git runs");
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
    };
    git(&["init", "-q", "-b", "main", "."]);
    git(&["add", "-A"]);
    git(&["commit", "-qm", "with"]);
    git(&["rm", "-q", "documents/MO/MO-00354-V03.md"]);
    git(&["commit", "-qm", "without"]);
    folder
}

#[test]
fn a_version_that_left_the_tree_is_read_from_history() {
    let folder = history();
    let root = folder.path().to_str().expect("UTF-8");
    let answer = |arguments: &[&str]| -> Value {
        let output = Command::new(env!("CARGO_BIN_EXE_qms"))
            .args(["-C", root, "--as-of", DAY, "--format", "json"])
            .args(arguments)
            .env_clear()
            .output()
            .expect("the binary runs");
        serde_json::from_slice(&output.stdout).expect("JSON")
    };
    let codes = |answer: &Value| answer["documents"].as_array().map_or(0, Vec::len);
    assert_eq!(
        codes(&answer(&["list", "--all"])),
        codes(&answer(&["list"])) + 1
    );
    let shown = answer(&["show", "MO-354", "--on", "2026-07-01"]);
    assert_eq!(
        (
            shown["document"]["code"].as_str(),
            shown["document"]["path"].as_str()
        ),
        (Some("MO-00354-V03"), None)
    );
    assert_eq!(
        answer(&["show", "MO-354-V3"])["document"]["path"],
        Value::Null
    );
    assert_eq!(
        answer(&["list", "--at", "HEAD^"])["documents"]
            .as_array()
            .map_or(0, Vec::len),
        6
    );
}
