//! A zip archive whose bytes follow from its entries alone, and its strict reader; only this file names zip.
//!
//! Nothing is pressed: what an entry holds stands in the file as it is, so that no archive is larger than it looks.

use std::collections::BTreeSet;
use std::io::{Cursor, Read, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipArchive, ZipWriter};

/// One file of an archive: its name, `/` between parts, and its bytes.
pub type Entry = (String, Vec<u8>);

/// What is wrong with an archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ArchiveFault {
    /// It cannot be read as an archive; what the reader said.
    Unreadable(String),
    /// The name of an entry leads out of the archive, or is none that is written here.
    Name(String),
    /// An entry stands twice.
    Twice(String),
    /// An entry is pressed, encrypted, or no plain file: this is no archive that was written here.
    Kind(String),
    /// The bytes of an entry are not those that were put there.
    Damaged(String),
    /// Beside its entries, the archive has other bytes than it must; the entry that stands there, where one does.
    Layout(Option<String>),
}

/// Writes an archive: entries in the order given, no dates, no owners, nothing pressed.
///
/// # Errors
/// It is too large for an archive.
pub fn write(entries: &[Entry]) -> Result<Vec<u8>, String> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Stored)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644)
        .system(System::Unix);
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        let large = bytes.len() as u64 > u64::from(u32::MAX);
        writer
            .start_file(name.as_str(), options.large_file(large))
            .map_err(|error| error.to_string())?;
        writer.write_all(bytes).map_err(|error| error.to_string())?;
    }
    let done = writer.finish().map_err(|error| error.to_string())?;
    Ok(done.into_inner())
}

/// Reads an archive: what could be read, in its order, and all that is wrong.
pub fn read(bytes: &[u8]) -> (Vec<Entry>, Vec<ArchiveFault>) {
    let mut faults = Vec::new();
    let mut archive = match ZipArchive::new(Cursor::new(bytes)) {
        Ok(archive) => archive,
        Err(error) => {
            return (
                Vec::new(),
                vec![ArchiveFault::Unreadable(error.to_string())],
            );
        }
    };
    let mut seen = BTreeSet::new();
    let names = names(bytes);
    for name in &names {
        if !seen.insert(name) {
            faults.push(ArchiveFault::Twice(name.clone()));
        }
    }
    let mut entries = Vec::new();
    // Entries that lie over each other could be more than the file.
    let mut left = bytes.len() as u64;
    for index in 0..archive.len() {
        let mut file = match archive.by_index(index) {
            Ok(file) => file,
            Err(_) => {
                let name = names.get(index).cloned();
                faults.push(ArchiveFault::Kind(
                    name.unwrap_or_else(|| format!("#{}", index + 1)),
                ));
                continue;
            }
        };
        let name = String::from_utf8_lossy(file.name_raw()).into_owned();
        if !sound(&name) {
            faults.push(ArchiveFault::Name(name));
            continue;
        }
        if file.compression() != CompressionMethod::Stored || file.encrypted() || !file.is_file() {
            faults.push(ArchiveFault::Kind(name));
            continue;
        }
        let mut content = Vec::new();
        let read = file
            .by_ref()
            .take(left.saturating_add(1))
            .read_to_end(&mut content);
        if read.is_err() || content.len() as u64 > left {
            faults.push(ArchiveFault::Damaged(name));
            continue;
        }
        left -= content.len() as u64;
        entries.push((name, content));
    }
    (entries, faults)
}

/// Whether an archive is, byte for byte, what is written of its entries.
pub fn layout(bytes: &[u8], entries: &[Entry]) -> Option<ArchiveFault> {
    let Ok(expected) = write(entries) else {
        return Some(ArchiveFault::Layout(None));
    };
    let at = match bytes.iter().zip(&expected).position(|(a, b)| a != b) {
        Some(at) => at,
        None if bytes.len() == expected.len() => return None,
        None => return Some(ArchiveFault::Layout(None)),
    };
    // Each entry is a head of 30 bytes, its name and its bytes; the directory follows, 46 bytes and the name each.
    let mut end = 0;
    for fixed in [30, 46] {
        for (name, content) in entries {
            end += fixed + name.len() + if fixed == 30 { content.len() } else { 0 };
            if at < end {
                return Some(ArchiveFault::Layout(Some(name.clone())));
            }
        }
    }
    Some(ArchiveFault::Layout(None))
}

