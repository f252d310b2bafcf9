//! The digest that an act signs: a file without what acts write into it.

use super::workflow::blocks_in;
use crate::model::digest::Digest;
use sha2::{Digest as _, Sha256};

/// The digest of a controlled file: CRLF read as LF, workflow blocks left out.
pub fn digest(bytes: &[u8]) -> Digest {
    let mut hasher = Sha256::new();
    let mut at = 0;
    for block in blocks_in(bytes) {
        feed(
            &mut hasher,
            bytes.get(at..block.span.start).unwrap_or_default(),
        );
        at = block.span.end;
    }
    feed(&mut hasher, bytes.get(at..).unwrap_or_default());
    Digest(hasher.finalize().into())
}

/// The digest of bytes as they are: images, manifests.
pub fn raw(bytes: &[u8]) -> Digest {
    Digest(Sha256::digest(bytes).into())
}

/// Feeds bytes with CRLF as LF; a lone CR stays. Blocks end at line ends, so that no CRLF is ever
/// cut in two.
fn feed(hasher: &mut Sha256, bytes: &[u8]) {
    let mut from = 0;
    for at in memchr::memchr_iter(b'\r', bytes) {
        if bytes.get(at + 1) == Some(&b'\n') {
            hasher.update(bytes.get(from..at).unwrap_or_default());
            from = at + 1;
        }
    }
    hasher.update(bytes.get(from..).unwrap_or_default());
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    macro_rules! vector {
        ($name:literal) => {
            (
                $name,
                include_bytes!(concat!("../../tests/digest-vectors/", $name)).as_slice(),
            )
        };
    }

    #[test]
    fn the_published_vectors_hold() {
        let files = [
            vector!("01-plain.md"),
            vector!("02-crlf.md"),
            vector!("03-workflow-keys.md"),
            vector!("04-workflow-keys-crlf.md"),
            vector!("05-block-in-the-middle.md"),
            vector!("06-comment-between-blocks.md"),
            vector!("07-body-looks-like-a-key.md"),
            vector!("08-no-final-newline.md"),
            vector!("09-three-dashes-in-body.md"),
            vector!("10-lone-cr-kept.md"),
        ];
        let list = include_str!("../../tests/digest-vectors/digests.txt");
        assert_eq!(list.lines().count(), files.len());
        for line in list.lines() {
            let (expected, name) = line.split_once("  ").expect("a digest, two spaces, a name");
            let (_, bytes) = files
                .iter()
                .find(|(known, _)| *known == name)
                .expect("every vector is read");
            assert_eq!(digest(bytes).to_string(), expected, "{name}");
        }
    }

    #[test]
    fn a_digest_reads_back() {
        let one = digest(b"a");
        assert_eq!(one.to_string().parse(), Ok(one));
        assert!(one.to_string()[7..].starts_with(&one.short()) && one.short().len() == 16);
        assert_eq!(one.to_string().to_uppercase().parse::<Digest>(), Err(()));
    }

    proptest! {
        #[test]
        fn line_endings_never_count(text in "(---\n)?([a-c:\\- ]{0,8}\n|validations:\n|gel: a\n|---\n|  - x\n|- y\n){0,12}") {
            prop_assert_eq!(digest(text.as_bytes()), digest(text.replace('\n', "\r\n").as_bytes()));
        }
    }
}
