//! Every value is of the kind that its key asks for: dates exist in the calendar, closed lists are known.
//!
//! ## Why
//!
//! Reviews, deadlines and retention are counted from these values (ISO 9001 §7.5.3.2): a date that
//! does not exist is counted as none.
//!
//! ## Wrong
//!
//! ```md smac/2026/RE-2026-0007.md
//! ---
//! code: RE-2026-0007
//! titre: Délai de réponse dépassé
//! recu: 2026-02-30
//! canal: courrier
//! processus: PAPED
//! ---
//! ```
//!
//! ## Right
//!
//! ```md smac/2026/RE-2026-0007.md
//! ---
//! code: RE-2026-0007
//! titre: Délai de réponse dépassé
//! recu: 2026-02-28
//! canal: courrier
//! processus: PAPED
//! ---
//! ```
//!
//! ## Settings
//!
//! `regles: {F005: off | info | warning | error}` in qms.yaml; `error` by default.

use super::flaws;
use crate::parse::defect::{Defect, Expected};
use crate::rules::Finding;
use crate::rules::prelude::*;

pub(super) static RULE: Rule = Rule {
    code: "F005",
    severity: Severity::Error,
    message: Text {
        en: "`{key}` takes one of: {values}",
        fr: "`{key}` prend l'une de ces valeurs : {values}",
    },
    help: Text {
        en: "did you mean `{nearest}`?",
        fr: "vouliez-vous dire `{nearest}` ?",
    },
    pages: [
        include_str!("f005_value_of_wrong_kind.rs"),
        include_str!("f005_value_of_wrong_kind.fr.md"),
    ],
    check: Check::Tree(check),
};

const CHOOSE: Text = Text {
    en: "write one of these values, letter for letter",
    fr: "écrire l'une de ces valeurs, à la lettre",
};

fn check(corpus: &Corpus, found: &mut Found) {
    for flaw in flaws(corpus) {
        let Defect::WrongValue { key, expected } = flaw.defect else {
            continue;
        };
        word(flaw.report(found), key, expected);
    }
}

pub(super) fn word(finding: &mut Finding, key: &str, expected: &Expected) {
    let (message, help) = words(expected);
    finding.with("key", key).saying(message).helped_by(help);
    match expected {
        Expected::OneOf { values, nearest } => {
            finding.with(
                "values",
                values
                    .iter()
                    .map(|value| format!("`{value}`"))
                    .collect::<Vec<_>>(),
            );
            propose(finding, nearest.as_deref());
        }
        Expected::Role { nearest } => propose(finding, nearest.as_deref()),
        _ => {}
    }
}

fn propose(finding: &mut Finding, nearest: Option<&str>) {
    if let Some(nearest) = nearest {
        finding.with("nearest", nearest).helped_by(RULE.help);
    }
}

