//! The text around a signature, read strictly: one signature has one text.

/// The first line of an SSH signature.
pub(super) const SSH_BEGIN: &[u8] = b"-----BEGIN SSH SIGNATURE-----\n";
const SSH_END: &[u8] = b"-----END SSH SIGNATURE-----";

/// ssh-keygen writes 70 characters a line, other programs 64 or 76.
const LONGEST_LINE: usize = 76;

/// The bytes inside the armour of an SSH signature: all lines equally long but the last, nothing before or after.
pub(super) fn ssh_bytes(armor: &[u8]) -> Option<Vec<u8>> {
    let body = armor.strip_prefix(SSH_BEGIN)?;
    let body = body
        .strip_suffix(b"\n")
        .unwrap_or(body)
        .strip_suffix(SSH_END)?
        .strip_suffix(b"\n")?;
    let lines: Vec<&[u8]> = body.split(|byte| *byte == b'\n').collect();
    let width = lines.first()?.len();
    let (last, full) = lines.split_last()?;
    let even =
        full.iter().all(|line| line.len() == width) && !last.is_empty() && last.len() <= width;
    if width > LONGEST_LINE || !even {
        return None;
    }
    base64(&lines.concat())
}

/// Standard base64 with its padding, in the one form that an encoder writes.
pub(super) fn base64(text: &[u8]) -> Option<Vec<u8>> {
    if text.is_empty() || !text.len().is_multiple_of(4) {
        return None;
    }
    let padding = text.iter().rev().take_while(|byte| **byte == b'=').count();
    if padding > 2 {
        return None;
    }
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let (mut bits, mut held) = (0u32, 0u32);
    for byte in &text[..text.len() - padding] {
        bits = bits << 6 | u32::from(digit(*byte)?);
        held += 6;
        if held >= 8 {
            held -= 8;
            bytes.push((bits >> held) as u8);
            bits &= (1 << held) - 1;
        }
    }
    // Bits that encode nothing must be zero, else several texts have one meaning.
    (bits == 0).then_some(bytes)
}

fn digit(byte: u8) -> Option<u8> {
    match byte {
        b'A'..=b'Z' => Some(byte - b'A'),
        b'a'..=b'z' => Some(byte - b'a' + 26),
        b'0'..=b'9' => Some(byte - b'0' + 52),
        b'+' => Some(62),
        b'/' => Some(63),
        _ => None,
    }
}
