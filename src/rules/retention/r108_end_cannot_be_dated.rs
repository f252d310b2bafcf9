//! The event that a term waits for can be dated: an audit report lists its actions, or declares that it raised none.
//!
//! ## Why
//!
//! A report whose series waits for the end of its measures is kept until they are closed. While nothing
//! is said of them, that day never comes, and nobody sees that it does not (ISO 9001 §7.5.3.2 d). Three
//! things may be said, and one of them: the list of actions under `mesures`, `mesures: aucune`, or
//! `mesures-terminees` and the day, where they are followed elsewhere. An empty list declares nothing. A
//! report whose actions are still open is as it should be.
//!
//! ## Wrong
//!
//! ```md enregistrements/RA/RA-2025-002.md
//! ---
//! code: RA-2025-002
//! titre: Audit interne du processus PAPED
//! date: 2025-04-10
//! processus: PAPED
//! ---
//! ```
//! ```md registres/enregistrements/rapports-d-audit.md
//! ---
//! libelle: Rapports d audit
//! section: A
//! classement: {duree: fin de traitement des mesures décidées suite au rapport}
//! archivage: {duree: 3 ans}
//! destruction: sans conditions
//! ---
//! ```
//!
//! ## Right
//!
//! ```md enregistrements/RA/RA-2025-002.md
//! ---
//! code: RA-2025-002
//! titre: Audit interne du processus PAPED
//! date: 2025-04-10
//! processus: PAPED
//! mesures: aucune
//! ---
//! ```
//! ```md registres/enregistrements/rapports-d-audit.md
//! ---
//! libelle: Rapports d audit
//! section: A
//! classement: {duree: fin de traitement des mesures décidées suite au rapport}
//! archivage: {duree: 3 ans}
//! destruction: sans conditions
//! ---
//! ```
//!
//! ## Settings
//!
//! `regles: {R108: off | info | warning | error}` in qms.yaml; `warning` by default.

use crate::model::record::Record;
use crate::model::retention::{Measures, Origin, Waiting};
use crate::retention::{Item, words};
use crate::rules::prelude::*;

pub(super) static RULE: Rule = Rule {
    code: "R108",
    severity: Severity::Warning,
    message: Text {
        en: "`{code}` says nothing of its measures, whose end its series waits for",
        fr: "`{code}` ne dit rien de ses mesures, dont sa série attend la fin",
    },
    help: Text {
        en: "list them under `mesures`, or write `mesures: aucune`, or `mesures-terminees` and the day where they are followed elsewhere",
        fr: "les lister sous `mesures`, ou écrire `mesures: aucune`, ou `mesures-terminees` et le jour si elles sont suivies ailleurs",
    },
    pages: [
        include_str!("r108_end_cannot_be_dated.rs"),
        include_str!("r108_end_cannot_be_dated.fr.md"),
    ],
    check: Check::Kept(check),
};

const EMPTY: Text = Text {
    en: "the list of measures of `{code}` is empty, which declares nothing",
    fr: "la liste des mesures de `{code}` est vide, ce qui ne déclare rien",
};
const BOTH: Text = Text {
    en: "`{code}` gives both `mesures` and `mesures-terminees`",
    fr: "`{code}` donne à la fois `mesures` et `mesures-terminees`",
};
const ONE: Text = Text {
    en: "keep one: `mesures` where they are followed here, `mesures-terminees` where they are elsewhere",
    fr: "n'en garder qu'une\u{a0}: `mesures` si elles sont suivies ici, `mesures-terminees` si elles le sont ailleurs",
};
const NEVER: Text = Text {
    en: "`{code}` waits for `{key}`, which a record never has",
    fr: "`{code}` attend `{key}`, qu'un enregistrement n'a jamais",
};
const CHANGE: Text = Text {
    en: "count from another day in `registres/enregistrements/{series}.md`, such as `date` or `clôture`",
    fr: "compter d'un autre jour dans `registres/enregistrements/{series}.md`, par exemple `date` ou `clôture`",
};

fn check(_: &Corpus, items: &[Item<'_>], found: &mut Found) {
    for item in items {
        let Some(record) = item.record() else {
            continue;
        };
        let has = |key: &str| {
            let parsed = item.file.parsed.as_ref();
            parsed.is_some_and(|parsed| parsed.keys.iter().any(|(name, _)| **name == *key))
        };
        if has("mesures") && has("mesures-terminees") {
            found
                .at(item.file.place("mesures-terminees"))
                .code(item.code)
                .saying(BOTH)
                .helped_by(ONE);
        } else if waits_in_silence(item, record) {
            let finding = found.at(item.file.place("mesures"));
            finding.code(item.code);
            if has("mesures") {
                finding.saying(EMPTY);
            }
        } else {
            never(item, found);
        }
    }
}

fn waits_in_silence(item: &Item<'_>, record: &Record) -> bool {
    let schedule = item.series.and_then(|series| series.schedule.as_ref());
    record.measures == Measures::Undeclared
        && schedule.is_some_and(|schedule| schedule.waits_for_measures())
}

/// What no record can ever say.
fn never(item: &Item<'_>, found: &mut Found) {
    let Some(Waiting::For(origin @ (Origin::Reception | Origin::Effective))) =
        &item.state.waiting_for
    else {
        return;
    };
    let series = item.series_name.map_or("", |name| name.as_str());
    found
        .at(item.file.place("serie"))
        .code(item.code)
        .with("key", words::key(origin))
        .with("series", series)
        .saying(NEVER)
        .helped_by(CHANGE);
}
