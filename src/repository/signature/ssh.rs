//! SSH keys and the signatures that `ssh-keygen -Y sign` makes.

use ssh_key::encoding::Decode;
use ssh_key::public::KeyData;
use ssh_key::{Algorithm, HashAlg, PublicKey, SshSig};

use super::{KeyDefect, Verdict, armor};

/// What git signs commits and tags under; a signature made for another purpose proves nothing here.
const NAMESPACE: &str = "git";
const RSA_BITS: u32 = 2048;
/// The flag of a token's signature that says that somebody touched it.
const USER_PRESENT: u8 = 1;
/// Flags and counter at the end of a token's signature.
const TOKEN_TRAILER: usize = 5;

const ALGORITHMS: [&str; 7] = [
    "ssh-ed25519",
    "ssh-rsa",
    "ecdsa-sha2-nistp256",
    "ecdsa-sha2-nistp384",
    "ecdsa-sha2-nistp521",
    "sk-ssh-ed25519@openssh.com",
    "sk-ecdsa-sha2-nistp256@openssh.com",
];

/// An SSH public key.
#[derive(Debug, Clone)]
pub(super) struct SshKey {
    data: KeyData,
    line: String,
}

impl SshKey {
    /// Reads `algorithm base64 comment`.
    pub(super) fn parse(text: &str) -> Result<SshKey, KeyDefect> {
        if text.lines().count() != 1 {
            return Err(KeyDefect::Several);
        }
        let mut words = text.split_ascii_whitespace();
        let algorithm = words.next().unwrap_or_default();
        if algorithm == "ssh-dss" {
            return Err(KeyDefect::Weak {
                algorithm: "ssh-dss".to_owned(),
                bits: 1024,
            });
        }
        // Options and principals stand before the algorithm, certificates have one of their own: both fall here.
        if !ALGORITHMS.contains(&algorithm) {
            return Err(KeyDefect::Unsupported(algorithm.chars().take(80).collect()));
        }
        let Some(blob) = words.next() else {
            return Err(KeyDefect::Malformed(algorithm.to_owned()));
        };
        let malformed = |_| KeyDefect::Malformed(algorithm.to_owned());
        if armor::base64(blob.as_bytes()).is_none() {
            return Err(KeyDefect::Malformed(algorithm.to_owned()));
        }
        let line = format!("{algorithm} {blob}");
        let data = PublicKey::from_openssh(&line)
            .map_err(malformed)?
            .key_data()
            .clone();
        if let KeyData::Rsa(rsa) = &data {
            let exponent = rsa.e().as_positive_bytes().unwrap_or_default();
            let odd = exponent.last().is_some_and(|byte| byte & 1 == 1);
            if rsa.key_size() < RSA_BITS || !odd || exponent == [1] {
                return Err(KeyDefect::Weak {
                    algorithm: algorithm.to_owned(),
                    bits: rsa.key_size(),
                });
            }
            if rsa.key_size() > 8192 {
                return Err(KeyDefect::Unsupported(format!(
                    "{algorithm} {}",
                    rsa.key_size()
                )));
            }
        }
        Ok(SshKey { data, line })
    }

    /// `SHA256:…`
    pub(super) fn fingerprint(&self) -> String {
        self.data.fingerprint(HashAlg::Sha256).to_string()
    }

    /// Algorithm and key, without the comment.
    pub(super) fn line(&self) -> &str {
        &self.line
    }

    /// Whether the key lives on a token.
    pub(super) fn is_token(&self) -> bool {
        matches!(
            self.data,
            KeyData::SkEd25519(_) | KeyData::SkEcdsaSha2NistP256(_)
        )
    }
}

/// Judges one signature.
pub(super) fn verify<'a>(
    text: &[u8],
    payload: &[u8],
    known: impl Iterator<Item = (usize, &'a SshKey)>,
) -> Verdict {
    let Some(bytes) = armor::ssh_bytes(text) else {
        return Verdict::Malformed("armour");
    };
    let mut rest = bytes.as_slice();
    let signature = match SshSig::decode(&mut rest) {
        Ok(signature) if rest.is_empty() => signature,
        Ok(_) => return Verdict::Malformed("bytes after the signature"),
        Err(_) => return Verdict::Malformed("signature"),
    };
    if signature.version() != SshSig::VERSION {
        return Verdict::Unsupported("version");
    }
    if signature.namespace() != NAMESPACE {
        return Verdict::Unsupported("namespace");
    }
    if !signature.reserved().is_empty() {
        return Verdict::Malformed("reserved field");
    }
    if let Some(refusal) = refused(&signature) {
        return refusal;
    }
    let data = signature.public_key();
    let Some((at, key)) = { known }.find(|(_, key)| key.data == *data) else {
        return Verdict::UnknownKey {
            fingerprint: data.fingerprint(HashAlg::Sha256).to_string(),
        };
    };
    match PublicKey::from(key.data.clone()).verify(NAMESPACE, payload, &signature) {
        Ok(()) => Verdict::Good { key: at },
        Err(_) => Verdict::Bad,
    }
}

/// Algorithms and forms that are refused whoever signed.
fn refused(signature: &SshSig) -> Option<Verdict> {
    let bytes = signature.signature_bytes();
    match (signature.public_key(), signature.algorithm()) {
        (KeyData::Ed25519(_), Algorithm::Ed25519)
        | (KeyData::Ecdsa(_), Algorithm::Ecdsa { .. }) => None,
        (
            KeyData::Rsa(_),
            Algorithm::Rsa {
                hash: Some(HashAlg::Sha256 | HashAlg::Sha512),
            },
        ) => None,
        (KeyData::Rsa(_), Algorithm::Rsa { .. }) => Some(Verdict::Unsupported("SHA-1")),
        (KeyData::SkEd25519(_), Algorithm::SkEd25519)
        | (KeyData::SkEcdsaSha2NistP256(_), Algorithm::SkEcdsaSha2NistP256) => {
            let flags = bytes
                .len()
                .checked_sub(TOKEN_TRAILER)
                .map_or(0, |at| bytes[at]);
            (flags & USER_PRESENT == 0).then_some(Verdict::Unsupported("token without touch"))
        }
        (KeyData::Certificate(_), _) => Some(Verdict::Unsupported("certificate")),
        (KeyData::Dsa(_), _) => Some(Verdict::Unsupported("DSA")),
        _ => Some(Verdict::Malformed("algorithm")),
    }
}
