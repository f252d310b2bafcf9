//! A service founds its repository: keys, trust root, register, first drafts.

use crate::sandbox::{Sandbox, project};

#[test]
fn without_a_key_nothing_is_made_and_the_remedy_is_said() {
    let sandbox = Sandbox::empty();
    let ended = sandbox.qms("admin", &["init"]);
    assert_eq!(ended.code, 2, "{ended:?}");
    assert!(ended.err.contains("qms key"), "{}", ended.err);
    assert!(!sandbox.depot().join(".git").exists());
    assert_eq!(
        std::fs::read_dir(sandbox.depot())
            .expect("the folder")
            .count(),
        0
    );
}

#[test]
fn the_trust_root_is_a_commit_that_git_itself_verifies() {
    let sandbox = Sandbox::empty();
    sandbox.key("admin");
    let out = sandbox.done(
        "admin",
        &[
            "init",
            "--organisation",
            "L'essai : « un »",
            "--admin",
            "admin",
            "--format",
            "json",
        ],
    );
    let answer: serde_json::Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!(answer["schema"], 1);
    assert_eq!(answer["root"].as_str().map(str::len), Some(40));
    assert!(
        answer["fingerprint"]
            .as_str()
            .is_some_and(|text| text.starts_with("SHA256:"))
    );
    let signers = sandbox.done("admin", &["actor", "allowed-signers"]);
    sandbox.write("../signers", &signers);
    sandbox.git(
        "admin",
        &[
            "-c",
            "gpg.ssh.allowedSignersFile=../signers",
            "verify-commit",
            "HEAD",
        ],
    );
    assert_eq!(
        sandbox
            .git("admin", &["fsck", "--strict", "--no-progress"])
            .trim(),
        ""
    );
    assert_eq!(sandbox.git("admin", &["status", "--porcelain"]), "");
    assert_eq!(
        sandbox.git("admin", &["config", "pull.rebase"]).trim(),
        "false"
    );
    let again = sandbox.qms("admin", &["init"]);
    assert_eq!(again.code, 2, "{again:?}");
}

#[test]
fn only_those_who_govern_change_the_register() {
    let sandbox = Sandbox::service();
    let tip = sandbox.git("admin", &["rev-parse", "HEAD"]);
    let refused = sandbox.qms(
        "referent",
        &[
            "actor",
            "role",
            "referent",
            "--add",
            "directrice",
            "--format",
            "json",
        ],
    );
    assert_eq!(refused.code, 1, "{refused:?}");
    let answer: serde_json::Value = serde_json::from_str(&refused.out).expect("JSON");
    assert_eq!(answer["error"]["rule"], "G201");
    assert_eq!(sandbox.git("admin", &["rev-parse", "HEAD"]), tip);
    assert_eq!(sandbox.git("admin", &["status", "--porcelain"]), "");
}

#[test]
fn the_last_administrator_cannot_leave() {
    let sandbox = Sandbox::service();
    let refused = sandbox.qms(
        "admin",
        &["actor", "role", "admin", "--end", "administrateur"],
    );
    assert_eq!(refused.code, 1, "{refused:?}");
    assert!(refused.err.contains("G208"), "{}", refused.err);
}

#[test]
fn a_role_ends_with_yesterday_and_the_rest_of_the_file_stays() {
    let sandbox = Sandbox::service();
    let before = sandbox.read("acteurs/agent.md");
    sandbox.done("admin", &["actor", "role", "agent", "--end", "agent"]);
    assert_eq!(
        sandbox.read("acteurs/agent.md"),
        before.replace(
            "du: 2026-11-21}\ncles",
            "du: 2026-11-21, au: 2026-11-20}\ncles"
        )
    );
}

#[test]
fn register_commits_the_governed_files_alone() {
    let sandbox = Sandbox::service();
    sandbox.write("qms.yaml", "organisation: Autre nom\n");
    sandbox.write("documents/PR/PR-01-V1.md", "rien à voir");
    sandbox.git("admin", &["add", "documents"]);
    sandbox.done("admin", &["register", "-m", "Nom du service"]);
    assert_eq!(
        sandbox
            .git("admin", &["show", "--format=", "--name-only", "HEAD"])
            .trim(),
        "qms.yaml"
    );
    assert_eq!(
        sandbox.git("admin", &["status", "--porcelain"]).trim(),
        "M  documents/PR/PR-01-V1.md"
    );
}

