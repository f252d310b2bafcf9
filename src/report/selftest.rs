//! The report of a self-test: each forgery with the rules that had to find it and those that did.

use super::table::{Cell, table};
use super::{Style, Tone, json, lines};
use crate::diagnostic::Severity;
use crate::text::{Lang, Message, Text, date, number, plural};
use chrono::NaiveDate;
use serde_json::{Map, Value, json};

/// What stands in the place of a rule where nothing can be said of a history.
pub const NOT_VERIFIABLE: &str = "not-verifiable";

/// A group of forgeries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Group {
    /// Its name, stable.
    pub id: &'static str,
    /// Its heading.
    pub title: Text,
}

/// One forgery, staged and verified.
#[derive(Debug, Clone)]
pub struct Row {
    /// Its name, stable.
    pub id: &'static str,
    /// Its group.
    pub group: Group,
    /// What was done.
    pub what: Text,
    /// The rules that had to find it, sorted; none for a history that nobody touched.
    pub expected: Vec<&'static str>,
    /// The rules that were found, sorted.
    pub found: Vec<&'static str>,
    /// Whether they had to be errors, or warnings beside no error.
    pub weight: Severity,
}

impl Row {
    /// Whether these very rules were found, and no other.
    pub fn passed(&self) -> bool {
        self.expected == self.found
    }
}

/// Where and with what it ran.
#[derive(Debug, Clone)]
pub struct Environment {
    /// Of this program.
    pub version: String,
    /// System and processor.
    pub platform: String,
    /// What git says of itself, where it is installed; nothing here needs it.
    pub git: Option<String>,
    /// What OpenSSH says of itself.
    pub ssh: Option<String>,
    /// The day.
    pub day: NaiveDate,
}

/// The whole report.
#[derive(Debug, Clone)]
pub struct Report {
    /// The forgeries, group by group.
    pub rows: Vec<Row>,
    /// Where and with what it ran.
    pub environment: Environment,
}

const ABSENT: Text = Text {
    en: "not installed, and not needed",
    fr: "non installé, et non nécessaire",
};
const FOUND: Text = Text {
    en: "found",
    fr: "décelé",
};
const MISSED: Text = Text {
    en: "NOT AS EXPECTED",
    fr: "NON CONFORME",
};
const CLEAN: Text = Text {
    en: "conforming",
    fr: "conforme",
};
const HEADER: [Text; 4] = [
    Text {
        en: "What was done",
        fr: "Ce qui a été fait",
    },
    Text {
        en: "Rule expected",
        fr: "Règle attendue",
    },
    Text {
        en: "Rule found",
        fr: "Règle trouvée",
    },
    Text {
        en: "Verdict",
        fr: "Verdict",
    },
];

impl Report {
    /// Whether every forgery was found as expected, and the untouched history conforms.
    pub fn passed(&self) -> bool {
        !self.rows.is_empty() && self.rows.iter().all(Row::passed)
    }

    fn failed(&self) -> usize {
        self.rows.iter().filter(|row| !row.passed()).count()
    }

    fn groups(&self) -> Vec<(Group, Vec<&Row>)> {
        let mut groups: Vec<(Group, Vec<&Row>)> = Vec::new();
        for row in &self.rows {
            match groups.last_mut() {
                Some((group, rows)) if *group == row.group => rows.push(row),
                _ => groups.push((row.group, vec![row])),
            }
        }
        groups
    }

    /// For people at a terminal.
    pub fn text(&self, style: &Style) -> String {
        let lang = style.lang;
        let header = HEADER.map(|text| text.get(lang));
        let mut out = String::new();
        for (group, rows) in self.groups() {
            out.push_str(&style.tone(Tone::Strong, group.title.get(lang)));
            out.push_str("\n\n");
            let cells: Vec<Vec<Cell>> = rows
                .iter()
                .map(|row| {
                    let tone = match row.passed() {
                        true => Tone::Good,
                        false => Tone::Bad,
                    };
                    vec![
                        row.what.get(lang).into(),
                        rules(&row.expected, lang).into(),
                        rules(&row.found, lang).into(),
                        Cell::toned(verdict(row).get(lang), tone),
                    ]
                })
                .collect();
            out.push_str(&table(&header, &cells, style));
            out.push('\n');
        }
        let tone = match self.passed() {
            true => Tone::Good,
            false => Tone::Bad,
        };
        let end = lines::wrap(&self.conclusion().render(lang), style.width, 0);
        out.push_str(&style.tone(tone, end.trim_end()));
        out.push('\n');
        for (label, value) in self.facts(lang) {
            out.push_str(&format!("{label}{}{value}\n", lines::colon(lang)));
        }
        out
    }

