//! Words typed for a ticket or an act: one line, and nobody can be recognised by them.

use crate::acts::Refusal;
use crate::corpus::Corpus;
use crate::diagnostic::PERSONAL_DATA;
use crate::model::names::Located;
use crate::model::policy::Level;
use crate::parse::personal::{self, Personal};
use crate::text::{Text, escape_controls};

/// What a text holds in clear that identifies somebody; nothing where qms.yaml switches P101 off.
pub fn personal(corpus: &Corpus, text: &str) -> Option<Personal> {
    if corpus.policy().rules.get(PERSONAL_DATA) == Some(&Level::Off) {
        return None;
    }
    personal::find(text)
        .into_iter()
        .map(|Located { value, .. }| value)
        .find(|value| !matches!(value, Personal::Email(address) if corpus.knows_address(address)))
}

/// Refuses words that cannot stand on one line, or that hold personal data: what is committed
/// cannot be destroyed. The value is never repeated.
///
/// # Errors
/// They do.
pub fn clear(corpus: &Corpus, option: &'static str, text: &str) -> Result<(), Refusal> {
    const LINE: Text = Text {
        en: "`{option}` takes one line of text, without control characters",
        fr: "`{option}` prend une ligne de texte, sans caractère de contrôle",
    };
    const HOLDS: Text = Text {
        en: "`{option}` holds {what} in clear, and what is committed can no longer be destroyed",
        fr: "`{option}` contient {what} en clair, et ce qui est dans un commit ne peut plus être détruit",
    };
    const HELP: Text = Text {
        en: "say it without what identifies somebody, by a reference of the service: `qms explain P101`",
        fr: "le dire sans ce qui désigne quelqu'un, par une référence du service\u{a0}: `qms explain P101`",
    };
    if text.trim().is_empty() || *escape_controls(text) != *text {
        return Err(Refusal::new("F008", LINE.with("option", option)));
    }
    match personal(corpus, text) {
        None => Ok(()),
        Some(found) => {
            let message = HOLDS.with("option", option).with("what", found.label());
            Err(Refusal::new(PERSONAL_DATA, message).help(HELP))
        }
    }
}
