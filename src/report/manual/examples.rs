//! Worked examples of the retention language: what the engine says of them while the manual is
//! written.

use super::{Sheet, colon};
use crate::corpus::{self, Corpus};
use crate::repository::Tree;
use crate::retention::{items, words};
use crate::rules::{self, Softening};
use crate::text::{Lang, Text, date};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// A case: the cells of its series, what is filed there, and the days on which it is looked at.
struct Example {
    case: Text,
    cells: [&'static str; 3],
    filed: &'static [Filed],
    days: &'static [&'static str],
}

/// A record or ticket: its code, its day, more lines of its front-matter. The first is looked at.
type Filed = (&'static str, &'static str, &'static str);

const TRANSFER: &str = "A.H. à remettre à la Direction qualité";
const MEASURES: &str = "fin de traitement des mesures décidées suite au rapport";
const ACTIONS: &str = "mesures:\n  - {nature: corrective, intitule: Former, realisee: 2025-06-30}\n  - {nature: corrective, intitule: Afficher, realisee: 2026-02-28}\n";
const REOPENED: &str = "mesures:\n  - {nature: corrective, intitule: Former, realisee: 2025-06-30}\n  - nature: corrective\n    intitule: Afficher\n    realisee: 2026-02-28\n    efficacite: {date: 2026-03-15, acteur: pilote, conclusion: inefficace}\n";
const HOLD: &str = "gel:\n  - depuis: 2027-06-01\n    acteur: pilote\n    motif: Contentieux en cours\n    reevaluation: 2028-06-01\n    leve: {date: 2028-01-10, acteur: pilote}\n";
const MINUTES: &[Filed] = &[
    ("CR-2025-001", "2025-01-14", ""),
    ("CR-2025-002", "2025-02-13", ""),
    ("CR-2025-003", "2025-03-13", ""),
    ("CR-2025-004", "2025-04-13", ""),
];

const EXAMPLES: [Example; 12] = [
    Example {
        case: Text {
            en: "A plan of 29 February: both phases are counted at once, over 48 months",
            fr: "Un plan du 29 février\u{a0}: les deux phases se comptent ensemble, sur 48 mois",
        },
        cells: ["3 ans", "1 an", TRANSFER],
        filed: &[("PML-2024-001", "2024-02-29", "")],
        days: &["2026-01-01", "2028-02-29", "2028-03-01"],
    },
    Example {
        case: Text {
            en: "Half a year from the 31st",
            fr: "Six mois à compter d'un 31",
        },
        cells: ["6 mois", "pas d'archivage", "sans conditions"],
        filed: &[("AD-2025-001", "2025-08-31", "")],
        days: &["2026-02-28", "2026-03-01"],
    },
    Example {
        case: Text {
            en: "A ticket is counted from the year of its closing",
            fr: "Une fiche se compte de l'année de sa clôture",
        },
        cells: [
            "année en cours + 3 ans",
            "pas d'archivage",
            "sans conditions",
        ],
        filed: &[("NC-2025-0001", "2025-12-30", "clos-le: 2026-01-05\n")],
        days: &["2026-06-01", "2030-01-01"],
    },
    Example {
        case: Text {
            en: "The same, still open",
            fr: "La même, encore ouverte",
        },
        cells: [
            "année en cours + 3 ans",
            "pas d'archivage",
            "sans conditions",
        ],
        filed: &[("NC-2025-0001", "2025-12-30", "")],
        days: &["2040-01-01"],
    },
    Example {
        case: Text {
            en: "Counted from the reception, whenever it was closed",
            fr: "Compté de la réception, quelle que soit la clôture",
        },
        cells: [
            "1 an à compter de la réception",
            "pas d'archivage",
            "visa des archives",
        ],
        filed: &[("RE-2025-0001", "2025-11-02", "clos-le: 2026-03-01\n")],
        days: &["2026-11-03"],
    },
    Example {
        case: Text {
            en: "An audit report, until the last of its measures is done",
            fr: "Un rapport d'audit, jusqu'à la dernière de ses mesures",
        },
        cells: [MEASURES, "3 ans", "sans conditions"],
        filed: &[("RA-2025-001", "2025-04-10", ACTIONS)],
        days: &["2026-01-01", "2026-03-01", "2029-03-01"],
    },
    Example {
        case: Text {
            en: "The same, the last measure judged ineffective since",
            fr: "Le même, la dernière mesure ayant depuis été jugée inefficace",
        },
        cells: [MEASURES, "3 ans", "sans conditions"],
        filed: &[("RA-2025-001", "2025-04-10", REOPENED)],
        days: &["2026-03-01", "2026-04-01"],
    },
    Example {
        case: Text {
            en: "A report that declares no measures",
            fr: "Un rapport qui déclare n'avoir donné lieu à aucune mesure",
        },
        cells: [MEASURES, "3 ans", "sans conditions"],
        filed: &[("RA-2025-001", "2025-04-10", "mesures: aucune\n")],
        days: &["2028-04-11"],
    },
    Example {
        case: Text {
            en: "The newest three minutes stay at hand",
            fr: "Les trois derniers comptes rendus restent à portée de main",
        },
        cells: ["3 comptes rendus", "1 an", "sans conditions"],
        filed: MINUTES,
        days: &["2025-04-12", "2025-04-14", "2026-04-14"],
    },
    Example {
        case: Text {
            en: "The same, but three years at least",
            fr: "De même, mais trois ans au moins",
        },
        cells: [
            "3 comptes rendus et 3 ans",
            "pas d'archivage",
            "sans conditions",
        ],
        filed: MINUTES,
        days: &["2025-04-14", "2028-01-15"],
    },
    Example {
        case: Text {
            en: "A dashboard that is decided elsewhere after its year",
            fr: "Un tableau de bord dont le sort est décidé ailleurs, passé l'année",
        },
        cells: [
            "année en cours",
            "information contrôle de gestion",
            "information contrôle de gestion",
        ],
        filed: &[("AD-2026-001", "2026-03-31", "")],
        days: &["2026-12-31", "2027-01-01"],
    },
    Example {
        case: Text {
            en: "A hold puts destruction off, and stops no count",
            fr: "Un gel repousse la destruction, et n'arrête aucun compte",
        },
        cells: ["3 ans", "1 an", "sans conditions"],
        filed: &[("AD-2023-001", "2023-06-15", HOLD)],
        days: &["2027-06-01", "2027-12-01", "2028-01-11"],
    },
];

/// What is not understood: the cell and what stands in it.
const WRONG: [(&str, &str); 13] = [
    ("classement.duree", "3 ans ou"),
    ("classement.duree", "3 moi"),
    ("classement.duree", "12 compte rendu"),
    ("classement.duree", "3"),
    ("classement.duree", "0 ans"),
    ("classement.duree", "anné en cours"),
    ("classement.duree", "année en cours + trois ans"),
    ("classement.duree", "1 an depuis la signature"),
    ("classement.duree", "(3 ans ou 1 an"),
    ("classement.duree", "3 ans environ"),
    ("archivage.duree", "voir"),
    ("destruction", "sans condition"),
    ("destruction", "au bout d'un an"),
];

/// The examples, each with what the engine says of it.
pub(super) fn worked(sheet: &mut Sheet, lang: Lang) {
    const DAY: Text = Text { en: "On", fr: "Au" };
    const STAGE: Text = Text {
        en: "Stage",
        fr: "Stade",
    };
    const FILED: Text = Text {
        en: "Filed until",
        fr: "Classé jusqu'au",
    };
    const ARCHIVED: Text = Text {
        en: "Archived until",
        fr: "Archivé jusqu'au",
    };
    const LEAVES: Text = Text {
        en: "Leaves from",
        fr: "Sort à partir du",
    };
    for example in &EXAMPLES {
        sheet.heading(3, example.case.get(lang));
        sheet.block("yaml", &front_matter(example));
        let mut rows = Vec::new();
        let mut said = String::new();
        for asked in example.days {
            let corpus = corpus_of(&files(example), asked);
            let items = items(&corpus);
            let Some(item) = items
                .iter()
                .find(|item| item.code.to_string() == example.filed[0].0)
            else {
                continue;
            };
            let shown =
                |day: Option<NaiveDate>| day.map_or("—".to_owned(), |day| date(day, lang));
            let state = &item.state;
            rows.push([
                shown(Some(corpus.as_of())),
                state.stage.label().get(lang).to_owned(),
                shown(state.filing.last()),
                shown(state.archiving.last()),
                shown(state.leaves_from()),
            ]);
            said = words::rule(item, corpus.policy()).render(lang);
        }
        sheet.table([DAY, STAGE, FILED, ARCHIVED, LEAVES], &rows, lang);
        sheet.paragraph(&format!("`qms retention`{}{said}.", colon(lang)));
    }
}

/// Cells that are not understood, with what R102 says of them.
pub(super) fn refused(lang: Lang) -> Vec<[String; 3]> {
    WRONG
        .iter()
        .map(|(cell, words)| {
            let series = match *cell {
                "classement.duree" => [words, "", "sans conditions"],
                "archivage.duree" => ["3 ans", words, "sans conditions"],
                _ => ["3 ans", "", words],
            };
            let files = BTreeMap::from([policy(), row(series)]);
            let corpus = corpus_of(&files, "2026-01-01");
            let found = rules::run(&corpus, Softening::None);
            let found = found.iter().find(|one| one.rule == "R102");
            [
                format!("`{cell}: {words}`"),
                found
                    .map(|one| one.message.render(lang))
                    .unwrap_or_default(),
                found
                    .and_then(|one| one.help.as_ref())
                    .map(|help| help.render(lang))
                    .unwrap_or_default(),
            ]
        })
        .collect()
}

/// The cells and the facts, as the files say them.
fn front_matter(example: &Example) -> String {
    let [filing, archiving, fate] = example.cells;
    let mut out = format!(
        "# registres/enregistrements/serie.md\nclassement: {{duree: {filing}}}\narchivage: {{duree: {archiving}}}\ndestruction: {fate}\n"
    );
    for (code, day, more) in example.filed {
        let key = if is_ticket(code) { "recu" } else { "date" };
        out.push_str(&format!("# {}\n{key}: {day}\n{more}", path(code)));
    }
    out
}

fn is_ticket(code: &str) -> bool {
    ["NC-", "PA-", "RE-", "RI-"]
        .iter()
        .any(|kind| code.starts_with(kind))
}

fn path(code: &str) -> String {
    let mut parts = code.split('-');
    let (kind, year) = (
        parts.next().unwrap_or_default(),
        parts.next().unwrap_or_default(),
    );
    match is_ticket(code) {
        true => format!("smac/{year}/{code}.md"),
        false => format!("enregistrements/{kind}/{code}.md"),
    }
}

type Files = BTreeMap<String, Vec<u8>>;

fn files(example: &Example) -> Files {
    let mut files = BTreeMap::from([policy(), row(example.cells)]);
    for (code, day, more) in example.filed {
        let own = match is_ticket(code) {
            true => format!("recu: {day}\ncanal: interne\n"),
            false => format!("date: {day}\nserie: serie\n"),
        };
        let text = format!("---\ncode: {code}\ntitre: Exemple\nprocessus: P\n{own}{more}---\n");
        files.insert(path(code), text.into_bytes());
    }
    files
}

/// The default policy, all of whose tickets are filed in the one series.
fn policy() -> (String, Vec<u8>) {
    let text = "tickets: {NC: {serie: serie}, RE: {serie: serie}}\n";
    (crate::model::layout::POLICY.to_owned(), text.into())
}

fn row(cells: [&str; 3]) -> (String, Vec<u8>) {
    let [filing, archiving, fate] = cells;
    let text = format!(
        "---\nlibelle: Exemple\nsection: A\nclassement: {{duree: \"{filing}\"}}\narchivage: {{duree: \"{archiving}\"}}\ndestruction: \"{fate}\"\n---\n"
    );
    (
        "registres/enregistrements/serie.md".to_owned(),
        text.into_bytes(),
    )
}

fn corpus_of(files: &Files, day: &str) -> Corpus {
    let day = day.parse().unwrap_or_default();
    corpus::load(&Tree::Memory(files.clone()), |_| day)
        .expect("files in memory with a policy can be read")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_example_is_counted_and_every_fault_is_told() {
        for lang in [Lang::Fr, Lang::En] {
            for [cell, message, help] in refused(lang) {
                assert!(!message.is_empty() && !help.is_empty(), "{cell}");
            }
            let mut sheet = Sheet::new("x");
            worked(&mut sheet, lang);
            let text = sheet.page(super::super::INDEX, lang).text;
            let rows = EXAMPLES.iter().map(|example| example.days.len() + 2);
            let lines = text.lines().filter(|line| line.starts_with('|')).count();
            assert_eq!(lines, rows.sum::<usize>());
        }
    }

    #[test]
    fn the_dates_are_those_of_the_practice() {
        let mut sheet = Sheet::new("x");
        worked(&mut sheet, Lang::En);
        let text = sheet.page(super::super::INDEX, Lang::En).text;
        for row in [
            "| 2028-03-01 | due | 2027-02-28 | 2028-02-29 | 2028-03-01 |",
            "| 2026-02-28 | filed | 2026-02-28 | — | 2026-03-01 |",
            "| 2026-06-01 | filed | 2029-12-31 | — | 2030-01-01 |",
            "| 2040-01-01 | waiting | — | — | — |",
            "| 2026-03-01 | archived | 2026-02-28 | 2029-02-28 | 2029-03-01 |",
            "| 2025-04-14 | archived | 2025-04-13 | 2026-04-13 | 2026-04-14 |",
            "| 2028-01-11 | due | 2026-06-15 | 2027-06-15 | 2028-01-11 |",
        ] {
            assert!(text.contains(row), "{row}\n{text}");
        }
    }
}
