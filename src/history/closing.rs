//! What is wrong at the end: which faults the last commit still bears, which were put right, and
//! what in its tree says other than the acts (30-trust, "no effect, and repair").

use super::breach::{Fact, PathFault};
use super::guard::{File, Guard};
use super::marks::Marked;
use super::paths;
use super::record::ActRecord;
use super::register::ADMINISTRATOR;
use super::walk::Walk;
use crate::diagnostic::Severity;
use crate::model::act::ActKind;
use crate::model::layout::{self, EntityKind, Position};
use crate::model::names::RoleId;
use crate::model::policy::Policy;
use crate::parse::digest;
use crate::repository::{BlobId, CommitId, Mode, ObjectError};
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeMap;

/// One thing wrong with a history, weighed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What.
    pub fact: Fact,
    /// An error while the last commit bears it.
    pub severity: Severity,
    /// Its weight before anything was put right.
    pub was: Severity,
    /// The commit that did it; none for what the tree or the clone bears by itself.
    pub commit: Option<CommitId>,
    /// The file concerned.
    pub path: Option<String>,
    /// The document, record or ticket concerned.
    pub code: Option<String>,
    /// The act that it takes the effect of, and who made it.
    pub act: Option<(ActKind, String)>,
    /// The commit that put it right.
    pub put_right: Option<CommitId>,
    /// The act that explains it.
    pub settled: Option<CommitId>,
}

impl Finding {
    /// A finding on the clone or its references, which nothing puts right but themselves.
    pub fn of_clone(fact: Fact) -> Finding {
        Finding {
            fact,
            severity: Severity::Error,
            was: Severity::Error,
            commit: None,
            path: None,
            code: None,
            act: None,
            put_right: None,
            settled: None,
        }
    }
}

/// The end of a walk: the tree of the tip beside what the acts say.
pub(super) struct Closing<'w, 'r> {
    walk: &'w mut Walk<'r>,
    tip: usize,
    files: BTreeMap<String, (Mode, BlobId)>,
    /// What is wrong at each path of the tree, whoever did it.
    unsound: BTreeMap<String, Fact>,
    /// The files that are looked at; all, where none are named.
    only: Option<&'w FxHashSet<String>>,
}

/// Everything that is wrong, the oldest first.
///
/// # Errors
/// An object is missing or damaged.
pub(super) fn findings(
    walk: &mut Walk<'_>,
    commit: CommitId,
    policy: &Policy,
) -> Result<Vec<Finding>, ObjectError> {
    let tip = walk.ancestry.len().saturating_sub(1);
    let mut closing = Closing {
        walk,
        tip,
        files: BTreeMap::new(),
        unsound: BTreeMap::new(),
        only: None,
    };
    closing.look_at_tree(commit, policy)?;
    closing.look_at_guards(policy)?;
    let mut found = closing.of_faults(policy);
    found.extend(closing.of_acts(policy));
    closing.unexplained(&mut found);
    Ok(found)
}

/// Whether any of some files says other than the acts, or is not as files have to be.
///
/// # Errors
/// An object is missing or damaged.
pub(super) fn is_unsound(
    walk: &mut Walk<'_>,
    commit: CommitId,
    policy: &Policy,
    changed: &FxHashSet<String>,
) -> Result<bool, ObjectError> {
    let tip = walk.ancestry.len().saturating_sub(1);
    let mut closing = Closing {
        walk,
        tip,
        files: BTreeMap::new(),
        unsound: BTreeMap::new(),
        only: Some(changed),
    };
    if changed.is_empty() {
        return Ok(false);
    }
    closing.look_at_tree(commit, policy)?;
    closing.look_at_guards(policy)?;
    Ok(!closing.unsound.is_empty())
}

impl Closing<'_, '_> {
    /// Whether a file is one of those that are looked at.
    fn looks_at(&self, path: &str) -> bool {
        self.only.is_none_or(|only| only.contains(path))
    }

