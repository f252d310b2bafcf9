//! qms: a git repository of Markdown files as the controlled document system of a service.
//!
//! # Code map
//!
//! A floor uses only the floors below it; modules on one floor do not use each other
//! (`tests/it/tidy.rs` holds the code to this map).
//!
//! | floor | module | what it holds |
//! |---|---|---|
//! | 7 | [`commands`] | the doors: argv, environment, terminal; nothing is decided here |
//! | 6 | [`report`] | a value to bytes, in one language; knows no file and no clock |
//! | 5 | [`rules`], [`acts`] | judgement: what is wrong; what may be done |
//! | 4 | [`history`] | acts read from commits, each with its verdict; what guards what is in force |
//! | 4 | [`retention`] | everything kept at one revision, with its stage and its days |
//! | 3 | [`corpus`] | what is: every entity of one revision, seen from one day |
//! | 2 | [`repository`] | bytes: trees, commits, signatures, the one way to write |
//! | 1 | [`parse`] | text to a value and its defects; never fails, never prints |
//! | 0 | [`model`], [`text`], [`diagnostic`] | the nouns of the field; no I/O, no clock |
//!
//! Names such as `10-format` or `30-trust` in comments are chapters of the specification that the
//! format and the verdicts are tested against; what they ask for is told by `qms manual`.
//!
//! # Invariants
//!
//! - Facts are stored, statuses are derived: no entity has a status key.
//! - A file that cannot be read is a finding, never an absence: the corpus keeps it as a defect.
//! - Each heavy crate has one door: gix, `std::fs` and processes in `repository`; the YAML crates
//!   in `parse::yaml`; pulldown-cmark in `parse::markdown`; miette in `report::diagnostics`;
//!   tabled in `report::table::terminal`, csv and rust_xlsxwriter (`xlsx`) beside it; comrak in
//!   `report::html`; zip in `report::archive`; clap in `commands`.
//! - Every message is one value with both languages; nothing is translated elsewhere.
//! - The clock and the environment are read once, by `main`, and handed down in the context.

pub mod acts;
pub mod commands;
pub mod corpus;
pub mod diagnostic;
pub mod history;
pub mod model;
pub mod parse;
pub mod report;
pub mod repository;
pub mod retention;
pub mod rules;
pub mod text;
