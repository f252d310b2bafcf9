//! R: what is kept is kept for its time, and leaves by a decision.

mod departed;
mod r105_destroyed_against_its_rule;
mod r107_closed_record_changed;

use super::Rule;

pub use departed::{Open, departed};

/// The rules of this family, sorted.
pub(super) static RULES: &[&Rule] = &[
    &r105_destroyed_against_its_rule::RULE,
    &r107_closed_record_changed::RULE,
];
