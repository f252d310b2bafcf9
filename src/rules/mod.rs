//! What is wrong: one file a rule, one folder a family (50-rules).
//!
//! A rule picks facts of the corpus and words them. It reads no file, no clock and no
//! environment, and formats nothing.

mod approval;
mod codification;
mod format;
mod governance;
mod page;
mod prelude;
mod privacy;
mod registers;
mod retention;
mod run;
mod smac;
mod useful;
mod verified;
mod versions;

#[cfg(test)]
mod examples;
#[cfg(test)]
mod tests;

use crate::corpus::Corpus;
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::retention::Item;
use crate::text::{Lang, Message, Text, Value, spaced};

pub use page::Page;
pub use retention::{Open, altered, departed};
pub use run::{Softening, run};
pub use verified::word;

/// One rule: a code, a sentence, a remedy, a page in each language, and what it looks at.
pub struct Rule {
    /// Its stable code (`A103`).
    pub code: &'static str,
    /// Its weight, unless qms.yaml or the status of the document says otherwise.
    pub severity: Severity,
    /// What is wrong.
    pub message: Text,
    /// What puts it right.
    pub help: Text,
    /// Its page: the head of its own source file in English, the file beside it in French.
    pub pages: [&'static str; 2],
    /// How it is judged.
    pub check: Check,
}

/// How a rule is judged.
pub enum Check {
    /// On the tree, by `qms check`.
    Tree(fn(&Corpus, &mut Found)),
    /// On the tree as well, from where its records and tickets stand: that is counted once a run,
    /// whatever the number of rules that ask.
    Kept(fn(&Corpus, &[Item<'_>], &mut Found)),
    /// On the history, by `qms verify`: the facts and their words are in [`crate::history`].
    History,
}

/// A family of rules: those whose codes begin with one letter.
pub struct Family {
    /// Its letter.
    pub letter: char,
    /// What it is about.
    pub title: Text,
    /// Its rules, sorted by code.
    pub rules: &'static [&'static Rule],
}

/// Every family, in the order of 50-rules.
pub static FAMILIES: [Family; 10] = [
    Family {
        letter: 'C',
        title: Text {
            en: "Codification",
            fr: "Codification",
        },
        rules: codification::RULES,
    },
    Family {
        letter: 'F',
        title: Text {
            en: "Form of the files",
            fr: "Forme des fichiers",
        },
        rules: format::RULES,
    },
    Family {
        letter: 'U',
        title: Text {
            en: "Useful, used, usable",
            fr: "Utile, utilisé, utilisable",
        },
        rules: useful::RULES,
    },
    Family {
        letter: 'V',
        title: Text {
            en: "Versions",
            fr: "Versions",
        },
        rules: versions::RULES,
    },
    Family {
        letter: 'A',
        title: Text {
            en: "Approval and validation",
            fr: "Approbation et validation",
        },
        rules: approval::RULES,
    },
    Family {
        letter: 'G',
        title: Text {
            en: "Governance",
            fr: "Gouvernance",
        },
        rules: governance::RULES,
    },
    Family {
        letter: 'R',
        title: Text {
            en: "Retention and destruction",
            fr: "Conservation et destruction",
        },
        rules: retention::RULES,
    },
    Family {
        letter: 'S',
        title: Text {
            en: "Tickets (SMAC)",
            fr: "Fiches du SMAC",
        },
        rules: smac::RULES,
    },
    Family {
        letter: 'T',
        title: Text {
            en: "Registers and watch",
            fr: "Registres et veille",
        },
        rules: registers::RULES,
    },
    Family {
        letter: 'P',
        title: Text {
            en: "Personal data",
            fr: "Données personnelles",
        },
        rules: privacy::RULES,
    },
];

/// Every rule, family by family, sorted by code within each.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    FAMILIES
        .iter()
        .flat_map(|family| family.rules.iter().copied())
}

/// A rule by its code, in any case.
pub fn find(code: &str) -> Option<&'static Rule> {
    all().find(|rule| rule.code.eq_ignore_ascii_case(code))
}

/// A rule of the history by its code. Its sentence has no values, and its remedy takes `code`, `path`,
/// `commit` and `actor`; a rule that is judged on the tree as well is none of them.
pub fn history(code: &str) -> Option<&'static Rule> {
    find(code).filter(|rule| rule.is_of_the_history())
}

impl Rule {
    /// Whether it is judged on the history, by `qms verify`, and not on the tree.
    pub fn is_of_the_history(&self) -> bool {
        matches!(self.check, Check::History)
    }

    /// Its page in one language.
    pub fn page(&self, lang: Lang) -> Page {
        match lang {
            Lang::En => Page::from_source(self.pages[0]),
            Lang::Fr => Page::from_markdown(&spaced(self.pages[1])),
        }
    }
}

/// Where a rule puts what it finds.
pub struct Found {
    rule: &'static Rule,
    findings: Vec<Finding>,
}

/// One thing found, still being worded.
pub struct Finding {
    place: Option<Place>,
    code: Option<String>,
    severity: Severity,
    message: Message,
    help: Text,
}

impl Found {
    fn new(rule: &'static Rule) -> Self {
        Found {
            rule,
            findings: Vec::new(),
        }
    }

    /// Reports a defect at a place, with the rule's own weight and words.
    pub fn at(&mut self, place: Place) -> &mut Finding {
        self.push(Some(place))
    }

    /// Reports a defect of the repository as a whole.
    pub fn anywhere(&mut self) -> &mut Finding {
        self.push(None)
    }

    fn push(&mut self, place: Option<Place>) -> &mut Finding {
        self.findings.push(Finding {
            place,
            code: None,
            severity: self.rule.severity,
            message: Message::from(self.rule.message),
            help: self.rule.help,
        });
        let last = self.findings.len() - 1;
        &mut self.findings[last]
    }

    /// What was found so far.
    #[cfg(test)]
    fn findings(&self) -> &[Finding] {
        &self.findings
    }

    fn into_diagnostics(self) -> impl Iterator<Item = Diagnostic> {
        let rule = self.rule.code;
        self.findings.into_iter().map(move |finding| Diagnostic {
            rule,
            severity: finding.severity,
            place: finding.place,
            code: finding.code,
            commit: None,
            help: Some(finding.message.reworded(finding.help)),
            message: finding.message,
        })
    }
}

impl Finding {
    /// Fills a placeholder of the message and of the help line.
    pub fn with(&mut self, name: &'static str, value: impl Into<Value>) -> &mut Self {
        self.message =
            std::mem::replace(&mut self.message, Message::from(self.help)).with(name, value);
        self
    }

    /// Names the document, record or ticket concerned, and fills `{code}`.
    pub fn code(&mut self, code: impl ToString) -> &mut Self {
        let code = code.to_string();
        self.code = Some(code.clone());
        self.with("code", code)
    }

    /// Another weight than the rule's.
    pub fn severity(&mut self, severity: Severity) -> &mut Self {
        self.severity = severity;
        self
    }

    /// Another sentence than the rule's, for another face of the same defect.
    pub fn saying(&mut self, text: Text) -> &mut Self {
        self.message = self.message.reworded(text);
        self
    }

    /// What is wrong and what puts it right, as far as it was worded.
    #[cfg(test)]
    fn words(&self) -> (Message, Message) {
        (self.message.clone(), self.message.reworded(self.help))
    }

    /// Another remedy than the rule's.
    pub fn helped_by(&mut self, text: Text) -> &mut Self {
        self.help = text;
        self
    }
}
