//! Reading a pack that came from elsewhere into a repository of its own, which is private and gone afterwards.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fs;
use std::sync::Arc;

use gix::objs::Kind;
use miniz_oxide::inflate::TINFLStatus;
use miniz_oxide::inflate::core::{DecompressorOxide, decompress, inflate_flags};

use super::{BLOB, COMMIT, DELTA, TAG, TREE, delta};
use crate::repository::handle::Recent;
use crate::repository::sign::PrivateFolder;
use crate::repository::{Repository, Target};

/// Larger objects are refused, before they are unpacked.
const LARGEST: usize = 512 << 20;
/// What all objects may come to: a small file must not keep a reader busy for ever.
const ALL: u64 = 256 << 30;
/// What is kept of objects that others may differ from.
const CACHE: usize = 256 << 20;

/// Why a file is no pack that can be relied on.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PackFault {
    /// It does not begin as a pack does.
    #[error("no pack")]
    Head,
    /// Its sum, which ends it, is not that of its bytes.
    #[error("the sum of the pack is not that of its bytes")]
    Sum,
    /// An entry that cannot be unpacked, or is too large; where it begins.
    #[error("the entry at byte {0} cannot be unpacked")]
    Entry(usize),
    /// The same object twice.
    #[error("object {0} stands twice")]
    Twice(String),
    /// The private repository could not be made.
    #[error("{0}")]
    Unusable(String),
}

/// A repository that holds the objects of a pack and nothing else; its folder is removed with it.
#[derive(Debug)]
pub struct Unpacked {
    /// The repository.
    pub repository: Repository,
    /// What it holds.
    pub objects: HashSet<Target>,
    _folder: Folder,
}

struct Folder(#[allow(dead_code, reason = "held until it is dropped")] PrivateFolder);

impl std::fmt::Debug for Folder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Folder")
    }
}

/// Unpacks into a private folder. `sample` is an id in hexadecimal digits: it tells the hash function.
///
/// # Errors
/// The bytes are no sound pack, or the folder cannot be made.
pub fn unpack(pack: &[u8], sample: &str) -> Result<Unpacked, PackFault> {
    let hash = match sample.len() {
        40 => gix::hash::Kind::Sha1,
        _ => gix::hash::Kind::Sha256,
    };
    let index = index(pack, hash)?;
    let folder = PrivateFolder::new().map_err(unusable)?;
    let repository = lay_down(&folder, pack, &index, hash)?;
    Ok(Unpacked {
        repository,
        objects: index
            .entries
            .iter()
            .map(|(id, entry)| Target::new(entry.kind, *id))
            .collect(),
        _folder: Folder(folder),
    })
}

struct Index {
    /// By id, as the file of the index has them.
    entries: BTreeMap<gix::ObjectId, Entry>,
    /// The sum that ends the pack.
    sum: gix::ObjectId,
}

struct Entry {
    at: u64,
    sum: u32,
    kind: Kind,
}

fn index(pack: &[u8], hash: gix::hash::Kind) -> Result<Index, PackFault> {
    let width = hash.len_in_bytes();
    let count = pack
        .strip_prefix(b"PACK\0\0\0\x02")
        .and_then(|rest| rest.first_chunk::<4>())
        .map(|count| u32::from_be_bytes(*count))
        .ok_or(PackFault::Head)?;
    let end = pack
        .len()
        .checked_sub(width)
        .filter(|end| *end >= 12)
        .ok_or(PackFault::Head)?;
    let mut hasher = gix::hash::hasher(hash);
    hasher.update(&pack[..end]);
    let sum = hasher.try_finalize().map_err(|_| PackFault::Sum)?;
    if sum.as_slice() != &pack[end..] {
        return Err(PackFault::Sum);
    }
    let mut reader = Reader {
        pack: &pack[..end],
        hash,
        known: HashMap::new(),
        cache: Recent::new(CACHE),
        total: 0,
        inflater: Box::default(),
    };
    let mut entries = BTreeMap::new();
    let mut at = 12;
    for _ in 0..count {
        let (id, kind, next) = reader.entry(at).ok_or(PackFault::Entry(at))?;
        let entry = Entry {
            at: at as u64,
            sum: crc32fast::hash(&pack[at..next]),
            kind,
        };
        if entries.insert(id, entry).is_some() {
            return Err(PackFault::Twice(id.to_hex().to_string()));
        }
        at = next;
    }
    match at == end {
        true => Ok(Index { entries, sum }),
        false => Err(PackFault::Entry(at)),
    }
}

struct Reader<'p> {
    pack: &'p [u8],
    hash: gix::hash::Kind,
    /// The kind of the object at each place that was read.
    known: HashMap<usize, Kind>,
    cache: Recent<usize, Arc<[u8]>>,
    total: u64,
    inflater: Box<DecompressorOxide>,
}

