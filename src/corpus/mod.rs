//! What is: every entity of one revision, seen from one day.

mod attributes;
mod documents;
mod load;
mod ranks;
mod references;
mod register;
mod windows;
mod workflow;

use crate::diagnostic::{Place, Span};
use crate::model::code::{Code, DocumentId};
use crate::model::document::{Document, Status};
use crate::model::entity::Entity;
use crate::model::layout::EntityKind;
use crate::model::names::{ActorId, Located, ProcessCode, Slug};
use crate::model::policy::Policy;
use crate::parse::Parsed;
use crate::parse::defect::Defect;
use crate::parse::plain::HygieneDefectKind;
use crate::parse::yaml::YamlDefectKind;
use chrono::NaiveDate;
use ranks::Ranks;
use rustc_hash::FxHashMap;
use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

pub use attributes::AttributesFile;
pub use documents::Version;
pub use load::{LoadError, load, load_fronts};
pub use references::{Referrer, Target, code_of_link};
pub use windows::{Errata, members, series_of_record, series_of_ticket};
pub use workflow::Breach;

/// Every file of the controlled folders at one revision, with what it holds and what is wrong
/// with it. A file that cannot be read stays in it, as a defect.
#[derive(Debug)]
pub struct Corpus {
    policy: Policy,
    policy_file: Option<PolicyFile>,
    attributes: Option<AttributesFile>,
    as_of: NaiveDate,
    files: Vec<File>,
    /// Of each file that is a version of a known type: its status, and the place of its type.
    statuses: Vec<Option<(Status, usize)>>,
    ranks: Ranks,
    actors: FxHashMap<ActorId, usize>,
    processes: FxHashMap<ProcessCode, usize>,
    series: FxHashMap<Slug, usize>,
    images: HashMap<String, Image>,
    referrers: OnceLock<FxHashMap<DocumentId, Vec<Referrer>>>,
}

/// qms.yaml, with what is wrong in it.
#[derive(Debug)]
pub struct PolicyFile {
    /// Its path.
    pub path: Arc<str>,
    /// What stands under that name.
    pub state: FileState,
    /// What is wrong with its keys and values.
    pub defects: Vec<Located<Defect>>,
}

impl PolicyFile {
    /// Whether what the file says could be made out: an unreadable policy is the default one.
    pub fn is_readable(&self) -> bool {
        matches!(self.state, FileState::Plain | FileState::Executable)
            && !self.defects.iter().any(|defect| match &defect.value {
                Defect::Yaml(
                    YamlDefectKind::Anchor
                    | YamlDefectKind::Alias
                    | YamlDefectKind::MergeKey
                    | YamlDefectKind::Tag
                    | YamlDefectKind::DuplicateKey { .. }
                    | YamlDefectKind::Control(_),
                ) => false,
                Defect::Yaml(_) => true,
                Defect::Hygiene(kind) => *kind == HygieneDefectKind::NotUtf8,
                _ => false,
            })
    }
}

/// One file of a controlled folder.
#[derive(Debug)]
pub struct File {
    /// From the root, `/` between parts; replaced characters where the name is not UTF-8.
    pub path: Arc<str>,
    /// What its place makes it; none for what is no entity (an image, a misplaced `.md`).
    pub kind: Option<EntityKind>,
    /// What stands under the name.
    pub state: FileState,
    /// What it says, for an entity that could be read.
    pub parsed: Option<Parsed>,
}

/// What stands under a name in a controlled folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileState {
    /// A plain file.
    Plain,
    /// A `.md` file where the layout has none.
    Misplaced,
    /// A plain file whose name is not UTF-8.
    NameNotUtf8,
    /// Marked executable.
    Executable,
    /// A symbolic link.
    Link,
    /// A submodule.
    Submodule,
    /// A device, a pipe, a socket.
    Other,
    /// It could not be read, and why.
    Unreadable(String),
    /// Above the limit, unread. In bytes.
    TooLarge {
        /// Its size.
        size: u64,
        /// The limit of qms.yaml.
        limit: u64,
    },
}

/// An image that a document shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Image {
    /// A plain file is there.
    Present,
    /// Nothing readable is there.
    Missing,
}

impl Corpus {
    /// The policy in effect.
    pub fn policy(&self) -> &Policy {
        &self.policy
    }

