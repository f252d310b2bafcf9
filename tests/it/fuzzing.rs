//! The invariants on every kept input, and on inputs made of them; `fuzz/README.md` says how to search for more.

use crate::invariants;
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::{Config, TestRunner};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// One test for each invariant, named as it is.
macro_rules! each {
    ($($name:ident)*) => {
        $(
            #[test]
            fn $name() {
                check(stringify!($name));
            }
        )*
        const TESTED: &[&str] = &[$(stringify!($name)),*];
    };
}

each! {
    archives codes commits documents edits front_matter items keys manifests packs policies records registers sheets
    signatures tags terms tickets trailers words
}

fn fuzz(below: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("fuzz")
        .join(below)
}

/// The kept inputs of a target, sorted by name.
fn corpus(name: &str) -> Vec<Vec<u8>> {
    let folder = fuzz("corpus").join(name);
    let entries =
        fs::read_dir(&folder).unwrap_or_else(|_| panic!("{} is a folder", folder.display()));
    let mut paths: Vec<PathBuf> = entries
        .map(|entry| entry.expect("an entry").path())
        .collect();
    paths.sort();
    assert!(!paths.is_empty(), "{} holds inputs", folder.display());
    let read = |path: PathBuf| fs::read(path).expect("a kept input");
    paths.into_iter().map(read).collect()
}

/// One change of an input.
#[derive(Debug, Clone)]
enum Change {
    Put(Index, Vec<u8>),
    Set(Index, u8),
    Cut(Index, u8),
    Repeat(Index, u8),
    /// What begins there in another input.
    Take(Index, Index, Index, u8),
}

fn change() -> impl Strategy<Value = Change> {
    const WORDS: [&str; 26] = [
        "\n",
        "\r\n",
        "\n\n",
        " ",
        "  - ",
        ": ",
        "{",
        "}",
        "[",
        "]",
        ", ",
        "\"",
        "'",
        "#",
        "---\n",
        "|\n",
        "é",
        "e\u{301}",
        "\u{a0}",
        "\u{202e}",
        "\0",
        "-",
        "0",
        "99999999999",
        "Qms-",
        "gpgsig ",
    ];
    let word = prop::sample::select(WORDS.as_slice()).prop_map(|word| word.as_bytes().to_vec());
    let bytes = prop::collection::vec(any::<u8>(), 1..4);
    let put = (any::<Index>(), prop_oneof![3 => word, 1 => bytes]);
    prop_oneof![
        3 => put.prop_map(|(at, bytes)| Change::Put(at, bytes)),
        1 => any::<(Index, u8)>().prop_map(|(at, byte)| Change::Set(at, byte)),
        2 => any::<(Index, u8)>().prop_map(|(at, length)| Change::Cut(at, length)),
        1 => any::<(Index, u8)>().prop_map(|(at, length)| Change::Repeat(at, length)),
        1 => any::<(Index, Index, Index, u8)>().prop_map(|(at, from, start, length)| Change::Take(at, from, start, length)),
    ]
}

fn changed(corpus: &[Vec<u8>], mut bytes: Vec<u8>, changes: &[Change]) -> Vec<u8> {
    let part =
        |bytes: &[u8], at: usize, length: u8| at..(at + usize::from(length)).min(bytes.len());
    for change in changes {
        let place = |index: &Index| index.index(bytes.len() + 1);
        match change {
            Change::Put(at, more) => {
                let at = place(at);
                bytes.splice(at..at, more.iter().copied());
            }
            Change::Set(at, byte) => {
                let at = place(at);
                bytes.get_mut(at).into_iter().for_each(|old| *old = *byte);
            }
            Change::Cut(at, length) => drop(bytes.drain(part(&bytes, place(at), *length))),
            Change::Repeat(at, length) => {
                let part = part(&bytes, place(at), *length);
                let (end, again) = (part.end, bytes[part].to_vec());
                bytes.splice(end..end, again);
            }
            Change::Take(at, from, start, length) => {
                let (at, other) = (place(at), from.get(corpus));
                let taken = &other[part(other, start.index(other.len() + 1), *length)];
                bytes.splice(at..at, taken.iter().copied());
            }
        }
    }
    bytes
}

/// Holds an invariant on every kept input, on changed ones, and on bytes of no form; always the same ones.
fn check(name: &str) {
    let corpus = corpus(name);
    for input in &corpus {
        invariants::hold(name, input);
    }
    let config = Config {
        cases: 150,
        failure_persistence: None,
        max_shrink_iters: 2000,
        ..Config::default()
    };
    let mut runner = TestRunner::new_with_rng(config, TestRunner::deterministic().new_rng());
    let from_kept = (any::<Index>(), prop::collection::vec(change(), 1..5))
        .prop_map(|(which, changes)| changed(&corpus, which.get(&corpus).clone(), &changes));
    let inputs = prop_oneof![
        8 => from_kept,
        1 => prop::collection::vec(any::<u8>(), 0..100),
        1 => ".{0,60}".prop_map(String::into_bytes),
    ];
    let result = runner.run(&inputs, |bytes| {
        invariants::hold(name, &bytes);
        Ok(())
    });
    if let Err(failure) = result {
        panic!("{name}: {failure}");
    }
}

#[test]
fn every_target_has_its_file_its_kept_inputs_and_its_property() {
    let manifest = fs::read_to_string(fuzz("Cargo.toml")).expect("the manifest of the targets");
    let targets: BTreeSet<&str> = manifest
        .split("[[bin]]")
        .skip(1)
        .map(|entry| {
            let name = entry
                .split("name = \"")
                .nth(1)
                .and_then(|rest| rest.split('"').next());
            let name = name.expect("a target has a name");
            assert!(
                entry.contains(&format!("path = \"fuzz_targets/{name}.rs\"")),
                "{entry}"
            );
            name
        })
        .collect();
    let file = |name: &str| {
        let text = fs::read_to_string(fuzz("fuzz_targets").join(name).with_extension("rs"));
        text.unwrap_or_else(|_| panic!("{name} has no file"))
    };
    for name in &targets {
        assert!(
            file(name).contains(&format!("\"{name}\"")),
            "{name} runs something else"
        );
    }
    let listed = |folder: &str| -> BTreeSet<String> {
        let entries = fs::read_dir(fuzz(folder)).expect("a folder of the targets");
        let stem = |path: PathBuf| {
            path.file_stem()
                .expect("a name")
                .to_string_lossy()
                .into_owned()
        };
        entries
            .map(|entry| stem(entry.expect("an entry").path()))
            .collect()
    };
    let all: BTreeSet<&str> = invariants::ALL.iter().map(|(name, _)| *name).collect();
    assert_eq!(targets, all, "targets and invariants");
    assert_eq!(
        TESTED.iter().copied().collect::<BTreeSet<_>>(),
        all,
        "tests and invariants"
    );
    for folder in ["fuzz_targets", "corpus"] {
        assert_eq!(
            listed(folder),
            all.iter().map(|name| (*name).to_owned()).collect(),
            "{folder}"
        );
    }
}
