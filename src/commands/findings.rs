//! The answer of a command that reports findings: text, JSON, and what forges read.

use super::options::Format;
use super::{Answer, Context, Exit, Failure};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::policy::Level;
use crate::report::Style;
use crate::report::diagnostics::{Form, Run, Sources, forge};
use crate::rules::{self, Check, Rule};
use serde_json::{Map, Value};

/// What was judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Judged {
    /// Files, by the rules of the tree.
    Files,
    /// Commits, by the rules of the history.
    History,
}

/// What a command found.
#[derive(Debug, Clone, Copy)]
pub struct Findings<'f> {
    /// What was judged.
    pub judged: Judged,
    /// All that was found, sorted.
    pub all: &'f [Diagnostic],
    /// The texts that it points into.
    pub sources: &'f Sources,
    /// The least weight that fails the run: a warning under `--strict`.
    pub fails: Severity,
}

impl Findings<'_> {
    /// How the run ends, by what was found.
    pub fn exit(&self) -> Exit {
        let fails = |diagnostic: &Diagnostic| diagnostic.severity >= self.fails;
        if self.all.iter().any(fails) {
            Exit::Found
        } else {
            Exit::Done
        }
    }
}

/// The answer: as [`Context::answer`], and in each form that a forge reads.
///
/// # Errors
/// The format is none of these.
pub fn answer(
    ctx: &Context,
    exit: Exit,
    findings: &Findings<'_>,
    json: impl FnOnce() -> Map<String, Value>,
    text: impl FnOnce(&Style) -> String,
) -> Result<Answer, Failure> {
    let form = match ctx.format() {
        Format::Sarif => Form::Sarif,
        Format::Github => Form::Github,
        Format::Gitlab => Form::Gitlab,
        Format::Junit => Form::Junit,
        Format::Text
        | Format::Json
        | Format::Md
        | Format::Html
        | Format::Csv
        | Format::Xlsx
        | Format::Ics => {
            return ctx.answer(exit, json, text);
        }
    };
    let run = run(ctx, findings)?;
    let bytes = forge(form, findings.all, findings.sources, &run);
    Ok(Answer { exit, bytes })
}

fn run(ctx: &Context, findings: &Findings<'_>) -> Result<Run, Failure> {
    let envelope = ctx.envelope()?;
    // What the history proves is not for qms.yaml to switch off, and it may be read without files.
    let policy = match findings.judged {
        Judged::Files => Some(ctx.whole()?.policy()),
        Judged::History => None,
    };
    let judged = |rule: &&Rule| match (&rule.check, policy) {
        (Check::Tree(_) | Check::Kept(_), Some(policy)) => {
            policy.rules.get(rule.code) != Some(&Level::Off)
        }
        (Check::History, None) => true,
        _ => false,
    };
    Ok(Run {
        command: envelope.command,
        lang: ctx.lang,
        as_of: envelope.as_of,
        revision: envelope.revision,
        folder: ctx.folder_of_documents(),
        rules: rules::all().filter(judged).collect(),
        fails: findings.fails,
    })
}
