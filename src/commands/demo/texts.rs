//! The files of the example as they would have stood: earlier, without acts, with other keys.

use super::super::embedded::EXAMPLE;
use super::stage::document_path;
use crate::parse::workflow::WorkflowKey;
use crate::parse::{edit, yaml};

/// A document of the example as an earlier version would have stood: the same text, less a
/// line for each version that it is older, without the acts of the example.
pub fn earlier(code: &str, last: u32, version: u32) -> (String, String) {
    let path = document_path(code);
    let bytes = EXAMPLE
        .get_file(&path)
        .map(include_dir::File::contents)
        .unwrap_or_default();
    let mut text = without_acts(bytes);
    for _ in version..last {
        text = without_last_item(&text);
    }
    let (stem, digits) = code.rsplit_once("-V").unwrap_or((code, "1"));
    let name = |number: u32| format!("{stem}-V{number:0width$}", width = digits.len());
    let target = name(version);
    if version != last {
        text = edit::set_plain_key(&text, "code", &yaml::plain(&target), "code").unwrap_or(text);
        text = match version {
            1 => without_keys(&text, &["remplace", "motif", "origine"]),
            _ => edit::set_plain_key(&text, "remplace", &yaml::plain(&name(version - 1)), "code")
                .unwrap_or(text),
        };
    }
    (document_path(&target), text)
}

/// A file of the example without what only acts may write.
pub fn without_acts(bytes: &[u8]) -> String {
    let mut text = String::from_utf8_lossy(bytes).into_owned();
    for key in WorkflowKey::ALL {
        text = edit::set(&text, key, None).unwrap_or(text);
    }
    text
}

/// Drops the last item of the lists that say what to do, before the records and the history.
fn without_last_item(text: &str) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let body = lines
        .iter()
        .position(|line| *line == "## Enregistrements")
        .unwrap_or(lines.len());
    let Some(last) = lines[..body]
        .iter()
        .rposition(|line| line.starts_with("- "))
    else {
        return text.to_owned();
    };
    let kept: Vec<&str> = lines
        .iter()
        .enumerate()
        .filter(|(index, _)| *index != last)
        .map(|(_, line)| *line)
        .collect();
    kept.join("\n") + "\n"
}

fn without_keys(text: &str, keys: &[&str]) -> String {
    let drop = |line: &str| {
        keys.iter().any(|key| {
            line.strip_prefix(key)
                .is_some_and(|rest| rest.starts_with(':'))
        })
    };
    text.lines()
        .filter(|line| !drop(line))
        .map(|line| format!("{line}\n"))
        .collect()
}

/// A value of the front-matter.
pub fn front_value(text: &str, key: &str) -> Option<String> {
    let node = crate::parse::edit_items::tree(text).ok()?;
    node.get(key)?.as_str().map(str::to_owned)
}

/// The actor of the example with the key of the stage.
pub fn with_key(text: &str, key: &str, day: &str) -> String {
    let mut out = String::new();
    let mut keys = false;
    for line in text.lines() {
        if line.starts_with("cles:") {
            keys = true;
            out.push_str(&format!(
                "cles:\n  - {{cle: {}, du: {day}}}\n",
                yaml::quoted_scalar(key.trim())
            ));
        } else if !(keys && (line.starts_with(' ') || line.starts_with('-') && line != "---")) {
            keys = false;
            out.push_str(line);
            out.push('\n');
        }
    }
    out
}
