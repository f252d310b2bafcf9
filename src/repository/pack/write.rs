//! Writing objects as a pack: in a fixed order, each as its difference from the version before it at its path.

use std::collections::{BTreeSet, HashMap, HashSet};

use gix::objs::Kind;

use super::{BLOB, COMMIT, DELTA, TAG, TREE, delta};
use crate::repository::folder::Child;
use crate::repository::handle::Handle;
use crate::repository::objects::{MAX_DEPTH, Mode, ObjectError, read_object, read_tree};
use crate::repository::{BlobId, CommitId, Repository, Target, TreeId};

/// How many differences may stand on each other.
const CHAIN: u8 = 50;
/// How hard the bytes are pressed. Another number, or another library, gives other bytes.
const LEVEL: u8 = 6;

impl Repository {
    /// The objects as a pack of git's: tags, then the commits that lead to `tip`, parents first, then trees and blobs as
    /// these commits brought them in, then what no path of theirs leads to. An object that stands in for an earlier one at
    /// its path is kept as a difference from it.
    ///
    /// # Errors
    /// One of them is missing or damaged.
    pub fn pack(&self, tip: CommitId, objects: &HashSet<Target>) -> Result<Vec<u8>, ObjectError> {
        let order = self.ancestry(tip, &[])?;
        self.with(|repo| {
            let mut writer = Writer {
                repo,
                wanted: objects,
                written: HashMap::new(),
                last: HashMap::new(),
                pack: Vec::new(),
            };
            let sorted: BTreeSet<&Target> = objects.iter().collect();
            for object in &sorted {
                if let Target::Tag(id) = object {
                    writer.whole(id.0, Kind::Tag)?;
                }
            }
            for commit in order
                .iter()
                .filter(|id| objects.contains(&Target::Commit(**id)))
            {
                writer.whole(commit.0, Kind::Commit)?;
            }
            for commit in &order {
                let bytes = read_object(repo, commit.0, Kind::Commit)?;
                if let Some(raw) = crate::repository::commits::parse(*commit, &bytes) {
                    writer.tree(raw.tree, "", 0)?;
                }
            }
            for object in sorted {
                match object {
                    Target::Commit(id) => writer.whole(id.0, Kind::Commit)?,
                    Target::Tree(id) => writer.whole(id.0, Kind::Tree)?,
                    Target::Blob(id) => writer.whole(id.0, Kind::Blob)?,
                    Target::Tag(_) => {}
                }
            }
            writer.finish()
        })
    }
}

struct Writer<'w> {
    repo: &'w Handle,
    wanted: &'w HashSet<Target>,
    /// Where each object stands, and on how many differences.
    written: HashMap<gix::ObjectId, (usize, u8)>,
    /// The last object at each path; folders end in `/`.
    last: HashMap<String, gix::ObjectId>,
    pack: Vec<u8>,
}

impl Writer<'_> {
    fn tree(&mut self, id: TreeId, path: &str, depth: usize) -> Result<(), ObjectError> {
        let empty = id.0 == gix::ObjectId::empty_tree(id.0.kind());
        if empty || !self.wanted.contains(&Target::Tree(id)) || self.written.contains_key(&id.0) {
            return Ok(());
        }
        if depth > MAX_DEPTH {
            return Err(ObjectError::Malformed(id.to_string()));
        }
        let bytes = read_tree(self.repo, id)?;
        self.version(format!("{path}/"), id.0, Kind::Tree, bytes.bytes())?;
        for line in bytes.lines() {
            let below = format!("{path}/{}", String::from_utf8_lossy(line.name));
            match line.child {
                Child::Folder(folder) => self.tree(folder, &below, depth + 1)?,
                Child::File(Mode::Submodule, _) => {}
                Child::File(_, blob) => self.blob(blob, below)?,
            }
        }
        Ok(())
    }

    fn blob(&mut self, id: BlobId, path: String) -> Result<(), ObjectError> {
        if !self.wanted.contains(&Target::Blob(id)) || self.written.contains_key(&id.0) {
            return Ok(());
        }
        let bytes = read_object(self.repo, id.0, Kind::Blob)?;
        self.version(path, id.0, Kind::Blob, &bytes)
    }

    /// Writes an object as a difference from the one before it at its path, where that is shorter by half.
    fn version(
        &mut self,
        path: String,
        id: gix::ObjectId,
        kind: Kind,
        bytes: &[u8],
    ) -> Result<(), ObjectError> {
        let before = self.last.insert(path, id);
        if let Some(before) = before
            && let Some((at, chain)) = self.written.get(&before).copied()
            && chain < CHAIN
        {
            let old = read_object(self.repo, before, kind)?;
            let delta = delta::make(&old, bytes);
            if delta.len() < bytes.len() / 2 {
                let place = self.pack_place();
                self.written.insert(id, (place, chain + 1));
                head(&mut self.pack, DELTA, delta.len());
                distance(&mut self.pack, place - at);
                self.press(&delta);
                return Ok(());
            }
        }
        self.put(id, kind, bytes);
        Ok(())
    }

    fn whole(&mut self, id: gix::ObjectId, kind: Kind) -> Result<(), ObjectError> {
        if self.written.contains_key(&id) {
            return Ok(());
        }
        let bytes = read_object(self.repo, id, kind)?;
        self.put(id, kind, &bytes);
        Ok(())
    }

    fn put(&mut self, id: gix::ObjectId, kind: Kind, bytes: &[u8]) {
        let place = self.pack_place();
        self.written.insert(id, (place, 0));
        let number = match kind {
            Kind::Commit => COMMIT,
            Kind::Tree => TREE,
            Kind::Blob => BLOB,
            Kind::Tag => TAG,
        };
        head(&mut self.pack, number, bytes.len());
        self.press(bytes);
    }

    fn press(&mut self, bytes: &[u8]) {
        let pressed = miniz_oxide::deflate::compress_to_vec_zlib(bytes, LEVEL);
        self.pack.extend_from_slice(&pressed);
    }

    fn pack_place(&self) -> usize {
        self.pack.len()
    }

    fn finish(self) -> Result<Vec<u8>, ObjectError> {
        let unreadable = |cause: String| ObjectError::Unreadable {
            id: "pack".to_owned(),
            cause,
        };
        let count = u32::try_from(self.written.len())
            .map_err(|_| unreadable("too many objects".to_owned()))?;
        let mut whole = b"PACK\0\0\0\x02".to_vec();
        whole.extend_from_slice(&count.to_be_bytes());
        whole.extend_from_slice(&self.pack);
        let mut hasher = gix::hash::hasher(self.repo.object_hash());
        hasher.update(&whole);
        let sum = hasher
            .try_finalize()
            .map_err(|error| unreadable(error.to_string()))?;
        whole.extend_from_slice(sum.as_slice());
        Ok(whole)
    }
}

/// Kind and size: four bits of the size, then seven a byte.
fn head(out: &mut Vec<u8>, kind: u8, size: usize) {
    let mut byte = kind << 4 | (size & 0x0f) as u8;
    let mut left = size >> 4;
    while left > 0 {
        out.push(byte | 0x80);
        byte = (left & 0x7f) as u8;
        left >>= 7;
    }
    out.push(byte);
}

/// How far before its difference an entry stands, as git writes it.
fn distance(out: &mut Vec<u8>, mut left: usize) {
    let mut bytes = vec![(left & 0x7f) as u8];
    left >>= 7;
    while left > 0 {
        left -= 1;
        bytes.push(0x80 | (left & 0x7f) as u8);
        left >>= 7;
    }
    out.extend(bytes.iter().rev());
}
