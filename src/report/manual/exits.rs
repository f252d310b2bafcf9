//! How commands end: exit codes, and what a failure says to a program.

use super::{CommandLine, EXITS, Ending, MEANING, Page, Sheet};
use crate::text::{Lang, Text};

/// The page.
pub(super) fn page(line: &CommandLine, lang: Lang) -> Page {
    const TITLE: Text = Text {
        en: "Exit codes",
        fr: "Codes de sortie",
    };
    const CODE: Text = Text {
        en: "Code",
        fr: "Code",
    };
    const KIND: Text = Text {
        en: "Kind",
        fr: "Nature",
    };
    const STREAMS: Text = Text {
        en: "Results go to standard output, what is said about the run to standard error. Every refusal names what was refused, the rule that asks for it, and the command that would put it right.",
        fr: "Les résultats vont sur la sortie standard, ce qui concerne l'exécution sur la sortie d'erreur. Tout refus nomme ce qui est refusé, la règle qui le demande et la commande qui y remédierait.",
    };
    const FAILURES: Text = Text {
        en: "Failures in JSON",
        fr: "Les échecs en JSON",
    };
    const ERROR: Text = Text {
        en: "With `--format json` a failure is an object on standard output, whose `error` has the keys `kind`, `message`, `help`, `rule` and `first_date` (the first day on which the act would be possible). `kind` is one of:",
        fr: "Avec `--format json`, un échec est un objet sur la sortie standard, dont `error` a les clés `kind`, `message`, `help`, `rule` et `first_date` (le premier jour où l'acte serait possible). `kind` vaut\u{a0}:",
    };
    let rows = |endings: &[Ending]| -> Vec<[String; 2]> {
        endings
            .iter()
            .map(|ending| {
                [
                    format!("`{}`", ending.word),
                    ending.meaning.get(lang).to_owned(),
                ]
            })
            .collect()
    };
    let mut sheet = Sheet::new(TITLE.get(lang));
    sheet.table([CODE, MEANING], &rows(&line.endings), lang);
    sheet.paragraph(STREAMS.get(lang));
    sheet.heading(2, FAILURES.get(lang));
    sheet.paragraph(ERROR.get(lang));
    sheet.table([KIND, MEANING], &rows(&line.failures), lang);
    sheet.page(EXITS, lang)
}
