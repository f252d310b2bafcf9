//! The end of a verification, for people and as JSON.

use super::diagnostics::{Sources, human};
use super::{Style, Summary, Tone};
use crate::diagnostic::Diagnostic;
use crate::history::RootSource;
use crate::text::{Text, number, plural};
use serde_json::{Value, json};

/// How a verification ends (30-trust).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Everything is as it should be.
    Conforming,
    /// Something is not.
    NotConforming,
    /// Nothing can be said: never a pass.
    NotVerifiable,
}

impl Outcome {
    /// The word of JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Outcome::Conforming => "conforming",
            Outcome::NotConforming => "not-conforming",
            Outcome::NotVerifiable => "not-verifiable",
        }
    }

    /// Every outcome.
    pub const ALL: [Outcome; 3] = [
        Outcome::Conforming,
        Outcome::NotConforming,
        Outcome::NotVerifiable,
    ];

    /// The word on screen.
    pub fn label(self) -> Text {
        match self {
            Outcome::Conforming => Text {
                en: "conforming",
                fr: "conforme",
            },
            Outcome::NotConforming => Text {
                en: "not conforming",
                fr: "non conforme",
            },
            Outcome::NotVerifiable => Text {
                en: "not verifiable",
                fr: "non vérifiable",
            },
        }
    }
}

/// Where trust begins.
#[derive(Debug, Clone)]
pub struct Trust {
    /// The commit.
    pub commit: String,
    /// The fingerprint of the key that signed it.
    pub fingerprint: String,
    /// How it is known.
    pub source: RootSource,
}

impl Trust {
    /// Its JSON.
    pub fn json(&self) -> Value {
        json!({
            "commit": self.commit,
            "fingerprint": self.fingerprint,
            "source": self.source.as_str(),
        })
    }
}

/// How it ended, and what was looked at.
#[derive(Debug)]
pub struct Ended<'e> {
    /// How.
    pub outcome: Outcome,
    /// Where trust begins.
    pub trust: &'e Trust,
    /// The commit that was verified.
    pub tip: String,
    /// How much was looked at.
    pub summary: Summary,
}

/// The findings, then what was verified, from where, and how it ended.
pub fn text(found: &[Diagnostic], sources: &Sources, end: &Ended<'_>, style: &Style) -> String {
    let Ended {
        outcome,
        trust,
        summary,
        ..
    } = end;
    const READ: Text = Text {
        en: "{commits} up to {tip}, {signatures}",
        fr: "{commits} jusqu'à {tip}, {signatures}",
    };
    const ROOT: Text = Text {
        en: "trust root {root} ({source}), key {key}",
        fr: "racine de confiance {root} ({source}), clé {key}",
    };
    let lang = style.lang;
    let mut out = match found.is_empty() {
        true => String::new(),
        false => human::findings(found, sources, summary, style) + "\n",
    };
    let counted = |count: usize, one: Text, many: Text| {
        let word = plural(count, one.get(lang), many.get(lang), lang);
        format!(
            "{} {word}",
            number(i64::try_from(count).unwrap_or(i64::MAX), lang)
        )
    };
    let commits = counted(
        summary.commits,
        Text {
            en: "commit",
            fr: "commit",
        },
        Text {
            en: "commits",
            fr: "commits",
        },
    );
    let signatures = counted(
        summary.signatures,
        Text {
            en: "signature verified",
            fr: "signature vérifiée",
        },
        Text {
            en: "signatures verified",
            fr: "signatures vérifiées",
        },
    );
    let tone = match outcome {
        Outcome::Conforming => Tone::Good,
        Outcome::NotConforming | Outcome::NotVerifiable => Tone::Bad,
    };
    let source = match trust.source {
        RootSource::Argument => Text {
            en: "given",
            fr: "donnée",
        },
        RootSource::Pinned => Text {
            en: "kept in this clone",
            fr: "gardée dans ce clone",
        },
        RootSource::FirstUse => Text {
            en: "taken from this history on first use: compare it with the one that the administrator gave",
            fr: "prise dans cet historique à la première utilisation\u{a0}: la comparer à celle que l'administrateur a donnée",
        },
    };
    let read = READ
        .with("commits", commits)
        .with("tip", end.tip.clone())
        .with("signatures", signatures);
    let root = ROOT
        .with("root", trust.commit.clone())
        .with("source", source)
        .with("key", trust.fingerprint.clone());
    out.push_str(&style.tone(tone, outcome.label().get(lang)));
    out.push_str(if lang == crate::text::Lang::Fr {
        "\u{a0}: "
    } else {
        ": "
    });
    out.push_str(&read.render(lang));
    out.push('\n');
    out.push_str(&root.render(lang));
    out.push('\n');
    out
}