    /// qms.yaml as a file; none where there is none.
    pub fn policy_file(&self) -> Option<&PolicyFile> {
        self.policy_file.as_ref()
    }

    /// The root `.gitattributes`; none where there is none.
    pub fn attributes(&self) -> Option<&AttributesFile> {
        self.attributes.as_ref()
    }

    /// The day taken for today.
    pub fn as_of(&self) -> NaiveDate {
        self.as_of
    }

    /// Every file of the controlled folders, sorted by path.
    pub fn files(&self) -> &[File] {
        &self.files
    }

    /// The entities of one kind, with their files, sorted by path.
    pub fn entities(&self, kind: EntityKind) -> impl Iterator<Item = (&File, &Entity)> {
        self.ranks
            .of_kind(kind)
            .filter_map(|index| self.files.get(index))
            .filter_map(|file| file.entity().map(|entity| (file, entity)))
    }

    /// The files that have this code, several where two widths collide.
    pub fn with_code(&self, code: &Code) -> impl Iterator<Item = &File> {
        self.ranks
            .with_code(&self.files, code)
            .iter()
            .map(|index| &self.files[*index])
    }

    /// Every code that a file bears, with the files that bear it, sorted by code.
    pub fn all_codes(&self) -> Vec<(&Code, Vec<&File>)> {
        let alike = self.files_by_code().collect::<Vec<_>>();
        let groups = alike.chunk_by(|a, b| a.0 == b.0);
        groups
            .filter_map(|group| {
                Some((
                    group.first()?.0,
                    group.iter().map(|(_, file)| *file).collect(),
                ))
            })
            .collect()
    }

    /// Every file that bears a code, sorted by code, then by path.
    pub fn files_by_code(&self) -> impl Iterator<Item = (&Code, &File)> {
        self.ranks
            .by_code()
            .iter()
            .filter_map(|index| self.files.get(*index))
            .filter_map(|file| Some((file.code()?, file)))
    }

    /// The files of some kinds that hold nothing that could be read, and the folders that could not
    /// be listed, which may hold some.
    pub fn unread<'c>(&'c self, kinds: &'c [EntityKind]) -> impl Iterator<Item = &'c File> {
        self.files.iter().filter(|file| match file.kind {
            Some(kind) => file.entity().is_none() && kinds.contains(&kind),
            None => matches!(file.state, FileState::Unreadable(_)),
        })
    }

    /// The file at a path.
    pub fn file(&self, path: &str) -> Option<&File> {
        self.files
            .binary_search_by(|file| (*file.path).cmp(path))
            .ok()
            .map(|index| &self.files[index])
    }

    /// Whether an image that a document shows is there. `path` is from the root.
    pub fn image(&self, path: &str) -> Image {
        self.images.get(path).copied().unwrap_or(Image::Missing)
    }

    /// The status, on the day of the corpus, of the document version at a path.
    pub fn status_of(&self, path: &str) -> Option<Status> {
        let index = self
            .files
            .binary_search_by(|file| (*file.path).cmp(path))
            .ok()?;
        self.statuses[index].map(|(status, _)| status)
    }

    fn document_at(&self, index: usize) -> Option<&Document> {
        match self.files[index].entity()? {
            Entity::Document(document) => Some(document),
            _ => None,
        }
    }
}

impl File {
    /// What it holds, as far as it could be read.
    pub fn entity(&self) -> Option<&Entity> {
        self.parsed.as_ref()?.entity.as_ref()
    }

    /// The code that its name gives.
    pub fn code(&self) -> Option<&Code> {
        self.parsed.as_ref()?.named.as_ref()?.as_ref().ok()
    }

    /// The place of a key's value; that of the front-matter's opening where the key is missing.
    pub fn place(&self, key: &str) -> Place {
        let span = self.parsed.as_ref().and_then(|parsed| {
            parsed
                .keys
                .iter()
                .find(|(name, _)| **name == *key)
                .map(|(_, span)| *span)
        });
        Place::at(&self.path, span.unwrap_or(Span::new(0, 3)))
    }

    /// The place of some bytes.
    pub fn at(&self, span: Span) -> Place {
        Place::at(&self.path, span)
    }

    /// The file as a whole.
    pub fn whole(&self) -> Place {
        Place::file(&self.path)
    }
}