impl Reader<'_> {
    /// Reads the entry at a place: its object's id and kind, and where the next one begins.
    fn entry(&mut self, at: usize) -> Option<(gix::ObjectId, Kind, usize)> {
        let (bytes, kind, next) = self.content(at)?;
        let id = gix::objs::compute_hash(self.hash, kind, &bytes).ok()?;
        self.known.insert(at, kind);
        Some((id, kind, next))
    }

    /// The object at a place, what it differs from unpacked first.
    fn content(&mut self, at: usize) -> Option<(Arc<[u8]>, Kind, usize)> {
        let mut chain = Vec::new();
        let mut place = at;
        let mut next = None;
        let (mut bytes, kind) = loop {
            if next.is_some()
                && let Some(known) = self.cache.get(place)
            {
                break (Arc::clone(known), *self.known.get(&place)?);
            }
            let (number, size, mut body) = self.head(place)?;
            let base = match number {
                DELTA => Some(place.checked_sub(self.distance(&mut body)?)?),
                _ => None,
            };
            let (unpacked, end) = self.inflate(body, size)?;
            next.get_or_insert(end);
            match base {
                // Only what was read before: no entry leads to itself.
                Some(base) if self.known.contains_key(&base) => {
                    chain.push((place, unpacked));
                    place = base;
                }
                Some(_) => return None,
                None => {
                    let kind = match number {
                        COMMIT => Kind::Commit,
                        TREE => Kind::Tree,
                        BLOB => Kind::Blob,
                        TAG => Kind::Tag,
                        _ => return None,
                    };
                    break (Arc::from(unpacked), kind);
                }
            }
        };
        for (place, delta) in chain.into_iter().rev() {
            bytes = Arc::from(delta::apply(&bytes, &delta, LARGEST)?);
            self.spend(bytes.len())?;
            self.cache.put(place, Arc::clone(&bytes), bytes.len());
        }
        self.cache.put(at, Arc::clone(&bytes), bytes.len());
        Some((bytes, kind, next?))
    }

    fn head(&self, mut at: usize) -> Option<(u8, usize, usize)> {
        let mut byte = *self.pack.get(at)?;
        let number = byte >> 4 & 7;
        let mut size = usize::from(byte & 0x0f);
        let mut shift = 4;
        while byte & 0x80 != 0 {
            at += 1;
            byte = *self.pack.get(at)?;
            size |= usize::from(byte & 0x7f).checked_shl(shift)?;
            shift += 7;
            if shift > 46 {
                return None;
            }
        }
        (size <= LARGEST).then_some((number, size, at + 1))
    }

    fn distance(&self, at: &mut usize) -> Option<usize> {
        let mut byte = *self.pack.get(*at)?;
        *at += 1;
        let mut value = usize::from(byte & 0x7f);
        while byte & 0x80 != 0 {
            byte = *self.pack.get(*at)?;
            *at += 1;
            value = value.checked_add(1)?.checked_mul(0x80)? | usize::from(byte & 0x7f);
        }
        (value > 0).then_some(value)
    }

    fn inflate(&mut self, at: usize, size: usize) -> Option<(Vec<u8>, usize)> {
        self.spend(size)?;
        let input = self.pack.get(at..)?;
        let mut out = vec![0; size + 1];
        let flags = inflate_flags::TINFL_FLAG_PARSE_ZLIB_HEADER
            | inflate_flags::TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF
            | inflate_flags::TINFL_FLAG_COMPUTE_ADLER32;
        self.inflater.init();
        let (status, consumed, written) = decompress(&mut self.inflater, input, &mut out, 0, flags);
        out.truncate(size);
        (status == TINFLStatus::Done && written == size).then_some((out, at + consumed))
    }

    fn spend(&mut self, size: usize) -> Option<()> {
        self.total = self.total.checked_add(size as u64)?;
        (self.total <= ALL).then_some(())
    }
}

/// Makes a bare repository whose only objects are those of the pack.
fn lay_down(
    folder: &PrivateFolder,
    pack: &[u8],
    index: &Index,
    hash: gix::hash::Kind,
) -> Result<Repository, PackFault> {
    let root = folder.0.join("depot.git");
    let packs = root.join("objects").join("pack");
    let write = |path: std::path::PathBuf, bytes: &[u8]| fs::write(path, bytes).map_err(unusable);
    fs::create_dir_all(&packs).map_err(unusable)?;
    fs::create_dir_all(root.join("refs").join("heads")).map_err(unusable)?;
    write(root.join("HEAD"), b"ref: refs/heads/main\n")?;
    let config = match hash {
        gix::hash::Kind::Sha1 => "[core]\n\trepositoryformatversion = 0\n\tbare = true\n",
        _ => {
            "[core]\n\trepositoryformatversion = 1\n\tbare = true\n[extensions]\n\tobjectformat = sha256\n"
        }
    };
    write(root.join("config"), config.as_bytes())?;
    let name = format!("pack-{}", index.sum.to_hex());
    write(packs.join(format!("{name}.pack")), pack)?;
    let file = index_file(index, hash).ok_or(PackFault::Head)?;
    write(packs.join(format!("{name}.idx")), &file)?;
    Repository::open(&root).map_err(unusable)
}

/// The second version of git's index of a pack.
fn index_file(index: &Index, hash: gix::hash::Kind) -> Option<Vec<u8>> {
    let mut out = vec![0xff, b't', b'O', b'c', 0, 0, 0, 2];
    let mut counts = [0_u32; 256];
    for id in index.entries.keys() {
        counts[usize::from(id.as_slice()[0])] += 1;
    }
    let mut below = 0;
    for count in counts {
        below += count;
        out.extend_from_slice(&below.to_be_bytes());
    }
    for id in index.entries.keys() {
        out.extend_from_slice(id.as_slice());
    }
    for entry in index.entries.values() {
        out.extend_from_slice(&entry.sum.to_be_bytes());
    }
    let mut far: Vec<u64> = Vec::new();
    for entry in index.entries.values() {
        let place = match u32::try_from(entry.at) {
            Ok(near) if near < 1 << 31 => near,
            _ => {
                far.push(entry.at);
                1 << 31 | u32::try_from(far.len() - 1).ok()?
            }
        };
        out.extend_from_slice(&place.to_be_bytes());
    }
    for place in far {
        out.extend_from_slice(&place.to_be_bytes());
    }
    out.extend_from_slice(index.sum.as_slice());
    let mut hasher = gix::hash::hasher(hash);
    hasher.update(&out);
    out.extend_from_slice(hasher.try_finalize().ok()?.as_slice());
    Some(out)
}

fn unusable(error: impl std::fmt::Display) -> PackFault {
    PackFault::Unusable(error.to_string())
}
