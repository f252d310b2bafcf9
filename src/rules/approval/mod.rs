//! A: what is approved and validated was so by the right persons, in order, on this very text.

mod a101_workflow_incomplete;
mod a102_role_not_held;
mod a103_duties_not_separated;
mod a201_act_not_well_formed;
mod a202_not_signed_by_a_registered_key;
mod a203_key_of_another_actor;
mod a204_role_not_held_at_the_act;
mod a205_key_not_valid_at_the_act;
mod a206_validated_is_not_what_was_approved;
mod a207_in_force_is_not_what_was_validated;
mod a208_entry_without_its_act;
mod a209_changed_without_an_act;
mod a210_act_does_not_do_what_it_says;
mod a211_merge_changes_by_itself;
mod a212_left_force_without_an_act;

use super::Rule;

/// The rules of this family, sorted.
pub(super) static RULES: &[&Rule] = &[
    &a101_workflow_incomplete::RULE,
    &a102_role_not_held::RULE,
    &a103_duties_not_separated::RULE,
    &a201_act_not_well_formed::RULE,
    &a202_not_signed_by_a_registered_key::RULE,
    &a203_key_of_another_actor::RULE,
    &a204_role_not_held_at_the_act::RULE,
    &a205_key_not_valid_at_the_act::RULE,
    &a206_validated_is_not_what_was_approved::RULE,
    &a207_in_force_is_not_what_was_validated::RULE,
    &a208_entry_without_its_act::RULE,
    &a209_changed_without_an_act::RULE,
    &a210_act_does_not_do_what_it_says::RULE,
    &a211_merge_changes_by_itself::RULE,
    &a212_left_force_without_an_act::RULE,
];

#[cfg(test)]
mod tests;
