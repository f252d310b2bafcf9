//! A version about to be acted on: its bytes, its digest, its images.

use super::broken::broken;
use super::thing::{Thing, not_edited};
use super::{Refusal, Situation};
use crate::corpus::Version;
use crate::history::words;
use crate::history::{AssetFault, assets};
use crate::model::act::{ActKind, Statement};
use crate::model::digest::Digest;
use crate::model::document::{Entry, Status};
use crate::parse::edit;
use crate::parse::workflow::WorkflowKey;
use crate::repository::Edit;
use crate::text::Text;

/// The file of a version as it is signed.
pub(super) struct Subject<'s> {
    pub version: Version<'s>,
    /// Its text.
    pub text: String,
    /// Its images.
    pub assets: Vec<(Digest, String)>,
}

impl<'s> Subject<'s> {
    /// Reads the file of a version, with what it shows.
    ///
    /// # Errors
    /// It cannot be read, or shows an image that is no file of the repository (30-trust, "Digest").
    pub fn read(situation: &Situation<'_>, version: Version<'s>) -> Result<Subject<'s>, Refusal> {
        const REMOTE: Text = Text {
            en: "`{code}` shows the image `{image}`, which is no file of the repository",
            fr: "`{code}` montre l'image `{image}`, qui n'est pas un fichier du dépôt",
        };
        const MISSING: Text = Text {
            en: "`{code}` shows the image `{image}`, which is not there",
            fr: "`{code}` montre l'image `{image}`, qui n'existe pas",
        };
        const HELP: Text = Text {
            en: "put the file beside the document and commit both",
            fr: "mettre le fichier à côté du document, et les deux dans un commit",
        };
        let path = &version.file.path;
        let thing = Thing::Version(version);
        let text = thing.text(situation)?;
        let parsed = version
            .file
            .parsed
            .as_ref()
            .ok_or_else(|| thing.unreadable())?;
        let code = version.document.code.to_string();
        let assets = assets(situation.tree, path, parsed).map_err(|fault| {
            let (words, image) = match fault {
                AssetFault::NoFile(target) => (REMOTE, target),
                AssetFault::Missing(path) => (MISSING, path),
                AssetFault::Unreadable(error) => (MISSING, error.to_string()),
            };
            Refusal::new(
                "U304",
                words.with("code", code.clone()).with("image", image),
            )
            .help(HELP)
        })?;
        Ok(Subject {
            version,
            text,
            assets,
        })
    }

    /// Its code.
    pub fn code(&self) -> String {
        self.version.document.code.to_string()
    }

    /// Whether an act that counts wrote an entry, over the very images that it shows.
    pub fn rests(&self, situation: &Situation<'_>, entry: &Entry, act: ActKind) -> bool {
        let mut backers = situation.history.backers(self.version.document, entry, act);
        backers.any(|record| record.statement.assets == self.assets)
    }

    /// The statement of an act on it, in a role.
    pub fn statement(&self, act: ActKind, situation: &Situation<'_>, role: &str) -> Statement {
        Statement {
            code: Some(self.code()),
            digest: Some(self.version.document.digest),
            assets: self.assets.clone(),
            role: Some(role.to_owned()),
            ..Statement::new(act, situation.actor.id.value.as_str())
        }
    }

    /// The edit that gives workflow keys their lines, or takes them away.
    ///
    /// # Errors
    /// The front-matter is not one in which keys can be set.
    pub fn with_keys(&self, keys: &[(WorkflowKey, Option<&str>)]) -> Result<Edit, Refusal> {
        let mut text = self.text.clone();
        for (key, block) in keys {
            text = edit::set(&text, *key, *block).map_err(|_| not_edited(&self.code()))?;
        }
        Ok(Edit {
            path: self.version.file.path.to_string(),
            content: Some(text.into_bytes()),
        })
    }

    /// Refuses where the acts say that the version has been in force, or has left: whatever its file
    /// says now, its text and its date are settled (30-trust §6).
    ///
    /// # Errors
    /// They do.
    pub fn still_open(&self, situation: &Situation<'_>) -> Result<(), Refusal> {
        const ENTERED: Text = Text {
            en: "`{code}` came into force by commit {commit}: nothing takes that back",
            fr: "`{code}` est entré en vigueur par le commit {commit}\u{a0}: rien ne revient dessus",
        };
        const HELP: Text = Text {
            en: "put back what was validated (`git checkout {commit} -- {path}`); a change is a new version: `qms revise {code} --reason …`",
            fr: "remettre ce qui a été validé (`git checkout {commit} -- {path}`)\u{a0}; une modification est une nouvelle version\u{a0}: `qms revise {code} --reason …`",
        };
        self.not_left(situation)?;
        let Some(record) = situation.history.entered(&self.code(), situation.day) else {
            return Ok(());
        };
        let message = ENTERED
            .with("code", self.code())
            .with("commit", words::short(&record.commit.to_string()))
            .with("path", &*self.version.file.path);
        let help = message.reworded(HELP);
        Err(Refusal::new("A209", message).help(help))
    }

    /// Refuses what an act took out of force or of the tree: it does not come back (A209).
    ///
    /// # Errors
    /// An act did.
    pub fn not_left(&self, situation: &Situation<'_>) -> Result<(), Refusal> {
        const LEFT: Text = Text {
            en: "`{code}` left by an act, in commit {commit}: it does not come back",
            fr: "`{code}` est sorti par un acte, dans le commit {commit}\u{a0}: il ne revient pas",
        };
        const HELP: Text = Text {
            en: "`qms log {code}` tells how; what is needed again is a new version or a new document",
            fr: "`qms log {code}` raconte comment\u{a0}; ce dont on a de nouveau besoin est une nouvelle version ou un nouveau document",
        };
        let Some(record) = situation.history.left(&self.code()) else {
            return Ok(());
        };
        let message = LEFT
            .with("code", self.code())
            .with("commit", words::short(&record.commit.to_string()));
        let help = message.reworded(HELP);
        Err(Refusal::new("A209", message).help(help))
    }

    /// Refuses unless the version is in force, by a validation that counts.
    ///
    /// # Errors
    /// It is not, or what its file says rests on no act.
    pub fn in_force(&self, situation: &Situation<'_>) -> Result<(), Refusal> {
        const NOT: Text = Text {
            en: "`{code}` is {status}, not in force",
            fr: "`{code}` est {status}, et non en vigueur",
        };
        const HELP: Text = Text {
            en: "`qms list` shows what is in force",
            fr: "`qms list` montre ce qui est en vigueur",
        };
        let document = self.version.document;
        if self.version.status != Status::Effective {
            let message = NOT
                .with("code", self.code())
                .with("status", self.version.status.label());
            return Err(Refusal::new("A207", message).help(HELP));
        }
        self.not_left(situation)?;
        for (act, entries) in [
            (ActKind::Approve, &document.approvals),
            (ActKind::Validate, &document.validations),
        ] {
            for entry in document.counting(entries, situation.day) {
                if !self.rests(situation, entry, act) {
                    let backing = situation.history.backing(document, entry, act);
                    return Err(broken(self.code(), entry, act, backing));
                }
            }
        }
        Ok(())
    }

    /// Refuses while the rules have an error against the file.
    ///
    /// # Errors
    /// They have.
    pub fn without_errors(&self, situation: &Situation<'_>) -> Result<(), Refusal> {
        Thing::Version(self.version).without_errors(situation)
    }
}
