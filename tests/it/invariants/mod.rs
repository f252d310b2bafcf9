//! What no bytes may break: each invariant is a plain function that panics where it does not hold.
//!
//! The tests run them on the kept inputs and on changed ones (`fuzzing.rs`); the targets in `fuzz/` search for more.

mod edits;
mod entities;
mod foreign;
mod front_matter;
mod objects;
mod packs;
mod phrases;
mod signatures;
mod statements;

use qms::diagnostic::Span;

/// Panics where it does not hold.
pub type Invariant = fn(&[u8]);

/// Every invariant with its name, which is that of its target and of its folder of kept inputs.
pub const ALL: &[(&str, Invariant)] = &[
    ("archives", foreign::archives),
    ("codes", phrases::codes),
    ("commits", objects::commits),
    ("documents", entities::documents),
    ("edits", edits::edits),
    ("front_matter", front_matter::front_matter),
    ("items", edits::items),
    ("keys", signatures::keys),
    ("manifests", foreign::manifests),
    ("packs", packs::packs),
    ("policies", entities::policies),
    ("records", entities::records),
    ("registers", entities::registers),
    ("sheets", foreign::sheets),
    ("signatures", signatures::signatures),
    ("tags", objects::tags),
    ("terms", phrases::terms),
    ("tickets", entities::tickets),
    ("trailers", statements::trailers),
    ("words", phrases::words),
];

/// Runs the invariant of a name.
pub fn hold(name: &str, bytes: &[u8]) {
    let found = ALL.iter().find(|(own, _)| *own == name);
    found.unwrap_or_else(|| panic!("no invariant {name}")).1(bytes);
}

/// A place is part of the text, and cuts no character in two.
#[track_caller]
fn inside(text: &str, span: Span) {
    assert!(
        text.get(span.start..span.end).is_some(),
        "{span:?} is no part of {text:?}"
    );
}
