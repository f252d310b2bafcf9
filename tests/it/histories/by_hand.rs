//! Acts made by hand, by the words of the specification and nothing of the program.

use super::stage::Stage;
use crate::sandbox::PROCEDURE;
use sha2::{Digest, Sha256};
use std::path::Path;

/// The next version of the document of the stage.
pub const NEXT: &str = "documents/PR/PR-01-V2.md";

impl Stage {
    /// The digest of a document, by the words of the specification.
    pub fn digest(&self, path: &str) -> String {
        digest(&self.read(path))
    }

    /// Writes the entry of an approval or validation by hand, with today's day and right digest.
    pub fn enter(&self, path: &str, list: &str, person: &str, role: &str) {
        let text = self.read(path);
        let short = &digest(&text)["sha256:".len()..][..16];
        let day = &chrono::DateTime::from_timestamp(self.now(), 0)
            .expect("a time")
            .with_timezone(&chrono_tz::Europe::Paris)
            .date_naive()
            .to_string();
        let mut block = format!(
            "{list}:\n  - {{acteur: {person}, role: {role}, date: {day}, empreinte: \"{short}\"}}\n"
        );
        if list == "validations" {
            block += &format!("application: {day}\n");
        }
        let (head, body) = text[4..].split_once("\n---\n").expect("a front-matter");
        self.write(path, format!("---\n{head}\n{block}---\n{body}"));
    }

    /// The message of an act by hand.
    pub fn statement(&self, act: &str, path: &str, person: &str, role: &str) -> String {
        let code = Path::new(path)
            .file_stem()
            .expect("a name")
            .to_string_lossy();
        let mut text = format!(
            "Acte\n\nCorps.\n\nQms-Act: {act}\nQms-Code: {code}\nQms-Digest: {}\nQms-Actor: {person}\nQms-Role: {role}\n",
            self.digest(path)
        );
        if act == "validate" {
            let file = self.read(path);
            let line = |key: &str| {
                let found = file.lines().find_map(|line| line.strip_prefix(key));
                found.map(str::to_owned)
            };
            text += &format!(
                "Qms-Effective: {}\n",
                line("application: ").expect("a date")
            );
            if let Some(before) = line("remplace: ") {
                text += &format!("Qms-Supersedes: {before}\n");
            }
        }
        text
    }

    /// An approval or validation made by hand with plain git.
    pub fn act_by_hand(&self, act: &str, path: &str, person: &str, role: &str) -> String {
        let list = if act == "approve" {
            "approbations"
        } else {
            "validations"
        };
        self.later(1);
        self.enter(path, list, person, role);
        self.commit_as(person, &self.statement(act, path, person, role))
    }
}

/// The digest of a text, by the words of the specification.
pub fn digest(text: &str) -> String {
    const KEYS: [&str; 8] = [
        "approbations:",
        "validations:",
        "application:",
        "revue:",
        "retrait:",
        "clos-le:",
        "archive-le:",
        "gel:",
    ];
    let (mut kept, mut fences, mut block) = (String::new(), 0, false);
    for line in text.replace("\r\n", "\n").split_inclusive('\n') {
        fences += usize::from(line == "---\n" && fences < 2);
        if fences == 1 {
            let starts = |key: &&str| {
                line.strip_prefix(*key)
                    .is_some_and(|rest| rest.starts_with([' ', '\n']))
            };
            let goes_on = line.starts_with([' ', '\t']) || line == "-\n" || line.starts_with("- ");
            block = KEYS.iter().any(starts) || (block && goes_on);
            if block {
                continue;
            }
        }
        kept += line;
    }
    let bytes = Sha256::digest(kept.as_bytes());
    bytes.iter().fold("sha256:".to_owned(), |text, byte| {
        text + &format!("{byte:02x}")
    })
}

/// A draft that replaces another version.
pub fn draft(code: &str, before: &str) -> String {
    PROCEDURE
        .replace("{code}", code)
        .replace(
            "redacteur",
            &format!("remplace: {before}\nmotif: Le délai change.\nredacteur"),
        )
        .replace("L'orienter.", "L'orienter sous deux jours.")
}
