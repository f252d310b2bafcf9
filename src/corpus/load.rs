//! A tree read whole, in parallel, each file once.

use super::attributes::ATTRIBUTES;
use super::ranks::Ranks;
use super::{AttributesFile, Corpus, File, FileState, Image, PolicyFile};
use crate::model::entity::Entity;
use crate::model::layout::{self, EntityKind, Position};
use crate::model::names::Located;
use crate::model::policy::Policy;
use crate::parse::defect::Defect;
use crate::parse::{self, policy};
use crate::repository::{Entry, Kind, ReadError, Tree, TreeError};
use chrono::NaiveDate;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::collections::HashMap;
use std::sync::Arc;

/// Why there is nothing to judge.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// No qms.yaml at the root: this is no document repository.
    #[error("no qms.yaml")]
    NotADocumentRepository,
    /// The tree cannot be listed.
    #[error(transparent)]
    Tree(#[from] TreeError),
}

/// How far files are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Depth {
    Whole,
    Fronts,
}

/// Reads every entity of a tree, seen from a day. `today` is asked for once the zone is known.
///
/// # Errors
/// There is no policy, or the tree cannot be listed.
pub fn load(tree: &Tree, today: impl FnOnce(&Policy) -> NaiveDate) -> Result<Corpus, LoadError> {
    load_to(Depth::Whole, tree, today)
}

/// As [`load`], without the bodies, which are half of the work: for all that asks no rule and
/// follows no link.
///
/// # Errors
/// As for [`load`].
pub fn load_fronts(
    tree: &Tree,
    today: impl FnOnce(&Policy) -> NaiveDate,
) -> Result<Corpus, LoadError> {
    load_to(Depth::Fronts, tree, today)
}

fn load_to(
    depth: Depth,
    tree: &Tree,
    today: impl FnOnce(&Policy) -> NaiveDate,
) -> Result<Corpus, LoadError> {
    let mut roots = vec![layout::POLICY, ATTRIBUTES];
    roots.extend(layout::FOLDERS);
    let entries = tree.list(&roots)?;
    let (policy, policy_file) = read_policy(tree, &entries)?;
    let as_of = today(&policy);
    let attributes = read_attributes(tree, &entries);
    let files: Vec<File> = entries
        .par_iter()
        .filter(|entry| !matches!(entry.path.as_str(), layout::POLICY | ATTRIBUTES))
        .map(|entry| read_file(depth, tree, entry, &policy))
        .collect();
    let images = match depth {
        Depth::Whole => images(tree, &files),
        Depth::Fronts => HashMap::new(),
    };
    Ok(Corpus {
        attributes,
        ..index(policy, policy_file, as_of, files, images)
    })
}

fn read_policy(tree: &Tree, entries: &[Entry]) -> Result<(Policy, Option<PolicyFile>), LoadError> {
    let entry = entries
        .iter()
        .find(|entry| entry.path == layout::POLICY)
        .ok_or(LoadError::NotADocumentRepository)?;
    let path: Arc<str> = Arc::from(layout::POLICY);
    let limit = policy::MAX_BYTES;
    let (state, bytes) = match state_of(entry) {
        FileState::Plain | FileState::Executable => match tree.read_within(entry, limit) {
            Ok(bytes) => (state_of(entry), bytes),
            Err(error) => (failed(error), Vec::new()),
        },
        other => (other, Vec::new()),
    };
    let read = policy::read(&bytes);
    Ok((
        read.policy,
        Some(PolicyFile {
            path,
            state,
            defects: read.defects,
        }),
    ))
}

fn read_attributes(tree: &Tree, entries: &[Entry]) -> Option<AttributesFile> {
    let entry = entries.iter().find(|entry| entry.path == ATTRIBUTES)?;
    let (state, bytes) = match state_of(entry) {
        state @ (FileState::Plain | FileState::Executable) => {
            match tree.read_within(entry, policy::MAX_BYTES) {
                Ok(bytes) => (state, bytes),
                Err(error) => (failed(error), Vec::new()),
            }
        }
        other => (other, Vec::new()),
    };
    Some(AttributesFile {
        path: Arc::from(ATTRIBUTES),
        state,
        text: String::from_utf8_lossy(&bytes).into_owned(),
    })
}

