//! Findings in the forms that forges read, each held against its published form, hostile text included.

use crate::sandbox::{PROCEDURE, Sandbox, project};
use qms::diagnostic::{Diagnostic, Place, Severity, Span};
use qms::report::diagnostics::{Form, Run, Sources, forge};
use qms::text::{Lang, Text};
use serde_json::Value;
use std::sync::Arc;

/// What an attacker may write into a title, a name of a file or an answer of git.
const HOSTILE: &str = "a\u{1b}[2K]0;x\u{7}\r\n::set-output name=a::b ]]> <b>&\"' {0} [x](javascript:y) \u{202e}fin\u{0}\u{ffff} 100% a,b:c";
const PATH: &str = "documents/MO/é %,:\n::error::<x>.md";

const MESSAGE: Text = Text {
    en: "`{text}` is wrong",
    fr: "`{text}` est faux",
};
const HELP: Text = Text {
    en: "write {text} otherwise",
    fr: "écrire {text} autrement",
};

fn finding(rule: &'static str, severity: Severity, place: Option<Place>) -> Diagnostic {
    let message = MESSAGE.with("text", HOSTILE);
    Diagnostic {
        rule,
        severity,
        place,
        code: Some("MO-00391-V01".to_owned()),
        commit: None,
        help: Some(message.reworded(HELP)),
        message,
    }
}

/// One with a range, one over two lines, one of a file, one of a commit alone, one of nothing, and twins.
fn findings() -> Vec<Diagnostic> {
    let path: Arc<str> = Arc::from(PATH);
    let of_a_commit = Diagnostic {
        commit: Some("0123456789abcdef0123456789abcdef01234567".to_owned()),
        code: None,
        ..finding("A208", Severity::Error, None)
    };
    vec![
        of_a_commit,
        finding("G207", Severity::Warning, None),
        finding(
            "U303",
            Severity::Error,
            Some(Place::at(&path, Span::new(3, 5))),
        ),
        finding(
            "U303",
            Severity::Error,
            Some(Place::at(&path, Span::new(6, 12))),
        ),
        finding("F001", Severity::Warning, Some(Place::file(&path))),
        finding("U203", Severity::Info, Some(Place::file(&path))),
    ]
}

fn written(form: Form, lang: Lang) -> String {
    let all = findings();
    let sources = Sources::of(&all, |_| Some("un\ndeux\ntrois\n".as_bytes().to_vec()));
    let run = Run {
        command: "check",
        lang,
        as_of: chrono::NaiveDate::from_ymd_opt(2026, 11, 21).expect("a day"),
        revision: Some("0123456789abcdef0123456789abcdef01234567".to_owned()),
        folder: "depot/".to_owned(),
        rules: qms::rules::all().collect(),
        fails: Severity::Error,
    };
    let bytes = forge(form, &all, &sources, &run);
    assert_eq!(
        bytes,
        forge(form, &all, &sources, &run),
        "the same input gives the same bytes"
    );
    String::from_utf8(bytes).expect("UTF-8")
}

/// Nothing that a terminal obeys, nothing that turns the direction of writing.
#[track_caller]
fn is_quiet(text: &str) {
    let loud = |c: &char| (c.is_control() && *c != '\n') || matches!(c, '\u{202a}'..='\u{202e}');
    assert_eq!(text.chars().find(loud), None, "{text}");
}

#[track_caller]
fn is_sarif(text: &str) -> Value {
    let schema = std::fs::read_to_string(project().join("tests/schemas/sarif-2.1.0.json"));
    // One pattern of the published schema, that of a language, is no regular expression of JSON Schema: `]?` without `[`.
    let schema = schema
        .expect("the schema")
        .replace("[a-zA-Z]{2}]?$", "[a-zA-Z]{2}$");
    let schema: Value = serde_json::from_str(&schema).expect("JSON");
    let log: Value = serde_json::from_str(text).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let wrong: Vec<String> = validator
        .iter_errors(&log)
        .map(|error| format!("{error} at {}", error.instance_path()))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    log
}

