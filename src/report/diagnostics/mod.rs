//! Findings, for people and for programs.

mod github;
mod gitlab;
pub mod human;
mod junit;
mod sarif;

use crate::diagnostic::{Diagnostic, Severity, Span};
use crate::model::layout;
use crate::rules::Rule;
use crate::text::{Lang, Text, escape_controls};
use chrono::NaiveDate;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;

/// The forms that forges read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// SARIF 2.1.0.
    Sarif,
    /// Workflow commands of GitHub.
    Github,
    /// A Code Quality report of GitLab.
    Gitlab,
    /// JUnit XML.
    Junit,
}

/// What a report says of the run that found it all.
pub struct Run {
    /// The command.
    pub command: &'static str,
    /// The language of messages.
    pub lang: Lang,
    /// The day taken for today.
    pub as_of: NaiveDate,
    /// The commit that was read; none for files that are not committed.
    pub revision: Option<String>,
    /// The folder of the document repository below the root of the git repository, `/` at its end:
    /// a forge counts from there. Empty where they are one.
    pub folder: String,
    /// The rules that were judged.
    pub rules: Vec<&'static Rule>,
    /// The least weight that fails the run.
    pub fails: Severity,
}

/// All findings in a form that a forge reads, ready to be written out.
pub fn forge(form: Form, findings: &[Diagnostic], sources: &Sources, run: &Run) -> Vec<u8> {
    match form {
        Form::Sarif => sarif::log(findings, sources, run),
        Form::Github => github::commands(findings, sources, run),
        Form::Gitlab => gitlab::report(findings, sources, run),
        Form::Junit => junit::report(findings, run),
    }
}

impl Run {
    /// The file that a finding is shown at, from the root of the git repository. Forges know
    /// nothing but files: a finding of the repository as a whole, or of a commit, goes to qms.yaml.
    fn path(&self, diagnostic: &Diagnostic) -> String {
        let path = diagnostic
            .place
            .as_ref()
            .map_or(layout::POLICY, |place| &*place.path);
        format!("{}{path}", self.folder)
    }

    /// What a finding says, in lines that hold no control character: what is wrong, the commit
    /// where that is all the place there is, and the remedy.
    fn lines(&self, diagnostic: &Diagnostic) -> Vec<String> {
        let clean = |text: &str| escape_controls(text).into_owned();
        let mut lines = vec![clean(&diagnostic.message.render(self.lang))];
        if let (None, Some(commit)) = (&diagnostic.place, &diagnostic.commit) {
            lines.push(clean(&format!("commit {commit}")));
        }
        if let Some(help) = &diagnostic.help {
            lines.push(clean(&format!(
                "{}{}{}",
                HELP.get(self.lang),
                colon(self.lang),
                help.render(self.lang)
            )));
        }
        lines
    }
}

/// A name for each finding that stays while its line moves and the reader's language changes, and
/// that no other finding of the run has.
fn fingerprints(findings: &[Diagnostic]) -> Vec<String> {
    let mut twins: HashMap<String, usize> = HashMap::new();
    let name = |diagnostic: &Diagnostic| {
        let parts = [
            diagnostic.rule,
            diagnostic.place.as_ref().map_or("", |place| &*place.path),
            diagnostic.code.as_deref().unwrap_or_default(),
            diagnostic.commit.as_deref().unwrap_or_default(),
            &diagnostic.message.render(Lang::En),
        ]
        .join("\0");
        let twin = twins.entry(parts.clone()).or_default();
        *twin += 1;
        let hash = Sha256::digest(format!("{parts}\0{twin}"));
        hash.iter().fold(String::new(), |mut text, byte| {
            // Writing to a String cannot fail.
            let _ = write!(text, "{byte:02x}");
            text
        })
    };
    findings.iter().map(name).collect()
}

const HELP: Text = Text {
    en: "help",
    fr: "aide",
};

fn colon(lang: Lang) -> &'static str {
    match lang {
        Lang::Fr => "\u{a0}: ",
        Lang::En => ": ",
    }
}

/// A position in a text, from 1; columns count characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    /// The line.
    pub line: usize,
    /// The character in the line.
    pub column: usize,
}

/// A range in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lines {
    /// The first character.
    pub start: Position,
    /// One past the last character.
    pub end: Position,
}

/// The texts that findings point into, by path.
#[derive(Debug, Default)]
pub struct Sources {
    files: BTreeMap<String, Vec<u8>>,
}

impl Sources {
    /// Fetches each file that a finding points into, once. A file that can no longer be read
    /// leaves its findings without line and column.
    pub fn of(
        diagnostics: &[Diagnostic],
        mut read: impl FnMut(&str) -> Option<Vec<u8>>,
    ) -> Sources {
        let mut files = BTreeMap::new();
        for place in diagnostics
            .iter()
            .filter_map(|diagnostic| diagnostic.place.as_ref())
        {
            if !files.contains_key(&*place.path)
                && let Some(bytes) = read(&place.path)
            {
                files.insert(place.path.to_string(), bytes);
            }
        }
        Sources { files }
    }

    /// Where a finding stands; none for one of a file as a whole.
    pub fn lines(&self, diagnostic: &Diagnostic) -> Option<Lines> {
        let place = diagnostic.place.as_ref()?;
        if place.span == Span::default() {
            return None;
        }
        let bytes = self.files.get(&*place.path)?;
        Some(Lines {
            start: position(bytes, place.span.start),
            end: position(bytes, place.span.end),
        })
    }

    fn bytes(&self, path: &str) -> Option<&[u8]> {
        self.files.get(path).map(Vec::as_slice)
    }
}

fn position(bytes: &[u8], offset: usize) -> Position {
    let before = &bytes[..offset.min(bytes.len())];
    let line_start = before
        .iter()
        .rposition(|byte| *byte == b'\n')
        .map_or(0, |at| at + 1);
    Position {
        line: 1 + before.iter().filter(|byte| **byte == b'\n').count(),
        column: 1 + String::from_utf8_lossy(&before[line_start..])
            .chars()
            .count(),
    }
}
