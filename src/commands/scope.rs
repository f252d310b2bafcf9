//! Which findings a check tells: those of some folders, of what changed, of what is staged.

use super::{Context, Failure, FailureKind};
use crate::corpus::Corpus;
use crate::diagnostic::{Diagnostic, Place, Span};
use crate::model::layout::{self, EntityKind, Position};
use crate::model::policy::is_under;
use crate::repository::{CommitId, Repository, StatusError, Tree};
use crate::rules::{self, Open};
use crate::text::Text;
use std::collections::BTreeSet;

/// Which findings are told.
#[derive(Debug)]
pub struct Scope {
    prefixes: Vec<String>,
    /// The files that differ; none where all count.
    changed: Option<BTreeSet<String>>,
    /// What the change is held against, and how much an open record weighs in it.
    before: Option<(Tree, Open)>,
}

impl Scope {
    /// What stands under the given paths; all where none is given.
    pub fn under(prefixes: Vec<String>) -> Scope {
        Scope {
            prefixes,
            changed: None,
            before: None,
        }
    }

    /// Of these, only what differs between a commit and what is read.
    ///
    /// # Errors
    /// The commit is unknown, or files cannot be compared.
    pub fn since(self, revision: &str, ctx: &Context) -> Result<Scope, Failure> {
        let repository = ctx.document_repository()?;
        let commit = ctx.resolve(revision)?;
        let changed = differing(repository, Some(commit), &ctx.tree()?)?;
        Ok(Scope {
            changed: Some(changed),
            before: Some((repository.tree_of(commit), Open::Published)),
            ..self
        })
    }

    /// Of these, only what is staged; the run then reads the index.
    ///
    /// # Errors
    /// The index cannot be read, or holds no qms.yaml.
    pub fn staged(self, ctx: &Context) -> Result<Scope, Failure> {
        const NO_POLICY: Text = Text {
            en: "`qms.yaml` is not staged: the next commit would be of no document repository",
            fr: "`qms.yaml` n'est pas indexé\u{a0}: le prochain commit ne serait pas celui d'un dépôt documentaire",
        };
        const ADD_IT: Text = Text {
            en: "`git add qms.yaml`, or `git restore --staged qms.yaml`",
            fr: "`git add qms.yaml`, ou `git restore --staged qms.yaml`",
        };
        let repository = ctx.document_repository()?;
        let tree = repository.staged().map_err(unreadable)?;
        let policy = tree
            .entry(layout::POLICY)
            .map_err(|error| Failure::io("index", error))?;
        if policy.is_none() {
            return Err(Failure::could_not_run(FailureKind::State, NO_POLICY).help(ADD_IT));
        }
        let head = repository
            .head()
            .map_err(|error| Failure::io("HEAD", error))?;
        let changed = differing(repository, head.tip, &tree)?;
        ctx.read_from(tree);
        let before = head.tip.map(|tip| (repository.tree_of(tip), Open::Staged));
        Ok(Scope {
            changed: Some(changed),
            before,
            ..self
        })
    }

    /// Records and tickets that the change took out without a certificate, closed ones that it
    /// changed, and certificates.
    ///
    /// # Errors
    /// What stood before cannot be read.
    pub fn departed(&self, ctx: &Context, corpus: &Corpus) -> Result<Vec<Diagnostic>, Failure> {
        let kept = |path: &String| {
            matches!(
                layout::position(path),
                Position::Entity(
                    EntityKind::Record | EntityKind::Ticket | EntityKind::DisposalCertificate
                )
            )
        };
        let touched = self.changed.iter().flatten().any(kept);
        let Some((before, open)) = self.before.as_ref().filter(|_| touched) else {
            return Ok(Vec::new());
        };
        // A revision that was no document repository had nothing to keep.
        let none = before
            .entry(layout::POLICY)
            .map_err(|error| Failure::io("git", error))?
            .is_none();
        if none {
            return Ok(Vec::new());
        }
        let before = ctx.load_whole(before)?;
        let mut found = rules::departed(&before, corpus, *open);
        found.extend(rules::altered(&before, corpus));
        found.retain(|diagnostic| self.tells(diagnostic));
        Ok(found)
    }

    /// Whether a file counts.
    pub fn has(&self, path: &str) -> bool {
        self.is_asked(path) && self.changed.as_ref().is_none_or(|all| all.contains(path))
    }

    /// Whether qms.yaml counts: among some folders it is looked at for their sake.
    pub fn has_policy(&self) -> bool {
        let changed = self.changed.as_ref();
        changed.is_none_or(|all| all.contains(layout::POLICY))
    }

    fn is_asked(&self, path: &str) -> bool {
        self.prefixes.is_empty()
            || self
                .prefixes
                .iter()
                .any(|prefix| prefix.is_empty() || is_under(path, prefix))
    }

    /// Whether a finding is told: its file counts, or the file of the very document that it is
    /// about does. One of the repository as a whole follows from qms.yaml and the actors.
    pub fn tells(&self, diagnostic: &Diagnostic) -> bool {
        let place = diagnostic.place.as_ref();
        if !place.is_none_or(|place| self.is_asked(&place.path)) {
            return false;
        }
        let Some(changed) = &self.changed else {
            return true;
        };
        let whole = |place: &Place| &*place.path == layout::POLICY && place.span == Span::default();
        if place.is_none_or(whole) {
            return changed.iter().any(|path| governs(path));
        }
        let code = diagnostic.code.as_deref();
        place.is_some_and(|place| changed.contains(&*place.path))
            || code.is_some_and(|code| changed.iter().any(|path| stem(path) == code))
    }
}

/// Whether a file says who holds which role, or what is asked of whom.
fn governs(path: &str) -> bool {
    path == layout::POLICY || is_under(path, "acteurs")
}

fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

fn differing(
    repository: &Repository,
    old: Option<CommitId>,
    new: &Tree,
) -> Result<BTreeSet<String>, Failure> {
    let mut roots = vec![layout::POLICY, ".gitattributes"];
    roots.extend(layout::FOLDERS);
    repository.differing(old, new, &roots).map_err(unreadable)
}

fn unreadable(error: StatusError) -> Failure {
    Failure::io("git", error)
}
