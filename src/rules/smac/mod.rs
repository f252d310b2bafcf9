//! S: every ticket is followed to its end, and none is lost.

mod s108_ticket_gone;

use super::Rule;

/// The rules of this family, sorted.
pub(super) static RULES: &[&Rule] = &[&s108_ticket_gone::RULE];