    /// A record to be filed.
    pub fn markdown(&self, lang: Lang) -> String {
        const TITLE: Text = Text {
            en: "Validation of `qms`: forgeries staged and found",
            fr: "Validation de `qms`\u{a0}: falsifications provoquées et décelées",
        };
        const WHAT: Text = Text {
            en: "A valid history was written into a throwaway repository with throwaway keys, then forged in each of the ways below. Each forged history was verified from the trust root, offline; the rules found among errors are compared with those that the rules of the system ask for, and must be these and no other.",
            fr: "Un historique valide a été écrit dans un dépôt jetable, avec des clés jetables, puis falsifié de chacune des façons ci-dessous. Chaque historique falsifié a été vérifié depuis la racine de confiance, hors ligne\u{a0}; les règles trouvées parmi les erreurs sont comparées à celles que le référentiel des règles exige, et doivent être celles-là et aucune autre.",
        };
        const CONCLUSION: Text = Text {
            en: "Conclusion",
            fr: "Conclusion",
        };
        let mut out = format!("# {}\n\n", TITLE.get(lang));
        for (label, value) in self.facts(lang) {
            out.push_str(&format!("- {label}{}{value}\n", lines::colon(lang)));
        }
        out.push_str(&format!("\n{}\n", WHAT.get(lang)));
        for (group, rows) in self.groups() {
            out.push_str(&format!("\n## {}\n\n", group.title.get(lang)));
            let header = HEADER.map(|text| text.get(lang)).join(" | ");
            out.push_str(&format!("| {header} |\n|---|---|---|---|\n"));
            for row in rows {
                let verdict = match row.passed() {
                    true => verdict(row).get(lang).to_owned(),
                    false => format!("**{}**", verdict(row).get(lang)),
                };
                out.push_str(&format!(
                    "| {} | {} | {} | {verdict} |\n",
                    row.what.get(lang).replace('|', "\\|"),
                    rules(&row.expected, lang),
                    rules(&row.found, lang),
                ));
            }
        }
        out.push_str(&format!(
            "\n## {}\n\n{}.\n",
            CONCLUSION.get(lang),
            capital(&self.conclusion().render(lang))
        ));
        out
    }

    /// For programs.
    pub fn json(&self, lang: Lang) -> Map<String, Value> {
        let cases: Vec<Value> = self
            .rows
            .iter()
            .map(|row| {
                json!({
                    "id": row.id,
                    "group": row.group.id,
                    "what": row.what.get(lang),
                    "severity": row.weight.as_str(),
                    "expected": row.expected,
                    "found": row.found,
                    "passed": row.passed(),
                })
            })
            .collect();
        let failed = self.failed();
        let environment = &self.environment;
        json::body([
            ("passed", json!(self.passed())),
            ("cases", Value::Array(cases)),
            (
                "summary",
                json!({
                    "cases": self.rows.len(),
                    "passed": self.rows.len() - failed,
                    "failed": failed,
                }),
            ),
            (
                "environment",
                json!({
                    "version": environment.version,
                    "platform": environment.platform,
                    "git": environment.git,
                    "ssh": environment.ssh,
                    "date": environment.day.to_string(),
                }),
            ),
        ])
    }

    fn conclusion(&self) -> Message {
        const PASSED: Text = Text {
            en: "{count} cases, all as expected: each forgery was found by its rules and no other, and the history that nobody touched conforms",
            fr: "{count} cas, tous conformes à l'attendu\u{a0}: chaque falsification a été décelée par ses règles et aucune autre, et l'historique intact est conforme",
        };
        const FAILED: Text = Text {
            en: "failed: {failed} of {count} {cases} not as expected",
            fr: "échec\u{a0}: {failed} cas sur {count} {cases} à l'attendu",
        };
        let failed = self.failed();
        let count = self.rows.len();
        match self.passed() {
            true => PASSED.with("count", count),
            false => FAILED.with("failed", failed).with("count", count).with(
                "cases",
                match failed {
                    1 => Text {
                        en: "cases is",
                        fr: "n'est pas conforme",
                    },
                    _ => Text {
                        en: "cases are",
                        fr: "ne sont pas conformes",
                    },
                },
            ),
        }
    }

