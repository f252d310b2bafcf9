//! Documents whose chain is broken: what their files say rests on no act that counts. No command
//! builds on them in silence.

use super::{Context, verify};
use crate::diagnostic::{Diagnostic, Severity};
use crate::history::{self, History, HistoryError, Reading};
use crate::repository::{CommitId, Repository};
use crate::text::Text;
use std::collections::BTreeMap;

/// What breaks the chain of each document, the first finding of each, by code. Outside git, and
/// where nothing was committed yet, there is no chain; a history that cannot be judged is said to be.
pub fn broken(ctx: &Context) -> BTreeMap<String, Diagnostic> {
    const UNKNOWN: Text = Text {
        en: "the history cannot be judged, so that nothing here is proven: `qms verify` says why",
        fr: "l'historique ne peut pas être jugé, rien ici n'est donc prouvé\u{a0}: `qms verify` dit pourquoi",
    };
    let Some((tip, name)) = tip(ctx) else {
        return BTreeMap::new();
    };
    let Ok(repository) = ctx.document_repository() else {
        return BTreeMap::new();
    };
    let Ok(history) = read_on(ctx, repository, tip, name.as_deref()) else {
        ctx.say(UNKNOWN);
        return BTreeMap::new();
    };
    let mut found = BTreeMap::new();
    for diagnostic in verify::diagnostics(history.findings(), tip) {
        if diagnostic.severity == Severity::Error
            && let Some(code) = diagnostic.code.clone()
        {
            found.entry(code).or_insert(diagnostic);
        }
    }
    found
}

/// The history that leads to a commit, from what this clone remembers where it is that of the branch
/// that is checked out.
///
/// # Errors
/// As for [`history::read`].
pub fn history(
    ctx: &Context,
    repository: &Repository,
    commit: CommitId,
) -> Result<History, HistoryError> {
    let name = tip(ctx).and_then(|(tip, name)| name.filter(|_| tip == commit));
    read_on(ctx, repository, commit, name.as_deref())
}

fn read_on(
    ctx: &Context,
    repository: &Repository,
    tip: CommitId,
    name: Option<&str>,
) -> Result<History, HistoryError> {
    let history = history::read_on(repository, name, tip, &Reading::at(ctx.now()))?;
    if let Some(name) = name {
        // A clone that can only be read remembers nothing, and reads again.
        let _ = history::remember(repository, name, &history);
    }
    Ok(history)
}

/// Says where the chain of each document broke.
pub fn tell<'d>(ctx: &Context, broken: impl Iterator<Item = (&'d String, &'d Diagnostic)>) {
    const BROKEN: Text = Text {
        en: "`{code}` is not to be relied on [{rule}]: {why}",
        fr: "`{code}` n'est pas fiable [{rule}]\u{a0}: {why}",
    };
    for (code, diagnostic) in broken {
        ctx.say(
            BROKEN
                .with("code", code)
                .with("rule", diagnostic.rule)
                .with("why", diagnostic.message.clone()),
        );
    }
}

/// The commit that is read, and the branch that leads to it where it is the one checked out.
fn tip(ctx: &Context) -> Option<(CommitId, Option<String>)> {
    if let Ok(Some(commit)) = ctx.revision() {
        return Some((commit, None));
    }
    let head = ctx.document_repository().ok()?.head().ok()?;
    Some((head.tip?, head.branch))
}
