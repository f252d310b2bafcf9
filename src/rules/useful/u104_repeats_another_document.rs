//! A document does not repeat the text of another document in force.
//!
//! ## Why
//!
//! The first of the 3 U, *useful*: what two documents say twice is revised in one of them, and then they
//! contradict each other. Texts are compared by their phrases of four words, whatever their case,
//! punctuation and layout; from 85 % in common, and 50 words, they are held to repeat each other, and
//! shorter ones when they are the same. Versions of one document are not compared. The share is an estimate,
//! to within some points. Stands for ISO 9001 §7.5.3 (no unintended use of what is out of date).
//!
//! ## Wrong
//!
//! ```md documents/PR/PR-04-V1.md
//! ---
//! code: PR-04-V1
//! titre: Accueillir un nouvel agent
//! processus: PAPED
//! objet: Donner à chaque arrivant les mêmes repères dès son premier jour.
//! redacteur: referent-paped
//! diffusion: [tout-agent]
//! approbations:
//!   - {acteur: pilote-paped, role: pilote, date: 2026-01-05, empreinte: "…"}
//! validations:
//!   - {acteur: directrice, role: directrice, date: 2026-01-12, empreinte: "…"}
//! application: 2026-02-01
//! ---
//! # Accueillir un nouvel agent
//!
//! L'agent reçoit le jour de son arrivée la liste des lieux, des outils et des personnes à connaître. Il la parcourt avec
//! son référent, qui coche chaque point vu. La liste cochée est gardée par l'unité pendant un an, puis détruite.
//! ```
//! ```md documents/PR/PR-05-V1.md
//! ---
//! code: PR-05-V1
//! titre: Accueillir un stagiaire
//! processus: PAPED
//! objet: Donner à chaque stagiaire les mêmes repères.
//! redacteur: referent-paped
//! diffusion: [tout-agent]
//! approbations:
//!   - {acteur: pilote-paped, role: pilote, date: 2026-01-05, empreinte: "…"}
//! validations:
//!   - {acteur: directrice, role: directrice, date: 2026-01-12, empreinte: "…"}
//! application: 2026-02-01
//! ---
//! # Accueillir un nouvel agent
//!
//! L'agent reçoit le jour de son arrivée la liste des lieux, des outils et des personnes à connaître. Il la parcourt avec
//! son référent, qui coche chaque point vu. La liste cochée est gardée par l'unité pendant un an, puis détruite.
//! ```
//!
//! ## Right
//!
//! ```md documents/PR/PR-04-V1.md
//! ---
//! code: PR-04-V1
//! titre: Accueillir un nouvel agent
//! processus: PAPED
//! objet: Donner à chaque arrivant les mêmes repères dès son premier jour.
//! redacteur: referent-paped
//! diffusion: [tout-agent]
//! approbations:
//!   - {acteur: pilote-paped, role: pilote, date: 2026-01-05, empreinte: "…"}
//! validations:
//!   - {acteur: directrice, role: directrice, date: 2026-01-12, empreinte: "…"}
//! application: 2026-02-01
//! ---
//! # Accueillir un nouvel agent
//!
//! L'agent reçoit le jour de son arrivée la liste des lieux, des outils et des personnes à connaître. Il la parcourt avec
//! son référent, qui coche chaque point vu. La liste cochée est gardée par l'unité pendant un an, puis détruite.
//! ```
//! ```md documents/PR/PR-05-V1.md
//! ---
//! code: PR-05-V1
//! titre: Accueillir un stagiaire
//! processus: PAPED
//! objet: Donner à chaque stagiaire les mêmes repères.
//! redacteur: referent-paped
//! diffusion: [tout-agent]
//! approbations:
//!   - {acteur: pilote-paped, role: pilote, date: 2026-01-05, empreinte: "…"}
//! validations:
//!   - {acteur: directrice, role: directrice, date: 2026-01-12, empreinte: "…"}
//! application: 2026-02-01
//! ---
//! # Accueillir un stagiaire
//!
//! Le stagiaire suit [PR-04](PR-04). Sa convention est en outre vérifiée avant son arrivée.
//! ```
//!
//! ## Settings
//!
//! `regles: {U104: off}` in `qms.yaml` silences it, for documents that are alike by nature.

use crate::model::document::Status;
use crate::parse::prose::Prose;
use crate::rules::prelude::*;

