//! What is kept, in process: reading N records and N tickets, and telling the stage of each.
//!
//! `cargo bench --bench kept -- 10000` prints the median of seven runs; `-- generate DIR 10000`
//! writes the corpus, to time whole processes on it: `qms -C DIR retention`, `status`, `report disposals`.

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

use qms::repository::Tree;
use qms::{corpus, retention};
use std::path::Path;
use std::time::Instant;

fn main() {
    let Some(count) = asked::size(generate) else {
        return;
    };
    let folder = tempfile::tempdir().expect("a temporary folder");
    generate(folder.path(), count);
    let tree = Tree::WorkingTree(folder.path().to_owned());
    let day = "2026-11-21".parse().expect("a date");
    let mut times: Vec<(u128, u128)> = (0..7)
        .map(|_| {
            let start = Instant::now();
            let corpus = corpus::load_fronts(&tree, |_| day).expect("the corpus");
            let loaded = start.elapsed().as_micros();
            let items = retention::filed(&corpus);
            assert_eq!(items.len(), 2 * count);
            std::hint::black_box(items);
            (loaded, start.elapsed().as_micros() - loaded)
        })
        .collect();
    times.sort_unstable();
    let (loading, telling) = times[times.len() / 2];
    println!(
        "{count} records and as many tickets: loading {loading} µs, stages {telling} µs (median of {})",
        times.len()
    );
}

/// One document, `count` records and `count` tickets.
fn generate(root: &Path, count: usize) {
    generator::generate(root, 1);
    generator::kept(root, count);
}
