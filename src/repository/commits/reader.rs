//! Splits the bytes of a commit: each header in its place, once, and nothing between.

use super::{Malformation, RawCommit, Stamp};
use crate::repository::{CommitId, ObjectError, Signature, SignatureFormat, TreeId};

/// The parents that the head of a commit names, for walks that need nothing else.
pub(in crate::repository) fn parents(
    id: CommitId,
    bytes: &[u8],
) -> Result<Vec<CommitId>, ObjectError> {
    let malformed = || ObjectError::Malformed(id.to_string());
    let mut lines = bytes.split(|byte| *byte == b'\n');
    let first = lines.next().unwrap_or_default();
    first.strip_prefix(b"tree ").ok_or_else(malformed)?;
    let mut found = Vec::new();
    for line in lines {
        let Some(value) = line.strip_prefix(b"parent ") else {
            break;
        };
        found.push(
            object_id(value, id.0.kind())
                .map(CommitId)
                .ok_or_else(malformed)?,
        );
    }
    Ok(found)
}

/// Splits the bytes of a commit; `None` when its tree or a parent cannot be told.
pub(in crate::repository) fn parse(id: CommitId, bytes: &[u8]) -> Option<RawCommit> {
    let mut malformed = Vec::new();
    if memchr::memchr(0, bytes).is_some() {
        malformed.push(Malformation::Nul);
    }
    let end = match bytes.windows(2).position(|pair| pair == b"\n\n") {
        Some(end) => end + 1,
        None => {
            malformed.push(Malformation::NoMessage);
            bytes.len()
        }
    };
    let (head, rest) = bytes.split_at(end);
    let message = rest.strip_prefix(b"\n").unwrap_or_default().to_vec();
    let mut reader = Reader {
        malformed,
        ..Reader::new(id)
    };
    let mut payload = Vec::with_capacity(bytes.len());
    for header in headers(head) {
        if !reader.header(header) {
            payload.extend_from_slice(header);
        }
    }
    payload.extend_from_slice(rest);
    reader.finish(message, payload)
}

/// Header lines, each with its continuation lines and final line break.
fn headers(head: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut rest = head;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let mut end = 0;
        loop {
            end += memchr::memchr(b'\n', &rest[end..]).map_or(rest.len() - end, |at| at + 1);
            if rest.get(end) != Some(&b' ') {
                break;
            }
        }
        let (header, after) = rest.split_at(end);
        rest = after;
        Some(header)
    })
}

struct Reader {
    id: CommitId,
    tree: Option<TreeId>,
    parents: Vec<CommitId>,
    bad_parent: bool,
    author: Option<Stamp>,
    committer: Option<Stamp>,
    encoding: Option<String>,
    others: Vec<String>,
    signatures: Vec<Vec<u8>>,
    foreign: bool,
    malformed: Vec<Malformation>,
    /// How far in the fixed order: 0 tree, 1 parents, 2 author, 3 committer, 4 others.
    step: u8,
}

impl Reader {
    fn new(id: CommitId) -> Reader {
        Reader {
            id,
            tree: None,
            parents: Vec::new(),
            bad_parent: false,
            author: None,
            committer: None,
            encoding: None,
            others: Vec::new(),
            signatures: Vec::new(),
            foreign: false,
            malformed: Vec::new(),
            step: 0,
        }
    }

    /// Takes one header; true when it is a signature, which is no part of what was signed.
    fn header(&mut self, header: &[u8]) -> bool {
        let line = header.strip_suffix(b"\n").unwrap_or(header);
        let (name, value) = match memchr::memchr(b' ', line) {
            Some(at) if at > 0 => (&line[..at], &line[at + 1..]),
            _ => {
                self.malformed.push(Malformation::BadHeader(lossy(line)));
                return false;
            }
        };
        let own = if self.id.0.kind() == gix::hash::Kind::Sha1 {
            "gpgsig"
        } else {
            "gpgsig-sha256"
        };
        match name {
            b"tree" => self.tree(value),
            b"parent" => self.parent(value),
            b"author" => self.stamp(value, Role::Author),
            b"committer" => self.stamp(value, Role::Committer),
            b"gpgsig" | b"gpgsig-sha256" => {
                self.step("signature", 4);
                match name == own.as_bytes() {
                    true => self.signatures.push(unfold(value)),
                    false => self.foreign = true,
                }
                return true;
            }
            _ => {
                self.step(&lossy(name), 4);
                if name == b"encoding" {
                    match self.encoding {
                        Some(_) => self
                            .malformed
                            .push(Malformation::DuplicateHeader("encoding".to_owned())),
                        None => self.encoding = Some(lossy(value)),
                    }
                } else {
                    self.others.push(lossy(name));
                }
            }
        }
        false
    }

