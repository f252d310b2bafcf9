//! The trees of a commit, built from those of its parent and the edits alone.

use std::collections::BTreeMap;

use gix::objs::Kind;

use super::{Edit, WriteError};
use crate::repository::folder::{Child, TreeLine, order};
use crate::repository::handle::Handle;
use crate::repository::objects::read_tree;
use crate::repository::{BlobId, Mode, TreeId};

/// A tree to be written, with what it needs.
pub(super) struct Built {
    pub(super) tree: TreeId,
    /// Everything new, parts before the whole.
    pub(super) objects: Vec<NewObject>,
    pub(super) paths: Vec<EditedPath>,
}

/// An object to be stored.
pub(super) struct NewObject {
    pub(super) id: gix::ObjectId,
    pub(super) kind: Kind,
    pub(super) bytes: Vec<u8>,
}

/// What the plan does to one path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct EditedPath {
    pub(super) path: String,
    pub(super) old: Option<(Mode, BlobId)>,
    pub(super) new: Option<(Mode, BlobId)>,
}

/// Edits by the first part of their path.
#[derive(Default)]
struct Node<'plan> {
    file: Option<&'plan Edit>,
    below: BTreeMap<&'plan str, Node<'plan>>,
}

/// Builds the trees; nothing is written yet.
pub(super) fn build(
    repo: &Handle,
    base: Option<TreeId>,
    edits: &[Edit],
) -> Result<Built, WriteError> {
    let mut root = Node::default();
    for edit in edits {
        if !sound(&edit.path) {
            return Err(WriteError::BadPath(edit.path.clone()));
        }
        let mut node = &mut root;
        for part in edit.path.split('/') {
            node = node.below.entry(part).or_default();
        }
        // Twice the same path: which one is meant is not said.
        if node.file.replace(edit).is_some() {
            return Err(WriteError::BadPath(edit.path.clone()));
        }
    }
    let mut builder = Builder {
        repo,
        objects: Vec::new(),
        paths: Vec::new(),
    };
    let tree = match builder.folder(base, &root)? {
        Some(tree) => tree,
        None => builder.store(Kind::Tree, Vec::new()).map(TreeId)?,
    };
    Ok(Built {
        tree,
        objects: builder.objects,
        paths: builder.paths,
    })
}

struct Builder<'repo> {
    repo: &'repo Handle,
    objects: Vec<NewObject>,
    paths: Vec<EditedPath>,
}

impl Builder<'_> {
    /// The folder with its edits; `None` when no file is left in it.
    fn folder(
        &mut self,
        base: Option<TreeId>,
        node: &Node<'_>,
    ) -> Result<Option<TreeId>, WriteError> {
        let bytes = base.map(|id| read_tree(self.repo, id)).transpose()?;
        let mut lines = match (base, &bytes) {
            (Some(_), Some(folder)) => folder.lines().collect(),
            _ => Vec::new(),
        };
        for (name, below) in &node.below {
            let place = lines.iter().position(|line| line.name == name.as_bytes());
            let old = place.map(|at| lines[at].child);
            let child = self.child(old, below)?;
            match (place, child) {
                (Some(at), Some(child)) => lines[at].child = child,
                (Some(at), None) => {
                    lines.remove(at);
                }
                (None, Some(child)) => lines.push(TreeLine {
                    name: name.as_bytes(),
                    child,
                }),
                (None, None) => {}
            }
        }
        if lines.is_empty() {
            return Ok(None);
        }
        lines.sort_by(order);
        let bytes = serialise(&lines);
        self.store(Kind::Tree, bytes).map(|id| Some(TreeId(id)))
    }

    fn child(&mut self, old: Option<Child>, node: &Node<'_>) -> Result<Option<Child>, WriteError> {
        let Some(edit) = node.file else {
            let base = match old {
                Some(Child::Folder(id)) => Some(id),
                Some(Child::File(..)) => return Err(WriteError::NotAFile(first_path(node))),
                None => None,
            };
            return Ok(self.folder(base, node)?.map(Child::Folder));
        };
        let not_a_file = || WriteError::NotAFile(edit.path.clone());
        if !node.below.is_empty() {
            return Err(not_a_file());
        }
        let before = match old {
            Some(Child::File(mode @ (Mode::Plain | Mode::Executable), id)) => Some((mode, id)),
            Some(_) => return Err(not_a_file()),
            None => None,
        };
        let after = match &edit.content {
            Some(bytes) => {
                let mode = before.map_or(Mode::Plain, |(mode, _)| mode);
                Some((mode, BlobId(self.store(Kind::Blob, bytes.clone())?)))
            }
            None => None,
        };
        self.paths.push(EditedPath {
            path: edit.path.clone(),
            old: before,
            new: after,
        });
        Ok(after.map(|(mode, id)| Child::File(mode, id)))
    }

    fn store(&mut self, kind: Kind, bytes: Vec<u8>) -> Result<gix::ObjectId, WriteError> {
        let hash = gix::objs::compute_hash(self.repo.object_hash(), kind, &bytes);
        let id = hash.map_err(|_| WriteError::BadText("content"))?;
        self.objects.push(NewObject { id, kind, bytes });
        Ok(id)
    }
}

/// The bytes of a tree whose lines are in git's order.
pub(in crate::repository) fn serialise(lines: &[TreeLine<'_>]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for line in lines {
        let (mode, id): (&[u8], gix::ObjectId) = match line.child {
            Child::Folder(id) => (b"40000 ", id.0),
            Child::File(Mode::Plain, id) => (b"100644 ", id.0),
            Child::File(Mode::Executable, id) => (b"100755 ", id.0),
            Child::File(Mode::Link, id) => (b"120000 ", id.0),
            Child::File(Mode::Submodule, id) => (b"160000 ", id.0),
        };
        bytes.extend_from_slice(mode);
        bytes.extend_from_slice(line.name);
        bytes.push(0);
        bytes.extend_from_slice(id.as_slice());
    }
    bytes
}

fn first_path(node: &Node<'_>) -> String {
    match node.file {
        Some(edit) => edit.path.clone(),
        None => node
            .below
            .values()
            .next()
            .map_or_else(String::new, first_path),
    }
}

/// Parts that every system can hold and that git accepts; nothing leads out of the work tree or into git's own folder.
fn sound(path: &str) -> bool {
    path.split('/').all(|part| {
        let reserved = matches!(part, "" | "." | "..")
            || part.eq_ignore_ascii_case(".git")
            || part.eq_ignore_ascii_case("git~1");
        !reserved && !part.contains(['\\', '\0', ':']) && !part.chars().any(char::is_control)
    })
}
