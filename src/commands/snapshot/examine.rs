//! The verdict on an archive that came from elsewhere, from its own bytes and a trust root.

use super::super::ground::history_failure;
use super::super::{Context, Failure, FailureKind};
use super::archive::{Proven, made, prove};
use super::state;
use crate::diagnostic::{Diagnostic, Place};
use crate::history::HistoryError;
use crate::history::tag::Judged;
use crate::model::snapshot::Manifest;
use crate::report::archive::{self, ArchiveFault, Entry};
use crate::report::snapshot::{OBJECTS, TAG};
use crate::repository::{CommitId, PackFault, RawTag, Target, unpack};
use crate::text::{Message, Text};
use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

/// What an archive turned out to be.
pub(super) struct Examined {
    /// What its tag says.
    pub manifest: Option<Manifest>,
    /// The tag and what it says of itself, where it could be read.
    pub judged: Option<(RawTag, Judged)>,
    /// What is wrong.
    pub findings: Vec<Diagnostic>,
}

/// Judges an archive from its own bytes and a trust root.
pub(super) fn examine(ctx: &Context, bytes: &[u8], root: CommitId) -> Result<Examined, Failure> {
    let (found, faults) = archive::read(bytes);
    let mut examined = Examined {
        manifest: None,
        judged: None,
        findings: faults.iter().map(archive_finding).collect(),
    };
    let entry = |name: &str| found.iter().find(|(own, _)| own == name);
    let (Some((_, tag)), Some((_, pack))) = (entry(TAG), entry(OBJECTS)) else {
        let told = |name: &&str| {
            faults.iter().any(|fault| {
                matches!(fault, ArchiveFault::Unreadable(_))
                    || matches!(fault, ArchiveFault::Damaged(own) | ArchiveFault::Kind(own) if own == name)
            })
        };
        let lacking = [TAG, OBJECTS]
            .into_iter()
            .filter(|name| entry(name).is_none());
        let missing: Vec<Diagnostic> = lacking.filter(|name| !told(name)).map(missing).collect();
        examined.findings.extend(missing);
        return Ok(examined);
    };
    let text = String::from_utf8_lossy(tag);
    let sample = text
        .lines()
        .next()
        .and_then(|line| line.strip_prefix("object "))
        .unwrap_or_default();
    let unpacked = match unpack(pack, sample) {
        Ok(unpacked) => unpacked,
        Err(PackFault::Unusable(cause)) => return Err(Failure::io("git", cause)),
        Err(fault) => {
            examined.findings.push(pack_finding(fault.to_string()));
            return Ok(examined);
        }
    };
    let object = unpacked.objects.iter().find_map(|object| match object {
        Target::Tag(id) => unpacked
            .repository
            .tag_bytes(*id)
            .is_ok_and(|own| own == *tag)
            .then_some(*id),
        _ => None,
    });
    let proven = match object {
        Some(id) => prove(ctx, &unpacked.repository, id, root)?,
        None => {
            examined.findings.push(differs(TAG));
            return Ok(examined);
        }
    };
    match proven {
        Ok(proven) => {
            hold_against(&mut examined, &proven, bytes, &found, &unpacked.objects)?;
            examined.manifest = proven.judged.manifest.clone();
            examined.judged = Some((proven.tag, proven.judged));
        }
        Err(HistoryError::Object(error)) => {
            examined.findings.push(pack_finding(error.to_string()));
        }
        Err(error) => return Err(history_failure(error)),
    }
    Ok(examined)
}

/// Holds what stands in an archive against what its own proofs say must stand there.
fn hold_against(
    examined: &mut Examined,
    proven: &Proven,
    bytes: &[u8],
    found: &[Entry],
    objects: &HashSet<Target>,
) -> Result<(), Failure> {
    let name = proven.tag.name.as_str();
    let faults = &proven.judged.faults;
    let findings = &mut examined.findings;
    findings.extend(faults.iter().map(|fault| state::finding(name, fault)));
    let Some(said) = proven
        .judged
        .manifest
        .as_ref()
        .filter(|_| faults.is_empty())
    else {
        return Ok(());
    };
    findings.extend(state::against_the_acts(
        &proven.corpus,
        &proven.at,
        &proven.tag,
        said,
    ));
    let mut expected = made(proven)?;
    let there: BTreeMap<&str, &Vec<u8>> = found
        .iter()
        .map(|(name, bytes)| (name.as_str(), bytes))
        .collect();
    let known: Vec<String> = findings
        .iter()
        .filter_map(|finding| Some(finding.place.as_ref()?.path.to_string()))
        .collect();
    for (name, bytes) in &expected {
        match there.get(name.as_str()) {
            Some(own) if *own == bytes => {}
            Some(_) => findings.push(differs(name)),
            None if known.contains(name) => {}
            None => findings.push(missing(name)),
        }
    }
    for (name, _) in found {
        let own = expected.iter().any(|(known, _)| known == name);
        if !own && name != OBJECTS {
            findings.push(extra(name));
        }
    }
    if proven.reads.all() != *objects {
        findings.push(extra(OBJECTS));
    }
    if findings.is_empty() {
        let pack = there.get(OBJECTS).map(|bytes| (*bytes).clone());
        expected.push((OBJECTS.to_owned(), pack.unwrap_or_default()));
        findings.extend(
            archive::layout(bytes, &expected)
                .as_ref()
                .map(archive_finding),
        );
    }
    Ok(())
}

