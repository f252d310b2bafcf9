//! What the commits of a history did to files, read in one pass: which files left, and which
//! commits made and changed some of them.

use super::departed::Departed;
use super::diffs::Diffs;
use super::life::{Touch, TouchKind};
use crate::model::code::CodeTable;
use crate::repository::{CommitId, ObjectError, Repository, StoredCommit};
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeMap;

/// Every commit that leads to a tip, with what it changed.
#[derive(Debug)]
pub struct Course<'r> {
    repository: &'r Repository,
    tip: CommitId,
    commits: Vec<StoredCommit>,
    places: FxHashMap<CommitId, usize>,
    diffs: Diffs,
}

impl<'r> Course<'r> {
    /// Reads it.
    ///
    /// # Errors
    /// An object is missing or damaged.
    pub fn to(repository: &'r Repository, tip: CommitId) -> Result<Course<'r>, ObjectError> {
        let commits = repository.commits_to(tip)?;
        let diffs = Diffs::of(repository, &commits, &FxHashSet::default())?;
        let ids = commits.iter().map(StoredCommit::id);
        Ok(Course {
            repository,
            tip,
            places: ids.zip(0..).collect(),
            commits,
            diffs,
        })
    }

    /// Where it was read.
    pub fn repository(&self) -> &'r Repository {
        self.repository
    }

    /// The commit that it leads to.
    pub fn tip(&self) -> CommitId {
        self.tip
    }

    /// The place of a commit in the order of the history; the end for one that is not in it.
    pub fn place(&self, commit: CommitId) -> usize {
        self.places.get(&commit).copied().unwrap_or(usize::MAX)
    }

    /// Everything with a code that some commit had and the tip has not, sorted by path. A file that
    /// left twice is told by its last leave.
    ///
    /// # Errors
    /// An object is missing or damaged.
    pub fn departed(&self, codes: &CodeTable) -> Result<Vec<Departed>, ObjectError> {
        let mut left: BTreeMap<String, Departed> = BTreeMap::new();
        for commit in &self.commits {
            let (_, parents) = commit.head()?;
            let Some(parent) = parents.first() else {
                continue;
            };
            for change in self
                .diffs
                .between(self.repository, *parent, commit.id())?
                .iter()
            {
                let (Some((_, blob)), None) = (change.old, change.new) else {
                    continue;
                };
                if let Some(code) = super::departed::code_of(&change.path, codes) {
                    let departed = Departed {
                        code,
                        path: change.path.clone(),
                        last: *parent,
                        left_by: commit.id(),
                        blob,
                    };
                    left.insert(change.path.clone(), departed);
                }
            }
        }
        let mut gone = Vec::new();
        for departed in left.into_values() {
            if self.repository.file_at(self.tip, &departed.path)?.is_none() {
                gone.push(departed);
            }
        }
        Ok(gone)
    }

    /// The commits that changed one of the files at `paths`, parents first. A merge is one only
    /// where the file differs from all sides.
    ///
    /// # Errors
    /// An object is missing or damaged.
    pub fn life(&self, paths: &[&str]) -> Result<Vec<Touch>, ObjectError> {
        let wanted: FxHashMap<&str, usize> = paths.iter().copied().zip(0..).collect();
        let mut touches = Vec::new();
        for commit in &self.commits {
            let mut found: Vec<(usize, TouchKind)> = Vec::new();
            let (_, parents) = commit.head()?;
            if parents.is_empty() {
                for (path, file) in &wanted {
                    if self.repository.file_at(commit.id(), path)?.is_some() {
                        found.push((*file, TouchKind::Written));
                    }
                }
            }
            // By file: from how many parents it differs, whether one has it, whether it is there.
            let mut differs: BTreeMap<usize, (usize, bool, bool)> = BTreeMap::new();
            for parent in &parents {
                for change in self
                    .diffs
                    .between(self.repository, *parent, commit.id())?
                    .iter()
                {
                    if let Some(file) = wanted.get(change.path.as_str()) {
                        let known = differs.entry(*file).or_default();
                        known.0 += 1;
                        known.1 |= change.old.is_some();
                        known.2 = change.new.is_some();
                    }
                }
            }
            for (file, (sides, was, is)) in differs {
                if sides == parents.len() {
                    found.push((file, TouchKind::of(was, is)));
                }
            }
            found.sort_unstable_by_key(|(file, _)| *file);
            for (file, kind) in found {
                touches.push(Touch {
                    file,
                    commit: commit.read()?,
                    kind,
                });
            }
        }
        Ok(touches)
    }
}