fn sound(name: &str) -> bool {
    let plain = |part: &str| !matches!(part, "" | "." | "..");
    name.len() <= 1000
        && name.split('/').all(plain)
        && !name.contains(['\\', ':'])
        && !name.chars().any(char::is_control)
}

/// Every name of the directory, as often as it stands there, in one pass: there may be as many as the file is long.
fn names(bytes: &[u8]) -> Vec<String> {
    const END: usize = 22;
    let number = |at: usize, width: usize| -> Option<usize> {
        let part = bytes.get(at..at.checked_add(width)?)?;
        Some(
            part.iter()
                .rev()
                .fold(0, |sum, byte| sum << 8 | usize::from(*byte)),
        )
    };
    let mut at = bytes.len().checked_sub(END);
    at = at.and_then(|end| number(end + 16, 4));
    std::iter::from_fn(|| {
        let start = at?;
        if bytes.get(start..start.checked_add(4)?)? != b"PK\x01\x02" {
            return None;
        }
        let length = number(start + 28, 2)?;
        let name = bytes.get(start + 46..start + 46 + length)?;
        let more = number(start + 30, 2).zip(number(start + 32, 2));
        at = more.map(|(extra, comment)| start + 46 + length + extra + comment);
        Some(String::from_utf8_lossy(name).into_owned())
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entries() -> Vec<Entry> {
        vec![
            ("LISEZMOI.txt".to_owned(), b"lire\n".to_vec()),
            ("etat/documents/PR/PR-01-V1.md".to_owned(), "é\n".into()),
            ("vide".to_owned(), Vec::new()),
        ]
    }

    #[test]
    fn the_bytes_of_an_archive_never_change() {
        use sha2::{Digest as _, Sha256};
        let archive = write(&entries()).unwrap();
        let sum: String = Sha256::digest(&archive)
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        // Archives of past years are held against this: another sum would make them all look changed.
        expect_test::expect!["cf8125f538e5c81cb09d0a4733b462db47f47d9816eef9988583732bfcbecce3"]
            .assert_eq(&sum);
    }

    #[test]
    fn an_archive_reads_back() {
        let archive = write(&entries()).unwrap();
        assert_eq!(read(&archive), (entries(), Vec::new()));
        assert_eq!(layout(&archive, &entries()), None);
    }

    #[test]
    fn one_changed_byte_is_found_wherever_it_stands() {
        let archive = write(&entries()).unwrap();
        for at in 0..archive.len() {
            for bit in [1, 128] {
                let mut changed = archive.clone();
                changed[at] ^= bit;
                let (found, faults) = read(&changed);
                let told = !faults.is_empty()
                    || found != entries()
                    || layout(&changed, &entries()).is_some();
                assert!(told, "byte {at}");
            }
        }
        for end in 0..archive.len() {
            assert!(!read(&archive[..end]).1.is_empty(), "{end}");
        }
    }

    #[test]
    fn names_that_lead_out_and_names_that_stand_twice_are_told() {
        for (name, other) in [
            ("../a", "xx/a"),
            ("/abs", "xabs"),
            ("a\\b", "axb"),
            ("c:/d", "cx/d"),
        ] {
            let entries = vec![(other.to_owned(), b"x".to_vec())];
            let mut archive = write(&entries).unwrap();
            replace(&mut archive, other, name);
            assert_eq!(read(&archive).1, [ArchiveFault::Name(name.to_owned())]);
        }
        let twice = vec![
            ("a1".to_owned(), b"x".to_vec()),
            ("a2".to_owned(), b"y".to_vec()),
        ];
        let mut archive = write(&twice).unwrap();
        replace(&mut archive, "a2", "a1");
        assert_eq!(read(&archive).1, [ArchiveFault::Twice("a1".to_owned())]);
    }

    fn replace(archive: &mut [u8], from: &str, to: &str) {
        for at in 0..archive.len() - from.len() {
            if archive[at..].starts_with(from.as_bytes()) {
                archive[at..at + to.len()].copy_from_slice(to.as_bytes());
            }
        }
    }

    proptest::proptest! {
        #[test]
        fn no_bytes_make_the_reader_fall(bytes: Vec<u8>) {
            let _ = read(&bytes);
            let _ = read(&[b"PK\x03\x04".as_slice(), &bytes].concat());
        }
    }
}