fn read_file(depth: Depth, tree: &Tree, entry: &Entry, policy: &Policy) -> File {
    let path: Arc<str> = Arc::from(entry.path.as_str());
    let position = layout::position(&entry.path);
    let kind = match position {
        Position::Entity(kind) => Some(kind),
        Position::Misplaced | Position::Free => None,
    };
    let state = match state_of(entry) {
        FileState::Plain if position == Position::Misplaced => FileState::Misplaced,
        other => other,
    };
    let readable = matches!(
        state,
        FileState::Plain | FileState::Executable | FileState::NameNotUtf8
    );
    let Some(kind) = kind.filter(|_| readable) else {
        return File {
            path,
            kind,
            state,
            parsed: None,
        };
    };
    match tree.read_within(entry, policy.sizes.document as u64) {
        Ok(bytes) => {
            let parsed = match depth {
                Depth::Whole => parse::read(kind, &path, &bytes, policy),
                Depth::Fronts => parse::read_front(kind, &path, &bytes, policy),
            };
            File {
                path,
                kind: Some(kind),
                state,
                parsed: Some(parsed),
            }
        }
        Err(error) => File {
            path,
            kind: Some(kind),
            state: failed(error),
            parsed: None,
        },
    }
}

fn state_of(entry: &Entry) -> FileState {
    match &entry.kind {
        Kind::Plain if !entry.utf8 => FileState::NameNotUtf8,
        Kind::Plain => FileState::Plain,
        Kind::Executable => FileState::Executable,
        Kind::Link => FileState::Link,
        Kind::Submodule => FileState::Submodule,
        Kind::Other => FileState::Other,
        Kind::Unreadable(cause) => FileState::Unreadable(cause.clone()),
    }
}

fn failed(error: ReadError) -> FileState {
    match error {
        ReadError::TooLarge { size, limit, .. } => FileState::TooLarge { size, limit },
        other => FileState::Unreadable(other.to_string()),
    }
}

/// Looks up each image that a document shows once.
fn images(tree: &Tree, files: &[File]) -> HashMap<String, Image> {
    let mut found = HashMap::new();
    for file in files
        .iter()
        .filter(|file| file.kind == Some(EntityKind::Document))
    {
        let Some(parsed) = &file.parsed else { continue };
        for image in parsed.images() {
            if let Ok(path) = parse::images::resolve(&file.path, &image.target) {
                found
                    .entry(path)
                    .or_insert_with_key(|path| look_up(tree, path));
            }
        }
    }
    found
}

fn look_up(tree: &Tree, path: &str) -> Image {
    match tree.entry(path) {
        Ok(Some(entry)) if entry.kind == Kind::Plain => Image::Present,
        _ => Image::Missing,
    }
}

fn index(
    policy: Policy,
    policy_file: Option<PolicyFile>,
    as_of: NaiveDate,
    files: Vec<File>,
    images: HashMap<String, Image>,
) -> Corpus {
    let mut corpus = Corpus {
        policy,
        policy_file,
        attributes: None,
        as_of,
        statuses: Vec::new(),
        ranks: Ranks::of(&files),
        actors: FxHashMap::default(),
        processes: FxHashMap::default(),
        series: FxHashMap::default(),
        images,
        referrers: std::sync::OnceLock::new(),
        files,
    };
    for (index, file) in corpus.files.iter().enumerate() {
        match file.entity() {
            Some(Entity::Actor(actor)) => {
                corpus.actors.entry(actor.id.value.clone()).or_insert(index);
            }
            Some(Entity::Process(process)) => {
                corpus
                    .processes
                    .entry(process.code.value.clone())
                    .or_insert(index);
            }
            Some(Entity::RecordSeries(series)) => {
                corpus.series.entry(series.slug.clone()).or_insert(index);
            }
            _ => {}
        }
    }
    corpus.statuses = corpus.derive_statuses(as_of);
    corpus
}

impl File {
    /// The defects of its form, those of an unreadable file not included.
    pub fn defects(&self) -> &[Located<Defect>] {
        self.parsed
            .as_ref()
            .map_or(&[], |parsed| parsed.defects.as_slice())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_their_bodies_files_say_the_same_of_themselves() {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/cramif");
        let tree = Tree::WorkingTree(root);
        let day = |_: &Policy| NaiveDate::from_ymd_opt(2026, 11, 21).unwrap();
        let said = |corpus: &Corpus| {
            let of = |file: &File| {
                let parsed = file.parsed.as_ref();
                let said = parsed.map(|one| (&one.entity, &one.defects, &one.mentions, &one.keys));
                format!("{} {:?} {:?}", file.path, file.state, said)
            };
            let files: Vec<String> = corpus.files.iter().map(of).collect();
            (files, format!("{:?}", corpus.statuses))
        };
        let whole = load(&tree, day).unwrap();
        assert!(whole.files.len() > 50);
        assert_eq!(said(&load_fronts(&tree, day).unwrap()), said(&whole));
    }
}
