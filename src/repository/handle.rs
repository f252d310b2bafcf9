//! One thread's view of the object database, with what it has read lately.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::hash::Hash;
use std::ops::Deref;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use gix::objs::{Find, Kind};
use gix::odb::pack::cache::DecodeEntry;

use super::Target;
use super::folder::Folder;

/// More gains nothing: at 10 000 and 100 000 commits 16 MiB reads as fast as 96 MiB.
const PACK_CACHE_BYTES: usize = 16 << 20;
/// Of two neighbouring commits nearly all trees are the same.
const TREE_CACHE_BYTES: usize = 16 << 20;

/// A handle of the library with caches of its own.
pub(super) struct Handle {
    repo: gix::Repository,
    /// The objects that a push brings.
    incoming: Option<gix::odb::Handle>,
    reads: Option<Reads>,
    trees: RefCell<Recent<gix::ObjectId, Arc<Folder>>>,
    /// Where objects are unpacked: the library asks for twice their size, which need not be had
    /// and cleared for each of them.
    scratch: RefCell<Vec<u8>>,
}

/// A larger place to unpack in is given back.
const SCRATCH_BYTES: usize = 4 << 20;

impl Handle {
    /// Takes a handle that nobody else uses.
    pub(super) fn new(
        mut repo: gix::Repository,
        quarantine: Option<&Path>,
        reads: Option<Reads>,
    ) -> Handle {
        repo.objects
            .set_pack_cache(|| Box::new(PackCache(Recent::new(PACK_CACHE_BYTES))));
        // A folder that cannot be read holds nothing: what lacks is then missing, never accepted.
        let incoming = quarantine.and_then(|folder| gix::odb::at(folder, repo.object_hash()).ok());
        Handle {
            repo,
            incoming,
            reads,
            trees: RefCell::new(Recent::new(TREE_CACHE_BYTES)),
            scratch: RefCell::default(),
        }
    }

    /// Lends the place where objects are unpacked, whatever it held.
    pub(super) fn unpacking<T>(&self, with: impl FnOnce(&mut Vec<u8>) -> T) -> T {
        let mut buffer = self.scratch.take();
        let done = with(&mut buffer);
        if buffer.capacity() <= SCRATCH_BYTES {
            self.scratch.replace(buffer);
        }
        done
    }

    /// Notes that an object was read, where somebody wants to know.
    pub(super) fn note(&self, kind: Kind, id: gix::ObjectId) {
        if let Some(reads) = &self.reads {
            reads.note(Target::new(kind, id));
        }
    }

    /// A folder that was read, and hashed, before.
    pub(super) fn known_tree(&self, id: gix::ObjectId) -> Option<Arc<Folder>> {
        self.trees.borrow_mut().get(id).cloned()
    }

    /// Keeps a folder.
    pub(super) fn keep_tree(&self, id: gix::ObjectId, folder: &Arc<Folder>) {
        self.trees
            .borrow_mut()
            .put(id, Arc::clone(folder), folder.size());
    }

    /// The thread-safe form of the repository.
    pub(super) fn into_sync(self) -> gix::ThreadSafeRepository {
        self.repo.into_sync()
    }

    /// Finds an object: among those that a push brings, if nowhere else.
    pub(super) fn find_in<'b>(
        &self,
        id: &gix::ObjectId,
        buffer: &'b mut Vec<u8>,
    ) -> Result<Option<gix::objs::Data<'b>>, gix::Error> {
        match &self.incoming {
            Some(incoming) if !self.repo.has_object(id) => incoming.try_find(id, buffer),
            _ => self.repo.objects.try_find(id, buffer),
        }
    }

    /// For settings that hold in memory alone.
    pub(super) fn settings(&mut self) -> &mut gix::Repository {
        &mut self.repo
    }
}

impl Deref for Handle {
    type Target = gix::Repository;

    fn deref(&self) -> &gix::Repository {
        &self.repo
    }
}

/// The objects that were read since somebody asked to know.
#[derive(Debug, Clone, Default)]
pub struct Reads(Arc<Mutex<HashSet<Target>>>);

impl Reads {
    /// All of them, each once, in no order.
    pub fn all(&self) -> HashSet<Target> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    fn note(&self, object: Target) {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(object);
    }
}

/// Values up to a limit in bytes, in two generations: what was not asked for since the last change of generation goes.
pub(super) struct Recent<K, V> {
    limit: usize,
    held: usize,
    young: HashMap<K, (V, usize)>,
    old: HashMap<K, (V, usize)>,
}

impl<K: Copy + Eq + Hash, V> Recent<K, V> {
    /// Holds values up to this many bytes in all.
    pub(super) fn new(limit: usize) -> Recent<K, V> {
        Recent {
            limit: limit / 2,
            held: 0,
            young: HashMap::new(),
            old: HashMap::new(),
        }
    }

    /// Keeps a value of a size, unless it is large.
    pub(super) fn put(&mut self, key: K, value: V, size: usize) {
        if size > self.limit / 4 {
            return;
        }
        self.held += size;
        if self.held > self.limit {
            self.old = std::mem::take(&mut self.young);
            self.held = size;
        }
        self.young.insert(key, (value, size));
    }

    /// A value that is still held.
    pub(super) fn get(&mut self, key: K) -> Option<&V> {
        if let Some((value, size)) = self.old.remove(&key) {
            self.put(key, value, size);
        }
        self.young.get(&key).map(|(value, _)| value)
    }
}

/// What the library unpacked: packs are chains of differences, costly to follow twice.
struct PackCache(Recent<(u32, u64), Unpacked>);

struct Unpacked {
    kind: Kind,
    compressed: usize,
    data: Box<[u8]>,
}

impl DecodeEntry for PackCache {
    fn put(&mut self, pack: u32, offset: u64, data: &[u8], kind: Kind, compressed: usize) {
        let object = Unpacked {
            kind,
            compressed,
            data: data.into(),
        };
        self.0.put((pack, offset), object, data.len());
    }

    fn get(&mut self, pack: u32, offset: u64, out: &mut Vec<u8>) -> Option<(Kind, usize)> {
        let object = self.0.get((pack, offset))?;
        out.clear();
        out.extend_from_slice(&object.data);
        Some((object.kind, object.compressed))
    }
}