#[test]
fn a_number_goes_on_from_the_last_and_a_taken_one_is_refused() {
    let sandbox = Sandbox::service();
    let out = sandbox.done(
        "referent",
        &[
            "new",
            "pr",
            "--title",
            "Deuxième : l'accueil",
            "--purpose",
            "Dire la suite de l'accueil.",
            "--format",
            "json",
        ],
    );
    let answer: serde_json::Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!(answer["created"][0]["code"], "PR-02-V1");
    let taken = sandbox.qms("referent", &["new", "PR", "--title", "x", "--number", "1"]);
    assert_eq!(
        (taken.code, taken.err.contains("C004")),
        (1, true),
        "{taken:?}"
    );
    let text = sandbox.read("documents/PR/PR-02-V1.md");
    assert!(
        text.contains("titre: \"Deuxième : l'accueil\"\n")
            || text.contains("titre: \"Deuxième : l'accueil\" "),
        "{text}"
    );
}

#[test]
fn acts_take_today_from_the_clock_alone() {
    let sandbox = Sandbox::service();
    let refused = sandbox.qms("admin", &["register", "--as-of", "2020-01-01"]);
    assert_eq!(refused.code, 2, "{refused:?}");
}

#[test]
fn the_example_has_on_its_day_nothing_but_what_its_calendar_brings() {
    let sandbox = Sandbox::empty();
    let example = project().join("examples/cramif").display().to_string();
    let ended = sandbox.qms(
        "admin",
        &[
            "-C",
            &example,
            "check",
            "--strict",
            "--as-of",
            "2026-11-21",
            "--format",
            "json",
        ],
    );
    assert_eq!(ended.code, 0, "{}", ended.out);
    let answer: serde_json::Value = serde_json::from_str(&ended.out).expect("JSON");
    let found = answer["diagnostics"].as_array().expect("a list");
    for finding in found {
        let what = (finding["rule"].as_str(), finding["severity"].as_str());
        assert_eq!(what, (Some("R103"), Some("info")), "{finding}");
    }
}

#[test]
fn a_withdrawn_key_signs_nothing_more() {
    let sandbox = Sandbox::service();
    let own = json(&sandbox.done("admin", &["key", "--format", "json"]));
    let own = own["fingerprint"].as_str().unwrap_or_default().to_owned();
    sandbox.done(
        "admin",
        &["actor", "role", "directrice", "--add", "administrateur"],
    );
    sandbox.done("directrice", &["actor", "key", "admin", "--withdraw", &own]);
    let refused = sandbox.qms(
        "admin",
        &[
            "actor", "role", "agent", "--add", "pilote", "--format", "json",
        ],
    );
    assert_eq!(refused.code, 1, "{refused:?}");
    assert_eq!(json(&refused.out)["error"]["rule"], "A205");
}

#[test]
fn one_key_belongs_to_one_person() {
    let sandbox = Sandbox::service();
    let ended = sandbox.qms(
        "admin",
        &[
            "actor",
            "add",
            "autre",
            "--name",
            "Autre",
            "--email",
            "a@b.example",
            "--key",
            "../cles/agent.pub",
        ],
    );
    assert_eq!(ended.code, 1, "{ended:?}");
    assert!(ended.err.contains("`agent`"), "{}", ended.err);
}

#[test]
fn an_answer_never_goes_over_the_document_system() {
    let sandbox = Sandbox::service();
    let before = sandbox.read("qms.yaml");
    let ended = sandbox.qms("admin", &["list", "-o", "qms.yaml"]);
    assert_eq!(ended.code, 2, "{ended:?}");
    assert_eq!(sandbox.read("qms.yaml"), before);
    sandbox.done("admin", &["list", "-o", "../liste.txt"]);
    assert!(sandbox.read("../liste.txt").contains("PR-01-V1"));
    assert_eq!(
        sandbox.qms("admin", &["list", "-o", "nulle/part.txt"]).code,
        2
    );
}

fn json(text: &str) -> serde_json::Value {
    serde_json::from_str(text).expect("JSON")
}