    fn step(&mut self, name: &str, step: u8) {
        if step < self.step {
            self.malformed
                .push(Malformation::MisplacedHeader(name.to_owned()));
        }
        self.step = self.step.max(step);
    }

    fn tree(&mut self, value: &[u8]) {
        self.step("tree", 0);
        match self.tree {
            Some(_) => self
                .malformed
                .push(Malformation::DuplicateHeader("tree".to_owned())),
            None => self.tree = object_id(value, self.id.0.kind()).map(TreeId),
        }
        // A tree after anything else is out of place even when it is the first of its name.
        self.step = self.step.max(1);
    }

    fn parent(&mut self, value: &[u8]) {
        self.step("parent", 1);
        match object_id(value, self.id.0.kind()) {
            Some(parent) => self.parents.push(CommitId(parent)),
            None => self.bad_parent = true,
        }
    }

    fn stamp(&mut self, value: &[u8], role: Role) {
        let (name, step) = match role {
            Role::Author => ("author", 2),
            Role::Committer => ("committer", 3),
        };
        self.step(name, step);
        let slot = match role {
            Role::Author => &mut self.author,
            Role::Committer => &mut self.committer,
        };
        if slot.is_some() {
            self.malformed
                .push(Malformation::DuplicateHeader(name.to_owned()));
            return;
        }
        let stamp = parse_stamp(value);
        if stamp.is_none() {
            self.malformed
                .push(Malformation::BadHeader(name.to_owned()));
        }
        *slot = Some(stamp.unwrap_or_default());
    }

    fn finish(mut self, message: Vec<u8>, payload: Vec<u8>) -> Option<RawCommit> {
        let tree = self.tree?;
        if self.bad_parent {
            return None;
        }
        for (slot, name) in [(&self.author, "author"), (&self.committer, "committer")] {
            if slot.is_none() {
                self.malformed.push(Malformation::MissingHeader(name));
            }
        }
        if self.signatures.len() + usize::from(self.foreign) > 1 {
            self.malformed.push(Malformation::TwoSignatures);
        } else if self.foreign {
            self.malformed.push(Malformation::ForeignSignature);
        }
        let signature = self.signatures.into_iter().next().map(|armor| Signature {
            format: SignatureFormat::of(&armor),
            armor,
        });
        Some(RawCommit {
            id: self.id,
            tree,
            parents: self.parents,
            author: self.author.unwrap_or_default(),
            committer: self.committer.unwrap_or_default(),
            message,
            encoding: self.encoding,
            others: self.others,
            signature,
            payload,
            malformed: self.malformed,
        })
    }
}

#[derive(Clone, Copy)]
enum Role {
    Author,
    Committer,
}

/// An id in full, of the hash function of the object that names it, in lower case as git writes it.
pub(in crate::repository) fn object_id(value: &[u8], of: gix::hash::Kind) -> Option<gix::ObjectId> {
    let lower = value
        .iter()
        .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    let id = gix::ObjectId::from_hex(value).ok()?;
    (lower && id.kind() == of).then_some(id)
}

/// `Name <email> seconds +hhmm`, exactly.
pub(in crate::repository) fn parse_stamp(value: &[u8]) -> Option<Stamp> {
    let open = memchr::memchr(b'<', value)?;
    let close = memchr::memchr(b'>', value)?;
    let email = value.get(open + 1..close)?;
    let times = std::str::from_utf8(&value[close + 1..])
        .ok()?
        .strip_prefix(' ')?;
    let (seconds, zone) = times.split_once(' ')?;
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let (sign, hours_minutes) = match (zone.strip_prefix('+'), zone.strip_prefix('-')) {
        (Some(rest), _) => (1, rest),
        (None, Some(rest)) => (-1, rest),
        (None, None) => return None,
    };
    let name = &value[..open];
    let clean = !email.contains(&b'<') && !name.contains(&b'\n') && !email.contains(&b'\n');
    if !digits(seconds) || !digits(hours_minutes) || hours_minutes.len() != 4 || !clean {
        return None;
    }
    let number: i32 = hours_minutes.parse().ok()?;
    Some(Stamp {
        name: lossy(name.strip_suffix(b" ").unwrap_or(name)),
        email: lossy(email),
        seconds: seconds.parse().ok()?,
        offset: sign * (number / 100 * 60 + number % 100),
    })
}

/// Takes the space off each continuation line.
fn unfold(value: &[u8]) -> Vec<u8> {
    let mut lines = value.split(|byte| *byte == b'\n');
    let mut text = lines.next().unwrap_or_default().to_vec();
    for line in lines {
        text.push(b'\n');
        text.extend_from_slice(line.strip_prefix(b" ").unwrap_or(line));
    }
    text
}

fn lossy(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
