//! A word typed for something known, a status or a process, and what is near it where it is none.

use super::{Failure, FailureKind};
use crate::corpus::Corpus;
use crate::model::names::{nearest, slug};
use crate::text::{Lang, Text};

/// The status that a person means, in either language: `effective`, `en-vigueur`, `périmé`. `known`
/// are its words and labels, `unknown` says that it is none.
pub(super) fn status_named<S: Copy, const N: usize>(
    typed: &str,
    lang: Lang,
    unknown: Text,
    known: [(S, &str, Text); N],
) -> Result<S, Failure> {
    let key = slug(typed);
    let meant = known.iter().find(|(_, word, label)| {
        [*word, label.en, label.fr]
            .iter()
            .any(|name| slug(name) == key)
    });
    match meant {
        Some((status, ..)) => Ok(*status),
        None => Err(no_status(
            typed,
            lang,
            unknown,
            known.map(|(_, word, label)| (word, label)),
        )),
    }
}

/// That a word is no status, with the nearest one or all of them.
fn no_status<const N: usize>(
    typed: &str,
    lang: Lang,
    unknown: Text,
    known: [(&str, Text); N],
) -> Failure {
    const KNOWN: Text = Text {
        en: "known statuses: {known}",
        fr: "statuts connus\u{a0}: {known}",
    };
    let words = status_words(known, lang);
    mistyped(
        Failure::could_not_run(FailureKind::Usage, unknown.with("status", typed)),
        typed,
        words.iter().map(String::as_str).collect(),
        KNOWN,
    )
}

/// The words by which statuses are asked for in a language, from their own words and their labels.
pub(super) fn status_words<const N: usize>(known: [(&str, Text); N], lang: Lang) -> [String; N] {
    known.map(|(word, label)| match lang {
        Lang::Fr => slug(label.fr),
        Lang::En => word.to_owned(),
    })
}

/// The process that a person means, whatever its case.
pub(super) fn process_named(corpus: &Corpus, typed: &str) -> Result<String, Failure> {
    let mut known: Vec<&str> = corpus
        .processes()
        .map(|(_, process)| process.code.value.as_str())
        .collect();
    known.extend(
        corpus
            .documents()
            .map(|version| version.document.process.value.as_str()),
    );
    known.sort_unstable();
    known.dedup();
    if let Some(process) = known
        .iter()
        .find(|process| process.eq_ignore_ascii_case(typed))
    {
        return Ok((*process).to_owned());
    }
    const UNKNOWN: Text = Text {
        en: "`{process}` is no process",
        fr: "`{process}` n'est pas un processus",
    };
    const KNOWN: Text = Text {
        en: "known processes: {known}",
        fr: "processus connus\u{a0}: {known}",
    };
    Err(mistyped(
        Failure::not_found(UNKNOWN.with("process", typed)),
        typed,
        known,
        KNOWN,
    ))
}

/// Adds the nearest known word, or all of them where none is near.
pub(super) fn mistyped(failure: Failure, typed: &str, known: Vec<&str>, all: Text) -> Failure {
    const NEAR: Text = Text {
        en: "did you mean `{near}`?",
        fr: "vouliez-vous dire `{near}`\u{a0}?",
    };
    match nearest(typed, known.iter().copied()) {
        Some(near) => failure.help(NEAR.with("near", near)),
        None => failure.help(
            all.with(
                "known",
                known
                    .iter()
                    .map(|word| format!("`{word}`"))
                    .collect::<Vec<_>>(),
            ),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::document::Status;

    #[test]
    fn a_status_is_understood_in_both_languages() {
        const UNKNOWN: Text = Text {
            en: "`{status}` is no status",
            fr: "`{status}` n'est pas un statut",
        };
        let named = |word: &str| {
            let known = Status::ALL.map(|status| (status, status.as_str(), status.label()));
            status_named(word, Lang::Fr, UNKNOWN, known).ok()
        };
        for (word, status) in [
            ("en-vigueur", Status::Effective),
            ("En vigueur", Status::Effective),
            ("perime", Status::Superseded),
            ("draft", Status::Draft),
            ("à paraître", Status::Upcoming),
        ] {
            assert_eq!(named(word), Some(status), "{word}");
        }
        assert_eq!(named("vigeur"), None);
    }
}