pub(super) static RULE: Rule = Rule {
    code: "U104",
    severity: Severity::Warning,
    message: Text {
        en: "{percent}% of the text of `{code}` is that of `{other}`, which is in force",
        fr: "{percent}\u{a0}% du texte de `{code}` est celui de `{other}`, qui est en vigueur",
    },
    help: Text {
        en: "keep the text in one of the two and link to it from the other, or withdraw one: `qms withdraw {other}`",
        fr: "garder le texte dans l'un des deux et y renvoyer depuis l'autre, ou en retirer un\u{a0}: `qms withdraw {other}`",
    },
    pages: [
        include_str!("u104_repeats_another_document.rs"),
        include_str!("u104_repeats_another_document.fr.md"),
    ],
    check: Check::Tree(check),
};

/// Words below which only equal texts are held to repeat each other.
const WORDS: u32 = 50;
/// The share of phrases from which they are.
const SHARE: f32 = 0.85;
/// Bins of a sketch that must agree for two texts to be compared at all: of the twelve bands one
/// does at the share above, but for one pair in a thousand.
const BAND: usize = 5;
/// How many texts of one band each is compared with, so that a thousand copies stay a line.
const COMPARED: usize = 8;

struct Body<'c> {
    version: Version<'c>,
    prose: &'c Prose,
}

fn check(corpus: &Corpus, found: &mut Found) {
    let bodies = bodies(corpus);
    let mut bands: Vec<(u64, usize)> = Vec::with_capacity(bodies.len() * 13);
    for (index, body) in bodies.iter().enumerate() {
        // Equal texts meet in their hash, whose half is enough to find them by.
        bands.push((body.prose.hash as u64, index));
        if body.prose.words >= WORDS {
            bands.extend(band_hashes(body.prose).map(|band| (band, index)));
        }
    }
    bands.sort_unstable();
    let mut repeated: Vec<Option<(u8, usize)>> = vec![None; bodies.len()];
    for near in bands.chunk_by(|a, b| a.0 == b.0) {
        for (rank, (_, later)) in near.iter().enumerate() {
            for (_, earlier) in near[..rank].iter().take(COMPARED) {
                if let Some(percent) = repetition(&bodies[*earlier], &bodies[*later])
                    && repeated[*later].is_none_or(|(known, _)| known < percent)
                {
                    repeated[*later] = Some((percent, *earlier));
                }
            }
        }
    }
    for (body, repeated) in bodies.iter().zip(repeated) {
        if let Some((percent, other)) = repeated {
            let other = &bodies[other].version.document.code;
            found
                .at(body.version.file.whole())
                .code(&body.version.document.code)
                .with("percent", usize::from(percent))
                .with("other", other.stem());
        }
    }
}

/// What can still repeat or be repeated, those in force first, each group by code: so that a
/// pair is reported once, at the later.
fn bodies(corpus: &Corpus) -> Vec<Body<'_>> {
    let mut bodies: Vec<Body<'_>> = corpus
        .documents()
        .filter(|version| !matches!(version.status, Status::Superseded | Status::Withdrawn))
        .filter_map(|version| {
            Some(Body {
                version,
                prose: &version.file.parsed.as_ref()?.outline().prose,
            })
        })
        .filter(|body| body.prose.words > 0)
        .collect();
    bodies.sort_by_key(|body| {
        (
            body.version.status != Status::Effective,
            &body.version.document.code,
        )
    });
    bodies
}

fn band_hashes(prose: &Prose) -> impl Iterator<Item = u64> {
    prose
        .sketch
        .bins()
        .chunks_exact(BAND)
        .zip(1u64..)
        .filter(|(band, _)| band.iter().any(|bin| *bin != u32::MAX))
        .map(|(band, rank)| {
            band.iter().fold(rank, |hash, bin| {
                (hash ^ u64::from(*bin))
                    .wrapping_mul(0x9e37_79b9_7f4a_7c15)
                    .rotate_left(29)
            })
        })
}

/// By how many percent one text in force is repeated by another document's, if by enough.
fn repetition(earlier: &Body<'_>, later: &Body<'_>) -> Option<u8> {
    let (one, other) = (&earlier.version.document.code, &later.version.document.code);
    if earlier.version.status != Status::Effective
        || (one.kind(), one.number()) == (other.kind(), other.number())
    {
        return None;
    }
    if earlier.prose.hash == later.prose.hash {
        return Some(100);
    }
    let long = earlier.prose.words >= WORDS && later.prose.words >= WORDS;
    let share = earlier.prose.sketch.similarity(&later.prose.sketch);
    // Texts that differ never count as wholly the same, whatever their sketches say.
    (long && share >= SHARE).then_some(((share * 100.0) as u8).min(99))
}
