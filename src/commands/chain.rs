//! Documents whose chain is broken: what their files say rests on no act that counts. No command
//! builds on them in silence.

use super::{Context, verify};
use crate::diagnostic::{Diagnostic, Severity};
use crate::history::{self, Reading};
use crate::repository::CommitId;
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
    let reading = Reading::at(ctx.now());
    let Ok(history) = history::read_on(repository, name.as_deref(), tip, &reading) else {
        ctx.say(UNKNOWN);
        return BTreeMap::new();
    };
    if let Some(name) = &name {
        // A clone that can only be read remembers nothing, and reads again.
        let _ = history::remember(repository, name, &history);
    }
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
