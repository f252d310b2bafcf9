//! Going on from where a verification stopped: the same answer as reading all, or all is read.

use super::ancestry::Ancestry;
use super::diffs::Diffs;
use super::guard::{Guard, Guards};
use super::remembered::{self, Remembered};
use super::root::{RootSource, TrustRoot, pinned};
use super::takings::{Search, Voids};
use super::walk::{State, Walk};
use super::{History, HistoryError, Reading, closing, of_clone, read, register};
use crate::repository::{CommitId, Repository, StoredCommit};
use rustc_hash::FxHashSet;
use std::sync::Arc;

/// Reads the history of a reference up to its tip, going on from what this clone remembers of it.
///
/// # Errors
/// As for [`read`].
pub fn read_on(
    repository: &Repository,
    name: Option<&str>,
    tip: CommitId,
    reading: &Reading,
) -> Result<History, HistoryError> {
    if repository.is_shallow() {
        return Err(HistoryError::Shallow);
    }
    let remembered = name.and_then(|name| remembered::load(repository, name));
    if let Some(remembered) = remembered
        && let Some(history) = go_on(repository, remembered, tip, reading)?
    {
        return Ok(history);
    }
    read(repository, tip, reading)
}

/// Keeps what is to be gone on with. Only a history in which nothing at all is wrong is remembered:
/// of any other, each time all is looked at.
///
/// # Errors
/// The folder of git cannot be written.
pub fn remember(repository: &Repository, name: &str, history: &History) -> std::io::Result<()> {
    let register = history.register();
    let doubted = register.keys().any(|(_, key)| key.compromised.is_some());
    let clean = history.findings.is_empty()
        && history.faults.is_empty()
        && history.acts().iter().all(|act| act.breaches.is_empty())
        && history.state.seconds != i64::MIN;
    if !clean || doubted || history.resumed == Some(history.tip) {
        return Ok(());
    }
    let view = history.view();
    let mut ledger = super::ledger::Ledger::default();
    for act in history.acts() {
        let mut act = act.clone();
        act.rejected = view.rejected(&act);
        ledger.push(act);
    }
    let mut held: Vec<(String, super::guard::Held)> = history
        .guards
        .paths()
        .filter_map(|path| {
            let held = history.guards.seen(&history.ancestry, path, view.at)?;
            (held.guard != Guard::Free).then(|| (path.to_owned(), held.clone()))
        })
        .collect();
    held.sort_by(|a, b| a.0.cmp(&b.0));
    let state = Remembered {
        root: history.root.commit,
        root_key: history.root_key.clone(),
        tip: history.tip,
        commits: history.commits(),
        signatures: history.signatures,
        latest: history.state.latest,
        seconds: history.state.seconds,
        sources: register.sources().clone(),
        seen: history.seen.clone(),
        ledger,
        held,
    };
    remembered::keep(repository, name, &state)
}

/// Goes on; nothing where the past does not lead straight here, or where anything is wrong since.
fn go_on(
    repository: &Repository,
    past: Remembered,
    tip: CommitId,
    reading: &Reading,
) -> Result<Option<History>, HistoryError> {
    let (known, source) = match reading.root {
        Some(root) => (Some(root), RootSource::Argument),
        None => (pinned(repository)?, RootSource::Pinned),
    };
    if known != Some(past.root) || past.commits == 0 {
        return Ok(None);
    }
    let Some(new) = since(repository, past.tip, tip)? else {
        return Ok(None);
    };
    let mut registers = register::Registers::new(repository);
    registers.remember(past.seen);
    let Ok(register) = registers.read(&past.sources)? else {
        return Ok(None);
    };
    let voids = Voids::default();
    let diffs = Diffs::of(repository, &new, &FxHashSet::default())?;
    let mut walk = Walk::new(
        repository,
        registers,
        past.root,
        &voids,
        &diffs,
        reading.now,
    );
    walk.ancestry = Ancestry::after(past.commits, past.tip);
    walk.ledger = past.ledger;
    walk.guards = Guards::default();
    for (path, held) in past.held {
        walk.guards.push(&path, held);
    }
    let before = walk.ledger.all().len();
    let state = State {
        register: Arc::clone(&register),
        latest: past.latest,
        seconds: past.seconds,
    };
    walk.states.insert(past.commits - 1, Some(state));
    for commit in &new {
        walk.commit(&commit.read()?)?;
    }
    let wrong = !walk.faults.is_empty()
        || !walk.changes.is_empty()
        || walk.ledger.all()[before..]
            .iter()
            .any(|act| !act.breaches.is_empty());
    let last = walk.ancestry.len() - 1;
    let Some(state) = walk.states.remove(&last).flatten() else {
        return Ok(None);
    };
    let taken = Search::new(&walk.ancestry, &walk.ledger, &walk.changes, &state.register)
        .find(&mut Voids::default());
    let changed: FxHashSet<String> = diffs.paths().map(str::to_owned).collect();
    if wrong || taken || closing::is_unsound(&mut walk, tip, state.register.policy(), &changed)? {
        return Ok(None);
    }
    let findings = of_clone(repository)?;
    Ok(Some(History {
        repository: repository.clone(),
        root: TrustRoot {
            commit: past.root,
            source,
        },
        root_key: past.root_key,
        tip,
        ancestry: walk.ancestry,
        seen: walk.registers.seen().clone(),
        ledger: walk.ledger,
        guards: walk.guards,
        faults: Vec::new(),
        signatures: past.signatures + walk.signatures,
        state,
        findings,
        voids: Voids::default(),
        now: reading.now,
        resumed: Some(past.tip),
    }))
}

/// The commits since a tip, where all of them come after it; nothing where the tip does not lead
/// here, or something older was merged.
fn since(
    repository: &Repository,
    before: CommitId,
    tip: CommitId,
) -> Result<Option<Vec<StoredCommit>>, HistoryError> {
    if before == tip {
        // That the commit is still there is asked all the same.
        repository.commit(tip)?;
        return Ok(Some(Vec::new()));
    }
    Ok(repository.commits_after(before, tip)?)
}
