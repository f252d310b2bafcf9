//! The terms of a series are understood: how long its records are filed and archived, and what becomes of them.
//!
//! ## Why
//!
//! A retention period that a program reads otherwise than people do destroys evidence, or keeps personal
//! data for ever (ISO 9001 §7.5.3.2 d). The cells of the records-control table are therefore a small
//! language, and a word that is not of it is never guessed: `3 moi` is not « the newest 3 of something ».
//! The cells of a row are `classement.duree`, `archivage.duree` and `destruction`; a type of qms.yaml has
//! its own `destruction`.
//!
//! Accepted:
//!
//! - `3 ans`, `6 mois`, `15 jours`, `2 semaines`: that long, from the record's date, or a ticket's closing;
//! - `1 an à compter de la clôture`: counted from a day that has a name;
//! - `année en cours + 3 ans`: to 31 December, three years on;
//! - `12 comptes rendus`: until twelve newer ones stand in the series;
//! - a phrase of `evenements`: until it happened; `+ 1 an` after it;
//! - `… et …`: whichever comes last;
//! - `… ou …`: whichever comes first;
//! - `pas d'archivage`, `néant`: no such phase;
//! - `information …`, `voir …`: decided elsewhere.
//!
//! ## Wrong
//!
//! ```md registres/enregistrements/autodiagnostic.md
//! ---
//! libelle: Autodiagnostic
//! section: A
//! classement: {duree: 3 ams}
//! archivage: {duree: 1 an}
//! destruction: sans conditions
//! ---
//! ```
//!
//! ## Right
//!
//! ```md registres/enregistrements/autodiagnostic.md
//! ---
//! libelle: Autodiagnostic
//! section: A
//! classement: {duree: 3 ans}
//! archivage: {duree: 1 an}
//! destruction: sans conditions
//! ---
//! ```
//!
//! ## Settings
//!
//! `regles: {R102: off | info | warning | error}` in qms.yaml; `error` by default. What a window may count
//! is `fenetres`, what may be waited for `evenements`.

use crate::diagnostic::Place;
use crate::model::layout::EntityKind;
use crate::model::policy::Policy;
use crate::parse::defect::Defect;
use crate::parse::term::TermDefect;
use crate::rules::Finding;
use crate::rules::prelude::*;

pub(super) static RULE: Rule = Rule {
    code: "R102",
    severity: Severity::Error,
    message: Text {
        en: "`{words}` is no term that is understood",
        fr: "`{words}` n'est pas une durée comprise",
    },
    help: Text {
        en: "write one of these forms, or several joined by `et` or `ou`: {forms}",
        fr: "écrire l'une de ces formes, ou plusieurs liées par `et` ou `ou`\u{a0}: {forms}",
    },
    pages: [
        include_str!("r102_term_not_understood.rs"),
        include_str!("r102_term_not_understood.fr.md"),
    ],
    check: Check::Tree(check),
};

const NEAR: Text = Text {
    en: "did you mean `{nearest}`? Accepted: {forms}",
    fr: "vouliez-vous dire `{nearest}`\u{a0}? Formes acceptées\u{a0}: {forms}",
};
const ONE_OF: Text = Text {
    en: "accepted here: {forms}",
    fr: "formes acceptées ici\u{a0}: {forms}",
};
const NOTHING: Text = Text {
    en: "a term is missing",
    fr: "il manque une durée",
};
const NUMBER: Text = Text {
    en: "`{words}` is no number from 1 to 999",
    fr: "`{words}` n'est pas un nombre de 1 à 999",
};
const DIGITS: Text = Text {
    en: "write a whole number from 1 to 999 in digits: {forms}",
    fr: "écrire en chiffres un nombre entier de 1 à 999\u{a0}: {forms}",
};
const UNIT: Text = Text {
    en: "`{words}` is no unit of time, nor what a window counts",
    fr: "`{words}` n'est ni une unité de temps ni ce que compte une fenêtre",
};
const NO_UNIT: Text = Text {
    en: "this number has no unit",
    fr: "ce nombre n'a pas d'unité",
};
const MORE: Text = Text {
    en: "after `+` stands a number of years, months, weeks or days, not `{words}`",
    fr: "après `+` vient un nombre d'années, de mois, de semaines ou de jours, et non `{words}`",
};
const NO_MORE: Text = Text {
    en: "after `+` stands a number of years, months, weeks or days",
    fr: "après `+` vient un nombre d'années, de mois, de semaines ou de jours",
};
const SINCE: Text = Text {
    en: "`{words}` names no day that time is counted from",
    fr: "`{words}` ne nomme aucun jour d'où compter une durée",
};
const NO_SINCE: Text = Text {
    en: "the day that time is counted from is missing",
    fr: "il manque le jour d'où compter la durée",
};
const PARENTHESIS: Text = Text {
    en: "this parenthesis has no other half, or is nested too deep",
    fr: "cette parenthèse n'a pas son autre moitié, ou est imbriquée trop profondément",
};
const CLOSE: Text = Text {
    en: "close every `(` by a `)`; `et` binds more closely than `ou`, so that few are needed",
    fr: "fermer chaque `(` par une `)`\u{a0}; `et` lie plus étroitement que `ou`, si bien qu'il en faut peu",
};
const REST: Text = Text {
    en: "`{words}` follows a whole term",
    fr: "`{words}` suit une durée déjà complète",
};
const JOIN: Text = Text {
    en: "take it out, or join two terms by `et` (all of them) or `ou` (whichever comes first)",
    fr: "l'enlever, ou lier deux durées par `et` (toutes) ou `ou` (la première échue)",
};
const WHOM: Text = Text {
    en: "`{words}` does not say of whom or of what",
    fr: "`{words}` ne dit pas de qui ni de quoi",
};
const SAY: Text = Text {
    en: "say it after: {forms}",
    fr: "le dire ensuite\u{a0}: {forms}",
};
const FATE: Text = Text {
    en: "`{words}` is no condition of destruction that is understood",
    fr: "`{words}` n'est pas une condition de destruction comprise",
};

