//! What is promised at the command line, and the guards of the house.

#![allow(
    clippy::disallowed_methods,
    reason = "tests start the program, and read and write the files that it works on"
)]

mod acts;
mod checking;
mod deciding;
#[cfg(unix)]
mod disturbed;
mod door;
mod due;
mod example;
mod forges;
mod forging;
mod founding;
mod fuzzing;
mod histories;
mod invariants;
mod keeping;
mod look;
mod manual;
mod naming;
mod reports;
mod reserving;
mod sandbox;
#[cfg(unix)]
mod selftest;
mod snapshot;
mod tidy;
mod watching;
