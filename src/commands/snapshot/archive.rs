//! The archive of a snapshot: what goes into it, and the verdict on one that came from elsewhere.

use super::super::actor::allowed_signers;
use super::super::decide::history_failure;
use super::super::{Context, Failure, FailureKind};
use super::state;
use crate::acts::snapshot::manifest;
use crate::corpus::{Corpus, File};
use crate::diagnostic::{Diagnostic, Place};
use crate::history::tag::{self, Judged};
use crate::history::{self, History, HistoryError, Reading, assets};
use crate::model::entity::Entity;
use crate::model::layout::EntityKind;
use crate::model::snapshot::Manifest;
use crate::parse;
use crate::report::archive::{self, ArchiveFault, Entry};
use crate::report::snapshot::{ActRow, Exhibit, OBJECTS, TAG, entries};
use crate::repository::{
    CommitId, PackFault, RawTag, Reads, Repository, TagId, Target, Tree, unpack,
};
use crate::text::{Message, Text};
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;

/// A tag with the history that leads to its commit, all that was read for it noted.
pub(super) struct Proven {
    pub repository: Repository,
    pub reads: Reads,
    pub tag: RawTag,
    pub at: History,
    pub judged: Judged,
    pub corpus: Corpus,
}

/// Reads all that a verdict on a tag rests on.
pub(super) fn prove(
    ctx: &Context,
    repository: &Repository,
    id: TagId,
    root: CommitId,
) -> Result<Result<Proven, HistoryError>, Failure> {
    const NOT: Text = Text {
        en: "the tag does not name a commit",
        fr: "l'étiquette ne désigne pas un commit",
    };
    let (repository, reads) = repository.noting_reads();
    let tag = repository.tag(id).map_err(state::unreadable)?;
    let Target::Commit(commit) = tag.target else {
        return Err(Failure::refused("G204", NOT));
    };
    let reading = Reading {
        now: ctx.now(),
        root: Some(root),
    };
    let at = match history::read(&repository, commit, &reading) {
        Ok(at) => at,
        Err(error) => return Ok(Err(error)),
    };
    let judged = match tag::judge(&repository, at.register(), &tag, &tag.name) {
        Ok(judged) => judged,
        Err(error) => return Ok(Err(error.into())),
    };
    let corpus = ctx.load(&repository.tree_of(commit))?;
    Ok(Ok(Proven {
        repository,
        reads,
        tag,
        at,
        judged,
        corpus,
    }))
}

/// The entries that the archive of a tag has, the objects excepted.
pub(super) fn made(proven: &Proven) -> Result<Vec<Entry>, Failure> {
    let Proven {
        repository,
        tag,
        at,
        judged,
        corpus,
        ..
    } = proven;
    let Some(said) = &judged.manifest else {
        return Ok(Vec::new());
    };
    let own = manifest(&said.name, corpus, at, state::day_of(at, tag), said.seal);
    let register = at.register();
    let registered = || tag::registered(register).map(|known| &known.actor);
    let titles = own
        .documents
        .iter()
        .map(
            |document| match corpus.file(&document.path).and_then(File::entity) {
                Some(Entity::Document(document)) => [
                    document.title.value.clone(),
                    document.process.value.to_string(),
                ],
                _ => Default::default(),
            },
        )
        .collect();
    let email = judged
        .statement
        .as_ref()
        .and_then(|said| register.actor(&said.actor))
        .map(|known| known.actor.email.value.clone())
        .unwrap_or_default();
    Ok(entries(&Exhibit {
        manifest: &own,
        text: parse::manifest::write(&own),
        tag: repository.tag_bytes(tag.id).map_err(state::unreadable)?,
        tag_id: tag.id.to_string(),
        email,
        lang: register.policy().lang,
        files: files(&repository.tree_of(at.tip()), corpus, &own)?,
        titles,
        acts: rows(at),
        allowed_signers: allowed_signers::lines(registered()),
    }))
}

/// Documents in force with the images that they show, and tickets.
fn files(tree: &Tree, corpus: &Corpus, own: &Manifest) -> Result<Vec<Entry>, Failure> {
    let mut paths: BTreeSet<String> = BTreeSet::new();
    for document in &own.documents {
        let parsed = corpus
            .file(&document.path)
            .and_then(|file| file.parsed.as_ref());
        let shown = parsed.and_then(|parsed| assets(tree, &document.path, parsed).ok());
        paths.extend(shown.into_iter().flatten().map(|(_, path)| path));
        paths.insert(document.path.clone());
    }
    let tickets = corpus.entities(EntityKind::Ticket);
    paths.extend(tickets.map(|(file, _)| file.path.to_string()));
    let mut files = Vec::new();
    for path in paths {
        let bytes = tree
            .read_path(&path)
            .map_err(|error| Failure::io(&path, error))?;
        files.extend(bytes.map(|bytes| (path, bytes)));
    }
    Ok(files)
}

fn rows(at: &History) -> Vec<ActRow> {
    at.acts()
        .iter()
        .map(|record| {
            let said = &record.statement;
            ActRow {
                cells: [
                    record.commit.to_string(),
                    said.act.as_str().to_owned(),
                    said.code
                        .clone()
                        .or(said.commit.clone())
                        .unwrap_or_default(),
                    said.actor.clone(),
                    said.role.clone().unwrap_or_default(),
                    record.day.to_string(),
                    said.effective
                        .map(|day| day.to_string())
                        .unwrap_or_default(),
                    said.digest
                        .map(|digest| digest.to_string())
                        .unwrap_or_default(),
                    if record.counts() { "oui" } else { "non" }.to_owned(),
                ],
            }
        })
        .collect()
}

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
        &proven.repository,
        &proven.corpus,
        &proven.at,
        &proven.tag,
        said,
    )?);
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
