//! The stages and days of 40-retention: its worked examples, and what it says besides.

mod changed;
mod examples;
mod naive;
mod property;
mod sandbox;
mod spoken;
mod told;
mod world;
