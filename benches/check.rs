//! `check` in process: loading and judging N documents of 4 KB.
//!
//! `cargo bench --bench check -- 10000` prints the median of seven runs; `-- generate DIR 10000`
//! writes the corpus, to time whole processes side by side:
//! `qms -C DIR check` against `rg -c zzzqq DIR/documents`.

#![allow(
    clippy::disallowed_methods,
    reason = "a bench writes the corpus that it measures"
)]
#![allow(
    clippy::print_stdout,
    reason = "a bench has no other way to say what it measured"
)]

#[path = "asked.rs"]
mod asked;
#[path = "generator.rs"]
mod generator;

use qms::corpus;
use qms::repository::Tree;
use qms::rules::{self, Softening};
use std::time::Instant;

fn main() {
    let Some(count) = asked::size(generator::generate) else {
        return;
    };
    let folder = tempfile::tempdir().expect("a temporary folder");
    generator::generate(folder.path(), count);
    let tree = Tree::WorkingTree(folder.path().to_owned());
    let day = "2026-11-21".parse().expect("a date");
    let mut times: Vec<(u128, u128)> = (0..7)
        .map(|_| {
            let start = Instant::now();
            let corpus = corpus::load(&tree, |_| day).expect("the corpus");
            let loaded = start.elapsed().as_micros();
            let found = rules::run(&corpus, Softening::ByStatus);
            std::hint::black_box(found);
            (loaded, start.elapsed().as_micros() - loaded)
        })
        .collect();
    times.sort_unstable();
    let (loading, judging) = times[times.len() / 2];
    println!(
        "{count} documents: loading {loading} µs, rules {judging} µs (median of {})",
        times.len()
    );
}
