//! The self-test, run as an auditor runs it: anywhere, with OpenSSH alone, leaving nothing behind.

use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A place with a home whose settings would break every signature, and no program but ssh-keygen.
struct Place {
    folder: tempfile::TempDir,
}

impl Place {
    fn new(programs: &[&str]) -> Place {
        let folder = tempfile::Builder::new()
            .prefix("qms")
            .tempdir()
            .expect("a temporary folder");
        for name in ["home", "programs", "temporary", "elsewhere"] {
            std::fs::create_dir(folder.path().join(name)).expect("a folder");
        }
        let settings = "[user]\n\tsigningKey = /nowhere\n[commit]\n\tgpgSign = true\n[gpg]\n\tformat = openpgp\n[gpg \"ssh\"]\n\tprogram = /nowhere/ssh-keygen\n[core]\n\tautocrlf = true\n[init]\n\tdefaultBranch = autre\n\tdefaultObjectFormat = sha256\n";
        std::fs::write(folder.path().join("home/.gitconfig"), settings).expect("the settings");
        for program in programs {
            let path = which(program);
            std::os::unix::fs::symlink(path, folder.path().join("programs").join(program))
                .expect("a link");
        }
        Place { folder }
    }

    fn run(&self, arguments: &[&str]) -> Output {
        let path = self.folder.path();
        Command::new(env!("CARGO_BIN_EXE_qms"))
            .arg("selftest")
            .args(arguments)
            .current_dir(path.join("elsewhere"))
            .env_clear()
            .env("HOME", path.join("home"))
            .env("PATH", path.join("programs"))
            .env("TMPDIR", path.join("temporary"))
            .env("GIT_DIR", path.join("home"))
            .env("GIT_CONFIG_COUNT", "1")
            .env("GIT_CONFIG_KEY_0", "user.signingKey")
            .env("GIT_CONFIG_VALUE_0", "/nowhere")
            .stdin(std::process::Stdio::null())
            .output()
            .expect("the binary runs")
    }

    /// The files below a folder of the place.
    fn files(&self, name: &str) -> Vec<PathBuf> {
        std::fs::read_dir(self.folder.path().join(name))
            .expect("the folder")
            .map(|entry| entry.expect("an entry").path())
            .collect()
    }
}

fn which(program: &str) -> PathBuf {
    std::env::var("PATH")
        .unwrap_or_default()
        .split(':')
        .map(|folder| Path::new(folder).join(program))
        .find(|path| path.is_file())
        .expect("the program is installed")
}

fn json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).expect("JSON")
}

#[test]
fn each_forgery_is_found_by_its_rules_and_nothing_is_left_behind() {
    let place = Place::new(&["ssh-keygen"]);
    let output = place.run(&["--format", "json", "--lang", "en"]);
    let answer = json(&output);
    let cases = answer["cases"].as_array().expect("the cases");
    assert!(cases.len() > 100, "{answer}");
    let failed: Vec<&Value> = cases.iter().filter(|case| case["passed"] != true).collect();
    let ids: Vec<&str> = failed
        .iter()
        .filter_map(|case| case["id"].as_str())
        .collect();
    assert!(ids.is_empty(), "{failed:#?}");
    assert_eq!(answer["passed"], true);
    assert_eq!(output.status.code(), Some(0));
    for case in cases {
        let expected = case["expected"].as_array().expect("the rules");
        let untouched = case["group"] == "untouched";
        assert_eq!(expected.is_empty(), untouched, "{case}");
    }
    assert_eq!(answer["environment"]["git"], Value::Null);
    assert_eq!(place.files("temporary"), Vec::<PathBuf>::new());
    assert_eq!(place.files("elsewhere"), Vec::<PathBuf>::new());
    assert_eq!(place.files("home").len(), 1);
}

#[test]
fn a_record_to_be_filed_is_written_where_it_is_asked() {
    let place = Place::new(&["ssh-keygen"]);
    let output = place.run(&["--lang", "fr", "--format", "md", "-o", "validation.md"]);
    assert!(output.stdout.is_empty());
    let written = place.folder.path().join("elsewhere/validation.md");
    let record = std::fs::read_to_string(written).expect("the record");
    for part in [
        "# Validation de `qms`",
        "## La signature",
        "| la signature est retirée | A202 | A202 | décelé |",
        "## Conclusion",
    ] {
        assert!(record.contains(part), "{record}");
    }
}

#[test]
fn without_ssh_keygen_it_says_so_and_leaves_nothing() {
    let place = Place::new(&[]);
    let output = place.run(&["--format", "json"]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(json(&output)["error"]["kind"], "key");
    assert_eq!(place.files("temporary"), Vec::<PathBuf>::new());
}

#[test]
fn it_has_a_history_and_a_clock_of_its_own() {
    let place = Place::new(&["ssh-keygen"]);
    for arguments in [["--at", "HEAD"], ["--as-of", "2026-01-01"]] {
        assert_eq!(place.run(&arguments).status.code(), Some(2));
    }
}