#[test]
fn a_sarif_log_keeps_to_its_schema_whatever_a_document_says() {
    for lang in [Lang::Fr, Lang::En] {
        let text = written(Form::Sarif, lang);
        is_quiet(&text);
        let log = is_sarif(&text);
        let run = &log["runs"][0];
        let results = run["results"].as_array().expect("results");
        let rules = run["tool"]["driver"]["rules"].as_array().expect("rules");
        for result in results {
            let index = result["ruleIndex"].as_u64().expect("an index");
            let index = usize::try_from(index).expect("an index");
            assert_eq!(rules[index]["id"], result["ruleId"]);
            let message = result["message"]["text"].as_str().expect("a text");
            assert!(message.contains("{{0}}") && !message.contains("](") && message.contains('\n'));
        }
        let known = rules.iter().find(|rule| rule["id"] == "U303");
        let known = known.expect("a rule that was broken");
        assert!(known["shortDescription"]["text"].is_string() && known["help"]["text"].is_string());
        let place = |index: usize| &results[index]["locations"][0]["physicalLocation"];
        assert_eq!(place(0)["artifactLocation"]["uri"], "depot/qms.yaml");
        assert_eq!(
            results[0]["properties"]["commit"].as_str().map(str::len),
            Some(40)
        );
        assert_eq!(
            place(2)["artifactLocation"]["uri"],
            "depot/documents/MO/%C3%A9%20%25%2C%3A%0A%3A%3Aerror%3A%3A%3Cx%3E.md"
        );
        assert_eq!(
            place(2)["region"],
            serde_json::json!({"startLine": 2, "startColumn": 1, "endLine": 2, "endColumn": 3})
        );
        assert!(place(4)["region"].is_null());
        let levels: Vec<&str> = results
            .iter()
            .filter_map(|result| result["level"].as_str())
            .collect();
        assert_eq!(
            levels,
            ["error", "warning", "error", "error", "warning", "note"]
        );
    }
}

#[test]
fn a_name_of_a_finding_is_its_own_and_the_same_in_both_languages() {
    let names = |lang| {
        let text = written(Form::Gitlab, lang);
        let report: Value = serde_json::from_str(&text).expect("JSON");
        let issues = report.as_array().expect("an array").clone();
        issues
            .iter()
            .map(|issue| issue["fingerprint"].to_string())
            .collect::<Vec<_>>()
    };
    let french = names(Lang::Fr);
    assert_eq!(french, names(Lang::En));
    let own: std::collections::BTreeSet<&String> = french.iter().collect();
    assert_eq!(own.len(), french.len());
}

#[test]
fn a_workflow_command_is_one_line_that_nothing_breaks_out_of() {
    let text = written(Form::Github, Lang::Fr);
    is_quiet(&text);
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), findings().len(), "{text}");
    let word = |line: &str| line.split([':', ' ']).nth(2).unwrap_or_default().to_owned();
    let words: Vec<String> = lines.iter().map(|line| word(line)).collect();
    assert_eq!(
        words,
        ["error", "warning", "error", "error", "warning", "notice"]
    );
    let file = "file=depot/documents/MO/é %25%2C%3A%0A%3A%3Aerror%3A%3A<x>.md";
    assert!(
        lines[2].starts_with(&format!(
            "::error {file},line=2,col=1,endLine=2,endColumn=3,title=U303 MO-00391-V01::`a\\u{{1b}}[2K"
        )),
        "{}",
        lines[2]
    );
    assert!(
        lines[3].contains(",line=2,endLine=3,title="),
        "{}",
        lines[3]
    );
    assert!(
        lines[4].starts_with(&format!("::warning {file},title=")),
        "{}",
        lines[4]
    );
    assert!(
        lines[0].starts_with("::error title=A208::") && lines[0].contains("%0Acommit 0123456789"),
        "{}",
        lines[0]
    );
    assert!(
        lines[0].contains("100%25") && lines[0].contains("%0Aaide\u{a0}: "),
        "{}",
        lines[0]
    );
}

