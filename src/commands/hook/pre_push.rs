//! `qms hook pre-push`: no act is lost on its way.

use crate::commands::ground::history_failure;
use crate::commands::{Answer, Context, Exit, Failure, FailureKind};
use crate::corpus::Version;
use crate::diagnostic::{Diagnostic, Severity};
use crate::history::words;
use crate::history::{self, Backing, History, Reading};
use crate::model::act::ActKind;
use crate::model::document::Entry;
use crate::report::json;
use crate::repository::{CommitId, Repository, Tree};
use crate::text::Text;
use serde_json::json;

/// Refuses to send documents whose entries rest on no act.
pub(super) fn run(ctx: &Context) -> Result<Answer, Failure> {
    const LOST: Text = Text {
        en: "this push would publish approvals that rest on no act: a rebase, a squash or an edit undid them",
        fr: "cet envoi publierait des approbations qui ne reposent sur aucun acte\u{a0}: un rebasage, un écrasement ou une modification les a défaits",
    };
    const HELP: Text = Text {
        en: "those who acted do so again, then push: each finding says how",
        fr: "ceux qui ont agi le refont, puis on envoie\u{a0}: chaque point dit comment",
    };
    let said = (ctx.environment.console.read)().map_err(|error| Failure::io("stdin", error))?;
    let repository = ctx.document_repository()?;
    let mut lost = Vec::new();
    for tip in pushed(&String::from_utf8_lossy(&said)) {
        lost.extend(unbacked(ctx, repository, tip?)?);
    }
    lost.sort_by(|a: &Diagnostic, b| a.sort_key().cmp(&b.sort_key()));
    lost.dedup();
    if lost.is_empty() {
        let none: [String; 0] = [];
        return ctx.answer(
            Exit::Done,
            || json::body([("paths", json!(none))]),
            |_| String::new(),
        );
    }
    Err(Failure::refused("A208", LOST).help(HELP).because(lost))
}

/// The commits that git is about to send to branches: one line each, `ref id ref id`. A branch
/// that is deleted sends none.
fn pushed(lines: &str) -> impl Iterator<Item = Result<CommitId, Failure>> {
    const UNREAD: Text = Text {
        en: "git's list of what is pushed cannot be read",
        fr: "la liste que donne git de ce qui est envoyé est illisible",
    };
    let mut tips: Vec<&str> = Vec::new();
    for line in lines.lines() {
        let words: Vec<&str> = line.split(' ').collect();
        if let [_, id, remote, _] = words.as_slice()
            && remote.starts_with("refs/heads/")
            && id.bytes().any(|byte| byte != b'0')
        {
            tips.push(id);
        }
    }
    let parsed: Vec<Result<CommitId, Failure>> = tips
        .into_iter()
        .map(|id| {
            id.parse()
                .map_err(|_| Failure::could_not_run(FailureKind::Usage, UNREAD))
        })
        .collect();
    parsed.into_iter()
}

/// The entries of a commit's documents that no act in its history stands for.
fn unbacked(
    ctx: &Context,
    repository: &Repository,
    tip: CommitId,
) -> Result<Vec<Diagnostic>, Failure> {
    const NOTHING: Text = Text {
        en: "no act in the history wrote the entry of `{actor}` on `{code}`",
        fr: "aucun acte de l'historique n'a écrit l'entrée de `{actor}` sur `{code}`",
    };
    const VOID: Text = Text {
        en: "the entry of `{actor}` on `{code}` rests on commit {commit}, which has no effect: {why}",
        fr: "l'entrée de `{actor}` sur `{code}` vient du commit {commit}, qui est sans effet\u{a0}: {why}",
    };
    const AGAIN: Text = Text {
        en: "`{actor}` makes it again: `qms {act} {code}`",
        fr: "`{actor}` le refait\u{a0}: `qms {act} {code}`",
    };
    const IMAGES: Text = Text {
        en: "an image of `{code}` changed since `{actor}` signed it",
        fr: "une image de `{code}` a changé depuis que `{actor}` l'a signé",
    };
    let tree = repository.tree_of(tip);
    let corpus = ctx.load_whole(&tree)?;
    let history =
        history::read(repository, tip, &Reading::at(ctx.now())).map_err(history_failure)?;
    let mut lost = Vec::new();
    for version in corpus.documents() {
        let document = version.document;
        for (act, entries) in [
            (ActKind::Approve, &document.approvals),
            (ActKind::Validate, &document.validations),
        ] {
            for entry in entries
                .iter()
                .filter(|entry| document.digest.matches(&entry.digest.value))
            {
                let message = match history.backing(document, entry, act) {
                    Backing::Act(_) if rests(&history, &tree, &version, (entry, act)) => continue,
                    Backing::Act(_) => IMAGES.into(),
                    Backing::Void(record) => {
                        let why = record
                            .first_error()
                            .map_or_else(|| words::REJECTED.into(), words::fact);
                        VOID.with("commit", words::short(&record.commit.to_string()))
                            .with("why", why)
                    }
                    Backing::Nothing => NOTHING.into(),
                };
                let code = document.code.to_string();
                let message = message
                    .with("actor", entry.actor.value.as_str())
                    .with("code", code.clone())
                    .with("act", act.as_str());
                lost.push(Diagnostic {
                    rule: "A208",
                    severity: Severity::Error,
                    place: Some(version.file.at(entry.span)),
                    code: Some(code),
                    commit: Some(tip.to_string()),
                    help: Some(message.reworded(AGAIN)),
                    message,
                });
            }
        }
    }
    Ok(lost)
}

/// Whether an act that counts wrote an entry, over the very images that the version shows.
fn rests(
    history: &History,
    tree: &Tree,
    version: &Version<'_>,
    (entry, act): (&Entry, ActKind),
) -> bool {
    let parsed = version.file.parsed.as_ref();
    let shown = parsed.and_then(|parsed| history::assets(tree, &version.file.path, parsed).ok());
    let mut backers = history.backers(version.document, entry, act);
    backers.any(|record| Some(&record.statement.assets) == shown.as_ref())
}