    /// Files that no guard covers: their kind and name, and keys that no act wrote.
    fn look_at_tree(&mut self, commit: CommitId, policy: &Policy) -> Result<(), ObjectError> {
        let files = self.walk.repository.changes(None, commit)?;
        let mut known: FxHashMap<String, String> = FxHashMap::default();
        for file in &files {
            let path = &file.path;
            let Some((mode, blob)) = file.new else {
                continue;
            };
            if let Some(fault) = paths::fault(path, file.utf8, mode, policy) {
                self.unsound
                    .insert(path.clone(), Fact::Path(fault, path.clone()));
            }
            if paths::is_twin_of_controlled(path) {
                let fact = Fact::Path(PathFault::Twin, path.clone());
                self.unsound.insert(path.clone(), fact);
            }
            if paths::is_controlled(path) {
                let first = known
                    .entry(paths::folded(path))
                    .or_insert_with(|| path.clone());
                if first != path {
                    let fact = Fact::Path(PathFault::Twin, path.clone());
                    self.unsound.insert(path.clone(), fact);
                }
            }
            if path == ".gitattributes"
                && paths::forbidden_attributes(&self.walk.repository.blob(blob)?)
            {
                let fact = Fact::Path(PathFault::Attributes, path.clone());
                self.unsound.insert(path.clone(), fact);
            }
        }
        for file in files {
            let seen = self
                .walk
                .guards
                .seen(&self.walk.ancestry, &file.path, self.tip);
            let guarded = seen.is_some_and(|held| held.guard != Guard::Free);
            if !guarded
                && self.looks_at(&file.path)
                && let Some(fact) = self.typed(&file.path, file.new, policy)?
            {
                self.unsound.entry(file.path.clone()).or_insert(fact);
            }
            if let Some(here) = file.new {
                self.files.insert(file.path, here);
            }
        }
        Ok(())
    }

    /// Keys of an unguarded file that no act wrote.
    fn typed(
        &mut self,
        path: &str,
        file: File,
        policy: &Policy,
    ) -> Result<Option<Fact>, ObjectError> {
        let Position::Entity(kind) = layout::position(path) else {
            return Ok(None);
        };
        if layout::is_evidence(path) {
            return Ok(Some(Fact::HandWritten(path.to_owned())));
        }
        if !matches!(
            kind,
            EntityKind::Document | EntityKind::Record | EntityKind::Ticket
        ) {
            return Ok(None);
        }
        let marked = self.walk.marked(path, file, policy)?;
        if kind == EntityKind::Document && self.lacks_an_entry(path, file, marked.as_deref())? {
            return Ok(Some(Fact::Untyped(path.to_owned())));
        }
        let Some(marked) = marked else {
            return Ok(None);
        };
        let typed = match &marked.document {
            Some(document) => super::entries::typed(self.walk.view(self.tip), document, None),
            // A document that cannot be read is in no force; a record's keys are an act's alone.
            None => kind != EntityKind::Document,
        };
        Ok(typed.then(|| Fact::Typed(path.to_owned())))
    }

    /// Whether a draft lacks an entry that an act wrote on its very content.
    fn lacks_an_entry(
        &self,
        path: &str,
        file: File,
        marked: Option<&Marked>,
    ) -> Result<bool, ObjectError> {
        let view = self.walk.view(self.tip);
        let code = layout::stem(path);
        if view.on(code).next().is_none() {
            return Ok(false);
        }
        let document = marked.and_then(|marked| marked.document.as_ref());
        let digest = match (document, file) {
            (Some(document), _) => document.digest,
            (None, Some((_, blob))) => digest::digest(&self.walk.repository.blob(blob)?),
            (None, None) => return Ok(false),
        };
        Ok(super::entries::lacks(view, code, digest, document))
    }

