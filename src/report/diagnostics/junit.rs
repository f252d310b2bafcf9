//! Findings as JUnit XML: each is a case that failed, and each rule without one a case that passed.
//!
//! JUnit has no standard: what is written here is what the schemas of Ant's and of Jenkins' readers
//! both accept.

use super::Run;
use crate::diagnostic::Diagnostic;
use crate::text::Text;
use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;

struct Case {
    name: String,
    class: &'static str,
    outcome: String,
}

/// One suite, named after the command.
pub fn report(findings: &[Diagnostic], run: &Run) -> Vec<u8> {
    let cases = cases(findings, run);
    let failures = findings
        .iter()
        .filter(|diagnostic| diagnostic.severity >= run.fails)
        .count();
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n");
    // Writing to a String cannot fail.
    let _ = writeln!(
        out,
        "  <testsuite name=\"qms {}\" package=\"qms\" id=\"0\" timestamp=\"{}T00:00:00\" hostname=\"localhost\" tests=\"{}\" failures=\"{failures}\" errors=\"0\" skipped=\"{}\" time=\"0\">",
        xml(run.command),
        run.as_of,
        cases.len(),
        findings.len() - failures,
    );
    out.push_str("    <properties>\n");
    let version = Some(env!("CARGO_PKG_VERSION").to_owned());
    for (name, value) in [("version", version), ("revision", run.revision.clone())] {
        if let Some(value) = value {
            let _ = writeln!(
                out,
                "      <property name=\"{name}\" value=\"{}\"/>",
                xml(&value)
            );
        }
    }
    out.push_str("    </properties>\n");
    for case in cases {
        let (name, class) = (xml(&case.name), xml(case.class));
        let _ = write!(
            out,
            "    <testcase name=\"{name}\" classname=\"{class}\" time=\"0\""
        );
        out.push_str(&match case.outcome.as_str() {
            "" => "/>\n".to_owned(),
            outcome => format!(">\n      {outcome}\n    </testcase>\n"),
        });
    }
    out.push_str("    <system-out/>\n    <system-err/>\n  </testsuite>\n</testsuites>\n");
    out.into_bytes()
}

fn cases(findings: &[Diagnostic], run: &Run) -> Vec<Case> {
    let mut taken: HashMap<(String, &str), usize> = HashMap::new();
    let mut cases: Vec<Case> = findings
        .iter()
        .map(|diagnostic| Case {
            name: name(diagnostic, run, &mut taken),
            class: diagnostic.rule,
            outcome: outcome(diagnostic, run),
        })
        .collect();
    let broken: HashSet<&str> = findings.iter().map(|diagnostic| diagnostic.rule).collect();
    let kept = run.rules.iter().filter(|rule| !broken.contains(rule.code));
    cases.extend(kept.map(|rule| Case {
        name: rule.page(run.lang).summary(),
        class: rule.code,
        outcome: String::new(),
    }));
    if cases.is_empty() {
        const NOTHING: Text = Text {
            en: "nothing found",
            fr: "rien à signaler",
        };
        cases.push(Case {
            name: NOTHING.get(run.lang).to_owned(),
            class: "qms",
            outcome: String::new(),
        });
    }
    cases
}

/// A reader tells cases apart by their names, and compares them from run to run: no line number.
fn name(diagnostic: &Diagnostic, run: &Run, taken: &mut HashMap<(String, &str), usize>) -> String {
    let said = run.lines(diagnostic).swap_remove(0);
    let place = match (&diagnostic.place, &diagnostic.commit) {
        (None, Some(commit)) => format!("commit {commit}"),
        _ => run.path(diagnostic),
    };
    let name = format!("{place}{}{said}", super::colon(run.lang));
    let twin = taken.entry((name.clone(), diagnostic.rule)).or_default();
    *twin += 1;
    match twin {
        1 => name,
        more => format!("{name} ({more})"),
    }
}

/// A failure is what fails the run; the rest is said without failing anybody.
fn outcome(diagnostic: &Diagnostic, run: &Run) -> String {
    let lines = run.lines(diagnostic);
    let message = xml(&lines[0]);
    if diagnostic.severity < run.fails {
        return format!("<skipped message=\"{message}\"/>");
    }
    format!(
        "<failure message=\"{message}\" type=\"{}\">{}</failure>",
        diagnostic.severity.as_str(),
        xml(&lines.join("\n"))
    )
}

/// Text as XML 1.0, for an element or for an attribute between double quotes.
fn xml(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&apos;"),
            // A reader makes a space of what stands for itself in an attribute.
            '\n' | '\t' => {
                let _ = write!(out, "&#{};", u32::from(character));
            }
            '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            other => out.push(other),
        }
    }
    out
}
