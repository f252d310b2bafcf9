//! Findings as a Code Quality report of GitLab.

use super::{Run, Sources, fingerprints};
use crate::diagnostic::{Diagnostic, Severity};
use serde::Serialize;

#[derive(Serialize)]
struct Issue<'f> {
    description: String,
    check_name: &'f str,
    fingerprint: String,
    severity: &'static str,
    location: Location,
}

#[derive(Serialize)]
struct Location {
    path: String,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
    end: usize,
}

/// One array of issues.
pub fn report(findings: &[Diagnostic], sources: &Sources, run: &Run) -> Vec<u8> {
    let issues: Vec<Issue<'_>> = findings
        .iter()
        .zip(fingerprints(findings))
        .map(|(diagnostic, fingerprint)| {
            let lines = sources.lines(diagnostic);
            Issue {
                description: run.lines(diagnostic).join(" — "),
                check_name: diagnostic.rule,
                fingerprint,
                severity: severity(diagnostic),
                location: Location {
                    path: run.path(diagnostic),
                    lines: Lines {
                        begin: lines.map_or(1, |lines| lines.start.line),
                        end: lines.map_or(1, |lines| lines.end.line),
                    },
                },
            }
        })
        .collect();
    // Plain structs: writing to memory cannot fail.
    let mut out = serde_json::to_vec_pretty(&issues).unwrap_or_default();
    out.push(b'\n');
    out
}

/// An error in a file is put right by editing it; one in the signed history is not.
fn severity(diagnostic: &Diagnostic) -> &'static str {
    match diagnostic.severity {
        Severity::Info => "info",
        Severity::Warning => "minor",
        Severity::Error if diagnostic.commit.is_some() => "critical",
        Severity::Error => "major",
    }
}
