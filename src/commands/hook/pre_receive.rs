//! `qms hook pre-receive`: a server takes in nothing that does not conform (30-trust).

use super::moves::{Move, moves};
use super::reserved;
use crate::commands::ground::history_failure;
use crate::commands::verify::{self, Target, Verified};
use crate::commands::{Answer, Context, Exit, Failure, snapshot};
use crate::diagnostic::{Diagnostic, Severity};
use crate::history::{self, Finding};
use crate::model::layout::{self, EntityKind, Position};
use crate::report::json;
use crate::repository::{Change, CommitId, Repository};
use crate::rules::{self, Open};
use crate::text::Text;
use serde_json::json;
use std::collections::HashSet;
use std::path::Path;

/// Refuses the push whole, or lets it in.
pub(super) fn run(ctx: &Context, trust_root: Option<&str>) -> Result<Answer, Failure> {
    const REFUSED: Text = Text {
        en: "this push is refused: what it brings does not conform",
        fr: "cet envoi est refusé\u{a0}: ce qu'il apporte n'est pas conforme",
    };
    const HELP: Text = Text {
        en: "nothing was taken in; `qms verify` says the same where the push comes from",
        fr: "rien n'a été pris\u{a0}; `qms verify` dit la même chose là d'où vient l'envoi",
    };
    let root = trust_root.map(verify::trust_root).transpose()?;
    let said = (ctx.environment.console.read)().map_err(|error| Failure::io("stdin", error))?;
    let moves = moves(&String::from_utf8_lossy(&said))?;
    let repository = receiving(ctx)?;
    let mut found = Vec::new();
    let mut roots = Vec::new();
    for one in &moves {
        found.extend(kept(&repository, one, &moves)?);
        found.extend(reserved::reservation(&repository, one));
        found.extend(forged_tag(ctx, &repository, one, root)?);
        let branch = one.name.starts_with("refs/heads/");
        if let Some(tip) = one.new.filter(|_| branch) {
            let target = Target { tip, name: None };
            let verified = verify::verify(ctx, &repository, &target, root, verify::Keep::Nothing)
                .map_err(verify::Unverifiable::failure)?;
            found.extend(brought(&repository, &verified)?);
            found.extend(tags(&repository, &verified, &moves));
            if let Some(old) = one.old {
                found.extend(taken_out(ctx, &repository, (old, tip))?);
            }
            roots.push(verified.history.root().commit);
        }
    }
    found.sort_by(|a: &Diagnostic, b| a.sort_key().cmp(&b.sort_key()));
    found.dedup();
    if let Some(first) = found.first() {
        return Err(Failure::refused(first.rule, REFUSED)
            .help(HELP)
            .because(found));
    }
    // The first push to an empty server brings the trust root: another is noticed from then on.
    if root.is_none()
        && let Some(commit) = roots.first()
        && matches!(history::pinned(&repository), Ok(None))
    {
        let _ = history::pin(&repository, *commit);
    }
    let none: [String; 0] = [];
    ctx.answer(
        Exit::Done,
        || json::body([("paths", json!(none))]),
        |_| String::new(),
    )
}

/// Records and tickets that the branch had and has no more, without a certificate: once they were
/// published they are evidence, closed or not (R105).
fn taken_out(
    ctx: &Context,
    repository: &Repository,
    (old, new): (CommitId, CommitId),
) -> Result<Vec<Diagnostic>, Failure> {
    let changes = repository
        .changes(Some(old), new)
        .map_err(|error| Failure::io("git", error))?;
    let kept = |path: &str| {
        matches!(
            layout::position(path),
            Position::Entity(EntityKind::Record | EntityKind::Ticket)
        )
    };
    let gone = |change: &Change| change.new.is_none() && kept(&change.path);
    if !changes.iter().any(gone) {
        return Ok(Vec::new());
    }
    let before = ctx.load_whole(&repository.tree_of(old))?;
    let after = ctx.load_whole(&repository.tree_of(new))?;
    Ok(rules::departed(&before, &after, Open::Published))
}

