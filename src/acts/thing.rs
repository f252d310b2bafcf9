//! What an act on kept things is about: a version, a record, a ticket.

use super::{Refusal, Situation};
use crate::corpus::{Corpus, File, Version};
use crate::diagnostic::Severity;
use crate::history::words;
use crate::model::act::{ActKind, Statement};
use crate::model::code::Code;
use crate::model::entity::Entity;
use crate::model::names::ProcessCode;
use crate::model::record::Record;
use crate::model::retention::Hold;
use crate::model::ticket::Ticket;
use crate::parse::edit;
use crate::parse::workflow::WorkflowKey;
use crate::repository::Edit;
use crate::text::{Message, Text};

/// Something that an act is about.
#[derive(Debug, Clone, Copy)]
pub enum Thing<'c> {
    /// A version of a document.
    Version(Version<'c>),
    /// A record.
    Record(&'c File, &'c Record),
    /// A SMAC ticket.
    Ticket(&'c File, &'c Ticket),
}

impl<'c> Thing<'c> {
    /// What a file holds, where acts may be about it.
    pub fn of(corpus: &'c Corpus, file: &'c File) -> Option<Thing<'c>> {
        Some(match file.entity()? {
            Entity::Document(document) => Thing::Version(corpus.version(&document.code)?),
            Entity::Record(record) => Thing::Record(file, record),
            Entity::Ticket(ticket) => Thing::Ticket(file, ticket),
            _ => return None,
        })
    }

    /// Its file.
    pub fn file(&self) -> &'c File {
        match self {
            Thing::Version(version) => version.file,
            Thing::Record(file, _) | Thing::Ticket(file, _) => file,
        }
    }

    /// Its code.
    pub fn code(&self) -> &'c Code {
        match self {
            Thing::Version(version) => &version.document.code,
            Thing::Record(_, record) => &record.code,
            Thing::Ticket(_, ticket) => &ticket.code,
        }
    }

    /// Its title.
    pub fn title(&self) -> &'c str {
        match self {
            Thing::Version(version) => &version.document.title.value,
            Thing::Record(_, record) => &record.title.value,
            Thing::Ticket(_, ticket) => &ticket.title.value,
        }
    }

    /// The process that it belongs to.
    pub fn process(&self) -> &'c ProcessCode {
        match self {
            Thing::Version(version) => &version.document.process.value,
            Thing::Record(_, record) => &record.process.value,
            Thing::Ticket(_, ticket) => &ticket.process.value,
        }
    }

    /// Its holds; a version has none.
    pub fn holds(&self) -> &'c [Hold] {
        match self {
            Thing::Version(_) => &[],
            Thing::Record(_, record) => &record.holds,
            Thing::Ticket(_, ticket) => &ticket.holds,
        }
    }

    /// Its text.
    ///
    /// # Errors
    /// It cannot be read as text.
    pub(super) fn text(&self, situation: &Situation<'_>) -> Result<String, Refusal> {
        let bytes = situation.tree.read_path(&self.file().path).ok().flatten();
        bytes
            .and_then(|bytes| String::from_utf8(bytes).ok())
            .ok_or_else(|| self.unreadable())
    }

    /// What is said where its file is no text.
    pub(super) fn unreadable(&self) -> Refusal {
        const UNREADABLE: Text = Text {
            en: "`{path}` cannot be read as text",
            fr: "`{path}` ne peut pas être lu comme un texte",
        };
        Refusal::new("F008", UNREADABLE.with("path", &*self.file().path))
    }

    /// The statement of an act on it, in a role. No image is signed.
    pub(super) fn statement(
        &self,
        act: ActKind,
        situation: &Situation<'_>,
        role: &str,
    ) -> Statement {
        let parsed = self.file().parsed.as_ref();
        Statement {
            code: Some(self.code().to_string()),
            digest: parsed.map(|parsed| parsed.digest),
            role: Some(role.to_owned()),
            ..Statement::new(act, situation.actor.id.value.as_str())
        }
    }

    /// The edit that gives one workflow key its lines.
    ///
    /// # Errors
    /// The front-matter is not one in which keys can be set.
    pub(super) fn with_key(
        &self,
        situation: &Situation<'_>,
        key: WorkflowKey,
        block: &str,
    ) -> Result<Edit, Refusal> {
        self.edited(situation, key, Some(block))
    }

    /// The edit that takes one workflow key away.
    ///
    /// # Errors
    /// The front-matter is not one in which keys can be set.
    pub(super) fn without_key(
        &self,
        situation: &Situation<'_>,
        key: WorkflowKey,
    ) -> Result<Edit, Refusal> {
        self.edited(situation, key, None)
    }

    fn edited(
        &self,
        situation: &Situation<'_>,
        key: WorkflowKey,
        block: Option<&str>,
    ) -> Result<Edit, Refusal> {
        let text = edit::set(&self.text(situation)?, key, block)
            .map_err(|_| not_edited(&self.code().to_string()))?;
        Ok(Edit {
            path: self.file().path.to_string(),
            content: Some(text.into_bytes()),
        })
    }

    /// Refuses what left by an act: it does not come back (A209).
    ///
    /// # Errors
    /// An act destroyed it.
    pub(super) fn not_left(&self, situation: &Situation<'_>) -> Result<(), Refusal> {
        const LEFT: Text = Text {
            en: "`{code}` was destroyed by an act, in commit {commit}: it does not come back",
            fr: "`{code}` a été détruit par un acte, dans le commit {commit}\u{a0}: il ne revient pas",
        };
        const HELP: Text = Text {
            en: "take the file out again: `git rm {path}`",
            fr: "retirer à nouveau le fichier\u{a0}: `git rm {path}`",
        };
        let code = self.code().to_string();
        let Some(record) = situation.history.destroyed(&code) else {
            return Ok(());
        };
        let message = LEFT
            .with("code", code)
            .with("commit", words::short(&record.commit.to_string()))
            .with("path", &*self.file().path);
        let help = message.reworded(HELP);
        Err(Refusal::new("A209", message).help(help))
    }

    /// Refuses while the rules have an error against it.
    ///
    /// # Errors
    /// They have.
    pub(super) fn without_errors(&self, situation: &Situation<'_>) -> Result<(), Refusal> {
        const TEXT: Text = Text {
            en: "the rules have something against `{code}`",
            fr: "les règles s'opposent à `{code}`",
        };
        const HELP: Text = Text {
            en: "put these right, commit, and try again",
            fr: "corriger ces points, en faire un commit, puis recommencer",
        };
        let code = self.code().to_string();
        let path = &self.file().path;
        let against: Vec<_> = situation
            .findings
            .iter()
            .filter(|found| found.severity == Severity::Error)
            .filter(|found| {
                let there = found
                    .place
                    .as_ref()
                    .is_some_and(|place| place.path == *path);
                there || found.code.as_deref() == Some(code.as_str())
            })
            .cloned()
            .collect();
        let Some(rule) = against.first().map(|found| found.rule) else {
            return Ok(());
        };
        Err(Refusal {
            diagnostics: against,
            ..Refusal::new(rule, TEXT.with("code", code)).help(HELP)
        })
    }
}

/// A file whose workflow keys could not be set.
pub(super) fn not_edited(code: &str) -> Refusal {
    const TEXT: Text = Text {
        en: "the workflow keys of `{code}` cannot be written",
        fr: "les clés de suivi de `{code}` ne peuvent pas être écrites",
    };
    const HELP: Text = Text {
        en: "`qms check` says what is wrong with its front-matter",
        fr: "`qms check` dit ce qui ne va pas dans son en-tête",
    };
    Refusal::new("F002", TEXT.with("code", code)).help(Message::from(HELP))
}
