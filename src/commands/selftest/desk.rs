//! Commits as data, written byte for byte as they are said: by the right person or by a forger.

use super::super::Failure;
use super::super::signing::sign_failure;
use crate::model::act::{ActKind, Statement};
use crate::model::layout;
use crate::parse::workflow::WorkflowKey;
use crate::parse::workflow_values::{Entry, application, entries_block, revue};
use crate::parse::yaml::{plain, quoted_scalar};
use crate::parse::{digest, edit, trailers};
use crate::repository::{CommitId, Files, Mode, Scratch};
use chrono::{DateTime, NaiveDate};
use std::fmt::Write as _;

/// A day, in seconds.
pub const DAY: i64 = 86_400;

/// How a commit is signed.
#[derive(Debug, Clone)]
pub enum Seal {
    /// It is not.
    None,
    /// Over its own bytes, by the key of this name.
    Key(&'static str),
    /// By a signature that was made for something, whatever that was.
    Armor(Vec<u8>),
}

/// A commit before it is written.
#[derive(Debug, Clone)]
pub struct Sheet {
    /// Every file of its tree.
    pub files: Files,
    /// Its parents.
    pub parents: Vec<CommitId>,
    /// `Name <address>` of who wrote it.
    pub author: String,
    /// `Name <address>` of who committed it.
    pub committer: String,
    /// The date of both, in seconds.
    pub seconds: i64,
    /// More header lines, each with its line break.
    pub headers: String,
    /// The message.
    pub message: String,
    /// The signature.
    pub seal: Seal,
}

/// A commit that was written, with what it was made of.
#[derive(Debug, Clone)]
pub struct Made {
    /// What it was made of.
    pub sheet: Sheet,
    /// Its id.
    pub commit: CommitId,
    /// Its signature, where it has one.
    pub armor: Vec<u8>,
}

impl Made {
    /// A plain commit on it, a day later, by whoever writes drafts: nothing changed yet.
    pub fn next(&self) -> Sheet {
        Sheet {
            parents: vec![self.commit],
            author: stamp("referent"),
            committer: stamp("referent"),
            seconds: self.sheet.seconds + DAY,
            headers: String::new(),
            message: "Projet\n".to_owned(),
            seal: Seal::None,
            ..self.sheet.clone()
        }
    }

    /// The same commit with the signature that was made for it, whatever is then changed in it.
    pub fn sealed_as_it_was(&self) -> Sheet {
        Sheet {
            seal: Seal::Armor(self.armor.clone()),
            ..self.sheet.clone()
        }
    }
}

/// `Name <address>` of an actor, as the register has it.
pub fn stamp(id: &str) -> String {
    format!("{} <{id}@service.example>", name(id))
}

/// The name of an actor.
pub fn name(id: &str) -> String {
    format!("Fonction {id}")
}

impl Sheet {
    /// Puts a plain file.
    #[must_use]
    pub fn put(mut self, path: &str, text: &str) -> Sheet {
        self.files
            .insert(path.to_owned(), (Mode::Plain, text.as_bytes().to_vec()));
        self
    }

    /// Changes the text of a file.
    #[must_use]
    pub fn edited(self, path: &str, change: impl FnOnce(String) -> String) -> Sheet {
        let text = change(self.text(path));
        self.put(path, &text)
    }

    /// Replaces words in a file.
    #[must_use]
    pub fn replaced(self, path: &str, from: &str, to: &str) -> Sheet {
        self.edited(path, |text| text.replacen(from, to, 1))
    }

    /// Gives a file another mode.
    #[must_use]
    pub fn with_mode(mut self, path: &str, mode: Mode) -> Sheet {
        if let Some(file) = self.files.get_mut(path) {
            file.0 = mode;
        }
        self
    }

    /// Takes a file out.
    #[must_use]
    pub fn without(mut self, path: &str) -> Sheet {
        self.files.remove(path);
        self
    }

    /// Replaces words in the message.
    #[must_use]
    pub fn reworded(self, from: &str, to: &str) -> Sheet {
        let message = self.message.replacen(from, to, 1);
        Sheet { message, ..self }
    }

    /// Made and signed by an actor.
    #[must_use]
    pub fn signed(self, by: &'static str) -> Sheet {
        Sheet {
            author: stamp(by),
            committer: stamp(by),
            seal: Seal::Key(by),
            ..self
        }
    }

    /// Signed with a key, under whatever name.
    #[must_use]
    pub fn sealed(self, seal: Seal) -> Sheet {
        Sheet { seal, ..self }
    }

    /// Under another message.
    #[must_use]
    pub fn saying(self, message: &str) -> Sheet {
        Sheet {
            message: format!("{message}\n"),
            ..self
        }
    }

    /// The text of a file; empty where there is none.
    pub fn text(&self, path: &str) -> String {
        self.files
            .get(path)
            .map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned())
            .unwrap_or_default()
    }