/// The repository with the objects that git keeps apart until the push is accepted.
fn receiving(ctx: &Context) -> Result<Repository, Failure> {
    let folder = ctx.folder()?;
    let apart = ctx
        .environment
        .variable("GIT_QUARANTINE_PATH")
        .or(ctx.environment.variable("GIT_OBJECT_DIRECTORY"));
    match apart {
        Some(apart) => Repository::open_receiving(&folder, &folder.join(Path::new(apart)))
            .map_err(|error| Failure::io("git", error)),
        None => Ok(ctx.repository()?.clone()),
    }
}

/// What must not be taken away: history that nothing else keeps, audit tags, the objects themselves.
fn kept(
    repository: &Repository,
    one: &Move,
    moves: &[Move],
) -> Result<Option<Diagnostic>, Failure> {
    const REPLACED: Text = Text {
        en: "`{name}` shows other objects in the place of some: such references do not come in",
        fr: "`{name}` montre d'autres objets à la place de certains\u{a0}: de telles références n'entrent pas",
    };
    const REWOUND: Text = Text {
        en: "`{name}` would go back, or aside, from {old}",
        fr: "`{name}` reculerait, ou s'écarterait, de {old}",
    };
    const DELETED: Text = Text {
        en: "deleting `{name}` would lose commits that no other branch keeps",
        fr: "supprimer `{name}` perdrait des commits qu'aucune autre branche ne garde",
    };
    const TAG: Text = Text {
        en: "the audit tag `{name}` does not move and is not deleted",
        fr: "l'étiquette d'audit `{name}` ne bouge pas et ne se supprime pas",
    };
    const PULL: Text = Text {
        en: "`git pull` (a merge), then `git push` without forcing",
        fr: "`git pull` (une fusion), puis `git push` sans forcer",
    };
    const LEAVE: Text = Text {
        en: "leave it as it is",
        fr: "la laisser telle quelle",
    };
    let fault = |error: crate::repository::ObjectError| Failure::io("git", error);
    let diagnostic = |rule: &'static str, text: Text, help: Text| {
        let old = one.old.map(|old| old.to_string()).unwrap_or_default();
        Diagnostic {
            rule,
            severity: Severity::Error,
            place: None,
            code: None,
            commit: one.old.map(|old| old.to_string()),
            message: text
                .with("name", one.name.clone())
                .with("old", history::words::short(&old)),
            help: Some(help.into()),
        }
    };
    if one.name.starts_with("refs/replace/") && one.new.is_some() {
        return Ok(Some(diagnostic("G205", REPLACED, LEAVE)));
    }
    let Some(old) = one.old else { return Ok(None) };
    if let Some(tag) = one.name.strip_prefix("refs/tags/") {
        let audit = is_audit_tag(repository, tag, old);
        return Ok(audit.then(|| diagnostic("G204", TAG, LEAVE)));
    }
    if !one.name.starts_with("refs/heads/") {
        return Ok(None);
    }
    let Some(new) = one.new else {
        return Ok(
            (!is_kept(repository, one, old, moves)?).then(|| diagnostic("G203", DELETED, LEAVE))
        );
    };
    let on = repository.leads_to(old, new).map_err(fault)?;
    Ok((!on).then(|| diagnostic("G203", REWOUND, PULL)))
}

/// What is wrong with the audit tags of a history, those that arrive with it taken as there.
fn tags(repository: &Repository, verified: &Verified, moves: &[Move]) -> Vec<Diagnostic> {
    const TOGETHER: Text = Text {
        en: "send the tag together with the branch: `git push --follow-tags`",
        fr: "envoyer l'étiquette avec la branche\u{a0}: `git push --follow-tags`",
    };
    let arriving = |name: &str| {
        moves
            .iter()
            .find(|one| one.name.strip_prefix("refs/tags/") == Some(name))
            .and_then(|one| one.new)
    };
    let mut found = Vec::new();
    for diagnostic in &verified.tags {
        let name = diagnostic.code.as_deref().unwrap_or_default();
        let Some(object) = arriving(name) else {
            found.push(Diagnostic {
                help: Some(TOGETHER.into()),
                ..diagnostic.clone()
            });
            continue;
        };
        // The tag itself is judged apart; the ledger has to name this very object.
        let path = format!("registres/instantanes/{name}.md");
        let entry = repository.tree_of(verified.history.tip()).read_path(&path);
        let entry = entry.ok().flatten().unwrap_or_default();
        if !String::from_utf8_lossy(&entry).contains(&object.to_string()) {
            let fault = crate::history::tag::TagFault::Ledger("objet");
            found.push(snapshot::finding(name, &fault));
        }
    }
    found
}