/// The keys that GitLab documents, and no others.
#[track_caller]
fn is_code_quality(text: &str) -> Vec<Value> {
    let report: Value = serde_json::from_str(text).expect("JSON");
    let issues = report.as_array().expect("an array").clone();
    for issue in &issues {
        let keys: Vec<&String> = issue.as_object().expect("an object").keys().collect();
        assert_eq!(keys.len(), 5, "{issue}");
        for key in ["description", "check_name", "fingerprint"] {
            assert!(
                issue[key].as_str().is_some_and(|text| !text.is_empty()),
                "{issue}"
            );
        }
        let severities = ["info", "minor", "major", "critical", "blocker"];
        assert!(
            issue["severity"]
                .as_str()
                .is_some_and(|word| severities.contains(&word)),
            "{issue}"
        );
        let path = issue["location"]["path"].as_str().expect("a path");
        assert!(
            !path.starts_with("./") && !path.starts_with('/'),
            "GitLab wants a relative path: {path}"
        );
        assert!(
            issue["location"]["lines"]["begin"]
                .as_u64()
                .is_some_and(|line| line > 0),
            "{issue}"
        );
    }
    issues
}

#[test]
fn a_code_quality_report_has_the_keys_that_gitlab_documents() {
    let text = written(Form::Gitlab, Lang::Fr);
    is_quiet(&text);
    let issues = is_code_quality(&text);
    assert_eq!(issues[0]["location"]["path"], "depot/qms.yaml");
    assert_eq!(issues[0]["location"]["lines"]["begin"], 1);
    assert_eq!(issues[2]["location"]["path"], format!("depot/{PATH}"));
    assert_eq!(issues[2]["location"]["lines"]["begin"], 2);
    let severities: Vec<&str> = issues
        .iter()
        .filter_map(|issue| issue["severity"].as_str())
        .collect();
    assert_eq!(
        severities,
        ["critical", "minor", "major", "major", "minor", "info"]
    );
}

/// What the schemas of Ant and of Jenkins both accept: elements in order, attributes required and allowed.
#[track_caller]
fn is_junit(text: &str) -> [usize; 3] {
    let document = roxmltree::Document::parse(text).expect("well-formed XML 1.0");
    let root = document.root_element();
    assert!(root.tag_name().name() == "testsuites" && root.attributes().len() == 0);
    let suites: Vec<_> = root.children().filter(|node| node.is_element()).collect();
    let [suite] = suites.as_slice() else {
        panic!("one suite: {text}");
    };
    let names = |node: &roxmltree::Node<'_, '_>| -> Vec<String> {
        node.attributes()
            .map(|attribute| attribute.name().to_owned())
            .collect()
    };
    let asked = [
        "name",
        "package",
        "id",
        "timestamp",
        "hostname",
        "tests",
        "failures",
        "errors",
        "skipped",
        "time",
    ];
    assert_eq!(names(suite), asked);
    let children: Vec<_> = suite.children().filter(|node| node.is_element()).collect();
    let order: Vec<&str> = children.iter().map(|node| node.tag_name().name()).collect();
    let cases = &children[1..children.len() - 2];
    assert!(order[0] == "properties" && order[order.len() - 2..] == ["system-out", "system-err"]);
    assert!(!cases.is_empty(), "a suite is never empty");
    let (mut failures, mut skipped) = (0, 0);
    let mut keys = std::collections::BTreeSet::new();
    for case in cases {
        assert_eq!(case.tag_name().name(), "testcase");
        assert_eq!(names(case), ["name", "classname", "time"]);
        let key = (case.attribute("classname"), case.attribute("name"));
        assert!(keys.insert(key), "two cases of one name: {key:?}");
        let inner: Vec<_> = case.children().filter(|node| node.is_element()).collect();
        match inner.as_slice() {
            [] => {}
            [one] if one.tag_name().name() == "failure" => {
                assert_eq!(names(one), ["message", "type"]);
                failures += 1;
            }
            [one] if one.tag_name().name() == "skipped" => {
                assert_eq!(names(one), ["message"]);
                skipped += 1;
            }
            other => panic!("{other:?}"),
        }
    }
    let counted = |name: &str| -> usize {
        let value = suite.attribute(name).unwrap_or_default();
        value.parse().expect("a number")
    };
    assert_eq!(
        [
            counted("tests"),
            counted("failures"),
            counted("skipped"),
            counted("errors")
        ],
        [cases.len(), failures, skipped, 0]
    );
    [cases.len(), failures, skipped]
}

