//! How the document-management table names a version: `01 - V1 - 2012`, `00391 - V02`.

use crate::model::code::{Code, Shape};
use chrono::{Datelike, NaiveDate};

/// A text with `{type}`, `{numero}`, `{version}` and `{annee}` in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern(String);

const NAMES: [&str; 4] = ["type", "numero", "version", "annee"];

impl Default for Pattern {
    fn default() -> Pattern {
        Pattern("{numero} - V{version}".to_owned())
    }
}

impl Pattern {
    /// Reads a pattern; none where braces hold another name, or do not close.
    pub fn parse(text: &str) -> Option<Pattern> {
        let mut rest = text;
        while let Some(open) = rest.find(['{', '}']) {
            let (name, after) = rest[open..].strip_prefix('{')?.split_once('}')?;
            if !NAMES.contains(&name) {
                return None;
            }
            rest = after;
        }
        Some(Pattern(text.to_owned()))
    }

    /// The name of a version that took effect on a day.
    pub fn fill(&self, code: &Code, effective: Option<NaiveDate>) -> String {
        let (number, version) = match code.shape() {
            Shape::Versioned { number, version } => (usize::from(number), usize::from(version)),
            Shape::Yearly { sequence } => (4, usize::from(sequence)),
        };
        let year = effective.map(|day| day.year().to_string());
        self.0
            .replace("{type}", code.kind())
            .replace("{numero}", &format!("{:0number$}", code.number()))
            .replace("{version}", &format!("{:0version$}", code.version()))
            .replace("{annee}", year.as_deref().unwrap_or("—"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::code::DocumentId;
    use std::sync::Arc;

    fn named(pattern: Pattern, kind: &str, number: u32, version: u32, widths: (u8, u8)) -> String {
        let shape = Shape::Versioned {
            number: widths.0,
            version: widths.1,
        };
        let id = DocumentId {
            kind: Arc::from(kind),
            number,
        };
        pattern.fill(
            &Code::version_of(&id, version, shape),
            NaiveDate::from_ymd_opt(2012, 3, 1),
        )
    }

    #[test]
    fn a_procedure_has_its_year_and_an_instruction_has_none() {
        let procedure = Pattern::parse("{numero} - V{version} - {annee}").expect("a pattern");
        assert_eq!(named(procedure, "PR", 1, 1, (2, 1)), "01 - V1 - 2012");
        assert_eq!(
            named(Pattern::default(), "MO", 391, 2, (5, 2)),
            "00391 - V02"
        );
    }

    #[test]
    fn only_known_names_stand_in_braces() {
        for wrong in ["{titre}", "{numero", "numero}", "{{numero}}"] {
            assert_eq!(Pattern::parse(wrong), None, "{wrong}");
        }
    }
}
