//! P: personal data are kept apart, and intact until they are destroyed.

mod p101_personal_data_in_clear;
mod p102_confidential_part_missing_or_changed;

use super::Rule;

/// The rules of this family, sorted.
pub(super) static RULES: &[&Rule] = &[
    &p101_personal_data_in_clear::RULE,
    &p102_confidential_part_missing_or_changed::RULE,
];

#[cfg(test)]
mod tests;
