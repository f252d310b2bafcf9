//! The values of workflow keys, in the words of the files.

use super::workflow::WorkflowKey;
use super::yaml::{plain, quoted_scalar, scalar};
use chrono::NaiveDate;

/// One approval or validation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The actor's id.
    pub acteur: String,
    /// The role in which they acted.
    pub role: String,
    /// The day of the act.
    pub date: NaiveDate,
    /// The first 16 hex digits of the digest that was signed.
    pub empreinte: String,
}

/// The lines of `approbations` or `validations`; `None` without an entry, for the key then goes.
pub fn entries_block(key: WorkflowKey, entries: &[Entry]) -> Option<String> {
    if entries.is_empty() {
        return None;
    }
    let mut block = format!("{}:\n", key.as_str());
    for entry in entries {
        // Sixteen digits may all be decimal, or read as `12e34567…`: always quoted.
        block.push_str(&format!(
            "  - {{acteur: {}, role: {}, date: {}, empreinte: {}}}\n",
            plain(&entry.acteur),
            plain(&entry.role),
            day(entry.date),
            quoted_scalar(&entry.empreinte),
        ));
    }
    Some(block)
}

/// `application: 2026-12-01`
pub fn application(date: NaiveDate) -> String {
    day_block(WorkflowKey::Effective, date)
}

/// `clos-le: 2026-12-01`, and any other key whose value is a day.
pub fn day_block(key: WorkflowKey, date: NaiveDate) -> String {
    format!("{}: {}\n", key.as_str(), day(date))
}

/// `revue: {date: …, acteur: …, resultat: …}`
pub fn revue(date: NaiveDate, acteur: &str, resultat: &str) -> String {
    format!(
        "revue: {{date: {}, acteur: {}, resultat: {}}}\n",
        day(date),
        plain(acteur),
        plain(resultat)
    )
}

/// `retrait: {date: …, acteur: …, motif: …}`
pub fn retrait(date: NaiveDate, acteur: &str, motif: &str) -> String {
    format!(
        "retrait: {{date: {}, acteur: {}, motif: {}}}\n",
        day(date),
        plain(acteur),
        scalar(motif)
    )
}

/// One hold on destruction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HoldEntry {
    /// Its first day.
    pub depuis: NaiveDate,
    /// Who set it.
    pub acteur: String,
    /// Why.
    pub motif: String,
    /// When it is to be reassessed.
    pub reevaluation: NaiveDate,
    /// The day it was lifted, and by whom.
    pub leve: Option<(NaiveDate, String)>,
}

/// The lines of `gel`; `None` without a hold.
pub fn gel_block(holds: &[HoldEntry]) -> Option<String> {
    if holds.is_empty() {
        return None;
    }
    let mut block = String::from("gel:\n");
    for hold in holds {
        let lifted = hold
            .leve
            .as_ref()
            .map(|(date, acteur)| {
                format!(
                    ", leve: {{date: {}, acteur: {}}}",
                    day(*date),
                    plain(acteur)
                )
            })
            .unwrap_or_default();
        block.push_str(&format!(
            "  - {{depuis: {}, acteur: {}, motif: {}, reevaluation: {}{lifted}}}\n",
            day(hold.depuis),
            plain(&hold.acteur),
            scalar(&hold.motif),
            day(hold.reevaluation),
        ));
    }
    Some(block)
}

fn day(date: NaiveDate) -> String {
    date.format("%Y-%m-%d").to_string()
}
