//! One JSON object per answer, schema 1 (20-cli): keys in English, dates ISO 8601, absent null.

pub mod keys;

use super::{Refusal, Summary};
use crate::diagnostic::Diagnostic;
use crate::text::Lang;
use chrono::NaiveDate;
use serde_json::{Map, Value, json};

/// What every answer begins with.
#[derive(Debug, Clone)]
pub struct Envelope {
    /// The command.
    pub command: &'static str,
    /// The day taken for today.
    pub as_of: NaiveDate,
    /// The commit that was read; none for the working tree.
    pub revision: Option<String>,
}

impl Envelope {
    /// The answer as bytes, a line break at the end.
    pub fn wrap(&self, body: Map<String, Value>) -> Vec<u8> {
        debug_assert!(
            body.keys().all(|name| keys::known(self.command, name)),
            "`{}` answers with a key that `keys` does not list: {:?}",
            self.command,
            body.keys().collect::<Vec<_>>()
        );
        let mut whole = Map::new();
        whole.insert("schema".into(), json!(1));
        whole.insert("command".into(), json!(self.command));
        whole.insert("as_of".into(), json!(self.as_of.to_string()));
        whole.insert("revision".into(), json!(self.revision));
        whole.insert("verified".into(), json!(false));
        whole.extend(body);
        bytes(&Value::Object(whole))
    }
}

fn bytes(value: &Value) -> Vec<u8> {
    // Keys are strings and values plain: writing to memory cannot fail.
    let mut out = serde_json::to_vec_pretty(value).unwrap_or_default();
    out.push(b'\n');
    out
}

/// A failure or refusal.
pub fn failure(command: &str, refusal: &Refusal<'_>, lang: Lang) -> Vec<u8> {
    bytes(&json!({
        "schema": 1,
        "command": command,
        "error": error(refusal, lang),
    }))
}

/// What a failure says.
pub fn error(refusal: &Refusal<'_>, lang: Lang) -> Value {
    json!({
        "kind": refusal.kind,
        "message": refusal.message.render(lang),
        "help": refusal.help.map(|help| help.render(lang)),
        "rule": refusal.rule,
        "first_date": refusal.first_date.map(|day| day.to_string()),
    })
}

/// The counts of a check or a verification.
pub fn summary(summary: &Summary) -> Value {
    json!({
        "errors": summary.errors,
        "warnings": summary.warnings,
        "infos": summary.infos,
        "files": summary.files,
        "commits": summary.commits,
        "signatures": summary.signatures,
    })
}

/// A finding; lines and columns from 1, columns in characters.
pub fn diagnostic(
    diagnostic: &Diagnostic,
    lines: Option<super::diagnostics::Lines>,
    lang: Lang,
) -> Value {
    json!({
        "rule": diagnostic.rule,
        "severity": diagnostic.severity.as_str(),
        "path": diagnostic.place.as_ref().map(|place| &*place.path),
        "line": lines.map(|lines| lines.start.line),
        "column": lines.map(|lines| lines.start.column),
        "end_line": lines.map(|lines| lines.end.line),
        "end_column": lines.map(|lines| lines.end.column),
        "code": diagnostic.code,
        "commit": diagnostic.commit,
        "message": diagnostic.message.render(lang),
        "help": diagnostic.help.as_ref().map(|help| help.render(lang)),
    })
}

/// Builds the body of an answer: `body([("documents", …)])`.
pub fn body<const N: usize>(pairs: [(&str, Value); N]) -> Map<String, Value> {
    pairs
        .into_iter()
        .map(|(key, value)| (key.to_owned(), value))
        .collect()
}
