//! Keys and signatures that anybody may write into a file or a commit.

use qms::repository::{
    Key, KeyKind, Signature, SignatureFormat, Verdict, allowed_signers_line, verify,
};
use std::sync::OnceLock;

/// What the kept signatures were made over.
const PAYLOAD: &[u8] = b"payload";

/// A key reads back from its own text as the same key.
pub fn keys(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    let Ok(key) = Key::parse(text) else { return };
    let own = key.text();
    let back = Key::parse(&own).expect("a key reads its own text");
    assert_eq!(back.text(), own);
    assert_eq!(back.fingerprint(), key.fingerprint());
    assert_eq!(back.kind(), key.kind());
    assert!(!own.contains("PRIVATE"));
    let line = allowed_signers_line("a@example.org", &key, None, Some("20261127"));
    assert_eq!(line.is_some(), key.kind() != KeyKind::OpenPgp);
    if let Some(line) = line {
        assert_eq!(line.lines().count(), 1);
        assert!(line.ends_with(&own));
    }
    key.lives_at(0);
}

fn known() -> &'static [Key] {
    static KEYS: OnceLock<Vec<Key>> = OnceLock::new();
    KEYS.get_or_init(|| {
        [
            include_str!("known/ed25519.pub"),
            include_str!("known/nistp256.pub"),
            include_str!("known/rsa.pub"),
            include_str!("known/openpgp.asc"),
        ]
        .map(|text| Key::parse(text).expect("a known key"))
        .into()
    })
}

/// A signature is good over what was signed and nothing else, with the key that made it and no other.
pub fn signatures(bytes: &[u8]) {
    let signature = Signature {
        format: SignatureFormat::of(bytes),
        armor: bytes.to_vec(),
    };
    let keys: Vec<&Key> = known().iter().collect();
    let others = |verdict: &Verdict| !matches!(verdict, Verdict::Good { .. });
    match verify(&signature, PAYLOAD, &keys) {
        Verdict::Good { key } => {
            assert_eq!(verify(&signature, b"Payload", &keys), Verdict::Bad);
            assert_eq!(
                verify(&signature, PAYLOAD, &[keys[key]]),
                Verdict::Good { key: 0 }
            );
            let rest: Vec<&Key> = (0..keys.len())
                .filter(|at| *at != key)
                .map(|at| keys[at])
                .collect();
            assert!(matches!(
                verify(&signature, PAYLOAD, &rest),
                Verdict::UnknownKey { .. }
            ));
        }
        verdict => assert!(
            others(&verify(&signature, b"Payload", &keys)),
            "{verdict:?}"
        ),
    }
    assert!(others(&verify(&signature, PAYLOAD, &[])));
}
