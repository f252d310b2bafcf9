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
        let mut out = [0; 32];
        read_hex(text.strip_prefix("sha256:").ok_or(())?, &mut out)?;
        Ok(Digest(out))
    }
}

/// A SHA-512 over all objects of a commit, the seal of an audit snapshot.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Seal(pub [u8; 64]);

impl fmt::Display for Seal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex(&self.0))
    }
}

impl fmt::Debug for Seal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Seal {
    type Err = ();

    /// Reads 128 lower-case hex digits, nothing else.
    fn from_str(text: &str) -> Result<Self, ()> {
        let mut out = [0; 64];
        read_hex(text, &mut out)?;
        Ok(Seal(out))
    }
}

/// Reads lower-case hex digits, exactly as many as there is room for.
fn read_hex(digits: &str, out: &mut [u8]) -> Result<(), ()> {
    let digit = |byte: &u8| match byte {
        b'0'..=b'9' => Ok(byte - b'0'),
        b'a'..=b'f' => Ok(byte - b'a' + 10),
        _ => Err(()),
    };
    if digits.len() != out.len() * 2 {
        return Err(());
    }
    for (byte, pair) in out.iter_mut().zip(digits.as_bytes().chunks_exact(2)) {
        if let [high, low] = pair {
            *byte = digit(high)? << 4 | digit(low)?;
        }
    }
    Ok(())
}
