//! Commits and tags: what was signed is the bytes without the signature, and nothing is lost between.

use qms::repository::{CommitId, Malformation, RawCommit, RawTag, TagId};

/// The names that the bytes are read under: one of each hash function.
fn names() -> [String; 2] {
    ["0".repeat(40), "0".repeat(64)]
}

/// Splits as the reader must, by lines alone.
pub fn commits(bytes: &[u8]) {
    for name in names() {
        let id: CommitId = name.parse().expect("a name");
        let Some(commit) = RawCommit::split(id, bytes) else {
            continue;
        };
        let end = bytes.windows(2).position(|pair| pair == b"\n\n");
        let (head, rest) = bytes.split_at(end.map_or(bytes.len(), |end| end + 1));
        assert_eq!(commit.message, rest.get(1..).unwrap_or_default());
        let (mut payload, mut signatures) = (Vec::new(), Vec::<Vec<u8>>::new());
        let mut signs = false;
        for line in head.split_inclusive(|byte| *byte == b'\n') {
            let goes_on = line.starts_with(b" ");
            if !goes_on {
                signs = line.starts_with(b"gpgsig ") || line.starts_with(b"gpgsig-sha256 ");
            }
            match (signs, goes_on) {
                (false, _) => payload.extend_from_slice(line),
                (true, false) => {
                    let at = line.iter().position(|byte| *byte == b' ').unwrap_or(0);
                    signatures.push(line[at + 1..].to_vec());
                }
                (true, true) => {
                    let signature = signatures.last_mut().expect("a header that goes on");
                    signature.extend_from_slice(&line[1..]);
                }
            }
        }
        payload.extend_from_slice(rest);
        assert_eq!(
            commit.payload,
            payload,
            "{:?}",
            String::from_utf8_lossy(bytes)
        );
        if let Some(signature) = &commit.signature {
            let armor = [signature.armor.as_slice(), b"\n"].concat();
            let stands = |own: &Vec<u8>| *own == armor || *own == signature.armor;
            assert!(signatures.iter().any(stands), "{signatures:?}");
        }
        if commit.malformed.is_empty() {
            assert!(signatures.len() <= 1 && !bytes.contains(&0));
            assert_eq!(signatures.len(), usize::from(commit.signature.is_some()));
            let mut expected = format!("tree {}\n", commit.tree);
            for parent in &commit.parents {
                expected.push_str(&format!("parent {parent}\n"));
            }
            expected.push_str("author ");
            assert!(bytes.starts_with(expected.as_bytes()));
            assert!(commit.author.offset.abs() <= 99 * 60 + 99);
        }
        // What was signed is a commit of its own, which nobody signed.
        let signed = RawCommit::split(id, &commit.payload).expect("a commit without its signature");
        assert_eq!(signed.signature, None);
        assert_eq!(signed.payload, commit.payload);
        assert_eq!(
            (signed.tree, &signed.message),
            (commit.tree, &commit.message)
        );
    }
}

/// Payload and signature are the whole tag.
pub fn tags(bytes: &[u8]) {
    for name in names() {
        let id: TagId = name.parse().expect("a name");
        let Some(tag) = RawTag::split(id, bytes) else {
            continue;
        };
        let armor = tag
            .signature
            .as_ref()
            .map(|signature| signature.armor.as_slice());
        assert_eq!(
            [tag.payload.as_slice(), armor.unwrap_or_default()].concat(),
            bytes
        );
        assert!(tag.payload.ends_with(&tag.message));
        if tag.malformed.is_empty() {
            let head = format!("\ntag {}\ntagger ", tag.name);
            let head = head.as_bytes();
            assert!(bytes.windows(head.len()).any(|part| part == head));
            assert!(bytes.starts_with(b"object "));
        }
        let signed = RawTag::split(id, &tag.payload).expect("a tag without its signature");
        assert_eq!((signed.target, signed.name), (tag.target, tag.name));
        if !tag.malformed.contains(&Malformation::TwoSignatures) {
            assert_eq!((signed.signature, signed.message), (None, tag.message));
        }
    }
}