fn on_entry(name: &str, message: Message) -> Diagnostic {
    Diagnostic {
        place: Some(Place::file(&Arc::from(name))),
        code: None,
        ..state::found("", message)
    }
}

fn missing(name: &str) -> Diagnostic {
    const TEXT: Text = Text {
        en: "the archive lacks `{name}`",
        fr: "il manque `{name}` à l'archive",
    };
    on_entry(name, TEXT.with("name", name))
}

fn extra(name: &str) -> Diagnostic {
    const TEXT: Text = Text {
        en: "`{name}` holds more than the snapshot: its proofs do not need it",
        fr: "`{name}` porte plus que l'instantané\u{a0}: ses preuves n'en ont pas besoin",
    };
    on_entry(name, TEXT.with("name", name))
}

fn differs(name: &str) -> Diagnostic {
    const TEXT: Text = Text {
        en: "`{name}` is not what the signed objects say",
        fr: "`{name}` n'est pas ce que disent les objets signés",
    };
    on_entry(name, TEXT.with("name", name))
}

fn pack_finding(cause: String) -> Diagnostic {
    const TEXT: Text = Text {
        en: "`{name}` cannot be relied on: {cause}",
        fr: "on ne peut pas se fier à `{name}`\u{a0}: {cause}",
    };
    on_entry(OBJECTS, TEXT.with("name", OBJECTS).with("cause", cause))
}

fn archive_finding(fault: &ArchiveFault) -> Diagnostic {
    const UNREADABLE: Text = Text {
        en: "this is no whole archive: {cause}",
        fr: "ce n'est pas une archive entière\u{a0}: {cause}",
    };
    const NAME: Text = Text {
        en: "the entry `{name}` has a name that leads out of the archive",
        fr: "l'entrée `{name}` a un nom qui mène hors de l'archive",
    };
    const TWICE: Text = Text {
        en: "the entry `{name}` stands twice in the archive",
        fr: "l'entrée `{name}` figure deux fois dans l'archive",
    };
    const KIND: Text = Text {
        en: "the entry `{name}` is not one that `qms snapshot export` writes",
        fr: "l'entrée `{name}` n'est pas telle que `qms snapshot export` l'écrit",
    };
    const DAMAGED: Text = Text {
        en: "the entry `{name}` is damaged",
        fr: "l'entrée `{name}` est abîmée",
    };
    const LAYOUT: Text = Text {
        en: "bytes around the entry `{name}` were changed",
        fr: "des octets autour de l'entrée `{name}` ont été modifiés",
    };
    const DIRECTORY: Text = Text {
        en: "the directory at the end of the archive was changed",
        fr: "le répertoire à la fin de l'archive a été modifié",
    };
    let (text, name) = match fault {
        ArchiveFault::Unreadable(cause) => {
            return state::found("", UNREADABLE.with("cause", cause));
        }
        ArchiveFault::Layout(None) => return state::found("", DIRECTORY),
        ArchiveFault::Name(name) => (NAME, name),
        ArchiveFault::Twice(name) => (TWICE, name),
        ArchiveFault::Kind(name) => (KIND, name),
        ArchiveFault::Damaged(name) => (DAMAGED, name),
        ArchiveFault::Layout(Some(name)) => (LAYOUT, name),
    };
    on_entry(name, text.with("name", name))
}

/// An archive that its own proofs do not bear out: never delivered.
pub(super) fn not_provable(findings: Vec<Diagnostic>) -> Failure {
    const TEXT: Text = Text {
        en: "the archive that was made does not prove itself; nothing was written",
        fr: "l'archive obtenue ne fait pas sa propre preuve\u{a0}; rien n'a été écrit",
    };
    Failure::could_not_run(FailureKind::NotVerifiable, TEXT).because(findings)
}
