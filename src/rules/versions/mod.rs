//! V: of the versions of a document the right one is there, and follows from the one before.

mod v101_in_force_at_once;
mod v102_superseded_still_there;
mod v103_two_drafts;
mod v104_no_reason_to_replace;
mod v105_nothing_changed;
mod v106_stale_copy;

use super::Rule;

/// The rules of this family, sorted.
pub(super) static RULES: &[&Rule] = &[
    &v101_in_force_at_once::RULE,
    &v102_superseded_still_there::RULE,
    &v103_two_drafts::RULE,
    &v104_no_reason_to_replace::RULE,
    &v105_nothing_changed::RULE,
    &v106_stale_copy::RULE,
];

#[cfg(test)]
mod tests;
