//! OpenPGP certificates and the detached signatures that gpg makes.
//!
//! The library checks mathematics; which key may sign, until when, and what revokes it, is decided here.

use pgp::composed::{Deserializable, DetachedSignature, SignedPublicKey};
use pgp::packet::{Signature, SignatureType};
use pgp::types::KeyDetails;

use super::signers::{Signer, digits, hex, signers, strength, strong};
use super::{KeyDefect, Verdict};

const KEY_BEGIN: &str = "-----BEGIN PGP PUBLIC KEY BLOCK-----";
const KEY_END: &str = "-----END PGP PUBLIC KEY BLOCK-----";
const SIGNATURE_BEGIN: &str = "-----BEGIN PGP SIGNATURE-----";
const SIGNATURE_END: &str = "-----END PGP SIGNATURE-----";

/// A certificate with what its own signatures say, worked out once.
#[derive(Debug, Clone)]
pub(super) struct Certificate {
    key: SignedPublicKey,
    text: String,
    signers: Vec<Signer>,
}

impl Certificate {
    /// Reads one armoured certificate.
    pub(super) fn parse(text: &str) -> Result<Certificate, KeyDefect> {
        if text.matches("-----BEGIN").count() > 1 {
            return Err(KeyDefect::Several);
        }
        if !text.starts_with(KEY_BEGIN) || !text.ends_with(KEY_END) {
            return Err(KeyDefect::Malformed("armour".to_owned()));
        }
        let malformed = |error: pgp::errors::Error| KeyDefect::Malformed(error.to_string());
        let (mut keys, _) = SignedPublicKey::from_armor_many(text.as_bytes()).map_err(malformed)?;
        let key = keys.next().ok_or(KeyDefect::Empty)?.map_err(malformed)?;
        if keys.next().is_some() {
            return Err(KeyDefect::Several);
        }
        strength(key.primary_key.public_params())?;
        let signers = signers(&key);
        if signers.is_empty() {
            return Err(KeyDefect::Unsupported(
                "no key that may sign, by a signature stronger than SHA-1".to_owned(),
            ));
        }
        Ok(Certificate {
            key,
            text: text.to_owned(),
            signers,
        })
    }

    /// Of the primary key.
    pub(super) fn fingerprint(&self) -> String {
        hex(&self.key.fingerprint())
    }

    /// Whether some key of it still signs at a time, seconds since 1970.
    pub(super) fn lives_at(&self, seconds: i64) -> bool {
        let at = u64::try_from(seconds).unwrap_or_default();
        self.signers
            .iter()
            .any(|signer| signer.expires.is_none_or(|end| at < end))
    }

    /// As it was given.
    pub(super) fn text(&self) -> &str {
        &self.text
    }
}

/// Judges one signature.
pub(super) fn verify<'a>(
    text: &[u8],
    payload: &[u8],
    known: impl Iterator<Item = (usize, &'a Certificate)>,
) -> Verdict {
    let Some(signature) = read_signature(text) else {
        return Verdict::Malformed("armour");
    };
    let Some(config) = signature.config() else {
        return Verdict::Unsupported("version");
    };
    if config.typ() != SignatureType::Binary {
        return Verdict::Unsupported("type");
    }
    if !strong(config.hash_alg) {
        return Verdict::Unsupported("hash");
    }
    let Some(made) = signature.created() else {
        return Verdict::Malformed("no time");
    };
    let made = u64::from(made.as_secs());
    if signature
        .signature_expiration_time()
        .is_some_and(|time| time.as_secs() > 0)
    {
        return Verdict::Unsupported("signature that expires");
    }
    let issuer = match signature.issuer_fingerprint().first() {
        Some(fingerprint) => hex(fingerprint),
        None => signature
            .issuer_key_id()
            .first()
            .map(|id| digits(id.as_ref()))
            .unwrap_or_default(),
    };
    for (at, certificate) in known {
        let Some(signer) = certificate
            .signers
            .iter()
            .find(|signer| signer.fingerprint == issuer || signer.key_id == issuer)
        else {
            continue;
        };
        let sound = match signer.subkey {
            None => signature.verify(&certificate.key.primary_key, payload),
            Some(place) => signature.verify(&certificate.key.public_subkeys[place].key, payload),
        };
        return if sound.is_err() {
            Verdict::Bad
        } else if signer.revoked.is_some_and(|from| made >= from) {
            Verdict::Revoked { key: at }
        } else if made < signer.created || signer.expires.is_some_and(|end| made >= end) {
            Verdict::Expired { key: at }
        } else {
            Verdict::Good { key: at }
        };
    }
    Verdict::UnknownKey {
        fingerprint: issuer,
    }
}

fn read_signature(text: &[u8]) -> Option<Signature> {
    let text = std::str::from_utf8(text).ok()?;
    let text = text.strip_suffix('\n').unwrap_or(text);
    let sound = text.starts_with(SIGNATURE_BEGIN) && text.ends_with(SIGNATURE_END);
    if !sound || text.matches("-----BEGIN").count() != 1 {
        return None;
    }
    let (mut found, _) = DetachedSignature::from_armor_many(text.as_bytes()).ok()?;
    let first = found.next()?.ok()?;
    // Two signatures in one armour: it is not said which one counts.
    found.next().is_none().then_some(first.signature)
}
