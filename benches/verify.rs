//! `verify` in process, over a history of N commits of which three in ten are signed acts.
//!
//! `cargo bench --bench verify -- 10000` prints the median of five full readings;
//! `-- generate DIR 10000` writes the repository, to time whole processes side by side:
//! `qms -C DIR verify --full` against `git -C DIR log --raw --format=%H`.

#![allow(
    clippy::disallowed_methods,
    reason = "a bench writes the repository that it measures"
)]
#![allow(
    clippy::print_stdout,
    reason = "a bench has no other way to say what it measured"
)]

#[path = "asked.rs"]
mod asked;
#[path = "history.rs"]
mod generator;

use qms::history::{self, Reading};
use qms::repository::Repository;
use std::time::Instant;

fn main() {
    let Some(count) = asked::size(generator::generate) else {
        return;
    };
    let folder = tempfile::tempdir().expect("a temporary folder");
    generator::generate(folder.path(), count);
    let reading = Reading::at("2026-11-21T12:00:00Z".parse().expect("a date"));
    let mut times: Vec<u128> = (0..5)
        .map(|_| {
            let repository = Repository::open(folder.path()).expect("the repository");
            let tip = repository.resolve("HEAD").expect("a commit");
            let start = Instant::now();
            let history = history::read(&repository, tip, &reading).expect("a history");
            assert!(history.findings().is_empty(), "{:?}", history.findings());
            std::hint::black_box(history);
            start.elapsed().as_micros()
        })
        .collect();
    times.sort_unstable();
    println!(
        "{count} commits: {} µs (median of {})",
        times[times.len() / 2],
        times.len()
    );
}
