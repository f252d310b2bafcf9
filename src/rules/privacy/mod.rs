//! P: personal data are kept apart, and intact until they are destroyed.

mod p102_confidential_part_missing_or_changed;

use super::Rule;

/// The rules of this family, sorted.
pub(super) static RULES: &[&Rule] = &[&p102_confidential_part_missing_or_changed::RULE];
