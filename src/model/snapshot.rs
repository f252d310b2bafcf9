//! An audit snapshot: what was in force on a day, on which acts it rested, and the seal over all of it.

use super::act::ActKind;
use super::digest::{Digest, Seal};
use chrono::NaiveDate;
use std::fmt;
use std::str::FromStr;

/// The name of a snapshot: a tag, a file of the ledger, and a word of the command line.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SnapshotName(String);

impl SnapshotName {
    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for SnapshotName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A text that is no name of a snapshot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoSnapshotName;

impl FromStr for SnapshotName {
    type Err = NoSnapshotName;

    /// ASCII letters, digits, `.`, `_` and `-`, a letter or digit or `_` first; nothing that git or a file system
    /// takes for something else.
    fn from_str(text: &str) -> Result<SnapshotName, NoSnapshotName> {
        const LONGEST: usize = 100;
        // Names of devices, whatever follows the first full stop.
        const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-');
        let lower = text.to_ascii_lowercase();
        let stem = lower.split('.').next().unwrap_or_default();
        let numbered = ["com", "lpt"].iter().any(|device| {
            stem.strip_prefix(device)
                .is_some_and(|rest| rest.len() == 1 && rest.bytes().all(|b| b.is_ascii_digit()))
        });
        let taken = text.starts_with(['-', '.'])
            || text.ends_with('.')
            || text.contains("..")
            || lower.ends_with(".lock")
            || lower.ends_with(".md")
            || lower == "head"
            || DEVICES.contains(&stem)
            || numbered;
        let hexadecimal = text.len() >= 40 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        if text.is_empty()
            || text.len() > LONGEST
            || !text.bytes().all(plain)
            || taken
            || hexadecimal
        {
            return Err(NoSnapshotName);
        }
        Ok(SnapshotName(text.to_owned()))
    }
}

/// What the message of an audit tag says, without its trailers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Manifest {
    /// The snapshot.
    pub name: SnapshotName,
    /// Whose documents they are.
    pub organisation: String,
    /// The commit that trust begins with.
    pub root: String,
    /// The commit whose state it is.
    pub commit: String,
    /// The day for which it says what is in force.
    pub day: NaiveDate,
    /// How many there are of each.
    pub counts: Counts,
    /// SHA-512 over every object of the commit.
    pub seal: Seal,
    /// Every version in force, by code.
    pub documents: Vec<InForce>,
}

/// How much a snapshot holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Versions in force.
    pub in_force: usize,
    /// Versions validated whose day is still to come.
    pub upcoming: usize,
    /// Records in the tree.
    pub records: usize,
    /// Tickets in the tree.
    pub tickets: usize,
    /// Acts that count, one a code.
    pub acts: usize,
}

/// One version in force, and the acts that make it so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InForce {
    /// Its code, with the version.
    pub code: String,
    /// The number of its version.
    pub version: u32,
    /// Since when.
    pub effective: NaiveDate,
    /// What was signed.
    pub digest: Digest,
    /// Its file.
    pub path: String,
    /// The approvals and validations of this content that count, first to last.
    pub acts: Vec<ActInForce>,
}

/// One act that a version in force rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActInForce {
    /// What was decided.
    pub act: ActKind,
    /// On which day.
    pub day: NaiveDate,
    /// By which commit.
    pub commit: String,
    /// By whom.
    pub actor: String,
    /// In which role.
    pub role: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_good_as_a_tag_and_as_a_file_on_every_system() {
        for name in ["audit-2026", "2026.1", "_interne", "A", "a.b-c_d"] {
            assert!(name.parse::<SnapshotName>().is_ok(), "{name}");
        }
        for name in [
            "", "-d", ".a", "a.", "a..b", "a.lock", "a.md", "é", "a b", "a/b", "a\n", "HEAD",
            "con", "NUL.txt", "com1", "a~1", "a^", "@{0}",
        ] {
            assert!(name.parse::<SnapshotName>().is_err(), "{name}");
        }
        assert!("a".repeat(101).parse::<SnapshotName>().is_err());
        assert!("a".repeat(40).parse::<SnapshotName>().is_err());
    }
}