/// What was expected, and an example of it.
fn words(expected: &Expected) -> (Text, Text) {
    match expected {
        Expected::Text => (
            Text {
                en: "`{key}` takes one text",
                fr: "`{key}` prend un texte",
            },
            Text {
                en: "write a text on one line, between double quotes where it holds a colon",
                fr: "écrire un texte d'une ligne, entre guillemets doubles s'il contient un deux-points",
            },
        ),
        Expected::List => (
            Text {
                en: "`{key}` takes a list",
                fr: "`{key}` prend une liste",
            },
            Text {
                en: "write it between brackets, such as `[a, b]`, or one `- item` a line",
                fr: "l'écrire entre crochets, par exemple `[a, b]`, ou un `- élément` par ligne",
            },
        ),
        Expected::Map => (
            Text {
                en: "`{key}` takes keys of its own",
                fr: "`{key}` prend des clés qui lui sont propres",
            },
            Text {
                en: "write them below it, indented by two spaces, one `key: value` a line",
                fr: "les écrire en dessous, décalées de deux espaces, une `clé: valeur` par ligne",
            },
        ),
        Expected::Date => (
            Text {
                en: "`{key}` takes a day of the calendar",
                fr: "`{key}` prend un jour du calendrier",
            },
            Text {
                en: "write year, month and day, such as `2026-11-21`",
                fr: "écrire l'année, le mois et le jour, par exemple `2026-11-21`",
            },
        ),
        Expected::LastDay => (
            Text {
                en: "`{key}` is before the day on which this begins",
                fr: "`{key}` est avant le jour où cela commence",
            },
            Text {
                en: "write the later of the two days there",
                fr: "y porter le plus tardif des deux jours",
            },
        ),
        Expected::Period => (
            Text {
                en: "`{key}` takes a year, a half-year, a quarter, a month or a day",
                fr: "`{key}` prend une année, un semestre, un trimestre, un mois ou un jour",
            },
            Text {
                en: "write it as `2026`, `2026-S1`, `2026-T4`, `2026-11` or `2026-11-21`",
                fr: "l'écrire `2026`, `2026-S1`, `2026-T4`, `2026-11` ou `2026-11-21`",
            },
        ),
        Expected::Integer => (
            Text {
                en: "`{key}` takes a whole number",
                fr: "`{key}` prend un nombre entier",
            },
            Text {
                en: "write digits alone, such as `12`",
                fr: "écrire des chiffres seuls, par exemple `12`",
            },
        ),
        Expected::Number => (
            Text {
                en: "`{key}` takes a number",
                fr: "`{key}` prend un nombre",
            },
            Text {
                en: "write it without its unit, such as `12` or `12,5`",
                fr: "l'écrire sans son unité, par exemple `12` ou `12,5`",
            },
        ),
        Expected::Fingerprint => (
            Text {
                en: "`{key}` takes the 16 hexadecimal digits that an act wrote",
                fr: "`{key}` prend les 16 chiffres hexadécimaux qu'un acte a écrits",
            },
            Text {
                en: "leave it to `qms`: `git checkout` gives the block back as it was written",
                fr: "la laisser à `qms` : `git checkout` rend le bloc tel qu'il a été écrit",
            },
        ),
        Expected::Duration => (
            Text {
                en: "`{key}` takes a length of time",
                fr: "`{key}` prend une durée",
            },
            Text {
                en: "write a number and its unit, such as `15 jours`, `6 mois` or `3 ans`",
                fr: "écrire un nombre et son unité, par exemple `15 jours`, `6 mois` ou `3 ans`",
            },
        ),
        Expected::ResponseTime => (
            Text {
                en: "`{key}` takes a time to answer",
                fr: "`{key}` prend un délai de réponse",
            },
            Text {
                en: "write `15 jours`, `15 jours ouvrés` or `15 jours ouvrables`",
                fr: "écrire `15 jours`, `15 jours ouvrés` ou `15 jours ouvrables`",
            },
        ),
        Expected::ActorId => (
            Text {
                en: "`{key}` takes the id of an actor: lower case letters, digits and `-`",
                fr: "`{key}` prend l'identifiant d'un acteur : minuscules, chiffres et `-`",
            },
            Text {
                en: "write the id as `qms actor list` shows it",
                fr: "écrire l'identifiant tel que `qms actor list` le montre",
            },
        ),
        Expected::Role { .. } => (
            Text {
                en: "`{key}` names a role that qms.yaml does not have",
                fr: "`{key}` nomme un rôle que qms.yaml n'a pas",
            },
            Text {
                en: "name a role listed under `roles`, or add it there",
                fr: "nommer un rôle de la liste `roles`, ou l'y ajouter",
            },
        ),
        Expected::Zone => (
            Text {
                en: "`{key}` takes a time zone",
                fr: "`{key}` prend un fuseau horaire",
            },
            Text {
                en: "write its name in the IANA list, such as `Europe/Paris`",
                fr: "écrire son nom dans la liste de l'IANA, par exemple `Europe/Paris`",
            },
        ),
        Expected::Size => (
            Text {
                en: "`{key}` takes a size",
                fr: "`{key}` prend une taille",
            },
            Text {
                en: "write a number and its unit, such as `64 KiB` or `5 MiB`",
                fr: "écrire un nombre et son unité, par exemple `64 KiB` ou `5 MiB`",
            },
        ),
        Expected::Pattern => (
            Text {
                en: "`{key}` takes a text with known names in braces",
                fr: "`{key}` prend un texte avec des noms connus entre accolades",
            },
            Text {
                en: "only `type`, `numero`, `version` and `annee` stand in braces",
                fr: "seuls `type`, `numero`, `version` et `annee` se mettent entre accolades",
            },
        ),
        Expected::Path => (
            Text {
                en: "`{key}` takes a path inside the repository",
                fr: "`{key}` prend un chemin à l'intérieur du dépôt",
            },
            Text {
                en: "write it from the root, such as `documents/MO/schema.png`",
                fr: "l'écrire depuis la racine, par exemple `documents/MO/schema.png`",
            },
        ),
        Expected::OneOf { .. } => (RULE.message, CHOOSE),
    }
}
