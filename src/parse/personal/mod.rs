//! Personal data in clear: social-security numbers, phone numbers, e-mail addresses, IBANs.

mod iban;
mod mail;
mod marks;
mod nir;
mod phone;

#[cfg(test)]
mod tests;

use crate::diagnostic::Span;
use crate::model::names::Located;
use crate::text::Text;

/// One of the data that a ticket may not hold in clear (50-rules, P101).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Personal {
    /// A French social-security number (NIR).
    SocialSecurity,
    /// A French phone number.
    Phone,
    /// An e-mail address, in lower case: that of a registered actor says nothing new.
    Email(Box<str>),
    /// An account number.
    Iban,
}

impl Personal {
    /// What it is, in words; never the value.
    pub fn label(&self) -> Text {
        match self {
            Personal::SocialSecurity => Text {
                en: "a social-security number",
                fr: "un numéro de sécurité sociale",
            },
            Personal::Phone => Text {
                en: "a phone number",
                fr: "un numéro de téléphone",
            },
            Personal::Email(_) => Text {
                en: "an e-mail address",
                fr: "une adresse électronique",
            },
            Personal::Iban => Text {
                en: "an account number (IBAN)",
                fr: "un numéro de compte (IBAN)",
            },
        }
    }
}

/// Finds personal data in a text, in one pass, each at its own bytes.
pub fn find(text: &str) -> Vec<Located<Personal>> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let hit = match byte {
            b'0'..=b'9' | b'+' | b'A'..=b'Z' | b'a'..=b'z' if !marks::joined(bytes, at) => {
                number(bytes, at)
            }
            b'@' => mail::at(text, at),
            _ => None,
        };
        match hit {
            Some(hit) => {
                at = hit.span.end.max(at + 1);
                found.push(hit);
            }
            // What goes on from a letter or digit begins no number.
            None if byte.is_ascii_alphanumeric() => at = marks::word_end(bytes, at),
            None => at += 1,
        }
    }
    found
}

/// What begins at a letter, a digit or a `+` that nothing stands before.
fn number(bytes: &[u8], at: usize) -> Option<Located<Personal>> {
    let (what, end) = match bytes.get(at)? {
        b'0' | b'+' => (Personal::Phone, phone::end(bytes, at)?),
        b'1'..=b'9' => (Personal::SocialSecurity, nir::end(bytes, at)?),
        _ => (Personal::Iban, iban::end(bytes, at)?),
    };
    if marks::in_address(bytes, at) {
        return None;
    }
    Some(Located::new(what, Span::new(at, end)))
}
