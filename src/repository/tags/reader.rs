//! Splits the bytes of a tag: four headers, a message, and the signature behind it.

use gix::objs::Kind;

use super::{RawTag, Target};
use crate::repository::commits::{object_id, parse_stamp};
use crate::repository::{Malformation, Signature, SignatureFormat, TagId};

/// The headers that a tag has, in their order.
const HEADERS: [&str; 4] = ["object", "type", "tag", "tagger"];

/// How git recognises the line where a signature begins.
const BEGINS: [&[u8]; 4] = [
    b"-----BEGIN SSH SIGNATURE-----",
    b"-----BEGIN PGP SIGNATURE-----",
    b"-----BEGIN PGP MESSAGE-----",
    b"-----BEGIN SIGNED MESSAGE-----",
];

/// Splits the bytes of a tag; `None` when what it points to cannot be told.
pub(super) fn parse(id: TagId, bytes: &[u8]) -> Option<RawTag> {
    let mut malformed = Vec::new();
    if memchr::memchr(0, bytes).is_some() {
        malformed.push(Malformation::Nul);
    }
    let body = match bytes.windows(2).position(|pair| pair == b"\n\n") {
        Some(end) => end + 2,
        None => {
            malformed.push(Malformation::NoMessage);
            bytes.len()
        }
    };
    let [object, kind, name, tagger] = headers(&bytes[..body], &mut malformed);
    let target = target(object?, kind?, id)?;
    let name = match name.map(std::str::from_utf8) {
        Some(Ok(name)) => name.to_owned(),
        Some(Err(_)) => {
            malformed.push(Malformation::BadHeader("tag".to_owned()));
            String::from_utf8_lossy(name.unwrap_or_default()).into_owned()
        }
        None => {
            malformed.push(Malformation::MissingHeader("tag"));
            String::new()
        }
    };
    let stamp = tagger.and_then(parse_stamp);
    match (tagger, &stamp) {
        (None, _) => malformed.push(Malformation::MissingHeader("tagger")),
        (Some(_), None) => malformed.push(Malformation::BadHeader("tagger".to_owned())),
        (Some(_), Some(_)) => {}
    }
    let begins = signatures(bytes, body);
    if begins.len() > 1 {
        malformed.push(Malformation::TwoSignatures);
    }
    let end = begins.last().copied().unwrap_or(bytes.len());
    let signature = begins.last().map(|at| Signature {
        format: SignatureFormat::of(&bytes[*at..]),
        armor: bytes[*at..].to_vec(),
    });
    Some(RawTag {
        id,
        target,
        name,
        tagger: stamp.unwrap_or_default(),
        message: bytes[body..end].to_vec(),
        signature,
        payload: bytes[..end].to_vec(),
        malformed,
    })
}

/// The value of each header, where it stands once or more; the first one is read.
fn headers<'t>(head: &'t [u8], malformed: &mut Vec<Malformation>) -> [Option<&'t [u8]>; 4] {
    let mut found = [None; 4];
    let mut step = 0;
    for line in head
        .split(|byte| *byte == b'\n')
        .filter(|line| !line.is_empty())
    {
        let lossy = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let (name, value) = match memchr::memchr(b' ', line) {
            Some(at) => (&line[..at], &line[at + 1..]),
            None => (line, &[][..]),
        };
        let Some(place) = HEADERS.iter().position(|known| known.as_bytes() == name) else {
            malformed.push(match name {
                // Behind the message is the one place where a tag's signature counts.
                b"gpgsig" | b"gpgsig-sha256" => Malformation::ForeignSignature,
                _ => Malformation::BadHeader(lossy(line)),
            });
            continue;
        };
        if found[place].is_some() {
            malformed.push(Malformation::DuplicateHeader(lossy(name)));
            continue;
        }
        if place < step {
            malformed.push(Malformation::MisplacedHeader(lossy(name)));
        }
        step = step.max(place);
        found[place] = Some(value);
    }
    found
}

fn target(object: &[u8], kind: &[u8], of: TagId) -> Option<Target> {
    let kind = match kind {
        b"commit" => Kind::Commit,
        b"tree" => Kind::Tree,
        b"blob" => Kind::Blob,
        b"tag" => Kind::Tag,
        _ => return None,
    };
    Some(Target::new(kind, object_id(object, of.0.kind())?))
}

/// Where signatures begin; git takes the last one.
fn signatures(bytes: &[u8], body: usize) -> Vec<usize> {
    let mut found = Vec::new();
    let mut at = body;
    while at < bytes.len() {
        if BEGINS.iter().any(|begin| bytes[at..].starts_with(begin)) {
            found.push(at);
        }
        at = memchr::memchr(b'\n', &bytes[at..]).map_or(bytes.len(), |end| at + end + 1);
    }
    found
}
