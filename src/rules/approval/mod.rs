//! A: what is approved and validated was so by the right persons, in order, on this very text.

mod a101_workflow_incomplete;
mod a102_role_not_held;
mod a103_duties_not_separated;

use super::Rule;

/// The rules of this family, sorted.
pub(super) static RULES: &[&Rule] = &[
    &a101_workflow_incomplete::RULE,
    &a102_role_not_held::RULE,
    &a103_duties_not_separated::RULE,
];

#[cfg(test)]
mod tests;
