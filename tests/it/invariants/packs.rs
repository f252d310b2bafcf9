//! Packs: from raw bytes, and from entries whose frames are sound so that what they say is reached.

use qms::repository::{Target, unpack};
use sha1::{Digest as _, Sha1};
use std::collections::HashSet;

/// Bytes as the entries of a pack, then as instructions to make one.
pub fn packs(bytes: &[u8]) {
    let sample = "0".repeat(40);
    let _ = unpack(bytes, &sample);
    let _ = unpack(bytes, &"0".repeat(64));
    let count = bytes.first().map_or(0, |count| u32::from(*count % 8));
    let _ = unpack(&whole(count, bytes.get(1..).unwrap_or_default()), &sample);

    let (pack, count, blobs) = made(bytes);
    if let Ok(unpacked) = unpack(&pack, &sample) {
        assert_eq!(unpacked.objects.len(), count as usize);
        for content in blobs {
            let id = hex(&Sha1::digest(
                [format!("blob {}\0", content.len()).as_bytes(), &content].concat(),
            ));
            let id = id.parse().expect("a name");
            assert!(unpacked.objects.contains(&Target::Blob(id)));
            assert_eq!(unpacked.repository.blob(id).as_ref(), Ok(&content));
        }
        let read: HashSet<&Target> = unpacked.objects.iter().collect();
        for target in read {
            match target {
                Target::Blob(id) => {
                    drop(unpacked.repository.blob(*id).expect("a blob of the pack"))
                }
                Target::Commit(id) => drop(unpacked.repository.commit(*id)),
                Target::Tag(id) => drop(unpacked.repository.tag(*id)),
                Target::Tree(id) => drop(unpacked.repository.tree_depth(*id)),
            }
        }
    }
}

/// Entries framed as a pack, with its right sum.
fn whole(count: u32, entries: &[u8]) -> Vec<u8> {
    let mut pack = b"PACK\0\0\0\x02".to_vec();
    pack.extend_from_slice(&count.to_be_bytes());
    pack.extend_from_slice(entries);
    let sum = Sha1::digest(&pack);
    pack.extend_from_slice(&sum);
    pack
}

/// Each instruction is a kind, a distance, a length, and so many bytes; the pack, how many entries, and its whole blobs.
fn made(mut bytes: &[u8]) -> (Vec<u8>, u32, Vec<Vec<u8>>) {
    let (mut entries, mut places, mut blobs) = (Vec::new(), Vec::new(), Vec::new());
    while let [kind, back, length, rest @ ..] = bytes {
        let (content, rest) = rest.split_at(rest.len().min(usize::from(*length)));
        bytes = rest;
        let place = entries.len();
        let kind = kind % 8;
        entries.push(kind << 4 | (content.len() & 15) as u8 | 0x80);
        entries.push((content.len() >> 4) as u8);
        if kind == 6 {
            let base = places.len().checked_sub(1 + usize::from(*back));
            let base = base.and_then(|base| places.get(base)).copied();
            distance(&mut entries, place - base.unwrap_or(place));
        }
        if kind == 3 {
            blobs.push(content.to_vec());
        }
        places.push(place);
        stored(&mut entries, content);
    }
    let count = places.len() as u32;
    (whole(count, &entries), count, blobs)
}

fn distance(out: &mut Vec<u8>, mut value: usize) {
    let mut digits = vec![(value & 0x7f) as u8];
    while value >= 0x80 {
        value = (value >> 7) - 1;
        digits.push(0x80 | (value & 0x7f) as u8);
    }
    out.extend(digits.iter().rev());
}

/// zlib's frame around bytes that are not pressed.
fn stored(out: &mut Vec<u8>, content: &[u8]) {
    let length = content.len() as u16;
    out.extend_from_slice(&[0x78, 0x01, 0x01]);
    out.extend_from_slice(&length.to_le_bytes());
    out.extend_from_slice(&(!length).to_le_bytes());
    out.extend_from_slice(content);
    let (mut low, mut high) = (1_u32, 0_u32);
    for byte in content {
        low = (low + u32::from(*byte)) % 65521;
        high = (high + low) % 65521;
    }
    out.extend_from_slice(&(high << 16 | low).to_be_bytes());
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
