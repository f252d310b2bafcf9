//! Findings as a SARIF 2.1.0 log.

use super::{Run, Sources, fingerprints};
use crate::diagnostic::{Diagnostic, Severity};
use crate::report::{Paint, Style, page};
use crate::rules;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

#[derive(Serialize)]
struct Log<'f> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [RunObject<'f>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct RunObject<'f> {
    tool: Tool<'f>,
    automation_details: Id,
    language: &'static str,
    column_kind: &'static str,
    results: Vec<ResultObject<'f>>,
    properties: RunProperties<'f>,
}

#[derive(Serialize)]
struct Id {
    id: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct RunProperties<'f> {
    as_of: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    revision: Option<&'f str>,
}

#[derive(Serialize)]
struct Tool<'f> {
    driver: Driver<'f>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver<'f> {
    name: &'static str,
    version: &'static str,
    semantic_version: &'static str,
    rules: Vec<RuleObject<'f>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct RuleObject<'f> {
    id: &'f str,
    #[serde(skip_serializing_if = "Option::is_none")]
    short_description: Option<Message>,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<Message>,
    #[serde(skip_serializing_if = "Option::is_none")]
    default_configuration: Option<Configuration>,
}

#[derive(Serialize)]
struct Configuration {
    level: &'static str,
}

#[derive(Serialize)]
struct Message {
    text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    markdown: Option<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ResultObject<'f> {
    rule_id: &'f str,
    rule_index: usize,
    level: &'static str,
    message: Message,
    locations: [Location; 1],
    partial_fingerprints: BTreeMap<&'static str, String>,
    #[serde(skip_serializing_if = "Properties::is_empty")]
    properties: Properties<'f>,
}

#[derive(Serialize)]
struct Properties<'f> {
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<&'f str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    commit: Option<&'f str>,
}

impl Properties<'_> {
    fn is_empty(&self) -> bool {
        self.code.is_none() && self.commit.is_none()
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    physical_location: PhysicalLocation,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation {
    artifact_location: ArtifactLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<Region>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ArtifactLocation {
    uri: String,
    uri_base_id: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
    start_column: usize,
    end_line: usize,
    end_column: usize,
}

/// One run in one log.
pub fn log(findings: &[Diagnostic], sources: &Sources, run: &Run) -> Vec<u8> {
    let codes: BTreeSet<&str> = findings.iter().map(|diagnostic| diagnostic.rule).collect();
    let codes: Vec<&str> = codes.into_iter().collect();
    let results = findings
        .iter()
        .zip(fingerprints(findings))
        .map(|(diagnostic, fingerprint)| ResultObject {
            rule_id: diagnostic.rule,
            rule_index: codes.binary_search(&diagnostic.rule).unwrap_or_default(),
            level: level(diagnostic.severity),
            message: message(&run.lines(diagnostic).join("\n")),
            locations: [location(diagnostic, sources, run)],
            partial_fingerprints: BTreeMap::from([("qmsFinding/v1", fingerprint)]),
            properties: Properties {
                code: diagnostic.code.as_deref(),
                commit: diagnostic.commit.as_deref(),
            },
        })
        .collect();
    let log = Log {
        schema: SCHEMA,
        version: "2.1.0",
        runs: [RunObject {
            tool: Tool {
                driver: Driver {
                    name: "qms",
                    version: env!("CARGO_PKG_VERSION"),
                    semantic_version: env!("CARGO_PKG_VERSION"),
                    rules: codes.iter().map(|code| rule(code, run)).collect(),
                },
            },
            // A forge keeps the findings of each command apart by what stands before the last `/`.
            automation_details: Id {
                id: format!("qms-{}/", run.command),
            },
            language: run.lang.code(),
            column_kind: "unicodeCodePoints",
            results,
            properties: RunProperties {
                as_of: run.as_of.to_string(),
                revision: run.revision.as_deref(),
            },
        }],
    };
    // Plain structs with text for keys: writing to memory cannot fail.
    let mut out = serde_json::to_vec_pretty(&log).unwrap_or_default();
    out.push(b'\n');
    out
}

fn rule<'f>(code: &'f str, run: &Run) -> RuleObject<'f> {
    let known = rules::find(code);
    let style = Style {
        lang: run.lang,
        paint: Paint::Plain,
        width: 100,
    };
    RuleObject {
        id: code,
        short_description: known.map(|rule| message(&rule.page(run.lang).summary())),
        help: known.map(|rule| {
            let page = rule.page(run.lang).markdown;
            Message {
                markdown: Some(doubled(&page)),
                ..message(&page::text(&page, &style))
            }
        }),
        default_configuration: known.map(|rule| Configuration {
            level: level(rule.severity),
        }),
    }
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

fn location(diagnostic: &Diagnostic, sources: &Sources, run: &Run) -> Location {
    let region = sources.lines(diagnostic).map(|lines| Region {
        start_line: lines.start.line,
        start_column: lines.start.column,
        end_line: lines.end.line,
        end_column: lines.end.column,
    });
    Location {
        physical_location: PhysicalLocation {
            artifact_location: ArtifactLocation {
                uri: uri(&run.path(diagnostic)),
                uri_base_id: "%SRCROOT%",
            },
            region,
        },
    }
}

/// In a message of SARIF braces hold places to fill, and `[text](target)` is a link: what comes
/// from a document must be neither.
fn message(text: &str) -> Message {
    Message {
        text: doubled(text).replace("](", "] ("),
        markdown: None,
    }
}

fn doubled(text: &str) -> String {
    text.replace('{', "{{").replace('}', "}}")
}

/// A path as a relative URI.
fn uri(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                out.push(char::from(byte));
            }
            other => {
                // Writing to a String cannot fail.
                let _ = write!(out, "%{other:02X}");
            }
        }
    }
    out
}
