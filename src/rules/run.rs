//! All rules over one corpus, weighed by settings and by what can still be changed.

use super::{Check, Found, Rule, all};
use crate::corpus::Corpus;
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::document::Status;
use crate::model::policy::Level;
use crate::retention;
use rayon::prelude::*;

/// Whether the status of a document softens what is found on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Softening {
    /// As `qms check` reports: a draft may be unfinished, a validated text cannot be changed.
    ByStatus,
    /// As an approval judges: every rule with its full weight.
    None,
}

/// Every finding on the tree, sorted by path, place and code.
pub fn run(corpus: &Corpus, softening: Softening) -> Vec<Diagnostic> {
    let (mut found, kept) = rayon::join(|| of_the_tree(corpus), || of_what_is_kept(corpus));
    found.extend(kept);
    let mut found: Vec<Diagnostic> = found
        .into_iter()
        .filter_map(|diagnostic| weigh(corpus, diagnostic, softening))
        .collect();
    found.sort_by(|a, b| a.sort_key().cmp(&b.sort_key()));
    found
}

fn of_the_tree(corpus: &Corpus) -> Vec<Diagnostic> {
    let rules: Vec<&'static Rule> = set(corpus).collect();
    rules
        .par_iter()
        .flat_map_iter(|rule| match rule.check {
            Check::Tree(check) => judge(rule, corpus, |found| check(corpus, found)),
            Check::Kept(_) | Check::History => Vec::new(),
        })
        .collect()
}

/// The rules that ask where records and tickets stand: nothing is counted where there are none.
fn of_what_is_kept(corpus: &Corpus) -> Vec<Diagnostic> {
    let rules: Vec<(&'static Rule, _)> = set(corpus)
        .filter_map(|rule| match rule.check {
            Check::Kept(check) => Some((rule, check)),
            Check::Tree(_) | Check::History => None,
        })
        .collect();
    if rules.is_empty() {
        return Vec::new();
    }
    let items = retention::filed(corpus);
    rules
        .par_iter()
        .flat_map_iter(|(rule, check)| judge(rule, corpus, |found| check(corpus, &items, found)))
        .collect()
}

/// The rules that qms.yaml does not switch off.
fn set(corpus: &Corpus) -> impl Iterator<Item = &'static Rule> {
    let levels = &corpus.policy().rules;
    all().filter(|rule| levels.get(rule.code) != Some(&Level::Off))
}

fn judge(rule: &'static Rule, corpus: &Corpus, check: impl FnOnce(&mut Found)) -> Vec<Diagnostic> {
    let mut found = Found::new(rule);
    check(&mut found);
    let set = match corpus.policy().rules.get(rule.code) {
        Some(Level::On(severity)) => Some(*severity),
        _ => None,
    };
    found
        .into_diagnostics()
        .map(|mut diagnostic| {
            // A setting moves the rule's own weight; a face that the rule made lighter stays so.
            if let Some(severity) = set.filter(|_| diagnostic.severity == rule.severity) {
                diagnostic.severity = severity;
            }
            diagnostic
        })
        .collect()
}

/// "Severity follows what can still be changed" (50-rules): on a draft, U findings are warnings;
/// on a validated text, U, F007 and A102 findings are; what left force is judged by C, F and V.
fn weigh(corpus: &Corpus, mut diagnostic: Diagnostic, softening: Softening) -> Option<Diagnostic> {
    let status = diagnostic
        .place
        .as_ref()
        .and_then(|place| corpus.status_of(&place.path));
    let family = diagnostic
        .rule
        .as_bytes()
        .first()
        .copied()
        .unwrap_or_default();
    match status {
        Some(Status::Superseded | Status::Withdrawn) if matches!(family, b'U' | b'A') => {
            return None;
        }
        Some(Status::Superseded | Status::Withdrawn) if diagnostic.rule == "F007" => {
            diagnostic.severity = diagnostic.severity.min(Severity::Warning);
        }
        Some(Status::Draft | Status::Approved)
            if family == b'U' && softening == Softening::ByStatus =>
        {
            diagnostic.severity = diagnostic.severity.min(Severity::Warning);
        }
        Some(Status::Upcoming | Status::Effective)
            if family == b'U' || matches!(diagnostic.rule, "F007" | "A102") =>
        {
            diagnostic.severity = diagnostic.severity.min(Severity::Warning);
            if !diagnostic.rule.starts_with("U2")
                && !matches!(diagnostic.rule, "U102" | "U103" | "U104")
                && let Some(code) = diagnostic.code.clone()
            {
                diagnostic.help = Some(super::Text {
                    en: "its text is validated and cannot change: `qms revise {code} --reason \"…\"` makes the next version",
                    fr: "son texte est validé et ne change plus\u{a0}: `qms revise {code} --reason \"…\"` ouvre la version suivante",
                }.with("code", code));
            }
        }
        _ => {}
    }
    Some(diagnostic)
}
