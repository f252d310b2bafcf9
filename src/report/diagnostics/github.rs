//! Findings as workflow commands of GitHub: one line each, which becomes an annotation.

use super::{Run, Sources};
use crate::diagnostic::{Diagnostic, Severity};
use crate::text::escape_controls;

/// One command a finding.
pub fn commands(findings: &[Diagnostic], sources: &Sources, run: &Run) -> Vec<u8> {
    findings
        .iter()
        .flat_map(|diagnostic| command(diagnostic, sources, run).into_bytes())
        .collect()
}

fn command(diagnostic: &Diagnostic, sources: &Sources, run: &Run) -> String {
    let word = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    };
    let mut properties = Vec::new();
    // Without a file the annotation is the run's.
    if diagnostic.place.is_some() {
        properties.push(("file", run.path(diagnostic)));
    }
    if let Some(lines) = sources.lines(diagnostic) {
        let (start, end) = (lines.start, lines.end);
        properties.push(("line", start.line.to_string()));
        // GitHub takes columns within one line only.
        if start.line == end.line {
            properties.push(("col", start.column.to_string()));
        }
        properties.push(("endLine", end.line.to_string()));
        if start.line == end.line {
            properties.push(("endColumn", end.column.to_string()));
        }
    }
    let title = match &diagnostic.code {
        Some(code) => format!("{} {code}", diagnostic.rule),
        None => diagnostic.rule.to_owned(),
    };
    properties.push(("title", title));
    let properties: Vec<String> = properties
        .into_iter()
        .map(|(name, value)| format!("{name}={}", property(&value)))
        .collect();
    let message = data(&run.lines(diagnostic).join("\n"));
    format!("::{word} {}::{message}\n", properties.join(","))
}

/// The escapes of a message. GitHub knows no others, so what a terminal would obey is spelt out.
fn data(text: &str) -> String {
    let whole = text.replace('%', "%25");
    let lines: Vec<String> = whole
        .split('\n')
        .map(|line| {
            let parts: Vec<_> = line.split('\r').map(escape_controls).collect();
            parts.join("%0D")
        })
        .collect();
    lines.join("%0A")
}

/// The escapes of a property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
