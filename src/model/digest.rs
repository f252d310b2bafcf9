//! The digest that an act signs (30-trust): SHA-256 over what does not belong to the workflow.

use std::fmt;
use std::str::FromStr;

/// A SHA-256 digest.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest(pub [u8; 32]);

impl Digest {
    /// The first 16 hex digits: the `empreinte` of a workflow entry (10-format).
    pub fn short(&self) -> String {
        hex(&self.0[..8])
    }

    /// Whether `empreinte` is that of this digest.
    pub fn matches(&self, short: &str) -> bool {
        // Asked for every entry of every document: no text is built for it.
        short.len() == 16
            && short
                .bytes()
                .zip(nibbles(&self.0))
                .all(|(digit, nibble)| digit == DIGITS[usize::from(nibble)])
    }
}

const DIGITS: &[u8; 16] = b"0123456789abcdef";

fn nibbles(bytes: &[u8]) -> impl Iterator<Item = u8> {
    bytes.iter().flat_map(|byte| [byte >> 4, byte & 15])
}

fn hex(bytes: &[u8]) -> String {
    nibbles(bytes)
        .map(|nibble| char::from(DIGITS[usize::from(nibble)]))
        .collect()
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "sha256:{}", hex(&self.0))
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Digest {
    type Err = ();

    /// Reads `sha256:` and 64 lower-case hex digits, nothing else.
    fn from_str(text: &str) -> Result<Self, ()> {
        let digits = text.strip_prefix("sha256:").ok_or(())?;
        if digits.len() != 64
            || !digits
                .bytes()
                .all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
        {
            return Err(());
        }
        let mut out = [0; 32];
        for (byte, pair) in out.iter_mut().zip(digits.as_bytes().chunks_exact(2)) {
            let text = std::str::from_utf8(pair).map_err(|_| ())?;
            *byte = u8::from_str_radix(text, 16).map_err(|_| ())?;
        }
        Ok(Digest(out))
    }
}