    /// Files that are guarded and are not what they have to be.
    fn look_at_guards(&mut self, policy: &Policy) -> Result<(), ObjectError> {
        let paths: Vec<String> = self.walk.guards.paths().map(str::to_owned).collect();
        for path in paths {
            if !self.looks_at(&path) {
                continue;
            }
            let seen = self
                .walk
                .guards
                .seen(&self.walk.ancestry, &path, self.tip)
                .cloned();
            let Some(held) = seen else { continue };
            let here: File = self.files.get(&path).copied();
            if held.file == here || held.guard == Guard::Free {
                continue;
            }
            if let Guard::Image(versions) = &held.guard
                && !self.walk.is_shown(versions, self.tip)
            {
                continue;
            }
            // The governance table may have let go of it since.
            if held.guard == Guard::Governed && policy.governors(&path).is_none() {
                continue;
            }
            if let Some(fact) = self.walk.breaks(&path, here, &held, policy)? {
                self.unsound.insert(path, fact);
            }
        }
        Ok(())
    }

    fn of_faults(&self, policy: &Policy) -> Vec<Finding> {
        let mut found = Vec::new();
        for fault in &self.walk.faults {
            let borne = match &fault.path {
                // Until a rightful change decides, nobody has.
                Some(path) if matches!(fault.breach.fact, Fact::MergeConflict(_)) => {
                    let seen = self.walk.guards.seen(&self.walk.ancestry, path, self.tip);
                    seen.is_some_and(|held| held.place == fault.place)
                }
                // What one certificate named, no other can name any more.
                Some(_) if matches!(fault.breach.fact, Fact::CertificateDropped(_)) => true,
                Some(path) => {
                    let still = fault.wrote == Some(self.files.get(path).copied());
                    self.unsound.contains_key(path) || still && !self.is_rightful(path)
                }
                None => true,
            };
            let put_right = match &fault.path {
                Some(path) if !borne => self.restored(path, fault.place),
                _ => None,
            };
            let code = fault.path.as_deref().and_then(coded);
            let mut finding = Finding {
                fact: fault.breach.fact.clone(),
                severity: fault.breach.severity,
                was: fault.breach.severity,
                commit: Some(fault.commit),
                path: fault.path.clone(),
                code,
                act: None,
                put_right,
                settled: None,
            };
            self.weigh(&mut finding, borne, policy);
            found.push(finding);
        }
        found
    }

    fn of_acts(&self, policy: &Policy) -> Vec<Finding> {
        let mut found = Vec::new();
        for act in self.walk.ledger.all() {
            if act.breaches.is_empty() {
                continue;
            }
            let code = act.statement.code.clone();
            let again = self.again(act);
            let borne = !act.counts() && self.is_borne(act, again.is_some());
            let path = act
                .wrote
                .iter()
                .map(|(path, _)| path)
                .find(|path| Some(layout::stem(path)) == code.as_deref())
                .or(act.wrote.first().map(|(path, _)| path));
            for breach in &act.breaches {
                let mut finding = Finding {
                    fact: breach.fact.clone(),
                    severity: breach.severity,
                    was: breach.severity,
                    commit: Some(act.commit),
                    path: path.cloned(),
                    code: code.clone(),
                    act: Some((act.statement.act, act.statement.actor.clone())),
                    put_right: None,
                    settled: None,
                };
                if !act.counts() && breach.severity == Severity::Error {
                    finding.put_right = again.filter(|_| !borne).or_else(|| {
                        let path = path.filter(|_| !borne)?;
                        self.restored(path, act.place)
                    });
                }
                self.weigh(&mut finding, borne || act.counts(), policy);
                found.push(finding);
            }
        }
        found
    }

    /// Whether the tree still bears what an act without effect put there.
    fn is_borne(&self, act: &ActRecord, again: bool) -> bool {
        if act.wrote.is_empty() {
            return !again;
        }
        act.wrote.iter().any(|(path, wrote)| {
            let held = self
                .walk
                .guards
                .seen(&self.walk.ancestry, path, self.tip)
                .filter(|held| held.guard != Guard::Free);
            let rightful = held.is_some_and(|held| held.file == *wrote) || again;
            let still = self.files.get(path).copied() == *wrote;
            self.unsound.contains_key(path) || (still && !rightful)
        })
    }

