//! Whether the name of a new snapshot is free, or a run that was stopped between tag and ledger left its tag.

use super::super::{Context, Failure};
use super::state;
use crate::acts::Situation;
use crate::acts::snapshot::{Made, manifest};
use crate::corpus::Corpus;
use crate::history::tag;
use crate::model::act::ActKind;
use crate::model::layout::{EntityKind, snapshot_path, stem};
use crate::model::snapshot::SnapshotName;
use crate::repository::{RawTag, Repository};
use crate::text::Text;

/// The tag that a run made which was stopped before the ledger; none where the name is free.
pub(super) fn left_by_a_stopped_run(
    ctx: &Context,
    repository: &Repository,
    situation: &Situation<'_>,
    name: &SnapshotName,
) -> Result<Option<(Made, String)>, Failure> {
    const TAKEN: Text = Text {
        en: "there is a snapshot `{name}` already",
        fr: "il y a déjà un instantané `{name}`",
    };
    const TAG: Text = Text {
        en: "there is a tag `{name}` already",
        fr: "il y a déjà une étiquette `{name}`",
    };
    const HELP: Text = Text {
        en: "take another name; `qms snapshot list` shows those that are taken",
        fr: "prendre un autre nom\u{a0}; `qms snapshot list` montre ceux qui sont pris",
    };
    let history = situation.history;
    let entered = history
        .acts()
        .iter()
        .any(|record| record.counts() && record.is_on(ActKind::Snapshot, name.as_str()));
    // Two names that differ by case alone are one file on some systems.
    let same = |other: &str| other.eq_ignore_ascii_case(name.as_str());
    let in_ledger = situation
        .corpus
        .entities(EntityKind::SnapshotEntry)
        .any(|(file, _)| same(stem(&file.path)));
    let file = situation.corpus.file(&snapshot_path(name.as_str()));
    if entered || in_ledger || file.is_some() {
        return Err(Failure::refused("G204", TAKEN.with("name", name.as_str())).help(HELP));
    }
    let taken = || Failure::refused("G204", TAG.with("name", name.as_str())).help(HELP);
    let references = repository.tag_refs().map_err(state::unreadable)?;
    let Some(reference) = references.iter().find(|known| same(known.short())) else {
        return Ok(None);
    };
    let tag = tag::object(repository, reference).map_err(state::unreadable)?;
    let Some(tag) = tag.filter(|_| reference.short() == name.as_str()) else {
        return Err(taken());
    };
    completed(ctx, repository, situation, name, &tag)?
        .map(Some)
        .ok_or_else(taken)
}

/// A tag of the same person on an ancestor, which says what it must say: it only lacks its place in the ledger.
fn completed(
    ctx: &Context,
    repository: &Repository,
    situation: &Situation<'_>,
    name: &SnapshotName,
    tag: &RawTag,
) -> Result<Option<(Made, String)>, Failure> {
    let history = situation.history;
    let first = tag::judge(repository, history.register(), tag, name.as_str())
        .map_err(state::unreadable)?;
    let (Some(commit), Some(statement)) = (first.commit, first.statement) else {
        return Ok(None);
    };
    let leads = repository
        .leads_to(commit, history.tip())
        .map_err(state::unreadable)?;
    if !leads || statement.actor != situation.actor.id.value.as_str() {
        return Ok(None);
    }
    let at = state::read_at(ctx, repository, commit, history.root().commit)?;
    let judged =
        tag::judge(repository, at.register(), tag, name.as_str()).map_err(state::unreadable)?;
    let Some(said) = judged.manifest.filter(|_| judged.faults.is_empty()) else {
        return Ok(None);
    };
    let corpus: Corpus = ctx.load_whole(&repository.tree_of(commit))?;
    if manifest(name, &corpus, &at, state::day_of(&at, tag), said.seal) != said {
        return Ok(None);
    }
    let made = Made {
        object: tag.id.to_string(),
        commit,
        seal: said.seal,
        statement,
    };
    Ok(Some((made, crate::parse::manifest::write(&said))))
}
