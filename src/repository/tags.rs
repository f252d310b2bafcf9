//! Annotated tags as their exact bytes, and the references that name tags.

mod reader;

use gix::objs::Kind;

use super::objects::{ObjectError, read_any, read_object};
use super::{
    BlobId, CommitId, Malformation, Repository, ResolveError, Signature, Stamp, TagId, TreeId,
};

/// A tag object as it stands in the object database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawTag {
    /// The name that the bytes hash to.
    pub id: TagId,
    /// What it points to; nobody has checked that it is there.
    pub target: Target,
    /// The name that the object gives itself; replaced characters where it is not UTF-8, which `malformed` then says.
    pub name: String,
    /// Who made it; empty when the header is missing or bad, which `malformed` then says.
    pub tagger: Stamp,
    /// All after the empty line that ends the headers, without the signature.
    pub message: Vec<u8>,
    /// What stands at the end of the message; so git signs tags in repositories of either hash function.
    pub signature: Option<Signature>,
    /// The bytes of the object before its signature: what was signed.
    pub payload: Vec<u8>,
    /// What git would not have written; an audit tag that has any is none.
    pub malformed: Vec<Malformation>,
}

/// What a tag or a reference points to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Target {
    /// A commit.
    Commit(CommitId),
    /// A folder.
    Tree(TreeId),
    /// The bytes of a file.
    Blob(BlobId),
    /// A tag object.
    Tag(TagId),
}

/// A reference below `refs/tags/`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TagRef {
    /// In full: `refs/tags/` and the name.
    pub name: String,
    /// The object that it holds, not peeled; none for a reference that stands for another one.
    pub target: Option<Target>,
}

/// Why the tags cannot be told.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TagError {
    /// The references cannot be read.
    #[error(transparent)]
    References(#[from] ResolveError),
    /// An object that one of them holds is missing or damaged.
    #[error(transparent)]
    Object(#[from] ObjectError),
}

impl Target {
    /// A target by its id and kind.
    pub(super) fn new(kind: Kind, id: gix::ObjectId) -> Target {
        match kind {
            Kind::Commit => Target::Commit(CommitId(id)),
            Kind::Tree => Target::Tree(TreeId(id)),
            Kind::Blob => Target::Blob(BlobId(id)),
            Kind::Tag => Target::Tag(TagId(id)),
        }
    }
}

impl TagRef {
    /// The name without `refs/tags/`.
    pub fn short(&self) -> &str {
        self.name.strip_prefix("refs/tags/").unwrap_or(&self.name)
    }
}

impl RawTag {
    /// Splits the bytes of a tag object of this name; nobody has hashed them. `None` when it says not what it points to.
    pub fn split(id: TagId, bytes: &[u8]) -> Option<RawTag> {
        reader::parse(id, bytes)
    }
}

impl Repository {
    /// Reads a tag object and hashes it again.
    ///
    /// # Errors
    /// It is missing, damaged, not a tag, or says not what it points to.
    pub fn tag(&self, id: TagId) -> Result<RawTag, ObjectError> {
        let bytes = self.with(|repo| read_object(repo, id.0, Kind::Tag))?;
        reader::parse(id, &bytes).ok_or_else(|| ObjectError::Malformed(id.to_string()))
    }

    /// The bytes of a tag object, hashed again.
    ///
    /// # Errors
    /// It is missing, damaged, or not a tag.
    pub fn tag_bytes(&self, id: TagId) -> Result<Vec<u8>, ObjectError> {
        self.with(|repo| read_object(repo, id.0, Kind::Tag))
    }

    /// Every reference below `refs/tags/`, loose or packed, sorted by name.
    ///
    /// # Errors
    /// The references cannot be read, or an object that one of them holds is missing or damaged.
    pub fn tag_refs(&self) -> Result<Vec<TagRef>, TagError> {
        let references = self.references("refs/tags/")?;
        self.with(|repo| {
            references
                .into_iter()
                .map(|(name, id)| {
                    let target = match gix::ObjectId::from_hex(id.as_bytes()) {
                        Ok(id) => Some(Target::new(read_any(repo, id)?.0, id)),
                        Err(_) => None,
                    };
                    Ok(TagRef { name, target })
                })
                .collect()
        })
    }
}
