//! The archive of a snapshot: what is read to prove a tag, and what goes into the file.

use super::super::actor::allowed_signers;
use super::super::{Context, Failure};
use super::state;
use crate::acts::snapshot::manifest;
use crate::corpus::{Corpus, File};
use crate::history::tag::{self, Judged};
use crate::history::{self, History, HistoryError, Reading, assets};
use crate::model::entity::Entity;
use crate::model::layout::EntityKind;
use crate::model::snapshot::Manifest;
use crate::parse;
use crate::report::archive::Entry;
use crate::report::snapshot::{ActRow, Exhibit, entries};
use crate::repository::{CommitId, RawTag, Reads, Repository, TagId, Target, Tree};
use crate::text::Text;
use std::collections::BTreeSet;

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
    let corpus = ctx.load_whole(&repository.tree_of(commit))?;
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
    let registered = || register.actors().map(|known| &known.actor);
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
