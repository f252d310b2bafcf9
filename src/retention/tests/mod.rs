//! The stages and days of 40-retention: its worked examples, and what it says besides.

mod examples;
mod sandbox;
