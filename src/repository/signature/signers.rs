//! Which keys of an OpenPGP certificate may sign, from when to when.

use pgp::composed::SignedPublicKey;
use pgp::crypto::hash::HashAlgorithm;
use pgp::packet::{RevocationCode, Signature, SignatureType, SubpacketData};
use pgp::ser::Serialize;
use pgp::types::{KeyDetails, PublicParams, Tag};

use super::KeyDefect;

/// A key of the certificate that may sign.
#[derive(Debug, Clone)]
pub(super) struct Signer {
    /// `None` for the primary key, else the place among the subkeys.
    pub(super) subkey: Option<usize>,
    pub(super) fingerprint: String,
    pub(super) key_id: String,
    pub(super) created: u64,
    /// The first second in which it no longer signs.
    pub(super) expires: Option<u64>,
    /// From when on it is revoked; 0 for a compromise, which takes back all.
    pub(super) revoked: Option<u64>,
}

/// The keys that may sign, as the certificate's own signatures say.
pub(super) fn signers(key: &SignedPublicKey) -> Vec<Signer> {
    let primary = &key.primary_key;
    let own: Vec<&Signature> = self_signatures(key);
    let Some(newest) = own.iter().max_by_key(|signature| seconds(signature)) else {
        return Vec::new();
    };
    let created = u64::from(primary.created_at().as_secs());
    let revoked = revocation(
        key.details
            .revocation_signatures
            .iter()
            .filter(|s| s.verify_key(primary).is_ok()),
    );
    let mut found = Vec::new();
    if may_sign(newest) != Some(false) {
        found.push(Signer {
            subkey: None,
            fingerprint: hex(&primary.fingerprint()),
            key_id: digits(primary.legacy_key_id().as_ref()),
            created,
            expires: expiry(created, newest),
            revoked,
        });
    }
    for (place, subkey) in key.public_subkeys.iter().enumerate() {
        let bound = subkey
            .signatures
            .iter()
            .filter(|s| s.verify_subkey_binding(primary, &subkey.key).is_ok());
        let (bindings, revocations): (Vec<_>, Vec<_>) =
            bound.partition(|s| s.typ() == Some(SignatureType::SubkeyBinding));
        let strong_binding = bindings
            .into_iter()
            .filter(|s| s.hash_alg().is_some_and(strong));
        let Some(binding) = strong_binding.max_by_key(|signature| seconds(signature)) else {
            continue;
        };
        // The subkey must have agreed: else somebody could bind another person's key to their own.
        let agreed = binding.embedded_signature().is_some_and(|back| {
            back.hash_alg().is_some_and(strong)
                && back
                    .verify_primary_key_binding(&subkey.key, primary)
                    .is_ok()
        });
        if may_sign(binding) != Some(true)
            || !agreed
            || strength(subkey.key.public_params()).is_err()
        {
            continue;
        }
        let made = u64::from(subkey.key.created_at().as_secs());
        let ends = [expiry(created, newest), expiry(made, binding)]
            .into_iter()
            .flatten()
            .min();
        let revoked = [revoked, revocation(revocations.into_iter())]
            .into_iter()
            .flatten()
            .min();
        found.push(Signer {
            subkey: Some(place),
            fingerprint: hex(&subkey.key.fingerprint()),
            key_id: digits(subkey.key.legacy_key_id().as_ref()),
            created: made,
            expires: ends,
            revoked,
        });
    }
    found
}

/// What the certificate's owner says of it, by a hash that cannot be forged.
fn self_signatures(key: &SignedPublicKey) -> Vec<&Signature> {
    let primary = &key.primary_key;
    let direct = key
        .details
        .direct_signatures
        .iter()
        .filter(|s| s.typ() == Some(SignatureType::Key) && s.verify_key(primary).is_ok());
    let users = key.details.users.iter().flat_map(|user| {
        user.signatures.iter().filter(move |s| {
            let certifies = s.is_certification() && s.typ() != Some(SignatureType::CertRevocation);
            certifies
                && s.verify_certification(primary, Tag::UserId, &user.id)
                    .is_ok()
        })
    });
    direct
        .chain(users)
        .filter(|signature| signature.hash_alg().is_some_and(strong))
        .collect()
}

fn may_sign(signature: &Signature) -> Option<bool> {
    let said = signature
        .config()?
        .hashed_subpackets()
        .any(|packet| matches!(packet.data, SubpacketData::KeyFlags(_)));
    said.then(|| signature.key_flags().sign())
}

fn expiry(created: u64, signature: &Signature) -> Option<u64> {
    let life = signature.key_expiration_time()?.as_secs();
    (life > 0).then(|| created + u64::from(life))
}

/// From when on: a key that was retired or superseded keeps what it signed before, one that leaked keeps nothing.
fn revocation<'a>(signatures: impl Iterator<Item = &'a Signature>) -> Option<u64> {
    signatures
        .map(|signature| match signature.revocation_reason_code() {
            Some(RevocationCode::KeySuperseded | RevocationCode::KeyRetired) => seconds(signature),
            _ => 0,
        })
        .min()
}

/// Refuses keys that can be forged.
pub(super) fn strength(params: &PublicParams) -> Result<(), KeyDefect> {
    let unsupported = |name: &str| Err(KeyDefect::Unsupported(name.to_owned()));
    match params {
        PublicParams::RSA(rsa) => {
            // The first number of the key's own encoding is preceded by its length in bits.
            let bytes = rsa.to_bytes().unwrap_or_default();
            let bits = bytes
                .first_chunk()
                .map_or(0, |length| u32::from(u16::from_be_bytes(*length)));
            match bits < 2048 {
                true => Err(KeyDefect::Weak {
                    algorithm: "RSA".to_owned(),
                    bits,
                }),
                false => Ok(()),
            }
        }
        PublicParams::DSA(_) => Err(KeyDefect::Weak {
            algorithm: "DSA".to_owned(),
            bits: 0,
        }),
        PublicParams::ECDSA(_)
        | PublicParams::EdDSALegacy(_)
        | PublicParams::Ed25519(_)
        | PublicParams::Ed448(_) => Ok(()),
        PublicParams::Elgamal(_) => unsupported("Elgamal"),
        _ => unsupported("algorithm that does not sign"),
    }
}

/// Whether a hash cannot be forged.
pub(super) fn strong(hash: HashAlgorithm) -> bool {
    use HashAlgorithm::{Sha3_256, Sha3_512, Sha256, Sha384, Sha512};
    matches!(hash, Sha256 | Sha384 | Sha512 | Sha3_256 | Sha3_512)
}

fn seconds(signature: &Signature) -> u64 {
    signature
        .created()
        .map_or(0, |time| u64::from(time.as_secs()))
}

/// Upper-case digits.
pub(super) fn hex(fingerprint: &pgp::types::Fingerprint) -> String {
    digits(fingerprint.as_bytes())
}

/// Upper-case digits.
pub(super) fn digits(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02X}")).collect()
}
