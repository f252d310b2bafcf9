//! The next number of a year, for what is counted anew each year.

use crate::corpus::Corpus;
use crate::model::code::Code;

/// The code after the highest of its kind and year, of those in the tree and those that are taken
/// elsewhere.
pub(super) fn next_of_year(
    corpus: &Corpus,
    kind: &str,
    (year, width): (u32, u8),
    taken: &[Code],
) -> Code {
    let codes = corpus.all_codes();
    let last = codes
        .iter()
        .map(|(code, _)| *code)
        .chain(taken)
        .filter(|code| code.kind() == kind && code.number() == year)
        .map(Code::version)
        .max();
    Code::yearly(kind, year, last.unwrap_or(0) + 1, width)
}
