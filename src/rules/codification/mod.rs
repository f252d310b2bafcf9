//! C: one well-formed code for one file.

mod c001_name_is_no_code;
mod c002_name_and_code_disagree;
mod c003_code_given_twice;
mod c004_number_given_again;
mod c005_version_skipped;

use super::Rule;

/// The rules of this family, sorted.
pub(super) static RULES: &[&Rule] = &[
    &c001_name_is_no_code::RULE,
    &c002_name_and_code_disagree::RULE,
    &c003_code_given_twice::RULE,
    &c004_number_given_again::RULE,
    &c005_version_skipped::RULE,
];

#[cfg(test)]
mod tests;
