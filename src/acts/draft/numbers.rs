//! The next number, among those that were given.

use super::{DraftRefusal, Request};
use crate::corpus::Corpus;
use crate::model::code::{Code, DocumentId, Shape};

/// The first version of a new number. A number is never given twice (10-format, "Codes").
pub(super) fn document_code(
    corpus: &Corpus,
    kind: &str,
    shape: Shape,
    request: &Request<'_>,
) -> Result<Code, DraftRefusal> {
    let used = |number: u32| {
        corpus
            .document_ids()
            .any(|id| &*id.kind == kind && id.number == number)
            || request
                .taken
                .iter()
                .any(|code| code.kind() == kind && code.number() == number)
    };
    let number = match request.number {
        Some(number) => number,
        None => {
            let tree = corpus
                .document_ids()
                .filter(|id| &*id.kind == kind)
                .map(|id| id.number);
            let past = request
                .taken
                .iter()
                .filter(|code| code.kind() == kind)
                .map(Code::number);
            tree.chain(past).max().unwrap_or(0) + 1
        }
    };
    let code = Code::version_of(
        &DocumentId {
            kind: std::sync::Arc::from(kind),
            number,
        },
        1,
        shape,
    );
    if number == 0 || used(number) {
        return Err(DraftRefusal::NumberTaken(code.stem()));
    }
    Ok(code)
}
