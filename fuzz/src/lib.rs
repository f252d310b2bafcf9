//! The invariants, as the tests of the program have them.

#[path = "../../tests/it/invariants/mod.rs"]
pub mod invariants;