    fn facts(&self, lang: Lang) -> Vec<(String, String)> {
        const DATE: Text = Text {
            en: "Date",
            fr: "Date",
        };
        const PLATFORM: Text = Text {
            en: "Platform",
            fr: "Plate-forme",
        };
        const CASES: Text = Text {
            en: "Cases",
            fr: "Cas",
        };
        let environment = &self.environment;
        let absent = || ABSENT.get(lang).to_owned();
        let passed = self.rows.len() - self.failed();
        let counted = |count: usize| number(i64::try_from(count).unwrap_or(i64::MAX), lang);
        let as_expected = plural(
            passed,
            Text {
                en: "as expected",
                fr: "conforme",
            }
            .get(lang),
            Text {
                en: "as expected",
                fr: "conformes",
            }
            .get(lang),
            lang,
        );
        vec![
            (DATE.get(lang).to_owned(), date(environment.day, lang)),
            ("qms".to_owned(), environment.version.clone()),
            (PLATFORM.get(lang).to_owned(), environment.platform.clone()),
            (
                "git".to_owned(),
                environment.git.clone().unwrap_or_else(absent),
            ),
            (
                "OpenSSH".to_owned(),
                environment
                    .ssh
                    .clone()
                    .unwrap_or_else(|| "ssh-keygen".to_owned()),
            ),
            (
                CASES.get(lang).to_owned(),
                format!(
                    "{}, {} {as_expected}",
                    counted(self.rows.len()),
                    counted(passed)
                ),
            ),
        ]
    }
}

fn verdict(row: &Row) -> Text {
    match (row.passed(), row.expected.is_empty()) {
        (true, true) => CLEAN,
        (true, false) => FOUND,
        (false, _) => MISSED,
    }
}

fn rules(rules: &[&str], lang: Lang) -> String {
    const NOTHING: Text = Text {
        en: "none",
        fr: "aucune",
    };
    const UNVERIFIABLE: Text = Text {
        en: "not verifiable",
        fr: "non vérifiable",
    };
    let named: Vec<&str> = rules
        .iter()
        .map(|rule| match *rule {
            NOT_VERIFIABLE => UNVERIFIABLE.get(lang),
            rule => rule,
        })
        .collect();
    match named.is_empty() {
        true => NOTHING.get(lang).to_owned(),
        false => named.join(", "),
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Paint;

    fn report(found: &[&'static str]) -> Report {
        let group = Group {
            id: "fields",
            title: Text {
                en: "Fields",
                fr: "Champs",
            },
        };
        let row = |id, expected: &[&'static str], found: &[&'static str]| Row {
            id,
            group,
            what: Text {
                en: "one byte | changed",
                fr: "un octet | modifié",
            },
            expected: expected.to_vec(),
            found: found.to_vec(),
            weight: Severity::Error,
        };
        Report {
            rows: vec![row("untouched", &[], &[]), row("byte", &["A202"], found)],
            environment: Environment {
                version: "0.1.0".to_owned(),
                platform: "linux x86_64".to_owned(),
                git: None,
                ssh: None,
                day: NaiveDate::from_ymd_opt(2026, 11, 27).unwrap_or_default(),
            },
        }
    }

    fn plain(lang: Lang) -> Style {
        Style {
            lang,
            paint: Paint::Plain,
            width: 100,
        }
    }

    #[test]
    fn a_forgery_that_is_not_found_makes_the_report_fail() {
        let doctored = report(&[]);
        assert!(!doctored.passed());
        let text = doctored.text(&plain(Lang::En));
        assert!(
            text.contains("failed: 1 of 2 cases is not as expected"),
            "{text}"
        );
        assert!(text.contains("NOT AS EXPECTED"), "{text}");
        let filed = doctored.markdown(Lang::Fr);
        assert!(filed.contains("**NON CONFORME**"), "{filed}");
        assert!(
            filed.contains("Échec\u{a0}: 1 cas sur 2 n'est pas conforme à l'attendu."),
            "{filed}"
        );
        assert_eq!(doctored.json(Lang::En).get("passed"), Some(&json!(false)));
    }

    #[test]
    fn another_rule_beside_the_expected_one_makes_it_fail_as_well() {
        assert!(!report(&["A202", "A209"]).passed());
        assert!(!report(&["A209"]).passed());
        assert!(report(&["A202"]).passed());
    }

    #[test]
    fn a_test_of_nothing_passes_nothing() {
        let empty = Report {
            rows: Vec::new(),
            ..report(&[])
        };
        assert!(!empty.passed());
    }

    #[test]
    fn the_record_to_be_filed_has_tables_that_hold() {
        let filed = report(&["A202"]).markdown(Lang::Fr);
        assert!(
            filed.contains("| un octet \\| modifié | A202 | A202 | décelé |"),
            "{filed}"
        );
        assert!(filed.contains("- Date\u{a0}: 27/11/2026"), "{filed}");
    }
}
