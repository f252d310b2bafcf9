//! Commits of governed files: signed, by one entitled to each, changing nothing else (30-trust).

use super::ground::{history_failure, no_date_or_revision, tip_of};
use super::shortened::{self, Shortened};
use super::signer::{acting, in_effect};
use super::signing::{commit, plan_failure, ready};
use super::{Context, Failure};
use crate::corpus::Corpus;
use crate::diagnostic::{Diagnostic, Severity};
use crate::history::{self, Reading};
use crate::model::actor::Actor;
use crate::model::names::RoleId;
use crate::model::policy::Policy;
use crate::repository::{CommitId, CommitPlan, Edit, Identity, Repository, Signing, Tree};
use crate::rules::{self, Softening};
use crate::text::{Text, Value};
use std::collections::BTreeMap;

/// What a governed commit did.
#[derive(Debug)]
pub struct Registered {
    /// The commit; none with `--dry-run`.
    pub commit: Option<CommitId>,
    /// Who signed.
    pub actor: String,
    /// The paths changed, sorted.
    pub paths: Vec<String>,
    /// What may be destroyed earlier than before the change, or for less.
    pub shortened: Shortened,
}

/// Whether a commit is made, or only judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Made.
    Carry,
    /// Judged only: `--dry-run`.
    Judge,
}

/// Judges and makes a commit of governed files alone. `plan` gives its edits and its subject from
/// the register as it stands.
pub fn register(
    ctx: &Context,
    mode: Mode,
    plan: impl FnOnce(&Corpus, &Repository) -> Result<(Vec<Edit>, String), Failure>,
) -> Result<Registered, Failure> {
    no_date_or_revision(ctx)?;
    let repository = ctx.document_repository()?;
    let lock = ready(ctx, repository)?;
    let tip = tip_of(repository)?;
    let before = ctx.load_whole(&repository.tree_of(tip))?;
    let (edits, message) = plan(&before, repository)?;
    let (actor, key) = acting(ctx, &before)?;
    // The register that counts is the one that was rightly made, not the one that the tree shows.
    let history =
        history::read(repository, tip, &Reading::at(ctx.now())).map_err(history_failure)?;
    let day = history.day(ctx.now());
    let actor = &in_effect(&history, &actor.id.value, &key, day)?.actor;
    for edit in &edits {
        if !history
            .register()
            .may_change(&actor.id.value, &edit.path, day)
        {
            return Err(not_entitled(history.register().policy(), actor, &edit.path));
        }
    }
    let after = sound_after(ctx, repository.tree_of(tip), &edits)?;
    let shortened = shortened::shortened(&before, &after, &edits)?;
    shortened::tell(ctx, &shortened, day);
    let paths = edits.iter().map(|edit| edit.path.clone()).collect();
    let who = actor.id.value.to_string();
    if mode == Mode::Judge {
        return Ok(Registered {
            commit: None,
            actor: who,
            paths,
            shortened,
        });
    }
    let identity = Identity {
        name: actor.name.value.clone(),
        email: actor.email.value.clone(),
    };
    let plan = CommitPlan {
        expected_tip: Some(tip),
        edits,
        message,
        author: identity.clone(),
        committer: identity,
        seconds: ctx.now().timestamp(),
        offset_minutes: ctx.offset_minutes(before.policy()),
        signing: Signing::Always,
    };
    let commit = commit(repository, &lock, &plan, &key).map_err(plan_failure)?;
    Ok(Registered {
        commit: Some(commit),
        actor: who,
        paths,
        shortened,
    })
}

fn not_entitled(policy: &Policy, actor: &Actor, path: &str) -> Failure {
    const FREE: Text = Text {
        en: "`{path}` is not governed",
        fr: "`{path}` n'est pas un fichier gouverné",
    };
    const FREE_HELP: Text = Text {
        en: "commit it with `git commit`",
        fr: "faire son commit par `git commit`",
    };
    const DENIED: Text = Text {
        en: "`{actor}` may not change `{path}`: that is for {roles}",
        fr: "`{actor}` ne peut pas modifier `{path}`\u{a0}: c'est à {roles} de le faire",
    };
    const HELP: Text = Text {
        en: "who can: `qms actor list --role {role}`",
        fr: "qui le peut\u{a0}: `qms actor list --role {role}`",
    };
    let Some(roles) = policy.governors(path) else {
        return Failure::refused("G201", FREE.with("path", path)).help(FREE_HELP);
    };
    let names: Vec<String> = roles
        .iter()
        .map(|role| policy.role_label(role).unwrap_or(role.as_str()).to_owned())
        .collect();
    let first = roles
        .first()
        .map(RoleId::as_str)
        .unwrap_or_default()
        .to_owned();
    let message = DENIED
        .with("actor", actor.id.value.as_str())
        .with("path", path)
        .with("roles", Value::Either(names));
    Failure::refused("G201", message).help(HELP.with("role", first))
}

/// The register must still be sound after the change: a fault in it would leave nobody able to
/// mend it.
fn sound_after(ctx: &Context, before: Tree, edits: &[Edit]) -> Result<Corpus, Failure> {
    const UNSOUND: Text = Text {
        en: "the change would leave the register unsound",
        fr: "la modification laisserait le registre en défaut",
    };
    let laid: BTreeMap<String, Option<Vec<u8>>> = edits
        .iter()
        .map(|edit| (edit.path.clone(), edit.content.clone()))
        .collect();
    let corpus = ctx.load_whole(&Tree::Overlay(Box::new(before), laid))?;
    let touched = |path: &str| edits.iter().any(|edit| edit.path == path);
    let faults: Vec<Diagnostic> = rules::run(&corpus, Softening::None)
        .into_iter()
        .filter(|found| found.severity == Severity::Error)
        // A card may name documents that are still to be written: that is for `check` to say.
        .filter(|found| found.rule != "F007")
        .filter(|found| {
            found.rule == "G208"
                || found
                    .place
                    .as_ref()
                    .is_some_and(|place| touched(&place.path))
        })
        .collect();
    match faults.first().map(|fault| fault.rule) {
        None => Ok(corpus),
        Some(rule) => Err(Failure::refused(rule, UNSOUND).because(faults)),
    }
}