fn check(corpus: &Corpus, found: &mut Found) {
    let policy = corpus.policy();
    if let Some(file) = corpus.policy_file() {
        for defect in &file.defects {
            if let Defect::Term(term) = &defect.value {
                word(found.at(Place::at(&file.path, defect.span)), term, policy);
            }
        }
    }
    for (file, _) in corpus.entities(EntityKind::RecordSeries) {
        for defect in file.defects() {
            if let Defect::Term(term) = &defect.value {
                word(found.at(file.at(defect.span)), term, policy);
            }
        }
    }
}

/// Words a defect: what is wrong, the nearest phrase, what would be right.
pub(super) fn word(finding: &mut Finding, defect: &TermDefect, policy: &Policy) {
    let (words, nearest) = match defect {
        TermDefect::Unknown { words, nearest }
        | TermDefect::Unit { words, nearest }
        | TermDefect::Since { words, nearest }
        | TermDefect::Fate { words, nearest } => (words.as_str(), nearest.as_deref()),
        TermDefect::Number(words)
        | TermDefect::More(words)
        | TermDefect::Rest(words)
        | TermDefect::Whom(words) => (words.as_str(), None),
        TermDefect::Nothing | TermDefect::Parenthesis => ("", None),
    };
    let empty = words.is_empty();
    let (message, help) = match defect {
        TermDefect::Nothing => (NOTHING, RULE.help),
        TermDefect::Unknown { .. } => (RULE.message, RULE.help),
        TermDefect::Number(_) => (NUMBER, DIGITS),
        TermDefect::Unit { .. } => (if empty { NO_UNIT } else { UNIT }, ONE_OF),
        TermDefect::More(_) => (if empty { NO_MORE } else { MORE }, DIGITS),
        TermDefect::Since { .. } => (if empty { NO_SINCE } else { SINCE }, ONE_OF),
        TermDefect::Parenthesis => (PARENTHESIS, CLOSE),
        TermDefect::Rest(_) => (REST, JOIN),
        TermDefect::Whom(_) => (WHOM, SAY),
        TermDefect::Fate { .. } => (FATE, ONE_OF),
    };
    finding
        .with("words", words)
        .with("forms", forms(defect, policy))
        .saying(message)
        .helped_by(help);
    if let Some(nearest) = nearest {
        finding.with("nearest", nearest).helped_by(NEAR);
    }
}

/// What would be right at the place of a defect.
fn forms(defect: &TermDefect, policy: &Policy) -> Vec<String> {
    let events = || policy.events.iter().map(|(phrase, _)| phrase.clone());
    let windows = || policy.windows.iter().cloned();
    let own =
        |forms: &[&str]| -> Vec<String> { forms.iter().map(|form| (*form).to_owned()).collect() };
    let mut forms: Vec<String> = match defect {
        TermDefect::Nothing | TermDefect::Unknown { .. } => {
            own(&["3 ans", "6 mois", "15 jours", "année en cours + 3 ans"])
        }
        TermDefect::Number(_) => own(&["3 ans", "12 mois"]),
        TermDefect::More(_) => own(&["année en cours + 3 ans"]),
        TermDefect::Unit { .. } => own(&["jours", "semaines", "mois", "ans"]),
        TermDefect::Since { .. } => own(&[
            "la date",
            "la réception",
            "la clôture",
            "la fin des mesures",
            "l'application",
        ]),
        TermDefect::Whom(_) => own(&[
            "information contrôle de gestion",
            "voir la direction",
            "versement aux archives",
            "visa des archives",
        ]),
        TermDefect::Fate { .. } => own(&[
            "sans conditions",
            "dès parution de la nouvelle version",
            "conservation définitive",
            "A.H. …",
            "versement …",
            "visa …",
            "information …",
            "procédure de destruction …",
            "voir …",
        ]),
        TermDefect::Parenthesis | TermDefect::Rest(_) => Vec::new(),
    };
    match defect {
        TermDefect::Nothing | TermDefect::Unknown { .. } => {
            forms.extend(windows().map(|label| format!("12 {label}")));
            forms.extend(events());
            forms.extend(own(&["pas d'archivage", "information …", "voir …"]));
        }
        TermDefect::Unit { .. } => forms.extend(windows()),
        TermDefect::Since { .. } => forms.extend(events()),
        _ => {}
    }
    forms.iter().map(|form| format!("`{form}`")).collect()
}
