//! F: files, front-matter, keys and values are of the form that everything else relies on.

mod f001_front_matter_missing;
mod f002_yaml_not_strict;
mod f003_key_given_twice;
mod f004_key_unknown;
mod f005_value_of_wrong_kind;
mod f006_required_key_missing;
mod f007_name_unknown;
mod f008_text_not_clean;
mod f009_not_a_plain_file;

use super::Rule;
use super::{Finding, Found};
use crate::corpus::{Corpus, File};
use crate::diagnostic::Place;
use crate::model::code::Code;
use crate::parse::defect::Defect;

/// The rules of this family, sorted.
pub(super) static RULES: &[&Rule] = &[
    &f001_front_matter_missing::RULE,
    &f002_yaml_not_strict::RULE,
    &f003_key_given_twice::RULE,
    &f004_key_unknown::RULE,
    &f005_value_of_wrong_kind::RULE,
    &f006_required_key_missing::RULE,
    &f007_name_unknown::RULE,
    &f008_text_not_clean::RULE,
    &f009_not_a_plain_file::RULE,
];

#[cfg(test)]
mod tests;

/// A defect of form with its place, in a file or in qms.yaml.
struct Flaw<'c> {
    defect: &'c Defect,
    place: Place,
    code: Option<&'c Code>,
    /// The name that `qms schema` takes for the file.
    schema: &'static str,
}

/// Every defect of form, those of qms.yaml first.
fn flaws(corpus: &Corpus) -> Vec<Flaw<'_>> {
    let mut flaws = Vec::new();
    if let Some(policy) = corpus.policy_file() {
        for defect in &policy.defects {
            let place = Place::at(&policy.path, defect.span);
            flaws.push(Flaw {
                defect: &defect.value,
                place,
                code: None,
                schema: "policy",
            });
        }
    }
    for file in corpus.files() {
        let schema = file.kind.map_or("", |kind| kind.as_str());
        for defect in file.defects() {
            flaws.push(Flaw {
                defect: &defect.value,
                place: file.at(defect.span),
                code: file.code(),
                schema,
            });
        }
    }
    flaws
}

impl Flaw<'_> {
    fn report<'f>(&self, found: &'f mut Found) -> &'f mut Finding {
        named(found.at(self.place.clone()), self.code)
    }
}

/// Names the document, record or ticket, where the file has a code.
fn named<'f>(finding: &'f mut Finding, code: Option<&Code>) -> &'f mut Finding {
    match code {
        Some(code) => finding.code(code),
        None => finding,
    }
}

/// A finding on a file as a whole.
fn whole<'f>(found: &'f mut Found, file: &File) -> &'f mut Finding {
    named(found.at(file.whole()), file.code())
}
