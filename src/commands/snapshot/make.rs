//! Making the tag of a snapshot, and the commit that enters it in the ledger.

use super::super::decide::{How, clock_goes_on, refused, show, stands};
use super::super::{Context, Failure, FailureKind};
use super::state;
use crate::acts::snapshot::{Made, manifest, tag_message};
use crate::acts::{Plan, Situation};
use crate::model::snapshot::SnapshotName;
use crate::repository::{
    ActLock, CommitId, CommitPlan, Identity, Key, PlanError, RawCommit, Repository, Signing,
    SigningKey, TagError, TagPlan, Verdict, verify,
};
use crate::text::{Text, escape_controls};

/// What making a tag and a commit takes.
pub(super) struct Maker<'m> {
    pub ctx: &'m Context,
    pub how: &'m How,
    pub repository: &'m Repository,
    pub lock: &'m ActLock,
    pub key: &'m Key,
    pub identity: Identity,
}

impl Maker<'_> {
    /// Makes the tag on the last commit; with `--dry-run` only says what it would be.
    pub fn tag(
        &self,
        situation: &Situation<'_>,
        name: &SnapshotName,
    ) -> Result<(Made, String), PlanError<Failure>> {
        const OTHER: Text = Text {
            en: "the signature that git made does not verify with the key `{fingerprint}`; nothing was changed",
            fr: "la signature faite par git ne se vérifie pas avec la clé `{fingerprint}`\u{a0}; rien n'a été modifié",
        };
        let refuse = PlanError::Refused;
        let (ctx, history) = (self.ctx, situation.history);
        let tip = history.tip();
        let unreadable = |error| refuse(state::unreadable(error));
        let seal = self
            .repository
            .sha512_of(tip)
            .map_err(|error| unreadable(TagError::from(error)))?;
        let said = manifest(name, situation.corpus, history, situation.day, seal);
        let (statement, message) =
            tag_message(situation, &said).map_err(|refusal| refuse(refused(refusal)))?;
        let text = crate::parse::manifest::write(&said);
        let mut made = Made {
            object: "0".repeat(tip.to_string().len()),
            commit: tip,
            seal,
            statement,
        };
        if self.how.dry_run {
            return Ok((made, text));
        }
        clock_goes_on(ctx, history).map_err(refuse)?;
        self.agreed(&text, name).map_err(refuse)?;
        let plan = TagPlan {
            name: name.to_string(),
            target: tip,
            message,
            tagger: self.identity.clone(),
            seconds: ctx.now().timestamp(),
            offset_minutes: ctx.offset_minutes(situation.policy()),
            key: SigningKey::Configured,
        };
        let id = self.repository.tag_plan(self.lock, &plan, &|built| {
            let good = built.signature.as_ref().is_some_and(|signature| {
                verify(signature, &built.payload, &[self.key]) == Verdict::Good { key: 0 }
            });
            match good {
                true => Ok(()),
                false => Err(Failure::could_not_run(
                    FailureKind::Key,
                    OTHER.with("fingerprint", self.key.fingerprint()),
                )),
            }
        })?;
        made.object = id.to_string();
        Ok((made, text))
    }

    fn agreed(&self, text: &str, name: &SnapshotName) -> Result<(), Failure> {
        const SIGN: Text = Text {
            en: "Sign the snapshot « {name} »? [y/N] ",
            fr: "Signer l'instantané «\u{a0}{name}\u{a0}»\u{a0}? [o/N] ",
        };
        if self.how.yes || !self.ctx.may_ask() {
            return Ok(());
        }
        let question = SIGN.with("name", name.as_str()).render(self.ctx.lang);
        match self.ctx.confirm(&format!("{}{question}", shown(text)))? {
            true => Ok(()),
            false => Err(show::declined()),
        }
    }

    /// Enters the tag in the ledger.
    pub fn enter(
        &self,
        situation: &Situation<'_>,
        plan: &Plan,
    ) -> Result<CommitId, PlanError<Failure>> {
        clock_goes_on(self.ctx, situation.history).map_err(PlanError::Refused)?;
        let commit = CommitPlan {
            expected_tip: Some(situation.history.tip()),
            edits: plan.edits.clone(),
            message: plan.message.clone(),
            author: self.identity.clone(),
            committer: self.identity.clone(),
            seconds: self.ctx.now().timestamp(),
            offset_minutes: self.ctx.offset_minutes(situation.policy()),
            signing: Signing::Always,
        };
        self.repository
            .commit_plan(self.lock, &commit, &|built: &RawCommit| {
                stands(built, plan, self.key, situation.history)
            })
    }
}

/// A text of several lines, safe for a terminal.
pub(super) fn shown(text: &str) -> String {
    text.lines()
        .map(|line| format!("  {}\n", escape_controls(line)))
        .collect()
}
