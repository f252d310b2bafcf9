//! G: the register and the policy by which everything else is judged hold.

mod g201_register_changed_by_one_not_entitled;
mod g202_not_from_the_trust_root;
mod g203_history_rewritten;
mod g204_audit_tag_not_as_entered;
mod g205_objects_not_as_they_are;
mod g206_dated_before_its_parent;
mod g207_role_vacant;
mod g208_register_unsound;

use super::Rule;

/// The rules of this family, sorted.
pub(super) static RULES: &[&Rule] = &[
    &g201_register_changed_by_one_not_entitled::RULE,
    &g202_not_from_the_trust_root::RULE,
    &g203_history_rewritten::RULE,
    &g204_audit_tag_not_as_entered::RULE,
    &g205_objects_not_as_they_are::RULE,
    &g206_dated_before_its_parent::RULE,
    &g207_role_vacant::RULE,
    &g208_register_unsound::RULE,
];

#[cfg(test)]
mod tests;

/// The role that keeps the register.
const ADMINISTRATOR: &str = "administrateur";
