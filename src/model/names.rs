//! Names that are not mere strings, and a value together with the place it was read from.

use crate::diagnostic::Span;
use std::borrow::Borrow;
use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

macro_rules! name {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Arc<str>);

        impl $name {
            /// Takes the text as it stands; what it names may not exist.
            pub fn new(text: &str) -> Self {
                $name(Arc::from(text))
            }
            /// The text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
        /// So that a map of names is asked with the text of a file.
        impl Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }
        impl PartialEq<str> for $name {
            fn eq(&self, other: &str) -> bool {
                &*self.0 == other
            }
        }
    };
}

name!(
    /// The id of an actor: lower case, digits, `-` (10-format).
    ActorId
);
name!(
    /// The id of a role of qms.yaml.
    RoleId
);
name!(
    /// The code of a process: capitals, digits, `-` (10-format).
    ProcessCode
);
name!(
    /// The file stem of a row of a register.
    Slug
);

/// A value and the bytes that it was read from, so that a diagnostic can point at them.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Located<T> {
    /// What was read.
    pub value: T,
    /// Where it stands in the file.
    pub span: Span,
}

impl<T> Located<T> {
    /// A value with its place.
    pub fn new(value: T, span: Span) -> Self {
        Located { value, span }
    }
}

impl Located<String> {
    /// The same place, the text made a name.
    pub fn map_name<T>(self, make: impl Fn(&str) -> T) -> Located<T> {
        Located {
            value: make(&self.value),
            span: self.span,
        }
    }
}

impl<T> Deref for Located<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.value
    }
}

/// The label in ASCII lower case, every other run of characters one `-` (10-format).
///
/// Accents are dropped, so that `Fiche proposition d'amélioration` gives
/// `fiche-proposition-d-amelioration`.
pub fn slug(label: &str) -> String {
    let mut out = String::new();
    for character in unaccented(label).chars() {
        if character.is_ascii_alphanumeric() {
            out.push(character.to_ascii_lowercase());
        } else if !out.ends_with('-') && !out.is_empty() {
            out.push('-');
        }
    }
    out.trim_end_matches('-').to_owned()
}

/// The text without its accents, `œ` and `æ` spelt out.
pub fn unaccented(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    let mut out = String::with_capacity(text.len());
    for character in text
        .nfd()
        .filter(|c| !unicode_normalization::char::is_combining_mark(*c))
    {
        match character {
            'œ' => out.push_str("oe"),
            'Œ' => out.push_str("OE"),
            'æ' => out.push_str("ae"),
            'Æ' => out.push_str("AE"),
            other => out.push(other),
        }
    }
    out
}

/// The text as people compare words: without its accents, in lower case.
pub fn folded(text: &str) -> String {
    match text.is_ascii() {
        true => text.to_ascii_lowercase(),
        false => unaccented(text).to_lowercase(),
    }
}

/// The candidate that is nearest to a mistyped word, if any is near enough to propose.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = folded(word);
    candidates
        .into_iter()
        .map(|candidate| {
            (
                strsim::damerau_levenshtein(&word, &folded(candidate)),
                candidate,
            )
        })
        .filter(|(distance, candidate)| *distance <= 1 + candidate.chars().count() / 4)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slug_is_ascii_with_single_dashes() {
        assert_eq!(
            slug("Fiche proposition d'amélioration"),
            "fiche-proposition-d-amelioration"
        );
        assert_eq!(
            slug("Compte-rendu réunion de pilotage (groupe Relais SMIR)"),
            "compte-rendu-reunion-de-pilotage-groupe-relais-smir"
        );
        assert_eq!(slug("Mise en œuvre"), "mise-en-oeuvre");
    }

    #[test]
    fn the_nearest_key_is_proposed_only_when_it_is_near() {
        assert_eq!(
            nearest("redactur", ["redacteur", "titre"]),
            Some("redacteur")
        );
        assert_eq!(nearest("zzz", ["redacteur", "titre"]), None);
    }
}
