//! G: the register and the policy by which everything else is judged hold.

mod g207_role_vacant;
mod g208_register_unsound;

use super::Rule;

/// The rules of this family, sorted.
pub(super) static RULES: &[&Rule] = &[&g207_role_vacant::RULE, &g208_register_unsound::RULE];

#[cfg(test)]
mod tests;

/// The role that keeps the register.
const ADMINISTRATOR: &str = "administrateur";