#[test]
fn a_junit_report_is_well_formed_and_fails_where_the_run_fails() {
    for lang in [Lang::Fr, Lang::En] {
        let text = written(Form::Junit, lang);
        is_quiet(&text);
        let [cases, failures, skipped] = is_junit(&text);
        assert_eq!([failures, skipped], [3, 3]);
        assert!(cases > 20, "rules without a finding pass: {cases}");
        assert!(!text.contains("]]>") && !text.contains("<b>"));
    }
}

#[test]
fn a_check_answers_in_each_form_with_the_exit_code_of_the_check() {
    let sandbox = Sandbox::service();
    let forms = ["sarif", "github", "gitlab", "junit"];
    let clean: Vec<String> = forms
        .iter()
        .map(|form| sandbox.done("referent", &["check", "--format", form]))
        .collect();
    is_sarif(&clean[0]);
    is_code_quality(&clean[2]);
    assert_eq!(is_junit(&clean[3])[1], 0);
    sandbox.write(
        "documents/PR/PR-02-V1.md",
        &PROCEDURE
            .replace("{code}", "PR-02-V1")
            .replace("redacteur: referent", "redacteur: inconnu"),
    );
    let found: Vec<String> = forms
        .iter()
        .map(|form| {
            let ended = sandbox.qms("referent", &["check", "--format", form]);
            assert_eq!(ended.code, 1, "{ended:?}");
            ended.out
        })
        .collect();
    let log = is_sarif(&found[0]);
    let result = &log["runs"][0]["results"];
    let rules: Vec<&str> = result
        .as_array()
        .expect("results")
        .iter()
        .filter_map(|result| result["ruleId"].as_str())
        .collect();
    assert!(rules.contains(&"F007"), "{rules:?}");
    assert!(
        found[1].contains("::error file=documents/PR/PR-02-V1.md,line=6,col=12,"),
        "{}",
        found[1]
    );
    assert!(!is_code_quality(&found[2]).is_empty());
    assert!(is_junit(&found[3])[1] > 0);
    // A command that finds nothing of the kind says so.
    let refused = sandbox.qms("referent", &["list", "--format", "sarif"]);
    assert_eq!(refused.code, 2, "{refused:?}");
    // The report is written even where the check fails: a forge reads it after.
    let ended = sandbox.qms(
        "referent",
        &[
            "check",
            "--format",
            "gitlab",
            "-o",
            "constats.json",
            "--lang",
            "en",
        ],
    );
    assert_eq!((ended.code, ended.out.as_str()), (1, ""), "{ended:?}");
    is_code_quality(&sandbox.read("constats.json"));
}

#[test]
fn a_forge_counts_from_the_root_of_the_git_repository() {
    let sandbox = Sandbox::empty();
    sandbox.git("admin", &["init", "-q"]);
    sandbox.write("qualite/qms.yaml", "organisation: [\n");
    let ended = sandbox.qms("admin", &["-C", "qualite", "check", "--format", "github"]);
    assert_eq!(ended.code, 1, "{ended:?}");
    assert!(
        ended.out.contains("file=qualite/qms.yaml,"),
        "{}",
        ended.out
    );
}
