//! A watch source is consulted within its frequency.
//!
//! ## Why
//!
//! A watch that nobody keeps is worse than none: everybody believes that the texts are followed. The last
//! consultation up to the day asked counts, and the frequency from it: `quotidienne` (each worked day),
//! `hebdomadaire`, `bimensuelle` (twice a month: 15 days), `mensuelle`, `bimestrielle`, `trimestrielle`,
//! `semestrielle`, `annuelle`, or a duration such as `1 mois`. A source with a frequency and an empty journal
//! is found at once: nothing proves that it was ever consulted. A frequency that is not understood is a
//! finding too (ISO 9001 §4.1, §8.2.3.1 d).
//!
//! ## Wrong
//!
//! ```md registres/veille/lettre-reseau.md
//! ---
//! thematiques: [Information intra-institutionnelle]
//! source: Lettre réseau
//! frequence: mensuelle
//! consultations:
//!   - {date: 2026-10-05, acteur: agent-paped, texte: Lettre du mois}
//! ---
//! ```
//!
//! ## Right
//!
//! ```md registres/veille/lettre-reseau.md
//! ---
//! thematiques: [Information intra-institutionnelle]
//! source: Lettre réseau
//! frequence: mensuelle
//! consultations:
//!   - {date: 2026-11-02, acteur: agent-paped, texte: Lettre du mois}
//! ---
//! ```
//!
//! ## Settings
//!
//! `regles: {T101: off | info | warning | error}` in qms.yaml; `warning` by default, since midnight alone
//! may bring it about. `frequence` is written on the row; one that says nothing is not judged.

use super::watch_items;
use crate::corpus::File;
use crate::model::frequency::Frequency;
use crate::model::names::nearest;
use crate::model::registers::WatchItem;
use crate::rules::prelude::*;

pub(super) static RULE: Rule = Rule {
    code: "T101",
    severity: Severity::Warning,
    message: Text {
        en: "`{source}` was last consulted on {last}, and was to be consulted again by {due}",
        fr: "`{source}` a été consultée le {last} pour la dernière fois, et devait l'être à nouveau au plus tard le {due}",
    },
    help: Text {
        en: "consult it and enter it in the journal: `qms watch log {slug} --by ACTOR`",
        fr: "la consulter et le porter au journal\u{a0}: `qms watch log {slug} --by ACTEUR`",
    },
    pages: [
        include_str!("t101_source_not_consulted.rs"),
        include_str!("t101_source_not_consulted.fr.md"),
    ],
    check: Check::Tree(check),
};

const NEVER: Text = Text {
    en: "`{source}` is to be consulted ({frequency}), and its journal has no consultation",
    fr: "`{source}` est à consulter ({frequency}), et son journal n'a aucune consultation",
};
const UNKNOWN: Text = Text {
    en: "`{frequency}` is no frequency that is understood",
    fr: "`{frequency}` n'est pas une fréquence comprise",
};
const ACCEPTED: Text = Text {
    en: "accepted: {known}, or a duration such as `15 jours`, `1 mois`",
    fr: "acceptées\u{a0}: {known}, ou une durée comme `15 jours`, `1 mois`",
};
const NEAR: Text = Text {
    en: "did you mean `{near}`? Accepted: {known}, or a duration such as `15 jours`, `1 mois`",
    fr: "vouliez-vous dire `{near}`\u{a0}? Acceptées\u{a0}: {known}, ou une durée comme `15 jours`, `1 mois`",
};

fn check(corpus: &Corpus, found: &mut Found) {
    for (file, item) in watch_items(corpus) {
        judge(corpus, file, item, found);
    }
}

fn judge(corpus: &Corpus, file: &File, item: &WatchItem, found: &mut Found) {
    let (Some(frequency), today) = (&item.frequency, corpus.as_of()) else {
        return;
    };
    let Some(due) = item.consultation_due(today, &corpus.policy().calendar) else {
        let known = Frequency::WORDS.map(|word| format!("`{word}`")).join(", ");
        let finding = found.at(file.at(frequency.span));
        finding
            .with("frequency", &frequency.value)
            .with("known", known)
            .saying(UNKNOWN);
        match nearest(&frequency.value, Frequency::WORDS) {
            Some(near) => finding.with("near", near).helped_by(NEAR),
            None => finding.helped_by(ACCEPTED),
        };
        return;
    };
    let last = item.consulted(today);
    if last.is_some() && today <= due {
        return;
    }
    let finding = found.at(file.place("consultations"));
    finding
        .with("source", &item.source.value)
        .with("slug", item.slug.as_str());
    match last {
        Some(last) => finding.with("last", last).with("due", due),
        None => finding.with("frequency", &frequency.value).saying(NEVER),
    };
}
