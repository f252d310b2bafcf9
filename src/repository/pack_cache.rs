//! A cache of unpacked objects with a limit in bytes; git packs are chains of differences that are costly to follow twice.

use std::collections::HashMap;

use gix::objs::Kind;
use gix::odb::pack::cache::DecodeEntry;

/// Two generations: what was not asked for since the last change of generation goes.
pub(super) struct PackCache {
    limit: usize,
    held: usize,
    young: HashMap<(u32, u64), Unpacked>,
    old: HashMap<(u32, u64), Unpacked>,
}

struct Unpacked {
    kind: Kind,
    compressed: usize,
    data: Box<[u8]>,
}

impl PackCache {
    /// A cache that holds up to `limit` bytes.
    pub(super) fn new(limit: usize) -> PackCache {
        PackCache {
            limit: limit / 2,
            held: 0,
            young: HashMap::new(),
            old: HashMap::new(),
        }
    }

    fn keep(&mut self, place: (u32, u64), object: Unpacked) {
        self.held += object.data.len();
        if self.held > self.limit {
            self.old = std::mem::take(&mut self.young);
            self.held = object.data.len();
        }
        self.young.insert(place, object);
    }
}

impl DecodeEntry for PackCache {
    fn put(&mut self, pack: u32, offset: u64, data: &[u8], kind: Kind, compressed: usize) {
        if data.len() <= self.limit / 4 {
            self.keep(
                (pack, offset),
                Unpacked {
                    kind,
                    compressed,
                    data: data.into(),
                },
            );
        }
    }

    fn get(&mut self, pack: u32, offset: u64, out: &mut Vec<u8>) -> Option<(Kind, usize)> {
        let place = (pack, offset);
        if let Some(object) = self.old.remove(&place) {
            self.keep(place, object);
        }
        let object = self.young.get(&place)?;
        out.clear();
        out.extend_from_slice(&object.data);
        Some((object.kind, object.compressed))
    }
}