/// What is wrong with an audit tag that arrives: its name, its signature, what it says of its objects.
fn forged_tag(
    ctx: &Context,
    repository: &Repository,
    one: &Move,
    root: Option<CommitId>,
) -> Result<Vec<Diagnostic>, Failure> {
    let fault = |error: crate::repository::ObjectError| Failure::io("git", error);
    let (Some(name), Some(new)) = (one.name.strip_prefix("refs/tags/"), one.new) else {
        return Ok(Vec::new());
    };
    if !repository.tag_says(new, "Qms-Act: snapshot") {
        return Ok(Vec::new());
    }
    let Ok(id) = new.to_string().parse() else {
        return Ok(Vec::new());
    };
    let tag = repository.tag(id).map_err(fault)?;
    let crate::repository::Target::Commit(commit) = tag.target else {
        let fault = crate::history::tag::TagFault::Target;
        return Ok(vec![snapshot::finding(name, &fault)]);
    };
    let reading = history::Reading {
        now: ctx.now(),
        root,
    };
    let at = history::read(repository, commit, &reading).map_err(history_failure)?;
    let judged =
        crate::history::tag::judge(repository, at.register(), &tag, name).map_err(fault)?;
    let faults = judged.faults.iter();
    Ok(faults.map(|fault| snapshot::finding(name, fault)).collect())
}

/// Whether a branch that is deleted loses nothing: another branch, after the push, has all of it.
fn is_kept(
    repository: &Repository,
    one: &Move,
    old: CommitId,
    moves: &[Move],
) -> Result<bool, Failure> {
    let head = repository.head().ok().and_then(|head| head.branch);
    if head.as_deref() == Some(one.name.as_str()) {
        return Ok(false);
    }
    let branches = repository
        .references("refs/heads/")
        .map_err(|error| Failure::io("git", error))?;
    for (name, tip) in branches {
        if name == one.name {
            continue;
        }
        let moved = moves.iter().find(|other| other.name == name);
        let tip = moved.map_or_else(|| tip.parse().ok(), |other| other.new);
        if let Some(tip) = tip
            && repository
                .leads_to(old, tip)
                .map_err(|error| Failure::io("git", error))?
        {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Whether a tag is one of audit: its message bears the act, or the ledger names it.
fn is_audit_tag(repository: &Repository, name: &str, object: CommitId) -> bool {
    let head = repository.head().ok().and_then(|head| head.tip);
    let ledger = format!("registres/instantanes/{name}.md");
    let entered = head.is_some_and(|tip| {
        repository
            .file_at(tip, &ledger)
            .is_ok_and(|file| file.is_some())
    });
    entered || repository.tag_says(object, "Qms-Act: snapshot")
}

/// What a push brings: errors of the history at its tip, and every fault among its own commits,
/// even one that it puts right itself.
fn brought(repository: &Repository, verified: &Verified) -> Result<Vec<Diagnostic>, Failure> {
    let known = known_commits(repository, verified)?;
    let own = |finding: &&Finding| {
        finding.severity == Severity::Error
            || (finding.was == Severity::Error
                && finding
                    .commit
                    .is_some_and(|commit| !known.contains(&commit)))
    };
    let found: Vec<Finding> = verified
        .findings
        .iter()
        .filter(own)
        .cloned()
        // What puts it right comes too late here: it does not come in at all.
        .map(|finding| Finding {
            severity: Severity::Error,
            put_right: None,
            ..finding
        })
        .collect();
    Ok(verify::diagnostics(&found, verified.history.tip()))
}

/// The commits among those at fault that some branch of the server has already.
fn known_commits(
    repository: &Repository,
    verified: &Verified,
) -> Result<HashSet<CommitId>, Failure> {
    let branches = repository
        .references("refs/heads/")
        .map_err(|error| Failure::io("git", error))?;
    let mut known = HashSet::new();
    for commit in verified
        .findings
        .iter()
        .filter_map(|finding| finding.commit)
    {
        for (_, tip) in &branches {
            if let Ok(tip) = tip.parse()
                && repository
                    .leads_to(commit, tip)
                    .map_err(|error| Failure::io("git", error))?
            {
                known.insert(commit);
                break;
            }
        }
    }
    Ok(known)
}