    /// The day of the commit. The hours are chosen so that it is the same in Paris and in UTC.
    pub fn day(&self) -> NaiveDate {
        DateTime::from_timestamp(self.seconds, 0)
            .unwrap_or_default()
            .date_naive()
    }

    /// A statement on a document as it stands here.
    pub fn statement(&self, act: ActKind, code: &str, actor: &str, role: &str) -> Statement {
        Statement {
            code: Some(code.to_owned()),
            digest: Some(digest::digest(self.text(&document_path(code)).as_bytes())),
            role: Some(role.to_owned()),
            ..Statement::new(act, actor)
        }
    }

    /// The act that a statement says, written as `qms` writes it and signed by its actor.
    pub fn act(self, statement: &Statement, by: &'static str) -> Result<Sheet, Failure> {
        let code = statement.code.clone().unwrap_or_default();
        let path = document_path(&code);
        let day = self.day();
        let text = self.text(&path);
        let short = statement
            .digest
            .map(|digest| digest.short())
            .unwrap_or_default();
        let entry = Entry {
            acteur: statement.actor.clone(),
            role: statement.role.clone().unwrap_or_default(),
            date: day,
            empreinte: short.clone(),
        };
        let set = |text: &str, key, block: Option<String>| {
            edit::set(text, key, block.as_deref())
                .map_err(|error| Failure::io(&path, format!("{error:?}")))
        };
        let entries = |key| entries_block(key, std::slice::from_ref(&entry));
        let mut sheet = match statement.act {
            ActKind::Approve => {
                let key = WorkflowKey::Approvals;
                let text = set(&text, key, entries(key))?;
                self.put(&path, &text)
            }
            ActKind::Validate => {
                let key = WorkflowKey::Validations;
                let date = statement.effective.unwrap_or(day);
                let text = set(&text, key, entries(key))?;
                let text = set(&text, WorkflowKey::Effective, Some(application(date)))?;
                let replaced = statement.supersedes.as_deref().filter(|_| date == day);
                let sheet = self.put(&path, &text);
                match replaced {
                    Some(code) => sheet.without(&document_path(code)),
                    None => sheet,
                }
            }
            ActKind::Review => {
                let outcome = statement.outcome.map_or("", |outcome| outcome.on_disk());
                let block = revue(day, &statement.actor, outcome);
                let text = set(&text, WorkflowKey::Review, Some(block))?;
                self.put(&path, &text)
            }
            ActKind::Ack => {
                let receipt = format!(
                    "---\ncode: {}\nacteur: {}\ndate: {day}\nempreinte: {}\n---\n",
                    plain(&code),
                    plain(&statement.actor),
                    quoted_scalar(&short)
                );
                self.put(&receipt_path(&code, &statement.actor), &receipt)
            }
            _ => self,
        };
        sheet.message = message(statement);
        Ok(sheet.signed(by))
    }

    fn payload(&self, tree: &str) -> String {
        let mut text = format!("tree {tree}\n");
        for parent in &self.parents {
            let _ = writeln!(text, "parent {parent}");
        }
        let _ = write!(
            text,
            "author {} {seconds} +0000\ncommitter {} {seconds} +0000\n{}\n{}",
            self.author,
            self.committer,
            self.headers,
            self.message,
            seconds = self.seconds
        );
        text
    }

    /// Writes it.
    pub fn write(&self, scratch: &Scratch) -> Result<Made, Failure> {
        let tree = scratch.write_tree(&self.files).map_err(failure)?;
        let payload = self.payload(&tree.to_string());
        let armor = match &self.seal {
            Seal::None => Vec::new(),
            Seal::Key(name) => scratch
                .sign(name, payload.as_bytes())
                .map_err(sign_failure)?,
            Seal::Armor(armor) => armor.clone(),
        };
        let signature = (!armor.is_empty()).then_some(armor.as_slice());
        let commit = scratch
            .write_commit(payload.as_bytes(), signature)
            .map_err(failure)?;
        Ok(Made {
            sheet: self.clone(),
            commit,
            armor,
        })
    }
}

/// The message of an act: its subject, who does what, and the statement.
pub fn message(statement: &Statement) -> String {
    format!(
        "{} {}\n\n{} ({}).\n\n{}",
        statement.act.as_str(),
        statement.code.as_deref().unwrap_or_default(),
        name(&statement.actor),
        statement.role.as_deref().unwrap_or_default(),
        trailers::write(std::slice::from_ref(statement))
    )
}

/// What could not be written into the throwaway repository.
pub fn failure(error: crate::repository::ScratchError) -> Failure {
    Failure::io(&error.what, error.cause)
}

/// Where a document stands.
pub fn document_path(code: &str) -> String {
    layout::document_path(code.split('-').next().unwrap_or_default(), code)
}

/// Where an acknowledgement stands.
pub fn receipt_path(code: &str, reader: &str) -> String {
    layout::acknowledgement_path(code, reader)
}