    /// Whether a guarded file is what it has to be.
    fn is_rightful(&self, path: &str) -> bool {
        let seen = self.walk.guards.seen(&self.walk.ancestry, path, self.tip);
        seen.is_some_and(|held| {
            held.guard != Guard::Free && held.file == self.files.get(path).copied()
        })
    }

    /// The commit of the first act on the same code that counts and came after.
    fn again(&self, act: &ActRecord) -> Option<CommitId> {
        let code = act.statement.code.as_deref()?;
        self.walk
            .view(self.tip)
            .on(code)
            .find(|other| {
                other.commit != act.commit && self.walk.ancestry.leads_to(act.place, other.place)
            })
            .map(|other| other.commit)
    }

    /// The last commit that put a file back to what it has to be.
    fn restored(&self, path: &str, since: usize) -> Option<CommitId> {
        let places = self.walk.restored.get(path)?;
        let last = places
            .iter()
            .rev()
            .find(|place| self.walk.ancestry.leads_to(since, **place))?;
        self.walk.ancestry.at(*last)
    }

    /// A fault that was put right is a warning, and information once an act explains it.
    fn weigh(&self, finding: &mut Finding, borne: bool, policy: &Policy) {
        // What stays in the history for ever can only be explained.
        let lasting = match &finding.fact {
            Fact::Foreign => false,
            Fact::MergeConflict(_) | Fact::CertificateDropped(_) => true,
            _ => finding.path.is_none(),
        };
        if finding.severity == Severity::Error && !borne {
            finding.severity = Severity::Warning;
        }
        if finding.severity == Severity::Error && !lasting {
            return;
        }
        let Some(commit) = finding.commit else { return };
        let named = commit.to_string();
        let settlement = self.walk.ledger.all().iter().find(|act| {
            act.statement.act == ActKind::Settle
                && act.counts()
                && act.statement.commit.as_deref() == Some(&named)
                && self.may_settle(act, finding, policy)
        });
        if let Some(act) = settlement {
            finding.settled = Some(act.commit);
            finding.severity = Severity::Info;
        }
    }

    /// A fault on a document is explained by who validates its type; one on the register by an
    /// administrator.
    fn may_settle(&self, act: &ActRecord, finding: &Finding, policy: &Policy) -> bool {
        let Some(path) = &finding.path else {
            return true;
        };
        let role = RoleId::new(act.statement.role.as_deref().unwrap_or_default());
        if policy.governors(path).is_some() {
            return role.as_str() == ADMINISTRATOR;
        }
        let code = finding.code.as_deref().or(Some(layout::stem(path)));
        let kind = code
            .and_then(|code| policy.codes.canonical(code).ok())
            .and_then(|code| policy.document_type(code.kind()));
        kind.is_none_or(|kind| kind.validation.contains(&role))
    }

    /// What is wrong in the tree and no commit was told for.
    fn unexplained(&self, found: &mut Vec<Finding>) {
        for (path, fact) in &self.unsound {
            let own = matches!(fact, Fact::Path(_, _));
            let told =
                found.iter().any(|finding| {
                    finding.severity == Severity::Error
                        && finding.path.as_deref() == Some(path)
                        && (!own || finding.fact == *fact)
                }) || !own
                    && self.walk.ledger.all().iter().any(|act| {
                        !act.counts() && act.wrote.iter().any(|(wrote, _)| wrote == path)
                    });
            if !told {
                found.push(Finding {
                    path: Some(path.clone()),
                    code: coded(path),
                    ..Finding::of_clone(fact.clone())
                });
            }
        }
    }
}

/// The code that a file's name gives, where files of its folder have codes.
fn coded(path: &str) -> Option<String> {
    let kind = match layout::position(path) {
        Position::Entity(kind) => kind,
        _ => return None,
    };
    matches!(
        kind,
        EntityKind::Document
            | EntityKind::Record
            | EntityKind::Ticket
            | EntityKind::DisposalCertificate
    )
    .then(|| layout::stem(path).to_owned())
}
