//! The manifest of an audit snapshot: a text that people read and that reads back exactly, both ways.
//!
//! Its keys are French, as all keys on disk are. The message of the tag is this text, an empty line, and the trailers
//! of the act `snapshot`; `Qms-Digest` is the SHA-256 of this text as it stands, its last line break included.

use crate::model::act::ActKind;
use crate::model::snapshot::{ActInForce, Counts, InForce, Manifest};
use chrono::NaiveDate;
use std::fmt::Write as _;
use std::str::FromStr;

/// Writes the manifest. The caller reads it back before it is signed: a value that cannot stand on a line of its own is
/// found there.
pub fn write(manifest: &Manifest) -> String {
    let counts = manifest.counts;
    // Writing to a String cannot fail.
    let mut out = format!(
        "Instantané {}\n\n\
         organisation: {}\n\
         racine: {}\n\
         commit: {}\n\
         jour: {}\n\
         en-vigueur: {}\n\
         a-paraitre: {}\n\
         enregistrements: {}\n\
         fiches: {}\n\
         actes: {}\n\
         sha512: {}\n",
        manifest.name,
        manifest.organisation,
        manifest.root,
        manifest.commit,
        manifest.day,
        counts.in_force,
        counts.upcoming,
        counts.records,
        counts.tickets,
        counts.acts,
        manifest.seal,
    );
    for document in &manifest.documents {
        let _ = write!(
            out,
            "\n{}\n  version: {}\n  application: {}\n  empreinte: {}\n  chemin: {}\n",
            document.code, document.version, document.effective, document.digest, document.path,
        );
        for act in &document.acts {
            let _ = writeln!(
                out,
                "  acte: {} {} {} {} {}",
                act.act.as_str(),
                act.day,
                act.commit,
                act.actor,
                act.role,
            );
        }
    }
    out
}

/// Splits the message of an audit tag: the text of the manifest, and the last paragraph.
pub fn split(message: &str) -> Option<(&str, &str)> {
    let end = message.trim_end_matches('\n').rfind("\n\n")?;
    Some((&message[..end + 1], &message[end + 2..]))
}

/// Reads a manifest; none where the text is not exactly one.
pub fn read(text: &str) -> Option<Manifest> {
    let mut reader = Reader {
        lines: text.lines().peekable(),
    };
    let name = reader.lines.next()?.strip_prefix("Instantané ")?;
    reader.blank()?;
    let mut manifest = Manifest {
        name: name.parse().ok()?,
        organisation: reader.value("organisation")?.to_owned(),
        root: reader.value("racine")?.to_owned(),
        commit: reader.value("commit")?.to_owned(),
        day: reader.parsed("jour")?,
        counts: Counts {
            in_force: reader.parsed("en-vigueur")?,
            upcoming: reader.parsed("a-paraitre")?,
            records: reader.parsed("enregistrements")?,
            tickets: reader.parsed("fiches")?,
            acts: reader.parsed("actes")?,
        },
        seal: reader.parsed("sha512")?,
        documents: Vec::new(),
    };
    while reader.lines.peek().is_some() {
        manifest.documents.push(reader.document()?);
    }
    // One manifest has one text: what reads and would be written otherwise is none.
    (write(&manifest) == text).then_some(manifest)
}

struct Reader<'t> {
    lines: std::iter::Peekable<std::str::Lines<'t>>,
}

impl<'t> Reader<'t> {
    fn blank(&mut self) -> Option<()> {
        self.lines.next().filter(|line| line.is_empty()).map(|_| ())
    }

    fn value(&mut self, key: &str) -> Option<&'t str> {
        self.lines.next()?.strip_prefix(key)?.strip_prefix(": ")
    }

    fn parsed<T: FromStr>(&mut self, key: &str) -> Option<T> {
        self.value(key)?.parse().ok()
    }

    fn document(&mut self) -> Option<InForce> {
        self.blank()?;
        let mut document = InForce {
            code: self.lines.next()?.to_owned(),
            version: self.parsed("  version")?,
            effective: self.parsed("  application")?,
            digest: self.parsed("  empreinte")?,
            path: self.value("  chemin")?.to_owned(),
            acts: Vec::new(),
        };
        while self.lines.peek().is_some_and(|line| !line.is_empty()) {
            let mut words = self.value("  acte")?.splitn(5, ' ');
            let mut word = || words.next();
            document.acts.push(ActInForce {
                act: ActKind::parse(word()?)?,
                day: NaiveDate::from_str(word()?).ok()?,
                commit: word()?.to_owned(),
                actor: word()?.to_owned(),
                role: word()?.to_owned(),
            });
        }
        Some(document)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::digest::{Digest, Seal};
    use proptest::prelude::*;

    fn manifest(organisation: &str, code: &str, role: &str) -> Manifest {
        let day = NaiveDate::from_ymd_opt(2026, 11, 21).unwrap();
        Manifest {
            name: "audit-2026".parse().unwrap(),
            organisation: organisation.to_owned(),
            root: "1".repeat(40),
            commit: "2".repeat(40),
            day,
            counts: Counts {
                in_force: 1,
                acts: 2,
                ..Counts::default()
            },
            seal: Seal([7; 64]),
            documents: vec![InForce {
                code: code.to_owned(),
                version: 2,
                effective: day,
                digest: Digest([3; 32]),
                path: format!("documents/MO/{code}.md"),
                acts: vec![ActInForce {
                    act: ActKind::Approve,
                    day,
                    commit: "4".repeat(40),
                    actor: "pilote-paped".to_owned(),
                    role: role.to_owned(),
                }],
            }],
        }
    }

    #[test]
    fn a_manifest_reads_back_exactly() {
        let whole = manifest("Service social — Île-de-France", "MO-00391-V02", "pilote");
        let text = write(&whole);
        assert_eq!(read(&text), Some(whole));
        let message = format!("{text}\nQms-Act: snapshot\nQms-Code: audit-2026\n");
        let (own, trailers) = split(&message).unwrap();
        assert_eq!(own, text);
        assert_eq!(trailers, "Qms-Act: snapshot\nQms-Code: audit-2026\n");
    }

    #[test]
    fn a_text_that_would_be_written_otherwise_is_no_manifest() {
        let text = write(&manifest("x", "MO-00391-V02", "pilote"));
        for (from, to) in [
            ("jour: 2026-11-21", "jour: 2026-11-021"),
            ("en-vigueur: 1", "en-vigueur: 01"),
            ("en-vigueur: 1", "en-vigueur: +1"),
            ("  acte:", "  acte: "),
            ("\n\nMO", "\n\n\nMO"),
            ("sha512: 07", "sha512: 0G"),
            ("organisation", "Organisation"),
        ] {
            assert_eq!(read(&text.replace(from, to)), None, "{from} -> {to}");
        }
        assert_eq!(read(&format!("{text}\n")), None);
        assert_eq!(read(text.trim_end()), None);
    }

    proptest! {
        #[test]
        fn no_value_brings_a_line_in(organisation in ".*", role in ".*") {
            let whole = manifest(&organisation, "MO-00391-V02", &role);
            if let Some(back) = read(&write(&whole)) {
                prop_assert_eq!(back, whole);
            }
        }

        #[test]
        fn no_text_is_read_otherwise_than_it_is_written(text in "(Instantané a\n\n)?(.|\n)*") {
            if let Some(found) = read(&text) {
                prop_assert_eq!(write(&found), text);
            }
        }
    }
}
