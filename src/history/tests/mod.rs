//! Histories by short scripts: what counts, and what an attacker gains.

pub(crate) mod sandbox;

mod attacks;
